//! A list of the measure index: the measures of a topic, a category, a department or a city.

use serde::Serialize;

use crate::model::{MeasureId, MeasureList, Subject, part_count};
use crate::values::{FiscalYear, Period};

use super::measure_order::{MeasureOrder, label_key};
use super::page::{Making, Outline};
use super::phrase::{self, LinkView, Phrase};
use super::{Detail, View};

/// What a page of a list of measures shows.
#[derive(Clone, Debug, Serialize)]
pub struct MeasureListView {
    /// `topic`, `category`, `department` or `city`.
    pub kind: &'static str,
    /// What the list is about, without the number of its page.
    pub name: Phrase,
    /// What the topic or category takes in.
    pub definition: Option<Phrase>,
    /// The page of the city or department itself.
    pub about: Option<LinkView>,
    /// How many measures the whole list has.
    pub count: usize,
    /// The pages of the list; nothing where there is one.
    pub parts: Vec<ListPart>,
    /// Narrower lists: the sub-topics of a topic, the departments of a city.
    pub narrower: Vec<ListLink>,
    /// The measures on this page, under the rows of the 五十音 or letters.
    pub sections: Vec<RowSection>,
}

/// A list of measures, as others link to it.
#[derive(Clone, Debug, Serialize)]
pub struct ListLink {
    /// The list.
    #[serde(flatten)]
    pub link: LinkView,
    /// How many measures it has.
    pub count: usize,
    /// Its pages; nothing where there is one.
    pub parts: Vec<ListPart>,
}

/// A page of a list that is too long for one.
#[derive(Clone, Debug, Serialize)]
pub struct ListPart {
    /// Its number, from 1.
    pub number: usize,
    /// How its first measure begins.
    pub from: String,
    /// How its last measure begins.
    pub to: String,
    /// The way there.
    pub url: String,
    /// Whether it is this page.
    pub current: bool,
}

/// The measures under a row of the 五十音 or a letter.
#[derive(Clone, Debug, Serialize)]
pub struct RowSection {
    /// For links within the page.
    pub id: String,
    /// The row or letter.
    pub heading: String,
    /// The measures.
    pub rows: Vec<MeasureRow>,
}

/// A measure in the measure index.
#[derive(Clone, Debug, Serialize)]
pub struct MeasureRow {
    /// `city/plan/measure`.
    pub name: String,
    /// The measure.
    #[serde(flatten)]
    pub link: LinkView,
    /// Its city.
    pub city: Phrase,
    /// Its plan.
    pub plan: Phrase,
    /// Whether its plan is in force.
    pub in_force: bool,
    /// Why it is done, the main topic first.
    pub topics: Vec<Phrase>,
    /// How it works.
    pub category: Phrase,
    /// Who answers for it.
    pub departments: Vec<Phrase>,
    /// The fiscal years it is foreseen for.
    pub years: String,
}

pub(super) fn view(making: &Making<'_>, list: MeasureList, part: u32) -> View {
    let order = making.shared.measure_order(making.site, making.page.language);
    let count = order.list(list).len();
    let last = u32::try_from(part_count(count)).unwrap_or(u32::MAX);
    let sibling = |part: u32| (1..=last).contains(&part).then_some(Subject::MeasureList(list, part));
    making.finish(Outline {
        kind: "measure-list",
        title: title(making, list, part),
        texts: None,
        above: vec![Subject::Home, Subject::MeasureIndex],
        updated: None,
        contact: None,
        plan: None,
        source_page: None,
        neighbours: (sibling(part - 1), sibling(part + 1)),
        detail: Detail::MeasureList(MeasureListView {
            kind: kind(list),
            name: name(making, list),
            definition: definition(making, list),
            about: about(list).map(|subject| making.link(subject)),
            count,
            parts: parts(making, order, list),
            narrower: narrower(making, list).into_iter().map(|list| list_link(making, list)).collect(),
            sections: sections(making, order, order.part(list, part)),
        }),
    })
}

fn kind(list: MeasureList) -> &'static str {
    match list {
        MeasureList::Topic(_) => "topic",
        MeasureList::Category(_) => "category",
        MeasureList::Department(_) => "department",
        MeasureList::City(_) => "city",
    }
}

/// The title of a page of a list: the first has that of the list, so that its address can be passed on.
pub(super) fn title(making: &Making<'_>, list: MeasureList, part: u32) -> Phrase {
    let name = name(making, list);
    if part < 2 {
        return name;
    }
    let words = making.words("measure-index.part").text;
    Phrase {
        text: words.replace("{name}", &name.text).replace("{number}", &part.to_string()),
        lang: name.lang,
    }
}

fn name(making: &Making<'_>, list: MeasureList) -> Phrase {
    let site = making.site;
    match list {
        MeasureList::Topic(topic) => making.phrase(&site[topic].label),
        MeasureList::Category(category) => making.phrase(&site[category].label),
        MeasureList::City(city) => making.phrase(&site[city].name),
        MeasureList::Department(id) => {
            // Many cities have a department of the same name.
            let department = &site[id];
            let (city, own) = (making.phrase(&site[department.city].name), making.phrase(&department.name));
            let words = making.words("measure-index.department-of-city").text;
            Phrase {
                text: words.replace("{city}", &city.text).replace("{department}", &own.text),
                lang: own.lang,
            }
        }
    }
}

