//! The register of rules: every diagnostic that Shirube can report is one value here.
//!
//! A [`Diagnostic`](crate::diagnostic::Diagnostic) refers to its rule, never to a code in a string, and only the list
//! makes rules: so nothing can be reported that the register does not know.
//!
//! - [`rule`](Rule): what a rule is
//! - `list`: the rules, one a line
//! - [`levels`](Levels): what a site makes of their severities
//! - [`explanation`](Explanation): what each means, for `explain` and the manual

mod explanation;
mod levels;
mod list;
mod rule;

pub use explanation::{Explanation, OtherFile, explained, explained_codes};
pub use levels::{Level, Levels};
pub use list::*;
pub use rule::{FoundBy, Lowering, Rule, Severity};
