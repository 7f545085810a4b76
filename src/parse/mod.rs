//! One file → one document. Knows no other file.
//!
//! 1. [`layout`] says from the paths alone what each file is: a city's record, a chapter in English …
//! 2. [`document`] reads one file: TOML as the record that is declared for it (`records`), Markdown through its
//!    front matter ([`front_matter`]) into facts and a [`Body`](crate::markdown::Body).
//!
//! What refers to another file stays as it was written, to be resolved by `model::assemble`.

mod document;
mod front_matter;
mod label_languages;
mod layout;
mod misnamed;
mod role;
mod stamp;
mod table;
mod text;

pub use document::{Document, Parsed, parse};
pub use label_languages::in_languages;
pub use layout::{Layout, layout};
pub use misnamed::Strays;
pub use role::Role;
pub use stamp::stamped;
pub use table::{ArrangedTable, Arrangement, DataTable, TableCell, TableRow};
pub use text::TextDocument;
