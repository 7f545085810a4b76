//! How a command ends.

use crate::diagnostic::Bilingual;
use crate::disk;

/// How a command ended. The numbers are a promise to scripts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ending {
    /// 0: done.
    Done,
    /// 1: the content has errors; nothing was published.
    ContentErrors,
    /// 2: it could not work.
    CouldNotWork,
}

impl Ending {
    /// What errors in the content come to, where there are any.
    pub(super) fn of(has_errors: bool) -> Self {
        if has_errors { Self::ContentErrors } else { Self::Done }
    }
}

/// Why a command could not work, and what to do about it. Printed in one place, with exit status 2.
pub(super) struct Failure {
    pub(super) message: Bilingual,
    pub(super) help: Option<Bilingual>,
}

impl Failure {
    pub(super) fn new(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { message: Bilingual::new(ja, en), help: None }
    }

    /// With a help line, where there is none yet.
    pub(super) fn help(self, ja: impl Into<String>, en: impl Into<String>) -> Self {
        self.help_if(Some(Bilingual::new(ja, en)))
    }

    /// The same, where there may be none.
    pub(super) fn help_if(mut self, help: Option<impl Into<Bilingual>>) -> Self {
        self.help = self.help.or(help.map(Into::into));
        self
    }
}

impl From<disk::Error> for Failure {
    fn from(error: disk::Error) -> Self {
        Self { message: error.words(), help: error.help() }
    }
}
