//! Marks the words of the glossary where a page uses them first.

use std::cmp::Reverse;
use std::ops::Range;

use aho_corasick::{AhoCorasick, Match, MatchKind};

use super::body::escape;
use super::east_asian::is_east_asian;
use super::pieces::{Piece, name, pieces};

/// Finds the glossary's terms in HTML.
///
/// All spellings are looked for at once, by an automaton (the aho-corasick crate): every page of the site is
/// searched for every term of the glossary, and looking for one after the other would take longer than
/// rendering.
#[derive(Debug)]
pub struct TermMatcher {
    automaton: AhoCorasick,
    /// What the automaton's patterns are, in its order.
    spellings: Vec<Spelling>,
}

#[derive(Debug)]
struct Spelling {
    /// As it stands in HTML.
    html: String,
    /// The index of the term that is spelt so.
    term: usize,
    is_case_sensitive: bool,
}

impl TermMatcher {
    /// What finds these terms: spellings, each with the index of its term. A term can have several spellings;
    /// of two terms with the same spelling, the first has it.
    pub fn new<'a>(terms: impl IntoIterator<Item = (&'a str, usize)>) -> Self {
        let spellings: Vec<Spelling> = terms
            .into_iter()
            .filter(|(spelling, _)| !spelling.trim().is_empty())
            .map(|(spelling, term)| Spelling::new(spelling, term))
            .collect();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard) // the only kind that finds overlapping matches
            .ascii_case_insensitive(true)
            .build(spellings.iter().map(|spelling| &spelling.html))
            .expect("a glossary is smaller than the 2 GiB that the automaton's numbers allow");
        Self { automaton, spellings }
    }

    /// Copies HTML and marks the first use of each term: `mark` gets the term's index and the matched text
    /// (HTML), and writes what stands there instead. `seen` says, by index, which terms the page has used
    /// before; it grows as needed and is carried on from one piece of the page to the next.
    ///
    /// The longest spelling wins. Text inside headings, links, code, readings, head cells, controls and marks
    /// that are already there is left alone. A Latin spelling matches whole words only; one with a capital
    /// letter matches only as it is written.
    pub fn mark(
        &self,
        html: &str,
        seen: &mut Vec<bool>,
        mark: &mut dyn FnMut(usize, &str, &mut String),
    ) -> String {
        let mut candidates = self.candidates(html).into_iter().peekable();
        let mut out = String::with_capacity(html.len() + html.len() / 16);
        let mut copied = 0;
        let mut texts = texts(html);
        while candidates.peek().is_some()
            && let Some(text) = texts.next()
        {
            while candidates.next_if(|found| found.start() < text.start).is_some() {}
            while let Some(found) = candidates.next_if(|found| found.start() < text.end) {
                if found.start() < copied {
                    continue;
                }
                out.push_str(&html[copied..found.start()]);
                copied = found.end();
                let text = &html[found.range()];
                let term = self.spellings[found.pattern()].term;
                if is_first(seen, term) {
                    mark(term, text, &mut out);
                } else {
                    out.push_str(text);
                }
            }
        }
        out.push_str(&html[copied..]);
        out
    }

    /// Where spellings may be meant, by place; at the same place the longest first.
    fn candidates(&self, html: &str) -> Vec<Match> {
        let mut candidates: Vec<Match> = self
            .automaton
            .find_overlapping_iter(html)
            .filter(|found| self.spellings[found.pattern()].is_meant(html, found.range()))
            .collect();
        candidates.sort_by_key(|found| (found.start(), Reverse(found.end()), found.pattern()));
        candidates
    }
}

fn is_first(seen: &mut Vec<bool>, term: usize) -> bool {
    if seen.len() <= term {
        seen.resize(term + 1, false);
    }
    !std::mem::replace(&mut seen[term], true)
}

impl Spelling {
    fn new(spelling: &str, term: usize) -> Self {
        let mut html = String::new();
        escape(spelling, &mut html);
        Self { html, term, is_case_sensitive: spelling.chars().any(char::is_uppercase) }
    }

    fn is_meant(&self, html: &str, found: Range<usize>) -> bool {
        let (before, after) = (&html[..found.start], &html[found.end..]);
        let is_entity = before.ends_with('&');
        let is_as_written = !self.is_case_sensitive || html[found] == self.html;
        let is_whole = !continues_word(before.chars().next_back(), self.html.chars().next())
            && !continues_word(self.html.chars().next_back(), after.chars().next());
        is_as_written && is_whole && !is_entity
    }
}

