//! `{{<table file="…" caption="…" />}}`: a table of a plan, in the language of the page where it was entered in it.

use serde::Serialize;

use crate::model::{ArrangedTable, Arrangement, CallResolver, Noun, TableCell, TableRow};
use crate::pages::Phrase;
use crate::values::Language;

use super::component::{Component, ComponentCall};

/// More columns than this do not name a row.
const HEADER_COLUMNS_MAX: usize = 9;

pub(super) struct Table {
    /// The table in each language of the site.
    languages: Vec<Option<ArrangedTable>>,
    caption: Option<String>,
    note: Option<String>,
    source: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct TableView {
    pub caption: String,
    /// The language of its caption, where it is not the page's.
    pub caption_lang: Option<String>,
    /// What its file says above the header: units, notes.
    pub above: Vec<Phrase>,
    /// The language of its cells, where it is not the page's.
    pub lang: Option<String>,
    /// The rows of its header.
    pub head: Vec<Vec<CellView>>,
    /// The other rows.
    pub body: Vec<Vec<CellView>>,
    /// What is to be known of it: the rows of notes at the end of its file, and the argument.
    pub notes: Vec<Phrase>,
    /// Where its numbers are from.
    pub source: Option<Phrase>,
}

/// A cell that is not part of another.
#[derive(Debug, Serialize)]
pub(super) struct CellView {
    /// Its words, line by line.
    pub lines: Vec<String>,
    pub is_header: bool,
    /// How many rows it takes, where these are several.
    pub rows: Option<usize>,
    /// How many columns it takes, where these are several.
    pub columns: Option<usize>,
    /// Whether its column is one of numbers.
    pub is_number: bool,
}

impl Component for Table {
    type View = TableView;

    const NAME: &'static str = "table";
    const REQUIRED: &'static [&'static str] = &["file"];
    const OPTIONAL: &'static [&'static str] = &["caption", "header", "header-columns", "note", "source"];
    const TEMPLATES: &'static [&'static str] = &["components/table.html"];

    fn resolve(call: &mut CallResolver<'_>) -> Option<Self> {
        let plan = call.plan()?;
        let header = call.rows("header").ok()?;
        let header_columns = call.count("header-columns", HEADER_COLUMNS_MAX).ok()?.unwrap_or(1);
        let tables = &call.site[plan].tables;
        let table =
            call.position("file", Noun::TABLE, tables.iter().map(|table| table.id.as_str()), |_| Vec::new())?;
        let arrangement = Arrangement { header, header_columns };
        let languages = call.arranged(&tables[table], &arrangement, "header")?;
        let caption = call.value("caption").map(str::to_owned);
        if caption.is_none() && languages.iter().flatten().any(|table| table.title.is_none()) {
            call.missing("caption");
            return None;
        }
        let own = |name| call.value(name).map(str::to_owned);
        Some(Self { languages, caption, note: own("note"), source: own("source") })
    }

    fn view(&self, call: &ComponentCall<'_>) -> Option<TableView> {
        let (table, written) = self.shown(call.context.page.language)?;
        let lang = call.context.lang(written);
        let phrase = |text: &str, lang: &Option<String>| Phrase { text: text.to_owned(), lang: lang.clone() };
        let in_file = |words: &[String]| words.iter().map(|words| phrase(words, &lang)).collect::<Vec<_>>();
        let in_call = |words: &str| phrase(words, &call.lang());
        let title = || table.title.clone().unwrap_or_default();
        Some(TableView {
            caption: self.caption.clone().unwrap_or_else(title),
            caption_lang: if self.caption.is_some() { call.lang() } else { lang.clone() },
            above: in_file(&table.above),
            notes: in_file(&table.below).into_iter().chain(self.note.as_deref().map(in_call)).collect(),
            source: self.source.as_deref().map(in_call),
            lang: lang.clone(),
            head: table.head.iter().map(cells).collect(),
            body: table.body.iter().map(cells).collect(),
        })
    }
}

impl Table {
    /// The table in a language, or in the authoritative one; and the language it is in.
    fn shown(&self, language: Language) -> Option<(&ArrangedTable, Language)> {
        let at = |language: Language| Some((self.languages.get(language.index())?.as_ref()?, language));
        at(language).or_else(|| at(Language::AUTHORITATIVE))
    }
}

fn cells(row: &TableRow) -> Vec<CellView> {
    row.iter().map(cell).collect()
}

fn cell(cell: &TableCell) -> CellView {
    let several = |count: usize| (count > 1).then_some(count);
    CellView {
        lines: lines(&cell.text),
        is_header: cell.is_header,
        rows: several(cell.rows),
        columns: several(cell.columns),
        is_number: cell.is_number,
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
