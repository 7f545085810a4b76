//! The parts that a GIF file consists of (GIF89a, 1990). Its pictures are copied as they are; comments, and what
//! programs say in blocks of their own, are left out.

use super::private_data::PrivateData;

const EXTENSION: u8 = 0x21;
const IMAGE: u8 = 0x2C;
const TRAILER: u8 = 0x3B;
const COMMENT: u8 = 0xFE;
const APPLICATION: u8 = 0xFF;

/// The programs whose blocks say how the picture is shown: how often it is repeated, and its colours.
const APPLICATIONS_KEPT: [&[u8]; 3] = [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

/// The file without what it says besides the picture, and what was left out; nothing for a file whose parts do not
/// hold together, which is published as it is.
pub(super) fn without_private_data(bytes: &[u8]) -> Option<(Vec<u8>, Vec<PrivateData>)> {
    let mut at = 13 + color_table(*bytes.get(10)?);
    let mut out = bytes.get(..at)?.to_vec();
    let mut found = Vec::new();
    while *bytes.get(at)? != TRAILER {
        let start = at;
        at = match bytes[at] {
            EXTENSION => after_blocks(bytes, at + 2)?,
            // Its head, its own colours, and the size of its codes come before its blocks.
            IMAGE => after_blocks(bytes, at + 11 + color_table(*bytes.get(at + 9)?))?,
            _ => return None,
        };
        match said(&bytes[start..at]) {
            Some(kind) => found.push(kind),
            None => out.extend(&bytes[start..at]),
        }
    }
    // What follows the trailer is no part of the picture.
    if at + 1 < bytes.len() {
        found.push(PrivateData::Other);
    }
    out.push(TRAILER);
    found.sort_unstable();
    found.dedup();
    Some((out, found))
}

/// How many bytes the colours take that a field of flags announces.
fn color_table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Where the blocks end that begin here: each says its length, and an empty one is the last.
fn after_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}

/// What a part says besides the picture.
fn said(part: &[u8]) -> Option<PrivateData> {
    match part {
        [EXTENSION, COMMENT, ..] => Some(PrivateData::Comment),
        [EXTENSION, APPLICATION, 11, rest @ ..]
            if !APPLICATIONS_KEPT.iter().any(|kept| rest.starts_with(kept)) =>
        {
            Some(if rest.starts_with(b"XMP DataXMP") { PrivateData::Author } else { PrivateData::Other })
        }
        _ => None,
    }
}
