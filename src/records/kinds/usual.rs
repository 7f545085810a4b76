//! What a record usually has.

use std::ops::Deref;

use crate::records::declaration::{Need, Shape};
use crate::records::field::{Field, Kind};
use crate::records::reader::Reader;
use crate::records::table::Table;

/// A value that a record has unless another key stands in its place: the record's own check asks for one of them,
/// and examples show this one.
#[derive(Clone, PartialEq, Debug)]
pub struct Usual<T>(Option<T>);

impl<T> Deref for Usual<T> {
    type Target = Option<T>;

    fn deref(&self) -> &Option<T> {
        &self.0
    }
}

impl<T: Kind> Field for Usual<T> {
    const NEED: Need = Need::Usual;

    fn read(table: &mut Table<'_, '_>, reader: &mut Reader<'_>, key: &'static str) -> Option<Self> {
        Some(Self(table.optional(reader, key, T::read)))
    }

    fn shape() -> Shape {
        T::shape()
    }

    fn stand_in() -> Option<Self> {
        Some(Self(None))
    }
}
