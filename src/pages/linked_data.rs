//! The description of a page for machines (schema.org as JSON-LD): which site it belongs to and what is above it.
//! Only what readers see too.

use serde_json::{Value, json};

use super::{PageContext, PageId, PageView, Phrase};

/// The linked data of a page, to stand inside `<script type="application/ld+json">`. Such a script is data:
/// nothing runs it, and the content security policy does not concern it.
pub(super) fn linked_data(context: &PageContext<'_>, page: &PageView, above: &[PageId]) -> String {
    let site = context.site;
    let language = context.page.language;
    let whole = |page: PageId| context.whole_url_of(page, language);
    let website = json!({
        "@type": "WebSite",
        "name": name(&context.phrase(&site.title)),
        "url": whole(PageId::Home),
        "inLanguage": context.tag(language),
        "publisher": publisher(context),
    });
    if above.is_empty() {
        return in_html(&json!({ "@context": CONTEXT, "@graph": [website] }));
    }
    let mut steps: Vec<(Value, String)> =
        above.iter().zip(&page.breadcrumbs).map(|(page, link)| (name(&link.title), whole(*page))).collect();
    steps.push((name(&page.title), page.permalink.clone()));
    let steps: Vec<Value> = steps
        .into_iter()
        .enumerate()
        .map(|(at, (name, item))| json!({ "@type": "ListItem", "position": at + 1, "name": name, "item": item }))
        .collect();
    let mut this = json!({
        "@type": "WebPage",
        "name": name(&page.title),
        "url": page.permalink,
        "inLanguage": context.tag(language),
        "isPartOf": website,
        "breadcrumb": { "@type": "BreadcrumbList", "itemListElement": steps },
    });
    if let Some(updated) = &page.updated {
        this["dateModified"] = json!(updated.iso);
    }
    in_html(&json!({ "@context": CONTEXT, "@graph": [this] }))
}

/// Who publishes the site, with what its footer says of them.
fn publisher(context: &PageContext<'_>) -> Value {
    let site = context.site;
    let kind = if site.is_collection() { "Organization" } else { "GovernmentOrganization" };
    let mut publisher = json!({ "@type": kind, "name": name(&context.phrase(&site.publisher)) });
    if let Some(address) = context.phrase_if(&site.record.address) {
        publisher["address"] = name(&address);
    }
    if let Some(phone) = &site.record.phone {
        publisher["telephone"] = json!(&**phone);
    }
    publisher
}

/// Words, with their language where it is not the page's.
fn name(phrase: &Phrase) -> Value {
    match &phrase.lang {
        Some(lang) => json!({ "@value": phrase.text, "@language": lang }),
        None => json!(phrase.text),
    }
}

const CONTEXT: &str = "https://schema.org";

/// JSON that cannot end the script it stands in: what HTML might read as markup can only be in strings, and
/// there it is written as JSON's escapes.
fn in_html(value: &Value) -> String {
    let json = value.to_string();
    let mut safe = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                safe.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            _ => safe.push(character),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::in_html;

    #[test]
    fn a_name_cannot_end_the_script() {
        let value = json!({ "name": "</script><script>alert(1)</script><!-- & \u{2028}" });
        let safe = in_html(&value);
        assert!(!safe.contains(['<', '>', '&', '\u{2028}']), "{safe}");
        assert_eq!(serde_json::from_str::<Value>(&safe).unwrap(), value);
    }
}
