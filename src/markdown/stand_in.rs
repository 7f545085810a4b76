//! The copy of a text that the parser is shown.
//!
//! The copy has the same length as the original, byte for byte; where the parser would misread something, it
//! has something harmless of the same length instead. So every offset in the copy is an offset in the
//! original, and what a reader sees is always taken from the original.
//!
//! What is code is only known after parsing. A text in which nothing is hidden (nearly all of them) is parsed
//! once; any other is parsed a first time to see where its code and addresses are.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::ruby::Ruby;
use super::{alerts, calls, emphasis, ruby};

/// A text and its copy.
pub(super) struct StandIn<'a> {
    pub(super) original: &'a str,
    pub(super) copy: Cow<'a, str>,
    /// The lines that begin like a call, without the space around them; the copy has a rule (`***`) there.
    pub(super) calls: Vec<Range<usize>>,
    /// Every other `{{<` outside code.
    pub(super) stray_calls: Vec<usize>,
    pub(super) rubies: Vec<Ruby>,
    /// Where `[!INTERNAL]` is; the copy has `[!NOTE]` there.
    internal_marks: Vec<usize>,
}

impl<'a> StandIn<'a> {
    /// The copy for a body.
    pub(super) fn of_body(original: &'a str, options: Options) -> Self {
        let mut stand_in = Self::with_ruby(original);
        stand_in.internal_marks = alerts::internal_marks(original);
        if original.contains('{') {
            stand_in.calls = calls::lines(original);
            stand_in.stray_calls = original.match_indices("{{<").map(|(at, _)| at).collect();
        }
        stand_in.finish(options)
    }

    /// The copy for one line of inline Markdown.
    pub(super) fn of_line(original: &'a str, options: Options) -> Self {
        Self::with_ruby(original).finish(options)
    }

    fn with_ruby(original: &'a str) -> Self {
        Self {
            original,
            copy: Cow::Borrowed(original),
            calls: Vec::new(),
            stray_calls: Vec::new(),
            rubies: ruby::find(original),
            internal_marks: Vec::new(),
        }
    }

    fn finish(mut self, options: Options) -> Self {
        let letters = emphasis::letters(self.original, |_| false);
        let nothing_to_hide = self.stray_calls.is_empty()
            && self.rubies.is_empty()
            && self.internal_marks.is_empty()
            && letters.is_empty();
        if nothing_to_hide {
            return self;
        }
        self.copy = self.with_hidden(Vec::new());
        let verbatim = Verbatim::of(&self.copy, options);
        self.rubies.retain(|ruby| !verbatim.has(ruby.range.start));
        self.calls.retain(|line| !verbatim.has(line.start));
        let in_call = Verbatim { ranges: self.calls.clone() };
        self.rubies.retain(|ruby| !in_call.has(ruby.range.start));
        self.stray_calls.retain(|at| !verbatim.has(*at) && !in_call.has(*at));
        let skip = |at: usize| verbatim.has(at) || in_call.has(at);
        let letters = emphasis::letters(self.original, skip).into_iter().filter(|letter| !skip(letter.start));
        self.copy = self.with_hidden(letters.collect());
        self
    }

    /// The original with calls, ruby, internal marks and these letters hidden.
    fn with_hidden(&self, letters: Vec<Range<usize>>) -> Cow<'a, str> {
        let calls = self.calls.iter().map(|line| (line.clone(), Cow::Owned("*".repeat(line.len()))));
        let marks = self.rubies.iter().flat_map(|ruby| &ruby.marks).map(|at| *at..*at + 1);
        let hidden =
            marks.chain(letters).map(|range| (range.clone(), Cow::Borrowed(punctuation(range.len()))));
        let internal = self
            .internal_marks
            .iter()
            .map(|at| (*at..*at + alerts::INTERNAL.len(), Cow::Borrowed(alerts::INTERNAL_STAND_IN)));
        let mut changes: Vec<(Range<usize>, Cow<'static, str>)> =
            calls.chain(hidden).chain(internal).collect();
        changes.sort_by_key(|(range, _)| range.start);
        replace(self.original, &changes)
    }

    /// Whether the text of an event is what stands at its place in the copy; entities and escapes are not.
    pub(super) fn is_copy(&self, text: &str, range: &Range<usize>) -> bool {
        self.copy.get(range.clone()) == Some(text)
    }

    /// The ruby that is wholly in a range.
    pub(super) fn rubies_in(&self, range: &Range<usize>) -> impl Iterator<Item = &Ruby> {
        let (start, end) = (range.start, range.end);
        let first = self.rubies.partition_point(|ruby| ruby.range.start < start);
        self.rubies[first..].iter().take_while(move |ruby| ruby.range.end <= end)
    }

    /// Whether the alert at a range is one for the internal audience.
    pub(super) fn is_internal(&self, alert: &Range<usize>) -> bool {
        alerts::is_internal(&self.original[alert.clone()])
    }

    /// Whether `<` at a place is that of a `{{<` that was complained about.
    pub(super) fn is_in_stray_call(&self, at: usize) -> bool {
        at.checked_sub("{{".len()).is_some_and(|start| self.stray_calls.binary_search(&start).is_ok())
    }
}

/// Punctuation of a given length in bytes that means nothing in Markdown.
fn punctuation(length: usize) -> &'static str {
    match length {
        1 => ",",
        2 => "·",
        3 => "・",
        _ => "𐄀",
    }
}

/// `changes` are in order; one that begins inside another is left out.
fn replace<'a>(original: &'a str, changes: &[(Range<usize>, Cow<'static, str>)]) -> Cow<'a, str> {
    if changes.is_empty() {
        return Cow::Borrowed(original);
    }
    let mut copy = String::with_capacity(original.len());
    for (range, stand_in) in changes {
        debug_assert_eq!(range.len(), stand_in.len(), "a stand-in must not move what comes after it");
        if copy.len() <= range.start {
            copy.push_str(&original[copy.len()..range.start]);
            copy.push_str(stand_in);
        }
    }
    copy.push_str(&original[copy.len()..]);
    Cow::Owned(copy)
}

/// The places whose characters are not text: code, raw HTML and addresses.
struct Verbatim {
    /// In order; they do not overlap.
    ranges: Vec<Range<usize>>,
}

impl Verbatim {
    fn of(copy: &str, options: Options) -> Self {
        let parser = Parser::new_ext(copy, options);
        let mut ranges: Vec<Range<usize>> =
            parser.reference_definitions().iter().map(|(_, definition)| definition.span.clone()).collect();
        let mut text_end = 0;
        for (event, range) in parser.into_offset_iter() {
            let end = range.end;
            match event {
                Event::Code(_) | Event::InlineHtml(_) | Event::Html(_) | Event::FootnoteReference(_) => {
                    ranges.push(range);
                }
                Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => ranges.push(range),
                Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) => {
                    text_end = range.start;
                    // Their text is their address, or the key to it.
                    if matches!(
                        link_type,
                        LinkType::Autolink | LinkType::Email | LinkType::Shortcut | LinkType::Collapsed
                    ) {
                        ranges.push(range);
                    }
                    continue;
                }
                Event::End(TagEnd::Link | TagEnd::Image) => ranges.push(text_end.max(range.start)..end),
                Event::Start(_) => continue,
                _ => {}
            }
            text_end = end;
        }
        Self { ranges: merged(ranges) }
    }

    fn has(&self, at: usize) -> bool {
        let after = self.ranges.partition_point(|range| range.start <= at);
        after > 0 && at < self.ranges[after - 1].end
    }
}

fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}
