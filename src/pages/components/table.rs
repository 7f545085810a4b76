//! `{{<table file="…" caption="…" />}}`: a table of a plan, in the language of the page where it was entered in it.

use serde::Serialize;

use crate::model::{CallResolver, Noun, PlanId};

use super::component::{Component, ComponentCall};

pub(super) struct Table {
    plan: PlanId,
    /// As a position in the plan's tables.
    table: usize,
    caption: String,
}

#[derive(Debug, Serialize)]
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

impl Component for Table {
    type View = TableView;

    const NAME: &'static str = "table";
    const REQUIRED: &'static [&'static str] = &["file", "caption"];
    const TEMPLATES: &'static [&'static str] = &["components/table.html"];

    fn resolve(call: &mut CallResolver<'_>) -> Option<Self> {
        let plan = call.plan()?;
        let ids = call.site[plan].tables.iter().map(|table| table.id.as_str());
        let table = call.position("file", Noun::TABLE, ids, |_| Vec::new())?;
        Some(Self { plan, table, caption: call.value("caption")?.to_owned() })
    }

    fn view(&self, call: &ComponentCall<'_>) -> Option<TableView> {
        let language = call.context.page.language;
        let site = call.context.site;
        let (table, written) = site[self.plan].tables[self.table].shown(language)?;
        Some(TableView {
            caption: self.caption.clone(),
            caption_lang: call.lang(),
            lang: call.context.lang(written),
            header: table.header.clone(),
            rows: table.rows.clone(),
        })
    }
}
