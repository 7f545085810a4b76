//! The examples of `tests/diagnostics/*.md` as the files of small sites.

use super::support::repository;

/// The own files of every example, by their paths.
pub(crate) fn examples() -> Vec<Vec<(String, String)>> {
    let mut documents: Vec<_> = std::fs::read_dir(repository("tests/diagnostics"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    documents.sort();
    documents.iter().flat_map(|path| examples_of(&std::fs::read_to_string(path).unwrap())).collect()
}

fn examples_of(document: &str) -> Vec<Vec<(String, String)>> {
    let mut examples = Vec::new();
    let mut files: Vec<(String, String)> = Vec::new();
    let mut lines = document.split_inclusive('\n');
    while let Some(line) = lines.next() {
        if line.starts_with("## ") {
            files.clear();
        }
        let Some(info) = line.trim_end().strip_prefix("```").filter(|info| !info.is_empty()) else {
            continue;
        };
        let block: String = lines.by_ref().take_while(|line| line.trim_end() != "```").collect();
        match info.split_whitespace().nth(1) {
            Some(path) => files.push((path.to_owned(), block)),
            None => examples.push(files.clone()),
        }
    }
    examples
}
