//! `measure.kana`: a measure has no reading.
//!
//! Lists of measures are in 五十音 order, which only a reading can give: sorted by their characters, 旭川
//! comes after 札幌.

use crate::diagnostic::{Cause, Diagnostic};
use crate::model::Site;
use crate::rules;
use crate::source::Place;

pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for measure in site.measure_ids().filter(|id| site[*id].kana.is_none()) {
        let Some(text) = site[measure].texts.authoritative() else { continue };
        diagnostics.push(
            Diagnostic::new(
                rules::MEASURE_KANA,
                Place::at(&text.document.path, text.document.front),
                "題名の読みがな（kana）がありません",
                "the title has no reading (`kana`)",
            )
            .caused_by(Cause::Rule(text.document.path.clone(), rules::RECORD_TOML))
            .help(
                "`kana = \"…\"` をひらがなで書くと、取組の一覧が五十音順に並びます",
                "with `kana = \"…\"` in hiragana, lists of measures are in dictionary order",
            ),
        );
    }
}
