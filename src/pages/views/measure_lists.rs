//! Links to the lists of the measure index, and how long lists are divided into pages.

use crate::model::{CityId, DepartmentId, MeasureId, MeasureList, MeasureOrder, label_key};
use crate::pages::{LinkView, PageContext, PageId, Phrase, views};

views! {
    /// A list of measures, as others link to it. A department is named without its city: it stands under it.
    pub(in crate::pages) struct ListLink(context, list: MeasureList) {
        #[serde(flatten)]
        pub link: LinkView = LinkView {
            title: match list {
                MeasureList::Department(department) => context.phrase(&context.site[department].name),
                _ => list_name(context, list),
            },
            url: context.url_of(PageId::MeasureList(list, 1)),
        },
        pub count: usize = context.measure_order().list(list).len(),
        /// Its pages; nothing where there is one.
        pub parts: Vec<ListPart> = ListPart::all(context, list),
    }

    /// A page of a list that is too long for one.
    pub(in crate::pages) struct ListPart(context, list: MeasureList, part: u32) {
        let order = context.measure_order();
        let measures = measures_of_part(order, list, part);
        let beginning = |measure: Option<&MeasureId>| measure.map(|id| order.beginning(*id)).unwrap_or_default();
        let page = PageId::MeasureList(list, part);
        /// Its number, from 1.
        pub number: u32 = part,
        /// How its first measure begins.
        pub from: String = beginning(measures.first()),
        /// How its last measure begins.
        pub to: String = beginning(measures.last()),
        pub url: String = context.url_of(page),
        /// Whether it is the page itself.
        pub current: bool = context.page.id == page,
    }
}

impl ListPart {
    pub(in crate::pages) fn all(context: &PageContext<'_>, list: MeasureList) -> Vec<Self> {
        match part_count(context.measure_order().list(list).len()) {
            1 => Vec::new(),
            count => (1..=count).map(|part| Self::of(context, list, part)).collect(),
        }
    }
}

/// How many measures a page lists at most. A row of the default theme is under 1.5 kB, so that no page is
/// over 500 kB: phones and screen readers become slow beyond that.
pub(in crate::pages) const MEASURES_PER_PAGE: usize = 250;

/// How many pages a list of so many measures has: at least one, which says that there are none.
pub(in crate::pages) fn part_count(measure_count: usize) -> u32 {
    u32::try_from(measure_count.div_ceil(MEASURES_PER_PAGE).max(1)).unwrap_or(u32::MAX)
}

/// The measures on a page of a list, counted from 1.
pub(in crate::pages) fn measures_of_part(order: &MeasureOrder, list: MeasureList, part: u32) -> &[MeasureId] {
    let at = (part as usize).saturating_sub(1);
    order.list(list).chunks(MEASURES_PER_PAGE).nth(at).unwrap_or(&[])
}

/// What a list is about. Many cities have a department of the same name, so in a collection it has its city's
/// before it.
pub(in crate::pages) fn list_name(context: &PageContext<'_>, list: MeasureList) -> Phrase {
    let site = context.site;
    match list {
        MeasureList::Topic(topic) => context.topic_name(topic),
        MeasureList::Category(category) => context.phrase(&site[category].label),
        MeasureList::City(city) => context.phrase(&site[city].name_alone),
        MeasureList::Department(id) if !site.is_collection() => context.phrase(&site[id].name),
        MeasureList::Department(id) => {
            let department = &site[id];
            let (city, own) =
                (context.phrase(&site[department.city].name_alone), context.phrase(&department.name));
            // Both in one language: where one of them has no translation, the original of both.
            let (city, own) = if city.lang == own.lang {
                (city, own)
            } else {
                (context.original(&site[department.city].name_alone), context.original(&department.name))
            };
            let marks = [("city", &*city.text), ("department", &own.text)];
            Phrase { text: context.filled("measure-index.department-of-city", &marks).text, lang: own.lang }
        }
    }
}

/// The departments of a city that have measures, by their names: those that are there before those that are to come,
/// and these before former ones.
pub(in crate::pages) fn departments_in_order(context: &PageContext<'_>, city: CityId) -> Vec<DepartmentId> {
    let site = context.site;
    let has_measures = |id: &DepartmentId| !site[*id].measures.is_empty();
    let mut departments: Vec<_> = site[city].departments.iter().copied().filter(has_measures).collect();
    departments.sort_by_cached_key(|id| {
        let name = label_key(&site[*id].name, site[*id].kana.as_deref(), context.page.language);
        (site.department_standing(*id), name)
    });
    departments
}
