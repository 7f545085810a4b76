//! The state of a text that is being written. [`events`](super::events), [`blocks`](super::blocks) and
//! [`inlines`](super::inlines) each add the methods of their part.

use crate::diagnostic::Diagnostic;
use crate::source::Span;

use super::super::body::{Body, Call};
use super::super::flow::Flow;
use super::super::footnotes::Footnotes;
use super::super::headings::{Ids, Outline};
use super::super::prose::Prose;
use super::super::raw_html;
use super::super::source::Source;
use super::open::{Container, LeadState, OpenHeading, OpenImage, OpenLink, Table};

pub(super) struct Writer<'a> {
    pub(super) source: &'a Source<'a>,
    pub(super) flow: &'a Flow<'a>,
    pub(super) footnotes: Footnotes<'a>,
    /// The calls that have not been met yet.
    pub(super) calls: Vec<Option<Call>>,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
    pub(super) body: Body,
    pub(super) sections: Vec<(Span, String)>,
    pub(super) prose: Prose,
    pub(super) raw_html: raw_html::Open,
    pub(super) containers: Vec<Container>,
    pub(super) lead: LeadState,
    pub(super) outline: Outline,
    /// The outline inside a block for the internal audience.
    pub(super) internal_outline: Option<Outline>,
    pub(super) internal_depth: usize,
    pub(super) internal_headings: usize,
    pub(super) ids: Ids,
    pub(super) heading: Option<OpenHeading>,
    pub(super) table: Option<Table>,
    pub(super) is_in_code: bool,
    pub(super) link: Option<OpenLink>,
    pub(super) image: Option<OpenImage>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        source: &'a Source<'a>,
        flow: &'a Flow<'a>,
        footnotes: Footnotes<'a>,
        calls: Vec<Call>,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            source,
            flow,
            footnotes,
            calls: calls.into_iter().map(Some).collect(),
            diagnostics,
            body: Body::default(),
            sections: Vec::new(),
            prose: Prose::new(source.masked.hides_anything()),
            raw_html: raw_html::Open::default(),
            containers: Vec::new(),
            lead: LeadState::Awaited,
            outline: Outline::new(),
            internal_outline: None,
            internal_depth: 0,
            internal_headings: 0,
            ids: Ids::default(),
            heading: None,
            table: None,
            is_in_code: false,
            link: None,
            image: None,
        }
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}
