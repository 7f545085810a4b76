//! Short marks of contents: what is the same has the same one.

use std::fmt;
use std::str::FromStr;

use crate::source::ContentHash;

/// The first bytes of a hash.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Mark(u64);

pub(super) fn mark(bytes: &[u8]) -> Mark {
    let ContentHash(hash) = ContentHash::of(bytes);
    let mut first = [0; 8];
    first.copy_from_slice(&hash[..8]);
    Mark(u64::from_be_bytes(first))
}

impl Mark {
    pub(super) fn bytes(self) -> [u8; 8] {
        self.0.to_be_bytes()
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

impl FromStr for Mark {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(Self)
    }
}
