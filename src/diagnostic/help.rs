//! What to do about a diagnostic.

use std::ops::Deref;

use crate::values::Bilingual;

/// What to do about a diagnostic. What is to be written is also there by itself, so that a program can write it: a
/// proposal that the next run refuses would send its reader in a circle, and a test follows every one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Help {
    words: Bilingual,
    /// What to write at the diagnostic's place, as the words show it; one of these. Where the place is a whole file
    /// it is the file's name.
    pub proposals: Vec<String>,
}

impl Help {
    /// What to do, where there is nothing that could be written just so.
    pub fn say(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self::from(Bilingual::new(ja, en))
    }

    /// Something that is certainly right.
    pub fn write(text: &str) -> Self {
        Self::from(Bilingual::new(format!("`{text}` と書いてください"), format!("write `{text}`")))
            .proposing(text)
    }

    /// Something that was probably meant.
    pub fn did_you_mean(text: &str) -> Self {
        let words = Bilingual::new(format!("`{text}` ではありませんか"), format!("did you mean `{text}`?"));
        Self::from(words).proposing(text)
    }

    /// The right name of a file.
    pub fn rename(name: &str) -> Self {
        let words =
            Bilingual::new(format!("`{name}` に名前を変えてください"), format!("rename it to `{name}`"));
        Self::from(words).proposing(name)
    }

    /// The same proposals in other words.
    pub fn saying(self, say: impl FnOnce(&Bilingual) -> Bilingual) -> Self {
        Self { words: say(&self.words), ..self }
    }

    /// The same, whose words show something to write.
    pub fn proposing(mut self, text: impl Into<String>) -> Self {
        self.proposals.push(text.into());
        self
    }
}

impl From<Bilingual> for Help {
    fn from(words: Bilingual) -> Self {
        Self { words, proposals: Vec::new() }
    }
}

impl From<Help> for Bilingual {
    fn from(help: Help) -> Self {
        help.words
    }
}

impl Deref for Help {
    type Target = Bilingual;

    fn deref(&self) -> &Bilingual {
        &self.words
    }
}
