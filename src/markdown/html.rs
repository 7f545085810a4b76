//! The parser's events become HTML with holes: here the walk over the events, in [`inline`] what stands on a
//! line, in [`blocks`] what stands between lines, in [`table`] tables.
//!
//! The HTML has few forms: attributes are in double quotes and hold neither `<` nor `>`, so that
//! [`super::text`] can cut it into tags and text by looking for those two.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, RefDefs, Tag, TagEnd};

use super::complaints::Complaints;
use super::footnotes::Footnotes;
use super::headings::Headings;
use super::output::{Mark, Output};
use super::stand_in::StandIn;
use super::text::without_links;
use super::{Body, HoleKind, Settings, calls, soft_break};

mod blocks;
mod inline;
mod table;

/// The Markdown of bodies. Never the metadata blocks: they make pulldown-cmark 0.13 quadratic, and the front
/// matter has been cut off long before.
const BODY: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST);

/// The Markdown of single lines.
const INLINE: Options = Options::ENABLE_STRIKETHROUGH;

/// An event and its range in the text.
pub(super) type Item<'a> = (Event<'a>, Range<usize>);

/// A top-level heading: where it starts and its id.
pub(super) type SectionStart = (usize, String);

/// The body of a text, without its sections, and where these start.
pub(super) fn body(
    text: &str,
    settings: &Settings,
    complaints: &mut Complaints<'_>,
) -> (Body, Vec<SectionStart>) {
    let source = StandIn::of_body(text, BODY);
    for ruby in &source.rubies {
        ruby.check(text, complaints);
    }
    calls::complain_about_strays(text, &source.stray_calls, complaints);
    let mut writer = Writer::new(&source, settings, complaints);
    writer.write(BODY);
    writer.finish()
}

/// One line of inline Markdown, without links. HTML in it is shown as text.
pub(super) fn line(text: &str, complaints: &mut Complaints<'_>) -> String {
    /// Stands before the line so that nothing in it begins a block; being punctuation, it is to emphasis what
    /// the start of a line is.
    const START: &str = ",";
    let text = format!("{START}{}", soft_break::fold(text));
    let source = StandIn::of_line(&text, INLINE);
    let settings = Settings { internal: true };
    let mut writer = Writer::new(&source, &settings, complaints);
    writer.shows_raw_html = true;
    writer.write(INLINE);
    let html = without_links(&writer.out.html);
    let html = html.trim_end();
    let html = html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>")).unwrap_or(html);
    html.strip_prefix(START).unwrap_or(html).to_owned()
}

struct Writer<'a, 'c, 'p> {
    source: &'a StandIn<'a>,
    settings: &'a Settings,
    complaints: &'c mut Complaints<'p>,
    out: Output,
    body: Body,
    headings: Headings,
    footnotes: Footnotes,
    table: table::Table,
    /// How many elements are open.
    depth: usize,
    /// The last character a reader sees in this block.
    last: Option<char>,
    open_links: Vec<inline::OpenLink>,
    open_images: Vec<inline::OpenImage>,
    /// For each open strikethrough, what ends it.
    open_strikes: Vec<&'static str>,
    open_quotes: Vec<blocks::OpenQuote>,
    open_heading: Option<blocks::OpenHeading>,
    /// Where the paragraph begins that is the lead.
    open_lead: Option<Mark>,
    /// Of the footnote definitions being written: what was written before, and their label.
    open_notes: Vec<(Output, String)>,
    is_in_code_block: bool,
    is_in_html_block: bool,
    /// Whether nothing but blocks for the internal audience has come so far.
    is_start: bool,
    section_starts: Vec<SectionStart>,
    /// How many of the call lines have come out.
    calls_done: usize,
    /// Whether HTML is shown as text, and is no mistake.
    shows_raw_html: bool,
    has_raw_html: bool,
}

impl<'a, 'c, 'p> Writer<'a, 'c, 'p> {
    fn new(source: &'a StandIn<'a>, settings: &'a Settings, complaints: &'c mut Complaints<'p>) -> Self {
        Self {
            source,
            settings,
            complaints,
            // Japanese HTML is about a tenth longer than its Markdown.
            out: Output { html: String::with_capacity(source.original.len() * 9 / 8), ..Output::default() },
            body: Body::default(),
            headings: Headings::default(),
            footnotes: Footnotes::default(),
            table: table::Table::default(),
            depth: 0,
            last: None,
            open_links: Vec::new(),
            open_images: Vec::new(),
            open_strikes: Vec::new(),
            open_quotes: Vec::new(),
            open_heading: None,
            open_lead: None,
            open_notes: Vec::new(),
            is_in_code_block: false,
            is_in_html_block: false,
            is_start: true,
            section_starts: Vec::new(),
            calls_done: 0,
            shows_raw_html: false,
            has_raw_html: false,
        }
    }

    /// Writes all events.
    fn write(&mut self, options: Options) {
        let source = self.source;
        let mut parser = Parser::new_ext(&source.copy, options).into_offset_iter();
        let events: Vec<Item<'_>> = parser.by_ref().collect();
        let definitions = parser.reference_definitions();
        let mut next = 0;
        while let Some((event, range)) = events.get(next) {
            next += 1;
            let after = &events[next..];
            match event {
                Event::Start(Tag::BlockQuote(kind)) if self.is_dropped(*kind, range) => {
                    next += self.drop_block(after);
                }
                Event::Start(tag) => self.start(tag, range, definitions),
                Event::End(tag) => self.end(*tag, range),
                leaf => self.leaf(leaf, range, after),
            }
        }
    }

    fn finish(mut self) -> (Body, Vec<SectionStart>) {
        self.miss_calls_before(self.source.original.len());
        self.footnotes.finish(&mut self.out, self.complaints);
        self.out.html.shrink_to_fit();
        self.body.html = self.out.html;
        self.body.holes = self.out.holes;
        (self.body, self.section_starts)
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>, definitions: &RefDefs<'_>) {
        match tag {
            Tag::Emphasis => self.out.push("<em>"),
            Tag::Strong => self.out.push("<strong>"),
            Tag::Strikethrough => self.start_strike(range),
            Tag::Link { link_type, dest_url, title, id } => {
                let target = inline::Target::new(*link_type, dest_url, title, id, definitions, range);
                self.start_link(target, range);
            }
            Tag::Image { link_type, dest_url, title, id } => {
                let target = inline::Target::new(*link_type, dest_url, title, id, definitions, range);
                self.start_image(target);
            }
            _ => self.start_block(tag, range),
        }
        self.depth += 1;
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        self.depth -= 1;
        match tag {
            TagEnd::Emphasis => self.out.push("</em>"),
            TagEnd::Strong => self.out.push("</strong>"),
            TagEnd::Strikethrough => self.end_strike(),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.end_image(range),
            _ => self.end_block(tag, range),
        }
        self.reach(range.end);
    }

    /// Writes what has no content of its own.
    fn leaf(&mut self, event: &Event<'_>, range: &Range<usize>, after: &[Item<'_>]) {
        match event {
            Event::Text(text) => self.text(text, range),
            Event::Code(code) => self.code(code),
            Event::SoftBreak => self.soft_break(after),
            Event::HardBreak => self.out.push("<br>\n"),
            Event::Rule => self.rule(range),
            Event::FootnoteReference(label) => self.footnotes.refer(label, &mut self.out),
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(html, range),
            // The options leave out task lists and mathematics.
            _ => {}
        }
        self.reach(range.end);
    }
}
