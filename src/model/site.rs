//! The whole, with the look-ups that others need.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::records::{CategoryRecord, PageRecord, SiteRecord, StatementKindRecord, TermRecord};
use crate::source::{PictureSize, SourcePath};
use crate::values::Date;

use super::held::holds_record;
use super::{
    CategoryId, Chapter, ChapterId, City, CityId, Department, DepartmentId, Edition, FreePageId, Indicator,
    Measure, MeasureId, Plan, PlanId, Scheme, SchemeId, Standing, Step, Subject, Target, TermId, Texts,
    Topic, TopicId,
};

/// Everything that is published.
#[derive(Debug)]
pub struct Site {
    /// What `site.toml` says.
    pub record: SiteRecord,
    /// Who this edition is for, and what it leaves out.
    pub edition: Edition,
    /// Where the items that the site adds to its menu lead, in their order.
    pub menu_targets: Vec<Target>,
    /// The text of the home page.
    pub home: Texts,
    /// The shared axis of comparison, in display order.
    pub topics: Vec<Topic>,
    /// The axes that topics are points on, the main one first.
    pub schemes: Vec<Scheme>,
    /// The kinds of statements, in display order.
    pub statement_kinds: Vec<Arc<StatementKindRecord>>,
    /// The steps of schedules: the seven that every site has, then its own in display order.
    pub steps: Vec<Step>,
    /// How measures work, in display order.
    pub categories: Vec<Arc<CategoryRecord>>,
    /// The glossary, in the order of its file.
    pub terms: Vec<Arc<TermRecord>>,
    /// The cities, in the order of their codes.
    pub cities: Vec<City>,
    /// The departments of all cities.
    pub departments: Vec<Department>,
    /// The plans of all cities.
    pub plans: Vec<Plan>,
    /// The chapters of all plans.
    pub chapters: Vec<Chapter>,
    /// The measures of all plans.
    pub measures: Vec<Measure>,
    /// The indicators of all plans.
    pub indicators: Vec<Indicator>,
    /// The free pages, in the order of their addresses.
    pub free_pages: Vec<FreePage>,
    /// The files of `content/` that texts link to or show, which are published with them.
    pub assets: BTreeMap<SourcePath, PublishedAsset>,
}

/// What readers learn of a file before they open it.
#[derive(Clone, Copy, Debug)]
pub struct PublishedAsset {
    /// How large it is, in bytes.
    pub bytes: usize,
    /// How large a picture is, where its file says so.
    pub picture: Option<PictureSize>,
}

/// A page that is none of the nouns: a manual, an imprint.
#[derive(Debug)]
pub struct FreePage {
    /// What its front matter says.
    pub record: Arc<PageRecord>,
    /// Its address without ending, such as `guide/start`.
    pub page: String,
    pub texts: Texts,
}

holds_record! {
    Site: SiteRecord,
    FreePage: PageRecord,
}

impl Site {
    /// Every city.
    pub fn city_ids(&self) -> impl Iterator<Item = CityId> + use<> {
        (0..self.cities.len()).map(CityId::new)
    }

    /// Every department.
    pub fn department_ids(&self) -> impl Iterator<Item = DepartmentId> + use<> {
        (0..self.departments.len()).map(DepartmentId::new)
    }

    /// Every plan.
    pub fn plan_ids(&self) -> impl Iterator<Item = PlanId> + use<> {
        (0..self.plans.len()).map(PlanId::new)
    }

    /// Every chapter.
    pub fn chapter_ids(&self) -> impl Iterator<Item = ChapterId> + use<> {
        (0..self.chapters.len()).map(ChapterId::new)
    }

    /// Every measure.
    pub fn measure_ids(&self) -> impl Iterator<Item = MeasureId> + use<> {
        (0..self.measures.len()).map(MeasureId::new)
    }

    /// Every topic.
    pub fn topic_ids(&self) -> impl Iterator<Item = TopicId> + use<> {
        (0..self.topics.len()).map(TopicId::new)
    }

    /// Every scheme of topics, the main one first.
    pub fn scheme_ids(&self) -> impl Iterator<Item = SchemeId> + use<> {
        (0..self.schemes.len()).map(SchemeId::new)
    }

