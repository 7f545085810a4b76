//! What the policy of the pages would block, at its place in the theme. Browsers say so in their console alone, so
//! that a counter counts nothing for months before anybody asks.
//!
//! 1. [`markup`]: the elements of a template; [`loads`]: what their attributes load.
//! 2. [`style_sheet`], [`script`]: the addresses in files of `static/`.
//! 3. [`address`]: whom an address asks.
//! 4. [`message`]: what to do instead.
//!
//! Only what is sure is reported: an address that Tera puts together, or that a script computes, is left alone.

mod address;
mod loads;
mod markup;
mod message;
mod script;
mod style_sheet;

use crate::diagnostic::Diagnostic;
use crate::model::{Resource, SecurityRecord, SiteRecord};
use crate::source::{Asset, Place, SourceFile, SourcePath, Sources, Span, below};
use crate::values::Languages;

use self::address::{Address, address};
use self::loads::{Load, attribute_loads};
use self::markup::{Attribute, Element, elements};
use self::message::{Blocked, diagnostic};

/// What the policy of a site would block in the themes of a chain.
pub(super) fn check(chain: &[String], record: &SiteRecord, sources: &Sources) -> Vec<Diagnostic> {
    let own_host = match address(&record.base_url) {
        Address::Host { name, .. } => name,
        _ => String::new(),
    };
    let policy = Policy { security: &record.security, languages: &record.languages, own_host };
    let mut found = Vec::new();
    for theme in chain {
        for (_, file) in below(&sources.files, &format!("themes/{theme}/templates/")) {
            found.extend(in_template(file, &policy));
        }
        for (_, asset) in below(&sources.assets, &format!("themes/{theme}/static/")) {
            found.extend(in_static_file(asset, &policy));
        }
    }
    found
}

/// What the pages of a site may load, and the languages that a reason for more is written in.
struct Policy<'a> {
    security: &'a SecurityRecord,
    languages: &'a Languages,
    /// Where the site will be published: its own files, by their whole address.
    own_host: String,
}

impl Policy<'_> {
    /// Why an address is blocked that is asked for one of several resources, the likeliest first; `None` where it is
    /// not.
    fn blocks(&self, written: &str, resources: &[Resource]) -> Option<Blocked> {
        let first = *resources.first()?;
        match address(written) {
            Address::Own if first == Resource::Form => Some(Blocked::OwnForm),
            Address::Own if first == Resource::Frame => Some(Blocked::OwnFrame),
            Address::Own | Address::Unknown => None,
            Address::Script => Some(Blocked::ScriptLink),
            Address::Data if resources.contains(&Resource::Image) => None,
            Address::Data => Some(Blocked::Data(first)),
            Address::Socket(name) => Some(Blocked::Socket(name)),
            Address::Host { name, .. } if name == self.own_host => None,
            Address::Host { name, is_secure } => {
                let is_allowed = resources.iter().any(|resource| self.allows(&name, *resource));
                match (is_allowed, is_secure) {
                    (true, true) => None,
                    (true, false) => Some(Blocked::Insecure(name)),
                    (false, _) => Some(Blocked::Elsewhere { name, resource: first }),
                }
            }
        }
    }

    fn allows(&self, name: &str, resource: Resource) -> bool {
        let is_it = |host: &str| host.trim_start_matches("https://").trim_end_matches(":443") == name;
        self.security.hosts(resource).iter().any(|allowed| is_it(&allowed.host))
    }

    fn diagnostic(&self, blocked: &Blocked, path: &SourcePath, span: Span) -> Diagnostic {
        diagnostic(blocked, Place::at(path, span), self.security, self.languages)
    }
}

fn in_template(file: &SourceFile, policy: &Policy<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for element in elements(&file.text) {
        let content = blocked_content(&element).map(|blocked| (element.span, blocked));
        let attributes = element
            .attributes
            .iter()
            .filter_map(|attribute| Some((attribute.span, blocked_attribute(&element, attribute, policy)?)));
        let blocked = content.into_iter().chain(attributes);
        found.extend(blocked.map(|(span, blocked)| policy.diagnostic(&blocked, &file.path, span)));
    }
    found
}

/// A script or style between its tags.
fn blocked_content(element: &Element) -> Option<Blocked> {
    match &*element.name {
        _ if !element.has_content => None,
        "style" => Some(Blocked::Style),
        "script" if element.value("src").is_none() && is_program(element) => Some(Blocked::Script),
        _ => None,
    }
}

/// Whether what stands in a `<script>` is a program, and not data for one.
fn is_program(element: &Element) -> bool {
    let kind = element.value("type").unwrap_or_default().trim().to_ascii_lowercase();
    kind.is_empty()
        || kind.ends_with("javascript")
        || kind.ends_with("ecmascript")
        || matches!(&*kind, "module" | "importmap" | "speculationrules")
}

fn blocked_attribute(element: &Element, attribute: &Attribute, policy: &Policy<'_>) -> Option<Blocked> {
    let Attribute { name, value, .. } = attribute;
    if value.trim().is_empty() {
        return None;
    }
    if name.len() > 2 && name.starts_with("on") && name.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Some(Blocked::Handler(name.clone()));
    }
    if name == "style" {
        return Some(Blocked::StyleAttribute);
    }
    match attribute_loads(element, name) {
        Load::Link => (address(value) == Address::Script).then_some(Blocked::ScriptLink),
        Load::Base => Some(Blocked::Base),
        Load::Plugin => Some(Blocked::Plugin(element.name.clone())),
        Load::One(resource) => policy.blocks(value, &[resource]),
        // A comma in an address, as `data:` has it, is followed by no space.
        Load::Several(resource) => value
            .split(", ")
            .filter_map(|one| one.split_whitespace().next())
            .find_map(|one| policy.blocks(one, &[resource])),
        Load::Nothing => None,
    }
}

/// What a file of `static/` loads when a page uses it.
fn in_static_file(asset: &Asset, policy: &Policy<'_>) -> Vec<Diagnostic> {
    let name = asset.path.name().to_ascii_lowercase();
    let addresses = if name.ends_with(".css") {
        style_sheet::addresses(&asset.text().text)
    } else if name.ends_with(".js") || name.ends_with(".mjs") {
        script::addresses(&asset.text().text)
    } else {
        return Vec::new();
    };
    let text = &asset.text().text;
    let blocked = addresses.into_iter().filter_map(|(resources, span)| {
        let blocked = policy.blocks(&text[span.range()], &resources)?;
        // Whether a script shows a page of the site in a frame, or a picture of `static/`, its address does not tell.
        (blocked != Blocked::OwnFrame).then(|| policy.diagnostic(&blocked, &asset.path, span))
    });
    blocked.collect()
}
