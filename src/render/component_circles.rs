//! Components that call themselves. Tera stops after some rounds, and says neither where nor which.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::rules;
use crate::source::{Place, SourceFile};

use super::tera_text::{Tag, defined, is_of_word, tags};

/// A component: where it is defined, and which others it calls.
struct Component<'t> {
    place: Place,
    calls: Vec<&'t str>,
}

/// The first circle of components in some templates. The ones that count stand before those of the same name.
pub(super) fn component_circle(templates: &[(String, &SourceFile)]) -> Option<Diagnostic> {
    let mut components: BTreeMap<&str, Component<'_>> = BTreeMap::new();
    let mut order = Vec::new();
    for (name, component) in templates.iter().flat_map(|(_, file)| components_of(file)) {
        components.entry(name).or_insert_with(|| {
            order.push(name);
            component
        });
    }
    let circle = order.iter().find_map(|name| way_back(name, &components))?;
    let place = components.get(circle[0])?.place.clone();
    let chain = circle.join("` → `");
    let diagnostic = Diagnostic::new(
        rules::TEMPLATE_REFERENCE,
        place,
        format!("部品が自分を呼び出し続け、終わりません: `{chain}`"),
        format!("components call each other endlessly: `{chain}`"),
    );
    Some(diagnostic.help(
        "どれかの呼び出しを消すか、`{% if … %}` で終わりを決めてください",
        "take one of the calls out, or end it with an `{% if … %}`",
    ))
}

fn components_of(file: &SourceFile) -> Vec<(&str, Component<'_>)> {
    let mut found: Vec<(&str, Component<'_>)> = Vec::new();
    let mut names = defined(&file.text, "component").into_iter();
    let mut is_inside = false;
    for tag in tags(&file.text) {
        match tag.statement() {
            Some(("component", _)) => {
                let Some((name, span)) = names.next() else { continue };
                found.push((name, Component { place: Place::at(&file.path, span), calls: Vec::new() }));
                is_inside = true;
            }
            Some(("endcomponent", _)) => is_inside = false,
            _ if is_inside => {
                let Some((_, component)) = found.last_mut() else { continue };
                component.calls.extend(calls(&tag));
            }
            _ => {}
        }
    }
    found
}

/// The names after a `<`. In a comparison that is no component's, and then it does not matter.
fn calls<'t>(tag: &Tag<'t>) -> Vec<&'t str> {
    let after = tag.text.split('<').skip(1).map(|rest| rest.trim_start());
    let name = |rest: &'t str| {
        let end = rest.find(|sign: char| !is_of_word(sign) && sign != '.').unwrap_or(rest.len());
        &rest[..end]
    };
    after.map(name).filter(|name| !name.is_empty()).collect()
}

/// The shortest way from a component back to it.
fn way_back<'t>(name: &'t str, components: &BTreeMap<&'t str, Component<'t>>) -> Option<Vec<&'t str>> {
    let mut ways = std::collections::VecDeque::from([vec![name]]);
    let mut seen = std::collections::BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        let calls = way.last().and_then(|last| components.get(last)).map(|component| &component.calls);
        for call in calls.into_iter().flatten() {
            let longer: Vec<&str> = way.iter().chain([call]).copied().collect();
            if *call == name {
                return Some(longer);
            }
            if seen.insert(*call) {
                ways.push_back(longer);
            }
        }
    }
    None
}
