//! Bold next to Japanese punctuation: `**「重要」**です`.
//!
//! The rule is that of tats-u's markdown-cjk-friendly specification. CommonMark asks of a run of asterisks
//! whether its inner neighbour is punctuation; if so, the outer one must be a space or punctuation too. The
//! specification relaxes this: Chinese, Japanese and Korean punctuation does not count as punctuation, and
//! beside other punctuation a Chinese, Japanese or Korean character does as well as a space.
//!
//! Both come true if the parser takes the outer letter for punctuation, so that is what it is shown
//! ([`super::stand_in`]). For the run itself this changes nothing else: with punctuation inside, the run was
//! able to open *or* close by its other side already, and with punctuation on both sides it still is. A letter
//! between two runs (`」**を**い`) is also the inner neighbour of the other run; there the next letter is hidden
//! in turn, and so on to the end of the chain.
//!
//! Underscores are left to CommonMark, which never lets them emphasise part of a word, and Japanese has no
//! word edges: `__「重要」__です` stays as it is. English text is never touched.

use std::collections::BTreeSet;
use std::ops::Range;

use super::soft_break::is_wide;

/// A run of `*`, or the `~~` of strikethrough, with its neighbours.
struct Run {
    range: Range<usize>,
    before: Option<char>,
    after: Option<char>,
}

impl Run {
    fn of(text: &str, range: Range<usize>) -> Self {
        let before = text[..range.start].chars().next_back();
        let after = text[range.end..].chars().next();
        Self { range, before, after }
    }

    /// The range of the character before the run, if that is a letter.
    fn letter_before(&self) -> Option<Range<usize>> {
        let letter = self.before.filter(|letter| is_letter(*letter))?;
        Some(self.range.start - letter.len_utf8()..self.range.start)
    }

    /// The range of the character after the run, if that is a letter.
    fn letter_after(&self) -> Option<Range<usize>> {
        let letter = self.after.filter(|letter| is_letter(*letter))?;
        Some(self.range.end..self.range.end + letter.len_utf8())
    }

    fn is_beside_japanese(&self) -> bool {
        self.before.is_some_and(is_wide) || self.after.is_some_and(is_wide)
    }
}

/// Whether a character may keep a run from opening or closing when it stands outside. Of Japanese punctuation
/// only the common characters are known here, which saves a second look at most texts; taking the others for
/// letters changes nothing, as they are then shown as what they are.
fn is_letter(character: char) -> bool {
    let is_common_punctuation = matches!(
        character,
        '、' | '。' | '〈'..='】' | '〔'..='〟' | '・' | '！' | '（' | '）' | '，' | '．' | '：' | '；' | '？'
    );
    !character.is_whitespace() && !character.is_ascii_punctuation() && !is_common_punctuation
}

/// Whether a character may keep a run from opening or closing when it stands inside. Symbols are among these,
/// whether or not the parser thinks so: a letter outside is then hidden without need, which only settles
/// that the run opens (or closes), as it should.
fn is_punctuation(character: char) -> bool {
    !character.is_whitespace() && !character.is_alphanumeric()
}

/// The letters to hide from the parser, in order; `skip` says where runs are not emphasis (code, addresses).
pub(super) fn letters(text: &str, skip: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    // Most texts have no emphasis, and looking for one byte is a tenth of the work.
    if !text.contains('*') && !text.contains('~') {
        return Vec::new();
    }
    let runs: Vec<Run> = runs(text).filter(|run| !skip(run.range.start)).collect();
    let mut hidden: BTreeSet<usize> = BTreeSet::new();
    for run in runs.iter().filter(|run| run.is_beside_japanese()) {
        if run.after.is_some_and(is_punctuation) {
            hidden.extend(run.letter_before().map(|letter| letter.start));
        }
        if run.before.is_some_and(is_punctuation) {
            hidden.extend(run.letter_after().map(|letter| letter.start));
        }
    }
    if !hidden.is_empty() {
        follow_chains(&runs, &mut hidden);
    }
    let character = |at: usize| text[at..].chars().next().map_or(at, |letter| at + letter.len_utf8());
    hidden.into_iter().map(|at| at..character(at)).collect()
}

/// Hides the letter on the other side of a run that touches a hidden one: once to the right and once to the
/// left, since a chain never turns back.
fn follow_chains(runs: &[Run], hidden: &mut BTreeSet<usize>) {
    for run in runs {
        if let (Some(before), Some(after)) = (run.letter_before(), run.letter_after())
            && hidden.contains(&before.start)
        {
            hidden.insert(after.start);
        }
    }
    for run in runs.iter().rev() {
        if let (Some(before), Some(after)) = (run.letter_before(), run.letter_after())
            && hidden.contains(&after.start)
        {
            hidden.insert(before.start);
        }
    }
}

fn runs(text: &str) -> impl Iterator<Item = Run> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text[from..].find(['*', '~'])?;
            let mark = text.as_bytes()[start];
            let length = text.as_bytes()[start..].iter().take_while(|byte| **byte == mark).count();
            from = start + length;
            // `\**`: the first asterisk is text, the rest a run after it.
            let start = start + usize::from(is_escaped(text, start));
            let is_run = if mark == b'*' { start < from } else { from - start == 2 };
            if is_run {
                return Some(Run::of(text, start..from));
            }
        }
    })
}

/// Whether an odd number of backslashes stands before a place.
pub(super) fn is_escaped(text: &str, at: usize) -> bool {
    text.as_bytes()[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let hidden: Vec<&str> = letters(text, |_| false).into_iter().map(|range| &text[range]).collect();
        assert_eq!(hidden, expected, "{text}");
    }

    #[test]
    fn the_letter_outside_is_hidden() {
        check("**「重要」**です", &["で"]);
        check("これは**「重要」**です", &["は", "で"]);
        check("研修**(OJT)**を", &["修", "を"]);
        check("**「重要」**is", &["i"]);
        check("~~「旧称」~~は", &["は"]);
        check("𠮷**「野家」**𠮷", &["𠮷", "𠮷"]);
    }

    #[test]
    fn where_nothing_is_in_the_way_nothing_is_hidden() {
        check("これは**重要**です。**「重要」** です", &[]);
        check("a **\"word\"**s and **(b)**c", &[]);
        check(r"\*「重要」\*です", &[]);
        check("~「旧称」~は", &[]);
        check("__「重要」__です", &[]);
    }

    #[test]
    fn a_letter_between_two_runs_takes_the_next_one_along() {
        check("*あ**「い」**う*え", &["あ", "う", "え"]);
        check("え*う**「い」**あ*", &["え", "う", "あ"]);
    }
}
