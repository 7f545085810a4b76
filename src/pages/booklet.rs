//! The whole of a plan as one booklet, for paper and for reading away from the network.
//!
//! Its parts are the plan's texts in the order of the document. Each text is filled anew
//! ([`Making::part_of_whole`]): its ids begin with its part's, because headings of the same id stand in many
//! chapters, and links to other parts of the plan stay in the booklet. What does not depend on the place of
//! a text was done once, when its file was parsed.
//!
//! Search engines are asked not to list it ([`Subject::is_listed`]).

use serde::Serialize;

use crate::model::{
    ChapterId, Component, IndicatorId, MeasureId, Pillar, PlanId, Subject, Texts, Translation,
};
use crate::values::{Code, Language};

use super::component::{
    IndicatorView, RolesView, ScheduleView, StatementGroup, indicator_view, roles_view, schedule_view,
};
use super::content::{Content, Written};
use super::measure::{DepartmentPart, EffectView, PlanMeasure, departments, effect_view, of_other_plans};
use super::page::{INTRODUCTION, Making, OutdatedView, Outline, outdated};
use super::phrase::{DateView, LinkView, Phrase};
use super::plan::{RevisionView, SourceView, revisions, source_view, statements};
use super::{Detail, View};

/// What a booklet shows. Its texts are in `texts`; the parts have their numbers there.
#[derive(Clone, Debug, Serialize)]
pub struct BookletView {
    /// The city.
    pub city: LinkView,
    /// The plan's own page.
    pub plan: LinkView,
    /// The word for the plan's kind.
    pub kind: &'static str,
    /// The years it covers.
    pub period: String,
    /// When it was adopted.
    pub adopted: Option<DateView>,
    /// The department responsible for it.
    pub department: LinkView,
    /// The document behind it.
    pub source: SourceView,
    /// The plan it takes the place of.
    pub supersedes: Option<LinkView>,
    /// When it was made and changed.
    pub revisions: Vec<RevisionView>,
    /// Where this edition is published.
    pub published_at: String,
    /// The plan's introduction.
    pub introduction: Option<BookletPart>,
    /// What it stands for, by kind, where no text shows it.
    pub statements: Vec<StatementGroup>,
    /// Its chapters.
    pub chapters: Vec<BookletPart>,
    /// Its pillars with their measures.
    pub pillars: Vec<BookletPillar>,
    /// Its indicators that no text shows.
    pub indicators: Vec<IndicatorView>,
    /// Its job families that no text shows; nothing where there are none.
    pub roles: Option<RolesView>,
    /// The plan with original and translation side by side; nothing where the site has one language.
    pub parallel: Option<LinkView>,
}

/// A text of a booklet.
#[derive(Clone, Debug, Serialize)]
pub struct BookletPart {
    /// Its id in the booklet.
    pub id: String,
    /// Its number as printed.
    pub number: Option<Phrase>,
    /// Its title.
    pub title: Phrase,
    /// The number of its text in `texts`; nothing where it has no text.
    pub text: Option<usize>,
    /// The language of its text, where it is not the page's.
    pub text_lang: Option<String>,
    /// How its text stands: `official`, `reviewed`, `provisional`, `machine`, `outdated`, `missing`.
    pub translation: &'static str,
    /// The sections of the original that changed since it was translated.
    pub outdated: Vec<OutdatedView>,
    /// Where its links to other sites lead, in order.
    pub links: Vec<String>,
    /// The page in the source document.
    pub page: Option<u32>,
}

/// A pillar of a booklet.
#[derive(Clone, Debug, Serialize)]
pub struct BookletPillar {
    /// Its id in the booklet.
    pub id: String,
    /// The name of its group.
    pub group: Option<Phrase>,
    /// Its number as printed.
    pub number: Option<Phrase>,
    /// Its name.
    pub label: Phrase,
    /// The topic it serves.
    pub topic: Phrase,
    /// What it is about.
    pub text: Option<Phrase>,
    /// Its measures.
    pub measures: Vec<BookletMeasure>,
}

/// A measure of a booklet.
#[derive(Clone, Debug, Serialize)]
pub struct BookletMeasure {
    /// `city/plan/measure`.
    pub name: String,
    /// Its number, title and text.
    pub part: BookletPart,
    /// How it works.
    pub category: Phrase,
    /// Why it is done, the main topic first.
    pub topics: Vec<Phrase>,
    /// Who answers for it.
    pub departments: Vec<DepartmentPart>,
    /// What is foreseen for which year; nothing where the document has no schedule.
    pub schedule: Option<ScheduleView>,
    /// What it saves or brings in.
    pub effect: Option<EffectView>,
    /// The measure that it is a part of.
    pub part_of: Option<LinkView>,
    /// The earlier measures that it takes up.
    pub follows: Vec<PlanMeasure>,
    /// The later measures that take it up.
    pub followed_by: Vec<PlanMeasure>,
    /// The indicators that show how it goes, elsewhere in the booklet.
    pub indicators: Vec<LinkView>,
}

