//! Who may use whom. The folder list is the architecture, and what makes it one are absences: they cannot be
//! seen by reading, so this test sees them.
//!
//! A *room* is a folder or a file directly in `src/`. `tests/code/` reads the sources.

mod code;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use code::{Reference, Resolver, Sources, circles, functions};

/// Each module and the modules it may use. To let one use another, think first: a value that must go back to
/// an earlier stage says that the stages are cut in the wrong place.
const MAY_USE: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("values", &[]),
    ("rules", &["values"]),
    ("diagnostic", &["source", "values", "rules"]),
    ("unfinished", &["source", "rules", "diagnostic"]),
    ("grid", &["source", "rules", "diagnostic"]),
    ("markdown", &["source", "rules", "diagnostic", "unfinished", "grid"]),
    ("records", &["source", "values", "rules", "diagnostic", "unfinished"]),
    ("parse", &["source", "values", "rules", "diagnostic", "unfinished", "grid", "markdown", "records"]),
    ("model", &["source", "values", "rules", "diagnostic", "markdown", "records", "parse"]),
    ("pages", &["source", "values", "markdown", "model"]),
    // The rule on addresses that are taken twice asks `pages` for those of all pages.
    ("check", &["source", "values", "rules", "diagnostic", "markdown", "model", "pages"]),
    ("render", &["source", "values", "rules", "diagnostic", "markdown", "model", "pages"]),
    ("data", &["values", "markdown", "model", "pages"]),
    ("memory", &["source", "values", "rules", "diagnostic", "records", "parse", "render"]),
    (
        "pipeline",
        &[
            "source",
            "values",
            "rules",
            "diagnostic",
            "records",
            "parse",
            "model",
            "check",
            "pages",
            "render",
            "data",
            "memory",
        ],
    ),
    ("on_demand", &["source", "values", "rules", "diagnostic", "model", "pages", "pipeline", "render"]),
    ("serve", &["source", "rules", "diagnostic", "on_demand"]),
    ("disk", &["source", "rules", "diagnostic"]),
    (
        "cli",
        &[
            "source",
            "values",
            "rules",
            "diagnostic",
            "unfinished",
            "model",
            "pages",
            "records",
            "parse",
            "pipeline",
            "memory",
            "on_demand",
            "render",
            "disk",
            "check",
            "serve",
        ],
    ),
];

/// Each outside package and the only rooms that may name it, their tests included.
const PACKAGES: &[(&str, &[&str])] = &[
    ("aho_corasick", &["markdown", "unfinished"]),
    ("blake3", &["markdown", "source"]),
    ("clap", &["cli"]),
    ("csv_core", &["parse"]),
    ("exif", &["source"]),
    ("html5gum", &["render"]),
    ("icu_locale", &["values"]),
    ("imagesize", &["source"]),
    ("img_parts", &["source"]),
    ("include_dir", &["cli", "render", "rules"]),
    ("indicatif", &["cli"]),
    ("jiff", &["cli"]),
    ("language_tags", &["values"]),
    ("mimalloc", &["main"]),
    ("notify", &["disk"]),
    ("percent_encoding", &["model"]),
    ("pulldown_cmark", &["markdown"]),
    ("rustix", &["disk"]),
    ("serde_json", &["cli", "data", "pages", "records", "serve"]),
    ("strsim", &["diagnostic"]),
    ("sys_locale", &["cli"]),
    ("tera", &["render"]),
    ("tiny_http", &["serve"]),
    ("toml", &["records", "rules"]),
    ("toml_edit", &["parse"]),
    ("unicode_width", &["cli"]),
    ("whatwg_url", &["values"]),
];

/// Packages that every room may name: they are a way to write something down, and no type of theirs travels.
const OPEN_PACKAGES: &[&str] = &["rayon", "serde", "unicode_normalization"];

/// Parts of the world and the only rooms that may touch them. Tests may: they make what they need.
const WORLD: &[(&str, &[&str])] = &[
    ("std::fs", &["disk"]),
    ("std::net", &["serve", "cli"]),
    ("std::env", &["cli"]),
    ("std::process::exit", &[]),
    ("std::process::Command", &["cli"]),
    ("std::io::stdin", &["cli"]),
    ("std::io::stdout", &["cli"]),
    ("std::io::stderr", &["cli"]),
    ("std::time::SystemTime::now", &[]),
    ("std::time::Instant::now", &["pipeline", "cli", "disk", "serve"]),
    ("print!", &[]),
    ("println!", &[]),
    ("eprint!", &[]),
    ("eprintln!", &[]),
    ("dbg!", &[]),
];

/// More than this is not seen at once, even when it is a list.
const LINES_MAX: usize = 60;
/// What the house had when this was written. Growth of these figures is slow: no single change looks like the
/// one that made the code hard to read.
const MEDIAN_MAX: usize = 9;
const NINE_IN_TEN_MAX: usize = 24;

