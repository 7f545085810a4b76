//! What stands in lines: text, code, links, images, the marks of footnotes.

use std::ops::Range;

use pulldown_cmark::LinkType;

use crate::source::Span;

use super::super::body::{HoleKind, Image, Link};
use super::super::links;
use super::super::{alerts, footnotes, hidden, plain, raw_html, ruby, unread_link};
use super::open::{OpenImage, OpenLink};
use super::writer::Writer;

impl Writer<'_> {
    pub(super) fn text(&mut self, text: &str, range: &Range<usize>) {
        let visible = text.trim_start();
        // An escape or an entity can stand for other text: then there is nothing to look for in the source.
        let is_verbatim = || self.source.masked.text.get(range.clone()) == Some(text);
        if visible.starts_with(['[', '［', '!']) && is_verbatim() {
            self.look_closer(range.end - visible.len());
        }
        for (reading, mismatch) in self.prose.text(text, &mut self.body.html) {
            let reading = range.start + reading.start..range.start + reading.end;
            let place = self.source.place(&reading);
            self.report(ruby::mismatched(place, &mismatch));
        }
    }

    /// Looks for what CommonMark leaves as text although it was meant as more. `start` is the place of a `[`, or of the `!` before it.
    fn look_closer(&mut self, start: usize) {
        let source = self.source;
        if source.masked.text[..start].ends_with('\\') {
            return;
        }
        let (start, rest) = source.masked.written_from(start);
        let place = |length| source.at(Span::new(start, start + length));
        if let Some((length, word)) = alerts::mark(rest).filter(|_| self.prose.is_line_start) {
            self.report(alerts::not_an_alert(place(length), &rest[..length], word));
        } else if let Some((length, label)) = footnotes::dangling(rest) {
            self.report(footnotes::undefined(place(length), label));
        } else if let Some(unread) = unread_link::at_start(rest) {
            self.report(unread.reported(place(unread.length)));
        }
    }

    pub(super) fn inline_html(&mut self, tag: &str, range: &Range<usize>) {
        if self.table.is_some() && raw_html::is_line_break(tag) {
            self.prose.hard_break(&mut self.body.html);
        } else if self.raw_html.is_new(tag) {
            self.refuse_html(tag, range);
        }
    }

    pub(super) fn footnote_reference(&mut self, label: &str, range: &Range<usize>) {
        if self.image.is_some() {
            return;
        }
        let Some(reference) = self.footnotes.next_reference(label) else {
            // There is one, but only for the internal audience.
            return self.report(footnotes::internal_only(self.source.place(range), label));
        };
        let name = reference.name();
        let number = reference.number.to_string();
        self.body.push("<sup class=\"footnote-ref\"><a");
        self.open_id("fnref-");
        self.body.push(&name);
        self.body.push("\"");
        self.open_reference_to("fn-");
        self.body.push(&number);
        self.body.push("\">");
        self.body.push(&number);
        self.body.push("</a></sup>");
    }

    pub(super) fn open_link(
        &mut self,
        link_type: LinkType,
        destination: &str,
        title: &str,
        label: &str,
        range: &Range<usize>,
    ) {
        if self.image.is_some() {
            return;
        }
        let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
        let destination = format!("{scheme}{}", hidden::restore(destination));
        let refusal = links::refusal(&destination);
        let definition =
            self.flow.references.get(&label.to_lowercase()).filter(|_| !label.is_empty()).cloned();
        let index = refusal.is_none().then_some(self.body.links.len());
        if index.is_some() {
            self.body.push("<a");
            self.body.push_hole(HoleKind::Link(self.body.links.len() as u32));
            self.title(&hidden::restore(title));
            self.body.push(">");
            let span = self.source.masked.span(range);
            self.body.links.push(Link { destination, span, ..Link::default() });
        }
        self.link = Some(OpenLink {
            index,
            refusal,
            definition,
            text_end: range.start + 1,
            html_start: self.body.html.len(),
            images_before: self.body.images.len(),
        });
    }

    pub(super) fn close_link(&mut self, range: &Range<usize>) {
        if self.image.is_some() {
            return;
        }
        let Some(link) = self.link.take() else { return };
        let span = self.source.masked.span(range);
        let destination_span = self.destination_span(&link, range).unwrap_or(span);
        if let Some(refusal) = &link.refusal {
            self.report(links::refused(self.source.at(destination_span), refusal));
        }
        let text = plain::text(&self.body.html[link.html_start..]);
        // An image without words has been reported already.
        let has_images = self.body.images.len() > link.images_before;
        if text.trim().is_empty() && !has_images {
            self.report(links::empty(self.source.at(span)));
        }
        if let Some(index) = link.index {
            if links::may_be_file(&self.body.links[index].destination) {
                self.body.push_hole(HoleKind::LinkEnd(index as u32));
            }
            self.body.push("</a>");
            self.body.links[index].destination_span = destination_span;
            self.body.links[index].text = text;
        }
    }

    fn destination_span(&self, link: &OpenLink, range: &Range<usize>) -> Option<Span> {
        let text = &self.source.masked.text;
        let (base, found) = match &link.definition {
            Some(definition) => (definition.start, links::definition_destination(&text[definition.clone()])?),
            None => (range.start, links::destination(&text[range.clone()], link.text_end - range.start)?),
        };
        Some(self.source.masked.span(&(base + found.start..base + found.end)))
    }

    pub(super) fn open_image(&mut self, source: &str, title: &str, range: &Range<usize>) {
        if let Some(image) = &mut self.image {
            image.depth += 1;
            return;
        }
        let (source, title) = (hidden::restore(source).into_owned(), hidden::restore(title).into_owned());
        if let Some(refusal) = links::refusal(&source) {
            self.report(links::refused(self.source.place(range), &refusal));
        }
        self.image = Some(OpenImage { source, title, html_start: self.body.html.len(), depth: 0 });
    }

    pub(super) fn close_image(&mut self, range: &Range<usize>) {
        match &mut self.image {
            Some(image) if image.depth > 0 => image.depth -= 1,
            _ => {
                let Some(image) = self.image.take() else { return };
                self.write_image(image, range);
            }
        }
    }

    /// Writes an image. Its alternative text has been written like any other, and is taken back.
    fn write_image(&mut self, image: OpenImage, range: &Range<usize>) {
        let alternative = plain::text(&self.body.html[image.html_start..]);
        self.body.truncate(image.html_start);
        self.prose.interrupt();
        let span = self.source.masked.span(range);
        if alternative.trim().is_empty() {
            self.report(links::no_alternative(self.source.at(span)));
        }
        if links::refusal(&image.source).is_some() {
            self.body.push_escaped(&alternative);
            return;
        }
        self.body.push("<img");
        self.body.push_hole(HoleKind::Image(self.body.images.len() as u32));
        self.body.push(" alt=\"");
        self.body.push_escaped(&alternative);
        self.body.push("\"");
        self.title(&image.title);
        self.body.push(">");
        self.body.images.push(Image { source: image.source, span, alternative });
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.body.push(" title=\"");
            self.body.push_escaped(title);
            self.body.push("\"");
        }
    }
}
