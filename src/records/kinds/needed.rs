//! What a record can be read without.

use std::ops::Deref;

use crate::records::declaration::{Need, Shape};
use crate::records::field::{Field, Kind};
use crate::records::reader::Reader;
use crate::records::table::Table;

/// A required value without which its record is read all the same, so that what depends on the record is checked
/// in the same run. Where it is missing another value stands in, which is never rendered: there is an error.
#[derive(Clone, Debug)]
pub struct Needed<T> {
    value: T,
    is_written: bool,
}

impl<T> Needed<T> {
    /// The value, where it is really there.
    pub fn get(&self) -> Option<&T> {
        Some(&self.value).filter(|_| self.is_written)
    }
}

impl<T: Kind> Default for Needed<T> {
    fn default() -> Self {
        let value = T::stand_in().expect("only what can be stood in for is declared as needed");
        Self { value, is_written: false }
    }
}

impl<T> Deref for Needed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Kind> Field for Needed<T> {
    const NEED: Need = Need::Required;

    fn read(table: &mut Table<'_, '_>, reader: &mut Reader<'_>, key: &'static str) -> Option<Self> {
        let value = table.required(reader, key, T::choices(), T::read);
        Some(value.map_or_else(Self::default, |value| Self { value, is_written: true }))
    }

    fn shape() -> Shape {
        T::shape()
    }

    fn stand_in() -> Option<Self> {
        Some(Self::default())
    }
}
