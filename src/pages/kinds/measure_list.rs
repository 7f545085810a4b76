//! A list of the measure index: the measures of a topic, a category, a department or a city.

use serde::Serialize;

use crate::model::{MeasureList, Site, label_key};
use crate::pages::context::PageContext;
use crate::pages::kind::{Kind, Pages};
use crate::pages::outline::Outline;
use crate::pages::page_id::PageId;
use crate::pages::phrase::{LinkView, Phrase};
use crate::pages::views::measure_lists::{
    ListLink, ListPart, list_link, list_name, measures_of_part, part_count, parts,
};
use crate::pages::views::measure_rows::{RowSection, sections};
use crate::source::SourcePath;

#[derive(Clone, Debug, Serialize)]
pub(super) struct MeasureListView {
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

/// A page of a list of measures; the pages of a list are counted from 1.
pub(super) struct MeasureListPage;

impl Kind for MeasureListPage {
    type About = (MeasureList, u32);
    type View = MeasureListView;

    const NAME: &'static str = "measure-list";
    const VARIABLE: Option<&'static str> = Some("measure_list");
    const PAGES: Pages<(MeasureList, u32)> = Pages::OfSite(all);

    fn address(site: &Site, (list, part): (MeasureList, u32)) -> String {
        let name = match list {
            MeasureList::Topic(topic) => format!("topic/{}", site[topic].id),
            MeasureList::Category(category) => format!("category/{}", site[category].id),
            MeasureList::Department(department) => format!("department/{}", site.department_name(department)),
            MeasureList::City(city) => format!("city/{}", site[city].id),
        };
        match part {
            1 => format!("measures/{name}"),
            _ => format!("measures/{name}-{part}"),
        }
    }

    /// The first page of a list has the title of the list, so that its address can be passed on.
    fn title(context: &PageContext<'_>, (list, part): (MeasureList, u32)) -> Phrase {
        let name = list_name(context, list);
        if part < 2 {
            return name;
        }
        let marks = [("name", &*name.text), ("number", &part.to_string())];
        Phrase { text: context.filled("measure-index.part", &marks), lang: name.lang }
    }

    fn description(context: &PageContext<'_>, (list, _): (MeasureList, u32), title: &str) -> Option<String> {
        let key = match list {
            MeasureList::City(_) | MeasureList::Department(_) => "description.measures-of",
            MeasureList::Topic(_) | MeasureList::Category(_) => "description.measures-on",
        };
        Some(context.filled(key, &[("name", title)]))
    }

    /// The record that gives the list its id.
    fn source(site: &Site, (list, _): (MeasureList, u32)) -> Option<SourcePath> {
        Some(match list {
            MeasureList::Topic(_) => SourcePath::new("content/topics.toml"),
            MeasureList::Category(_) => SourcePath::new("content/categories.toml"),
            MeasureList::Department(department) => site[site[department].city].path.clone(),
            MeasureList::City(city) => site[city].path.clone(),
        })
    }

    fn outline(context: &PageContext<'_>, (list, part): (MeasureList, u32)) -> Outline<MeasureListView> {
        let order = context.shared.measure_order(context.site, context.page.language);
        let last = page_count(order.list(list).len());
        let sibling = |part: u32| (1..=last).contains(&part).then_some(PageId::MeasureList(list, part));
        Outline {
            above: vec![PageId::Home, PageId::MeasureIndex],
            neighbours: (sibling(part - 1), sibling(part + 1)),
            ..Outline::of(measure_list_view(context, list, part))
        }
    }
}

fn all(site: &Site) -> Vec<(MeasureList, u32)> {
    if site.measures.is_empty() {
        return Vec::new();
    }
    let lists = site.measure_lists().into_iter();
    lists.flat_map(|(list, count)| (1..=page_count(count)).map(move |part| (list, part))).collect()
}

fn page_count(measure_count: usize) -> u32 {
    u32::try_from(part_count(measure_count)).unwrap_or(u32::MAX)
}

fn measure_list_view(context: &PageContext<'_>, list: MeasureList, part: u32) -> MeasureListView {
    let order = context.shared.measure_order(context.site, context.page.language);
    MeasureListView {
        kind: kind(list),
        name: list_name(context, list),
        definition: definition(context, list),
        about: about(list).map(|page| context.link(page)),
        count: order.list(list).len(),
        parts: parts(context, order, list),
        narrower: narrower(context, list).into_iter().map(|list| list_link(context, list)).collect(),
        sections: sections(context, order, measures_of_part(order, list, part)),
    }
}

fn kind(list: MeasureList) -> &'static str {
    match list {
        MeasureList::Topic(_) => "topic",
        MeasureList::Category(_) => "category",
        MeasureList::Department(_) => "department",
        MeasureList::City(_) => "city",
    }
}

fn definition(context: &PageContext<'_>, list: MeasureList) -> Option<Phrase> {
    let label = match list {
        MeasureList::Topic(topic) => context.site[topic].definition.as_ref(),
        MeasureList::Category(category) => context.site[category].definition.as_ref(),
        MeasureList::Department(_) | MeasureList::City(_) => None,
    };
    label.map(|label| context.phrase(label))
}

fn about(list: MeasureList) -> Option<PageId> {
    match list {
        MeasureList::Department(department) => Some(PageId::Department(department)),
        MeasureList::City(city) => Some(PageId::City(city)),
        MeasureList::Topic(_) | MeasureList::Category(_) => None,
    }
}

fn narrower(context: &PageContext<'_>, list: MeasureList) -> Vec<MeasureList> {
    let site = context.site;
    match list {
        MeasureList::Topic(topic) => {
            site.topic_ids().filter(|id| site[*id].parent == Some(topic)).map(MeasureList::Topic).collect()
        }
        MeasureList::City(city) => {
            let mut departments: Vec<_> =
                site[city].departments.iter().filter(|id| !site[**id].measures.is_empty()).copied().collect();
            departments.sort_by_cached_key(|id| {
                label_key(&site[*id].name, site[*id].kana.as_deref(), context.page.language)
            });
            departments.into_iter().map(MeasureList::Department).collect()
        }
        MeasureList::Category(_) | MeasureList::Department(_) => Vec::new(),
    }
}
