//! Marks of unfinished work in words: 「○○課」, 【要確認】, 「令和　年　月　日」, XX, lorem ipsum. And words that `new`
//! wrote, to be written over ([`scaffold`]).
//!
//! People who write a plan leave such marks for themselves or for a colleague, and one that is overlooked goes out
//! to citizens. The same signs are also used in earnest: ○ in lists and legends, 二〇〇〇年, ●●●○○ as a rating,
//! Roman numerals. So each sign that may be a mark is judged by what stands around it, and where that leaves doubt,
//! nothing is said.
//!
//! 1. [`find`] looks for all signs at once ([`signs`] has the list) and asks for each whether it is a mark:
//!    [`placeholders`], [`letters`], [`dates`], [`notes`], [`dummies`].
//! 2. They look at its surroundings ([`around`]) and say how far the mark goes.
//! 3. [`report()`] makes the diagnostics. Texts, records and tables hand in their words and where these are written.

mod around;
mod dates;
mod dummies;
mod find;
mod letters;
mod mark;
mod notes;
mod placeholders;
mod report;
pub mod scaffold;
mod signs;

pub use find::find;
pub use mark::{Mark, Meaning, Setting};
pub use report::{report, report_value, unchanged};
