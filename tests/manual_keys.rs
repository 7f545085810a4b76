//! The tables of keys in the manual come from the declarations of the records: the table below a heading lists the
//! keys of the record that the heading is about.
//!
//! `UPDATE_EXPECTED=1 cargo test --test manual_keys` writes them anew, with the stamps of the translations: read
//! the difference.

#[path = "support/stamps.rs"]
mod stamps;
mod support;

use std::collections::BTreeSet;

use shirube::records::{
    AllowedHost, CategoryRecord, ChapterRecord, CityRecord, CycleRecord, Declaration, DepartmentRecord,
    FRONT_MATTER, FamilyRecord, FieldDeclaration, GroupRecord, IndicatorRecord, IndicatorTarget,
    IndicatorValue, MeasureRecord, MenuItemRecord, Need, Opening, PageRecord, PhaseRecord, PillarRecord,
    PlanRecord, PlanWordsRecord, RECORD_FILES, RankRecord, Record, RevisionRecord, ScheduledStep,
    SchemeRecord, SecurityRecord, Shape, SiteRecord, StatementKindRecord, StatementRecord, StepRecord,
    THEME_FILE, TermRecord, ThemeRecord, TopicRecord, TranslationRecord, released,
};
use shirube::values::Bilingual;
use stamps::stamp;
use support::{repository, updating};

type Declare = fn() -> Declaration;

/// A heading of a page, and the records whose keys the tables below it list, in the order of the tables.
type Heading = (&'static str, &'static [Declare]);

/// Each page, with its headings that have such tables.
const PAGES: &[(&str, &[Heading])] = &[
    (
        "records",
        &[
            ("site", &[SiteRecord::declaration]),
            ("menu", &[MenuItemRecord::declaration]),
            ("security", &[SecurityRecord::declaration, AllowedHost::declaration]),
            ("topics", &[TopicRecord::declaration, StatementKindRecord::declaration]),
            ("steps", &[StepRecord::declaration]),
            ("schemes", &[SchemeRecord::declaration]),
            ("categories", &[CategoryRecord::declaration]),
            ("glossary", &[TermRecord::declaration]),
            ("city", &[CityRecord::declaration]),
            ("department", &[DepartmentRecord::declaration]),
            ("plan", &[PlanRecord::declaration]),
            ("phases", &[PhaseRecord::declaration]),
            ("pillars", &[PillarRecord::declaration, GroupRecord::declaration]),
            ("plan-words", &[PlanWordsRecord::declaration]),
            ("statements", &[StatementRecord::declaration]),
            ("cycles", &[CycleRecord::declaration]),
            ("revisions", &[RevisionRecord::declaration]),
            ("indicators", &[IndicatorRecord::declaration]),
            ("values", &[IndicatorValue::declaration]),
            ("targets", &[IndicatorTarget::declaration]),
            ("roles", &[FamilyRecord::declaration, RankRecord::declaration]),
        ],
    ),
    (
        "measures",
        &[
            ("keys", &[|| Opening::declaration().and(released(MeasureRecord::declaration()))]),
            ("schedule", &[ScheduledStep::declaration]),
        ],
    ),
    (
        "writing",
        &[(
            "front-matter",
            &[
                || Opening::declaration().and(released(ChapterRecord::declaration())),
                || Opening::declaration().and(released(PageRecord::declaration())),
            ],
        )],
    ),
    (
        "translation",
        &[("front-matter", &[|| Opening::declaration().and(released(TranslationRecord::declaration()))])],
    ),
    ("themes", &[("child", &[ThemeRecord::declaration])]),
];

#[test]
fn the_tables_of_keys_are_what_the_declarations_say() {
    let mut wrong = Vec::new();
    for (name, tables) in PAGES {
        let paths = [format!("content/guide/{name}.md"), format!("content/guide/{name}.en.md")];
        let [written, written_translation] =
            paths.each_ref().map(|path| std::fs::read_to_string(repository(path)).unwrap());
        let original = with_tables(&written, tables, &JAPANESE);
        let translation = with_tables(&written_translation, tables, &ENGLISH);
        let sections: Vec<&str> = tables.iter().map(|(id, _)| *id).collect();
        let translation = match written == original && written_translation == translation {
            true => translation,
            false => stamp((&paths[0], &original), (&paths[1], &translation), Some(&sections)),
        };
        for (path, is, was) in [(&paths[0], original, written), (&paths[1], translation, written_translation)]
        {
            if is == was {
                continue;
            }
            match updating() {
                true => std::fs::write(repository(path), is).unwrap(),
                false => wrong.push(path.clone()),
            }
        }
    }
    assert!(wrong.is_empty(), "run with UPDATE_EXPECTED=1 and read the difference: {wrong:?}");
}

