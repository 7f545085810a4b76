//! `site[measure]`: the noun that a handle stands for.

use std::ops::Index;

use crate::records::{CategoryRecord, StatementKindRecord, TermRecord};

use super::city::{City, Department};
use super::id::{
    CategoryId, ChapterId, CityId, DepartmentId, FreePageId, IndicatorId, MeasureId, PlanId, SchemeId,
    StatementKindId, StepId, TermId, TopicId,
};
use super::indicator::Indicator;
use super::measure::{Chapter, Measure};
use super::plan::Plan;
use super::site::{FreePage, Site};
use super::step::Step;
use super::vocabulary::{Scheme, Topic};

macro_rules! look_up {
    ($($handle:ident -> $noun:ident in $list:ident;)+) => {
        $(
            impl Index<$handle> for Site {
                type Output = $noun;

                fn index(&self, handle: $handle) -> &$noun {
                    &self.$list[handle.index()]
                }
            }
        )+
    };
}

look_up! {
    CityId -> City in cities;
    DepartmentId -> Department in departments;
    PlanId -> Plan in plans;
    ChapterId -> Chapter in chapters;
    MeasureId -> Measure in measures;
    IndicatorId -> Indicator in indicators;
    SchemeId -> Scheme in schemes;
    TopicId -> Topic in topics;
    CategoryId -> CategoryRecord in categories;
    StatementKindId -> StatementKindRecord in statement_kinds;
    StepId -> Step in steps;
    TermId -> TermRecord in terms;
    FreePageId -> FreePage in free_pages;
}
