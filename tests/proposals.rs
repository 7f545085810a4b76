//! Whoever follows a message is done. The site in `proposals/site.md` is mistyped in every way that this file knows,
//! one slip at a time; what the messages propose is written at their places, and the site must be sound again: the
//! message is gone, and no other has come.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rayon::prelude::*;
use regex::Regex;
use shirube::diagnostic::Diagnostic;
use shirube::memory::Memory;
use shirube::pipeline::{Input, Timings, understand_again};
use shirube::source::Place;
use support::{options, plain_theme, repository, sources};

type Files = BTreeMap<String, String>;

/// One slip of the hand: what was done, and the site with it.
struct Slip {
    what: String,
    files: Files,
    /// Whether it is a slip in what others refer to: every place that does so is wrong then, and says so.
    is_in_a_name: bool,
}

#[test]
fn whoever_follows_a_proposal_is_done() {
    let site = site();
    assert_eq!(found(&mut Memory::default(), &site), [], "the site is sound before anything is mistyped");
    let slips = slips(&site);
    let outcomes: Vec<Outcome> = slips.par_iter().map_init(Memory::default, outcome).collect();
    let wrong: Vec<&str> = outcomes.iter().flat_map(|outcome| &outcome.wrong).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    let followed: usize = outcomes.iter().map(|outcome| outcome.followed).sum();
    assert!(slips.len() > 3000 && followed > 2000, "{} slips, {followed} proposals", slips.len());
}

/// What came of a slip.
#[derive(Default)]
struct Outcome {
    followed: usize,
    wrong: Vec<String>,
}

fn outcome(memory: &mut Memory, slip: &Slip) -> Outcome {
    let diagnostics = found(memory, &slip.files);
    let said: BTreeSet<String> = diagnostics.iter().map(words).collect();
    let mut outcome = Outcome::default();
    let mut complain = |what: String| outcome.wrong.push(format!("{}\n   {what}", slip.what));
    if said.len() > 1 && !slip.is_in_a_name {
        complain(format!("one slip is reported as {}: {said:#?}", said.len()));
    }
    for diagnostic in &diagnostics {
        let own = words(diagnostic);
        if diagnostic.help.is_none() {
            complain(format!("nothing says what to do: {own}"));
        }
        for proposal in diagnostic.help.iter().flat_map(|help| &help.proposals) {
            outcome.followed += 1;
            let followed = follow(&slip.files, &diagnostic.place, proposal);
            let left: Vec<Diagnostic> = found(memory, &followed);
            let is_new = |left: &&Diagnostic| {
                let words = words(left);
                words == own || !(said.contains(&words) || slip.is_in_a_name && proposes(left))
            };
            let new: Vec<String> = left.iter().filter(is_new).map(words).collect();
            if !new.is_empty() {
                complain(format!("{own}\n   `{proposal}` was written, and then: {new:#?}"));
            }
        }
    }
    outcome
}

/// Whether a message about another place that has the old name says what to write there.
fn proposes(diagnostic: &Diagnostic) -> bool {
    diagnostic.help.as_ref().is_some_and(|help| !help.proposals.is_empty())
}

fn words(diagnostic: &Diagnostic) -> String {
    let help = diagnostic.help.as_deref().map_or("", |help| &help.ja);
    format!("{} {} {}【{help}】", diagnostic.code(), diagnostic.place.path, diagnostic.message.ja)
}

fn found(memory: &mut Memory, files: &Files) -> Vec<Diagnostic> {
    static THEME: LazyLock<Vec<(String, String)>> = LazyLock::new(plain_theme);
    let all = files.iter().chain(THEME.iter().map(|(path, text)| (path, text)));
    let input = Input::new(sources(all.map(|(path, text)| (path.as_str(), text.as_bytes()))), Vec::new());
    understand_again(&input, &options(), memory, &mut Timings::new()).diagnostics
}

/// The site with a proposal written where the message stands, as people do it: quotes that are there stay, a whole
/// line takes the place of a line, and a file gets its name.
fn follow(files: &Files, place: &Place, proposal: &str) -> Files {
    let path = place.path.as_str();
    let Some(span) = place.span else { return renamed(files, path, proposal) };
    let text = &files[path];
    let (mut at, mut proposal) = (span.range(), proposal.to_owned());
    let key = proposal.split_once(" = ").map(|(key, _)| key.trim_end().to_owned());
    let before = &text[..at.start];
    if let Some(key) = key.filter(|key| before.trim_end().ends_with('=') && !key.contains(['"', '<', ' '])) {
        at.start = before.rfind(&key).expect("the value has its key");
    } else if proposal.starts_with('#') {
        at.start = at.end - text[at.clone()].len() + text[at.clone()].find('#').expect("a place in a page");
    } else if proposal.starts_with('[') && before.ends_with('[') {
        at = before.rfind('\n').map_or(0, |end| end + 1)..at.end + text[at.end..].find('\n').unwrap();
    } else if text[at.clone()].starts_with(['"', '\''])
        && !proposal.starts_with('"')
        && !proposal.contains(" = ")
    {
        proposal = format!("\"{proposal}\"");
    }
    let mut files = files.clone();
    files.get_mut(path).unwrap().replace_range(at, &proposal);
    files
}

