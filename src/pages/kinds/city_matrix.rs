//! What is known of each city, city by city: the comparison matrix of a collection with so many cities that they are
//! rows, and not columns. The topics are those of the first level.

use crate::model::{CityId, SchemeId, Site, TopicId};
use crate::pages::views::{
    CityColumn, CoverageCell, PagePart, SchemeView, in_part, neighbours, numbers, title_of_part,
};
use crate::pages::{Kind, LinkView, Outline, PageContext, PageId, Pages, Phrase, views};
use crate::values::Language;

views! {
    pub(super) struct CityMatrixView(context, part: u32) {
        let all = parts(context.site);
        let shown = in_part(&all, part);
        /// The pages of the matrix; nothing where there is one.
        pub pages: Vec<PagePart> = PagePart::by_city(context, &all, PageId::CityMatrix),
        /// The cities on this page, for readers to choose from.
        pub cities: Vec<CityColumn> = context.each(shown, CityColumn::of),
        /// A table for each scheme of topics.
        pub schemes: Vec<SchemeTable> =
            context.site.scheme_ids().map(|scheme| SchemeTable::of(context, scheme, shown)).collect(),
    }

    pub(super) struct SchemeTable(context, id: SchemeId, shown: &[CityId]) {
        let of_scheme = context.site[id].topics.iter().copied();
        let top: Vec<TopicId> = of_scheme.filter(|topic| context.site[*topic].parent.is_none()).collect();
        #[serde(flatten)]
        pub scheme: SchemeView = SchemeView::of(context, id),
        /// The comparison of each topic.
        pub topics: Vec<LinkView> = context.each(&top, topic_link),
        pub rows: Vec<CityRow> = context.each(shown, |context, city| CityRow::of(context, city, &top)),
    }

    pub(super) struct CityRow(context, id: CityId, topics: &[TopicId]) {
        let in_force = |topic| context.shared.by_topic.in_force(topic, id).len();
        pub city: CityColumn = CityColumn::of(context, id),
        /// What is known of each topic.
        pub cells: Vec<CoverageCell> = context.each(topics, |context, topic| {
            CoverageCell::of(context.site.city_coverage(id, topic), in_force(topic))
        }),
    }
}

/// A page of the matrix; they are counted from 1.
pub(super) struct CityMatrixPage;

impl Kind for CityMatrixPage {
    type About = u32;
    type View = CityMatrixView;

    const NAME: &'static str = "city-matrix";
    const VARIABLE: Option<&'static str> = Some("city_matrix");
    const IS_OPTIONAL: bool = true;
    const PAGES: Pages<u32> = Pages::Comparing(|site| numbers(parts(site).len()).collect());
    const DESCRIPTION: Option<&'static str> = Some("description.city-matrix");

    fn address(_: &Site, part: u32) -> String {
        match part {
            1 => "compare/cities".to_owned(),
            _ => format!("compare/cities-{part}"),
        }
    }

    fn title(context: &PageContext<'_>, part: u32) -> Phrase {
        title_of_part(context, context.words("compare.city-matrix"), part)
    }

    fn has_words(site: &Site, _: u32, language: Language) -> bool {
        site.cities.iter().any(|city| city.name.has(language))
            || site.topics.iter().any(|topic| topic.label.has(language))
    }

    fn outline(context: &PageContext<'_>, part: u32) -> Outline<CityMatrixView> {
        Outline {
            neighbours: neighbours(parts(context.site).len(), part, PageId::CityMatrix),
            ..Outline::below_comparison(CityMatrixView::of(context, part))
        }
    }
}

/// How many cities a page lists: with ten topics, a row is under 1.5 kB, so that no page is over 500 kB.
const CITIES_PER_PAGE: usize = 200;

/// The cities of each page; no page where they are columns of one.
fn parts(site: &Site) -> Vec<Vec<CityId>> {
    let cities = if site.has_many_cities() { site.compared_cities() } else { Vec::new() };
    cities.chunks(CITIES_PER_PAGE).map(<[CityId]>::to_vec).collect()
}

/// By the name of the topic alone: its scheme stands above the table.
fn topic_link(context: &PageContext<'_>, topic: TopicId) -> LinkView {
    LinkView {
        title: context.phrase(&context.site[topic].label),
        url: context.url_of(PageId::TopicComparison(topic, 1)),
    }
}
