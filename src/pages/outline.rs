//! What a kind of page says of one of its pages; [`frame`](super::frame) makes the rest of it.

use crate::model::{CityId, DepartmentId, PlanId, Site};
use crate::values::Date;

use super::{Content, PageId, Phrase};

/// What one page shows. Most leave out most of it: `Outline { above, ..Outline::of(view) }`.
pub(super) struct Outline<V> {
    /// Its own title, where it is not the one that links to it have.
    pub(super) title: Option<Phrase>,
    /// The pages above it, from the home page down.
    pub(super) above: Vec<PageId>,
    /// When it was last brought up to date; by default the day that the site speaks of.
    pub(super) updated: Option<Date>,
    /// Who to ask; by default the publisher of the site.
    pub(super) contact: Option<DepartmentId>,
    /// The plan whose words it holds.
    pub(super) plan: Option<PlanId>,
    /// The page in the plan's source document.
    pub(super) source_page: Option<u32>,
    /// The pages before and after it.
    pub(super) neighbours: (Option<PageId>, Option<PageId>),
    /// How its texts stand, where it shows several: the mark on `<main>`.
    pub(super) translation: Option<&'static str>,
    /// Its texts, where it shows several.
    pub(super) texts: Vec<Content>,
    /// What its template shows besides.
    pub(super) view: V,
}

/// The pages above those of a city's plans and departments: on the city's own site its name would repeat the
/// site's.
pub(super) fn above_city_parts(site: &Site, city: CityId) -> Vec<PageId> {
    if site.is_collection() { vec![PageId::Home, PageId::City(city)] } else { vec![PageId::Home] }
}

impl<V> Outline<V> {
    /// A page of the site with this view.
    pub(super) fn of(view: V) -> Self {
        Self {
            title: None,
            above: vec![PageId::Home],
            updated: None,
            contact: None,
            plan: None,
            source_page: None,
            neighbours: (None, None),
            translation: None,
            texts: Vec::new(),
            view,
        }
    }

    /// A page that compares cities.
    pub(super) fn below_comparison(view: V) -> Self {
        Self { above: vec![PageId::Home, PageId::Comparison], ..Self::of(view) }
    }

    /// A page below that of a plan, of whose words and facts it is made.
    pub(super) fn below_plan(site: &Site, id: PlanId, view: V) -> Self {
        let plan = &site[id];
        Self {
            above: [&above_city_parts(site, plan.city)[..], &[PageId::Plan(id)]].concat(),
            updated: Some(plan.updated),
            contact: Some(plan.department),
            plan: Some(id),
            ..Self::of(view)
        }
    }

    /// The same of a page among others of its plan, which follow the plan's own page.
    pub(super) fn among<T: Copy + PartialEq>(self, pages: &[T], id: T, page: fn(T) -> PageId) -> Self {
        let at = pages.iter().position(|sibling| *sibling == id).unwrap_or(0);
        let sibling = |at: usize| pages.get(at).map(|sibling| page(*sibling));
        let previous = at.checked_sub(1).map_or(self.plan.map(PageId::Plan), sibling);
        Self { neighbours: (previous, sibling(at + 1)), ..self }
    }
}