#[test]
fn every_key_stands_in_a_table() {
    let listed: BTreeSet<String> = PAGES
        .iter()
        .flat_map(|(_, tables)| *tables)
        .flat_map(|(_, records)| *records)
        .flat_map(|declare| keys(&declare()))
        .collect();
    let files = RECORD_FILES.iter().chain([&THEME_FILE]).map(|file| file.declaration);
    let front_matter = FRONT_MATTER.iter().map(|(_, declare)| *declare);
    let declared = files.chain(front_matter).flat_map(|declare| all_keys(&declare()));
    let missing: BTreeSet<String> = declared.filter(|key| !listed.contains(key)).collect();
    // The lists of records at the top of a file are headings of the manual: `[[topic]]`.
    let lists = ["topic", "statement-kind", "category", "term", "indicator", "family"];
    let missing: Vec<&String> = missing.iter().filter(|key| !lists.contains(&key.as_str())).collect();
    assert!(missing.is_empty(), "no table of the manual lists these keys: {missing:?}");
}

/// The keys that a table of a record shows: its own, and those of the records in it.
fn keys(declaration: &Declaration) -> Vec<String> {
    let inner = declaration.fields.iter().filter_map(|field| record_in(&field.shape));
    let own = declaration.keys().map(str::to_owned);
    own.chain(inner.flat_map(|declare| declare().keys().map(str::to_owned).collect::<Vec<_>>())).collect()
}

fn all_keys(declaration: &Declaration) -> Vec<String> {
    let own = declaration.keys().map(str::to_owned);
    let inner = declaration.fields.iter().filter_map(|field| record_in(&field.shape));
    own.chain(inner.flat_map(|declare| all_keys(&declare()))).collect()
}

/// What a table says around the declarations, in one language.
struct Words {
    head: &'static str,
    yes: &'static str,
    in_each_language: &'static str,
    keys: &'static str,
    required: &'static str,
    comma: &'static str,
    stop: &'static str,
    choose: fn(&Bilingual) -> &str,
}

const JAPANESE: Words = Words {
    head: "| キー | 要否 | 値 |",
    yes: "要",
    in_each_language: "言語ごとに書きます。",
    keys: "中のキーは、",
    required: "（要）",
    comma: "、",
    stop: "です。",
    choose: |text| &text.ja,
};

const ENGLISH: Words = Words {
    head: "| Key | Required | Value |",
    yes: "yes",
    in_each_language: " Written in each language.",
    keys: " Its keys: ",
    required: " (required)",
    comma: ", ",
    stop: ".",
    choose: |text| &text.en,
};

/// The text with the rows of its tables as the declarations have them.
fn with_tables(text: &str, tables: &[Heading], words: &Words) -> String {
    let mut out = String::new();
    let mut records: &[Declare] = &[];
    let mut lines = text.split_inclusive('\n').peekable();
    let mut is_code = false;
    while let Some(line) = lines.next() {
        out.push_str(line);
        is_code ^= line.starts_with("```");
        if let Some(id) = heading(line).filter(|_| !is_code) {
            records = tables.iter().find(|(known, _)| *known == id).map_or(&[], |(_, records)| records);
        }
        if line.trim_end() != words.head {
            continue;
        }
        let Some((declare, rest)) = records.split_first() else { continue };
        records = rest;
        while lines.next_if(|line| line.starts_with('|')).is_some() {}
        out.push_str("|---|---|---|\n");
        out.extend(declare().fields.iter().map(|field| row(field, words)));
    }
    out
}

fn heading(line: &str) -> Option<&str> {
    line.strip_prefix("##")?.trim_end().strip_suffix('}')?.rsplit_once("{#").map(|(_, id)| id)
}

fn row(field: &FieldDeclaration, words: &Words) -> String {
    let required = if field.need == Need::Required { words.yes } else { "" };
    let about = (words.choose)(&field.about);
    let about =
        if is_label(&field.shape) { format!("{about}{}", words.in_each_language) } else { about.to_owned() };
    let inner = record_in(&field.shape).map(|declare| declare()).filter(|record| !has_table(record));
    let inner = inner.map_or_else(String::new, |record| keys_in(&record, words));
    format!("| `{}` | {required} | {about}{inner} |\n", field.key)
}

/// Whether a record has a table of its own.
fn has_table(declaration: &Declaration) -> bool {
    let mut tables = PAGES.iter().flat_map(|(_, tables)| *tables).flat_map(|(_, records)| *records);
    tables.any(|declare| declare().about == declaration.about)
}

fn keys_in(declaration: &Declaration, words: &Words) -> String {
    let key = |field: &FieldDeclaration| match field.need {
        Need::Required => format!("`{}`{}", field.key, words.required),
        Need::Usual | Need::Optional => format!("`{}`", field.key),
    };
    let keys: Vec<String> = declaration.fields.iter().map(key).collect();
    format!("{}{}{}", words.keys, keys.join(words.comma), words.stop)
}

fn is_label(shape: &Shape) -> bool {
    match shape {
        Shape::Label(_) => true,
        Shape::List(inner) => is_label(inner),
        _ => false,
    }
}

/// The record that a value is, or that its items are.
fn record_in(shape: &Shape) -> Option<Declare> {
    match shape {
        Shape::Record(declare) => Some(*declare),
        Shape::List(inner) | Shape::ById(inner) => record_in(inner),
        _ => None,
    }
}