fn renamed(files: &Files, path: &str, name: &str) -> Files {
    let (folder, old) = path.rsplit_once('/').unwrap();
    let name = name.trim_end_matches('/');
    let new = if name.starts_with("content/") { name.to_owned() } else { format!("{folder}/{name}") };
    let below = format!("{folder}/{old}/");
    let moved = |known: &String| match known.strip_prefix(&below) {
        Some(rest) => format!("{new}/{rest}"),
        None if known == path => new.clone(),
        None => known.clone(),
    };
    files.iter().map(|(known, text)| (moved(known), text.clone())).collect()
}

/// The files of `proposals/site.md`.
fn site() -> Files {
    let document = std::fs::read_to_string(repository("tests/proposals/site.md")).unwrap();
    let block = Regex::new(r"(?ms)^```\w+ (\S+)\n(.*?)^```$").unwrap();
    block.captures_iter(&document).map(|found| (found[1].to_owned(), found[2].to_owned())).collect()
}

fn slips(site: &Files) -> Vec<Slip> {
    let mut slips = Vec::new();
    let names = names(site);
    for (path, text) in site {
        for (what, changed, is_in_a_name) in slips_of_text(path, text, &names) {
            let mut files = site.clone();
            files.insert(path.clone(), changed);
            slips.push(Slip { what: format!("{path}: {what}"), files, is_in_a_name });
        }
        for new in slips_of_name(path) {
            slips.push(Slip {
                what: format!("{path} is called {new}"),
                files: renamed(site, path, new.rsplit('/').next().unwrap()),
                is_in_a_name: new.is_ascii() && new == new.to_lowercase(),
            });
        }
    }
    slips
}

