//! What an edition of a site leaves out, and why.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::source::{Place, SourcePath};
use crate::values::{Audience, Date};

/// Why a file is not in an edition, the strongest last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum HeldBack {
    /// It is published on a later day.
    Until(Date),
    /// It is about a city none of whose plans is published.
    NoPlan,
    /// It is still being written.
    Draft,
    /// It is for the internal audience.
    Internal,
}

/// What is made of the sources of a site.
#[derive(Clone, Debug)]
pub struct Edition {
    pub audience: Audience,
    pub shows: Shows,
    /// What is held back, and the day by which it is.
    pub held_back: Arc<HeldBackFiles>,
}

/// How much of a site is shown.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Shows {
    /// What is published.
    #[default]
    Published,
    /// What is published on a later day too, as it will be then.
    Later,
    /// Drafts too, and what is published on a later day: to those who write it.
    Drafts,
}

/// The files of a site that are held back.
#[derive(Clone, Default, Debug)]
pub struct HeldBackFiles {
    /// Each with its reason, whether it says so itself or is a part of what does.
    pub(super) files: BTreeMap<SourcePath, HeldBack>,
    /// The folders of plans that are drafts: what lies in them is a draft too, even if it cannot be read.
    pub(super) draft_folders: Vec<String>,
    /// What is held back with the texts that cite it, in files that are published.
    pub(super) records: Vec<HeldBackRecord>,
    /// The required keys that files lack.
    pub(super) unwritten: BTreeMap<SourcePath, Vec<&'static str>>,
    /// The reasons that files give themselves.
    pub(super) written: Vec<HeldBack>,
    /// The day that the site speaks of; nothing where nothing is published that has one.
    pub(super) day: Option<Date>,
}

/// An indicator, a table or a cycle that only texts cite that are held back.
#[derive(Clone, Debug)]
pub struct HeldBackRecord {
    pub id: String,
    /// Its id, or the file of a table.
    pub place: Place,
    /// Where the next of its list begins.
    pub end: u32,
    pub reason: HeldBack,
    /// The text that will be published first.
    pub cited_at: Place,
}

impl Edition {
    /// Whether a file is a part of it.
    pub fn has(&self, file: &SourcePath) -> bool {
        self.has_for(self.held_back.reason(file))
    }

    /// Whether what is held back for a reason, or for none, is a part of it.
    pub fn has_for(&self, reason: Option<HeldBack>) -> bool {
        match self.shows {
            Shows::Published => reason.is_none(),
            Shows::Later => reason < Some(HeldBack::Draft),
            Shows::Drafts => reason != Some(HeldBack::Internal),
        }
    }

    /// Whether a record is a part of it, where its file is.
    pub fn has_record(&self, file: &SourcePath, id: &str) -> bool {
        let is_meant = |record: &&HeldBackRecord| record.place.path == *file && record.id == id;
        let found = self.held_back.records.iter().find(is_meant);
        self.has_for(found.map(|record| record.reason))
    }
}

impl HeldBackFiles {
    /// Whether everything is published.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Why a file is held back; nothing where it is published.
    pub fn reason(&self, file: &SourcePath) -> Option<HeldBack> {
        self.files.get(file).copied()
    }

    /// Why what stands at a place is held back: its file, or the record that it is in.
    pub fn reason_at(&self, place: &Place) -> Option<HeldBack> {
        let is_inside = |record: &&HeldBackRecord| {
            let (Some(id), Some(span)) = (record.place.span, place.span) else { return false };
            record.place.path == place.path && (id.start..record.end).contains(&span.start)
        };
        self.reason(&place.path).or_else(|| self.records.iter().find(is_inside).map(|record| record.reason))
    }

    /// What is held back with the texts that cite it.
    pub fn records(&self) -> &[HeldBackRecord] {
        &self.records
    }

    /// Why one file is held back when another is not any more: a link between them would lead nowhere.
    pub fn reason_beyond(&self, file: &SourcePath, other: &SourcePath) -> Option<HeldBack> {
        self.reason(file).filter(|reason| Some(*reason) > self.reason(other))
    }

    /// Whether a file is a draft, or in the folder of one.
    pub fn is_draft(&self, file: &SourcePath) -> bool {
        self.reason(file) == Some(HeldBack::Draft)
            || self.draft_folders.iter().any(|folder| file.as_str().starts_with(folder.as_str()))
    }

    /// The keys that a draft lacks.
    pub fn unwritten(&self, file: &SourcePath) -> &[&'static str] {
        self.unwritten.get(file).map_or(&[], Vec::as_slice)
    }

    /// The edition in which what is wrong with a file shows. Drafts are left out where what is published later is
    /// checked: they may change, or never be published.
    pub fn checked_in(&self, file: &SourcePath) -> Shows {
        match self.reason(file) {
            None | Some(HeldBack::Internal) => Shows::Published,
            Some(HeldBack::Until(_) | HeldBack::NoPlan) => Shows::Later,
            Some(HeldBack::Draft) => Shows::Drafts,
        }
    }

    /// Whether an edition has more than what is published.
    pub fn are_in(&self, shows: Shows) -> bool {
        shows != Shows::Published && self.files.keys().any(|file| self.checked_in(file) == shows)
    }

    /// How many files say that they are drafts.
    pub fn drafts(&self) -> usize {
        self.written.iter().filter(|reason| **reason == HeldBack::Draft).count()
    }

    /// The later days of which files say that they are published then, the nearest first.
    pub fn later_days(&self) -> Vec<Date> {
        let day = |reason: &HeldBack| match reason {
            HeldBack::Until(day) => Some(*day),
            _ => None,
        };
        let mut days: Vec<Date> = self.written.iter().filter_map(day).collect();
        days.sort();
        days
    }

    /// How many cities have no plan that is published, or will be on a day that is known.
    pub fn cities_without_plan(&self) -> usize {
        let is_city = |file: &SourcePath| file.name() == "city.toml";
        self.files.iter().filter(|(file, reason)| **reason == HeldBack::NoPlan && is_city(file)).count()
    }

    /// The day that the site speaks of: the one that was asked for, or the latest on which a published plan was
    /// brought up to date. Not the clock's, so that the same sources always make the same site.
    pub fn day(&self) -> Option<Date> {
        self.day
    }
}
