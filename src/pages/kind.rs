//! What a kind of page has to say of itself.

use serde::Serialize;

use crate::model::{PlanId, Site, Texts};
use crate::source::SourcePath;
use crate::values::{Date, Language};

use super::{Outline, PageContext, Phrase};

/// A kind of page. Its file in `kinds/` implements this for a type without a value; `kinds/list.rs` names it.
pub(super) trait Kind {
    /// What distinguishes the pages of the kind: a city's page has its [`CityId`](crate::model::CityId), and `()`
    /// stands for the only page of its kind.
    type About: Copy + PartialEq;

    /// What its template may show besides what all pages have; `()` for nothing.
    type View: Serialize + std::fmt::Debug;

    /// The name on `<body data-kind>`, and of its template.
    const NAME: &'static str;

    /// The variable in which its template finds the view; `None` where there is nothing in it.
    const VARIABLE: Option<&'static str> = Some(Self::NAME);

    const PAGES: Pages<Self::About>;

    /// The address of a kind with one page.
    const ADDRESS: &'static str = Self::NAME;

    /// The theme's words that are the title of pages without a text.
    const TITLE: &'static str = Self::NAME;

    /// The theme's words that describe a page, in which `{name}` stands for its title.
    const DESCRIPTION: Option<&'static str> = None;

    /// Whether a theme that stands alone may leave its pages to the default theme. True of kinds that came when themes
    /// had been made without them: a new version must not stop the site of somebody who only copied a theme.
    const IS_OPTIONAL: bool = false;

    /// Whether search engines should list its pages.
    const IS_LISTED: bool = true;

    /// Whether a server shows its pages at any address, so that their links begin with where the site is on it.
    const IS_SHOWN_ANYWHERE: bool = false;

    /// Whether its pages carry the navigation of their plan, in the variable `navigation`.
    const HAS_NAVIGATION: bool = false;

    /// Whether its pages show several texts, in the variable `texts`.
    const HAS_SEVERAL_TEXTS: bool = false;

    /// Whether the headings of its text have links of their own: where it is to be read and quoted.
    const LINKS_HEADINGS: bool = false;

    /// The address in the authoritative language, without `.html`.
    fn address(_site: &Site, _about: Self::About) -> String {
        Self::ADDRESS.to_owned()
    }

    /// The page at an address. Kinds with very many pages find theirs without listing them.
    fn find(site: &Site, address: &str) -> Option<Self::About> {
        Self::PAGES.all(site).into_iter().find(|about| Self::address(site, *about) == address)
    }

    /// What links to it call it, and what it calls itself unless its [`Outline`] has another title.
    fn title(context: &PageContext<'_>, about: Self::About) -> Phrase {
        match Self::texts(context.site, about) {
            Some(texts) => context.title(texts),
            None => context.words(Self::TITLE),
        }
    }

    /// Its description for search engines where it has no text of its own to quote: by default [`Self::DESCRIPTION`],
    /// and without that, the words for any page of a plan or of the site.
    fn description(context: &PageContext<'_>, _about: Self::About, title: &str) -> Option<Phrase> {
        Self::DESCRIPTION.map(|key| context.filled(key, &[("name", title)]))
    }

    /// The text that it shows.
    fn texts(_site: &Site, _about: Self::About) -> Option<&Texts> {
        None
    }

    /// Whether its pages show words of their own in a language other than the original's: those of its text or, where
    /// it is made of records, any of theirs. What every page has around it does not count.
    fn has_words(site: &Site, about: Self::About, language: Language) -> bool {
        Self::texts(site, about).is_none_or(|texts| texts.has(language))
    }

    /// The file that gives it its address, where one does.
    fn source(site: &Site, about: Self::About) -> Option<SourcePath> {
        Self::texts(site, about)?.authoritative().map(|text| text.document.path.clone())
    }

    /// When it last changed, for the site map. Pages of the whole site change with any plan.
    fn updated(site: &Site, _about: Self::About) -> Option<Date> {
        site.as_of()
    }

    /// What one of its pages shows.
    fn outline(context: &PageContext<'_>, about: Self::About) -> Outline<Self::View>;
}

/// Which pages of a kind there are.
pub(super) enum Pages<T> {
    /// Those of the site.
    OfSite(fn(&Site) -> Vec<T>),
    /// Those that compare what the site has, where there is something to compare.
    Comparing(fn(&Site) -> Vec<T>),
    /// Those of one plan after the other.
    OfPlan(fn(&Site, PlanId) -> Vec<T>),
}

impl<T> Pages<T> {
    pub(super) fn all(&self, site: &Site) -> Vec<T> {
        match self {
            Self::OfPlan(pages) => site.plan_ids().flat_map(|plan| pages(site, plan)).collect(),
            _ => self.of(site, None),
        }
    }

    /// Those of the site, or of a plan; none where the kind has the other.
    pub(super) fn of(&self, site: &Site, plan: Option<PlanId>) -> Vec<T> {
        match (self, plan) {
            (Self::OfSite(pages), None) => pages(site),
            (Self::Comparing(pages), None) if site.has_comparison() => pages(site),
            (Self::OfPlan(pages), Some(plan)) => pages(site, plan),
            _ => Vec::new(),
        }
    }
}

/// The pages of a kind that has one page at most.
pub(super) fn only(is_there: bool) -> Vec<()> {
    if is_there { vec![()] } else { Vec::new() }
}
