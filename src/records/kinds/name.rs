//! The names by which records refer to each other.

use std::fmt;
use std::ops::Deref;

use crate::rules;
use crate::source::Written;
use crate::values::is_id;

use crate::records::declaration::Shape;
use crate::records::field::Kind;
use crate::records::reader::{Reader, Value};

macro_rules! written_names {
    ($($(#[$about:meta])+ $name:ident;)+) => {
        $(
            $(#[$about])+
            #[derive(Clone, PartialEq, Eq, Debug)]
            pub struct $name(Written<String>);

            impl Deref for $name {
                type Target = Written<String>;

                fn deref(&self) -> &Written<String> {
                    &self.0
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    formatter.write_str(&self.value)
                }
            }

            impl PartialEq<str> for $name {
                fn eq(&self, other: &str) -> bool {
                    self.value == other
                }
            }
        )+
    };
}

written_names! {
    /// The id of a record: its own, or that of another one which is looked up later.
    Id;
    /// How a plan is named in records: `city/plan`.
    PlanName;
    /// How a measure is named in records: `city/plan/measure`.
    MeasureName;
    /// A former address as it is written. What it means, and whether it may be, depends on all the addresses of the
    /// site.
    Alias;
}

impl Id {
    /// An id that is not written anywhere, such as a default.
    pub fn unwritten(id: impl Into<String>) -> Self {
        Self(Written { value: id.into(), span: Default::default() })
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
}

impl Kind for PlanName {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        path(reader, value, "市/計画", "city/plan", "kawasaki/vision-2026").map(Self)
    }

    fn shape() -> Shape {
        Shape::Pattern(
            "^[a-z0-9]([a-z0-9-]*[a-z0-9])?/[a-z0-9]([a-z0-9-]*[a-z0-9])?$",
            "kawasaki/vision-2026",
        )
    }
}

impl Kind for MeasureName {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let example = "kawasaki/vision-2026/recruitment-review";
        path(reader, value, "市/計画/取組", "city/plan/measure", example).map(Self)
    }

    fn shape() -> Shape {
        Shape::Pattern(
            "^[a-z0-9]([a-z0-9-]*[a-z0-9])?(/[a-z0-9]([a-z0-9-]*[a-z0-9])?){2}$",
            "kawasaki/vision-2026/recruitment-review",
        )
    }
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

/// Ids joined with `/`, as many as the form has.
fn path(
    reader: &mut Reader<'_>,
    value: Value<'_, '_>,
    ja: &str,
    en: &str,
    example: &str,
) -> Option<Written<String>> {
    let path: Written<String> = Kind::read(reader, value)?;
    let ids: Vec<&str> = path.value.split('/').collect();
    if ids.len() == en.split('/').count() && ids.iter().all(|id| is_id(id)) {
        return Some(path);
    }
    let diagnostic = reader
        .diagnostic(
            rules::RECORD_ID,
            value.span,
            format!("`{}` は `{ja}` の形ではありません", path.value),
            format!("`{}` does not have the form `{en}`", path.value),
        )
        .help(
            format!("フォルダーの名前で書きます（例: `{example}`）"),
            format!("use the names of the folders, such as `{example}`"),
        );
    reader.report(diagnostic);
    None
}