#[test]
fn rooms_use_only_what_they_may() {
    let sources = sources();
    let resolver = Resolver::new(&sources);
    let rooms: BTreeSet<&str> = sources.files.iter().map(|file| file.room()).collect();
    let mut wrong = BTreeSet::new();
    for (file, reference) in outside_of_tests(&resolver) {
        let room = file.room();
        let path = resolver.whole_path(reference);
        let used = path.get(1).filter(|used| path[0] == "crate" && rooms.contains(used.as_str()));
        let Some(used) = used.filter(|used| *used != room && !["lib", "main"].contains(&room)) else {
            continue;
        };
        let allowed =
            MAY_USE.iter().find(|(known, _)| *known == room).map_or(&[][..], |(_, allowed)| allowed);
        if !allowed.contains(&used.as_str()) {
            wrong.insert(format!(
                "{}: `{room}` may not use `{used}`, here `{}`",
                place(&file.path, reference.line),
                path.join("::")
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "move what is used to a room that both may use, or hand it on as a value; the table MAY_USE says who may use whom:\n{}",
        list(wrong)
    );
}

#[test]
fn every_outside_package_has_its_door() {
    let sources = sources();
    let resolver = Resolver::new(&sources);
    let mut wrong = BTreeSet::new();
    for (file, references) in sources.files.iter().zip(&resolver.references) {
        for reference in references {
            let path = resolver.whole_path(reference);
            let in_package =
                PACKAGES.iter().find(|(package, _)| path.first().is_some_and(|first| first == package));
            let closed = match in_package {
                Some(door) => Some(*door).filter(|(_, rooms)| !rooms.contains(&file.room())),
                _ if reference.in_tests => None,
                _ => WORLD
                    .iter()
                    .find(|(part, rooms)| reaches(&path, part) && !rooms.contains(&file.room()))
                    .copied(),
            };
            if let Some((door, rooms)) = closed {
                let whose = if rooms.is_empty() { "nobody".to_owned() } else { rooms.join(", ") };
                wrong.insert(format!(
                    "{}: `{door}` is the door of {whose}",
                    place(&file.path, reference.line)
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "ask the room whose door it is, or let the command line hand the value in:\n{}",
        list(wrong)
    );
}

/// Whether a path leads to or into a part of the world; a glob above it could.
fn reaches(path: &[String], part: &str) -> bool {
    let part: Vec<&str> = part.split("::").collect();
    match path.split_last() {
        Some((last, above)) if last == "*" => {
            let shared = above.len().min(part.len());
            above[..shared] == part[..shared]
        }
        Some((last, _)) if part[0].ends_with('!') => last == part[0],
        _ => path.len() >= part.len() && path[..part.len()] == part[..],
    }
}

#[test]
fn the_doors_name_every_dependency_and_nothing_else() {
    let manifest = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let manifest: toml::Table = toml::from_str(&manifest).unwrap();
    let of = |table: &toml::Table| {
        let names = table.get("dependencies").and_then(toml::Value::as_table);
        names.into_iter().flat_map(toml::Table::keys).map(|name| name.replace('-', "_")).collect::<Vec<_>>()
    };
    let systems = manifest["target"].as_table().unwrap().values().filter_map(toml::Value::as_table);
    let found: BTreeSet<String> = systems.flat_map(of).chain(of(&manifest)).collect();
    let known = PACKAGES.iter().map(|(package, _)| package).chain(OPEN_PACKAGES);
    let known: BTreeSet<String> = known.map(|package| (*package).to_owned()).collect();
    assert_eq!(known, found, "Cargo.toml and the table PACKAGES differ: decide whose door each package is");
}

#[test]
fn no_room_is_a_drawer() {
    let names = ["utils", "util", "helpers", "helper", "common", "misc", "types"];
    let drawers: Vec<String> = sources()
        .files
        .into_iter()
        .map(|file| file.path)
        .filter(|path| path.split('/').any(|part| names.contains(&part.trim_end_matches(".rs"))))
        .collect();
    assert!(drawers.is_empty(), "name what these do, not that they are of use: {drawers:?}");
}

#[test]
fn the_table_names_every_room_and_nothing_else() {
    let sources = sources();
    let found: BTreeSet<&str> =
        sources.files.iter().map(|file| file.room()).filter(|room| !["lib", "main"].contains(room)).collect();
    let known: BTreeSet<&str> = MAY_USE.iter().map(|(room, _)| *room).collect();
    assert_eq!(
        known, found,
        "src/ and the table MAY_USE differ: add the room, with what it may use, or take it out"
    );
}

#[test]
fn the_table_runs_one_way() {
    for (at, (room, allowed)) in MAY_USE.iter().enumerate() {
        let earlier = |used: &&&str| MAY_USE[..at].iter().any(|(known, _)| known == *used);
        let later: Vec<_> = allowed.iter().filter(|used| !earlier(used)).collect();
        assert!(
            later.is_empty(),
            "`{room}` uses {later:?}, which MAY_USE names after it: two rooms may not use each other"
        );
    }
}

#[test]
fn no_files_use_each_other() {
    let sources = sources();
    let found = circles(&Resolver::new(&sources));
    let wrong: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert!(
        wrong.is_empty(),
        "cut each circle: move what both use to a file of its own, or let the caller hand it in\n{}",
        wrong.join("\n")
    );
}

#[test]
fn functions_are_short_enough_to_read() {
    let mut long = Vec::new();
    for file in &sources().files {
        let found = functions(file).into_iter().filter(|function| function.lines > LINES_MAX);
        long.extend(found.map(|function| {
            format!("{}: `{}` has {} lines", place(&file.path, function.line), function.name, function.lines)
        }));
    }
    assert!(
        long.is_empty(),
        "make a list of named steps of these (at most {LINES_MAX} lines):\n{}",
        long.join("\n")
    );
}

#[test]
fn most_functions_are_read_at_a_glance() {
    let mut lines: Vec<usize> =
        sources().files.iter().flat_map(functions).map(|function| function.lines).collect();
    lines.sort_unstable();
    let (median, nine_in_ten) = (lines[lines.len() / 2], lines[lines.len() * 9 / 10]);
    assert!(
        median <= MEDIAN_MAX && nine_in_ten <= NINE_IN_TEN_MAX,
        "half of the functions have at most {median} lines and nine in ten at most {nine_in_ten}; \
         wanted are {MEDIAN_MAX} and {NINE_IN_TEN_MAX}: give the steps of the longest ones names"
    );
}

fn sources() -> Sources {
    let sources = Sources::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert!(sources.files.len() > 30, "the sources were not found");
    sources
}

fn outside_of_tests<'a>(
    resolver: &'a Resolver<'a>,
) -> impl Iterator<Item = (&'a code::Source, &'a Reference)> {
    let files = resolver.sources.files.iter().zip(&resolver.references);
    files.flat_map(|(file, references)| {
        references.iter().filter(|reference| !reference.in_tests).map(move |reference| (file, reference))
    })
}

fn place(path: &str, line: usize) -> String {
    format!("src/{path}:{line}")
}

fn list(lines: BTreeSet<String>) -> String {
    lines.into_iter().collect::<Vec<_>>().join("\n")
}

/// A noun of the model is its record, plus what was resolved: it may have a field of the record's name only where
/// that is what a reference leads to, never the same value once more.
#[test]
fn no_field_of_a_record_is_copied_into_the_model() {
    let sources = sources();
    let of_room = |room| sources.files.iter().filter(move |file| file.room() == room);
    let records: BTreeMap<String, BTreeMap<String, String>> =
        of_room("records").flat_map(|file| structs(&text_of(file))).collect();
    let mut compared = 0;
    let mut copied = Vec::new();
    for (noun, fields) in of_room("model").flat_map(|file| structs(&text_of(file))) {
        let Some(record) = fields.get("record") else { continue };
        let name = record.trim_start_matches("Arc<").trim_end_matches('>');
        let record =
            records.get(name).unwrap_or_else(|| panic!("{noun} holds a {name} that is declared nowhere"));
        compared += 1;
        let same = fields.iter().filter(|(field, kind)| record.get(*field) == Some(kind));
        copied.extend(same.map(|(field, _)| format!("{noun}.{field}")));
    }
    assert!(compared >= 10, "only {compared} nouns with their records were found");
    assert!(copied.is_empty(), "read these from the record instead of copying them: {copied:?}");
}

fn text_of(file: &code::Source) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(&file.path);
    std::fs::read_to_string(path).expect("the sources have just been read")
}

/// The structs that a text declares, in a macro or not: their names, and their fields with the types.
fn structs(text: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut structs: Vec<(String, BTreeMap<String, String>)> = Vec::new();
    let mut is_inside = false;
    for line in text.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix("pub struct ").and_then(|rest| rest.strip_suffix(" {")) {
            let name = name.trim_end_matches(": stands_in").to_owned();
            structs.push((name, BTreeMap::new()));
            is_inside = true;
        } else if line.starts_with('}') {
            is_inside = false;
        } else if let Some((field, kind)) =
            line.split_once(": ").filter(|_| is_inside && !line.starts_with('/'))
        {
            let kind = kind.split(" = ").next().unwrap_or(kind).trim_end_matches(',');
            let field = field.rsplit(' ').next().unwrap_or(field);
            let fields = &mut structs.last_mut().expect("a struct has begun").1;
            fields.insert(field.to_owned(), kind.to_owned());
        }
    }
    structs
}
