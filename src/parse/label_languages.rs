//! Writing a record for the languages of a site.

use toml_edit::{DocumentMut, InlineTable, Item, Table, Value};

/// A record that was written in Japanese and English, for a site with these languages, the authoritative one first:
/// its labels hold those of the two that the site has. An authoritative language that is neither takes the English
/// words, because a label without any cannot be read. Comments and order stay. `None` where the text is no TOML.
pub fn in_languages(text: &str, codes: &[String]) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    table(document.as_table_mut(), codes);
    Some(document.to_string())
}

fn table(table: &mut Table, codes: &[String]) {
    for (_, item) in table.iter_mut() {
        match item {
            Item::Value(value) => self::value(value, codes),
            Item::Table(inner) => self::table(inner, codes),
            Item::ArrayOfTables(tables) => tables.iter_mut().for_each(|inner| self::table(inner, codes)),
            Item::None => {}
        }
    }
}

fn value(value: &mut Value, codes: &[String]) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|inner| self::value(inner, codes)),
        Value::InlineTable(inner) if inner.contains_key("ja") => {
            let mut label = label(inner, codes);
            *label.decor_mut() = inner.decor().clone();
            *inner = label;
        }
        Value::InlineTable(inner) => inner.iter_mut().for_each(|(_, inner)| self::value(inner, codes)),
        _ => {}
    }
}

fn label(written: &InlineTable, codes: &[String]) -> InlineTable {
    let words = |code: &str| written.get(code).and_then(Value::as_str);
    let mut label = InlineTable::new();
    for (place, code) in codes.iter().enumerate() {
        let authoritative = || words("en").or_else(|| words("ja")).filter(|_| place == 0);
        if let Some(words) = words(code).or_else(authoritative) {
            label.insert(code, words.into());
        }
        // A reading stands beside what it is the reading of.
        if let Some(kana) = words("kana").filter(|_| place == 0) {
            label.insert("kana", kana.into());
        }
    }
    label
}

#[cfg(test)]
mod tests {
    use super::in_languages;

    const RECORD: &str = "# The city.\nname = { ja = \"見本市\", kana = \"みほんし\", en = \"Sample City\" } # its name\nsource = { title = { ja = \"題\", en = \"Title\" }, pages = 2 }\n\n[[department]]\nname = { ja = \"課\", en = \"Division\" }\n";

    fn check(codes: &[&str], expected: &str) {
        let codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
        assert_eq!(in_languages(RECORD, &codes).unwrap(), expected);
    }

    #[test]
    fn labels_hold_the_languages_of_the_site() {
        check(&["ja", "en"], RECORD);
        check(
            &["ja"],
            "# The city.\nname = { ja = \"見本市\", kana = \"みほんし\" } # its name\nsource = { title = { ja = \"題\" }, pages = 2 }\n\n[[department]]\nname = { ja = \"課\" }\n",
        );
        check(
            &["en", "ja"],
            "# The city.\nname = { en = \"Sample City\", kana = \"みほんし\", ja = \"見本市\" } # its name\nsource = { title = { en = \"Title\", ja = \"題\" }, pages = 2 }\n\n[[department]]\nname = { en = \"Division\", ja = \"課\" }\n",
        );
        check(
            &["pt-br"],
            "# The city.\nname = { pt-br = \"Sample City\", kana = \"みほんし\" } # its name\nsource = { title = { pt-br = \"Title\" }, pages = 2 }\n\n[[department]]\nname = { pt-br = \"Division\" }\n",
        );
    }
}
