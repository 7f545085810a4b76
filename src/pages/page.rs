//! What all kinds of pages have.

use serde::Serialize;

use crate::model::{DepartmentId, PlanId, Site, Subject, Text, Texts, Translation, relative};
use crate::values::{Code, Date, Label, Language};

use super::content::carries_navigation;
use super::description::description;
use super::linked_data::linked_data;
use super::phrase::{self, DateView, LinkView, Phrase};
use super::shared::{Navigation, Shared};
use super::{Content, Detail, Page, View};

/// What all kinds of pages have; `page` in templates.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// The kind of page.
    pub kind: &'static str,
    /// Its title.
    pub title: Phrase,
    /// A sentence or two for search engines.
    pub description: String,
    /// Its text as HTML.
    pub content: String,
    /// The language of its text, where it is not the page's.
    pub content_lang: Option<String>,
    /// The headings of its text.
    pub toc: Vec<HeadingView>,
    /// Its address below the output folder.
    pub address: String,
    /// Its whole address, or that of the original where this page only repeats it.
    pub permalink: String,
    /// The language and territory of its text, for social networks.
    pub locale: Option<&'static str>,
    /// What it tells machines of itself, as JSON-LD; nothing where search engines should not list it.
    pub linked_data: Option<String>,
    /// The same page in each language of the site, in order.
    pub translations: Vec<TranslationLink>,
    /// The whole address of each language that really has a text of its own.
    pub alternates: Vec<AlternateView>,
    /// How the text stands: `official`, `reviewed`, `provisional`, `machine`, `outdated`, `missing`.
    pub translation: &'static str,
    /// The sections of the original that changed since it was translated.
    pub outdated: Vec<OutdatedView>,
    /// Whether search engines should list it.
    pub indexed: bool,
    /// The pages above it, from the home page down.
    pub breadcrumbs: Vec<LinkView>,
    /// When it was last brought up to date.
    pub updated: Option<DateView>,
    /// Who to ask.
    pub contact: Option<ContactView>,
    /// Whose words these are, on the pages of a plan.
    pub provenance: Option<ProvenanceView>,
    /// The page before it.
    pub previous: Option<LinkView>,
    /// The page after it.
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

/// A heading of a page's text.
#[derive(Clone, Debug, Serialize)]
pub struct HeadingView {
    /// Its id.
    pub id: String,
    /// Its level, from 2.
    pub level: u8,
    /// Its words.
    pub title: String,
}

/// The same page in another language.
#[derive(Clone, Debug, Serialize)]
pub struct TranslationLink {
    /// The code of the language.
    pub lang: String,
    /// The way there.
    pub url: String,
    /// Whether it is this page.
    pub current: bool,
    /// Whether there is a text in that language.
    pub available: bool,
}

/// For `hreflang`.
#[derive(Clone, Debug, Serialize)]
pub struct AlternateView {
    /// The code of the language.
    pub lang: String,
    /// The language and territory, for social networks.
    pub locale: Option<&'static str>,
    /// The whole address.
    pub url: String,
}

/// Who to ask.
#[derive(Clone, Debug, Serialize)]
pub struct ContactView {
    /// The city, where a department is named.
    pub city: Option<Phrase>,
    /// The department, or the publisher of the site.
    pub name: Phrase,
    /// The department's page.
    pub url: Option<String>,
    /// Its telephone number.
    pub phone: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Its extension.
    pub extension: Option<String>,
}

/// Whose words the pages of a plan hold, and what prevails.
#[derive(Clone, Debug, Serialize)]
pub struct ProvenanceView {
    /// `official` or `summary`.
    pub wording: &'static str,
    /// The document that prevails.
    pub source: Phrase,
    /// Where it can be read.
    pub url: Option<String>,
    /// The page in it.
    pub page: Option<u32>,
    /// The years the plan covers.
    pub period: String,
    /// Whether the plan is in force.
    pub in_force: bool,
    /// `not-begun`, `in-force` or `ended`.
    pub standing: &'static str,
    /// The plan that took its place.
    pub superseded_by: Option<LinkView>,
}

