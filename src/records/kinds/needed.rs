//! What a record can be read without.

use std::ops::Deref;

use crate::records::declaration::{Need, Shape};
use crate::records::field::{Field, Kind};
use crate::records::reader::Reader;
use crate::records::table::Table;
use crate::source::Written;
use crate::values::{CityClass, CityCode, Label};

use super::label::Name;

/// A required value without which its record is read all the same, so that what depends on the record is checked
/// in the same run. Where it is missing another value stands in, which is never rendered: there is an error.
#[derive(Clone, Debug)]
pub struct Needed<T> {
    value: T,
    is_written: bool,
}

/// A value that can stand in for a missing one.
pub trait StandIn {
    /// The value.
    fn stand_in() -> Self;
}

impl<T> Needed<T> {
    /// The value, where it is really there.
    pub fn get(&self) -> Option<&T> {
        Some(&self.value).filter(|_| self.is_written)
    }
}

impl<T: StandIn> Default for Needed<T> {
    fn default() -> Self {
        Self { value: T::stand_in(), is_written: false }
    }
}

impl<T> Deref for Needed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Kind + StandIn> Field for Needed<T> {
    const NEED: Need = Need::Required;

    fn read(table: &mut Table<'_, '_>, reader: &mut Reader<'_>, key: &'static str) -> Option<Self> {
        let value = table.required(reader, key, T::choices(), T::read);
        Some(value.map_or_else(Self::default, |value| Self { value, is_written: true }))
    }

    fn shape() -> Shape {
        T::shape()
    }
}

impl StandIn for Label {
    fn stand_in() -> Self {
        Self::new(vec![Some("?".to_owned())], None).expect("the authoritative text is there")
    }
}

impl StandIn for Name {
    fn stand_in() -> Self {
        Self(Label::stand_in())
    }
}

impl StandIn for Written<CityCode> {
    fn stand_in() -> Self {
        let value = CityCode::parse("000001").expect("1 is the check digit of 00000");
        Self { value, span: Default::default() }
    }
}

impl StandIn for CityClass {
    fn stand_in() -> Self {
        Self::City
    }
}
