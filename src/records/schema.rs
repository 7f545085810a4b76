//! JSON Schemas (draft 7) of the records, for editors.
//!
//! A schema sees one file: keys, kinds, required keys, closed lists and patterns. What needs another file or
//! another field (references, uniqueness, check digits, the calendar) only the loader checks; each rule says so in
//! the register. A schema never refuses what the loader takes.

use serde_json::{Map, Value, json};

use crate::values::{Bilingual, Languages};

use super::declaration::{Declaration, FieldDeclaration, Need, Shape, Visibility};

/// Which of the two languages documentation is written in.
pub type Spoken = fn(&Bilingual) -> &str;

/// The schema of a declaration. Where the languages of a site are known, labels take those and no others.
pub fn schema(declaration: &Declaration, languages: Option<&Languages>, spoken: Spoken) -> Value {
    let mut schema = Schemas { languages, spoken }.record(declaration);
    if let Value::Object(keys) = &mut schema {
        keys.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    }
    schema
}

struct Schemas<'a> {
    languages: Option<&'a Languages>,
    spoken: Spoken,
}

impl Schemas<'_> {
    fn record(&self, declaration: &Declaration) -> Value {
        let required = declaration.fields.iter().filter(|field| field.need == Need::Required);
        let required: Vec<&str> = required.map(|field| field.key).collect();
        let properties: Map<String, Value> =
            declaration.fields.iter().map(|field| (field.key.to_owned(), self.field(field))).collect();
        json!({
            "type": "object",
            "description": (self.spoken)(&declaration.about),
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        })
    }

    fn field(&self, field: &FieldDeclaration) -> Value {
        let mut schema = self.shape(&field.shape);
        let mut about = (self.spoken)(&field.about).to_owned();
        if field.visibility == Visibility::Internal {
            about.push_str((self.spoken)(&Bilingual::new(
                "（公開向けの版には入りません。）",
                " (Not part of a public build.)",
            )));
        }
        if let Value::Object(keys) = &mut schema {
            keys.insert("description".to_owned(), json!(about));
        }
        schema
    }

    fn shape(&self, shape: &Shape) -> Value {
        match shape {
            Shape::Text => text(),
            Shape::Pattern(pattern, example) | Shape::Reference(pattern, example) => {
                json!({ "type": "string", "pattern": pattern, "examples": [example] })
            }
            Shape::Code(words) => json!({ "type": "string", "enum": words }),
            Shape::Label(has_reading) => self.label(*has_reading),
            Shape::YesOrNo => json!({ "type": "boolean" }),
            Shape::Integer(None) => json!({ "type": "integer" }),
            Shape::Integer(Some(least)) => {
                json!({ "type": "integer", "minimum": least, "maximum": u32::MAX })
            }
            Shape::Number => json!({ "type": "number" }),
            Shape::Date => {
                json!({ "type": "string", "pattern": DATE, "examples": ["2026-03-31", "2026-03"] })
            }
            Shape::FiscalYear => json!({
                "type": ["integer", "string"],
                "examples": [2026, "R8", "令和8年度", "2026年度"],
            }),
            Shape::Languages => json!({
                "type": "array",
                "minItems": 1,
                "items": { "type": "string", "pattern": LANGUAGE },
                "examples": [["ja", "en"]],
            }),
            Shape::List(items) => json!({ "type": "array", "items": self.shape(items) }),
            Shape::ById(values) => json!({ "type": "object", "additionalProperties": self.shape(values) }),
            Shape::Either(shapes) => {
                json!({ "anyOf": shapes.iter().map(|shape| self.shape(shape)).collect::<Vec<_>>() })
            }
            Shape::Record(declaration) => self.record(&declaration()),
        }
    }

    fn label(&self, has_reading: bool) -> Value {
        let mut properties = Map::new();
        let mut required: Vec<&str> = Vec::new();
        if has_reading {
            required.push("kana");
            properties.insert("kana".to_owned(), json!({ "type": "string", "pattern": super::kinds::KANA }));
        }
        let Some(languages) = self.languages else {
            return json!({
                "type": "object",
                "properties": properties,
                "patternProperties": { LANGUAGE: text() },
                "required": required,
                "additionalProperties": false,
            });
        };
        properties.extend(languages.codes().map(|code| (code.to_owned(), text())));
        required.extend(languages.codes().take(1));
        json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        })
    }
}

/// A text that is not blank.
fn text() -> Value {
    json!({ "type": "string", "pattern": "\\S" })
}

/// A day or a month that a calendar can have; leap years are the loader's.
const DATE: &str = "^[0-9]{4}-(0[1-9]|1[0-2]|(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))$";

/// A language code: BCP 47 in small letters.
const LANGUAGE: &str = "^[a-z]{2,3}(-[a-z0-9]{1,8})*$";
