//! The whole of a plan as one booklet, for paper and for reading away from the network.
//!
//! Its parts are the plan's texts in the order of the document. Each text is filled anew
//! ([`PageContext::part_of_whole`]): its ids begin with its part's, because headings of the same id stand in many
//! chapters, and links to other parts of the plan stay in the booklet. What does not depend on the place of
//! a text was done once, when its file was parsed.

use crate::model::{IndicatorId, MeasureId, Pillar, PlanId, Site, Subject, Translation};
use crate::pages::components::component::PlanFact;
use crate::pages::components::list::component_shows;
use crate::pages::content::{Content, RenderedText};
use crate::pages::views::{
    DepartmentPart, EffectView, IndicatorView, PhaseView, PlanMeasure, RevisionView, RolesView, ScheduleView,
    SourceView, StatementGroup, stated_kinds,
};
use crate::pages::whole_plan::{PlanPart, pillars, whole_translation};
use crate::pages::{
    DateView, Kind, LinkView, OutdatedView, Outline, PageContext, PageId, Pages, Phrase, outdated, views,
};
use crate::values::{Code, Language};

views! {
    /// What a booklet shows. Its texts are in `texts`; the parts have their numbers there.
    pub(super) struct BookletView(context, id: PlanId, parts: &mut BookletParts<'_>) {
        let record = &context.site[id];
        pub city: LinkView = context.link(PageId::City(record.city)),
        pub plan: LinkView = context.link(PageId::Plan(id)),
        /// `vision`, `policy`, `action-plan` or `programme`.
        pub kind: &'static str = record.kind.code(),
        pub period: String = context.period(record.period),
        /// The period as the document words it.
        pub period_text: Option<Phrase> = context.phrase_if(&record.period_text),
        /// The parts of the period, where the document divides it.
        pub phases: Vec<PhaseView> = PhaseView::all(context, id),
        pub adopted: Option<DateView> = record.adopted.map(|date| context.date(date)),
        pub department: LinkView = context.link(PageId::Department(record.department)),
        pub source: SourceView = SourceView::of(context, record),
        /// The plans it takes the place of.
        pub supersedes: Vec<LinkView> = context.links(&record.supersedes, PageId::Plan),
        /// The larger plan that it is inside of.
        pub part_of: Option<LinkView> = record.part_of.map(|whole| context.link(PageId::Plan(whole))),
        pub revisions: Vec<RevisionView> = RevisionView::all(context, record),
        /// Where this edition is published.
        pub published_at: String = format!(
            "{}{}",
            context.site.base_url.written(),
            context.address_of(PageId::Plan(id), context.page.language)
        ),
        pub introduction: Option<BookletPart> = parts.introduction(),
        /// What it stands for, by kind, where no text shows it.
        pub statements: Vec<StatementGroup> = statements_left(context, id),
        pub chapters: Vec<BookletPart> = context.each(&record.chapters, |_, chapter| {
            parts.titled(PlanPart::chapter(context.site, chapter))
        }),
        pub pillars: Vec<BookletPillar> =
            pillars(record).map(|pillar| BookletPillar::of(parts, pillar)).collect(),
        /// Its indicators that no text shows.
        pub indicators: Vec<IndicatorView> = indicators(context, id),
        /// Its job families that no text shows; nothing where there are none.
        pub roles: Option<RolesView> = roles(context, id),
        /// The plan with original and translation side by side; nothing where the site has one language.
        pub parallel: Option<LinkView> = context.link_if_exists(PageId::Parallel(id)),
    }

    pub(super) struct BookletPart(parts: &mut BookletParts<'_>, part: PlanPart<'_>, own_title: Phrase) {
        let context = parts.context;
        let state = part.texts.translation(context.page.language);
        let shown = parts.add(&part);
        pub number: Option<Phrase> = context.number(part.texts, part.number),
        pub title: Phrase = own_title,
        /// The number of its text in `texts`; nothing where it has no text.
        pub text: Option<usize> = shown.at,
        /// The language of its text, where it is not the page's.
        pub text_lang: Option<String> = shown.lang,
        /// How its text stands: `official`, `reviewed`, `provisional`, `machine`, `outdated`, `missing`.
        pub translation: &'static str = state.mark(),
        /// The sections of the original that changed since it was translated.
        pub outdated: Vec<OutdatedView> = outdated(Some(part.texts), &state)
            .into_iter()
            .map(|section| section.in_part(&part.id))
            .collect(),
        /// Where its links to other sites lead, in order.
        pub links: Vec<String> = shown.links,
        pub page: Option<u32> = part.source_page,
        /// Its id in the booklet.
        pub id: String = part.id,
    }

    pub(super) struct BookletPillar(parts: &mut BookletParts<'_>, pillar: &Pillar) {
        let context = parts.context;
        let of_group = pillar.group.map(|at| &context.site[parts.plan].groups[at]);
        /// Its id in the booklet.
        pub id: String = format!("pillar-{}", pillar.id),
        pub group_number: Option<Phrase> =
            of_group.and_then(|group| context.part_number(|words| &words.group, &group.number)),
        pub group: Option<Phrase> = of_group.map(|group| context.phrase(&group.label)),
        pub number: Option<Phrase> = context.printed_number(&pillar.number),
        pub label: Phrase = context.phrase(&pillar.label),
        pub topic: Phrase = context.phrase(&context.site[pillar.topic].label),
        pub text: Option<Phrase> = context.phrase_if(&pillar.text),
        pub measures: Vec<BookletMeasure> =
            pillar.measures.iter().map(|measure| BookletMeasure::of(parts, *measure)).collect(),
    }

    pub(super) struct BookletMeasure(parts: &mut BookletParts<'_>, id: MeasureId) {
        let site = parts.context.site;
        let measure = &site[id];
        let text = parts.titled(PlanPart::measure(site, id));
        let context = &parts.context.part_of_whole(parts.plan, &text.id, parts.context.page.language);
        /// `city/plan/measure`.
        pub name: String = site.measure_name(id),
        pub part: BookletPart = text,
        pub category: Phrase = context.phrase(&site[measure.category].label),
        /// Why it is done, the main topic first.
        pub topics: Vec<Phrase> = context.each(&site.main_topics(id), |_, id| context.phrase(&site[id].label)),
        pub departments: Vec<DepartmentPart> = DepartmentPart::all(context, id),
        /// What is foreseen for which year; nothing where the document has no schedule.
        pub schedule: Option<ScheduleView> =
            (!measure.schedule.is_empty()).then(|| ScheduleView::of(context, &[id])),
        pub effect: Option<EffectView> = measure.effect.as_ref().map(|effect| EffectView::of(context, effect)),
        pub part_of: Option<LinkView> = measure.part_of.map(|whole| context.link(PageId::Measure(whole))),
        pub follows: Vec<PlanMeasure> = context.each(&measure.follows, PlanMeasure::of),
        pub followed_by: Vec<PlanMeasure> = context.each(&measure.followed_by, PlanMeasure::of),
        /// The indicators that show how it goes, elsewhere in the booklet.
        pub indicators: Vec<LinkView> =
            context.each(&measure.indicators, |_, id| indicator_link(context, parts.plan, id)),
    }
}

