//! The frame of a page: what all kinds have, made of the outline of one.

use crate::model::{DepartmentId, PlanId, Text, Texts, Translation};
use crate::values::{Code, Language};

use super::content::Content;
use super::context::PageContext;
use super::description::description;
use super::linked_data::linked_data;
use super::outline::Outline;
use super::page_id::PageId;
use super::page_view::{
    AlternateView, ContactView, HeadingView, PageView, ProvenanceView, TranslationLink, outdated,
};
use super::phrase;

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
    let translation = texts.map_or(Translation::Authoritative, |texts| texts.translation(language));
    let is_missing = translation == Translation::Missing;
    let shown_language = shown.map_or(language, |(_, written)| written);
    let permanent_language = if is_missing { Language::AUTHORITATIVE } else { language };
    let title = outline.title.clone().unwrap_or_else(|| context.title_of(context.page.id));
    PageView {
        kind: context.kind().name,
        description: description(context, shown, outline.plan, &title.text),
        title,
        content: String::new(),
        content_lang: (shown_language != language).then(|| languages.code(shown_language).to_owned()),
        toc: shown.map_or_else(Vec::new, |(text, _)| toc(text)),
        address: context.address().to_owned(),
        permalink: context.whole_url_of(context.page.id, permanent_language),
        locale: phrase::locale(languages.code(shown_language)),
        linked_data: None,
        translations: translations(context, texts),
        alternates: if is_missing { Vec::new() } else { alternates(context, texts) },
        translation: outline.translation.unwrap_or_else(|| translation.mark()),
        outdated: outdated(texts, &translation),
        indexed: !is_missing && context.kind().is_listed,
        breadcrumbs: outline.above.iter().map(|above| context.link(*above)).collect(),
        updated: outline.updated.or_else(|| context.site.as_of()).map(|date| context.date(date)),
        contact: Some(contact(context, outline.contact)),
        provenance: outline.plan.map(|plan| provenance(context, plan, outline.source_page)),
        previous: outline.neighbours.0.map(|page| context.link(page)),
        next: outline.neighbours.1.map(|page| context.link(page)),
    }
}

fn translations(context: &PageContext<'_>, texts: Option<&Texts>) -> Vec<TranslationLink> {
    let languages = &context.site.languages;
    let link = |language| TranslationLink {
        lang: languages.code(language).to_owned(),
        url: context.url_of_file(&context.address_of(context.page.id, language)),
        current: language == context.page.language,
        available: has_text(texts, language),
    };
    languages.iter().map(link).collect()
}

fn alternates(context: &PageContext<'_>, texts: Option<&Texts>) -> Vec<AlternateView> {
    let languages = &context.site.languages;
    if !context.kind().is_listed {
        return Vec::new();
    }
    let alternate = |language| AlternateView {
        lang: languages.code(language).to_owned(),
        locale: phrase::locale(languages.code(language)),
        url: context.whole_url_of(context.page.id, language),
    };
    languages.iter().filter(|language| has_text(texts, *language)).map(alternate).collect()
}

fn contact(context: &PageContext<'_>, department: Option<DepartmentId>) -> ContactView {
    let Some(id) = department else {
        let name = context.phrase(&context.site.publisher);
        return ContactView { city: None, name, url: None, phone: None, email: None, extension: None };
    };
    let department = &context.site[id];
    ContactView {
        city: Some(context.phrase(&context.site[department.city].name)),
        name: context.phrase(&department.name),
        url: Some(context.url_of(PageId::Department(id))),
        phone: department.phone.clone(),
        email: department.email.as_deref().map(str::to_owned),
        extension: department.extension.clone(),
    }
}

fn provenance(context: &PageContext<'_>, id: PlanId, page: Option<u32>) -> ProvenanceView {
    let plan = &context.site[id];
    ProvenanceView {
        wording: plan.wording.code(),
        source: context.phrase(&plan.source.title),
        url: plan.source.url.as_deref().map(str::to_owned),
        page,
        period: context.period(plan.period),
        in_force: context.site.in_force(id),
        standing: context.site.standing(id).code(),
        superseded_by: plan.superseded_by.map(|later| context.link(PageId::Plan(later))),
    }
}

fn has_text(texts: Option<&Texts>, language: Language) -> bool {
    texts.is_none_or(|texts| texts.has(language))
}

fn toc(text: &Text) -> Vec<HeadingView> {
    let headings = text.document.body.headings.iter();
    headings
        .map(|heading| HeadingView {
            id: heading.id.clone(),
            level: heading.level,
            title: heading.text.clone(),
        })
        .collect()
}
