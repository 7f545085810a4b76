//! The whole of a plan as one booklet, for paper and for reading away from the network.
//!
//! Its parts are the plan's texts in the order of the document. Each text is filled anew
//! ([`PageContext::part_of_whole`]): its ids begin with its part's, because headings of the same id stand in many
//! chapters, and links to other parts of the plan stay in the booklet. What does not depend on the place of
//! a text was done once, when its file was parsed.

use serde::Serialize;

use crate::model::{ChapterId, IndicatorId, MeasureId, Pillar, PlanId, Site, Subject, Texts};
use crate::pages::components::component::PlanFact;
use crate::pages::components::list::component_shows;
use crate::pages::content::{Content, RenderedText};
use crate::pages::context::PageContext;
use crate::pages::kind::{Kind, Pages};
use crate::pages::outline::Outline;
use crate::pages::page_id::PageId;
use crate::pages::page_view::{OutdatedView, outdated};
use crate::pages::phrase::{DateView, LinkView, Phrase};
use crate::pages::views::indicator::{IndicatorView, indicator_view};
use crate::pages::views::measure_facts::{
    DepartmentPart, EffectView, PlanMeasure, departments, effect_view, of_other_plans,
};
use crate::pages::views::plan_facts::{RevisionView, SourceView, revisions, source_view};
use crate::pages::views::roles::{RolesView, roles_view};
use crate::pages::views::schedule::{ScheduleView, schedule_view};
use crate::pages::views::statements::{StatementGroup, stated_kinds, statement_group};
use crate::pages::whole_plan::{CHAPTER_SHIFT, MEASURE_SHIFT, part_id, whole_translation};
use crate::values::Code;

