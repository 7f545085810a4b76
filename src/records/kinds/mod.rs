//! The kinds of values that records have. Each type says by itself how it is written, so that a field cannot be
//! declared with the wrong reader.

mod by_id;
mod label;
mod name;
mod needed;
mod number;
mod one_or_more;
mod phone;
mod place;
mod reference;
mod text;
mod time;
mod usual;
mod yes_or_no;

pub use by_id::ById;
pub use label::{Name, PrintedNumber};
pub use name::{Alias, Id};
pub use needed::Needed;
pub(super) use number::{half_width_minus, number_in_words};
pub use one_or_more::OneOrMore;
pub use phone::Phone;
pub use place::{BaseUrl, Email, Url, wrong_host};
pub use reference::{CityName, MeasureName, Named, PlanName, Reference};
pub(super) use text::KANA;
pub use text::Kana;
pub(super) use usual::Usual;
