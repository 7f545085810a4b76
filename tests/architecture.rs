//! Who may use whom. The folder list is the architecture, and what makes it one are absences: they cannot be
//! seen by reading, so this test sees them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Each module and the modules it may use. To let one use another, think first: a value that must go back to
/// an earlier stage says that the stages are cut in the wrong place.
const MAY_USE: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("values", &[]),
    ("rules", &["values"]),
    ("diagnostic", &["source", "values", "rules"]),
    ("markdown", &["source", "rules", "diagnostic"]),
    ("parse", &["source", "values", "rules", "diagnostic", "markdown"]),
    ("model", &["source", "values", "rules", "diagnostic", "markdown", "parse"]),
    // The rule on addresses that are taken twice asks `pages` for those of all pages.
    ("check", &["source", "values", "rules", "diagnostic", "markdown", "parse", "model", "pages"]),
    ("pages", &["source", "values", "markdown", "model"]),
    ("render", &["source", "values", "rules", "diagnostic", "markdown", "model", "pages"]),
    ("data", &["values", "markdown", "model", "pages"]),
    ("memory", &["source", "values", "rules", "diagnostic", "parse", "model", "render"]),
    (
        "pipeline",
        &[
            "source",
            "values",
            "rules",
            "diagnostic",
            "parse",
            "model",
            "check",
            "pages",
            "render",
            "data",
            "memory",
        ],
    ),
    ("drawing", &["source", "values", "rules", "diagnostic", "model", "pages", "pipeline", "render"]),
    ("serve", &["source", "rules", "diagnostic", "drawing"]),
    ("disk", &["source", "rules", "diagnostic"]),
    (
        "cli",
        &[
            "source",
            "values",
            "rules",
            "diagnostic",
            "model",
            "pages",
            "parse",
            "pipeline",
            "memory",
            "drawing",
            "render",
            "disk",
            "check",
            "serve",
        ],
    ),
];

/// Words in code and the only module that may say them: each outside package and each part of the world has
/// one door.
const DOORS: &[(&str, &[&str])] = &[
    ("pulldown_cmark::", &["markdown"]),
    ("tera::", &["render"]),
    ("toml::", &["parse", "rules"]),
    ("toml_edit::", &["parse"]),
    ("csv::", &["parse"]),
    ("imagesize::", &["source"]),
    ("clap::", &["cli"]),
    ("indicatif::", &["cli"]),
    ("jiff::", &["cli"]),
    ("rustix::", &["disk"]),
    ("std::fs", &["disk"]),
    ("notify::", &["disk"]),
    ("tiny_http::", &["serve"]),
    ("std::net", &["serve", "cli"]),
    ("std::env::", &["cli"]),
    ("std::io::stdout", &["cli"]),
    ("std::io::stderr", &["cli"]),
    ("println!", &[]),
    ("SystemTime::now", &[]),
    ("Instant::now", &["pipeline", "cli", "disk", "serve"]),
    ("process::exit", &[]),
];

#[test]
fn modules_use_only_what_they_may() {
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        let module = module_of(&path);
        if ["lib", "main"].contains(&module.as_str()) {
            continue;
        }
        let Some((_, allowed)) = MAY_USE.iter().find(|(known, _)| *known == module) else {
            wrong.push(format!(
                "{}: the module `{module}` is not in the table of tests/architecture.rs",
                path.display()
            ));
            continue;
        };
        for used in uses(&code) {
            if used != module
                && !allowed.contains(&used.as_str())
                && MAY_USE.iter().any(|(known, _)| *known == used)
            {
                wrong.push(format!("{}: `{module}` may not use `{used}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "the stages are out of order (see MAY_USE):\n{}", wrong.join("\n"));
}

#[test]
fn every_outside_package_has_one_door() {
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        let module = module_of(&path);
        let code = without_comments_and_tests(&code);
        for (word, doors) in DOORS {
            if code.contains(word) && !doors.contains(&module.as_str()) {
                wrong.push(format!("{}: `{word}` belongs to {doors:?}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "one door per outside package:\n{}", wrong.join("\n"));
}

#[test]
fn no_module_is_a_drawer() {
    for (path, _) in sources() {
        let names = ["utils", "util", "helpers", "helper", "common", "misc", "types"];
        let drawer = path.components().any(|part| {
            let part = part.as_os_str().to_string_lossy();
            names.contains(&part.trim_end_matches(".rs"))
        });
        assert!(!drawer, "{}: name what it does, not that it is of use", path.display());
    }
}

#[test]
fn the_table_names_every_folder_and_nothing_else() {
    let mut found: BTreeMap<String, bool> =
        MAY_USE.iter().map(|(module, _)| ((*module).to_owned(), false)).collect();
    for (path, _) in sources() {
        found.entry(module_of(&path)).and_modify(|seen| *seen = true);
    }
    let gone: Vec<&String> = found.iter().filter(|(_, seen)| !**seen).map(|(module, _)| module).collect();
    assert!(gone.is_empty(), "these modules are in the table but not in src/: {gone:?}");
}

#[test]
fn functions_are_short_enough_to_read() {
    let mut long = Vec::new();
    for (path, code) in sources() {
        let lines: Vec<&str> = code.lines().collect();
        for (start, line) in lines.iter().enumerate() {
            let indent = line.len() - line.trim_start().len();
            let is_function = ["fn ", "pub fn ", "pub(super) fn ", "pub(crate) fn "]
                .iter()
                .any(|begin| line.trim_start().starts_with(begin));
            if !is_function || line.trim_end().ends_with(';') {
                continue;
            }
            let close = format!("{}}}", " ".repeat(indent));
            let length = lines[start..].iter().position(|line| *line == close).unwrap_or(0) + 1;
            if length > LINES_MAX {
                long.push(format!("{}:{}: {length} lines: {}", path.display(), start + 1, line.trim()));
            }
        }
    }
    assert!(long.is_empty(), "make a list of named steps of these:\n{}", long.join("\n"));
}

/// More than this is no longer seen at once, even when it is a list.
const LINES_MAX: usize = 90;

fn sources() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    assert!(files.len() > 30, "the sources were not found");
    files.sort();
    files
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs") {
            let code = std::fs::read_to_string(&path).unwrap();
            let below = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
            files.push((below.to_owned(), code));
        }
    }
}

fn module_of(path: &Path) -> String {
    let first = path.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The modules of ours that a file names: `crate::x`.
fn uses(code: &str) -> Vec<String> {
    let code = without_comments_and_tests(code);
    code.split("crate::")
        .skip(1)
        .map(|rest| {
            rest.chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect()
        })
        .collect()
}

/// Comments may name what code may not, and tests may make what they need.
fn without_comments_and_tests(code: &str) -> String {
    let code = code.split("#[cfg(test)]").next().unwrap_or("");
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}
