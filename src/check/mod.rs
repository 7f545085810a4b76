//! Looks at a whole site and changes nothing. One rule per file; [`RULES`] is the list.
//!
//! What can be seen in one file alone is reported where it is parsed, and what cannot be resolved where the
//! site is assembled. A rule here needs the whole.

mod address_alias;
mod address_gone;
mod address_taken;
mod measure_kana;
mod page_unreached;
mod schedule_outside_period;
mod site_kind;
mod translation_headings;
mod translation_outdated;

use crate::diagnostic::Diagnostic;
use crate::model::Site;

type Rule = fn(&Site, &mut Vec<Diagnostic>);

const RULES: &[Rule] = &[
    address_alias::check,
    address_taken::check,
    measure_kana::check,
    page_unreached::check,
    schedule_outside_period::check,
    site_kind::check,
    translation_headings::check,
    translation_outdated::check,
];

pub use address_gone::{GonePage, gone};

pub fn site(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for rule in RULES {
        rule(site, &mut diagnostics);
    }
    diagnostics
}