pub(super) fn view(making: &Making<'_>, id: PlanId) -> View {
    let site = making.site;
    let plan = &site[id];
    let mut binding = Binding { making, plan: id, texts: Vec::new() };
    let introduction = binding.introduction();
    let chapters = plan.chapters.iter().map(|chapter| binding.chapter(*chapter)).collect();
    let pillars = plan.pillars.iter().filter(|pillar| !pillar.measures.is_empty());
    let pillars = pillars.map(|pillar| binding.pillar(pillar)).collect();
    let texts = binding.texts;
    let mut view = making.finish(Outline {
        kind: "print",
        title: making.words("booklet.title"),
        texts: None,
        above: vec![Subject::Home, Subject::City(plan.city), Subject::Plan(id)],
        updated: Some(plan.updated),
        contact: Some(plan.department),
        plan: Some(id),
        source_page: None,
        neighbours: (None, None),
        detail: Detail::Booklet(Box::new(BookletView {
            city: making.link(Subject::City(plan.city)),
            plan: making.link(Subject::Plan(id)),
            kind: plan.kind.code(),
            period: making.period(plan.period),
            adopted: plan.adopted.map(|date| making.date(date)),
            department: making.link(Subject::Department(plan.department)),
            source: source_view(making, plan),
            supersedes: plan.supersedes.map(|earlier| making.link(Subject::Plan(earlier))),
            revisions: revisions(making, plan),
            published_at: format!(
                "{}{}",
                site.base_url,
                site.address(Subject::Plan(id), making.page.language)
            ),
            introduction,
            statements: statements_left(making, id),
            chapters,
            pillars,
            indicators: indicators(making, id),
            roles: roles(making, id),
            parallel: (site.languages.count() > 1).then(|| making.link(Subject::Parallel(id))),
        })),
    });
    view.page.translation = whole_translation(making, id, making.page.language).mark();
    view.texts = texts;
    view
}

/// The texts of a plan that have an original.
pub(super) fn texts_of<'a>(making: &Making<'a>, id: PlanId) -> Vec<&'a Texts> {
    let site = making.site;
    let plan = &site[id];
    let chapters = plan.chapters.iter().map(|chapter| &site[*chapter].texts);
    let measures = plan.measures.iter().map(|measure| &site[*measure].texts);
    let all = std::iter::once(&plan.texts).chain(chapters).chain(measures);
    all.filter(|texts| texts.authoritative().is_some()).collect()
}

/// How a whole stands in a language: as its weakest translation does, and missing only where none of it is
/// translated. Parts that are missing say so themselves.
pub(super) fn whole_translation(making: &Making<'_>, id: PlanId, language: Language) -> Translation {
    let all = texts_of(making, id).into_iter().map(|texts| texts.translation(language));
    let translated = all.filter(|translation| *translation != Translation::Missing);
    match translated.max_by_key(weakness) {
        Some(translation) => translation,
        None if language.is_authoritative() => Translation::Authoritative,
        None => Translation::Missing,
    }
}

/// How far readers can rely on a translation: the less, the higher.
fn weakness(translation: &Translation) -> usize {
    let marks = ["official", "reviewed", "provisional", "machine", "outdated", "missing"];
    marks.iter().position(|mark| *mark == translation.mark()).unwrap_or(marks.len())
}

/// Where a text of the plan already shows what a component draws. Tables of ranks and figures of indicators are
/// long: a booklet has each once, and leads to it.
fn shown_in(making: &Making<'_>, id: PlanId, is_it: impl Fn(&Component) -> bool) -> Option<Subject> {
    let plan = &making.site[id];
    let chapters = plan.chapters.iter().copied().map(Subject::Chapter);
    let measures = plan.measures.iter().copied().map(Subject::Measure);
    let mut subjects = std::iter::once(Subject::Plan(id)).chain(chapters).chain(measures);
    subjects.find(|subject| {
        let text = making.site.texts(*subject).and_then(|texts| texts.shown(making.page.language));
        text.is_some_and(|(text, _)| text.components.iter().any(&is_it))
    })
}

fn roles(making: &Making<'_>, id: PlanId) -> Option<RolesView> {
    let is_shown = |family: usize| {
        let draws = |component: &Component| match component {
            Component::Roles(plan, families) => *plan == id && families.contains(&family),
            _ => false,
        };
        shown_in(making, id, draws).is_some()
    };
    let families: Vec<usize> =
        (0..making.site[id].families.len()).filter(|family| !is_shown(*family)).collect();
    (!families.is_empty()).then(|| roles_view(making, id, &families))
}

fn indicator_shown_in(making: &Making<'_>, id: PlanId, indicator: IndicatorId) -> Option<Subject> {
    shown_in(making, id, |component| match component {
        Component::Indicators(indicators) => indicators.contains(&indicator),
        _ => false,
    })
}

fn indicators(making: &Making<'_>, id: PlanId) -> Vec<IndicatorView> {
    let own = making.site[id].indicators.iter().copied();
    own.filter(|indicator| indicator_shown_in(making, id, *indicator).is_none())
        .map(|indicator| indicator_view(making, indicator))
        .collect()
}