/// What each id is called.
fn names(site: &Files) -> BTreeMap<String, String> {
    let named =
        Regex::new(r#"id = "([a-z-]+)",?\s(?:number = "\d"\s)?(?:name|label) = \{ ja = "([^"]+)""#).unwrap();
    let named = site.values().flat_map(|text| {
        named.captures_iter(text).map(|found| (found[1].to_owned(), found[2].to_owned())).collect::<Vec<_>>()
    });
    named.collect()
}

type Mistype = fn(&str) -> Option<String>;

/// Where a text can be mistyped (the first group), and how. `true` is for TOML, `false` for Markdown.
const PLACES: &[(bool, &str, &[Mistype])] = &[
    (true, r"(?m)(?:^|[{,] ?)([a-z_-]+) = ", &[without_a_letter, swapped, capital, upper, wide, plural]),
    (true, r#""([^"\n]*)""#, &[without_a_letter, swapped, capital, upper, wide, underscore, plural]),
    (true, r#"("[^"\n]*")"#, &[unquoted, curly, unclosed, unopened, in_a_list, in_a_table]),
    (true, r#"(\["[^"\n]*"\])"#, &[inner]),
    (true, r"(?m)^[a-z_]+ = (\[\{.*\}\])$", &[inner]),
    (
        true,
        r"= ([0-9][0-9.]*)(?:\s|,|$)",
        &[wide, quoted, with_unit, quoted_with_unit, with_comma, zero_before],
    ),
    (true, r"= ([0-9]{4}-[0-9]{2}-[0-9]{2})", &[slashes, kanji, short, dots, quoted, wide]),
    (true, r#"= ("[0-9]{4}-[0-9]{2}")"#, &[slashes, kanji, short, dots, unquoted]),
    (true, r"(?:start|end|year|at) = ([0-9]{4})(?:\s|,|$)", &[era, era_in_words, in_quotes_wide, fiscal]),
    (true, r"(?m)^(\[\[?[a-z.-]+\]\]?)$", &[inner, bracketed, unclosed, wide, without_a_letter, plural]),
    (true, r"(?m)^([a-z_]+ = .*\n)", &[gone, doubled, colon, wide_equals, no_value]),
    (true, r"(?m)^(\+\+\+)$", &[wide, dashes, shorter]),
    (
        false,
        r"\]\(([^)\s]+)\)",
        &[without_a_letter, swapped, html, backslashes, no_folder, upper, from_top, spaced],
    ),
    (false, r"(#[a-z-]+)\)", &[without_a_letter, swapped, plural]),
    (false, r"\{#([a-z-]+)\}", &[without_a_letter, upper]),
    (false, r"\{\{<([a-z]+)", &[without_a_letter, swapped, capital, plural]),
    (false, r#" ([a-z]+)=""#, &[without_a_letter, swapped, capital]),
    (false, r#"="([^"]+)""#, &[without_a_letter, swapped, upper, wide]),
    (false, r#"=("[^"]+")"#, &[unquoted, curly]),
    (false, r"(?m)(\{\{<.*/>\}\})$", &[no_slash, wide]),
    (false, r"\[!([A-Z]+)\]", &[without_a_letter, lower]),
];

fn slips_of_text(path: &str, text: &str, names: &BTreeMap<String, String>) -> Vec<(String, String, bool)> {
    let front = if path.ends_with(".md") { text[3..].find("+++").unwrap() + 6 } else { text.len() };
    if path.ends_with(".csv") {
        return Vec::new();
    }
    let mut slips = Vec::new();
    for (is_toml, place, ways) in PLACES {
        let place = Regex::new(place).unwrap();
        for at in place.captures_iter(text).map(|found| found.get(1).unwrap().range()) {
            if (at.start < front) != *is_toml {
                continue;
            }
            let written = &text[at.clone()];
            let is_in_a_name =
                ["id = ", "id = \"", "{#"].iter().any(|before| text[..at.start].ends_with(before))
                    || written.contains("id = ");
            let mut changed: Vec<String> = ways.iter().filter_map(|way| way(written)).collect();
            changed.extend(names.get(written.trim_matches('"')).map(|name| match written.starts_with('"') {
                true => format!("\"{name}\""),
                false => name.clone(),
            }));
            changed.sort();
            changed.dedup();
            for new in changed.into_iter().filter(|new| new != written) {
                let line = text[..at.start].lines().count();
                let what = format!("{line}: `{}` as `{}`", written.trim_end(), new.trim_end());
                let changed = format!("{}{new}{}", &text[..at.start], &text[at.end..]);
                slips.push((what, changed, is_in_a_name));
            }
        }
    }
    slips
}

fn slips_of_name(path: &str) -> Vec<String> {
    let (folder, name) = path.rsplit_once('/').unwrap();
    let (stem, ending) = name.split_once('.').unwrap();
    let stems = [
        without_a_letter(stem),
        upper(stem),
        wide(stem),
        Some(stem.replace('-', " ")),
        Some(stem.replace('-', "_")),
    ];
    let names = stems.into_iter().flatten().map(|stem| format!("{stem}.{ending}"));
    let endings = [
        upper(ending),
        Some(format!("{ending}.txt")),
        ending.strip_prefix("en.").map(|rest| format!("eng.{rest}")),
    ];
    let joined = ending.strip_prefix("en.").map(|rest| format!("{stem}-en.{rest}"));
    let names =
        names.chain(endings.into_iter().flatten().map(|ending| format!("{stem}.{ending}"))).chain(joined);
    names.filter(|new| new != name).map(|name| format!("{folder}/{name}")).collect()
}

fn is_word(text: &str) -> bool {
    text.len() > 2 && text.is_ascii() && !text.starts_with("http") && !text.contains('@')
}

fn without_a_letter(text: &str) -> Option<String> {
    let letters: Vec<usize> =
        text.char_indices().filter(|(_, letter)| letter.is_ascii_lowercase()).map(|(at, _)| at).collect();
    let at = *letters.get(letters.len() / 2)?;
    (is_word(text) && letters.len() > 2).then(|| format!("{}{}", &text[..at], &text[at + 1..]))
}

fn swapped(text: &str) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    let at = (1..letters.len().saturating_sub(1)).find(|at| {
        let (one, other) = (letters[*at], letters[at + 1]);
        one != other && one.is_ascii_lowercase() && other.is_ascii_lowercase()
    })?;
    let mut letters = letters;
    letters.swap(at, at + 1);
    is_word(text).then(|| letters.into_iter().collect())
}

fn capital(text: &str) -> Option<String> {
    (is_word(text) && text.starts_with(|first: char| first.is_ascii_lowercase()))
        .then(|| format!("{}{}", text[..1].to_uppercase(), &text[1..]))
}

fn upper(text: &str) -> Option<String> {
    is_word(text).then(|| text.to_uppercase())
}

fn lower(text: &str) -> Option<String> {
    Some(text.to_lowercase())
}

fn plural(text: &str) -> Option<String> {
    (is_word(text) && text.ends_with(|last: char| last.is_ascii_lowercase())).then(|| {
        match text.strip_suffix('s') {
            Some(one) => one.to_owned(),
            None => format!("{text}s"),
        }
    })
}

/// As the Japanese keyboard writes it.
fn wide(text: &str) -> Option<String> {
    let is_short = text.is_ascii() && !text.starts_with("http") && !text.contains('@');
    is_short.then(|| {
        text.chars()
            .map(|each| match each {
                '!'..='~' => char::from_u32(u32::from(each) + 0xfee0).unwrap(),
                _ => each,
            })
            .collect()
    })
}

fn underscore(text: &str) -> Option<String> {
    is_word(text).then(|| text.replace('-', "_"))
}

fn unquoted(text: &str) -> Option<String> {
    Some(text.trim_matches('"').to_owned()).filter(|text| !text.is_empty())
}

fn curly(text: &str) -> Option<String> {
    Some(format!("“{}”", text.trim_matches('"')))
}

fn unopened(text: &str) -> Option<String> {
    Some(text[1..].to_owned())
}

fn unclosed(text: &str) -> Option<String> {
    Some(text[..text.len() - 1].to_owned())
}

fn in_a_list(text: &str) -> Option<String> {
    Some(format!("[{text}]"))
}

fn in_a_table(text: &str) -> Option<String> {
    Some(format!("{{ ja = {text} }}"))
}

fn bracketed(text: &str) -> Option<String> {
    Some(format!("[{text}]"))
}

fn inner(text: &str) -> Option<String> {
    Some(text[1..text.len() - 1].to_owned())
}

fn quoted(text: &str) -> Option<String> {
    Some(format!("\"{text}\""))
}

fn with_unit(text: &str) -> Option<String> {
    Some(format!("{text}件"))
}

fn quoted_with_unit(text: &str) -> Option<String> {
    Some(format!("\"約{text}件\""))
}

fn with_comma(text: &str) -> Option<String> {
    (text.len() == 4 && !text.contains('.')).then(|| format!("{},{}", &text[..1], &text[1..]))
}

fn zero_before(text: &str) -> Option<String> {
    Some(format!("0{text}"))
}

fn slashes(text: &str) -> Option<String> {
    Some(text.replace('-', "/"))
}

fn dots(text: &str) -> Option<String> {
    Some(text.replace('-', "."))
}

fn kanji(text: &str) -> Option<String> {
    let parts: Vec<u32> = text.trim_matches('"').split('-').map(|part| part.parse().unwrap()).collect();
    Some(match parts[..] {
        [year, month, day] => format!("{year}年{month}月{day}日"),
        [year, month] => format!("\"令和{}年{month}月\"", year - 2018),
        _ => return None,
    })
}

fn short(text: &str) -> Option<String> {
    Some(text.replace("-0", "-"))
}

fn era(text: &str) -> Option<String> {
    Some(format!("R{}", text.parse::<u32>().unwrap() - 2018))
}

fn era_in_words(text: &str) -> Option<String> {
    Some(format!("令和{}年度", text.parse::<u32>().unwrap() - 2018))
}

fn in_quotes_wide(text: &str) -> Option<String> {
    wide(text).map(|wide| format!("\"{wide}\""))
}

fn fiscal(text: &str) -> Option<String> {
    Some(format!("\"FY{text}\""))
}

fn gone(_: &str) -> Option<String> {
    Some(String::new())
}

fn doubled(text: &str) -> Option<String> {
    Some(format!("{text}{text}"))
}

fn colon(text: &str) -> Option<String> {
    Some(text.replacen(" = ", ": ", 1))
}

fn wide_equals(text: &str) -> Option<String> {
    Some(text.replacen(" = ", "＝", 1))
}

fn no_value(text: &str) -> Option<String> {
    text.split_once(" = ").map(|(key, _)| format!("{key} =\n"))
}

fn dashes(_: &str) -> Option<String> {
    Some("---".to_owned())
}

fn shorter(_: &str) -> Option<String> {
    Some("++".to_owned())
}

fn html(text: &str) -> Option<String> {
    text.contains(".md").then(|| text.replace(".md", ".html"))
}

fn backslashes(text: &str) -> Option<String> {
    (text.contains('/') && !text.starts_with("http")).then(|| text.replace('/', "\\"))
}

fn no_folder(text: &str) -> Option<String> {
    text.rsplit_once('/').filter(|_| !text.starts_with("http")).map(|(_, name)| name.to_owned())
}

fn from_top(text: &str) -> Option<String> {
    text.strip_prefix("@/").map(|rest| format!("content/{rest}"))
}

fn spaced(text: &str) -> Option<String> {
    text.contains(".md").then(|| text.replace(".md", " .md"))
}

fn no_slash(text: &str) -> Option<String> {
    Some(text.replace(" />}}", ">}}"))
}
