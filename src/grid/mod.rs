//! What the cells of a table make together, whether it is written in Markdown or in a file: merged cells
//! ([`merged`]) and columns of numbers ([`numbers`]).
//!
//! A cell that is only `^` belongs to the one above, one that is only `<` to the one at its left. Both can be typed
//! in Excel and in Notepad, where merged cells cannot be saved as CSV. As a sign it is written `\^`.

mod formula;
mod merged;
mod numbers;

pub use formula::formula_error;
pub use merged::{Extent, Fault, Joined, Merged, lost_column, merge};
pub use numbers::{is_of_numbers, number};