fn definition(making: &Making<'_>, list: MeasureList) -> Option<Phrase> {
    let label = match list {
        MeasureList::Topic(topic) => making.site[topic].definition.as_ref(),
        MeasureList::Category(category) => making.site[category].definition.as_ref(),
        MeasureList::Department(_) | MeasureList::City(_) => None,
    };
    label.map(|label| making.phrase(label))
}

fn about(list: MeasureList) -> Option<Subject> {
    match list {
        MeasureList::Department(department) => Some(Subject::Department(department)),
        MeasureList::City(city) => Some(Subject::City(city)),
        MeasureList::Topic(_) | MeasureList::Category(_) => None,
    }
}

fn narrower(making: &Making<'_>, list: MeasureList) -> Vec<MeasureList> {
    let site = making.site;
    match list {
        MeasureList::Topic(topic) => {
            site.topic_ids().filter(|id| site[*id].parent == Some(topic)).map(MeasureList::Topic).collect()
        }
        MeasureList::City(city) => {
            let mut departments: Vec<_> =
                site[city].departments.iter().filter(|id| !site[**id].measures.is_empty()).copied().collect();
            departments.sort_by_cached_key(|id| {
                label_key(&site[*id].name, site[*id].kana.as_deref(), making.page.language)
            });
            departments.into_iter().map(MeasureList::Department).collect()
        }
        MeasureList::Category(_) | MeasureList::Department(_) => Vec::new(),
    }
}

/// A list as a page links to it. A department is named without its city: it stands under it.
pub(super) fn list_link(making: &Making<'_>, list: MeasureList) -> ListLink {
    let order = making.shared.measure_order(making.site, making.page.language);
    let title = match list {
        MeasureList::Department(department) => making.phrase(&making.site[department].name),
        _ => name(making, list),
    };
    let url = making.way_to(Subject::MeasureList(list, 1));
    ListLink {
        link: LinkView { title, url },
        count: order.list(list).len(),
        parts: parts(making, order, list),
    }
}

fn parts(making: &Making<'_>, order: &MeasureOrder, list: MeasureList) -> Vec<ListPart> {
    let count = part_count(order.list(list).len());
    if count < 2 {
        return Vec::new();
    }
    let beginning = |measure: Option<&MeasureId>| measure.map_or_else(String::new, |id| order.beginning(*id));
    (1..)
        .take(count)
        .map(|number| {
            let (measures, subject) = (order.part(list, number), Subject::MeasureList(list, number));
            ListPart {
                number: number as usize,
                from: beginning(measures.first()),
                to: beginning(measures.last()),
                url: making.way_to(subject),
                current: making.page.subject == subject,
            }
        })
        .collect()
}

/// Measures that are in order, under the rows of the 五十音 or letters.
pub(super) fn sections(making: &Making<'_>, order: &MeasureOrder, measures: &[MeasureId]) -> Vec<RowSection> {
    let mut sections: Vec<RowSection> = Vec::new();
    for measure in measures {
        let (id, heading) = order.section(*measure);
        if sections.last().is_none_or(|section| section.id != id) {
            sections.push(RowSection { id, heading, rows: Vec::new() });
        }
        if let Some(section) = sections.last_mut() {
            section.rows.push(row(making, *measure));
        }
    }
    sections
}

fn row(making: &Making<'_>, id: MeasureId) -> MeasureRow {
    let site = making.site;
    let measure = &site[id];
    let plan = &site[measure.plan];
    MeasureRow {
        name: site.measure_name(id),
        link: making.link(Subject::Measure(id)),
        city: making.phrase(&site[plan.city].name),
        plan: making.phrase(&plan.title),
        in_force: site.in_force(measure.plan),
        topics: measure.topics.iter().map(|topic| making.phrase(&site[*topic].label)).collect(),
        category: making.phrase(&site[measure.category].label),
        departments: measure
            .departments
            .iter()
            .map(|part| making.phrase(&site[part.department].name))
            .collect(),
        years: years(making, id),
    }
}

/// The fiscal years of a measure: those of its schedule, or of its plan where it has none. Era years alone,
/// so that a narrow column can hold them.
fn years(making: &Making<'_>, id: MeasureId) -> String {
    let (first, last) = year_range(making.site, id);
    years_in_words(first, last, making.code())
}

/// The first and the last fiscal year of a measure; no last one where its plan is open-ended.
pub(super) fn year_range(site: &crate::model::Site, id: MeasureId) -> (FiscalYear, Option<FiscalYear>) {
    let measure = &site[id];
    let scheduled = || measure.schedule.iter().map(|step| step.year);
    match (scheduled().min(), scheduled().max()) {
        (Some(first), last) => (first, last),
        (None, _) => (site[measure.plan].period.start, site[measure.plan].period.end),
    }
}

/// A span of fiscal years in words.
pub(super) fn years_in_words(first: FiscalYear, last: Option<FiscalYear>, code: &str) -> String {
    let japanese = phrase::japanese(code);
    match last {
        Some(last) if last == first && japanese => first.japanese_era(),
        Some(last) if japanese => format!("{}から{}まで", first.japanese_era(), last.japanese_era()),
        None if japanese => format!("{}から", first.japanese_era()),
        end => phrase::period(Period { start: first, end }, code),
    }
}
