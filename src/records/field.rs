//! How a Rust type is read: its kind says what a value looks like, and whether it is wrapped says whether the key
//! must be there.

use std::sync::Arc;

use crate::diagnostic::{Bilingual, did_you_mean};
use crate::rules;
use crate::source::Written;
use crate::values::Code;

use super::declaration::{Declaration, FieldDeclaration, Need, Shape, Visibility};
use super::reader::{Reader, Value};
use super::table::Table;

/// A kind of value: a text, a date, a record.
pub trait Kind: Sized {
    /// Reads a value; what is wrong with it is reported.
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self>;

    /// What the value looks like.
    fn shape() -> Shape;

    /// What stands for a value that a draft does not have yet. It is shown to those who write, and never published.
    fn placeholder() -> Option<Self> {
        None
    }

    /// What to write where a required key is missing, if there are only a few possible values.
    fn choices() -> Option<Bilingual> {
        None
    }
}

/// A record that was declared with [`record!`](super::declare).
pub trait Record: Sized {
    /// What the record is and which fields it has.
    fn declaration() -> Declaration;

    /// Reads the record's keys out of a table. `None` where a required one is missing or has no value; every
    /// mistake is reported.
    fn read_keys(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Option<Self>;
}

/// A field of a record: a kind that is required, optional (`Option`) or a list (`Vec`).
pub trait Field: Sized {
    /// Whether the key must be there.
    const NEED: Need;

    /// Reads the value of a key. `None` keeps the record from being made.
    fn read(table: &mut Table<'_, '_>, reader: &mut Reader<'_>, key: &'static str) -> Option<Self>;

    /// What the value looks like.
    fn shape() -> Shape;

    /// What is left of the value for those who may not see it.
    fn hidden(self) -> Self {
        self
    }

    /// What stands for the value in a draft.
    fn placeholder() -> Option<Self> {
        None
    }
}

impl<T: Kind> Field for T {
    const NEED: Need = Need::Required;

    fn read(table: &mut Table<'_, '_>, reader: &mut Reader<'_>, key: &'static str) -> Option<Self> {
        let value = table.required(reader, key, T::choices(), T::read);
        // In a list, what lacks a value is left out; without one of its own keys there would be no draft to show.
        value.or_else(|| table.is_outermost().then(|| reader.placeholder(key)).flatten())
    }

    fn shape() -> Shape {
        <T as Kind>::shape()
    }

    fn placeholder() -> Option<Self> {
        <T as Kind>::placeholder()
    }
}

impl<T: Kind> Field for Option<T> {
    const NEED: Need = Need::Optional;

    fn read(table: &mut Table<'_, '_>, reader: &mut Reader<'_>, key: &'static str) -> Option<Self> {
        Some(table.optional(reader, key, T::read))
    }

    fn shape() -> Shape {
        <T as Kind>::shape()
    }

    fn placeholder() -> Option<Self> {
        Some(None)
    }

    fn hidden(self) -> Self {
        None
    }
}

impl<T: Kind> Field for Vec<T> {
    const NEED: Need = Need::Optional;

    fn read(table: &mut Table<'_, '_>, reader: &mut Reader<'_>, key: &'static str) -> Option<Self> {
        Some(
            table.optional(reader, key, |reader, value| reader.list(key, value, T::read)).unwrap_or_default(),
        )
    }

    fn shape() -> Shape {
        Shape::List(Box::new(<T as Kind>::shape()))
    }

    fn placeholder() -> Option<Self> {
        Some(Self::new())
    }

    fn hidden(self) -> Self {
        Self::new()
    }
}

/// A value that is shared instead of copied: records go into the model whole.
impl<T: Kind> Kind for Arc<T> {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        T::read(reader, value).map(Self::new)
    }

    fn shape() -> Shape {
        <T as Kind>::shape()
    }
}

/// A value with its place, for diagnostics of later stages.
impl<T: Kind> Kind for Written<T> {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        Some(Self { value: T::read(reader, value)?, span: value.span })
    }

    fn placeholder() -> Option<Self> {
        Some(Self { value: T::placeholder()?, span: Default::default() })
    }

    fn shape() -> Shape {
        <T as Kind>::shape()
    }

    fn choices() -> Option<Bilingual> {
        T::choices()
    }
}

/// One of a closed list of words.
impl<T: Code> Kind for T {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let word = reader.text(value)?;
        let code = T::find(&word);
        if code.is_none() {
            let diagnostic = reader
                .diagnostic(
                    rules::RECORD_CODE,
                    value.span,
                    format!("`{}` に `{word}` は使えません", value.key),
                    format!("`{}` cannot be `{word}`", value.key),
                )
                .help_if(did_you_mean(&word, T::ALL.iter().map(|known| known.code())))
                .help_if(T::choices());
            reader.report(diagnostic);
        }
        code
    }

    /// The last word claims least: a programme is the least of plans, a machine's the least of translations.
    fn placeholder() -> Option<Self> {
        T::ALL.last().copied()
    }

    fn shape() -> Shape {
        Shape::Code(T::ALL.iter().map(|known| known.code()).collect())
    }

    fn choices() -> Option<Bilingual> {
        let words = T::ALL.iter().map(|known| known.code()).collect::<Vec<_>>().join("`, `");
        Some(Bilingual::new(format!("使えるのは `{words}` です"), format!("it is one of `{words}`")))
    }
}

/// Reads a field, without what the reader's audience may not see.
pub(super) fn read_field<T: Field>(
    table: &mut Table<'_, '_>,
    reader: &mut Reader<'_>,
    key: &'static str,
    visibility: Visibility,
) -> Option<T> {
    let value = T::read(table, reader, key)?;
    Some(if visibility == Visibility::Internal && !reader.sees_internal() { value.hidden() } else { value })
}

/// The declaration of a field of this type.
pub(super) fn declare_field<T: Field>(
    key: &'static str,
    about: (&[&str], &str),
    has_default: bool,
    visibility: Visibility,
) -> FieldDeclaration {
    let need = if has_default { Need::Optional } else { T::NEED };
    FieldDeclaration::new(key, about, need, visibility, T::shape())
}

/// Reads a table as a record.
pub(super) fn read_table<T: Record>(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<T> {
    let Some(mut table) = Table::of(value) else {
        let instead = value.text().and_then(|text| in_a_table::<T>(text));
        reader.wrong_type(value, "表（{ … }）", "a table `{ … }`", instead);
        return None;
    };
    let record = T::read_keys(reader, &mut table);
    table.finish(reader);
    record
}

/// What to write for a text that stands where a record is expected: its one required key, where a text is what
/// that takes.
fn in_a_table<T: Record>(text: &str) -> Option<String> {
    let declaration = T::declaration();
    let mut required = declaration.fields.iter().filter(|field| field.need == Need::Required);
    let only = required.next().filter(|_| required.next().is_none())?;
    let takes_text = matches!(only.shape, Shape::Text | Shape::Pattern(..));
    takes_text.then(|| format!("{{ {} = \"{text}\" }}", only.key))
}
