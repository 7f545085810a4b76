//! A measure's page.

use crate::model::{MeasureId, MeasureList, SchemeId, Site, Texts, TopicId};
use crate::pages::views::{
    DepartmentPart, EffectView, IndicatorView, MeasureCard, NearestView, PlanMeasure, ScheduleView,
    SchemeView,
};
use crate::pages::{Kind, LinkView, Outline, PageContext, PageId, Pages, Phrase, views};
use crate::values::{Date, Label};

views! {
    pub(super) struct MeasureView(context, id: MeasureId) {
        let site = context.site;
        let measure = &site[id];
        let of_plan = &site[measure.plan];
        let of_pillar = &of_plan.pillars[measure.pillar];
        let list = MeasureList::City(of_plan.city);
        /// `city/plan/measure`.
        pub name: String = site.measure_name(id),
        pub number: Option<Phrase> = context.number(&measure.texts, measure.number.as_deref()),
        pub city: LinkView = context.link(PageId::City(of_plan.city)),
        pub plan: LinkView = context.link(PageId::Plan(measure.plan)),
        pub period: String = context.period(of_plan.period),
        /// Its pillar, on the plan's page.
        pub pillar: LinkView = LinkView {
            title: context.phrase(&of_pillar.label),
            url: format!("{}#pillar-{}", context.url_of(PageId::Plan(measure.plan)), of_pillar.id),
        },
        pub category: ListedPhrase =
            ListedPhrase::of(context, &site[measure.category].label, MeasureList::Category(measure.category)),
        /// Why it is done, the main topic first.
        pub topics: Vec<ListedPhrase> = context.each(&site.main_topics(id), ListedPhrase::of_topic),
        /// The same in the other schemes of the site.
        pub other_schemes: Vec<SchemeTopics> = SchemeTopics::all(context, id),
        pub departments: Vec<DepartmentPart> = DepartmentPart::all(context, id),
        /// What is foreseen for which year; nothing where the document has no schedule.
        pub schedule: Option<ScheduleView> =
            (!measure.schedule.is_empty()).then(|| ScheduleView::of(context, &[id])),
        pub effect: Option<EffectView> = measure.effect.as_ref().map(|effect| EffectView::of(context, effect)),
        pub page: Option<u32> = measure.page,
        pub part_of: Option<LinkView> = measure.part_of.map(|whole| context.link(PageId::Measure(whole))),
        pub parts: Vec<MeasureCard> = context.each(&measure.parts, MeasureCard::of),
        pub follows: Vec<PlanMeasure> = context.each(&measure.follows, PlanMeasure::of),
        pub followed_by: Vec<PlanMeasure> = context.each(&measure.followed_by, PlanMeasure::of),
        pub indicators: Vec<IndicatorView> = context.each(&measure.indicators, IndicatorView::of),
        /// Forms and related pages outside of the site.
        pub links: Vec<LinkView> = measure
            .links
            .iter()
            .map(|link| LinkView { title: context.phrase(&link.label), url: link.url.to_string() })
            .collect(),
        /// The nearest measures of other cities; nothing where cities are not compared.
        pub nearest: Option<NearestView> =
            site.has_comparison().then(|| NearestView::of(context, id)),
        /// The list of the city's measures; nothing on its own site.
        pub city_measures: Option<LinkView> = site.is_collection().then(|| LinkView {
            title: context.phrase(&site[of_plan.city].name_alone),
            url: context.url_of(PageId::MeasureList(list, 1)),
        }),
    }

    pub(super) struct SchemeTopics(context, id: SchemeId, of_measure: &[TopicId]) {
        #[serde(flatten)]
        pub scheme: SchemeView = SchemeView::of(context, id),
        pub topics: Vec<ListedPhrase> = context.each(of_measure, ListedPhrase::of_topic),
    }

    /// Words, with the list of the measures that have them.
    pub(super) struct ListedPhrase(context, label: &Label, list: MeasureList) {
        #[serde(flatten)]
        pub phrase: Phrase = context.phrase(label),
        pub url: String = context.url_of(PageId::MeasureList(list, 1)),
    }
}

impl SchemeTopics {
    fn all(context: &PageContext<'_>, measure: MeasureId) -> Vec<Self> {
        let topics = |scheme| (scheme, context.site.topics_in(scheme, measure));
        let others = context.site.scheme_ids().skip(1).map(topics);
        others
            .filter(|(_, topics)| !topics.is_empty())
            .map(|(scheme, topics)| Self::of(context, scheme, &topics))
            .collect()
    }
}

impl ListedPhrase {
    fn of_topic(context: &PageContext<'_>, topic: TopicId) -> Self {
        Self::of(context, &context.site[topic].label, MeasureList::Topic(topic))
    }
}

pub(super) struct MeasurePage;

impl Kind for MeasurePage {
    type About = MeasureId;
    type View = MeasureView;

    const NAME: &'static str = "measure";
    const PAGES: Pages<MeasureId> = Pages::OfPlan(|site, plan| site[plan].measures.clone());
    const HAS_NAVIGATION: bool = true;
    const LINKS_HEADINGS: bool = true;

    fn address(site: &Site, id: MeasureId) -> String {
        format!("{}/measures/{}", site.plan_name(site[id].plan), site[id].id)
    }

    fn find(site: &Site, address: &str) -> Option<MeasureId> {
        let (plan, id) = address.split_once("/measures/")?;
        let plan = site.plan_named(plan)?;
        site[plan].measures.iter().copied().find(|measure| site[*measure].id == id)
    }

    fn texts(site: &Site, id: MeasureId) -> Option<&Texts> {
        Some(&site[id].texts)
    }

    fn updated(site: &Site, id: MeasureId) -> Option<Date> {
        Some(site[site[id].plan].updated)
    }

    fn outline(context: &PageContext<'_>, id: MeasureId) -> Outline<MeasureView> {
        let measure = &context.site[id];
        let outline = Outline::below_plan(context.site, measure.plan, MeasureView::of(context, id));
        let contact = measure.departments.first().map(|department| department.department);
        Outline { contact, source_page: measure.page, ..outline }.among(
            &context.site[measure.plan].measures,
            id,
            PageId::Measure,
        )
    }
}
