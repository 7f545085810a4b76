//! Links to the lists of the measure index, and how long lists are divided into pages.

use serde::Serialize;

use crate::model::{MeasureId, MeasureList, MeasureOrder};
use crate::pages::context::PageContext;
use crate::pages::page_id::PageId;
use crate::pages::phrase::{LinkView, Phrase};

/// A list of measures, as others link to it.
#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct ListLink {
    #[serde(flatten)]
    pub link: LinkView,
    pub count: usize,
    /// Its pages; nothing where there is one.
    pub parts: Vec<ListPart>,
}

/// A page of a list that is too long for one.
#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct ListPart {
    /// Its number, from 1.
    pub number: usize,
    /// How its first measure begins.
    pub from: String,
    /// How its last measure begins.
    pub to: String,
    pub url: String,
    /// Whether it is the page itself.
    pub current: bool,
}

/// How many measures a page lists at most. A row of the default theme is under 1.5 kB, so that no page is
/// over 500 kB: phones and screen readers become slow beyond that.
pub(in crate::pages) const MEASURES_PER_PAGE: usize = 250;

/// How many pages a list of so many measures has: at least one, which says that there are none.
pub(in crate::pages) fn part_count(measure_count: usize) -> usize {
    measure_count.div_ceil(MEASURES_PER_PAGE).max(1)
}

/// The measures on a page of a list, counted from 1.
pub(in crate::pages) fn measures_of_part(order: &MeasureOrder, list: MeasureList, part: u32) -> &[MeasureId] {
    let at = (part as usize).saturating_sub(1);
    order.list(list).chunks(MEASURES_PER_PAGE).nth(at).unwrap_or(&[])
}

/// A list as a page links to it. A department is named without its city: it stands under it.
pub(in crate::pages) fn list_link(context: &PageContext<'_>, list: MeasureList) -> ListLink {
    let order = context.shared.measure_order(context.site, context.page.language);
    let title = match list {
        MeasureList::Department(department) => context.phrase(&context.site[department].name),
        _ => list_name(context, list),
    };
    let url = context.url_of(PageId::MeasureList(list, 1));
    ListLink {
        link: LinkView { title, url },
        count: order.list(list).len(),
        parts: parts(context, order, list),
    }
}

pub(in crate::pages) fn parts(
    context: &PageContext<'_>,
    order: &MeasureOrder,
    list: MeasureList,
) -> Vec<ListPart> {
    let count = part_count(order.list(list).len());
    if count < 2 {
        return Vec::new();
    }
    let beginning = |measure: Option<&MeasureId>| measure.map_or_else(String::new, |id| order.beginning(*id));
    (1..)
        .take(count)
        .map(|number| {
            let (measures, page) = (measures_of_part(order, list, number), PageId::MeasureList(list, number));
            ListPart {
                number: number as usize,
                from: beginning(measures.first()),
                to: beginning(measures.last()),
                url: context.url_of(page),
                current: context.page.id == page,
            }
        })
        .collect()
}

/// What a list is about. Many cities have a department of the same name, so it has its city's before it.
pub(in crate::pages) fn list_name(context: &PageContext<'_>, list: MeasureList) -> Phrase {
    let site = context.site;
    match list {
        MeasureList::Topic(topic) => context.phrase(&site[topic].label),
        MeasureList::Category(category) => context.phrase(&site[category].label),
        MeasureList::City(city) => context.phrase(&site[city].name),
        MeasureList::Department(id) => {
            let department = &site[id];
            let (city, own) = (context.phrase(&site[department.city].name), context.phrase(&department.name));
            let marks = [("city", &*city.text), ("department", &own.text)];
            Phrase { text: context.filled("measure-index.department-of-city", &marks), lang: own.lang }
        }
    }
}
