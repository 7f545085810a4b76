//! What a record refers to by id.
//!
//! What is written is kept as it is: whether it is an id, the name of what was meant, or nothing that there is, only
//! those can tell who know what there is. They report it, a value of the wrong form too, so that what they propose
//! is what the next build takes.

use std::fmt;
use std::ops::Deref;

use toml::de::DeValue;

use crate::diagnostic::Bilingual;
use crate::records::declaration::Shape;
use crate::records::field::Kind;
use crate::records::reader::{Reader, Value};
use crate::records::wrong_form::WrongForm;
use crate::source::Written;
use crate::values::Label;

/// A name of something else, as it is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    written: Written<String>,
    wrong_form: Option<WrongForm>,
}

impl Deref for Named {
    type Target = Written<String>;

    fn deref(&self) -> &Written<String> {
        &self.written
    }
}

impl From<Written<String>> for Named {
    fn from(written: Written<String>) -> Self {
        Self { written, wrong_form: None }
    }
}

impl Named {
    /// What is wrong with the form of the value, where anything is.
    pub fn wrong_form(&self) -> Option<&WrongForm> {
        self.wrong_form.as_ref()
    }

    /// Whether anything is written; what stands in for a missing value refers to nothing.
    pub fn is_written(&self) -> bool {
        !self.written.value.is_empty()
    }

    fn missing() -> Self {
        Written { value: String::new(), span: Default::default() }.into()
    }

    /// A text, or a value that has one text in it which may be what is meant.
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let outer = reader.take_wrong_form();
        if reader.is_on_broken_line(value.span) {
            return Some(Self::missing());
        }
        if let (Some(text), true) = (value.text(), reader.claim_unquoted(value.span)) {
            let message = Bilingual::new(
                format!("文字列 `{text}` が引用符で囲まれていません"),
                format!("`{text}` is not in quotes"),
            );
            let before = if value.is_item { String::new() } else { format!("{} = ", value.key) };
            let written = Written { value: text.to_owned(), span: value.span };
            return Some(Self { written, wrong_form: Some(WrongForm::unquoted(message, before)) });
        }
        let inner = text_in(value.value).filter(|text| !text.trim().is_empty());
        let inner = inner.or_else(|| value.value.is_integer().then(|| reader.written(value)));
        let (Some(text), None) = (inner, value.text()) else {
            let written = Written { value: reader.text(value)?, span: value.span };
            return Some(Self { written, wrong_form: outer });
        };
        let message = reader.type_mismatch(value, "引用符で囲んだ文字列", "a quoted text");
        let before = if value.is_item { String::new() } else { format!("{} = ", value.key) };
        let written = Written { value: text.to_owned(), span: value.span };
        Some(Self { written, wrong_form: Some(WrongForm::new(message, before, "")) })
    }
}

/// The only text in a list, the `id` of a table, or its first text.
fn text_in<'v>(value: &'v DeValue<'_>) -> Option<&'v str> {
    match value {
        DeValue::Array(items) => match &items[..] {
            [only] => text_in(only.get_ref()).or_else(|| only.get_ref().as_str()),
            _ => None,
        },
        DeValue::Table(table) => {
            let id = table.get("id").or_else(|| table.get("ja")).or_else(|| table.values().next())?;
            id.get_ref().as_str()
        }
        _ => None,
    }
}

macro_rules! references {
    ($($(#[$about:meta])+ $name:ident, $pattern:literal, $example:literal;)+) => {
        $(
            $(#[$about])+
            #[derive(Clone, PartialEq, Eq, Debug)]
            pub struct $name(Named);

            impl Deref for $name {
                type Target = Named;

                fn deref(&self) -> &Named {
                    &self.0
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    formatter.write_str(&self.value)
                }
            }

            impl Kind for $name {
                fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
                    Named::read(reader, value).map(Self)
                }

                fn shape() -> Shape {
                    Shape::Reference($pattern, $example)
                }

                fn stand_in() -> Option<Self> {
                    Some(Self(Named::missing()))
                }
            }
        )+
    };
}

references! {
    /// The id of another record.
    Reference, "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", "hr-development";
    /// The folder of a city.
    CityReference, "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", "kawasaki";
    /// How a plan is named in records: `city/plan`.
    PlanName,
        "^[a-z0-9]([a-z0-9-]*[a-z0-9])?/[a-z0-9]([a-z0-9-]*[a-z0-9])?$",
        "kawasaki/vision-2026";
    /// How a measure is named in records: `city/plan/measure`.
    MeasureName,
        "^[a-z0-9]([a-z0-9-]*[a-z0-9])?(/[a-z0-9]([a-z0-9-]*[a-z0-9])?){2}$",
        "kawasaki/vision-2026/recruitment-review";
}

/// A city: the folder of one that is in the site, or the name of one that is not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CityName {
    InSite(CityReference),
    Elsewhere(Label),
}

impl Kind for CityName {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        match value.value {
            DeValue::Table(_) => Label::read(reader, value).map(Self::Elsewhere),
            _ => CityReference::read(reader, value).map(Self::InSite),
        }
    }

    fn shape() -> Shape {
        Shape::Either(vec![<CityReference as Kind>::shape(), <Label as Kind>::shape()])
    }
}
