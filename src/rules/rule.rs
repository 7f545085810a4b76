//! What a rule is.

use std::cmp::Ordering;
use std::fmt;

use crate::values::Bilingual;

/// How much a diagnostic matters, the gravest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// The site is not published.
    Error,
    /// The site is published; `--strict` turns this into an error.
    Warning,
    /// Said only by `check`; fails nothing, not even `--strict`.
    Note,
}

impl Severity {
    /// The word for it in settings, for other programs and in English.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// The word for it in both languages.
    pub fn words(self) -> Bilingual {
        let ja = match self {
            Self::Error => "エラー",
            Self::Warning => "警告",
            Self::Note => "参考",
        };
        Bilingual::new(ja, self.word())
    }
}

/// Whether a site may lower the severity of a rule, or why not. It may always raise it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lowering {
    /// It may: the text or record that breaks the rule is complete, and its page can be made.
    Free,
    /// A record has no value without it: a reference that leads nowhere, a year that is none.
    NoValue,
    /// Text or data would leak or be lost.
    Loss,
    /// The page could not be made.
    NoPage,
}

impl Lowering {
    /// Why a rule is kept as it is. `None` where it need not be.
    pub fn kept_because(self) -> Option<Bilingual> {
        Some(match self {
            Self::Free => return None,
            Self::NoValue => Bilingual::new(
                "これがないと、書かれたことの値が決まらないため",
                "what is written would have no value without it",
            ),
            Self::Loss => Bilingual::new(
                "これがないと、文章やデータが漏れたり失われたりするため",
                "text or data would leak or be lost without it",
            ),
            Self::NoPage => {
                Bilingual::new("これがないと、ページを作れないため", "the page could not be made without it")
            }
        })
    }
}

/// Who can find a mistake: for editors, and for what is promised of the JSON Schemas.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FoundBy {
    /// A JSON Schema finds it too: the type of a value, a missing or unknown key, a closed list, a pattern.
    Schema,
    /// Only Shirube does: references, uniqueness, check digits, rules across fields and files, texts, themes.
    Loader,
}

/// A kind of diagnostic. Two rules are the same if their codes are. Only the register can make one, so that no
/// diagnostic carries a rule that is not in it.
pub struct Rule {
    /// `family.rule`: stable, so that settings and scripts can refer to it.
    pub code: &'static str,
    /// The severity where the site does not set another.
    pub severity: Severity,
    /// Whether the site may lower it.
    pub lowering: Lowering,
    /// Who can find the mistake.
    pub found_by: FoundBy,
    _registered: Registered,
}

/// Keeps the rest of the crate from making a rule.
struct Registered;

impl Rule {
    /// A rule of the register.
    pub(super) const fn new(
        code: &'static str,
        severity: Severity,
        lowering: Lowering,
        found_by: FoundBy,
    ) -> Self {
        Self { code, severity, lowering, found_by, _registered: Registered }
    }

    /// Whether a file with this mistake cannot be read at all: not even whether it is a draft.
    pub fn cannot_be_read(&self) -> bool {
        const CODES: &[&str] = &[
            "markdown.size",
            "record.toml",
            "source.control-character",
            "source.encoding",
            "source.link-loop",
            "source.link-outside",
            "source.not-a-file",
            "source.size",
            "source.twins",
            "source.unreadable",
        ];
        self.family() == "front-matter" || CODES.contains(&self.code)
    }

    /// Whether what breaks it is wrong only where it is published, and no mistake in what this edition leaves out.
    pub fn is_about_publishing(&self) -> bool {
        ["text.unchanged", "text.unfinished"].contains(&self.code)
    }

    /// The part of the code before the dot.
    pub fn family(&self) -> &'static str {
        self.code.split_once('.').map_or(self.code, |(family, _)| family)
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Rule {}

impl PartialOrd for Rule {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rule {
    fn cmp(&self, other: &Self) -> Ordering {
        self.code.cmp(other.code)
    }
}
