//! The reader itself, on small sources.

use super::{Resolver, Sources, circles, functions};

/// The whole paths of what a file writes outside of tests, in order.
fn written(files: &[(&str, &str)], path: &str) -> Vec<String> {
    let sources = Sources::parse(files.iter().copied());
    let resolver = Resolver::new(&sources);
    let file = sources.files.iter().position(|source| source.path == path).expect("the file is there");
    let references = resolver.references[file].iter().filter(|reference| !reference.in_tests);
    references.map(|reference| resolver.whole_path(reference).join("::")).collect()
}

fn alone(text: &str) -> Vec<String> {
    written(&[("lib.rs", "mod a; mod b;"), ("b.rs", "pub struct B;"), ("a.rs", text)], "a.rs")
}

/// The circles, as the files of their shortest way.
fn circles_of(files: &[(&str, &str)]) -> Vec<Vec<String>> {
    let sources = Sources::parse(files.iter().copied());
    let resolver = Resolver::new(&sources);
    let steps = |circle: super::circle::Circle| circle.steps.into_iter().map(|step| step.from).collect();
    circles(&resolver).into_iter().map(steps).collect()
}

#[test]
fn imports_in_groups_are_read_one_by_one() {
    assert_eq!(alone("use crate::{cli, serve};"), ["crate::cli", "crate::serve"]);
    assert_eq!(
        alone("use crate::{b::{self, B}, cli::{args::{A, *}}};"),
        ["crate::b", "crate::b::B", "crate::cli::args::A", "crate::cli::args::*"]
    );
    assert_eq!(alone("use std::{fs, io};"), ["std::fs", "std::io"]);
}

#[test]
fn code_after_a_test_item_is_read() {
    let text = "#[cfg(test)] use crate::cli; #[cfg(test)] mod tests { use std::fs; } use crate::serve;";
    assert_eq!(alone(text), ["crate::serve"]);
    let methods = "impl A { #[cfg(test)] fn f() { crate::cli::run() } fn g() { crate::serve::run() } }";
    assert_eq!(alone(methods), ["A", "crate::serve::run"]);
    let conditions = "#[cfg(all(test, unix))] use crate::cli; #[cfg(not(test))] use crate::serve;";
    assert_eq!(alone(conditions).last().unwrap(), "crate::serve");
    assert!(!alone(conditions).contains(&"crate::cli".to_owned()));
    let files = [("a.rs", "#[cfg(test)] mod tests;"), ("a/tests.rs", "use std::fs;")];
    assert!(written(&files, "a/tests.rs").is_empty());
}

#[test]
fn paths_up_may_leave_the_room() {
    let files = [("a/b/c.rs", "use super::super::super::serve; fn f() { super::super::x() }")];
    assert_eq!(written(&files, "a/b/c.rs"), ["crate::serve", "crate::a::x"]);
    let inner = "mod inner { use super::super::serve::x; use self::y::z; }";
    assert_eq!(alone(inner), ["crate::serve::x", "crate::a::inner::y::z"]);
}

#[test]
fn another_name_hides_nothing() {
    assert_eq!(alone("use std::fs as disk; fn f() { disk::read(x) }"), ["std::fs", "std::fs::read", "x"]);
    assert_eq!(
        alone("use crate as all; use all::serve as s; fn f() { s::run() }"),
        ["crate", "crate::serve", "crate::serve::run"]
    );
    assert_eq!(
        alone("use std::time::Instant; type T = x; fn f() { Instant::now() }")[2],
        "std::time::Instant::now"
    );
}

#[test]
fn macros_are_read_as_tokens() {
    let text = "fn f() { assert!(crate::serve::ok(), \"{}\", vec![std::fs::read(b)]); }";
    let found = alone(text);
    for name in ["assert!", "crate::serve::ok", "vec!", "std::fs::read"] {
        assert!(found.iter().any(|found| found == name), "{name}: {found:?}");
    }
    let text = "macro_rules! m { () => { use crate::{cli, serve::*}; println!(); $crate::disk::x } }";
    let found = alone(text);
    for name in ["crate::cli", "crate::serve::*", "println!", "crate::disk::x"] {
        assert!(found.iter().any(|found| found == name), "{name}: {found:?}");
    }
    assert!(alone("#[derive(serde::Serialize)] struct S;").contains(&"serde::Serialize".to_owned()));
}

#[test]
fn a_circle_of_two_and_one_of_three() {
    assert_eq!(
        circles_of(&[("a.rs", "use crate::b::B; pub struct A;"), ("b.rs", "use crate::a::A; pub struct B;")]),
        [["a.rs", "b.rs"]]
    );
    let three = [
        ("a.rs", "pub fn a() { crate::b::b() }"),
        ("b.rs", "use super::c; pub fn b() { c::c() }"),
        ("c.rs", "use crate::a::*; pub fn c() { println!(\"{}\", a()) }"),
    ];
    assert_eq!(circles_of(&three), [["a.rs", "b.rs", "c.rs"]]);
}

#[test]
fn a_line_is_no_circle() {
    let line = [
        ("a.rs", "use crate::b::B; pub struct A;"),
        ("b.rs", "use crate::c::C; pub struct B; #[cfg(test)] mod tests { use crate::a::A; }"),
        ("c.rs", "pub struct C;"),
    ];
    assert!(circles_of(&line).is_empty());
}

#[test]
fn a_table_of_contents_is_no_part_of_a_circle_and_hides_none() {
    let contents = "//! Words.\nmod x; mod y; pub use x::X; pub use y::Y;";
    let line =
        [("a/mod.rs", contents), ("a/x.rs", "use super::Y; pub struct X;"), ("a/y.rs", "pub struct Y;")];
    assert!(circles_of(&line).is_empty());
    let circle = [line[0], line[1], ("a/y.rs", "use crate::a::X as Other; pub struct Y(Other);")];
    assert_eq!(circles_of(&circle), [["a/x.rs", "a/y.rs"]]);
    let glob = [("a/mod.rs", "mod x; mod y; pub use x::*; pub use y::*;"), circle[1], circle[2]];
    assert_eq!(circles_of(&glob), [["a/x.rs", "a/y.rs"]]);
}

#[test]
fn a_parent_that_defines_what_its_children_use_is_in_a_circle() {
    let files = [
        ("a/mod.rs", "mod x; pub use x::X; pub struct Shared;"),
        ("a/x.rs", "use super::Shared; pub struct X(Shared);"),
    ];
    assert_eq!(circles_of(&files), [["a/mod.rs", "a/x.rs"]]);
}

#[test]
fn a_function_is_as_long_as_from_its_signature_to_its_brace() {
    let text = "/// Words.\n#[inline]\nfn a() {\n    x();\n}\nimpl A {\n    fn b(\n        &self,\n    ) {\n    }\n}\n#[cfg(test)]\nmod tests {\n    fn c() {\n    }\n}\nfn d() {}\n";
    let sources = Sources::parse([("a.rs", text)]);
    let found: Vec<(String, usize, usize)> =
        functions(&sources.files[0]).into_iter().map(|found| (found.name, found.line, found.lines)).collect();
    assert_eq!(found, [("a".to_owned(), 3, 3), ("b".to_owned(), 7, 4), ("d".to_owned(), 17, 1)]);
}
