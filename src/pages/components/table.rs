//! `{{<table file="…" caption="…" />}}`: a table of a plan, in the language of the page where it was entered in it.

use serde::Serialize;

use crate::model::PlanId;

use super::call::ComponentCall;

#[derive(Clone, Debug, Serialize)]
pub(super) struct TableView {
    pub caption: String,
    /// The language of its caption, where it is not the page's.
    pub caption_lang: Option<String>,
    /// The language of its cells, where it is not the page's.
    pub lang: Option<String>,
    /// The column headers.
    pub header: Vec<String>,
    /// The rows; the first cell names the row.
    pub rows: Vec<Vec<String>>,
}

pub(super) fn view(
    call: &ComponentCall<'_>,
    plan: &PlanId,
    table: &usize,
    caption: &str,
) -> Option<TableView> {
    let language = call.context.page.language;
    let site = call.context.site;
    let (table, written) = site[*plan].tables[*table].shown(language)?;
    Some(TableView {
        caption: caption.to_owned(),
        caption_lang: call.lang(),
        lang: (written != language).then(|| site.languages.code(written).to_owned()),
        header: table.header.clone(),
        rows: table.rows.clone(),
    })
}
