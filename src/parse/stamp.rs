//! Writing into the front matter of a translation which text it translates.

use toml_edit::{DocumentMut, Item, Table, Value};

/// The text of a translation with these fingerprints in its `[translates]`; comments and the order of keys stay.
/// `None` where the front matter cannot be read.
pub fn stamped(text: &str, fingerprints: &[(String, String)]) -> Option<String> {
    let rest = text.strip_prefix("+++\n")?;
    let end = rest.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    let (end, _) = end.into_iter().find(|(_, line)| line.trim_end() == "+++")?;
    let mut front: DocumentMut = rest[..end].parse().ok()?;
    let table = front.entry("translates").or_insert(Item::Table(Table::new())).as_table_mut()?;
    stamp(table, fingerprints);
    Some(format!("+++\n{front}{}", &rest[end..]))
}

fn stamp(table: &mut Table, fingerprints: &[(String, String)]) {
    table.retain(|id, _| fingerprints.iter().any(|(known, _)| known == id));
    for (id, fingerprint) in fingerprints {
        match table.get_mut(id).and_then(Item::as_value_mut) {
            Some(value) if value.as_str() == Some(fingerprint) => {}
            Some(value) => {
                // What is beside the value, a comment say, belongs to the line and not to the old value.
                let decor = value.decor().clone();
                *value = Value::from(fingerprint.as_str());
                *value.decor_mut() = decor;
            }
            None => {
                table.insert(id, toml_edit::value(fingerprint.as_str()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::stamped;

    fn stamp(text: &str, fingerprints: &[(&str, &str)]) -> String {
        let fingerprints: Vec<_> =
            fingerprints.iter().map(|(id, stamp)| ((*id).to_owned(), (*stamp).to_owned())).collect();
        stamped(text, &fingerprints).unwrap()
    }

    #[test]
    fn a_first_stamp_comes_last() {
        let text = "+++\n# ours\ntitle = \"A\"   # kept\nstate = \"reviewed\"\n+++\nText +++\n";
        assert_eq!(
            stamp(text, &[("title", "0a"), ("lead", "0b")]),
            "+++\n# ours\ntitle = \"A\"   # kept\nstate = \"reviewed\"\n\n[translates]\ntitle = \"0a\"\nlead = \"0b\"\n+++\nText +++\n"
        );
    }

    #[test]
    fn only_what_changed_changes() {
        let text = "+++\nstate = \"reviewed\"\n[translates]\nlead = \"0b\" # by hand\ngone = \"0c\"\ntitle = \"0a\"\n+++\n";
        assert_eq!(
            stamp(text, &[("title", "0a"), ("lead", "1b"), ("new", "0d")]),
            "+++\nstate = \"reviewed\"\n[translates]\nlead = \"1b\" # by hand\ntitle = \"0a\"\nnew = \"0d\"\n+++\n"
        );
    }

    #[test]
    fn stamping_twice_changes_nothing() {
        let once = stamp("+++\nstate = \"machine\"\n+++\n", &[("lead", "0b")]);
        assert_eq!(stamp(&once, &[("lead", "0b")]), once);
    }
}
