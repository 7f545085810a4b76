//! What a record can be read without.

use std::ops::Deref;

use crate::diagnostic::Bilingual;
use crate::records::declaration::{Need, Shape};
use crate::records::field::{Field, Kind};
use crate::records::reader::Reader;
use crate::records::table::Table;

/// A required value without which its record is read all the same, so that what depends on the record is checked
/// in the same run. Whoever reads it finds a value: a site with errors is never rendered, and where there is an
/// error nothing reads it.
#[derive(Clone, Debug, PartialEq)]
pub struct Needed<T>(Option<T>);

impl<T> Needed<T> {
    /// The value, where there is one.
    pub fn get(&self) -> Option<&T> {
        self.0.as_ref()
    }
}

impl<T> Default for Needed<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Deref for Needed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_ref().expect("a site with errors is not rendered, and checks ask with `get`")
    }
}

impl<T: Kind> Field for Needed<T> {
    const NEED: Need = Need::Required;

    fn read(table: &mut Table<'_, '_>, reader: &mut Reader<'_>, key: &'static str) -> Option<Self> {
        let choices: Option<Bilingual> = T::choices();
        Some(Self(table.required(reader, key, choices, T::read)))
    }

    fn shape() -> Shape {
        T::shape()
    }
}
