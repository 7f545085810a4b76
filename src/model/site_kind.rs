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
        let city = self.cities_with_plans().next().or_else(|| self.city_ids().next());
        city.filter(|_| !self.is_collection())
    }

    /// The cities of which a plan is published.
    pub fn cities_with_plans(&self) -> impl Iterator<Item = CityId> {
        self.city_ids().filter(|city| !self[*city].plans.is_empty())
    }

    /// A city that is only registered makes no collection, unless none has a plan yet.
    fn has_several_cities(&self) -> bool {
        // It is asked for every measure: two are enough to know.
        match self.cities_with_plans().take(2).count() {
            0 => self.cities.len() > 1,
            count => count > 1,
        }
    }
}
