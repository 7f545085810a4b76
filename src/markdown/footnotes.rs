//! The numbers of footnotes: in the order in which a reader meets them, those of footnotes themselves last.

use std::collections::HashMap;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::Diagnostic;
use crate::rules;
use crate::source::Place;

use super::flow::{Definition, Flow, Item, key};
use super::hidden;
use super::source::Source;

#[derive(Default)]
pub(super) struct Footnotes<'a> {
    /// In the order of the file.
    notes: Vec<Note<'a>>,
    by_key: HashMap<&'a str, usize>,
    /// In the order of their numbers.
    order: Vec<usize>,
}

struct Note<'a> {
    definition: &'a Definition<'a>,
    /// 0 until somebody refers to it.
    number: usize,
    references: usize,
    /// How many of the references have been written.
    written: usize,
}

#[derive(Clone, Copy)]
pub(super) struct Reference {
    pub(super) number: usize,
    /// Which of the references to that footnote, from 1.
    pub(super) occurrence: usize,
}

impl Reference {
    /// The reference as people and ids know it: `1`, and `1-2` the second time.
    pub(super) fn name(self) -> String {
        match self.occurrence {
            1 => self.number.to_string(),
            occurrence => format!("{}-{occurrence}", self.number),
        }
    }
}

impl<'a> Footnotes<'a> {
    pub(super) fn number(source: &Source<'_>, flow: &'a Flow<'_>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut footnotes = Self::default();
        for definition in &flow.definitions {
            footnotes.define(source, definition, diagnostics);
        }
        footnotes.count(&flow.main);
        let mut number = 0;
        while let Some(definition) = footnotes.definition(number + 1) {
            footnotes.count(&definition.items);
            number += 1;
        }
        let unread = footnotes.notes.iter().filter(|note| note.number == 0).map(|note| note.definition);
        diagnostics.extend(
            unread
                .filter(|definition| !flow.hidden_references.contains(&definition.key))
                .map(|definition| unused(label_place(source, definition), &definition.key)),
        );
        footnotes
    }

    fn define(
        &mut self,
        source: &Source<'_>,
        definition: &'a Definition<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        if let Some(first) = self.by_key.get(definition.key.as_str()) {
            let first = label_place(source, self.notes[*first].definition);
            return diagnostics.push(defined_twice(label_place(source, definition), &definition.key, first));
        }
        self.by_key.insert(&definition.key, self.notes.len());
        self.notes.push(Note { definition, number: 0, references: 0, written: 0 });
    }

    /// Counts the references in a text. Those in the alternative text of an image are not written.
    fn count(&mut self, items: &[Item<'_>]) {
        let mut image_depth = 0;
        for item in items {
            match &item.event {
                Event::Start(Tag::Image { .. }) => image_depth += 1,
                Event::End(TagEnd::Image) => image_depth -= 1,
                Event::FootnoteReference(label) if image_depth == 0 => self.count_one(label),
                _ => {}
            }
        }
    }

    fn count_one(&mut self, label: &str) {
        let Some(index) = self.by_key.get(key(label).as_str()) else { return };
        let note = &mut self.notes[*index];
        note.references += 1;
        if note.number == 0 {
            self.order.push(*index);
            note.number = self.order.len();
        }
    }

    fn note(&self, number: usize) -> Option<&Note<'a>> {
        Some(&self.notes[*self.order.get(number - 1)?])
    }

    pub(super) fn definition(&self, number: usize) -> Option<&'a Definition<'a>> {
        Some(self.note(number)?.definition)
    }

    /// The next reference to a label, if there is such a footnote.
    pub(super) fn next_reference(&mut self, label: &str) -> Option<Reference> {
        let note = &mut self.notes[*self.by_key.get(key(label).as_str())?];
        note.written += 1;
        Some(Reference { number: note.number, occurrence: note.written })
    }

    pub(super) fn references(&self, number: usize) -> impl Iterator<Item = Reference> + use<> {
        let references = self.note(number).map_or(0, |note| note.references);
        (1..=references).map(move |occurrence| Reference { number, occurrence })
    }
}

/// Where a definition's label is written, `[^label]`.
fn label_place(source: &Source<'_>, definition: &Definition<'_>) -> Place {
    let text = &source.masked.text[definition.range.clone()];
    let end = text.find("]:").map_or(0, |at| at + 1);
    source.place(&(definition.range.start..definition.range.start + end))
}

/// The length and the label of what looks like a reference to a footnote at the start of a text: `[^label]`.
/// pulldown-cmark leaves it as it is where there is no such footnote.
pub(super) fn dangling(text: &str) -> Option<(usize, &str)> {
    /// Bounds the search for the closing bracket.
    const LABEL_BYTES_MAX: usize = 200;
    let rest = text.strip_prefix("[^")?;
    let end =
        rest.bytes().take(LABEL_BYTES_MAX).position(|byte| matches!(byte, b']' | b'[' | b'\n' | b' '))?;
    (end > 0 && rest.as_bytes()[end] == b']').then(|| (end + 3, &rest[..end]))
}

/// The diagnostic for a reference to a footnote that is not there.
pub(super) fn undefined(place: Place, label: &str) -> Diagnostic {
    Diagnostic::new(
        rules::MARKDOWN_FOOTNOTE,
        place,
        format!("脚注 `[^{label}]` の本文がありません"),
        format!("the footnote `[^{label}]` is not defined"),
    )
    .help(
        format!("行の頭に `[^{label}]: 脚注の文` と書きます"),
        format!("write `[^{label}]: the note` at the start of a line"),
    )
}

/// The diagnostic for a reference to a footnote that only the internal audience sees.
pub(super) fn internal_only(place: Place, label: &str) -> Diagnostic {
    let label = hidden::restore(label);
    Diagnostic::new(
        rules::MARKDOWN_FOOTNOTE,
        place,
        format!("脚注 `[^{label}]` の本文は庁内向けの囲みの中にしかありません"),
        format!("the footnote `[^{label}]` is defined only for the internal audience"),
    )
    .help(
        format!("`[^{label}]: …` を囲みの外に移すか、参照も囲みの中に入れます"),
        format!("move `[^{label}]: …` out of the block, or the reference into it"),
    )
}

fn unused(place: Place, label: &str) -> Diagnostic {
    Diagnostic::new(
        rules::MARKDOWN_FOOTNOTE_UNUSED,
        place,
        format!("脚注 `[^{label}]` はどこからも参照されていません"),
        format!("nothing refers to the footnote `[^{label}]`"),
    )
    .help(
        format!("本文に `[^{label}]` を書くか、脚注を消します。このままでは表示されません"),
        format!("write `[^{label}]` in the text, or delete the note: it is not shown"),
    )
}

fn defined_twice(place: Place, label: &str, first: Place) -> Diagnostic {
    Diagnostic::new(
        rules::MARKDOWN_FOOTNOTE,
        place,
        format!("脚注 `[^{label}]` が二つあります"),
        format!("the footnote `[^{label}]` is defined twice"),
    )
    .note(first, "一つ目", "the first one")
    .help("別の名前にします", "give one of them another label")
}

#[cfg(test)]
mod tests {
    use super::dangling;

    #[test]
    fn what_looks_like_a_reference() {
        assert_eq!(dangling("[^注1]は"), Some((7, "注1")));
        for text in ["[^]", "[^a b]", "[^a", "[a]", "[^a[b]"] {
            assert_eq!(dangling(text), None, "{text}");
        }
    }
}
