//! `data/measure-index.<language>.js`: every measure for the filters of the measure index.
//!
//! It is a classic script that sets one global, because a page opened from a file share may load a script
//! but may not read a file.

use crate::model::Site;
use crate::values::Language;

use super::measure_data::measure_data;

/// The script for a language.
pub fn measure_index(site: &Site, language: Language) -> String {
    let data =
        serde_json::to_string(&measure_data(site, language)).expect("it is made of texts, numbers and lists");
    format!("var shirubeMeasures={};\n", inert(&data))
}

/// JSON that stays a text wherever it is put: no tag can begin in it, and no line end of old JavaScript
/// (U+2028, U+2029) is left in its strings.
fn inert(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn hostile_texts_are_inert() {
        assert_eq!(inert("\"</script>\u{2028}\u{2029}<!--\""), "\"\\u003c/script>\\u2028\\u2029\\u003c!--\"");
    }
}
