//! Which page is meant: the handle of each page of a site.

use crate::model::{
    ChapterId, CityId, DepartmentId, FreePageId, IndicatorId, MeasureId, MeasureList, PlanId,
    StatementKindId, Subject, TopicId,
};
use crate::values::Language;

use super::kinds::list::page_kinds;

macro_rules! define_page_id {
    ([] $($variant:ident $(($($name:ident: $type:ty),+))? => $module:ident::$kind:ident,)+) => {
        /// A page, whatever its language: its kind, and what distinguishes it from the others of that kind.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum PageId {
            $(
                #[doc = concat!("See the file of its kind, `kinds/", stringify!($module), ".rs`.")]
                $variant $(($($type),+))?,
            )+
        }
    };
}

page_kinds!(define_page_id);

/// A page in a language.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Page {
    pub id: PageId,
    /// The language of its frame; its text may be in another where it is not translated.
    pub language: Language,
}

impl From<Subject> for PageId {
    fn from(subject: Subject) -> Self {
        match subject {
            Subject::Home => Self::Home,
            Subject::City(city) => Self::City(city),
            Subject::Plan(plan) => Self::Plan(plan),
            Subject::Chapter(chapter) => Self::Chapter(chapter),
            Subject::Measure(measure) => Self::Measure(measure),
            Subject::FreePage(page) => Self::FreePage(page),
        }
    }
}
