//! What stands on a line: text, code, links, images.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, RefDefs};

use super::{HoleKind, Item, Writer};
use crate::diagnostic::Words;
use crate::markdown::output::Mark;
use crate::markdown::text::{escape, text_of};
use crate::markdown::{Image, Link, alerts, footnotes, links, raw_html, soft_break};
use crate::source::Span;

/// Where a link or an image leads, as the parser has it.
pub(super) struct Target {
    destination: String,
    title: String,
    /// Why it must not be on a page, if so. Such a link or image is shown as its words: the preview shows
    /// pages with mistakes, too.
    refusal: Option<Words>,
    link_type: LinkType,
    /// Where the destination is defined, if that is elsewhere.
    definition: Option<Range<usize>>,
    /// The end of the words so far.
    text_end: usize,
}

impl Target {
    pub(super) fn new(
        link_type: LinkType,
        destination: &str,
        title: &str,
        label: &CowStr<'_>,
        definitions: &RefDefs<'_>,
        range: &Range<usize>,
    ) -> Self {
        let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
        let destination = format!("{scheme}{destination}");
        Self {
            refusal: links::refusal(&destination),
            destination,
            title: title.to_owned(),
            link_type,
            definition: definitions.get(label).map(|definition| definition.span.clone()),
            text_end: range.start,
        }
    }

    fn destination_range(&self, text: &str, range: &Range<usize>) -> Range<usize> {
        links::destination_range(text, range, self.text_end, self.link_type, self.definition.as_ref())
    }
}

/// A link whose words are being written.
pub(super) struct OpenLink {
    target: Target,
    range: Range<usize>,
    /// Where its words begin.
    mark: Mark,
    /// `None` for one that is refused, or is in the words of an image, which become an attribute.
    index: Option<usize>,
}

/// An image whose words are being written, to be taken back.
pub(super) struct OpenImage {
    target: Target,
    mark: Mark,
}

