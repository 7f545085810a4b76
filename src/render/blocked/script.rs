//! The addresses that a script of `static/` asks, where it names them at the call that does.

use crate::model::Resource;
use crate::source::Span;

/// What stands before an address that is asked, and what for.
const CALLS: [(&str, Resource); 12] = [
    ("import", Resource::Script),
    ("import(", Resource::Script),
    ("from", Resource::Script),
    ("importScripts(", Resource::Script),
    ("Worker(", Resource::Script),
    ("SharedWorker(", Resource::Script),
    ("fetch(", Resource::Connect),
    ("sendBeacon(", Resource::Connect),
    ("EventSource(", Resource::Connect),
    ("WebSocket(", Resource::Connect),
    ("open(\"GET\",", Resource::Connect),
    ("open(\"POST\",", Resource::Connect),
];

/// The same, where only the element tells what for.
const OF_ELEMENTS: [&str; 2] = [".src=", "setAttribute(\"src\","];

/// Every address that a script asks, with what for; several where any of them may be meant, the likeliest first.
pub(super) fn addresses(script: &str) -> Vec<(Vec<Resource>, Span)> {
    let mut found = Vec::new();
    let mut before = String::new();
    let mut at = 0;
    while let Some(first) = script[at..].chars().next() {
        let rest = &script[at..];
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("/*") {
            at += rest.find("*/").map_or(rest.len(), |end| end + 2);
        } else if matches!(first, '"' | '\'' | '`') {
            let text = text_in_quotes(&rest[1..], first);
            let resources = resources(&before, text);
            found.extend(resources.map(|resources| (resources, Span::new(at + 1, at + 1 + text.len()))));
            // Only the names of methods and attributes are part of what stands before an address.
            let short = if text.len() <= NAME_BYTES_MAX { text } else { "" };
            before.push_str(&format!("\"{short}\""));
            at += (text.len() + 2).min(rest.len());
        } else {
            push(first, rest, &mut before);
            at += first.len_utf8();
        }
    }
    found
}

/// `POST`.
const NAME_BYTES_MAX: usize = 4;

/// What an address is asked for; nothing where what stands before it asks nobody.
fn resources(before: &str, address: &str) -> Option<Vec<Resource>> {
    let ends_with = |call: &str| {
        let start = before.strip_suffix(call);
        start.is_some_and(|start| call.starts_with('.') || !start.ends_with(is_of_name))
    };
    if let Some((_, resource)) = CALLS.iter().find(|(call, _)| ends_with(call)) {
        return Some(vec![*resource]);
    }
    OF_ELEMENTS.iter().find(|call| ends_with(call))?;
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let is_picture = [".gif", ".png", ".jpg", ".jpeg", ".svg", ".webp"].iter().any(|end| path.ends_with(end));
    let (first, second) = match is_picture || before.ends_with("Image().src=") {
        true => (Resource::Image, Resource::Script),
        false => (Resource::Script, Resource::Image),
    };
    Some(vec![first, second, Resource::Media, Resource::Frame])
}

/// Keeps a sign, and of white space one space between two names.
fn push(sign: char, rest: &str, before: &mut String) {
    if !sign.is_whitespace() {
        before.push(sign);
    } else if before.ends_with(is_of_name) && rest.trim_start().starts_with(is_of_name) {
        before.push(' ');
    }
}

fn is_of_name(sign: char) -> bool {
    sign.is_alphanumeric() || "_$".contains(sign)
}

fn text_in_quotes(text: &str, quote: char) -> &str {
    let mut is_escaped = false;
    let end = text.find(|character| {
        let ends = character == quote && !is_escaped || character == '\n' && quote != '`';
        is_escaped = character == '\\' && !is_escaped;
        ends
    });
    &text[..end.unwrap_or(text.len())]
}
