//! Former addresses as texts and records write them.

use crate::records::{Alias, Facts};
use crate::source::{Place, SourcePath};

use super::{Site, Subject, Text, Texts};

/// A former address, and what was there.
#[derive(Clone, Copy, Debug)]
pub struct WrittenAlias<'a> {
    /// What has it. That of a city or a plan is the address of its folder.
    pub subject: Subject,
    pub path: &'a SourcePath,
    pub alias: &'a Alias,
}

impl WrittenAlias<'_> {
    /// Where it is written.
    pub fn place(&self) -> Place {
        Place::at(self.path, self.alias.span)
    }
}

impl Site {
    /// Every former address, in the order of the site.
    pub fn written_aliases(&self) -> Vec<WrittenAlias<'_>> {
        let subjects = self.subjects_with_texts();
        subjects
            .flat_map(|(subject, texts)| {
                let (record, text) = (self.aliases_of_record(subject), aliases_of_text(texts));
                let all = record.into_iter().chain(text);
                all.flat_map(move |(path, aliases)| {
                    aliases.iter().map(move |alias| WrittenAlias { subject, path, alias })
                })
            })
            .collect()
    }

    fn aliases_of_record(&self, subject: Subject) -> Option<(&SourcePath, &[Alias])> {
        match subject {
            Subject::City(city) => Some((&self[city].path, &self[city].aliases)),
            Subject::Plan(plan) => Some((&self[plan].path, &self[plan].aliases)),
            _ => None,
        }
    }
}

fn aliases_of_text(texts: &Texts) -> Option<(&SourcePath, &[Alias])> {
    let Text { document, .. } = texts.authoritative()?;
    let aliases = match &document.facts {
        Facts::Index(record) => &record.aliases,
        Facts::FreePage(record) => &record.aliases,
        Facts::Chapter(record) => &record.aliases,
        Facts::Measure(record) => &record.aliases,
        Facts::Translation(_) => return None,
    };
    Some((&document.path, aliases))
}
