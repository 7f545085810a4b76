//! `{{<table file="…" caption="…" />}}`: a table of a plan, in the language of the page where it was entered in it.
//!
//! A long table is folded, and a very long one ends on the page, which would be too heavy otherwise: then all of it
//! is a file to download. On paper nobody unfolds, so a booklet has all rows.

use serde::Serialize;

use crate::model::{ArrangedTable, Arrangement, CallResolver, Noun, Site, TableCell, TableRow};
use crate::pages::Phrase;
use crate::values::Language;

use super::component::{Component, ComponentCall};

/// More columns than this do not name a row.
const HEADER_COLUMNS_MAX: usize = 9;

/// A table with more rows than this is folded.
const ROWS_BEFORE_FOLD_MAX: usize = 60;
/// How many rows of a folded table are seen at once.
const ROWS_SEEN: usize = 40;
/// The most HTML of a table on a page, in bytes: with three such tables a page stays below 500 kB.
const HTML_BYTES_MAX: usize = 150_000;
/// What the tags of a row and of a cell take, about.
const ROW_BYTES: usize = 10;
const CELL_BYTES: usize = 30;

pub(super) struct Table {
    /// The address of its file in the output, without the ending: long tables are published whole.
    address: String,
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
    /// The other rows, as far as they are seen at once.
    pub body: Vec<Vec<CellView>>,
    /// The rows that are folded away.
    pub rest: Vec<Vec<CellView>>,
    /// How many rows it has without its header, where not all are on the page.
    pub row_count: Option<usize>,
    /// How many of them are on the page.
    pub shown_rows: usize,
    /// The file with all of it, relative to this page, where it is long.
    pub file: Option<String>,
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
        let city = &call.site[call.site[plan].city].id;
        let address = format!("{city}/{}/tables/{}", call.site[plan].id, tables[table].id);
        Some(Self { address, languages, caption, note: own("note"), source: own("source") })
    }

    fn view(&self, call: &ComponentCall<'_>) -> Option<TableView> {
        let (table, written) = self.shown(call.context.page.language)?;
        let lang = call.context.lang(written);
        let phrase = |text: &str, lang: &Option<String>| Phrase { text: text.to_owned(), lang: lang.clone() };
        let in_file = |words: &[String]| words.iter().map(|words| phrase(words, &lang)).collect::<Vec<_>>();
        let in_call = |words: &str| phrase(words, &call.lang());
        let site = call.context.site;
        let parts = if call.context.is_on_paper() { Parts::whole(table) } else { Parts::of(table) };
        let title = || table.title.clone().unwrap_or_default();
        Some(TableView {
            caption: self.caption.clone().unwrap_or_else(title),
            caption_lang: if self.caption.is_some() { call.lang() } else { lang.clone() },
            above: in_file(&table.above),
            notes: in_file(&table.below).into_iter().chain(self.note.as_deref().map(in_call)).collect(),
            source: self.source.as_deref().map(in_call),
            lang: lang.clone(),
            head: table.head.iter().map(cells).collect(),
            body: table.body[..parts.seen].iter().map(cells).collect(),
            rest: table.body[parts.seen..parts.shown].iter().map(cells).collect(),
            row_count: (parts.shown < table.body.len()).then_some(table.body.len()),
            shown_rows: parts.shown,
            file: parts.is_long.then(|| call.context.url_of_file(&self.address_in(site, written))),
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

impl Table {
    /// The address of its file in a language.
    fn address_in(&self, site: &Site, language: Language) -> String {
        let code = site.languages.code(language);
        let of_language = if language.is_authoritative() { String::new() } else { format!(".{code}") };
        format!("{}{of_language}.csv", self.address)
    }

    /// The files that its pages lead to, with their addresses.
    pub(super) fn files(&self, site: &Site) -> Vec<(String, String)> {
        let languages = site.languages.iter().zip(&self.languages);
        let long = languages.filter_map(|(language, table)| Some((language, table.as_ref()?)));
        long.filter(|(_, table)| Parts::of(table).is_long)
            .map(|(language, table)| (self.address_in(site, language), table.csv()))
            .collect()
    }
}

/// How many rows of a table are seen at once, and how many are on the page.
struct Parts {
    seen: usize,
    shown: usize,
    /// Whether not all of them are seen at once.
    is_long: bool,
}

impl Parts {
    fn whole(table: &ArrangedTable) -> Self {
        Self { seen: table.body.len(), shown: table.body.len(), is_long: false }
    }

    fn of(table: &ArrangedTable) -> Self {
        let mut bytes = 0;
        let fits = |row: &&TableRow| {
            bytes += ROW_BYTES + row.iter().map(|cell| CELL_BYTES + cell.text.len()).sum::<usize>();
            bytes <= HTML_BYTES_MAX
        };
        let fitting = table.body.iter().take_while(fits).count();
        let is_long = table.body.len() > ROWS_BEFORE_FOLD_MAX || fitting < table.body.len();
        if !is_long {
            return Self::whole(table);
        }
        let shown = table.cut_before(fitting);
        Self { seen: table.cut_before(shown.min(ROWS_SEEN)), shown, is_long }
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

#[cfg(test)]
mod tests {
    use super::{ArrangedTable, HTML_BYTES_MAX, Parts, ROWS_BEFORE_FOLD_MAX, ROWS_SEEN, TableCell};

    fn table(rows: usize, text: &str) -> ArrangedTable {
        let cell =
            TableCell { text: text.to_owned(), is_header: false, rows: 1, columns: 1, is_number: false };
        let body = vec![vec![cell]; rows];
        ArrangedTable { title: None, above: Vec::new(), head: Vec::new(), body, below: Vec::new() }
    }

    #[test]
    fn a_long_table_is_folded_and_a_heavy_one_ends() {
        let seen_shown_long = |rows, text| {
            let Parts { seen, shown, is_long } = Parts::of(&table(rows, text));
            (seen, shown, is_long)
        };
        let short = ROWS_BEFORE_FOLD_MAX;
        assert_eq!(seen_shown_long(short, "甲"), (short, short, false));
        assert_eq!(seen_shown_long(short + 1, "甲"), (ROWS_SEEN, short + 1, true));
        let (seen, shown, is_long) = seen_shown_long(5_000, &"甲".repeat(100));
        assert_eq!((seen, is_long), (ROWS_SEEN, true));
        assert!(shown * 300 < HTML_BYTES_MAX, "{shown}");
    }
}