/// Whether two neighbours are letters or digits of one word. Japanese words have no such edges.
fn continues_word(left: Option<char>, right: Option<char>) -> bool {
    let is_word = |character: char| character.is_alphanumeric() && !is_east_asian(character);
    left.is_some_and(is_word) && right.is_some_and(is_word)
}

/// Elements whose text is not marked.
const UNMARKED: [&str; 26] = [
    "h1", "h2", "h3", "h4", "h5", "h6", "a", "code", "pre", "kbd", "samp", "ruby", "th", "mark", "dfn",
    "abbr", "button", "label", "select", "textarea", "summary", "script", "style", "svg", "title",
    "template",
];

/// Where the texts of some HTML are that may be marked.
fn texts(html: &str) -> impl Iterator<Item = Range<usize>> {
    let mut end = 0;
    let mut unmarked = None;
    pieces(html).filter_map(move |piece| {
        let (Piece::Text(written) | Piece::Tag(written)) = piece;
        let start = end;
        end += written.len();
        match piece {
            Piece::Text(_) => unmarked.is_none().then_some(start..end),
            Piece::Tag(tag) => {
                unmarked = unmarked_after(tag, unmarked);
                None
            }
        }
    })
}

/// The element, if any, whose text is not marked behind a tag, and how many of its name are open.
fn unmarked_after<'a>(tag: &'a str, before: Option<(&'a str, usize)>) -> Option<(&'a str, usize)> {
    let name = name(tag);
    let begins = !tag.ends_with("/>");
    match before {
        None => (begins && UNMARKED.contains(&name)).then_some((name, 1)),
        Some((element, depth)) if name.strip_prefix('/') == Some(element) => {
            (depth > 1).then(|| (element, depth - 1))
        }
        Some((element, depth)) if begins && name == element => Some((element, depth + 1)),
        inside => inside,
    }
}

#[cfg(test)]
mod tests {
    use super::TermMatcher;

    const TERMS: [(&str, usize); 8] = [
        ("人材育成", 0),
        ("人材育成基本方針", 1),
        ("OJT", 2),
        ("mentor", 3),
        ("R&D", 4),
        ("amp", 5),
        ("育成", 6),
        ("メンター", 3),
    ];

    fn marked(html: &str) -> String {
        let mut seen = Vec::new();
        TermMatcher::new(TERMS).mark(html, &mut seen, &mut |term, text, out| {
            out.push_str(&format!("[{term}:{text}]"));
        })
    }

    #[test]
    fn the_first_use_of_each_term_is_marked() {
        assert_eq!(marked("<p>OJTとOJT。メンター、mentor</p>"), "<p>[2:OJT]とOJT。[3:メンター]、mentor</p>");
    }

    #[test]
    fn the_longest_spelling_wins_even_where_it_was_marked_before() {
        let html = "人材育成基本方針、人材育成基本方針、人材育成、人材の育成";
        assert_eq!(marked(html), "[1:人材育成基本方針]、人材育成基本方針、[0:人材育成]、人材の[6:育成]");
    }

    #[test]
    fn latin_spellings_are_whole_words_in_their_case() {
        assert_eq!(marked("OJTs ojt Mentors, Mentor"), "OJTs ojt Mentors, [3:Mentor]");
        assert_eq!(marked("A&amp;B R&amp;D amp"), "A&amp;B [4:R&amp;D] [5:amp]");
    }

    #[test]
    fn some_text_is_left_alone() {
        for html in [
            "<h2>OJT</h2>",
            "<a href=\"OJT\">OJT</a>",
            "<pre><code>OJT</code></pre>",
            "<ruby>育成<rt>OJT</rt></ruby>",
            "<th scope=\"col\">OJT</th>",
            "<dfn>OJT</dfn>",
            "<p title=\"a > OJT\">a</p>",
            "<!-- OJT -->",
            "<svg><svg>OJT</svg>OJT</svg>",
            "<a>OJT",
        ] {
            assert_eq!(marked(html), html);
        }
        assert_eq!(marked("<h2>OJT</h2><td>OJT</td>"), "<h2>OJT</h2><td>[2:OJT]</td>");
    }

    #[test]
    fn what_was_seen_is_carried_on() {
        let matcher = TermMatcher::new(TERMS);
        let mut seen = Vec::new();
        let mut mark = |term: usize, _: &str, out: &mut String| out.push_str(&term.to_string());
        assert_eq!(matcher.mark("OJT", &mut seen, &mut mark), "2");
        assert_eq!(matcher.mark("OJT 育成", &mut seen, &mut mark), "OJT 6");
    }
}
