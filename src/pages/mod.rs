//! Which pages exist and what each shows. One file per kind of page.
//!
//! A [`Page`] is a subject in a language. [`view`] makes the [`View`] of one: everything that its template
//! may show, complete, in the page's language, with no way back to the model. The manual documents the
//! fields of each kind for people who write themes.
//!
//! Where a page shows a text, its body becomes [`Content`]: HTML with component calls between, which the
//! theme draws.

mod booklet;
mod by_topic;
mod changes;
mod chapter;
mod city;
mod comparison;
mod component;
mod content;
mod department;
mod description;
mod free_page;
mod glossary;
mod home;
mod indicator_comparison;
mod linked_data;
mod measure;
mod measure_data;
mod measure_index;
mod measure_list;
mod measure_order;
mod nearest;
mod not_found;
mod page;
mod parallel;
mod phrase;
mod plan;
mod reading_order;
mod role_comparison;
mod shared;
mod statement_comparison;
mod time_line;
mod topic_comparison;
mod translations;

use serde::Serialize;

use crate::model::{Site, Subject};
use crate::values::Language;

pub use component::ComponentView;
pub use content::{Content, Part};
pub use measure_data::{MeasureData, measure_data, measure_data_address};
pub use page::{ConfigView, PageView};
pub use phrase::{DateView, LinkView, Phrase, number};
pub use shared::{Navigation, NavigationView, Shared, Words};

/// One page of the site: a subject in a language.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Page {
    /// What it is about.
    pub subject: Subject,
    /// The language it is in.
    pub language: Language,
}

/// Everything that a page's template may show.
#[derive(Clone, Debug)]
pub struct View {
    /// The file the page becomes.
    pub address: String,
    /// The template that shows it.
    pub template: &'static str,
    /// What all kinds of pages have; `page` in templates.
    pub page: PageView,
    /// The text of the page, which becomes `page.content` when its components are drawn.
    pub content: Content,
    /// The texts of a page that shows several; `texts` in templates, where the view has their numbers.
    pub texts: Vec<Content>,
    /// What this kind of page has besides.
    pub detail: Detail,
    /// The navigation of a plan that the page carries; `navigation` in templates.
    pub navigation: Option<Navigation>,
}

/// What one kind of page has besides; in templates under the name of its kind.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each variant is the view of that kind of page")]
pub enum Detail {
    Home(home::HomeView),
    City(city::CityView),
    Department(department::DepartmentView),
    Plan(Box<plan::PlanView>),
    Chapter(chapter::ChapterView),
    Measure(Box<measure::MeasureView>),
    Glossary(glossary::GlossaryView),
    Translations(translations::TranslationsView),
    Comparison(Box<comparison::ComparisonView>),
    TopicComparison(Box<topic_comparison::TopicComparisonView>),
    StatementComparison(statement_comparison::StatementComparisonView),
    IndicatorComparison(Box<indicator_comparison::IndicatorComparisonView>),
    RoleComparison(role_comparison::RoleComparisonView),
    TimeLine(time_line::TimeLineView),
    Changes(Box<changes::ChangesView>),
    Booklet(Box<booklet::BookletView>),
    Parallel(Box<parallel::ParallelView>),
    Nothing,
    MeasureIndex(measure_index::MeasureIndexView),
    MeasureList(measure_list::MeasureListView),
}

/// A kind of page: its name on `<body data-kind>`, which is also that of its template, and what its
/// template may use besides `config`, `lang`, `root` and `page`.
pub const KINDS: &[(&str, &[&str])] = &[
    ("home", &["home"]),
    ("city", &["city"]),
    ("department", &["department"]),
    ("plan", &["plan"]),
    ("chapter", &["chapter", "navigation"]),
    ("measure", &["measure", "navigation"]),
    ("page", &[]),
    ("glossary", &["glossary"]),
    ("translations", &["translations"]),
    ("not-found", &[]),
    ("comparison", &["comparison"]),
    ("topic-comparison", &["topic_comparison"]),
    ("statement-comparison", &["statement_comparison"]),
    ("indicator-comparison", &["indicator_comparison"]),
    ("role-comparison", &["role_comparison"]),
    ("time-line", &["time_line"]),
    ("changes", &["changes"]),
    ("print", &["booklet", "texts"]),
    ("parallel", &["parallel", "texts"]),
    ("measure-index", &["measure_index"]),
    ("measure-list", &["measure_list"]),
];

/// What every template may use.
pub const EVERYWHERE: &[&str] = &["config", "lang", "root", "page"];

impl Detail {
    /// The name under which templates see it.
    pub fn name(&self) -> Option<&'static str> {
        Some(match self {
            Self::Home(_) => "home",
            Self::City(_) => "city",
            Self::Department(_) => "department",
            Self::Plan(_) => "plan",
            Self::Chapter(_) => "chapter",
            Self::Measure(_) => "measure",
            Self::Glossary(_) => "glossary",
            Self::Translations(_) => "translations",
            Self::Comparison(_) => "comparison",
            Self::TopicComparison(_) => "topic_comparison",
            Self::StatementComparison(_) => "statement_comparison",
            Self::IndicatorComparison(_) => "indicator_comparison",
            Self::RoleComparison(_) => "role_comparison",
            Self::TimeLine(_) => "time_line",
            Self::Changes(_) => "changes",
            Self::Booklet(_) => "booklet",
            Self::Parallel(_) => "parallel",
            Self::Nothing => return None,
            Self::MeasureIndex(_) => "measure_index",
            Self::MeasureList(_) => "measure_list",
        })
    }
}

/// Every page of the site, in the order of the site.
pub fn all(site: &Site) -> Vec<Page> {
    let subjects = site.subjects();
    let languages: Vec<Language> = site.languages.iter().collect();
    subjects
        .into_iter()
        .flat_map(|subject| languages.iter().map(move |language| Page { subject, language: *language }))
        .collect()
}

/// What a page shows.
pub fn view(site: &Site, shared: &Shared<'_>, page: Page) -> View {
    let making = page::Making::new(site, shared, page);
    match page.subject {
        Subject::Home => home::view(&making),
        Subject::City(city) => city::view(&making, city),
        Subject::Department(department) => department::view(&making, department),
        Subject::Plan(plan) => plan::view(&making, plan),
        Subject::Chapter(chapter) => chapter::view(&making, chapter),
        Subject::Measure(measure) => measure::view(&making, measure),
        Subject::FreePage(free_page) => free_page::view(&making, free_page),
        Subject::Glossary => glossary::view(&making),
        Subject::Translations => translations::view(&making),
        Subject::NotFound => not_found::view(&making),
        Subject::Comparison => comparison::view(&making),
        Subject::TopicComparison(topic) => topic_comparison::view(&making, topic),
        Subject::StatementComparison(kind) => statement_comparison::view(&making, kind),
        Subject::IndicatorComparison(indicator) => indicator_comparison::view(&making, indicator),
        Subject::RoleComparison => role_comparison::view(&making),
        Subject::TimeLine => time_line::view(&making),
        Subject::Changes(plan) => changes::view(&making, plan),
        Subject::Booklet(plan) => booklet::view(&making, plan),
        Subject::Parallel(plan) => parallel::view(&making, plan),
        Subject::MeasureIndex => measure_index::view(&making),
        Subject::MeasureList(list, part) => measure_list::view(&making, list, part),
    }
}