    /// The topics of a scheme that a measure is on, the main one first.
    pub fn topics_in(&self, scheme: SchemeId, measure: MeasureId) -> Vec<TopicId> {
        let topics = self[measure].topics.iter().copied();
        topics.filter(|topic| self[*topic].scheme == scheme).collect()
    }

    /// The same of the main scheme, which lists and facts show.
    pub fn main_topics(&self, measure: MeasureId) -> Vec<TopicId> {
        self.topics_in(SchemeId::new(0), measure)
    }

    /// Every category.
    pub fn category_ids(&self) -> impl Iterator<Item = CategoryId> + use<> {
        (0..self.categories.len()).map(CategoryId::new)
    }

    /// Every term of the glossary.
    pub fn term_ids(&self) -> impl Iterator<Item = TermId> + use<> {
        (0..self.terms.len()).map(TermId::new)
    }

    /// Every free page.
    pub fn free_page_ids(&self) -> impl Iterator<Item = FreePageId> + use<> {
        (0..self.free_pages.len()).map(FreePageId::new)
    }

    /// Every page that has a text of its own, with it, in the order of the site.
    pub fn subjects_with_texts(&self) -> impl Iterator<Item = (Subject, &Texts)> {
        let cities = self.city_ids().map(|city| (Subject::City(city), &self[city].texts));
        let plans = self.plan_ids().flat_map(|plan| {
            let chapters = &self[plan].chapters;
            let measures = &self[plan].measures;
            std::iter::once((Subject::Plan(plan), &self[plan].texts))
                .chain(chapters.iter().map(|chapter| (Subject::Chapter(*chapter), &self[*chapter].texts)))
                .chain(measures.iter().map(|measure| (Subject::Measure(*measure), &self[*measure].texts)))
        });
        let free_pages = self.free_page_ids().map(|page| (Subject::FreePage(page), &self[page].texts));
        std::iter::once((Subject::Home, &self.home)).chain(cities).chain(plans).chain(free_pages)
    }

    /// The text that is about a subject, in all its languages.
    pub fn texts(&self, subject: Subject) -> &Texts {
        match subject {
            Subject::Home => &self.home,
            Subject::City(city) => &self[city].texts,
            Subject::Plan(plan) => &self[plan].texts,
            Subject::Chapter(chapter) => &self[chapter].texts,
            Subject::Measure(measure) => &self[measure].texts,
            Subject::FreePage(page) => &self[page].texts,
        }
    }

    pub(super) fn texts_mut(&mut self, subject: Subject) -> &mut Texts {
        match subject {
            Subject::Home => &mut self.home,
            Subject::City(city) => &mut self.cities[city.index()].texts,
            Subject::Plan(plan) => &mut self.plans[plan.index()].texts,
            Subject::Chapter(chapter) => &mut self.chapters[chapter.index()].texts,
            Subject::Measure(measure) => &mut self.measures[measure.index()].texts,
            Subject::FreePage(page) => &mut self.free_pages[page.index()].texts,
        }
    }

    /// The day that the site speaks of. Whether a plan is in force is judged by it and not by the clock, so that the
    /// same sources always make the same site. Where nothing is published, it is that of the drafts that are shown.
    pub fn as_of(&self) -> Option<Date> {
        self.edition.held_back.day().or_else(|| self.plans.iter().map(|plan| plan.updated).max())
    }

    /// How a plan stands to the day that the site speaks of. One that is superseded stays in force until the
    /// later ones have begun. Those of a
    /// city that is no more have ended with it.
    pub fn standing(&self, plan: PlanId) -> Standing {
        let Some(year) = self.as_of().map(|date| date.fiscal_year()) else { return Standing::InForce };
        let is_replaced = self.is_replaced(plan, year) || self.is_former_city(self[plan].city);
        let plan = &self[plan];
        if plan.period.start > year {
            return Standing::NotBegun;
        }
        let is_over = plan.period.end.is_some_and(|end| end < year);
        if is_over || is_replaced { Standing::Ended } else { Standing::InForce }
    }

    /// Whether a plan is in force on the day that the site speaks of.
    pub fn in_force(&self, plan: PlanId) -> bool {
        self.standing(plan) == Standing::InForce
    }
}
