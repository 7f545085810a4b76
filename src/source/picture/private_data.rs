//! What is left out of a picture that is published.

/// What a picture says besides what is seen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum PrivateData {
    /// Where it was taken.
    Position,
    /// Who took or made it, or whose camera it was.
    Author,
    Comment,
    /// Where whoever drew it keeps the file.
    Path,
    /// The device, the day, the program, a small copy of the picture before it was cropped.
    Other,
}
