//! What a site is: a city's own, or a collection of the plans of several. Whatever differs between the two, pages,
//! menus, filters, columns and words, asks here.

use crate::values::SiteKind;

use super::{CityId, Site};

impl Site {
    /// What the site is: what `site.toml` says, and otherwise what the number of cities tells.
    pub fn kind(&self) -> SiteKind {
        // A city's own site cannot hold the plans of another (`site.kind`).
        let written = self.record.kind.as_ref().map(|written| written.value);
        match written {
            _ if self.has_several_cities() && written != Some(SiteKind::Collection) => SiteKind::Collection,
            Some(kind) => kind,
            None => SiteKind::City,
        }
    }

    /// Whether the plans of several cities are shown, and compared.
    pub fn is_collection(&self) -> bool {
        self.kind() == SiteKind::Collection
    }

    /// The city whose own site this is; nothing in a collection, and before there is a city.
    pub fn own_city(&self) -> Option<CityId> {
        let city = self.publishing_cities().next().or_else(|| self.city_ids().next());
        city.filter(|_| !self.is_collection())
    }

    /// The cities of which a plan is published. The plans of one that is no more are part of the site of the city that
    /// took its place, and make no collection of it.
    pub fn publishing_cities(&self) -> impl Iterator<Item = CityId> {
        self.city_ids().filter(|city| !self[*city].plans.is_empty() && !self.is_former_city(*city))
    }

    /// A city that is only registered makes no collection, unless none has a plan yet.
    fn has_several_cities(&self) -> bool {
        // It is asked for every measure: two are enough to know.
        match self.publishing_cities().take(2).count() {
            0 => self.cities.len() > 1,
            count => count > 1,
        }
    }
}
