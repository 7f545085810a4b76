//! How a Rust type is read: its kind says what a value looks like, and whether it is wrapped says whether the key
//! must be there.

use std::sync::Arc;

use toml::Spanned;
use toml::de::DeTable;

use crate::diagnostic::{Bilingual, Candidate, Help, Meant, before_words, instead_of, meant};
use crate::rules;
use crate::source::{Span, Written};
use crate::values::Code;

use super::declaration::{Declaration, Expected, FieldDeclaration, Need, Shape, Visibility};
use super::reader::{Reader, Value};
use super::table::Table;
use super::wrong_form::WrongForm;

/// A kind of value: a text, a date, a record.
pub trait Kind: Sized {
    /// Reads a value; what is wrong with it is reported.
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self>;

    /// What the value looks like.
    fn shape() -> Shape;

    /// What to write where a required key is missing, if there are only a few possible values.
    fn choices() -> Option<Bilingual> {
        None
    }

    /// What stands for a value that cannot be read, so that the rest of its record is checked in the same run. Only
    /// the preview of a draft shows it: anywhere else there is an error.
    fn stand_in() -> Option<Self> {
        None
    }
}

/// A record that was declared with [`record!`](super::declare).
pub trait Record: Sized {
    /// The keys of its fields.
    const KEYS: &'static [&'static str];

    /// Whether it is read without the values that it must have, because other records refer to it or it to them.
    const STANDS_IN: bool;

    /// What the record is and which fields it has.
    fn declaration() -> Declaration;

    /// Reads the record's keys out of a table. `None` where a required one is missing or has no value; every
    /// mistake is reported.
    fn read_keys(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Option<Self>;
}

impl Expected {
    /// The keys of a record.
    pub fn of<T: Record>() -> Self {
        Self { keys: T::KEYS, declaration: T::declaration }
    }
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

    /// What stands for a value that cannot be read.
    fn stand_in() -> Option<Self>;
}

impl<T: Kind> Field for T {
    const NEED: Need = Need::Required;

    fn read(table: &mut Table<'_, '_>, reader: &mut Reader<'_>, key: &'static str) -> Option<Self> {
        table.required(reader, key, T::choices(), T::read)
    }

    fn shape() -> Shape {
        <T as Kind>::shape()
    }

    fn stand_in() -> Option<Self> {
        <T as Kind>::stand_in()
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

    fn hidden(self) -> Self {
        None
    }

    fn stand_in() -> Option<Self> {
        Some(None)
    }
}

impl<T: Kind> Field for Vec<T> {
    const NEED: Need = Need::Optional;

    fn read(table: &mut Table<'_, '_>, reader: &mut Reader<'_>, key: &'static str) -> Option<Self> {
        Some(table.lists(reader, key, |reader, value| list(reader, key, value)).unwrap_or_default())
    }

    fn shape() -> Shape {
        Shape::List(Box::new(<T as Kind>::shape()))
    }

    fn hidden(self) -> Self {
        Self::new()
    }

    fn stand_in() -> Option<Self> {
        Some(Self::new())
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

    fn stand_in() -> Option<Self> {
        T::stand_in().map(Self::new)
    }
}

/// A value with its place, for diagnostics of later stages.
impl<T: Kind> Kind for Written<T> {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        Some(Self { value: T::read(reader, value)?, span: value.span })
    }

    fn shape() -> Shape {
        <T as Kind>::shape()
    }

    fn choices() -> Option<Bilingual> {
        T::choices()
    }

    fn stand_in() -> Option<Self> {
        Some(Self { value: T::stand_in()?, span: Span::default() })
    }
}

/// One of a closed list of words.
impl<T: Code> Kind for T {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        if let Some(code) = code_in_labels::<T>(value) {
            // In a list, and in a table whose keys are ids, the key of the message is not beside the value.
            let key = reader.key_of(value.span).map(|key| format!("{key} = "));
            let instead = Some(format!("{}\"{code}\"", key.unwrap_or_default()));
            reader.wrong_type(value, "引用符で囲んだ語", "a quoted word", instead);
            return None;
        }
        let word = reader.text(value)?;
        let code = T::find(&word);
        if code.is_none() {
            let candidates = code_candidates::<T>();
            let is_unquoted = reader.claim_unquoted(value.span);
            let quoted = match meant(&word, &candidates) {
                Meant::Surely(code) if is_unquoted => {
                    // In a table whose keys are ids the key is not the one that the message names.
                    let key = reader.key_of(value.span).unwrap_or(value.key);
                    Some(Help::write(&format!("{key} = \"{code}\"")))
                }
                _ => None,
            };
            let rule = if is_unquoted { rules::RECORD_TOML } else { rules::RECORD_CODE };
            let diagnostic = reader
                .diagnostic(
                    rule,
                    value.span,
                    format!("`{}` に `{word}` は使えません", value.key),
                    format!("`{}` cannot be `{word}`", value.key),
                )
                .help_if(quoted)
                .help_if(instead_of(&word, &candidates))
                .help_if(T::choices());
            reader.report(diagnostic);
        }
        code
    }

    fn shape() -> Shape {
        Shape::Code(T::ALL.iter().map(|known| known.code()).collect())
    }

    fn choices() -> Option<Bilingual> {
        let words = T::ALL.iter().map(|known| known.code()).collect::<Vec<_>>().join("`, `");
        let called: Vec<String> = code_candidates::<T>().iter().map(|code| code.shown().ja).collect();
        let ja = format!("使えるのは {}です", before_words(&called.join("、")));
        Some(Bilingual::new(ja, format!("it is one of `{words}`")))
    }

