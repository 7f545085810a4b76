//! The register of rules: every diagnostic that Shirube can report is one value here.
//!
//! A [`Diagnostic`](crate::diagnostic::Diagnostic) refers to its rule, never to a code in a string, so that
//! nothing can be reported that the register does not know.

mod explanation;

pub use explanation::{Explanation, OtherFile, explained_codes};

use std::cmp::Ordering;
use std::fmt;

/// How much a diagnostic matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// The site is not published.
    Error,
    /// The site is published; `--strict` turns this into an error.
    Warning,
}

/// A kind of diagnostic. Two rules are the same if their codes are.
pub struct Rule {
    /// `family.rule`: stable, so that settings and scripts can refer to it.
    pub code: &'static str,
    /// The severity where the site does not set another.
    pub severity: Severity,
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

macro_rules! rules {
    ($($name:ident = $code:literal, $severity:ident;)+) => {
        $(
            #[doc = concat!("`", $code, "`")]
            pub const $name: &Rule = &Rule { code: $code, severity: Severity::$severity };
        )+

        /// Every rule, in the order of codes.
        pub const ALL: &[&Rule] = &[$($name),+];
    };
}

rules! {
    ADDRESS_KEPT = "address.kept", Error;
    ADDRESS_TAKEN = "address.taken", Error;
    ASSET_SVG = "asset.svg", Error;
    ASSET_UNUSED = "asset.unused", Warning;
    CATEGORY_UNKNOWN = "category.unknown", Error;
    CITY_CODE = "city.code", Error;
    CITY_DUPLICATE_CODE = "city.duplicate-code", Error;
    CITY_KANA = "city.kana", Error;
    COMPONENT_ARGUMENT = "component.argument", Error;
    COMPONENT_PLACE = "component.place", Error;
    COMPONENT_UNKNOWN = "component.unknown", Error;
    COVERAGE_CONTRADICTION = "coverage.contradiction", Error;
    CYCLE_UNKNOWN = "cycle.unknown", Error;
    DEPARTMENT_REPLACES_ITSELF = "department.replaces-itself", Error;
    DEPARTMENT_UNKNOWN = "department.unknown", Error;
    FRONT_MATTER_MISSING = "front-matter.missing", Error;
    FRONT_MATTER_OPEN = "front-matter.open", Error;
    FRONT_MATTER_YAML = "front-matter.yaml", Error;
    GLOSSARY_KANA = "glossary.kana", Error;
    GROUP_UNKNOWN = "group.unknown", Error;
    INDICATOR_COMPARABILITY = "indicator.comparability", Error;
    INDICATOR_TARGET = "indicator.target", Error;
    INDICATOR_UNKNOWN = "indicator.unknown", Error;
    INDICATOR_VALUES = "indicator.values", Error;
    LABEL_MISSING_TRANSLATION = "label.missing-translation", Warning;
    LINK_INTERNAL_PAGE = "link.internal-page", Error;
    LINK_MISSING_FILE = "link.missing-file", Error;
    LINK_MISSING_HEADING = "link.missing-heading", Error;
    LINK_MISSING_PAGE = "link.missing-page", Error;
    LINK_REMOTE_IMAGE = "link.remote-image", Error;
    LINK_TRANSLATION = "link.translation", Error;
    MARKDOWN_ALERT = "markdown.alert", Error;
    MARKDOWN_CALL = "markdown.call", Error;
    MARKDOWN_CALL_PLACE = "markdown.call-place", Error;
    MARKDOWN_EMPTY_HEADING = "markdown.empty-heading", Error;
    MARKDOWN_EMPTY_LINK = "markdown.empty-link", Error;
    MARKDOWN_FOOTNOTE = "markdown.footnote", Error;
    MARKDOWN_FOOTNOTE_UNUSED = "markdown.footnote-unused", Warning;
    MARKDOWN_HEADING_ATTRIBUTE = "markdown.heading-attribute", Error;
    MARKDOWN_HEADING_ID = "markdown.heading-id", Error;
    MARKDOWN_HEADING_LEVEL = "markdown.heading-level", Error;
    MARKDOWN_IMAGE_TEXT = "markdown.image-text", Error;
    MARKDOWN_LINK_SCHEME = "markdown.link-scheme", Error;
    MARKDOWN_RAW_HTML = "markdown.raw-html", Error;
    MARKDOWN_RESERVED_CHARACTER = "markdown.reserved-character", Error;
    MARKDOWN_RUBY = "markdown.ruby", Error;
    MARKDOWN_SIZE = "markdown.size", Error;
    MARKDOWN_TABLE_CELLS = "markdown.table-cells", Error;
    MEASURE_DEPARTMENTS = "measure.departments", Error;
    MEASURE_FOLLOWS = "measure.follows", Error;
    MEASURE_KANA = "measure.kana", Warning;
    MEASURE_PART_OF = "measure.part-of", Error;
    MEASURE_SCHEDULE = "measure.schedule", Error;
    MEASURE_SCHEDULE_PERIOD = "measure.schedule-period", Warning;
    MEASURE_UNKNOWN = "measure.unknown", Error;
    PILLAR_UNKNOWN = "pillar.unknown", Error;
    PLAN_CYCLE = "plan.cycle", Error;
    PLAN_PERIOD = "plan.period", Error;
    PLAN_SUPERSEDES = "plan.supersedes", Error;
    PLAN_UNKNOWN = "plan.unknown", Error;
    RECORD_CODE = "record.code", Error;
    RECORD_DATE = "record.date", Error;
    RECORD_DUPLICATE_ID = "record.duplicate-id", Error;
    RECORD_EMAIL = "record.email", Error;
    RECORD_EMPTY = "record.empty", Error;
    RECORD_FISCAL_YEAR = "record.fiscal-year", Error;
    RECORD_ID = "record.id", Error;
    RECORD_KANA = "record.kana", Error;
    RECORD_MISSING_KEY = "record.missing-key", Error;
    RECORD_RANGE = "record.range", Error;
    RECORD_TOML = "record.toml", Error;
    RECORD_TYPE = "record.type", Error;
    RECORD_UNKNOWN_KEY = "record.unknown-key", Error;
    RECORD_URL = "record.url", Error;
    ROLE_ABILITY = "role.ability", Error;
    ROLE_FAMILY = "role.family", Error;
    SHIRUBE_PANIC = "shirube.panic", Error;
    SITE_LANGUAGE = "site.language", Error;
    SOURCE_CONTROL_CHARACTER = "source.control-character", Error;
    SOURCE_ENCODING = "source.encoding", Error;
    SOURCE_FOLDER = "source.folder", Error;
    SOURCE_LANGUAGE = "source.language", Error;
    SOURCE_LINK_LOOP = "source.link-loop", Error;
    SOURCE_LINK_OUTSIDE = "source.link-outside", Error;
    SOURCE_MISSING = "source.missing", Error;
    SOURCE_MISSING_RECORD = "source.missing-record", Error;
    SOURCE_NAME = "source.name", Error;
    SOURCE_NOT_A_FILE = "source.not-a-file", Error;
    SOURCE_SIZE = "source.size", Error;
    SOURCE_TWINS = "source.twins", Error;
    SOURCE_UNEXPECTED = "source.unexpected", Error;
    SOURCE_UNREADABLE = "source.unreadable", Error;
    STATEMENT_KIND = "statement.kind", Error;
    TABLE_EMPTY = "table.empty", Error;
    TABLE_RAGGED = "table.ragged", Error;
    TABLE_SHAPE = "table.shape", Error;
    TABLE_UNKNOWN = "table.unknown", Error;
    TEMPLATE_ENDLESS = "template.endless", Error;
    TEMPLATE_MISSING = "template.missing", Error;
    TEMPLATE_REFERENCE = "template.reference", Error;
    TEMPLATE_RENDER = "template.render", Error;
    TEMPLATE_SYNTAX = "template.syntax", Error;
    TEMPLATE_VARIABLE = "template.variable", Error;
    THEME_LOOP = "theme.loop", Error;
    THEME_MISSING = "theme.missing", Error;
    THEME_MISSING_WORDS = "theme.missing-words", Warning;
    THEME_WORDS = "theme.words", Error;
    TOPIC_DEPTH = "topic.depth", Error;
    TOPIC_UNKNOWN = "topic.unknown", Error;
    TRANSLATION_HEADINGS = "translation.headings", Error;
    TRANSLATION_OF_NOTHING = "translation.of-nothing", Error;
    TRANSLATION_OUTDATED = "translation.outdated", Warning;
}
