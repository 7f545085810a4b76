//! One thing that is wrong with a site. How it looks on a screen is the business of `cli`.

mod help;
mod meant;

use crate::rules::{Levels, Rule};
use crate::source::{Place, SourcePath, Span};

pub use crate::rules::Severity;
pub use crate::values::Bilingual;
pub use help::Help;
pub use meant::{Candidate, Meant, before_words, did_you_mean, instead_of, list_of, meant, nearest};

/// A second place that belongs to a diagnostic, with what is there.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Related {
    pub place: Place,
    pub message: Bilingual,
}

/// One thing that is wrong with the content or the theme.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Diagnostic {
    /// First, so that diagnostics sort by place.
    pub place: Place,
    pub rule: &'static Rule,
    /// The rule's severity, or the one that the site gives it.
    pub severity: Severity,
    pub message: Bilingual,
    pub related: Vec<Related>,
    /// What to do about it.
    pub help: Option<Help>,
    /// What may have caused it.
    pub causes: Vec<Cause>,
}

/// What may have caused a diagnostic about something that is missing: where it is found, the diagnostic is only a
/// consequence. When a category cannot be read, the measures in it are not wrong, and a hundred diagnostics would
/// hide the one that matters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Cause {
    /// Any error in the file that should have what is missing.
    File(SourcePath),
    /// An error of one rule in a file.
    Rule(SourcePath, &'static Rule),
    /// A record that a file declares and that cannot be read: the file, the list in it, the id.
    Record(SourcePath, &'static str, String),
    /// Any error in the content: nobody can say what a text uses that was not understood.
    Anywhere,
}

impl Diagnostic {
    /// A diagnostic with the severity of its rule.
    pub fn new(rule: &'static Rule, place: Place, ja: impl Into<String>, en: impl Into<String>) -> Self {
        let message = Bilingual::new(ja, en);
        Self {
            place,
            rule,
            severity: rule.severity,
            message,
            related: Vec::new(),
            help: None,
            causes: Vec::new(),
        }
    }

    /// The code of its rule.
    pub fn code(&self) -> &'static str {
        self.rule.code
    }

    /// With the severity that the site gives its rule; `None` where the site does not want to see it.
    pub fn at_level(mut self, levels: &Levels) -> Option<Self> {
        self.severity = levels.severity(self.rule)?;
        Some(self)
    }

    /// With a help line, where there is none yet: the first is the most specific.
    pub fn help(self, ja: impl Into<String>, en: impl Into<String>) -> Self {
        self.help_if(Some(Bilingual::new(ja, en)))
    }

    /// The same, where there may be none.
    pub fn help_if(mut self, help: Option<impl Into<Help>>) -> Self {
        self.help = self.help.or(help.map(Into::into));
        self
    }

    /// Which may be a consequence of another mistake.
    pub fn caused_by(mut self, cause: Cause) -> Self {
        self.causes.push(cause);
        self
    }

    /// With a second place.
    pub fn note(mut self, place: Place, ja: impl Into<String>, en: impl Into<String>) -> Self {
        self.related.push(Related { place, message: Bilingual::new(ja, en) });
        self
    }
}

/// A place in one file, for code that knows only that file.
#[derive(Clone, Copy, Debug)]
pub struct InFile<'a> {
    pub path: &'a SourcePath,
}

impl InFile<'_> {
    /// A range in the file.
    pub fn at(&self, span: impl Into<Span>) -> Place {
        Place::at(self.path, span.into())
    }
}
