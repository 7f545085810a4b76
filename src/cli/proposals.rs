//! Commands that messages propose: they work when they are copied.

/// The commands that are about a site, as far as a person has to type them for one.
const OF_A_SITE: &[&str] =
    &["build", "check", "serve", "new", "schema", "theme list", "theme eject", "translations"];

/// Those of them that are not whole without an argument: alone, they are only spoken of.
const SPOKEN_OF: &[&str] = &["new", "schema", "theme list", "theme eject", "translations accept"];

/// The words with the site's folder in each command between back-ticks that needs it and does not name it.
pub(super) fn with_root(words: &str, root: &str) -> String {
    let mut parts = words.split('`').enumerate().map(|(at, part)| {
        let is_proposed = at % 2 == 1 && part.strip_prefix("shirube ").is_some_and(needs_root);
        if is_proposed { format!("{part} --root {root}") } else { part.to_owned() }
    });
    let first = parts.next().unwrap_or_default();
    parts.fold(first, |text, part| text + "`" + &part)
}

fn needs_root(command: &str) -> bool {
    let is_of_a_site = OF_A_SITE
        .iter()
        .any(|name| command.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')));
    is_of_a_site && !SPOKEN_OF.contains(&command) && !command.contains(" --root")
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::super::args;
    use super::with_root;

    #[test]
    fn a_proposed_command_names_the_site_that_this_one_was_about() {
        for (words, proposed) in [
            ("1 note; `shirube check` shows it", "1 note; `shirube check --root site` shows it"),
            ("`shirube translations accept a.md`", "`shirube translations accept a.md --root site`"),
            ("`shirube new` wrote it", "`shirube new` wrote it"),
            ("`shirube explain` lists them", "`shirube explain` lists them"),
            ("`shirube build --root other`", "`shirube build --root other`"),
            ("a `word` and shirube build", "a `word` and shirube build"),
        ] {
            assert_eq!(with_root(words, "site"), proposed);
        }
    }

    /// Every command that a message, a page of the manual or the README has is one that the program takes. Commands
    /// that are only spoken of, such as `shirube new`, name no argument.
    #[test]
    fn every_command_that_is_written_anywhere_is_accepted() {
        let mut wrong = Vec::new();
        let mut count = 0;
        for path in texts() {
            let text = std::fs::read_to_string(&path).unwrap();
            for command in commands(&text) {
                count += 1;
                let words: Vec<String> = words(&command);
                let parsed = args::command().try_get_matches_from(&words);
                let error = parsed.err().filter(|error| error.use_stderr());
                if let Some(error) = error.filter(|_| !is_spoken_of(&words)) {
                    wrong.push(format!("{}: `{command}`\n{error}", path.display()));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(count > 150, "commands are found: {count}");
    }

    fn texts() -> Vec<PathBuf> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut texts = vec![root.join("README.md")];
        let mut folders = vec![root.join("src"), root.join("content/guide"), root.join("themes")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let is_text = ["rs", "toml", "md", "html"]
                    .iter()
                    .any(|end| path.extension().is_some_and(|of| of == *end));
                match path.is_dir() {
                    true => folders.push(path),
                    // Its examples are of wrong commands too.
                    false if is_text && !path.ends_with(file!()) => texts.push(path),
                    false => {}
                }
            }
        }
        texts
    }

    /// What stands between back-ticks or quotes, or fills a line.
    fn commands(text: &str) -> Vec<String> {
        let begins = |line: &str, at: usize| {
            let before = line[..at].trim_end_matches(' ');
            before.is_empty() || (at == before.len() && before.ends_with(['`', '"']))
        };
        let mut commands = Vec::new();
        for line in text.lines() {
            for (at, _) in line.match_indices("shirube ").filter(|(at, _)| begins(line, *at)) {
                let command = line[at..].split(['`', '"', '\\']).next().unwrap();
                // Behind it a line of the README says what it does.
                let command = command.split("  ").next().unwrap().split(" #").next().unwrap();
                // What `--version` prints begins like a command, and so does the fingerprint of a section.
                if command["shirube ".len()..].starts_with(|sign: char| sign.is_alphabetic() || sign == '-') {
                    commands.push(command.trim_end().to_owned());
                }
            }
        }
        commands
    }

    /// The words of a command, with something in the place of what a message puts in.
    fn words(command: &str) -> Vec<String> {
        let command = command.replace("--root {root}", "--root site").replace("{root}", "");
        let command = command.replace("new {} ", "new plan ");
        command.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
    }

    /// Whether only the name of a command is written.
    fn is_spoken_of(words: &[String]) -> bool {
        let mut command = args::command();
        words[1..].iter().all(|word| match command.find_subcommand(word).cloned() {
            Some(inner) => {
                command = inner;
                true
            }
            None => false,
        })
    }
}
