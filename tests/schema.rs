//! The JSON Schemas agree with the loader on every example of a mistake: what a schema refuses the loader reports
//! too, and what the register says a schema can find it refuses.

#[path = "support/examples.rs"]
mod examples;
mod support;

use std::collections::BTreeMap;

use examples::examples;
use jsonschema::Validator;
use serde_json::Value;
use shirube::diagnostic::Diagnostic;
use shirube::records::{Declaration, FRONT_MATTER, RECORD_FILES, SiteRecord, schema, site_record};
use shirube::rules::FoundBy;
use shirube::values::Languages;
use support::{build, fixture, options};

#[test]
fn schema_and_loader_agree_on_every_example() {
    let mut validators = BTreeMap::new();
    let (mut compared, mut refused) = (0, 0);
    let mut wrong = Vec::new();
    for files in examples() {
        let sources = fixture(&files);
        // Without its languages nothing of a site is read.
        let Some(site) = site_record(sources.file("content/site.toml").unwrap()).record else { continue };
        let validators = validators.entry(codes(&site)).or_insert_with(|| validators_for(&site.languages));
        let (_, diagnostics) = build(&sources, &options());
        for (path, file) in &sources.files {
            let Some((kind, toml)) = kind_and_toml(path.as_str(), &file.text) else { continue };
            // What is no TOML has no keys to speak of.
            let Ok(value) = toml.parse::<toml::Table>() else { continue };
            let found: Vec<&Diagnostic> =
                diagnostics.iter().filter(|found| found.place.path == *path).collect();
            compared += 1;
            let errors = errors(&validators[kind], &value);
            refused += usize::from(!errors.is_empty());
            wrong.extend(disagreement(&errors, &found).map(|what| format!("{path}: {what}\n{toml}")));
        }
    }
    assert!(compared > 500 && refused > 50, "{compared} files compared, {refused} refused");
    assert!(wrong.is_empty(), "{} disagreements\n{}", wrong.len(), wrong.join("\n\n"));
}

/// What the schema and the loader do not agree on.
fn disagreement(errors: &[String], found: &[&Diagnostic]) -> Option<String> {
    let visible: Vec<&str> = found
        .iter()
        .filter(|diagnostic| diagnostic.rule.found_by == FoundBy::Schema)
        .map(|diagnostic| diagnostic.code())
        .collect();
    if !visible.is_empty() && errors.is_empty() {
        return Some(format!("the loader reports {visible:?}, the schema nothing"));
    }
    (found.is_empty() && !errors.is_empty())
        .then(|| format!("the schema refuses what the loader takes: {errors:?}"))
}

fn errors(validator: &Validator, value: &toml::Table) -> Vec<String> {
    let value = json_of(&toml::Value::Table(value.clone()));
    validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// As editors see it: a date is a text.
fn json_of(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.as_str().into(),
        toml::Value::Integer(number) => (*number).into(),
        toml::Value::Float(number) => (*number).into(),
        toml::Value::Boolean(is_true) => (*is_true).into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(items) => items.iter().map(json_of).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.iter().map(|(key, value)| (key.clone(), json_of(value))).collect())
        }
    }
}

/// The kind of record or front matter that a file has, and its TOML.
fn kind_and_toml<'a>(path: &str, text: &'a str) -> Option<(&'static str, &'a str)> {
    let names: Vec<&str> = path.split('/').collect();
    if names[0] != "content" {
        return None;
    }
    if let Some(file) = RECORD_FILES.iter().find(|file| file.name == *names.last().unwrap()) {
        return (names.len() == file.depth + 2).then_some((file.name, text));
    }
    let front = text.strip_prefix("+++\n")?.split_once("\n+++").map_or("", |(front, _)| front);
    let (folder, name) = (names[names.len() - 2], names[names.len() - 1].strip_suffix(".md")?);
    let kind = match (name.strip_suffix(".en"), folder) {
        (Some("_index"), _) => "index-translation",
        (Some(_), _) => "translation",
        (None, _) if name.contains('.') => return None,
        (None, _) if name == "_index" && names.len() < 5 && names.get(1) != Some(&"guide") => "index",
        (None, "chapters") => "chapter",
        (None, "measures") => "measure",
        // A folder of a plan that is called otherwise is reported and not read.
        _ if names.len() == 5 && names[1] != "guide" => return None,
        _ => "page",
    };
    Some((kind, front))
}

type Validators = BTreeMap<&'static str, Validator>;

fn codes(site: &SiteRecord) -> Vec<String> {
    site.languages.codes().map(str::to_owned).collect()
}

fn validators_for(languages: &Languages) -> Validators {
    let validator = |declaration: Declaration| {
        jsonschema::validator_for(&schema(&declaration, Some(languages), |words| &words.en)).unwrap()
    };
    let records = RECORD_FILES.map(|file| (file.name, file.declaration));
    records
        .into_iter()
        .chain(FRONT_MATTER)
        .map(|(name, declaration)| (name, validator(declaration())))
        .collect()
}
