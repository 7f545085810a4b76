//! What the filters of the measure index need to know of every measure, as short as it can be said: at
//! 10,000 measures each byte of a measure is 10 kB to load.
//!
//! Things that many measures share stand in lists of their own, in the order in which columns are sorted,
//! and a measure names their positions. A measure's own address follows from its plan and its id.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::{CityId, DepartmentId, MeasureId, MeasureOrder, PlanId, Site, Topic, label_key};
use crate::pages::{Phrase, fiscal_year, years_in_words};
use crate::values::{FiscalYear, Label, Language};

/// WordsInLanguage and their language, which is empty where it is the page's.
type WordsInLanguage = (String, String);

/// Every measure in one language, for scripts. Positions are those in the lists before.
#[derive(Clone, Debug, Serialize)]
pub(super) struct MeasureData {
    /// Cities: id and name.
    cities: Vec<(String, WordsInLanguage)>,
    /// Plans: `city/plan`, title, position of the city, whether it is in force.
    plans: Vec<(String, WordsInLanguage, usize, bool)>,
    /// Schemes of topics, the main one first: their names, where there are several.
    schemes: Vec<WordsInLanguage>,
    /// Topics: id, name, position of the topic it is a part of, position of the scheme.
    topics: Vec<TopicEntry>,
    /// Categories: id and name.
    categories: Vec<(String, WordsInLanguage)>,
    /// Departments: `city-department`, name, position of the city.
    departments: Vec<(String, WordsInLanguage, usize)>,
    /// Fiscal years that some measure is foreseen for: the year and its name.
    years: Vec<(i32, String)>,
    /// Spans of years: in words, and the years.
    spans: Vec<(String, Vec<i32>)>,
    /// Measures by reading: id, position of the plan, title, reading, positions of the topics, of the
    /// category, of the departments, of the span.
    measures: Vec<MeasureEntry>,
}

type TopicEntry = (String, WordsInLanguage, Option<usize>, usize);
type MeasureEntry = (String, usize, WordsInLanguage, String, Vec<usize>, usize, Vec<usize>, usize);

/// Every measure in a language.
pub(super) fn measure_data(site: &Site, language: Language) -> MeasureData {
    let words = |label: &Label| in_language(Phrase::of(label, language, &site.languages));
    let cities =
        sorted(site.city_ids(), |id: CityId| label_key(&site[id].name_alone, site[id].name.kana(), language));
    let city_at = positions(&cities);
    let mut plans: Vec<PlanId> = site.plan_ids().collect();
    plans.sort_by_key(|plan| (city_at[&site[*plan].city], *plan));
    let plan_at = positions(&plans);
    let departments =
        sorted(site.department_ids().filter(|id| !site[*id].measures.is_empty()), |id: DepartmentId| {
            (city_at[&site[id].city], label_key(&site[id].name, site[id].kana.as_deref(), language))
        });
    let department_at = positions(&departments);
    let mut spans = Spans::of(site, language);
    let measures = MeasureOrder::of(site, language).all.into_iter().map(|id| {
        let measure = &site[id];
        let (title, written) = measure.texts.title(language).unwrap_or(("", language));
        (
            measure.id.clone(),
            plan_at[&measure.plan],
            in_language(Phrase::foreign(title, written, language, &site.languages)),
            measure.kana.as_deref().filter(|_| language.is_authoritative()).unwrap_or_default().to_owned(),
            measure.topics.iter().map(|topic| topic.index()).collect(),
            measure.category.index(),
            measure.departments.iter().map(|part| department_at[&part.department]).collect(),
            spans.position(id),
        )
    });
    MeasureData {
        measures: measures.collect(),
        cities: cities.iter().map(|id| (site[*id].id.to_string(), words(&site[*id].name_alone))).collect(),
        plans: plans
            .iter()
            .map(|id| {
                (site.plan_name(*id), words(&site[*id].title), city_at[&site[*id].city], site.in_force(*id))
            })
            .collect(),
        schemes: (site.schemes.iter().filter(|_| site.schemes.len() > 1))
            .map(|scheme| words(&scheme.label))
            .collect(),
        topics: site.topics.iter().map(|topic| topic_entry(topic, words)).collect(),
        categories: site
            .categories
            .iter()
            .map(|category| (category.id.to_string(), words(&category.label)))
            .collect(),
        departments: departments
            .iter()
            .map(|id| (site.department_name(*id), words(&site[*id].name), city_at[&site[*id].city]))
            .collect(),
        years: spans.years(),
        spans: spans.spans,
    }
}

fn topic_entry(topic: &Topic, words: impl Fn(&Label) -> WordsInLanguage) -> TopicEntry {
    let parent = topic.parent.map(|parent| parent.index());
    (topic.id.to_string(), words(&topic.label), parent, topic.scheme.index())
}

fn in_language(phrase: Phrase) -> WordsInLanguage {
    (phrase.text, phrase.lang.unwrap_or_default())
}

fn sorted<T, K: Ord>(things: impl Iterator<Item = T>, key: impl Fn(T) -> K) -> Vec<T>
where
    T: Copy,
{
    let mut things: Vec<T> = things.collect();
    things.sort_by_cached_key(|thing| key(*thing));
    things
}

fn positions<T: Copy + Ord>(things: &[T]) -> BTreeMap<T, usize> {
    things.iter().enumerate().map(|(at, thing)| (*thing, at)).collect()
}

/// The years of measures, each set of years once.
struct Spans<'a> {
    site: &'a Site,
    language: Language,
    /// Where plans without an end are cut off: the latest year that any plan or schedule names.
    latest: FiscalYear,
    spans: Vec<(String, Vec<i32>)>,
    known: BTreeMap<(String, Vec<i32>), usize>,
}

impl<'a> Spans<'a> {
    fn of(site: &'a Site, language: Language) -> Self {
        let scheduled = site
            .measures
            .iter()
            .flat_map(|measure| &measure.schedule)
            .map(|scheduled| scheduled.stretch.last);
        let covered = site.plans.iter().flat_map(|plan| [Some(plan.period.start), plan.period.end]).flatten();
        let today = site.as_of().map(|date| date.fiscal_year());
        let latest = scheduled.chain(covered).chain(today).max();
        let latest = latest.or_else(|| FiscalYear::new(2000).ok()).expect("2000 is a fiscal year");
        Self { site, language, latest, spans: Vec::new(), known: BTreeMap::new() }
    }

    fn position(&mut self, id: MeasureId) -> usize {
        let (first, last) = self.site.measure_years(id);
        let code = self.site.languages.code(self.language);
        let span = (years_in_words(first, last, code), self.years_of(id));
        *self.known.entry(span).or_insert_with_key(|span| {
            self.spans.push(span.clone());
            self.spans.len() - 1
        })
    }

    fn years_of(&self, id: MeasureId) -> Vec<i32> {
        let years = self.site[id].scheduled_years();
        if years.is_empty() {
            let (first, last) = self.site.measure_years(id);
            return (first.year()..=last.unwrap_or(self.latest).year()).collect();
        }
        years.into_iter().map(FiscalYear::year).collect()
    }

    fn years(&self) -> Vec<(i32, String)> {
        let code = self.site.languages.code(self.language);
        let years: BTreeSet<i32> = self.spans.iter().flat_map(|(_, years)| years).copied().collect();
        let named = |year: i32| Some((year, fiscal_year(FiscalYear::new(year.into()).ok()?, code)));
        years.into_iter().filter_map(named).collect()
    }
}