    fn stand_in() -> Option<Self> {
        T::ALL.first().copied()
    }
}

/// The code that labels surely mean: `{ ja = "未実施", en = "not surveyed" }` where the words of codes are the theme's.
fn code_in_labels<T: Code>(value: Value<'_, '_>) -> Option<&'static str> {
    let candidates = code_candidates::<T>();
    let texts = value.value.as_table()?.values().filter_map(|text| text.get_ref().as_str());
    let sure = |text: &str| match meant(text, &candidates) {
        Meant::Surely(code) => T::ALL.iter().map(|known| known.code()).find(|known| *known == code),
        Meant::Probably(_) | Meant::Unknown => None,
    };
    texts.filter_map(sure).next()
}

pub(super) fn code_candidates<T: Code>() -> Vec<Candidate<'static>> {
    let names = |code: &T| code.names().iter().map(|name| (*name).to_owned()).collect();
    T::ALL.iter().map(|code| Candidate { id: code.code(), words: names(code) }).collect()
}

/// What stands in a record for a value that cannot be read, where the record is read without it.
pub(super) fn stand_in<T: Field, R: Record>() -> Option<T> {
    if R::STANDS_IN { T::stand_in() } else { None }
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
    let only = value.text().and_then(|_| only_required(&T::declaration()));
    if let Some(only) = only.as_ref().filter(|only| matches!(only.shape, Shape::Reference(..))) {
        return read_alone(reader, value, only.key);
    }
    let instead = || in_a_table(only?, value.text()?);
    let table = Table::of(reader, value, instead)?;
    let mut table = table.expecting(reader, &[Expected::of::<T>()]);
    let record = T::read_keys(reader, &mut table);
    table.finish(reader);
    record
}

/// A name that stands where the record should be that refers to it: what it is the name of is not known yet, so it
/// is reported where that is looked up.
fn read_alone<T: Record>(reader: &mut Reader<'_>, value: Value<'_, '_>, key: &'static str) -> Option<T> {
    let (before, after) = (format!("{{ {key} = "), " }");
    let form = match reader.take_wrong_form() {
        Some(outer) => outer.around(&before, after),
        None => {
            let message = reader.type_mismatch(value, "表（{ … }）", "a table `{ … }`");
            let before = if value.is_item { before } else { format!("{} = {before}", value.key) };
            WrongForm::new(message, before, after)
        }
    };
    reader.wrong_form = Some(form);
    let empty = DeTable::new();
    let record = T::read_keys(reader, &mut Table::alone(&empty, key, value));
    reader.wrong_form = None;
    record
}

/// The one required field of a record, where there is only one.
fn only_required(declaration: &Declaration) -> Option<FieldDeclaration> {
    let mut required = declaration.fields.iter().filter(|field| field.need == Need::Required);
    required.next().filter(|_| required.next().is_none()).cloned()
}

/// What to write for a text that stands where a record is expected: its one required key, where a text is what
/// that takes.
fn in_a_table(only: FieldDeclaration, text: &str) -> Option<String> {
    let takes_text = matches!(only.shape, Shape::Text | Shape::Pattern(..));
    takes_text.then(|| format!("{{ {} = \"{text}\" }}", only.key))
}

/// Reads a list. What cannot be read is left out; a value that stands where the list should be is read as its only
/// one.
pub(super) fn list<T: Kind>(
    reader: &mut Reader<'_>,
    key: &'static str,
    value: Value<'_, '_>,
) -> Option<Vec<T>> {
    let Some(items) = value.value.as_array() else {
        return only_item(reader, key, value).map(|item| vec![item]);
    };
    reader.declare(key, items.iter().map(Spanned::get_ref));
    let mut values = Vec::with_capacity(items.len());
    for item in items.iter() {
        let span = reader.span_of(item);
        values.extend(T::read(reader, Value { is_item: true, ..Value::of(key, item.get_ref(), span) }));
    }
    Some(values)
}

fn only_item<T: Kind>(reader: &mut Reader<'_>, key: &'static str, value: Value<'_, '_>) -> Option<T> {
    let item = Value { is_item: true, ..value };
    let (ja, en) = ("一覧（[ … ]）", "a list `[ … ]`");
    let shape = T::shape();
    if reader.is_header(value.span) {
        reader.declare(key, std::iter::once(value.value));
        if !value.is_corrected {
            let header = Value { span: reader.first_line(value.span), ..value };
            let name = reader.name_in_header(value.span);
            reader.wrong_type(header, "一覧", "a list", Some(format!("[[{name}]]")));
        }
        return T::read(reader, item);
    }
    if value.text().is_some() && refers(&shape) {
        let message = reader.type_mismatch(value, ja, en);
        reader.wrong_form = Some(WrongForm::new(message, format!("{key} = ["), "]"));
        let only = T::read(reader, item);
        reader.wrong_form = None;
        return only;
    }
    let fits = shape.may_be(value.value);
    let instead = match shape {
        Shape::Record(_) if !fits => Some(format!("[[{key}]]")),
        _ => fits.then(|| format!("{key} = [{}]", reader.written_at(value.span))),
    };
    reader.wrong_type(value, ja, en, instead);
    if fits { T::read(reader, item) } else { None }
}

/// Whether a value of this shape is the name of something else.
fn refers(shape: &Shape) -> bool {
    match shape {
        Shape::Reference(..) => true,
        Shape::Record(declaration) => only_required(&declaration()).is_some_and(|only| refers(&only.shape)),
        _ => false,
    }
}
