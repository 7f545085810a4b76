//! The facts of a plan: the document behind it, and when it was made and changed.

use serde::Serialize;

use crate::model::{Plan, RevisionRecord};
use crate::pages::context::PageContext;
use crate::pages::phrase::{DateView, Phrase};

#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct SourceView {
    pub title: Phrase,
    pub url: Option<String>,
    pub pages: Option<u32>,
}

#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct RevisionView {
    pub at: DateView,
    pub text: Phrase,
}

pub(in crate::pages) fn source_view(context: &PageContext<'_>, plan: &Plan) -> SourceView {
    SourceView {
        title: context.phrase(&plan.source.title),
        url: plan.source.url.as_deref().map(str::to_owned),
        pages: plan.source.pages,
    }
}

pub(in crate::pages) fn revisions(context: &PageContext<'_>, plan: &Plan) -> Vec<RevisionView> {
    let revision = |revision: &RevisionRecord| RevisionView {
        at: context.date(revision.at),
        text: context.phrase(&revision.text),
    };
    plan.revisions.iter().map(revision).collect()
}
