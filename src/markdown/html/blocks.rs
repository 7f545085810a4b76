//! Blocks: paragraphs, headings, quotations and alerts, code, calls, footnotes.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Tag};

use crate::source::Span;

use super::super::body::{Heading, HoleKind, Lead, UiString};
use super::super::flow::Item;
use super::super::{alerts, calls, headings, plain, raw_html, unread_table};
use super::open::{Container, LeadState, OpenHeading};
use super::tables::TABLE_END;
use super::writer::Writer;

impl Writer<'_> {
    /// What every block begins with.
    pub(super) fn begin_block(&mut self, tag: &Tag<'_>, item: &Item<'_>) {
        self.prose.restart();
        let is_cell = matches!(tag, Tag::TableHead | Tag::TableRow | Tag::TableCell);
        if !is_cell {
            self.begin_line();
        }
        let is_internal = matches!(tag, Tag::BlockQuote(_)) && self.source.masked.is_internal(&item.range);
        if matches!(self.lead, LeadState::Awaited) && !is_internal && self.internal_outline.is_none() {
            let is_lead = matches!(tag, Tag::Paragraph);
            self.lead =
                if is_lead { LeadState::Open(self.body.html.len() + "<p>".len()) } else { LeadState::Done };
        }
    }

    fn begin_line(&mut self) {
        self.raw_html = raw_html::Open::default();
        if !self.body.html.is_empty() && !self.body.html.ends_with('\n') {
            self.body.push("\n");
        }
    }

    pub(super) fn open_paragraph(&mut self, range: &Range<usize>) {
        let follows_table = self.body.html.ends_with(TABLE_END);
        if let Some(unread) = unread_table::find(&self.source.masked.text[range.clone()], follows_table) {
            let place = range.start + unread.line.start..range.start + unread.line.end;
            self.report(unread.reported(self.source.place(&place)));
        }
        self.body.push("<p>");
    }

    pub(super) fn close_paragraph(&mut self) {
        if let LeadState::Open(start) = self.lead {
            let html = &self.body.html[start..];
            let lead = Lead { text: plain::text(html), html: plain::without_links(html) };
            self.body.lead = Some(lead);
            self.lead = LeadState::Done;
        }
        self.body.push("</p>\n");
    }

    pub(super) fn open_heading(&mut self, written_level: usize, range: &Range<usize>) {
        let span = self.trimmed(range);
        let outline = self.internal_outline.as_mut().unwrap_or(&mut self.outline);
        let problem = outline.problem(written_level, self.source.at(span));
        let level = outline.enter(written_level);
        self.diagnostics.extend(problem);
        let explicit_id = self.explicit_id(range, span);
        let explicit = explicit_id.is_some();
        let id = explicit_id.unwrap_or_else(|| self.positional_id(span));
        if self.internal_outline.is_none() {
            self.sections.push((span, id.clone()));
        }
        if self.containers.is_empty() {
            self.body.push_hole(HoleKind::Section(self.body.headings.len() as u32));
        }
        self.body.push("<h");
        self.body.push_hole(HoleKind::Level(level));
        self.open_id("");
        self.body.push_escaped(&id);
        self.body.push("\">");
        let heading = Heading { level, id, explicit, span, ..Heading::default() };
        self.heading = Some(OpenHeading { heading, html_start: self.body.html.len() });
    }

    /// The span in the file of a block, without the end of its last line.
    fn trimmed(&self, range: &Range<usize>) -> Span {
        let span = self.source.masked.span(range);
        let length = self.source.text[span.range()].trim_end().len();
        Span::new(span.start as usize, span.start as usize + length)
    }

    fn explicit_id(&mut self, range: &Range<usize>, heading: Span) -> Option<String> {
        let source = self.source;
        let text = &source.masked.text[range.clone()];
        let braces = headings::attributes(text)?;
        let place = source.place(&(range.start + braces.start..range.start + braces.end));
        let id = headings::explicit_id(&text[braces], place.clone()).and_then(|id| {
            let taken = |first| Box::new(headings::taken(place, id, source.at(first)));
            self.ids.take(id, heading).map(|()| id.to_owned()).map_err(taken)
        });
        id.map_err(|diagnostic| self.report(*diagnostic)).ok()
    }

    fn positional_id(&mut self, heading: Span) -> String {
        let id = if self.internal_outline.is_some() {
            self.internal_headings += 1;
            headings::internal_id(self.internal_headings)
        } else {
            self.outline.id()
        };
        if let Err(first) = self.ids.take(&id, heading) {
            self.report(headings::taken(self.source.at(heading), &id, self.source.at(first)));
        }
        id
    }

    pub(super) fn close_heading(&mut self) {
        let Some(OpenHeading { mut heading, html_start }) = self.heading.take() else { return };
        let html = &self.body.html[html_start..];
        heading.text = plain::text(html);
        heading.html = plain::without_links(html);
        if heading.text.trim().is_empty() {
            self.report(headings::empty(self.source.at(heading.span)));
        }
        self.body.push("</h");
        self.body.push_hole(HoleKind::Level(heading.level));
        self.body.push(">\n");
        self.body.push_hole(HoleKind::AfterHeading(self.body.headings.len() as u32));
        self.body.headings.push(heading);
    }

    pub(super) fn open_quote(&mut self, kind: Option<BlockQuoteKind>, range: &Range<usize>) {
        let Some(kind) = kind else {
            self.containers.push(Container::Quotation);
            self.body.push("<blockquote>\n");
            return;
        };
        let (container, (class, title)) = if self.source.masked.is_internal(range) {
            (Container::Internal, ("internal", UiString::AlertInternal))
        } else {
            (Container::Alert, alerts::class_and_title(kind))
        };
        if container == Container::Internal {
            self.internal_depth += 1;
            self.internal_outline.get_or_insert_with(|| self.outline.clone());
        }
        self.containers.push(container);
        // `role`: an `aside` by itself is a landmark, and a page with several would have to name each.
        self.body.push("<aside class=\"alert alert-");
        self.body.push(class);
        self.body.push("\" role=\"note\">\n<p class=\"alert-title\">");
        self.body.push_hole(HoleKind::UiString(title));
        self.body.push("</p>\n");
    }

    pub(super) fn close_quote(&mut self) {
        let container = self.containers.pop();
        let is_quotation = container == Some(Container::Quotation);
        self.body.push(if is_quotation { "</blockquote>\n" } else { "</aside>\n" });
        if container == Some(Container::Internal) {
            self.internal_depth -= 1;
            if self.internal_depth == 0 {
                self.internal_outline = None;
            }
        }
    }

    pub(super) fn open_code(&mut self) {
        self.is_in_code = true;
        // A wide block scrolls; the keyboard has to reach it (WCAG 2.1.1).
        self.body.push("<pre tabindex=\"0\"><code>");
    }

    pub(super) fn code_text(&mut self, text: &str, range: &Range<usize>) {
        let text = self.source.masked.verbatim(text, range);
        self.body.push_escaped(&text);
    }

    pub(super) fn close_code(&mut self) {
        self.is_in_code = false;
        self.body.push("</code></pre>\n");
    }

    pub(super) fn html_block(&mut self, range: &Range<usize>) {
        let tag = raw_html::first_tag(&self.source.masked.text[range.clone()]);
        let range = range.start..range.start + tag.len();
        self.refuse_html(tag, &range);
    }

    pub(super) fn refuse_html(&mut self, tag: &str, range: &Range<usize>) {
        self.report(raw_html::refused(self.source.place(range), tag, self.table.is_some()));
    }

    pub(super) fn open_list(&mut self, first: Option<u64>) {
        self.containers.push(Container::List);
        match first {
            None => self.body.push("<ul>\n"),
            Some(1) => self.body.push("<ol>\n"),
            Some(first) => self.body.push(&format!("<ol start=\"{first}\">\n")),
        }
    }

    pub(super) fn open_definition_list(&mut self) {
        self.containers.push(Container::List);
        self.body.push("<dl>\n");
    }

    pub(super) fn close_container(&mut self, end_tag: &str) {
        self.containers.pop();
        self.body.push(end_tag);
    }

    /// A line across the page, or a component call, for which one stands in.
    pub(super) fn rule(&mut self, range: &Range<usize>) {
        self.begin_line();
        if self.internal_outline.is_none() && matches!(self.lead, LeadState::Awaited) {
            self.lead = LeadState::Done;
        }
        match self.source.masked.call(range) {
            Some(number) => self.call(number),
            None => self.body.push("<hr>\n"),
        }
    }

    fn call(&mut self, number: usize) {
        let Some(call) = self.calls[number].take() else { return };
        if !self.containers.is_empty() {
            self.report(calls::misplaced(self.source.at(call.span)));
            return;
        }
        self.body.push_hole(HoleKind::Call(self.body.calls.len() as u32));
        self.body.push("\n");
        self.body.calls.push(call);
    }

    pub(super) fn footnotes(&mut self) {
        if self.footnotes.definition(1).is_none() {
            return;
        }
        self.containers.push(Container::Footnotes);
        self.begin_line();
        // The list has the name. A section would want a heading, or with a name be a landmark, and a page
        // that shows several texts would have several of the same name.
        self.body.push("<div class=\"footnotes\">\n<ol aria-label=\"");
        self.body.push_hole(HoleKind::UiString(UiString::Footnotes));
        self.body.push("\">\n");
        let mut number = 1;
        while let Some(definition) = self.footnotes.definition(number) {
            self.body.push("<li");
            self.open_id("fn-");
            self.body.push(&number.to_string());
            self.body.push("\">");
            self.items(&definition.items);
            self.backlinks(number);
            self.body.push("</li>\n");
            number += 1;
        }
        self.body.push("</ol>\n</div>\n");
    }

    /// The links back to where a footnote is referred to, in its last paragraph.
    fn backlinks(&mut self, number: usize) {
        const PARAGRAPH_END: &str = "</p>\n";
        if self.body.html.ends_with(PARAGRAPH_END) {
            self.body.truncate(self.body.html.len() - PARAGRAPH_END.len());
        } else {
            self.body.push("<p>");
        }
        for reference in self.footnotes.references(number) {
            let name = reference.name();
            self.body.push(" <a class=\"footnote-back\"");
            self.open_reference_to("fnref-");
            self.body.push(&name);
            self.body.push("\" aria-label=\"");
            self.body.push_hole(HoleKind::UiString(UiString::FootnoteBack));
            self.body.push(" ");
            self.body.push(&name);
            self.body.push("\">↩</a>");
        }
        self.body.push(PARAGRAPH_END);
    }

    /// Begins an `id`; the caller writes the rest of it and the quotation mark.
    pub(super) fn open_id(&mut self, beginning: &str) {
        self.body.push(" id=\"");
        self.body.push_hole(HoleKind::IdPrefix);
        self.body.push(beginning);
    }

    /// Begins an `href` to an id of this text; the caller writes the rest of it and the quotation mark.
    pub(super) fn open_reference_to(&mut self, beginning: &str) {
        self.body.push(" href=\"#");
        self.body.push_hole(HoleKind::IdPrefix);
        self.body.push(beginning);
    }
}
