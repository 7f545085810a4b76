//! Tables whose keys are ids.

use std::ops::Deref;

use crate::records::declaration::Shape;
use crate::records::field::Kind;
use crate::records::reader::{Reader, Value};
use crate::records::table::Table;
use crate::source::Written;

/// A table whose keys are ids, in the order in which they are written.
#[derive(Clone, Debug)]
pub struct ById<T>(Vec<(Written<String>, T)>);

impl<T> Default for ById<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Deref for ById<T> {
    type Target = [(Written<String>, T)];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<T: Kind> Kind for ById<T> {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let table = Table::of(reader, value, || None)?;
        Some(Self(
            table.entries(reader, &T::shape(), |reader, entry| T::read(reader, entry.named(value.key))),
        ))
    }

    fn shape() -> Shape {
        Shape::ById(Box::new(T::shape()))
    }
}
