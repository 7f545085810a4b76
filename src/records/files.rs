//! The record files of a site and the kinds of front matter, each with its declaration.

use super::city::CityRecord;
use super::declaration::Declaration;
use super::field::Record;
use super::front_matter::{
    ChapterRecord, IndexOpening, IndexRecord, MeasureRecord, Opening, PageRecord, ReleaseRecord,
    TranslationRecord,
};
use super::indicators::IndicatorsRecord;
use super::plan::PlanRecord;
use super::roles::RolesRecord;
use super::site::SiteRecord;
use super::theme::ThemeRecord;
use super::vocabulary::{CategoriesRecord, GlossaryRecord, TopicsRecord};
#[derive(Clone, Copy)]
pub struct RecordFile {
    /// What it is called.
    pub name: &'static str,
    /// How many folders below `content/` it lies: in that of its city, in that of its plan.
    pub depth: usize,
    /// What it holds.
    pub declaration: Declare,
}

/// Every record file of `content/`.
pub const RECORD_FILES: [RecordFile; 8] = [
    RecordFile { name: "site.toml", depth: 0, declaration: SiteRecord::declaration },
    RecordFile { name: "topics.toml", depth: 0, declaration: TopicsRecord::declaration },
    RecordFile { name: "categories.toml", depth: 0, declaration: CategoriesRecord::declaration },
    RecordFile { name: "glossary.toml", depth: 0, declaration: GlossaryRecord::declaration },
    RecordFile { name: "city.toml", depth: 1, declaration: CityRecord::declaration },
    RecordFile { name: "plan.toml", depth: 2, declaration: PlanRecord::declaration },
    RecordFile { name: "indicators.toml", depth: 2, declaration: IndicatorsRecord::declaration },
    RecordFile { name: "roles.toml", depth: 2, declaration: RolesRecord::declaration },
];

/// The record of a theme, `theme.toml`.
pub const THEME_FILE: RecordFile =
    RecordFile { name: "theme.toml", depth: 0, declaration: ThemeRecord::declaration };

/// Gives a declaration.
type Declare = fn() -> Declaration;

/// The kinds of front matter, by the name of their schema.
pub const FRONT_MATTER: [(&str, Declare); 6] = [
    ("measure", || Opening::declaration().and(released(MeasureRecord::declaration()))),
    ("chapter", || Opening::declaration().and(released(ChapterRecord::declaration()))),
    ("page", || Opening::declaration().and(released(PageRecord::declaration()))),
    ("translation", || Opening::declaration().and(released(TranslationRecord::declaration()))),
    ("index", || IndexOpening::declaration().and(released(IndexRecord::declaration()))),
    ("index-translation", || IndexOpening::declaration().and(released(TranslationRecord::declaration()))),
];

/// The keys of a kind of text, and those that all texts have.
pub fn released(own: Declaration) -> Declaration {
    own.followed_by(ReleaseRecord::declaration())
}