/// What the whole site has; `config` in templates.
#[derive(Clone, Debug, Serialize)]
pub struct ConfigView {
    /// Its title.
    pub title: Phrase,
    /// Where it is published.
    pub base_url: String,
    /// Who publishes it.
    pub publisher: Phrase,
    /// Its licence.
    pub licence: Option<String>,
    /// `public` or `internal`.
    pub audience: &'static str,
    /// The home page, from the output folder.
    pub home: String,
    /// The glossary, from the output folder; nothing where there are no terms.
    pub glossary: Option<String>,
    /// The state of every translation, from the output folder; nothing where there is one language.
    pub translations: Option<String>,
    /// The comparison of cities, from the output folder; nothing where there is nothing to compare.
    pub comparison: Option<String>,
    /// The measure index, from the output folder; nothing where there are no measures.
    pub measures: Option<String>,
    /// The cities.
    pub cities: Vec<LinkView>,
    /// The free pages that lead to others: those at the top, and the first of each folder.
    pub pages: Vec<LinkView>,
}

impl ConfigView {
    /// The site in a language. Its links start at the output folder: templates put `root` before them.
    pub fn of(site: &Site, language: Language) -> Self {
        let phrase = |label| Phrase::of(label, language, &site.languages);
        Self {
            title: phrase(&site.title),
            base_url: site.base_url.to_string(),
            publisher: phrase(&site.publisher),
            licence: site.licence.clone(),
            audience: site.audience.code(),
            home: site.address(Subject::Home, language),
            glossary: (!site.terms.is_empty()).then(|| site.address(Subject::Glossary, language)),
            translations: (site.languages.count() > 1).then(|| site.address(Subject::Translations, language)),
            comparison: site.has_comparison().then(|| site.address(Subject::Comparison, language)),
            measures: (!site.measures.is_empty()).then(|| site.address(Subject::MeasureIndex, language)),
            cities: site
                .city_ids()
                .map(|city| LinkView {
                    title: phrase(&site[city].name),
                    url: site.address(Subject::City(city), language),
                })
                .collect(),
            pages: site
                .free_page_ids()
                .filter(|page| is_entrance(&site[*page].page))
                .map(|page| {
                    let (title, written) = site[page].texts.title(language).unwrap_or(("", language));
                    LinkView {
                        title: Phrase::foreign(title, written, language, &site.languages),
                        url: site.address(Subject::FreePage(page), language),
                    }
                })
                .collect(),
        }
    }
}

/// Whether a free page leads to others: it is at the top, or the first of a folder at the top.
fn is_entrance(page: &str) -> bool {
    match page.split_once('/') {
        None => true,
        Some((_, name)) => name == "index",
    }
}

/// A page being made: what the files of the kinds share.
pub(super) struct Making<'a> {
    pub(super) site: &'a Site,
    pub(super) shared: &'a Shared<'a>,
    pub(super) page: Page,
    address: String,
    /// The part of a plan's whole that is being made, on a page that shows the whole.
    part: Option<WholePart>,
}

/// A part of a page that shows the whole of a plan.
struct WholePart {
    plan: PlanId,
    id_prefix: String,
}

/// What a kind of page tells of itself.
pub(super) struct Outline<'a> {
    pub(super) kind: &'static str,
    pub(super) title: Phrase,
    pub(super) texts: Option<&'a Texts>,
    pub(super) above: Vec<Subject>,
    pub(super) updated: Option<Date>,
    pub(super) contact: Option<DepartmentId>,
    pub(super) plan: Option<PlanId>,
    pub(super) source_page: Option<u32>,
    pub(super) neighbours: (Option<Subject>, Option<Subject>),
    pub(super) detail: Detail,
}

impl<'a> Making<'a> {
    pub(super) fn new(site: &'a Site, shared: &'a Shared<'a>, page: Page) -> Self {
        Self { site, shared, page, address: site.address(page.subject, page.language), part: None }
    }

