//! Views that several kinds of pages or components share.

mod city_column;
mod city_facts;
mod coverage;
mod department_link;
mod divided_pages;
mod indicator;
mod measure_card;
mod measure_facts;
mod measure_lists;
mod measure_rows;
mod named_city;
mod nearest;
mod plan_card;
mod plan_facts;
mod roles;
mod schedule;
mod statements;
mod translation_states;

pub(super) use city_column::CityColumn;
pub(super) use city_facts::{EarlierCity, EndOfCity, PopulationView};
pub(super) use coverage::{CoverageCell, PlanCoverage, SchemeRows, SchemeView, TopicRow};
pub(super) use department_link::{ComingDepartment, DepartmentLink};
pub(super) use divided_pages::{
    PagePart, address_of_part, divided, in_part, neighbours, numbers, title_of_part, weight,
};
pub(super) use indicator::{IndicatorView, MissingView, ValueAt, lacking, places};
pub(super) use measure_card::MeasureCard;
pub(super) use measure_facts::{DepartmentPart, EffectView, PlanMeasure};
pub(super) use measure_lists::{
    ListLink, ListPart, MEASURES_PER_PAGE, departments_in_order, list_name, measures_of_part, part_count,
};
pub(super) use measure_rows::RowSection;
pub(super) use named_city::NamedCityView;
pub(super) use nearest::NearestView;
pub(super) use plan_card::PlanCard;
pub(super) use plan_facts::{RevisionView, SourceView};
pub(super) use roles::RolesView;
pub(super) use schedule::{PhaseView, ScheduleEntry, ScheduleView};
pub(super) use statements::{StatementGroup, stated_kinds};
pub(super) use translation_states::{
    TranslatedLanguage, TranslationGroup, cities_have_pages, divided_texts, owner, texts_of_city,
    texts_of_site, translations_are_shown,
};
