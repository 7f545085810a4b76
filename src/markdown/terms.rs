//! Marks the words of the glossary where a page uses them first.

use aho_corasick::{AhoCorasick, MatchKind};

use super::body::escape;
use super::east_asian::is_east_asian;

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

/// Where a spelling stands in the HTML.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    start: usize,
    end: usize,
    spelling: usize,
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
        let mut texts = Texts::new(html);
        while candidates.peek().is_some() {
            let Some(text_end) = texts.next_marked(candidates.peek().map_or(0, |candidate| candidate.start))
            else {
                break;
            };
            let text_start = texts.start;
            while candidates.next_if(|candidate| candidate.start < text_start).is_some() {}
            while let Some(candidate) = candidates.next_if(|candidate| candidate.start < text_end) {
                if candidate.start < copied {
                    continue;
                }
                out.push_str(&html[copied..candidate.start]);
                copied = candidate.end;
                let text = &html[candidate.start..candidate.end];
                let term = self.spellings[candidate.spelling].term;
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
    fn candidates(&self, html: &str) -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> = self
            .automaton
            .find_overlapping_iter(html)
            .map(|found| Candidate {
                start: found.start(),
                end: found.end(),
                spelling: found.pattern().as_usize(),
            })
            .filter(|candidate| self.spellings[candidate.spelling].is_meant(html, candidate))
            .collect();
        candidates
            .sort_by_key(|candidate| (candidate.start, std::cmp::Reverse(candidate.end), candidate.spelling));
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

    fn is_meant(&self, html: &str, candidate: &Candidate) -> bool {
        let (before, after) = (&html[..candidate.start], &html[candidate.end..]);
        let is_entity = before.ends_with('&');
        let is_as_written = !self.is_case_sensitive || html[candidate.start..candidate.end] == self.html;
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

/// Goes through HTML, from text to text that may be marked.
struct Texts<'a> {
    html: &'a str,
    /// Where the current text starts.
    start: usize,
    /// Where the next tag, or text, starts.
    at: usize,
}

impl<'a> Texts<'a> {
    fn new(html: &'a str) -> Self {
        Self { html, start: 0, at: 0 }
    }

    /// Goes to the next text that may be marked and ends after a byte. Returns its end.
    fn next_marked(&mut self, after: usize) -> Option<usize> {
        while self.at < self.html.len() {
            let rest = &self.html[self.at..];
            if !rest.starts_with('<') {
                self.start = self.at;
                self.at += rest.find('<').unwrap_or(rest.len());
                if self.at > after {
                    return Some(self.at);
                }
                continue;
            }
            let tag = tag(rest);
            self.at += tag.len();
            let name = name(tag);
            if UNMARKED.contains(&name) && !tag.ends_with("/>") {
                self.skip(name);
            }
        }
        None
    }

    /// Goes behind the end of an element whose start tag has been passed.
    fn skip(&mut self, element: &str) {
        let mut depth = 1;
        while depth > 0 && self.at < self.html.len() {
            let rest = &self.html[self.at..];
            let Some(offset) = rest.find('<') else { break };
            let tag = tag(&rest[offset..]);
            self.at += offset + tag.len();
            match tag.strip_prefix("</") {
                Some(end) if end.trim_end_matches('>').trim_end() == element => depth -= 1,
                None if name(tag) == element && !tag.ends_with("/>") => depth += 1,
                _ => {}
            }
        }
        if depth > 0 {
            self.at = self.html.len();
        }
    }
}

/// The tag, or the comment, at the start of some HTML. A `>` in a quoted attribute does not end it.
fn tag(html: &str) -> &str {
    if html.starts_with("<!--") {
        return html.find("-->").map_or(html, |end| &html[..end + 3]);
    }
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return &html[..=at],
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    html
}

/// The name of a start tag; empty for end tags and comments.
fn name(tag: &str) -> &str {
    let inner = tag.get(1..).unwrap_or("");
    let end = inner.find(|sign: char| !sign.is_ascii_alphanumeric()).unwrap_or(inner.len());
    &inner[..end]
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
