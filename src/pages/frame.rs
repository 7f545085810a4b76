//! The frame of a page: what all kinds have, made of the outline of one.

use crate::model::{PlanId, Text, Texts, Translation};
use crate::values::Language;

use super::description::description;
use super::linked_data::linked_data;
use super::page_view::{AlternateView, ContactView, HeadingView, ProvenanceView, TranslationLink};
use super::phrase::locale;
use super::{Content, Outline, PageContext, PageView, outdated};

/// A page without the view of its kind.
pub(super) struct Frame {
    pub(super) page: PageView,
    pub(super) content: Content,
    pub(super) texts: Vec<Content>,
    /// The plan whose words the page holds.
    pub(super) plan: Option<PlanId>,
}

/// The frame of the page with an outline, and the view of its kind.
pub(super) fn frame<V>(context: &PageContext<'_>, outline: Outline<V>) -> (Frame, V) {
    let texts = context.texts();
    let shown = texts.and_then(|texts| texts.shown(context.page.language));
    let mut page = page_view(context, &outline, texts, shown);
    if page.indexed {
        page.linked_data = Some(linked_data(context, &page, &outline.above));
    }
    let content = Content::of(context, shown.map(|(text, _)| text));
    (Frame { page, content, texts: outline.texts, plan: outline.plan }, outline.view)
}

fn page_view<V>(
    context: &PageContext<'_>,
    outline: &Outline<V>,
    texts: Option<&Texts>,
    shown: Option<(&Text, Language)>,
) -> PageView {
    let language = context.page.language;
    let languages = &context.site.languages;
    let translation = translation(context, texts);
    let is_missing = translation == Translation::Missing;
    let is_indexed = !is_missing && context.kind().is_listed;
    let shown_language = shown.map_or(language, |(_, written)| written);
    let title = outline.title.clone().unwrap_or_else(|| context.title_of(context.page.id));
    let description = description(context, shown, outline.plan, &title);
    PageView {
        kind: context.kind().name,
        language: context.language_in_words(language),
        description_lang: description.lang,
        description: description.text,
        title,
        content: String::new(),
        content_lang: context.lang(shown_language),
        toc: shown
            .into_iter()
            .flat_map(|(text, _)| &text.document.body.headings)
            .map(HeadingView::of)
            .collect(),
        address: context.address().to_owned(),
        permalink: context.permalink(),
        locale: locale(languages.tag(shown_language)),
        linked_data: None,
        translations: languages.iter().map(|other| TranslationLink::of(context, other)).collect(),
        alternates: if is_indexed { AlternateView::all(context) } else { Vec::new() },
        translation: outline.translation.unwrap_or_else(|| translation.mark()),
        outdated: outdated(texts, &translation),
        held_back: context.held_back(context.page.id),
        indexed: is_indexed,
        breadcrumbs: outline.above.iter().map(|above| context.link(*above)).collect(),
        updated: outline.updated.or_else(|| context.site.as_of()).map(|date| context.date(date)),
        contact: Some(ContactView::of(context, outline.contact)),
        provenance: outline.plan.map(|plan| ProvenanceView::of(context, plan, outline.source_page)),
        previous: outline.neighbours.0.map(|page| context.link(page)),
        next: outline.neighbours.1.map(|page| context.link(page)),
    }
}

/// How the page stands in its language: as its text does. Words of records are the city's own: with any of them the
/// page is as official as the original.
fn translation(context: &PageContext<'_>, texts: Option<&Texts>) -> Translation {
    match texts {
        _ if !context.has_words(context.page.language) => Translation::Missing,
        Some(texts) => texts.translation(context.page.language),
        None => Translation::Authoritative,
    }
}