fn statements_left(making: &Making<'_>, id: PlanId) -> Vec<StatementGroup> {
    let is_shown = |group: &StatementGroup| {
        let draws = |component: &Component| match component {
            Component::Statements(plan, kind) => *plan == id && making.site[*kind].id == *group.kind,
            _ => false,
        };
        shown_in(making, id, draws).is_some()
    };
    statements(making, id).into_iter().filter(|group| !is_shown(group)).collect()
}

/// A booklet being bound: the texts it has so far.
struct Binding<'a> {
    making: &'a Making<'a>,
    plan: PlanId,
    texts: Vec<Content>,
}

impl Binding<'_> {
    fn introduction(&mut self) -> Option<BookletPart> {
        let texts = &self.making.site[self.plan].texts;
        let words = self.making.words("booklet.introduction");
        let part = self.part(INTRODUCTION.to_owned(), None, words, texts, None, CHAPTER_SHIFT);
        part.text.is_some().then_some(part)
    }

    fn chapter(&mut self, id: ChapterId) -> BookletPart {
        let chapter = &self.making.site[id];
        let number = self.making.number(&chapter.texts, chapter.number.as_deref());
        let title = self.making.title(&chapter.texts);
        self.part(
            format!("chapter-{}", chapter.id),
            number,
            title,
            &chapter.texts,
            chapter.page,
            CHAPTER_SHIFT,
        )
    }

    fn pillar(&mut self, pillar: &Pillar) -> BookletPillar {
        let making = self.making;
        let site = making.site;
        let group = pillar.group.map(|group| &site[self.plan].groups[group]);
        BookletPillar {
            id: format!("pillar-{}", pillar.id),
            group: group.map(|group| making.phrase(&group.label)),
            number: pillar.number.as_ref().map(|number| making.printed_number(number)),
            label: making.phrase(&pillar.label),
            topic: making.phrase(&site[pillar.topic].label),
            text: pillar.text.as_ref().map(|text| making.phrase(text)),
            measures: pillar.measures.iter().map(|measure| self.measure(*measure)).collect(),
        }
    }

    fn measure(&mut self, id: MeasureId) -> BookletMeasure {
        let measure = &self.making.site[id];
        let part_id = format!("measure-{}", measure.id);
        let number = self.making.number(&measure.texts, measure.number.as_deref());
        let title = self.making.title(&measure.texts);
        let part = self.part(part_id.clone(), number, title, &measure.texts, measure.page, MEASURE_SHIFT);
        let making = self.making.part_of_whole(self.plan, &part_id, self.making.page.language);
        let site = making.site;
        let indicator = |id: &IndicatorId| LinkView {
            title: making.phrase(&site[*id].record.name),
            url: match indicator_shown_in(&making, self.plan, *id) {
                Some(subject) => making.way_to(subject),
                None => format!("#indicator-{}", site[*id].record.id.value),
            },
        };
        BookletMeasure {
            name: site.measure_name(id),
            part,
            category: making.phrase(&site[measure.category].label),
            topics: measure.topics.iter().map(|topic| making.phrase(&site[*topic].label)).collect(),
            departments: departments(&making, id),
            schedule: (!measure.schedule.is_empty()).then(|| schedule_view(&making, &[id])),
            effect: measure.effect.map(|effect| effect_view(&making, effect)),
            part_of: measure.part_of.map(|whole| making.link(Subject::Measure(whole))),
            follows: of_other_plans(&making, &measure.follows),
            followed_by: of_other_plans(&making, &measure.followed_by),
            indicators: measure.indicators.iter().map(indicator).collect(),
        }
    }

    fn part(
        &mut self,
        id: String,
        number: Option<Phrase>,
        title: Phrase,
        texts: &Texts,
        page: Option<u32>,
        heading_shift: u8,
    ) -> BookletPart {
        let language = self.making.page.language;
        let translation = texts.translation(language);
        let mut part = BookletPart {
            number,
            title,
            text: None,
            text_lang: None,
            outdated: outdated(Some(texts), &translation),
            translation: translation.mark(),
            links: Vec::new(),
            page,
            id,
        };
        for section in part.outdated.iter_mut().filter(|section| section.title.is_some()) {
            section.id = format!("{}_{}", part.id, section.id);
        }
        if let Some((text, written)) =
            texts.shown(language).filter(|(text, _)| !text.document.body.is_empty())
        {
            let making = self.making.part_of_whole(self.plan, &part.id, language);
            let mut drawn = Written::of(&making, text, heading_shift);
            part.text_lang = (written != language).then(|| making.site.languages.code(written).to_owned());
            part.links = std::mem::take(&mut drawn.links);
            part.text = Some(self.texts.len());
            self.texts.push(drawn.whole());
        }
        part
    }
}

/// Chapters are headings of the second level: those of their texts begin at the third.
pub(super) const CHAPTER_SHIFT: u8 = 1;
/// Measures stand below their pillar.
pub(super) const MEASURE_SHIFT: u8 = 2;
