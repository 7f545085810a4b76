//! The events of pulldown-cmark in reading order: footnotes apart from the text that refers to them, and
//! blocks for the internal audience gone where they are not for the reader.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::diagnostic::Diagnostic;
use crate::source::Span;

use super::source::Source;
use super::{dialect, hidden};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// Whether `> [!INTERNAL]` blocks are kept. Where they are not, they leave nothing behind: no text, link,
    /// heading, footnote or diagnostic.
    pub internal: bool,
}

/// An event and where in the masked text it comes from.
pub(super) struct Item<'a> {
    pub(super) event: Event<'a>,
    pub(super) range: Range<usize>,
}

pub(super) struct Definition<'a> {
    /// Its label in lower case, for comparing.
    pub(super) key: String,
    /// The whole definition in the masked text.
    pub(super) range: Range<usize>,
    pub(super) items: Vec<Item<'a>>,
}

#[derive(Default)]
pub(super) struct Flow<'a> {
    pub(super) main: Vec<Item<'a>>,
    /// The footnotes, in the order of the file.
    pub(super) definitions: Vec<Definition<'a>>,
    /// Where link reference definitions (`[label]: …`) stand in the masked text, by label in lower case.
    pub(super) references: HashMap<String, Range<usize>>,
    /// The labels that hidden text refers to, in lower case.
    pub(super) hidden_references: HashSet<String>,
    /// Where hidden blocks are, in order.
    hidden: Vec<Span>,
}

impl<'a> Flow<'a> {
    pub(super) fn read(source: &'a Source<'_>, settings: &Settings) -> Self {
        let parser = Parser::new_ext(&source.masked.text, dialect::options()).into_offset_iter();
        let mut builder = FlowBuilder::default();
        builder.flow.references = parser
            .reference_definitions()
            .iter()
            .map(|(label, definition)| (label.to_lowercase(), definition.span.clone()))
            .collect();
        for (event, range) in parser {
            let starts_internal =
                matches!(event, Event::Start(Tag::BlockQuote(Some(_)))) && source.masked.is_internal(&range);
            if starts_internal && !settings.internal && builder.hidden_depth == 0 {
                builder.hidden_depth = 1;
                builder.flow.hidden.push(source.masked.span(&range));
            } else if builder.hidden_depth > 0 {
                builder.hide(&event);
            } else {
                builder.keep(event, range);
            }
        }
        builder.flow
    }

    /// Whether a diagnostic is about text that nobody gets to see.
    pub(super) fn hides(&self, diagnostic: &Diagnostic) -> bool {
        let Some(span) = diagnostic.place.span else { return false };
        let after = self.hidden.partition_point(|hidden| hidden.start <= span.start);
        after > 0 && span.start < self.hidden[after - 1].end
    }
}

/// The label of a footnote, for comparing.
pub(super) fn key(label: &str) -> String {
    hidden::restore(label).to_lowercase()
}

/// A text being put in order.
#[derive(Default)]
struct FlowBuilder<'a> {
    flow: Flow<'a>,
    /// The footnotes that are open; one can be inside another by way of a list.
    open: Vec<Definition<'a>>,
    /// How many block quotations deep we are in one that is hidden.
    hidden_depth: usize,
}

impl<'a> FlowBuilder<'a> {
    fn hide(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::BlockQuote(_)) => self.hidden_depth += 1,
            Event::End(TagEnd::BlockQuote(_)) => self.hidden_depth -= 1,
            Event::FootnoteReference(label) => {
                self.flow.hidden_references.insert(key(label));
            }
            _ => {}
        }
    }

    fn keep(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                self.open.push(Definition { key: key(&label), range, items: Vec::new() });
            }
            Event::End(TagEnd::FootnoteDefinition) => self.flow.definitions.extend(self.open.pop()),
            event => {
                let items =
                    self.open.last_mut().map_or(&mut self.flow.main, |definition| &mut definition.items);
                items.push(Item { event, range });
            }
        }
    }
}
