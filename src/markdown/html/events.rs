//! Each event and what is written for it: the list of all there is.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::Diagnostic;
use crate::source::Span;

use super::super::body::{Body, Call};
use super::super::flow::{Flow, Item};
use super::super::footnotes::Footnotes;
use super::super::source::Source;
use super::super::{calls, inline};
use super::writer::Writer;

/// Writes a text. Returns, with the body, the headings that begin a section: where they are, and their ids.
pub(in crate::markdown) fn write(
    source: &Source<'_>,
    flow: &Flow<'_>,
    calls: Vec<Call>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Body, Vec<(Span, String)>) {
    let footnotes = Footnotes::number(source, flow, diagnostics);
    let mut writer = Writer::new(source, flow, footnotes, calls, diagnostics);
    writer.body.html.reserve(source.masked.text.len() * 5 / 4);
    writer.items(&flow.main);
    writer.footnotes();
    writer.report_lost_calls();
    (writer.body, writer.sections)
}

impl Writer<'_> {
    pub(super) fn items(&mut self, items: &[Item<'_>]) {
        for (index, item) in items.iter().enumerate() {
            self.event(item, &items[index + 1..]);
        }
    }

    fn event(&mut self, item: &Item<'_>, following: &[Item<'_>]) {
        let range = &item.range;
        if self.table.as_ref().is_some_and(|table| table.hides(&item.event)) {
            return;
        }
        if let Some(link) = &mut self.link {
            link.see(&item.event, range);
        }
        match &item.event {
            Event::Start(tag) => self.start(tag, item, following),
            Event::End(tag) => self.end(*tag, range),
            Event::Text(text) if self.is_in_code => self.code_text(text, range),
            Event::Text(text) => self.text(text, range),
            Event::Code(code) => self.prose.code(code, &mut self.body.html),
            Event::SoftBreak => self.prose.soft_break(following, &mut self.body.html),
            Event::HardBreak => self.prose.hard_break(&mut self.body.html),
            Event::Rule => self.rule(range),
            Event::InlineHtml(tag) => self.inline_html(tag, range),
            Event::FootnoteReference(label) => self.footnote_reference(label, range),
            // The lines of a block of HTML, refused as a whole when it began; and what needs options that
            // are not set (`dialect::options`).
            Event::Html(_) | Event::InlineMath(_) | Event::DisplayMath(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, item: &Item<'_>, following: &[Item<'_>]) {
        if !matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ) {
            self.begin_block(tag, item);
        }
        match tag {
            Tag::Paragraph => self.open_paragraph(&item.range),
            Tag::Heading { level, .. } => self.open_heading(*level as usize, &item.range),
            Tag::BlockQuote(kind) => self.open_quote(*kind, &item.range),
            Tag::CodeBlock(_) => self.open_code(),
            Tag::HtmlBlock => self.html_block(&item.range),
            Tag::List(first) => self.open_list(*first),
            Tag::Item => self.body.push("<li>"),
            Tag::DefinitionList => self.open_definition_list(),
            Tag::DefinitionListTitle => self.body.push("<dt>"),
            Tag::DefinitionListDefinition => self.body.push("<dd>"),
            Tag::Table(alignments) => self.open_table(alignments, following),
            Tag::TableHead => self.body.push("<thead>\n<tr>"),
            Tag::TableRow => self.open_row(),
            Tag::TableCell => self.open_cell(following),
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => self.body.push(inline::start_tag(tag)),
            Tag::Link { link_type, dest_url, title, id } => {
                self.open_link(*link_type, dest_url, title, id, &item.range);
            }
            Tag::Image { dest_url, title, .. } => self.open_image(dest_url, title, &item.range),
            // Footnotes are apart (`flow`); the others need options that are not set.
            Tag::FootnoteDefinition(_) | Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.close_paragraph(),
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::BlockQuote(_) => self.close_quote(),
            TagEnd::CodeBlock => self.close_code(),
            TagEnd::List(is_ordered) => self.close_container(if is_ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => self.body.push("</li>\n"),
            TagEnd::DefinitionList => self.close_container("</dl>\n"),
            TagEnd::DefinitionListTitle => self.body.push("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.body.push("</dd>\n"),
            TagEnd::Table => self.close_table(),
            TagEnd::TableHead => self.close_table_head(range),
            TagEnd::TableRow => self.close_row(range),
            TagEnd::TableCell => self.close_cell(range),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {
                self.body.push(inline::end_tag(tag));
            }
            TagEnd::Link => self.close_link(range),
            TagEnd::Image => self.close_image(range),
            TagEnd::HtmlBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Reports calls that CommonMark read as part of something else: they are indented like code.
    fn report_lost_calls(&mut self) {
        let lost = self.calls.iter().flatten().map(|call| calls::misplaced(self.source.at(call.span)));
        self.diagnostics.extend(lost);
    }
}
