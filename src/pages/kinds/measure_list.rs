//! A list of the measure index: the measures of a topic, a category, a department or a city.

use crate::model::{MeasureList, Site};
use crate::pages::views::{
    ListLink, ListPart, RowSection, departments_in_order, list_name, measures_of_part, part_count,
};
use crate::pages::{Kind, LinkView, Outline, PageContext, PageId, Pages, Phrase, views};
use crate::source::SourcePath;
use crate::values::Language;

views! {
    pub(super) struct MeasureListView(context, list: MeasureList, part: u32) {
        let order = context.measure_order();
        /// `topic`, `category`, `department` or `city`.
        pub kind: &'static str = kind(list),
        /// What the list is about, without the number of its page.
        pub name: Phrase = list_name(context, list),
        /// What the topic or category takes in.
        pub definition: Option<Phrase> = definition(context, list),
        /// The page of the city or department itself.
        pub about: Option<LinkView> = about(list).map(|page| context.link(page)),
        /// How many measures the whole list has.
        pub count: usize = order.list(list).len(),
        /// The pages of the list; nothing where there is one.
        pub parts: Vec<ListPart> = ListPart::all(context, list),
        /// Narrower lists: the sub-topics of a topic, the departments of a city.
        pub narrower: Vec<ListLink> = context.each(&narrower(context, list), ListLink::of),
        /// The measures on this page, under the rows of the 五十音 or letters.
        pub sections: Vec<RowSection> = RowSection::all(context, measures_of_part(order, list, part)),
    }
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
        Phrase { text: context.filled("measure-index.part", &marks).text, lang: name.lang }
    }

    fn description(context: &PageContext<'_>, (list, _): (MeasureList, u32), title: &str) -> Option<Phrase> {
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

    fn has_words(site: &Site, (list, _): (MeasureList, u32), language: Language) -> bool {
        let has_name = match list {
            MeasureList::Topic(topic) => site[topic].label.has(language),
            MeasureList::Category(category) => site[category].label.has(language),
            MeasureList::Department(department) => site[department].name.has(language),
            MeasureList::City(city) => site[city].name.has(language),
        };
        has_name
            || site.measure_ids().any(|id| site[id].texts.has(language) && site.lists_of(id).contains(&list))
    }

    fn outline(context: &PageContext<'_>, (list, part): (MeasureList, u32)) -> Outline<MeasureListView> {
        let last = part_count(context.measure_order().list(list).len());
        let sibling = |part: u32| (1..=last).contains(&part).then_some(PageId::MeasureList(list, part));
        Outline {
            above: vec![PageId::Home, PageId::MeasureIndex],
            neighbours: (sibling(part - 1), sibling(part + 1)),
            ..Outline::of(MeasureListView::of(context, list, part))
        }
    }
}

fn all(site: &Site) -> Vec<(MeasureList, u32)> {
    if site.measures.is_empty() {
        return Vec::new();
    }
    let lists = site.measure_lists().into_iter();
    lists.flat_map(|(list, count)| (1..=part_count(count)).map(move |part| (list, part))).collect()
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
        MeasureList::Topic(topic) => &context.site[topic].definition,
        MeasureList::Category(category) => &context.site[category].definition,
        MeasureList::Department(_) | MeasureList::City(_) => &None,
    };
    context.phrase_if(label)
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
            departments_in_order(context, city).into_iter().map(MeasureList::Department).collect()
        }
        MeasureList::Category(_) | MeasureList::Department(_) => Vec::new(),
    }
}
