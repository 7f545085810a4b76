//! What a page shows, complete.

use std::sync::Arc;

use crate::model::{PlanWordsRecord, Site};

use super::kinds::dispatch::Kinds;
use super::{Content, KindView, Navigation, Page, PageContext, PageKind, PageView, Shared};

/// Everything that a page's template may show.
#[derive(Debug)]
pub struct View {
    /// The kind of the page, with the names of its template and its variables.
    pub kind: &'static PageKind,
    /// The way to the top of the output; `root` in templates.
    pub root: String,
    /// What all kinds of pages have; `page` in templates.
    pub page: PageView,
    /// The text of the page, which becomes `page.content` when its components are rendered.
    pub content: Content,
    /// The texts of a page that shows several; `texts` in templates, where the view has their numbers.
    pub texts: Vec<Content>,
    /// What this kind of page has besides; in templates under [`PageKind::variable`].
    pub of_kind: KindView,
    /// What the plan that the page belongs to calls its parts.
    pub plan_words: Option<Arc<PlanWordsRecord>>,
    /// The navigation of a plan that the page carries; `navigation` in templates.
    pub navigation: Option<Navigation>,
}

/// What a page shows.
pub fn view(site: &Site, shared: &Shared<'_>, page: Page) -> View {
    let context = PageContext::new(site, shared, &Kinds, page);
    let (frame, of_kind) = Kinds::view(&context);
    let kind = context.kind();
    let navigation = frame.plan.filter(|_| kind.has_navigation).map(|plan| Navigation {
        plan,
        language: page.language,
        current: context.url_from_sibling_folder(),
    });
    let root = context.root();
    View {
        kind,
        root,
        page: frame.page,
        content: frame.content,
        texts: frame.texts,
        of_kind,
        plan_words: context.plan_words.cloned(),
        navigation,
    }
}