impl Writer<'_, '_, '_> {
    pub(super) fn text(&mut self, text: &str, range: &Range<usize>) {
        let source = self.source;
        if self.is_in_html_block {
            return;
        }
        // An entity or an escape is not a copy of its place; nothing in it was hidden.
        if !source.is_copy(text, range) {
            escape(text, &mut self.out.html);
            self.last = soft_break::last_visible(text).or(self.last);
            return;
        }
        if !self.is_in_code_block {
            footnotes::check_undefined(source.original, range, self.complaints);
            alerts::check_unknown(source.original, range, self.complaints);
        }
        let mut from = range.start;
        for ruby in source.rubies_in(range) {
            self.original(from..ruby.range.start);
            ruby.write(source.original, &mut self.out.html);
            self.last = ruby.last(source.original);
            from = ruby.range.end;
        }
        self.original(from..range.end);
    }

    fn original(&mut self, range: Range<usize>) {
        let text = &self.source.original[range];
        escape(text, &mut self.out.html);
        self.last = soft_break::last_visible(text).or(self.last);
    }

    pub(super) fn code(&mut self, code: &str) {
        self.out.push("<code>");
        escape(code, &mut self.out.html);
        self.out.push("</code>");
        self.last = soft_break::last_visible(code);
    }

    pub(super) fn soft_break(&mut self, after: &[Item<'_>]) {
        let after = soft_break::next_text(after).and_then(|item| self.first_visible(item));
        let joins =
            matches!((self.last, after), (Some(before), Some(after)) if soft_break::joins(before, after));
        if !joins {
            self.out.push("\n");
        }
    }

    /// The first character a reader sees of some text or code.
    fn first_visible(&self, (event, range): &Item<'_>) -> Option<char> {
        match event {
            Event::Text(text) if self.source.is_copy(text, range) => {
                match self.source.rubies_in(range).next().filter(|ruby| ruby.range.start == range.start) {
                    Some(ruby) => ruby.first(self.source.original),
                    None => self.source.original[range.clone()].chars().next(),
                }
            }
            Event::Text(text) | Event::Code(text) => text.chars().next(),
            _ => None,
        }
    }

    /// A single `~` is text: 「9時~17時」 is a range, and only `~~` is strikethrough.
    pub(super) fn start_strike(&mut self, range: &Range<usize>) {
        let is_strike = self.source.original[range.clone()].starts_with("~~");
        let (start, end) = if is_strike { ("<del>", "</del>") } else { ("~", "~") };
        self.out.push(start);
        self.open_strikes.push(end);
    }

    pub(super) fn end_strike(&mut self) {
        let end = self.open_strikes.pop().unwrap_or("");
        self.out.push(end);
    }

    pub(super) fn start_link(&mut self, target: Target, range: &Range<usize>) {
        let is_link = self.open_images.is_empty() && target.refusal.is_none();
        let index = is_link.then_some(self.body.links.len());
        if let Some(index) = index {
            self.out.push("<a");
            self.out.hole(HoleKind::Link(index as u32));
            self.push_title(&target.title);
            self.out.push(">");
            // The rest is known at the end; the place in the list is that of the start.
            self.body.links.push(Link {
                destination: target.destination.clone(),
                destination_span: Span::default(),
                span: self.complaints.span(range.clone()),
                text: String::new(),
            });
        }
        self.open_links.push(OpenLink { target, range: range.clone(), mark: self.out.mark(), index });
    }

    pub(super) fn end_link(&mut self) {
        let Some(OpenLink { target, range, mark, index }) = self.open_links.pop() else { return };
        let text = text_of(self.out.since(mark));
        if text.trim().is_empty() {
            links::complain_about_empty(range.clone(), self.complaints);
        }
        self.check_destination(&target, &range);
        if let Some(index) = index {
            self.out.push("</a>");
            let link = &mut self.body.links[index];
            link.text = text;
            link.destination_span =
                self.complaints.span(target.destination_range(self.source.original, &range));
        }
    }

    pub(super) fn start_image(&mut self, target: Target) {
        self.open_images.push(OpenImage { target, mark: self.out.mark() });
    }

    pub(super) fn end_image(&mut self, range: &Range<usize>) {
        let Some(OpenImage { target, mark }) = self.open_images.pop() else { return };
        let is_refused = target.refusal.is_some();
        self.check_destination(&target, range);
        if self.out.since(mark).trim().is_empty() {
            links::complain_about_speechless(range.clone(), self.complaints);
        }
        if !self.open_images.is_empty() {
            // Its words are words of the image around it.
            return;
        }
        let alternative = soft_break::fold(&text_of(self.out.since(mark)));
        self.out.back_to(mark);
        if is_refused {
            return escape(&alternative, &mut self.out.html);
        }
        self.out.push("<img");
        self.out.hole(HoleKind::Image(self.body.images.len() as u32));
        self.out.push(" alt=\"");
        escape(&alternative, &mut self.out.html);
        self.out.push("\"");
        self.push_title(&target.title);
        self.out.push(">");
        self.last = None;
        let span = self.complaints.span(range.clone());
        self.body.images.push(Image { source: target.destination, span, alternative });
    }

    /// Complains about a destination that is refused.
    fn check_destination(&mut self, target: &Target, range: &Range<usize>) {
        if let Some(why) = &target.refusal {
            let place = self.complaints.at(target.destination_range(self.source.original, range));
            self.complaints.push(links::refused(why, place));
        }
    }

    fn push_title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push(" title=\"");
            escape(title, &mut self.out.html);
            self.out.push("\"");
        }
    }

    /// Notes how far the words of the open link and the open image reach.
    pub(super) fn reach(&mut self, end: usize) {
        if let Some(link) = self.open_links.last_mut() {
            link.target.text_end = end;
        }
        if let Some(image) = self.open_images.last_mut() {
            image.target.text_end = end;
        }
    }

    pub(super) fn raw_html(&mut self, html: &str, range: &Range<usize>) {
        if self.shows_raw_html {
            return escape(html, &mut self.out.html);
        }
        // `</u>` was complained about where `<u>` stands; `{{<name />}}` is a misplaced call, not HTML.
        let is_known = self.is_in_html_block
            || self.source.is_in_stray_call(range.start)
            || (self.has_raw_html && raw_html::is_closing(html));
        if !is_known {
            self.has_raw_html = true;
            raw_html::complain(self.source.original, range.clone(), self.complaints);
        }
    }
}
