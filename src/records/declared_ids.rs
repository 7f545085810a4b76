//! The ids that a file declares, whether or not its records can be used.

use std::collections::{BTreeMap, BTreeSet};

/// The ids that a file declares. A reference to one of them is not wrong where its record is.
#[derive(Clone, Default, Debug)]
pub struct DeclaredIds {
    /// The lists that the file has, such as `pillar`, with the ids in them; `None` where a record has no id that
    /// can be read, so that it may be any.
    lists: BTreeMap<&'static str, Option<BTreeSet<String>>>,
    /// The file cannot be read as TOML, so that it may declare anything.
    unknown: bool,
}

impl DeclaredIds {
    /// Those of a file that is no TOML, or not even a text.
    pub fn unknown() -> Self {
        Self { lists: BTreeMap::new(), unknown: true }
    }

    /// Whether the file may declare an id in a list. Where the list is not there at all, its name may be misspelt.
    pub fn may_have(&self, list: &str, id: &str) -> bool {
        let in_list = |ids: &Option<BTreeSet<String>>| ids.as_ref().is_none_or(|ids| ids.contains(id));
        self.unknown || self.lists.get(list).is_none_or(in_list)
    }

    /// Adds the ids of a list; `None` for a record without one.
    pub(super) fn add<'a>(&mut self, list: &'static str, ids: impl Iterator<Item = Option<&'a str>>) {
        let ids: Option<BTreeSet<String>> = ids.map(|id| id.map(str::to_owned)).collect();
        let known = self.lists.entry(list).or_insert_with(|| Some(BTreeSet::new()));
        // A list within a list is read once for each: every job family has its abilities.
        *known = known.take().zip(ids).map(|(known, ids)| &known | &ids);
    }
}
