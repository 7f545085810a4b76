//! Ids: names that other files, addresses and other systems rely on.

/// Whether a word can be an id and part of an address: small letters, digits and hyphens, not empty, and
/// not beginning or ending with a hyphen.
pub fn is_id(word: &str) -> bool {
    !word.is_empty()
        && !word.starts_with('-')
        && !word.ends_with('-')
        && word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}
