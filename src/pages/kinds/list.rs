//! The one list of the kinds of pages. To add one, write its file beside this one, and its line here.

/// Every kind of page, in the order of the site's pages: the variant of [`PageId`](crate::pages::PageId), what
/// distinguishes the pages of the kind, and the kind's implementation of [`Kind`](crate::pages::kind::Kind). All
/// matches over kinds are made of this list: it is handed to the macro that is named, after what else that is given.
macro_rules! page_kinds {
    ($then:ident $(, $($given:tt)+)?) => {
        $then! {
            [$($($given)+)?]
            Home => home::HomePage,
            City(city: CityId) => city::CityPage,
            Department(department: DepartmentId) => department::DepartmentPage,
            Plan(plan: PlanId) => plan::PlanPage,
            Chapter(chapter: ChapterId) => chapter::ChapterPage,
            Measure(measure: MeasureId) => measure::MeasurePage,
            Booklet(plan: PlanId) => booklet::BookletPage,
            Parallel(plan: PlanId) => parallel::ParallelPage,
            FreePage(page: FreePageId) => free_page::FreePage,
            Glossary => glossary::GlossaryPage,
            Translations => translations::TranslationsPage,
            CityTranslations(city: CityId, part: u32) => city_translations::CityTranslationsPage,
            Comparison => comparison::ComparisonPage,
            TopicComparison(topic: TopicId, part: u32) => topic_comparison::TopicComparisonPage,
            StatementComparison(kind: StatementKindId, part: u32) => statement_comparison::StatementComparisonPage,
            IndicatorComparison(indicator: IndicatorId, part: u32) => indicator_comparison::IndicatorComparisonPage,
            RoleComparison(part: u32) => role_comparison::RoleComparisonPage,
            CityMatrix(part: u32) => city_matrix::CityMatrixPage,
            TimeLine(part: u32) => time_line::TimeLinePage,
            Changes(plan: PlanId) => changes::ChangesPage,
            NotFound => not_found::NotFoundPage,
            MeasureIndex => measure_index::MeasureIndexPage,
            MeasureList(list: MeasureList, part: u32) => measure_list::MeasureListPage,
        }
    };
}

pub(in crate::pages) use page_kinds;
