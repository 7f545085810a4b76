//! What all pages have: the frame around what their kind shows.

use serde::Serialize;

use crate::markdown::Heading;
use crate::model::{DepartmentId, PlanId, Texts, Translation};
use crate::values::{Code, Language};

use super::phrase::locale;
use super::views::EndOfCity;
use super::{DateView, HeldBackView, LinkView, PageContext, PageId, Phrase, views};

/// What all kinds of pages have; `page` in templates.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    pub kind: &'static str,
    /// What its language is called on the page.
    pub language: Phrase,
    pub title: Phrase,
    /// A sentence or two for search engines.
    pub description: String,
    /// The language of its description, where it is not the page's.
    pub description_lang: Option<String>,
    /// Its text as HTML.
    pub content: String,
    /// The language of its text, where it is not the page's.
    pub content_lang: Option<String>,
    pub toc: Vec<HeadingView>,
    /// Its address below the output folder.
    pub address: String,
    /// Its whole address, or that of the original where this page only repeats it.
    pub permalink: String,
    /// The language and territory of its text, for social networks.
    pub locale: Option<&'static str>,
    /// Its description for machines, as JSON-LD; nothing where search engines should not list it.
    pub linked_data: Option<String>,
    /// The same page in each language of the site, in order.
    pub translations: Vec<TranslationLink>,
    /// The whole address of each language that really has a text of its own.
    pub alternates: Vec<AlternateView>,
    /// How the text stands: `official`, `reviewed`, `provisional`, `machine`, `outdated`, `missing`.
    pub translation: &'static str,
    /// The sections of the original that changed since it was translated.
    pub outdated: Vec<OutdatedView>,
    /// Why it is not published yet; only the preview shows such pages.
    pub held_back: Option<HeldBackView>,
    /// Whether search engines should list it.
    pub indexed: bool,
    /// The pages above it, from the home page down.
    pub breadcrumbs: Vec<LinkView>,
    pub updated: Option<DateView>,
    pub contact: Option<ContactView>,
    /// Whose words these are, on the pages of a plan.
    pub provenance: Option<ProvenanceView>,
    pub previous: Option<LinkView>,
    pub next: Option<LinkView>,
}

/// A section of the original that changed since it was translated.
#[derive(Clone, Debug, Serialize)]
pub struct OutdatedView {
    /// `title`, `lead`, or the id of a heading of this page.
    pub id: String,
    /// The words of the heading in the translation; nothing where there is no such heading.
    pub title: Option<String>,
}

views! {
    pub struct HeadingView(heading: &Heading) {
        pub id: String = heading.id.clone(),
        /// Its level, from 2.
        pub level: u8 = heading.level,
        pub title: String = heading.text.clone(),
    }

    /// The same page in another language.
    pub struct TranslationLink(context, language: Language) {
        pub lang: String = context.tag(language),
        /// What the language calls itself; its code where nobody told.
        pub name: String = context.name_of_language(language),
        /// What the language is called on this page.
        pub name_in_words: Phrase = context.language_in_words(language),
        pub url: String = context.url_of_file(&context.address_of(context.page.id, language)),
        /// Whether it is the page itself.
        pub current: bool = language == context.page.language,
        /// Whether it has words of its own in that language.
        pub available: bool = context.has_words(language),
    }

    /// For `hreflang`.
    pub struct AlternateView(context, hreflang: &str, language: Language) {
        pub lang: String = hreflang.to_owned(),
        /// The language and territory, for social networks.
        pub locale: Option<&'static str> = locale(hreflang),
        /// The whole address, with `base_url`.
        pub url: String = context.whole_url_of(context.page.id, language),
    }

    /// Who to ask today: of a department that is there no more, those that do its work now.
    pub struct ContactView(context, answers: Option<DepartmentId>) {
        let present = answers.map(|id| context.site.present_departments(id)).unwrap_or_default();
        let (first, rest) = present.split_first().map_or((None, &[][..]), |(first, rest)| (Some(*first), rest));
        let department = first.map(|id| &context.site[id]);
        /// The city, where a department is named.
        pub city: Option<Phrase> =
            department.map(|department| context.phrase(&context.site[department.city].name_alone)),
        /// The department, or the publisher of the site.
        pub name: Phrase = match department {
            Some(department) => context.phrase(&department.name),
            None => context.phrase(&context.site.publisher),
        },
        /// The department's page.
        pub url: Option<String> = first.map(|id| context.url_of(PageId::Department(id))),
        pub phone: Option<String> = department.and_then(|department| department.phone.clone()),
        pub email: Option<String> = department.and_then(|department| Some(department.email.as_deref()?.to_owned())),
        pub extension: Option<String> = department.and_then(|department| department.extension.clone()),
        /// The others, where several departments do the work of one.
        pub others: Vec<ContactView> = context.each(rest, |_, id| ContactView::of(context, Some(id))),
    }

    /// Whose words the pages of a plan hold, and what prevails.
    pub struct ProvenanceView(context, id: PlanId, source_page: Option<u32>) {
        let plan = &context.site[id];
        /// `official` or `summary`.
        pub wording: &'static str = plan.wording.code(),
        pub source: Phrase = context.phrase(&plan.source.title),
        pub url: Option<String> = plan.source.url.as_deref().map(str::to_owned),
        pub page: Option<u32> = source_page,
        pub period: String = context.period(plan.period),
        pub in_force: bool = context.site.in_force(id),
        /// `not-begun`, `in-force` or `ended`.
        pub standing: &'static str = context.site.standing(id).code(),
        /// That its city is no more.
        pub end_of_city: Option<EndOfCity> =
            EndOfCity::of_city(context, plan.city).filter(|end| end.is_past),
        /// The plans that take its place.
        pub superseded_by: Vec<LinkView> = context.links(&plan.superseded_by, PageId::Plan),
    }
}

impl AlternateView {
    /// The page in each language that search engines know and in which it has words, with itself; nothing where the site
    /// has one language, or where they do not know that of the page: such a form of a language is in its name on
    /// nobody's list.
    pub(super) fn all(context: &PageContext<'_>) -> Vec<Self> {
        let languages = &context.site.languages;
        if languages.count() < 2 || languages.hreflang(context.page.language).is_none() {
            return Vec::new();
        }
        let mut all: Vec<Self> = languages
            .iter()
            .filter(|other| context.has_words(*other))
            .filter_map(|other| Some(Self::of(context, languages.hreflang(other)?, other)))
            .collect();
        for at in (1..all.len()).rev() {
            // Social networks know Chinese in one script as they know Chinese.
            if all[..at].iter().any(|earlier| earlier.locale == all[at].locale) {
                all[at].locale = None;
            }
        }
        all
    }
}

impl OutdatedView {
    /// The same in a part of a page, where the ids of headings begin with the part's.
    pub(super) fn in_part(mut self, id: &str) -> Self {
        if self.title.is_some() {
            self.id = format!("{id}_{}", self.id);
        }
        self
    }
}

pub(super) fn outdated(texts: Option<&Texts>, translation: &Translation) -> Vec<OutdatedView> {
    let (Some(texts), Translation::Outdated(_, ids)) = (texts, translation) else { return Vec::new() };
    let headings: Vec<_> = texts.translations().flat_map(|text| &text.document.body.headings).collect();
    let title =
        |id: &String| headings.iter().find(|heading| heading.id == *id).map(|heading| heading.text.clone());
    ids.iter().map(|id| OutdatedView { id: id.clone(), title: title(id) }).collect()
}
