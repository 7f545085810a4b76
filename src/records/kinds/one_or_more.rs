//! One value, or a list of them: most often there is one, and a list of one is more to write.

use std::ops::Deref;

use crate::records::declaration::{Need, Shape};
use crate::records::field::{Field, Kind, list};
use crate::records::reader::{Reader, Value};
use crate::records::table::Table;

/// The values of a key that takes one value or a list; none where the key is not there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OneOrMore<T>(Vec<T>);

impl<T> Default for OneOrMore<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Deref for OneOrMore<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Kind> Field for OneOrMore<T> {
    const NEED: Need = Need::Optional;

    fn read(table: &mut Table<'_, '_>, reader: &mut Reader<'_>, key: &'static str) -> Option<Self> {
        let read = |reader: &mut Reader<'_>, value: Value<'_, '_>| {
            if value.value.is_array() {
                return list(reader, key, value);
            }
            T::read(reader, value).map(|only| vec![only])
        };
        Some(Self(table.lists(reader, key, read).unwrap_or_default()))
    }

    fn shape() -> Shape {
        let one = <T as Kind>::shape();
        Shape::Either(vec![one.clone(), Shape::List(Box::new(one))])
    }

    fn hidden(self) -> Self {
        Self::default()
    }

    fn stand_in() -> Option<Self> {
        Some(Self::default())
    }
}