/// What a booklet shows. Its texts are in `texts`; the parts have their numbers there.
#[derive(Clone, Debug, Serialize)]
pub(super) struct BookletView {
    pub city: LinkView,
    pub plan: LinkView,
    /// `vision`, `policy`, `action-plan` or `programme`.
    pub kind: &'static str,
    pub period: String,
    pub adopted: Option<DateView>,
    pub department: LinkView,
    pub source: SourceView,
    pub supersedes: Option<LinkView>,
    pub revisions: Vec<RevisionView>,
    /// Where this edition is published.
    pub published_at: String,
    pub introduction: Option<BookletPart>,
    /// What it stands for, by kind, where no text shows it.
    pub statements: Vec<StatementGroup>,
    pub chapters: Vec<BookletPart>,
    pub pillars: Vec<BookletPillar>,
    /// Its indicators that no text shows.
    pub indicators: Vec<IndicatorView>,
    /// Its job families that no text shows; nothing where there are none.
    pub roles: Option<RolesView>,
    /// The plan with original and translation side by side; nothing where the site has one language.
    pub parallel: Option<LinkView>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct BookletPart {
    /// Its id in the booklet.
    pub id: String,
    pub number: Option<Phrase>,
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
    pub page: Option<u32>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct BookletPillar {
    /// Its id in the booklet.
    pub id: String,
    pub group: Option<Phrase>,
    pub number: Option<Phrase>,
    pub label: Phrase,
    pub topic: Phrase,
    pub text: Option<Phrase>,
    pub measures: Vec<BookletMeasure>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct BookletMeasure {
    /// `city/plan/measure`.
    pub name: String,
    pub part: BookletPart,
    pub category: Phrase,
    /// Why it is done, the main topic first.
    pub topics: Vec<Phrase>,
    pub departments: Vec<DepartmentPart>,
    /// What is foreseen for which year; nothing where the document has no schedule.
    pub schedule: Option<ScheduleView>,
    pub effect: Option<EffectView>,
    pub part_of: Option<LinkView>,
    pub follows: Vec<PlanMeasure>,
    pub followed_by: Vec<PlanMeasure>,
    /// The indicators that show how it goes, elsewhere in the booklet.
    pub indicators: Vec<LinkView>,
}

pub(super) struct BookletPage;

impl Kind for BookletPage {
    type About = PlanId;
    type View = BookletView;

    const NAME: &'static str = "print";
    const VARIABLE: Option<&'static str> = Some("booklet");
    const PAGES: Pages<PlanId> = Pages::OfPlan(|_, plan| vec![plan]);
    /// It repeats the chapters and measures of its plan. Readers who come from a search should come to the page that
    /// answers, and a canonical address cannot say so: it must name a page that holds all that is here (RFC 6596),
    /// which the plan's page does not.
    const IS_LISTED: bool = false;
    const HAS_SEVERAL_TEXTS: bool = true;

    fn address(site: &Site, id: PlanId) -> String {
        format!("{}/print", site.plan_name(id))
    }

    fn title(context: &PageContext<'_>, _: PlanId) -> Phrase {
        context.translated("booklet.title")
    }

    fn description(context: &PageContext<'_>, id: PlanId, _title: &str) -> Option<String> {
        let plan = context.phrase(&context.site[id].title).text;
        Some(context.filled("booklet.description", &[("plan", &plan)]))
    }

    fn outline(context: &PageContext<'_>, id: PlanId) -> Outline<BookletView> {
        let translation = whole_translation(context.site, id, context.page.language);
        let (view, texts) = booklet_view(context, id);
        Outline {
            translation: Some(translation.mark()),
            texts,
            ..Outline::below_plan(context.site, id, view)
        }
    }
}

fn booklet_view(context: &PageContext<'_>, id: PlanId) -> (BookletView, Vec<Content>) {
    let site = context.site;
    let plan = &site[id];
    let mut parts = BookletParts { context, plan: id, texts: Vec::new() };
    let pillars = plan.pillars.iter().filter(|pillar| !pillar.measures.is_empty());
    let view = BookletView {
        introduction: parts.introduction(),
        chapters: plan.chapters.iter().map(|chapter| parts.chapter(*chapter)).collect(),
        pillars: pillars.map(|pillar| parts.pillar(pillar)).collect(),
        city: context.link(PageId::City(plan.city)),
        plan: context.link(PageId::Plan(id)),
        kind: plan.kind.code(),
        period: context.period(plan.period),
        adopted: plan.adopted.map(|date| context.date(date)),
        department: context.link(PageId::Department(plan.department)),
        source: source_view(context, plan),
        supersedes: plan.supersedes.map(|earlier| context.link(PageId::Plan(earlier))),
        revisions: revisions(context, plan),
        published_at: context.whole_url_of(PageId::Plan(id), context.page.language),
        statements: statements_left(context, id),
        indicators: indicators(context, id),
        roles: roles(context, id),
        parallel: (site.languages.count() > 1).then(|| context.link(PageId::Parallel(id))),
    };
    (view, parts.texts)
}

/// Where a text of the plan already shows a fact. Tables of ranks and figures of indicators are long: a booklet has
/// each once, and leads to it.
fn shown_in(context: &PageContext<'_>, id: PlanId, fact: PlanFact) -> Option<Subject> {
    let plan = &context.site[id];
    let chapters = plan.chapters.iter().copied().map(Subject::Chapter);
    let measures = plan.measures.iter().copied().map(Subject::Measure);
    let mut subjects = std::iter::once(Subject::Plan(id)).chain(chapters).chain(measures);
    subjects.find(|subject| {
        let shown = context.site.texts(*subject).shown(context.page.language);
        let mut components = shown.into_iter().flat_map(|(text, _)| text.components.iter().flatten());
        components.any(|component| component_shows(component, fact))
    })
}

fn roles(context: &PageContext<'_>, id: PlanId) -> Option<RolesView> {
    let mut families: Vec<usize> = (0..context.site[id].families.len()).collect();
    families.retain(|family| shown_in(context, id, PlanFact::Family(*family)).is_none());
    (!families.is_empty()).then(|| roles_view(context, id, &families))
}

fn indicators(context: &PageContext<'_>, id: PlanId) -> Vec<IndicatorView> {
    let own = context.site[id].indicators.iter().copied();
    own.filter(|indicator| shown_in(context, id, PlanFact::Indicator(*indicator)).is_none())
        .map(|indicator| indicator_view(context, indicator))
        .collect()
}

fn statements_left(context: &PageContext<'_>, id: PlanId) -> Vec<StatementGroup> {
    let kinds = stated_kinds(context.site, id).into_iter();
    kinds
        .filter(|kind| shown_in(context, id, PlanFact::Statements(*kind)).is_none())
        .map(|kind| statement_group(context, id, kind))
        .collect()
}

/// The parts of a booklet, which put their texts where the theme finds them.
struct BookletParts<'a> {
    context: &'a PageContext<'a>,
    plan: PlanId,
    texts: Vec<Content>,
}

impl BookletParts<'_> {
    fn introduction(&mut self) -> Option<BookletPart> {
        let texts = &self.context.site[self.plan].texts;
        let words = self.context.translated("booklet.introduction");
        let part = self.part(PageId::Plan(self.plan), None, words, texts, None, CHAPTER_SHIFT);
        part.text.is_some().then_some(part)
    }

    fn chapter(&mut self, id: ChapterId) -> BookletPart {
        let chapter = &self.context.site[id];
        let number = self.context.number(&chapter.texts, chapter.number.as_deref());
        let title = self.context.title(&chapter.texts);
        self.part(PageId::Chapter(id), number, title, &chapter.texts, chapter.page, CHAPTER_SHIFT)
    }

    fn pillar(&mut self, pillar: &Pillar) -> BookletPillar {
        let context = self.context;
        let site = context.site;
        let group = pillar.group.map(|group| &site[self.plan].groups[group]);
        BookletPillar {
            id: format!("pillar-{}", pillar.id),
            group: group.map(|group| context.phrase(&group.label)),
            number: pillar.number.as_ref().map(|number| context.printed_number(number)),
            label: context.phrase(&pillar.label),
            topic: context.phrase(&site[pillar.topic].label),
            text: pillar.text.as_ref().map(|text| context.phrase(text)),
            measures: pillar.measures.iter().map(|measure| self.measure(*measure)).collect(),
        }
    }

    fn measure(&mut self, id: MeasureId) -> BookletMeasure {
        let measure = &self.context.site[id];
        let number = self.context.number(&measure.texts, measure.number.as_deref());
        let title = self.context.title(&measure.texts);
        let part = self.part(PageId::Measure(id), number, title, &measure.texts, measure.page, MEASURE_SHIFT);
        let language = self.context.page.language;
        let context = self.context.part_of_whole(self.plan, &part.id, language);
        let site = context.site;
        let indicator = |id: &IndicatorId| LinkView {
            title: context.phrase(&site[*id].record.name),
            url: match shown_in(&context, self.plan, PlanFact::Indicator(*id)) {
                Some(subject) => context.url_of(subject.into()),
                None => format!("#indicator-{}", site[*id].id),
            },
        };
        BookletMeasure {
            name: site.measure_name(id),
            part,
            category: context.phrase(&site[measure.category].label),
            topics: measure.topics.iter().map(|topic| context.phrase(&site[*topic].label)).collect(),
            departments: departments(&context, id),
            schedule: (!measure.schedule.is_empty()).then(|| schedule_view(&context, &[id])),
            effect: measure.effect.map(|effect| effect_view(&context, effect)),
            part_of: measure.part_of.map(|whole| context.link(PageId::Measure(whole))),
            follows: of_other_plans(&context, &measure.follows),
            followed_by: of_other_plans(&context, &measure.followed_by),
            indicators: measure.indicators.iter().map(indicator).collect(),
        }
    }

    fn part(
        &mut self,
        page: PageId,
        number: Option<Phrase>,
        title: Phrase,
        texts: &Texts,
        source_page: Option<u32>,
        heading_shift: u8,
    ) -> BookletPart {
        let language = self.context.page.language;
        let translation = texts.translation(language);
        let mut part = BookletPart {
            number,
            title,
            text: None,
            text_lang: None,
            outdated: outdated(Some(texts), &translation),
            translation: translation.mark(),
            links: Vec::new(),
            page: source_page,
            id: part_id(self.context.site, page),
        };
        for section in part.outdated.iter_mut().filter(|section| section.title.is_some()) {
            section.id = format!("{}_{}", part.id, section.id);
        }
        if let Some((text, written)) =
            texts.shown(language).filter(|(text, _)| !text.document.body.is_empty())
        {
            let context = self.context.part_of_whole(self.plan, &part.id, language);
            let mut rendered = RenderedText::of(&context, text, heading_shift);
            part.text_lang = (written != language).then(|| context.site.languages.code(written).to_owned());
            part.links = std::mem::take(&mut rendered.links);
            part.text = Some(self.texts.len());
            self.texts.push(rendered.whole());
        }
        part
    }
}
