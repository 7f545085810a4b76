//! The severities that a site sets for itself, in `[rules]` of `site.toml`.

use std::collections::BTreeMap;

use crate::values::Code;

use super::{Rule, Severity};

/// What a site makes of a rule.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// The site is not published.
    Error,
    /// The site is published, unless `--strict` is given.
    Warning,
    /// Said only by `check`.
    Note,
    /// Not said at all.
    Off,
}

impl Code for Level {
    const ALL: &'static [Self] = &[Self::Error, Self::Warning, Self::Note, Self::Off];

    fn code(self) -> &'static str {
        self.severity().map_or("off", Severity::word)
    }

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Error => &["エラー", "誤り"],
            Self::Warning => &["警告"],
            Self::Note => &["情報", "メモ", "注意"],
            Self::Off => &["示さない", "オフ", "無効", "なし"],
        }
    }
}

impl Level {
    /// The severity. `None` where nothing is said.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Off => None,
        }
    }

    /// Whether this is less than a rule's own severity.
    pub fn lowers(self, rule: &Rule) -> bool {
        self.severity().is_none_or(|severity| severity > rule.severity)
    }
}

/// The levels of a site. A rule that it does not name has its own severity.
#[derive(Clone, Default, Debug)]
pub struct Levels(BTreeMap<&'static Rule, Level>);

impl Levels {
    /// Sets the level of a rule.
    pub fn set(&mut self, rule: &'static Rule, level: Level) {
        self.0.insert(rule, level);
    }

    /// The severity of a rule's diagnostics. `None` where they are not said.
    pub fn severity(&self, rule: &'static Rule) -> Option<Severity> {
        self.0.get(rule).map_or(Some(rule.severity), |level| level.severity())
    }
}
