//! What an attribute of an element loads.

use crate::model::Resource;

use super::markup::Element;

/// What an attribute loads.
pub(super) enum Load {
    Nothing,
    /// A link: nothing is loaded before a reader follows it.
    Link,
    /// The address that all others of the page begin with.
    Base,
    /// Something that no policy of a site allows.
    Plugin,
    One(Resource),
    /// Several addresses, as in `srcset`.
    Several(Resource),
}

pub(super) fn attribute_loads(element: &Element, attribute: &str) -> Load {
    match (&*element.name, attribute) {
        ("script", "src" | "href" | "xlink:href") => Load::One(Resource::Script),
        ("link", "href") => link_loads(element).map_or(Load::Nothing, Load::One),
        ("img" | "input", "src") | ("video", "poster") => Load::One(Resource::Image),
        ("img" | "source", "srcset") | ("link", "imagesrcset") => Load::Several(Resource::Image),
        ("image" | "use" | "feimage", "href" | "xlink:href") => Load::One(Resource::Image),
        ("source" | "audio" | "video" | "track", "src") => Load::One(Resource::Media),
        ("iframe" | "frame", "src") => Load::One(Resource::Frame),
        ("embed", "src") | ("object", "data") => Load::Plugin,
        ("form", "action") | ("button" | "input", "formaction") => Load::One(Resource::Form),
        ("a" | "area", "ping") => Load::One(Resource::Connect),
        ("base", "href") => Load::Base,
        ("a" | "area", "href" | "xlink:href") => Load::Link,
        _ => Load::Nothing,
    }
}

/// Whether browsers keep `preconnect` and the like to the policy differs from one to the other.
fn link_loads(link: &Element) -> Option<Resource> {
    let value = |name| link.value(name).unwrap_or_default().to_ascii_lowercase();
    let relation = value("rel");
    let has = |word: &str| relation.split_whitespace().any(|one| one == word);
    if has("stylesheet") {
        Some(Resource::Style)
    } else if has("icon") || has("apple-touch-icon") {
        Some(Resource::Image)
    } else if has("modulepreload") {
        Some(Resource::Script)
    } else if has("preload") {
        match &*value("as") {
            "script" => Some(Resource::Script),
            "style" => Some(Resource::Style),
            "font" => Some(Resource::Font),
            "image" => Some(Resource::Image),
            "audio" | "video" | "track" => Some(Resource::Media),
            "fetch" => Some(Resource::Connect),
            _ => None,
        }
    } else {
        None
    }
}
