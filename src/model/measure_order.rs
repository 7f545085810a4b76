//! Measures in the order of lists: by reading in the authoritative language, by title in others.
//!
//! Sorting is the same for every list of a language, so it is done once and each list keeps the order.

use std::collections::BTreeMap;

use crate::values::{Label, Language};

use super::reading_order::ReadingKey;
use super::{MeasureId, MeasureList, Site};

/// The measures of a site in the order of lists in one language.
pub struct MeasureOrder {
    /// Every measure.
    pub all: Vec<MeasureId>,
    lists: BTreeMap<MeasureList, Vec<MeasureId>>,
    /// By the position of a measure in the site.
    keys: Vec<ReadingKey>,
}

impl MeasureOrder {
    /// The order of a language.
    pub fn of(site: &Site, language: Language) -> Self {
        let keys: Vec<ReadingKey> = site.measure_ids().map(|id| measure_key(site, id, language)).collect();
        let mut all: Vec<MeasureId> = site.measure_ids().collect();
        all.sort_by(|left, right| keys[left.index()].cmp(&keys[right.index()]).then(left.cmp(right)));
        let mut lists: BTreeMap<MeasureList, Vec<MeasureId>> =
            site.measure_lists().into_keys().map(|list| (list, Vec::new())).collect();
        for measure in &all {
            for list in site.lists_of(*measure) {
                lists.entry(list).or_default().push(*measure);
            }
        }
        Self { all, lists, keys }
    }

    /// The measures of a list.
    pub fn list(&self, list: MeasureList) -> &[MeasureId] {
        self.lists.get(&list).map_or(&[], Vec::as_slice)
    }

    /// The row of the 五十音 or the letter that a measure stands under.
    pub fn section(&self, measure: MeasureId) -> (String, String) {
        self.keys[measure.index()].section()
    }

    /// The first characters of a measure's reading.
    pub fn beginning(&self, measure: MeasureId) -> String {
        self.keys[measure.index()].beginning()
    }
}

fn measure_key(site: &Site, id: MeasureId, language: Language) -> ReadingKey {
    let measure = &site[id];
    let title = measure.texts.title(language).map_or("", |(title, _)| title);
    let reading = measure.kana.as_deref().filter(|_| language.is_authoritative());
    ReadingKey::of(reading.unwrap_or(title))
}

/// What a name is sorted by in lists of a language.
pub fn label_key(label: &Label, kana: Option<&str>, language: Language) -> ReadingKey {
    let reading = if language.is_authoritative() { kana } else { label.translation(language) };
    ReadingKey::of(reading.unwrap_or_else(|| label.authoritative()))
}