    /// The same page while it makes a part of the whole of a plan, in a language: links to parts of the plan
    /// stay on the page, and the ids of the part's text begin with the part's own. `_` is in no id of a site,
    /// so that the two can be told apart.
    pub(super) fn part_of_whole(&self, plan: PlanId, id: &str, language: Language) -> Self {
        Self {
            page: Page { language, ..self.page },
            address: self.address.clone(),
            part: Some(WholePart { plan, id_prefix: format!("{id}_") }),
            ..*self
        }
    }

    /// What the ids of a text on this page begin with.
    pub(super) fn id_prefix(&self) -> &str {
        self.part.as_ref().map_or("", |part| &part.id_prefix)
    }

    /// The id of a part of the plan that this page shows the whole of.
    fn id_on_page(&self, subject: Subject) -> Option<String> {
        let whole = self.part.as_ref()?.plan;
        match subject {
            Subject::Plan(plan) if plan == whole => Some(INTRODUCTION.to_owned()),
            Subject::Chapter(chapter) if self.site[chapter].plan == whole => {
                Some(format!("chapter-{}", self.site[chapter].id))
            }
            Subject::Measure(measure) if self.site[measure].plan == whole => {
                Some(format!("measure-{}", self.site[measure].id))
            }
            _ => None,
        }
    }

    /// The way to a heading of another page, or to the other page.
    pub(super) fn way_to_heading(&self, subject: Subject, heading: Option<&str>) -> String {
        let way = self.way_to(subject);
        match heading {
            None => way,
            Some(heading) if way.starts_with('#') => format!("{way}_{heading}"),
            Some(heading) => format!("{way}#{heading}"),
        }
    }

    /// The way to a file of the output.
    pub(super) fn way_to_file(&self, address: &str) -> String {
        relative(&self.address, address)
    }

    /// The way to another page in the same language.
    pub(super) fn way_to(&self, subject: Subject) -> String {
        match self.id_on_page(subject) {
            Some(id) => format!("#{id}"),
            None => relative(&self.address, &self.site.address(subject, self.page.language)),
        }
    }

    pub(super) fn phrase(&self, label: &Label) -> Phrase {
        Phrase::of(label, self.page.language, &self.site.languages)
    }

