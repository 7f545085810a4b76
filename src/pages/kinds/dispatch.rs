//! From a page to its kind: every match over kinds, made of their list.
#![allow(unused_parens, reason = "the macros write `()`, `(city)` and `(list, part)` alike")]

use serde::Serialize;

use crate::model::{PlanId, Site, Texts};
use crate::pages::context::Directory;
use crate::pages::frame::{Frame, frame};
use crate::pages::{Kind, PageContext, PageId, PageKind, Pages, Phrase};
use crate::source::SourcePath;
use crate::values::{Date, Language};

use super::list::page_kinds;

/// All kinds of pages.
pub(in crate::pages) struct Kinds;

macro_rules! define_kinds {
    ([] $($variant:ident $(($($name:ident: $type:ty),+))? => $module:ident::$kind:ident,)+) => {
        /// Every kind of page, in the order of the site's pages.
        pub const KINDS: &[PageKind] = &[$(facts::<super::$module::$kind>(),)+];

        const PAGES: &[PagesOfKind] = &[$(
            PagesOfKind {
                are_of_plans: matches!(super::$module::$kind::PAGES, Pages::OfPlan(_)),
                of: |site, plan| {
                    let pages = super::$module::$kind::PAGES.of(site, plan).into_iter();
                    pages.map(|($($($name),+)?)| PageId::$variant $(($($name),+))?).collect()
                },
            },
        )+];

        #[derive(Debug, Serialize)]
        #[serde(untagged)]
        enum AnyView {
            $($variant(Box<<super::$module::$kind as Kind>::View>),)+
        }

        impl Kinds {
            /// The page at an address without its language.
            pub(in crate::pages) fn find(site: &Site, address: &str) -> Option<PageId> {
                None$(.or_else(|| {
                    let about = super::$module::$kind::find(site, address);
                    about.map(|($($($name),+)?)| PageId::$variant $(($($name),+))?)
                }))+
            }

            /// The page of a context: its frame and its view.
            pub(in crate::pages) fn view(context: &PageContext<'_>) -> (Frame, KindView) {
                match context.page.id {
                    $(PageId::$variant $(($($name),+))? => {
                        let (frame, view) = frame(context, super::$module::$kind::outline(context, ($($($name),+)?)));
                        (frame, KindView(AnyView::$variant(Box::new(view))))
                    })+
                }
            }
        }
    };
}

page_kinds!(define_kinds);

/// What the kind of a page answers: `Kind` stands for its type, `about` for what distinguishes the page.
macro_rules! ask_kind {
    (
        [$page:expr, |$asked:ident, $about:ident| $answer:expr]
        $($variant:ident $(($($name:ident: $type:ty),+))? => $module:ident::$kind:ident,)+
    ) => {
        match $page {
            $(PageId::$variant $(($($name),+))? => {
                type $asked = super::$module::$kind;
                let $about = ($($($name),+)?);
                $answer
            })+
        }
    };
}

impl Kinds {
    /// The file that gives a page its address.
    pub(in crate::pages) fn source(site: &Site, page: PageId) -> Option<SourcePath> {
        page_kinds!(ask_kind, page, |K, about| K::source(site, about))
    }

    /// When a page last changed.
    pub(in crate::pages) fn updated(site: &Site, page: PageId) -> Option<Date> {
        page_kinds!(ask_kind, page, |K, about| K::updated(site, about))
    }
}

impl Directory for Kinds {
    fn kind(&self, page: PageId) -> &'static PageKind {
        page_kinds!(ask_kind, page, |K, _about| const { &facts::<K>() })
    }

    fn exists(&self, site: &Site, page: PageId) -> bool {
        page_kinds!(ask_kind, page, |K, about| K::PAGES.all(site).contains(&about))
    }

    fn address(&self, site: &Site, page: PageId) -> String {
        page_kinds!(ask_kind, page, |K, about| K::address(site, about))
    }

    fn title(&self, context: &PageContext<'_>, page: PageId) -> Phrase {
        page_kinds!(ask_kind, page, |K, about| K::title(context, about))
    }

    fn description(&self, context: &PageContext<'_>, page: PageId, title: &str) -> Option<Phrase> {
        page_kinds!(ask_kind, page, |K, about| K::description(context, about, title))
    }

    fn texts<'a>(&self, site: &'a Site, page: PageId) -> Option<&'a Texts> {
        page_kinds!(ask_kind, page, |K, about| K::texts(site, about))
    }

    fn has_words(&self, site: &Site, page: PageId, language: Language) -> bool {
        language.is_authoritative()
            || page_kinds!(ask_kind, page, |K, about| K::has_words(site, about, language))
    }
}

/// The view of one page, in the variable that its kind names. Its type is the kind's own affair: a theme sees what
/// it serialises to.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct KindView(AnyView);

/// The pages of one kind.
struct PagesOfKind {
    /// Whether there are some of each plan, and not of the site.
    are_of_plans: bool,
    of: fn(&Site, Option<PlanId>) -> Vec<PageId>,
}

impl Kinds {
    /// Every page of a site. Kinds of pages of plans that stand together in the list take turns, so that the pages
    /// of one plan follow each other.
    pub(in crate::pages) fn all(site: &Site) -> Vec<PageId> {
        let pages_of = |kinds: &[PagesOfKind]| -> Vec<PageId> {
            let of = |plan: Option<PlanId>| kinds.iter().flat_map(move |kind| (kind.of)(site, plan));
            match kinds {
                [first, ..] if first.are_of_plans => {
                    site.plan_ids().flat_map(|plan| of(Some(plan))).collect()
                }
                _ => of(None).collect(),
            }
        };
        let runs = PAGES.chunk_by(|left, right| left.are_of_plans && right.are_of_plans);
        runs.flat_map(pages_of).collect()
    }
}

const fn facts<K: Kind>() -> PageKind {
    PageKind {
        name: K::NAME,
        variable: K::VARIABLE,
        is_listed: K::IS_LISTED,
        is_shown_anywhere: K::IS_SHOWN_ANYWHERE,
        has_navigation: K::HAS_NAVIGATION,
        has_several_texts: K::HAS_SEVERAL_TEXTS,
        is_optional: K::IS_OPTIONAL,
        links_headings: K::LINKS_HEADINGS,
    }
}
