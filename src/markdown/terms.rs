//! Glossary terms: the first use of each in a page is marked.
//!
//! A page is walked once, character by character. A glossary has some hundred spellings, so nearly every
//! character is ruled out by one look at [`TermMatcher::first`]; the rest are compared with the few spellings
//! that begin with that character, the longest first. An automaton (aho-corasick) would be one more
//! dependency and reports overlapping matches that then have to be weighed by word boundary and case again.

use std::collections::HashMap;

use super::text::{Piece, escape, pieces};

/// Finds glossary terms in HTML.
#[derive(Clone, Debug)]
pub struct TermMatcher {
    /// By the first character in lower case: the spellings, longest first.
    spellings: HashMap<char, Vec<Spelling>>,
    /// Whether some spelling begins with a character, by the low bits of the character.
    first: Box<[bool; FIRST]>,
    terms: usize,
}

/// Characters told apart by [`TermMatcher::first`]: enough for a page of kanji to have few false alarms.
const FIRST: usize = 4096;

#[derive(Clone, Debug)]
struct Spelling {
    /// As it stands in HTML.
    html: String,
    /// Whether capitals matter: "IT" is not "it", but "Mentor" at the start of a sentence is "mentor".
    exact: bool,
    term: usize,
}

/// Elements whose text is never marked: names, other things to click, and what is already marked.
const UNMARKED: &[&str] = &[
    "a", "abbr", "button", "code", "dfn", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "mark", "option", "pre",
    "ruby", "select", "summary", "svg", "template", "textarea", "th", "title",
];

impl TermMatcher {
    /// A matcher for these spellings; a term may have several. The number is what `mark` is given.
    pub fn new<'a>(terms: impl IntoIterator<Item = (&'a str, usize)>) -> Self {
        let mut matcher = Self { spellings: HashMap::new(), first: Box::new([false; FIRST]), terms: 0 };
        for (spelling, term) in terms {
            matcher.add(spelling, term);
        }
        for spellings in matcher.spellings.values_mut() {
            spellings
                .sort_by(|one, other| other.html.len().cmp(&one.html.len()).then(one.term.cmp(&other.term)));
        }
        matcher
    }

    fn add(&mut self, spelling: &str, term: usize) {
        let mut html = String::new();
        escape(spelling.trim(), &mut html);
        let Some(first) = html.chars().next().map(folded) else { return };
        self.first[slot(first)] = true;
        self.terms = self.terms.max(term + 1);
        let exact = spelling.chars().any(char::is_uppercase);
        self.spellings.entry(first).or_default().push(Spelling { html, exact, term });
    }

    /// Marks the first use of each term that `seen` does not have yet. `html` is a page or a part of one;
    /// `seen` is carried from part to part and grows as needed. `mark` writes what stands instead of a
    /// matched text, given the term's number and the text as HTML.
    pub fn mark(
        &self,
        html: &str,
        seen: &mut Vec<bool>,
        mark: &mut dyn FnMut(usize, &str, &mut String),
    ) -> String {
        if seen.len() < self.terms {
            seen.resize(self.terms, false);
        }
        let mut out = String::with_capacity(html.len() + html.len() / 8);
        let mut inside: Option<(&str, usize)> = None;
        for piece in pieces(html) {
            match (piece, &mut inside) {
                (Piece::Text(text), None) => self.mark_text(text, seen, mark, &mut out),
                (Piece::Text(text), Some(_)) => out.push_str(text),
                (Piece::Tag(tag), inside) => {
                    follow(tag, inside);
                    out.push_str(tag);
                }
            }
        }
        out
    }

    fn mark_text(
        &self,
        text: &str,
        seen: &mut [bool],
        mark: &mut dyn FnMut(usize, &str, &mut String),
        out: &mut String,
    ) {
        let (mut copied, mut at) = (0, 0);
        while let Some(character) = text[at..].chars().next() {
            let Some(spelling) = self.at(text, at, character) else {
                at += character.len_utf8();
                continue;
            };
            let end = at + spelling.html.len();
            if !std::mem::replace(&mut seen[spelling.term], true) {
                out.push_str(&text[copied..at]);
                mark(spelling.term, &text[at..end], out);
                copied = end;
            }
            at = end;
        }
        out.push_str(&text[copied..]);
    }

    /// The longest spelling that stands at a place.
    fn at(&self, text: &str, at: usize, character: char) -> Option<&Spelling> {
        let first = folded(character);
        if !self.first[slot(first)] {
            return None;
        }
        self.spellings.get(&first)?.iter().find(|spelling| spelling.stands_at(text, at))
    }
}

