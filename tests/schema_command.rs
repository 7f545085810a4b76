//! `shirube schema`: the files that it writes, and the settings with which VS Code finds them.

#[path = "support/command.rs"]
mod command;
mod support;

use std::path::Path;
use std::time::SystemTime;

use command::{Site, run_in};
use jsonschema::Validator;
use serde_json::{Value, json};
use support::tree;

const NAMES: [&str; 15] = [
    "categories",
    "chapter",
    "city",
    "glossary",
    "index",
    "index-translation",
    "indicators",
    "measure",
    "page",
    "plan",
    "roles",
    "site",
    "theme",
    "topics",
    "translation",
];

fn read(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Each regular expression of the settings, with the address of the schema that it leads to.
fn associations(settings: &Path) -> Vec<(Validator, String)> {
    let settings = read(settings);
    assert_eq!(settings.as_object().unwrap().len(), 1, "{settings}");
    let associations = settings["evenBetterToml.schema.associations"].as_object().unwrap();
    let expression = |pattern: &str| jsonschema::validator_for(&json!({ "pattern": pattern })).unwrap();
    let associations = associations.iter();
    associations
        .map(|(pattern, address)| (expression(pattern), address.as_str().unwrap().to_owned()))
        .collect()
}

#[test]
fn every_schema_is_written_with_the_languages_of_the_site() {
    let site = Site::new();
    let run = site.run(&["schema", "schemas"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert_eq!(
        run.out,
        "wrote 15 schemas to schemas; those of an earlier run are replaced\n\
         next, copy schemas/settings.json to .vscode/settings.json in the site's folder, or merge it into the file there\n"
    );
    let mut expected: Vec<String> = NAMES.iter().map(|name| format!("{name}.schema.json")).collect();
    expected.push("settings.json".to_owned());
    expected.sort();
    let written = tree(&site.path("schemas"));
    assert_eq!(written.into_keys().collect::<Vec<_>>(), expected);
    let city = read(&site.path("schemas/city.schema.json"));
    assert_eq!(city["properties"]["name"]["required"], json!(["kana", "ja"]));
    assert!(city["properties"]["name"]["patternProperties"].is_null(), "{city}");
}

#[test]
fn outside_of_a_site_labels_take_any_language_and_documentation_speaks_that_of_messages() {
    let folder = tempfile::tempdir().unwrap();
    let mut about = Vec::new();
    for language in ["ja", "en"] {
        let run = run_in(folder.path(), &["schema", "x", "--messages", language], &[]);
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        let city = read(&folder.path().join("x/city.schema.json"));
        assert!(city["properties"]["name"]["patternProperties"].is_object(), "{city}");
        about.push(city["description"].as_str().unwrap().to_owned());
    }
    assert!(!about[0].is_ascii() && about[1].is_ascii(), "{about:?}");
}

#[test]
fn each_record_is_associated_with_its_schema_and_nothing_else_is() {
    let site = Site::new();
    assert_eq!(site.run(&["schema", ".vscode"]).status, 0);
    let associations = associations(&site.path(".vscode/settings.json"));
    let found = |path: &str| -> Vec<&str> {
        let address = Value::from(format!("file:///c%3A/%E5%B8%82/{path}"));
        let matching = associations.iter().filter(|(pattern, _)| pattern.is_valid(&address));
        matching.map(|(_, schema)| schema.rsplit('/').next().unwrap()).collect()
    };
    for (path, schema) in [
        ("content/site.toml", "site"),
        ("content/topics.toml", "topics"),
        ("content/categories.toml", "categories"),
        ("content/glossary.toml", "glossary"),
        ("content/mihon/city.toml", "city"),
        ("content/mihon/vision/plan.toml", "plan"),
        ("content/mihon/vision/indicators.toml", "indicators"),
        ("content/mihon/vision/roles.toml", "roles"),
        ("themes/plain/theme.toml", "theme"),
    ] {
        assert_eq!(found(path), [format!("{schema}.schema.json")], "{path}");
    }
    for path in [
        "Cargo.toml",
        "site.toml",
        "content/city.toml",
        "content/mihon/site.toml",
        "content/mihon/vision/city.toml",
        "content/mihon/plan.toml",
        "content/mihon/vision/chapters/plan.toml",
        "content/siteXtoml",
        "content/site.toml.bak",
        "themes/theme.toml",
        "themes/plain/templates/theme.toml",
    ] {
        assert_eq!(found(path), [] as [&str; 0], "{path}");
    }
}

#[test]
fn addresses_are_absolute_and_encoded() {
    let site = Site::new();
    let run = site.run(&["schema", "人材 の/.vscode"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert!(run.out.contains("人材 の/.vscode/settings.json is in place: open"), "{}", run.out);
    for (_, address) in associations(&site.path("人材 の/.vscode/settings.json")) {
        assert!(address.starts_with("file:///") && address.is_ascii(), "{address}");
        let (_, rest) = address.split_once("/%E4%BA%BA%E6%9D%90%20%E3%81%AE/.vscode/").unwrap();
        assert!(site.path("人材 の/.vscode").join(rest).is_file(), "{address}");
    }
}

#[test]
fn a_second_run_changes_nothing_and_an_old_schema_is_replaced() {
    let site = Site::new();
    let changed = || -> Vec<SystemTime> {
        let paths = std::fs::read_dir(site.path("schemas")).unwrap();
        paths.map(|entry| entry.unwrap().metadata().unwrap().modified().unwrap()).collect()
    };
    assert_eq!(site.run(&["schema", "schemas"]).status, 0);
    let (before, times) = (tree(&site.path("schemas")), changed());
    assert_eq!(site.run(&["schema", "schemas"]).status, 0);
    assert_eq!((tree(&site.path("schemas")) == before, changed()), (true, times));
    site.write("schemas/city.schema.json", b"{}");
    assert_eq!(site.run(&["schema", "schemas"]).status, 0);
    assert!(tree(&site.path("schemas")) == before, "the old schema is still there");
}

#[test]
fn settings_of_somebody_else_are_not_changed() {
    let site = Site::new();
    site.write(".vscode/settings.json", b"{ // ours\n}\n");
    let run = site.run(&["schema", ".vscode"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert_eq!(std::fs::read(site.path(".vscode/settings.json")).unwrap(), b"{ // ours\n}\n");
    let (_, lines) = run.out.split_once("add these lines between its braces").unwrap();
    let (_, lines) = lines.split_once(":\n").unwrap();
    let added: Value = serde_json::from_str(&format!("{{{lines}}}")).unwrap();
    assert_eq!(added["evenBetterToml.schema.associations"].as_object().unwrap().len(), 9);
    let run = run_in(site.folder.path(), &["schema", ".vscode"], &[("LANG", "ja_JP.UTF-8")]);
    assert!(run.out.contains(".vscode/settings.json はすでにあるので、変えていません。"), "{}", run.out);
}

#[test]
fn the_exit_status_says_what_is_wrong() {
    let site = Site::new();
    assert_eq!(site.run(&["schema"]).status, 2);
    assert_eq!(site.run(&["schema", "x", "--root", "nowhere"]).status, 2);
    assert_eq!(site.run(&["schema", "content/site.toml"]).status, 2);
    site.write("content/site.toml", "languages = [\"JP\"".as_bytes());
    let run = site.run(&["schema", "x"]);
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    assert!(run.err.contains("error[record.toml]"), "{}", run.err);
    assert!(!site.path("x").exists());
}
