//! The facts of a plan: the document behind it, and when it was made and changed.

use crate::model::{Plan, RevisionRecord};
use crate::pages::{DateView, PageContext, Phrase, views};

views! {
    pub(in crate::pages) struct SourceView(context, plan: &Plan) {
        pub title: Phrase = context.phrase(&plan.source.title),
        pub url: Option<String> = plan.source.url.as_deref().map(str::to_owned),
        /// Its address as it was written, for people.
        pub written_url: Option<String> = plan.source.url.as_ref().map(|url| url.written().to_owned()),
        pub pages: Option<u32> = plan.source.pages,
    }

    pub(in crate::pages) struct RevisionView(context, revision: &RevisionRecord) {
        pub at: DateView = context.date(revision.at),
        pub text: Phrase = context.phrase(&revision.text),
    }
}

impl RevisionView {
    pub(in crate::pages) fn all(context: &PageContext<'_>, plan: &Plan) -> Vec<Self> {
        plan.revisions.iter().map(|revision| Self::of(context, revision)).collect()
    }
}
