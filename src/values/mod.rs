//! The small values that every stage shares. Each has one constructor that can refuse; afterwards nobody
//! checks again.
//!
//! - [`Language`], [`Languages`], [`Label`]: words in several languages
//! - [`signs`]: what marks the language of words until a page is whole
//! - [`FiscalYear`], [`Period`], [`Date`], [`Time`], [`Stretch`]: time as Japanese administrations count it
//! - [`Number`]: numbers with the digits that were written
//! - [`Code`] and its lists: the words that a file may choose from
//! - [`Bilingual`]: what Shirube itself says
//! - [`CityCode`], [`is_id`], [`web_address()`]: names that other systems rely on

mod bilingual;
mod city_code;
mod codes;
mod date;
mod designated_city;
mod fiscal_year;
mod id;
mod label;
mod language;
mod language_names;
mod language_tag;
mod number;
mod prefecture;
pub mod signs;
mod stretch;
mod time;
mod web_address;

pub use bilingual::Bilingual;
pub use city_code::CityCode;
pub use codes::{
    Audience, CityClass, Code, Comparability, CoverageState, Direction, Missing, Part, PlanKind, SiteKind,
    Step, TargetKind, TranslationState, Unit, Weight, Wording,
};
pub use date::{Date, YearOrDate};
pub use designated_city::DesignatedCity;
pub use fiscal_year::{FiscalYear, Period, WrittenYear};
pub use id::is_id;
pub use label::Label;
pub use language::{Language, Languages, shorter};
pub use language_names::own_name;
pub use number::{Number, grouped};
pub use stretch::{Stretch, YearPart};
pub use time::Time;
pub use web_address::{WrongAddress, web_address};
