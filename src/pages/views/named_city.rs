//! A city that another names: a link where the site has it.

use crate::model::NamedCity;
use crate::pages::{PageContext, PageId, Phrase, views};

views! {
    pub struct NamedCityView(context, named: &NamedCity) {
        let city = match named {
            NamedCity::InSite(city) => Some(*city),
            NamedCity::Elsewhere(_) => None,
        };
        pub title: Phrase = match named {
            NamedCity::InSite(city) => context.title_of(PageId::City(*city)),
            NamedCity::Elsewhere(name) => context.phrase(name),
        },
        /// Its page; nothing where the site does not have the city.
        pub url: Option<String> = city.map(|city| context.url_of(PageId::City(city))),
    }
}

impl NamedCityView {
    pub(in crate::pages) fn all(context: &PageContext<'_>, named: &[NamedCity]) -> Vec<Self> {
        named.iter().map(|city| Self::of(context, city)).collect()
    }
}
