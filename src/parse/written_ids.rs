//! The ids that a record file writes, whether or not its records are sound.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::source::{Encoding, SourceFile};
use crate::values::is_id;

/// The ids in a list of records, such as `[[pillar]]` in `plan.toml`. `None` where they cannot all be known:
/// the TOML is broken, there is no such list (its name may be misspelt), or a record has no id that is one.
pub fn written_ids(file: &SourceFile, list: &str) -> Option<BTreeSet<String>> {
    if file.encoding != Encoding::Utf8 {
        return None;
    }
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    if !errors.is_empty() {
        return None;
    }
    let records = table.get_ref().get(list).map(Spanned::get_ref)?.as_array()?;
    records.iter().map(|record| id_of(record.get_ref())).collect()
}

fn id_of(record: &DeValue<'_>) -> Option<String> {
    let id = record.as_table()?.get("id")?.get_ref().as_str()?;
    is_id(id).then(|| id.to_owned())
}