impl Spelling {
    fn stands_at(&self, text: &str, at: usize) -> bool {
        let end = at + self.html.len();
        let Some(found) = text.get(at..end) else { return false };
        let same = if self.exact { found == self.html } else { found.eq_ignore_ascii_case(&self.html) };
        same && !runs_on(text, at) && !runs_on(text, end)
    }
}

/// Whether a Latin word runs on across a place: 「OJT研修」 has the word OJT, "OJTs" has not.
fn runs_on(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    // Text begins an entity with `&`, so `&lt;` never looks like a word from the outside; the letters inside
    // one are kept off by the word that runs on from `&`.
    before.is_some_and(|character| is_word(character) || character == '&') && after.is_some_and(is_word)
}

fn is_word(character: char) -> bool {
    // Latin, Greek and Cyrillic letters lie below U+0530; Japanese has no spaces to show where a word ends.
    character.is_alphanumeric() && (character as u32) < 0x0530
}

fn folded(character: char) -> char {
    character.to_ascii_lowercase()
}

fn slot(character: char) -> usize {
    character as usize % FIRST
}

/// Keeps track of the outermost element whose text is not marked, and of how often its name is open.
fn follow<'a>(tag: &'a str, inside: &mut Option<(&'a str, usize)>) {
    let closes = tag.starts_with("</");
    let name = tag.trim_start_matches("</").trim_start_matches('<');
    let name = name.split([' ', '\n', '\t', '/', '>']).next().unwrap_or("");
    match inside {
        Some((open, depth)) if *open == name && closes => {
            *depth -= 1;
            if *depth == 0 {
                *inside = None;
            }
        }
        Some((open, depth)) if *open == name && !tag.ends_with("/>") => *depth += 1,
        Some(_) => {}
        None if !closes && !tag.ends_with("/>") && UNMARKED.contains(&name) => *inside = Some((name, 1)),
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::TermMatcher;

    /// The HTML with each mark written as `[number:text]`.
    #[track_caller]
    fn check(terms: &[&str], html: &str, expected: &str) {
        let matcher =
            TermMatcher::new(terms.iter().enumerate().map(|(number, spelling)| (*spelling, number)));
        let mut write =
            |number: usize, text: &str, out: &mut String| out.push_str(&format!("[{number}:{text}]"));
        assert_eq!(matcher.mark(html, &mut Vec::new(), &mut write), expected);
    }

    #[test]
    fn the_first_use_of_a_term_is_marked() {
        check(&["人材"], "<p>人材と人材</p><p>人材</p>", "<p>[0:人材]と人材</p><p>人材</p>");
    }

    #[test]
    fn the_longest_spelling_wins_even_when_it_was_seen() {
        check(&["人材", "人材育成"], "人材育成と人材育成と人材", "[1:人材育成]と人材育成と[0:人材]");
    }

    #[test]
    fn latin_spellings_stand_alone() {
        check(&["OJT"], "OJTs XOJT OJT研修", "OJTs XOJT [0:OJT]研修");
        check(&["lt"], "a &lt; b lt", "a &lt; b [0:lt]");
        check(&["R&D"], "R&amp;D", "[0:R&amp;D]");
    }

    #[test]
    fn capitals_matter_where_the_spelling_has_them() {
        check(&["mentor", "IT"], "It is it. Mentor, IT", "It is it. [0:Mentor], [1:IT]");
    }

    #[test]
    fn names_links_code_and_marks_are_left_alone() {
        let left = "<h2>研修</h2><a href=\"x\">研修</a><code>研修</code><th>研修</th><ruby>研修<rt>けんしゅう</rt></ruby>";
        check(&["研修"], &format!("{left}<td>研修</td>"), &format!("{left}<td>[0:研修]</td>"));
        check(&["研修"], "<a><a>研修</a>研修</a>研修", "<a><a>研修</a>研修</a>[0:研修]");
        let hidden = "<!-- <a> 研修 --><script>if (a<b) 研修</script><style>研修</style>";
        check(&["研修"], &format!("{hidden}研修"), &format!("{hidden}[0:研修]"));
        check(&["研修"], "<article>研修</article>", "<article>[0:研修]</article>");
    }

    #[test]
    fn what_was_seen_is_carried_on() {
        let matcher = TermMatcher::new([("研修", 0), ("訓練", 0)]);
        let mut seen = Vec::new();
        let mut write = |_: usize, text: &str, out: &mut String| out.push_str(&format!("[{text}]"));
        assert_eq!(matcher.mark("研修", &mut seen, &mut write), "[研修]");
        assert_eq!(matcher.mark("訓練", &mut seen, &mut write), "訓練");
    }
}
