//! What stands between lines: paragraphs, headings, lists, quotes, alerts, footnotes, calls.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

use super::{HoleKind, Item, Writer};
use crate::markdown::headings::Attributes;
use crate::markdown::output::Mark;
use crate::markdown::text::{text_of, without_links};
use crate::markdown::{Heading, Lead, alerts, calls, raw_html};

/// A heading whose words are being written.
pub(super) struct OpenHeading {
    level: u8,
    id: String,
    explicit: bool,
    /// Where its words begin.
    mark: Mark,
}

/// A quotation or an alert that is being written.
pub(super) struct OpenQuote {
    /// What ends it.
    end: &'static str,
    /// Where the content of an alert begins.
    alert: Option<Mark>,
}

impl Writer<'_, '_, '_> {
    pub(super) fn start_block(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        self.last = None;
        match tag {
            Tag::Paragraph => self.start_paragraph(),
            Tag::Heading { level, id, classes, attrs } => {
                let attributes = Attributes { id: id.as_ref(), classes, others: attrs };
                self.start_heading(*level as u8, &attributes, range);
            }
            Tag::BlockQuote(kind) => self.start_quote(*kind, range),
            Tag::CodeBlock(_) => {
                self.block("<pre tabindex=\"0\"><code>");
                self.is_in_code_block = true;
            }
            Tag::HtmlBlock => self.start_html_block(range),
            Tag::List(None) => self.block("<ul>\n"),
            Tag::List(Some(1)) => self.block("<ol>\n"),
            Tag::List(Some(start)) => self.block(&format!("<ol start=\"{start}\">\n")),
            Tag::Item => self.block("<li>"),
            Tag::DefinitionList => self.block("<dl>\n"),
            Tag::DefinitionListTitle => self.block("<dt>"),
            Tag::DefinitionListDefinition => self.block("<dd>"),
            Tag::FootnoteDefinition(label) => {
                let before = std::mem::take(&mut self.out);
                self.open_notes.push((before, label.to_string()));
            }
            Tag::Table(alignments) => {
                self.out.line();
                self.table.start(alignments, &mut self.out);
            }
            Tag::TableHead => self.table.start_row(true, &mut self.out),
            Tag::TableRow => self.table.start_row(false, &mut self.out),
            Tag::TableCell => self.table.start_cell(&mut self.out),
            // Inline elements are not blocks; metadata, superscripts and subscripts are not enabled.
            _ => {}
        }
        // What only some audiences see must not decide what the lead is.
        let is_internal = matches!(tag, Tag::BlockQuote(Some(_))) && self.source.is_internal(range);
        if self.depth == 0 && !is_internal {
            self.is_start = false;
        }
    }

    pub(super) fn end_block(&mut self, tag: TagEnd, range: &Range<usize>) {
        self.last = None;
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(_) => self.end_heading(range),
            TagEnd::BlockQuote(_) => self.end_quote(range),
            TagEnd::CodeBlock => {
                self.out.push("</code></pre>\n");
                self.is_in_code_block = false;
            }
            TagEnd::HtmlBlock => self.is_in_html_block = false,
            TagEnd::List(false) => self.out.push("</ul>\n"),
            TagEnd::List(true) => self.out.push("</ol>\n"),
            TagEnd::Item => self.out.push("</li>\n"),
            TagEnd::DefinitionList => self.out.push("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out.push("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.push("</dd>\n"),
            TagEnd::FootnoteDefinition => self.end_note(range),
            TagEnd::Table => self.table.end(&mut self.out),
            TagEnd::TableHead | TagEnd::TableRow => self.table.end_row(&mut self.out),
            TagEnd::TableCell => self.table.end_cell(&mut self.out),
            _ => {}
        }
    }

    fn block(&mut self, start: &str) {
        self.out.line();
        self.out.push(start);
    }

    fn start_paragraph(&mut self) {
        self.block("<p>");
        if self.is_start && self.depth == 0 {
            self.open_lead = Some(self.out.mark());
        }
    }

    fn end_paragraph(&mut self) {
        if let Some(mark) = self.open_lead.take() {
            let html = self.out.since(mark);
            self.body.lead = Some(Lead { text: text_of(html), html: without_links(html) });
        }
        self.out.push("</p>\n");
    }

    fn start_heading(&mut self, level: u8, attributes: &Attributes<'_, '_>, range: &Range<usize>) {
        let text = self.source.original;
        let level = self.headings.check_level(level, text, range, self.complaints);
        let (id, explicit) = self.headings.next(level, attributes, text, range, self.complaints);
        if self.depth == 0 {
            self.section_starts.push((range.start, id.clone()));
        }
        self.block("<h");
        self.out.hole(HoleKind::Level(level));
        self.out.push(" id=\"");
        self.out.hole(HoleKind::IdPrefix);
        self.out.push(&id);
        self.out.push("\">");
        self.open_heading = Some(OpenHeading { level, id, explicit, mark: self.out.mark() });
    }

    fn end_heading(&mut self, range: &Range<usize>) {
        let Some(OpenHeading { level, id, explicit, mark }) = self.open_heading.take() else { return };
        let html = self.out.since(mark);
        let (text, html) = (text_of(html), without_links(html));
        let end = range.start + self.source.original[range.clone()].trim_end().len();
        let span = self.complaints.span(range.start..end);
        self.body.headings.push(Heading { level, id, explicit, text, html, span });
        self.out.push("</h");
        self.out.hole(HoleKind::Level(level));
        self.out.push(">\n");
    }

    fn start_quote(&mut self, kind: Option<BlockQuoteKind>, range: &Range<usize>) {
        let Some(kind) = kind else {
            self.block("<blockquote>\n");
            self.open_quotes.push(OpenQuote { end: "</blockquote>\n", alert: None });
            return;
        };
        let class = alerts::class(kind, self.source.is_internal(range));
        self.block("<div role=\"note\" class=\"alert ");
        self.out.push(class);
        self.out.push("\">\n<p class=\"alert-title\">");
        self.out.hole(HoleKind::Word(class));
        self.out.push("</p>\n");
        self.open_quotes.push(OpenQuote { end: "</div>\n", alert: Some(self.out.mark()) });
    }

    fn end_quote(&mut self, range: &Range<usize>) {
        let Some(OpenQuote { end, alert }) = self.open_quotes.pop() else { return };
        if alert.is_some_and(|mark| self.out.since(mark).is_empty()) {
            alerts::complain_about_empty(self.source.original, range, self.complaints);
        }
        self.block(end);
    }

    /// Whether this is a block for an audience other than the build's.
    pub(super) fn is_dropped(&self, kind: Option<BlockQuoteKind>, range: &Range<usize>) -> bool {
        !self.settings.internal && kind.is_some() && self.source.is_internal(range)
    }

    /// Passes over a block; the number of its events. Headings are counted all the same: structural ids must
    /// not depend on the audience.
    pub(super) fn drop_block(&mut self, events: &[Item<'_>]) -> usize {
        if let Some((Event::End(_), range)) = events.first() {
            alerts::complain_about_empty(self.source.original, range, self.complaints);
        }
        let mut depth = 1_usize;
        for (index, (event, _)) in events.iter().enumerate() {
            match event {
                Event::Start(tag) => {
                    depth += 1;
                    if let Tag::Heading { level, .. } = tag {
                        self.headings.count((*level as u8).max(2));
                    }
                }
                Event::End(_) => depth -= 1,
                Event::FootnoteReference(label) => self.footnotes.refer_elsewhere(label),
                _ => {}
            }
            if depth == 0 {
                return index + 1;
            }
        }
        events.len()
    }

    fn start_html_block(&mut self, range: &Range<usize>) {
        self.is_in_html_block = true;
        self.has_raw_html = true;
        raw_html::complain(self.source.original, range.clone(), self.complaints);
    }

    fn end_note(&mut self, range: &Range<usize>) {
        let Some((before, label)) = self.open_notes.pop() else { return };
        let note = std::mem::replace(&mut self.out, before);
        self.footnotes.define(&label, range.clone(), note, self.complaints);
    }

    /// Writes a rule, or the call that the parser was shown as one.
    pub(super) fn rule(&mut self, range: &Range<usize>) {
        self.is_start &= self.depth > 0;
        self.miss_calls_before(range.start);
        let line = self.source.calls.get(self.calls_done).filter(|line| line.start < range.end);
        let Some(line) = line.cloned() else {
            return self.block("<hr>\n");
        };
        self.calls_done += 1;
        if self.depth > 0 {
            let complaint = calls::misplaced(line, self.complaints);
            self.complaints.push(complaint);
        } else if let Some(call) = calls::parse(self.source.original, line, self.complaints) {
            self.out.line();
            self.out.hole(HoleKind::Call(self.body.calls.len() as u32));
            self.body.calls.push(call);
        }
    }

    /// Complains about the call lines that did not come out as rules: they are indented like the lines of a
    /// paragraph above.
    pub(super) fn miss_calls_before(&mut self, at: usize) {
        while let Some(line) = self.source.calls.get(self.calls_done).filter(|line| line.start < at) {
            let complaint = calls::misplaced(line.clone(), self.complaints);
            self.complaints.push(complaint);
            self.calls_done += 1;
        }
    }
}
