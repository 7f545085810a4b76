//! Looks at a whole site and changes nothing. One rule per file; [`RULES`] is the list.
//!
//! What can be seen in one file alone is complained of where it is parsed, and what cannot be resolved where
//! the site is assembled. A rule here needs the whole.

mod address_taken;
mod measure_kana;
mod schedule_outside_period;
mod translation_headings;
mod translation_outdated;

use crate::diagnostic::Diagnostic;
use crate::model::Site;

/// A rule: looks at a site and says what is wrong.
type Rule = fn(&Site, &mut Vec<Diagnostic>);

/// Every rule.
const RULES: &[Rule] = &[
    address_taken::check,
    measure_kana::check,
    schedule_outside_period::check,
    translation_headings::check,
    translation_outdated::check,
];

/// Everything that is wrong with a site.
pub fn site(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for rule in RULES {
        rule(site, &mut diagnostics);
    }
    diagnostics
}
