//! Short hashes of contents: enough to see that something has changed, and short enough for a URL.

use std::fmt;
use std::str::FromStr;

use crate::source::ContentHash;

/// The first eight bytes of a [`ContentHash`].
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct ShortHash(u64);

pub(super) fn short_hash(bytes: &[u8]) -> ShortHash {
    let ContentHash(hash) = ContentHash::of(bytes);
    let mut first = [0; 8];
    first.copy_from_slice(&hash[..8]);
    ShortHash(u64::from_be_bytes(first))
}

impl ShortHash {
    pub(super) fn bytes(self) -> [u8; 8] {
        self.0.to_be_bytes()
    }
}

impl fmt::Display for ShortHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

impl FromStr for ShortHash {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(Self)
    }
}
