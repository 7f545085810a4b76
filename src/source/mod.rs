//! Text and places in it: what was read, and how to point into it.
//!
//! Nothing here knows what a text means. A [`Place`] is a file and a byte range; lines and columns are
//! worked out from the text only when a person is shown one ([`SourceFile::line_and_column`]).

use std::collections::BTreeMap;
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::{Arc, OnceLock};

mod decode;
mod device;
mod picture;

pub use decode::{Encoding, decode};
pub use device::device_name;
pub use picture::{Picture, PictureFormat, PictureSize, PrivateData};

/// A path inside the site folder, relative, with `/` between names on every system, such as
/// `content/kawasaki/city.toml`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// The path of these words; the caller has joined the names with `/`.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The path without its last name; empty at the top.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

/// A range of bytes in a file's text. Always on character boundaries.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`, in bytes. Files over 4 GiB are refused when they are read.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A value and where it is written, so that a later stage can report it at its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Deref for Written<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Display> fmt::Display for Written<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(formatter)
    }
}

/// A place a person can go to: a file and, where the mistake has one, a range in it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    pub path: SourcePath,
    /// The range in the file's text; `None` means the file as a whole (a file that is missing, say).
    pub span: Option<Span>,
}

impl Place {
    pub fn at(path: &SourcePath, span: Span) -> Self {
        Self { path: path.clone(), span: Some(span) }
    }

    pub fn file(path: &SourcePath) -> Self {
        Self { path: path.clone(), span: None }
    }
}

/// The hash of a file's bytes (BLAKE3).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ContentHash(pub [u8; 32]);

impl ContentHash {
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The hash that 64 hexadecimal digits, as `b3sum` writes them, stand for.
    pub fn parse(digits: &str) -> Option<Self> {
        blake3::Hash::from_hex(digits).ok().map(|hash| Self(*hash.as_bytes()))
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

/// One file as it was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    pub path: SourcePath,
    /// The text, without a byte order mark, lines ending in `\n`. Where the bytes are not UTF-8 this is a
    /// readable stand-in for showing the place, and `encoding` says so: such a file is never parsed.
    pub text: Arc<str>,
    pub encoding: Encoding,
    pub hash: ContentHash,
}

impl SourceFile {
    pub fn new(path: SourcePath, bytes: &[u8]) -> Self {
        let (text, encoding) = decode(bytes);
        Self { path, text: text.into(), encoding, hash: ContentHash::of(bytes) }
    }

    /// The line (from 1) and the column (from 1, in characters) of a byte.
    pub fn line_and_column(&self, byte: u32) -> (usize, usize) {
        let byte = self.text.floor_char_boundary(byte as usize);
        let before = &self.text[..byte];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }

    /// The text of a line, counted from 1, without its end.
    pub fn line(&self, number: usize) -> &str {
        self.text.split('\n').nth(number - 1).unwrap_or("")
    }
}

/// A file that is published as it is: an image, a style sheet, a document to download.
#[derive(Clone, Debug)]
pub struct Asset {
    pub path: SourcePath,
    pub bytes: Arc<[u8]>,
    /// What it says as a picture, read when somebody first asks: the preview keeps unchanged files from one run to
    /// the next.
    picture: Arc<OnceLock<Option<Picture>>>,
    /// Its text, read when somebody first asks.
    text: Arc<OnceLock<SourceFile>>,
}

impl Asset {
    pub fn new(path: SourcePath, bytes: Arc<[u8]>) -> Self {
        Self { path, bytes, picture: Arc::default(), text: Arc::default() }
    }

    /// The file as a text, for a style sheet or a script.
    pub fn text(&self) -> &SourceFile {
        self.text.get_or_init(|| SourceFile::new(self.path.clone(), &self.bytes))
    }

    /// The file as a picture; nothing for one that is not of a format that browsers show.
    pub fn picture(&self) -> Option<&Picture> {
        self.picture.get_or_init(|| Picture::read(&self.bytes)).as_ref()
    }

    /// Whether it is a photograph that is published with all that its file says.
    pub fn keeps_private_data(&self) -> bool {
        picture::keeps_private_data(&self.bytes, self.picture())
    }

    /// The bytes that are published: those of a picture say nothing of people and places.
    pub fn published(&self) -> &Arc<[u8]> {
        self.picture().and_then(|picture| picture.published.as_ref()).unwrap_or(&self.bytes)
    }
}

/// Everything that was read: texts to be parsed and assets to be copied, in the order of their paths.
#[derive(Clone, Default, Debug)]
pub struct Sources {
    /// Markdown, TOML, CSV and templates.
    pub files: BTreeMap<SourcePath, Arc<SourceFile>>,
    /// Everything else.
    pub assets: BTreeMap<SourcePath, Asset>,
}

impl Sources {
    pub fn insert(&mut self, file: SourceFile) {
        self.files.insert(file.path.clone(), Arc::new(file));
    }

    /// The text that a place is in, also one of a file that is published as it is.
    pub fn text_of(&self, place: &Place) -> Option<&SourceFile> {
        let asset = || self.assets.get(&place.path).map(Asset::text);
        self.files.get(&place.path).map(|file| &**file).or_else(asset)
    }

    pub fn file(&self, path: &str) -> Option<&Arc<SourceFile>> {
        self.files.get(&SourcePath::new(path))
    }
}

/// What lies below a folder, with the rest of its path.
pub fn below<'a, T>(
    files: &'a BTreeMap<SourcePath, T>,
    folder: &str,
) -> impl Iterator<Item = (&'a str, &'a T)> {
    files
        .range(SourcePath::new(folder)..)
        .map_while(move |(path, file)| Some((path.as_str().strip_prefix(folder)?, file)))
}
