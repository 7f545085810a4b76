//! The ids of records.

use std::fmt;
use std::ops::Deref;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::Help;
use crate::rules;
use crate::source::Written;
use crate::values::is_id;

use crate::records::declaration::Shape;
use crate::records::field::Kind;
use crate::records::reader::{Reader, Value};

/// The id of a record itself. What refers to another is a [`Reference`](super::Reference).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Id(Written<String>);

impl Deref for Id {
    type Target = Written<String>;

    fn deref(&self) -> &Written<String> {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.value)
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        self.value == other
    }
}

/// A former address as it is written. What it means, and whether it may be, depends on all the addresses of the
/// site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Alias(Written<String>);

impl Deref for Alias {
    type Target = Written<String>;

    fn deref(&self) -> &Written<String> {
        &self.0
    }
}

impl Id {
    /// An id that is not written anywhere, such as a default.
    pub fn unwritten(id: impl Into<String>) -> Self {
        Self(Written { value: id.into(), span: Default::default() })
    }

    /// What stands for an id that cannot be read. Nothing can refer to it.
    pub fn unknown() -> Self {
        Self::unwritten("?")
    }

    /// Whether something can refer to it.
    pub fn is_known(&self) -> bool {
        is_id(&self.0.value)
    }
}

impl Kind for Id {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let id: Written<String> = Kind::read(reader, value)?;
        if is_id(&id.value) {
            return Some(Self(id));
        }
        let diagnostic = reader
            .diagnostic(
                rules::RECORD_ID,
                value.span,
                format!("`{}` は名前（id）に使えません", id.value),
                format!("`{}` cannot be an id", id.value),
            )
            .help_if(spelled_as_id(&id.value).map(|spelled| Help::write(&format!("\"{spelled}\""))))
            .help(
                "半角の英小文字、数字、ハイフンだけを使います（例: `hr-development`）",
                "use small letters, digits and hyphens only, such as `hr-development`",
            );
        reader.report(diagnostic);
        None
    }

    fn shape() -> Shape {
        Shape::Pattern("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", "hr-development")
    }

    fn stand_in() -> Option<Self> {
        Some(Self::unknown())
    }
}

/// The id that differs from what is written in nothing but width, capitals, spaces and `_`.
fn spelled_as_id(written: &str) -> Option<String> {
    let folded: String = written.trim().nfkc().flat_map(char::to_lowercase).collect();
    let id = folded.replace([' ', '_'], "-");
    (is_id(&id) && id != written).then_some(id)
}

impl Kind for Alias {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        Kind::read(reader, value).map(Self)
    }

    fn shape() -> Shape {
        Shape::Pattern(
            "^/?[a-z0-9]([a-z0-9-]*[a-z0-9])?(/[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(\\.html|/)?$",
            "old-name",
        )
    }
}
