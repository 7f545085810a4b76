//! The small values that every stage shares. Each has one constructor that can refuse; afterwards nobody
//! checks again.
//!
//! - [`Language`], [`Languages`], [`Label`]: words in several languages
//! - [`FiscalYear`], [`Period`], [`Date`]: time as Japanese administrations count it
//! - [`Code`] and its lists: the words that a file may choose from
//! - [`Bilingual`]: what Shirube itself says
//! - [`CityCode`], [`is_id`]: names that other systems rely on

mod bilingual;
mod city_code;
mod codes;
mod date;
mod fiscal_year;
mod label;
mod language;

pub use bilingual::Bilingual;
pub use city_code::CityCode;
pub use codes::{
    Audience, CityClass, Code, Comparability, CoverageState, Direction, Part, PlanKind, Step, TargetKind,
    TranslationState, Unit, Weight, Wording,
};
pub use date::Date;
pub use fiscal_year::{FiscalYear, Period, WrittenYear};
pub use label::Label;
pub use language::{Language, Languages};

/// Whether a word can be an id and part of an address: small letters, digits and hyphens, not empty, and
/// not beginning or ending with a hyphen.
pub fn is_id(word: &str) -> bool {
    !word.is_empty()
        && !word.starts_with('-')
        && !word.ends_with('-')
        && word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}
