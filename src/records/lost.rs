//! What a file would have declared if it had no mistakes.

use std::collections::{BTreeMap, BTreeSet};

/// The records that a file writes and that could not be read. A reference to one of them is not wrong: it is the
/// record that is.
#[derive(Clone, Default, Debug)]
pub struct Lost {
    /// The lists that the file has, such as `pillar`, with the ids of their unreadable records; `None` where a
    /// record has no id that could be read, so that it may be any.
    lists: BTreeMap<&'static str, Option<BTreeSet<String>>>,
    /// The file cannot be read as TOML, so that nobody knows what it declares.
    everything: bool,
}

impl Lost {
    /// What a file declares that is no TOML, or not even a text.
    pub fn everything() -> Self {
        Self { lists: BTreeMap::new(), everything: true }
    }

    /// Whether the file may declare a record of this id in a list, although it could not be read. Where the list
    /// is not there at all, its name may be misspelt.
    pub fn may_declare(&self, list: &str, id: &str) -> bool {
        let in_list = |ids: &Option<BTreeSet<String>>| ids.as_ref().is_none_or(|ids| ids.contains(id));
        self.everything || self.lists.get(list).is_none_or(in_list)
    }

    /// Notes that a list is there.
    pub(super) fn list(&mut self, list: &'static str) {
        self.lists.entry(list).or_insert_with(|| Some(BTreeSet::new()));
    }

    /// Notes that a record of a list could not be read.
    pub(super) fn record(&mut self, list: &'static str, id: Option<&str>) {
        let ids = self.lists.entry(list).or_insert_with(|| Some(BTreeSet::new()));
        match (ids.as_mut(), id) {
            (Some(ids), Some(id)) => {
                ids.insert(id.to_owned());
            }
            _ => *ids = None,
        }
    }
}