    pub(super) fn code(&self) -> &'a str {
        self.site.languages.code(self.page.language)
    }

    pub(super) fn date(&self, date: Date) -> DateView {
        DateView::of(date, self.code())
    }

    pub(super) fn period(&self, period: crate::values::Period) -> String {
        phrase::period(period, self.code())
    }

    pub(super) fn fiscal_year(&self, year: crate::values::FiscalYear) -> String {
        phrase::fiscal_year(year, self.code())
    }

    /// The title of a text.
    pub(super) fn title(&self, texts: &Texts) -> Phrase {
        let (text, written) = texts.title(self.page.language).unwrap_or(("", self.page.language));
        Phrase::foreign(text, written, self.page.language, &self.site.languages)
    }

    /// The number of a text as printed.
    pub(super) fn number(&self, texts: &Texts, printed: Option<&str>) -> Option<Phrase> {
        let language = self.page.language;
        Phrase::number(texts.number(language), printed, language, &self.site.languages)
    }

    /// A number that a record prints.
    pub(super) fn printed_number(&self, number: &Label) -> Phrase {
        let language = self.page.language;
        let printed = Some(number.authoritative());
        let translated = number.translation(language);
        Phrase::number(translated, printed, language, &self.site.languages)
            .unwrap_or_else(|| self.phrase(number))
    }

    /// The first paragraph of a text.
    pub(super) fn summary(&self, texts: &Texts) -> Option<Phrase> {
        let (text, written) = texts.shown(self.page.language)?;
        let lead = text.document.body.lead.as_ref()?;
        Some(Phrase::foreign(&lead.text, written, self.page.language, &self.site.languages))
    }

    /// A link to a page, by its title.
    pub(super) fn link(&self, subject: Subject) -> LinkView {
        LinkView { title: self.title_of(subject), url: self.way_to(subject) }
    }

    fn title_of(&self, subject: Subject) -> Phrase {
        match subject {
            Subject::Home => self.phrase(&self.site.title),
            Subject::City(city) => self.phrase(&self.site[city].name),
            Subject::Department(department) => self.phrase(&self.site[department].name),
            Subject::Plan(plan) => self.phrase(&self.site[plan].title),
            Subject::Chapter(chapter) => self.title(&self.site[chapter].texts),
            Subject::Measure(measure) => self.title(&self.site[measure].texts),
            Subject::FreePage(page) => self.title(&self.site[page].texts),
            Subject::Glossary => self.words("glossary"),
            Subject::Translations => self.words("translations"),
            Subject::NotFound => self.words("not-found"),
            Subject::Comparison => self.words("compare.title"),
            Subject::TopicComparison(topic) => self.phrase(&self.site[topic].label),
            Subject::StatementComparison(kind) => self.phrase(&self.site[kind].label),
            Subject::IndicatorComparison(indicator) => self.phrase(&self.site[indicator].record.name),
            Subject::RoleComparison => self.words("compare.roles"),
            Subject::TimeLine => self.words("compare.timeline"),
            Subject::Changes(_) => self.words("changes.title"),
            Subject::Booklet(_) => self.words("booklet.title"),
            Subject::Parallel(_) => self.words("parallel.title"),
            Subject::MeasureIndex => self.words("measure-index.title"),
            Subject::MeasureList(list, part) => super::measure_list::title(self, list, part),
        }
    }

    /// Words of the theme.
    pub(super) fn words(&self, key: &'static str) -> Phrase {
        Phrase { text: self.shared.words.words(self.page.language, key).to_owned(), lang: None }
    }

    /// The first use of each glossary term becomes a link to it.
    pub(super) fn mark_terms(&self, html: &str, language: Language) -> String {
        let Some(matcher) = self.shared.term_matcher(language) else { return html.to_owned() };
        let glossary = self.way_to(Subject::Glossary);
        matcher.mark(html, &mut Vec::new(), &mut |term, spelling, out| {
            let id = &self.site.terms[term].id;
            out.push_str(r#"<a class="term" href=""#);
            out.push_str(&format!("{glossary}#{id}"));
            out.push_str(r#"">"#);
            out.push_str(spelling);
            out.push_str("</a>");
        })
    }

    /// The view of a page with this outline.
    pub(super) fn finish(&self, outline: Outline<'_>) -> View {
        let Page { subject, language } = self.page;
        let shown = outline.texts.and_then(|texts| texts.shown(language));
        let translation =
            outline.texts.map_or(Translation::Authoritative, |texts| texts.translation(language));
        let missing = translation == Translation::Missing;
        let languages = &self.site.languages;
        let shown_language = shown.map_or(language, |(_, written)| written);
        let mut page = PageView {
            kind: outline.kind,
            description: description(self, shown, outline.plan, &outline.title.text),
            title: outline.title,
            content: String::new(),
            content_lang: shown
                .filter(|(_, written)| *written != language)
                .map(|(_, written)| languages.code(written).to_owned()),
            toc: shown.map_or_else(Vec::new, |(text, _)| toc(text)),
            address: self.address.clone(),
            permalink: self.permalink(if missing { Language::AUTHORITATIVE } else { language }),
            locale: phrase::locale(languages.code(shown_language)),
            linked_data: None,
            translations: self.translations(outline.texts),
            alternates: if missing { Vec::new() } else { self.alternates(outline.texts) },
            translation: translation.mark(),
            outdated: outdated(outline.texts, &translation),
            indexed: !missing && subject.is_listed(),
            breadcrumbs: outline.above.iter().map(|above| self.link(*above)).collect(),
            updated: outline.updated.or_else(|| self.site.as_of()).map(|date| self.date(date)),
            contact: Some(self.contact(outline.contact)),
            provenance: outline.plan.map(|plan| self.provenance(plan, outline.source_page)),
            previous: outline.neighbours.0.map(|page| self.link(page)),
            next: outline.neighbours.1.map(|page| self.link(page)),
        };
        if page.indexed {
            page.linked_data = Some(linked_data(self, &page, &outline.above));
        }
        View {
            address: self.address.clone(),
            template: outline.kind,
            page,
            content: Content::of(self, shown.map(|(text, _)| text)),
            texts: Vec::new(),
            detail: outline.detail,
            navigation: outline.plan.filter(|_| carries_navigation(subject)).map(|plan| Navigation {
                plan,
                language,
                current: self.as_seen_from_siblings(),
            }),
        }
    }

    /// This page's link in the navigation of its plan: `../measures/x.html`.
    fn as_seen_from_siblings(&self) -> String {
        let mut names = self.address.rsplitn(3, '/');
        let (file, folder) = (names.next().unwrap_or(""), names.next().unwrap_or(""));
        format!("../{folder}/{file}")
    }

    fn permalink(&self, language: Language) -> String {
        format!("{}{}", self.site.base_url, self.site.address(self.page.subject, language))
    }

    fn translations(&self, texts: Option<&Texts>) -> Vec<TranslationLink> {
        let languages = &self.site.languages;
        languages
            .iter()
            .map(|language| TranslationLink {
                lang: languages.code(language).to_owned(),
                url: relative(&self.address, &self.site.address(self.page.subject, language)),
                current: language == self.page.language,
                available: has_text(texts, language),
            })
            .collect()
    }

    fn alternates(&self, texts: Option<&Texts>) -> Vec<AlternateView> {
        let languages = &self.site.languages;
        if !self.page.subject.is_listed() {
            return Vec::new();
        }
        languages
            .iter()
            .filter(|language| has_text(texts, *language))
            .map(|language| AlternateView {
                lang: languages.code(language).to_owned(),
                locale: phrase::locale(languages.code(language)),
                url: self.permalink(language),
            })
            .collect()
    }

    fn contact(&self, department: Option<DepartmentId>) -> ContactView {
        let Some(id) = department else {
            let name = self.phrase(&self.site.publisher);
            return ContactView { city: None, name, url: None, phone: None, email: None, extension: None };
        };
        let department = &self.site[id];
        ContactView {
            city: Some(self.phrase(&self.site[department.city].name)),
            name: self.phrase(&department.name),
            url: Some(self.way_to(Subject::Department(id))),
            phone: department.phone.clone(),
            email: department.email.as_deref().map(str::to_owned),
            extension: department.extension.clone(),
        }
    }

    fn provenance(&self, plan: PlanId, page: Option<u32>) -> ProvenanceView {
        let facts = &self.site[plan];
        ProvenanceView {
            wording: facts.wording.code(),
            source: self.phrase(&facts.source.title),
            url: facts.source.url.as_deref().map(str::to_owned),
            page,
            period: self.period(facts.period),
            in_force: self.site.in_force(plan),
            standing: self.site.standing(plan).code(),
            superseded_by: facts.superseded_by.map(|later| self.link(Subject::Plan(later))),
        }
    }
}

/// The id of a plan's introduction on a page that shows the whole of the plan.
pub(super) const INTRODUCTION: &str = "introduction";

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

pub(super) fn outdated(texts: Option<&Texts>, translation: &Translation) -> Vec<OutdatedView> {
    let (Some(texts), Translation::Outdated(_, ids)) = (texts, translation) else { return Vec::new() };
    let headings: Vec<_> = texts.translations().flat_map(|text| &text.document.body.headings).collect();
    let title =
        |id: &String| headings.iter().find(|heading| heading.id == *id).map(|heading| heading.text.clone());
    ids.iter().map(|id| OutdatedView { id: id.clone(), title: title(id) }).collect()
}