pub(super) struct BookletPage;

impl Kind for BookletPage {
    type About = PlanId;
    type View = BookletView;

    const NAME: &'static str = "print";
    const VARIABLE: Option<&'static str> = Some("booklet");
    const TITLE: &'static str = "booklet.title";
    const PAGES: Pages<PlanId> = Pages::OfPlan(|_, plan| vec![plan]);
    /// It repeats the chapters and measures of its plan. Readers who come from a search should come to the page that
    /// answers, and a canonical address cannot say so: it must name a page that holds all that is here (RFC 6596),
    /// which the plan's page does not.
    const IS_LISTED: bool = false;
    const HAS_SEVERAL_TEXTS: bool = true;

    fn address(site: &Site, id: PlanId) -> String {
        format!("{}/print", site.plan_name(id))
    }

    fn description(context: &PageContext<'_>, id: PlanId, _title: &str) -> Option<Phrase> {
        let plan = context.named_in("booklet.description", &context.site[id].title).text;
        Some(context.filled("booklet.description", &[("plan", &plan)]))
    }

    fn has_words(site: &Site, id: PlanId, language: Language) -> bool {
        whole_translation(site, id, language) != Translation::Missing
    }

    fn outline(context: &PageContext<'_>, id: PlanId) -> Outline<BookletView> {
        let translation = whole_translation(context.site, id, context.page.language);
        let mut parts = BookletParts { context, plan: id, texts: Vec::new() };
        let view = BookletView::of(context, id, &mut parts);
        Outline {
            translation: Some(translation.mark()),
            texts: parts.texts,
            ..Outline::below_plan(context.site, id, view)
        }
    }
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
    (!families.is_empty()).then(|| RolesView::of(context, id, &families))
}

fn indicators(context: &PageContext<'_>, id: PlanId) -> Vec<IndicatorView> {
    let mut left = context.site[id].indicators.clone();
    left.retain(|indicator| shown_in(context, id, PlanFact::Indicator(*indicator)).is_none());
    context.each(&left, IndicatorView::of)
}

fn statements_left(context: &PageContext<'_>, id: PlanId) -> Vec<StatementGroup> {
    let mut left = stated_kinds(context.site, id);
    left.retain(|kind| shown_in(context, id, PlanFact::Statements(*kind)).is_none());
    context.each(&left, |_, kind| StatementGroup::of(context, id, kind))
}

fn indicator_link(context: &PageContext<'_>, plan: PlanId, id: IndicatorId) -> LinkView {
    LinkView {
        title: context.phrase(&context.site[id].record.name),
        url: match shown_in(context, plan, PlanFact::Indicator(id)) {
            Some(subject) => context.url_of(subject.into()),
            None => format!("#indicator-{}", context.site[id].id),
        },
    }
}

/// The parts of a booklet, which put their texts where the theme finds them.
pub(super) struct BookletParts<'a> {
    context: &'a PageContext<'a>,
    plan: PlanId,
    texts: Vec<Content>,
}

/// The text of a part as the booklet shows it; without a place where it is empty.
#[derive(Default)]
struct ShownText {
    at: Option<usize>,
    lang: Option<String>,
    links: Vec<String>,
}

impl BookletParts<'_> {
    fn introduction(&mut self) -> Option<BookletPart> {
        let words = self.context.words("booklet.introduction");
        let part = BookletPart::of(self, PlanPart::introduction(self.context.site, self.plan), words);
        part.text.is_some().then_some(BookletPart { number: None, ..part })
    }

    fn titled(&mut self, part: PlanPart<'_>) -> BookletPart {
        let title = self.context.title(part.texts);
        BookletPart::of(self, part, title)
    }

    fn add(&mut self, part: &PlanPart<'_>) -> ShownText {
        let language = self.context.page.language;
        let shown = part.texts.shown(language).filter(|(text, _)| !text.document.body.is_empty());
        let Some((text, written)) = shown else { return ShownText::default() };
        let context = self.context.part_of_whole(self.plan, &part.id, language);
        let mut rendered = RenderedText::of(&context, text, part.heading_shift);
        let links = std::mem::take(&mut rendered.links);
        self.texts.push(rendered.whole());
        ShownText { at: Some(self.texts.len() - 1), lang: context.lang(written), links }
    }
}
