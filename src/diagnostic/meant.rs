//! What was meant by a name: people write what a thing is called where its id belongs, or nearly its id.

use unicode_normalization::UnicodeNormalization;

use crate::values::Bilingual;

use super::help::Help;

/// Something that may be meant.
#[derive(Clone, Debug)]
pub struct Candidate<'a> {
    /// How it must be written.
    pub id: &'a str,
    /// What people call it. The first is the one that is shown beside the id.
    pub words: Vec<String>,
}

/// Which of some candidates were meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Meant<'a> {
    /// This one: it was written by its name, or its id in another spelling.
    Surely(&'a str),
    /// Probably one of these; never none.
    Probably(Vec<&'a str>),
    /// None that can be told.
    Unknown,
}

impl<'a> Candidate<'a> {
    /// Something that is only called by its id.
    pub fn unnamed(id: &'a str) -> Self {
        Self { id, words: Vec::new() }
    }

    /// The id with the name beside it.
    pub fn shown(&self) -> Bilingual {
        match self.words.first() {
            Some(word) => {
                Bilingual::new(format!("`{}`（{word}）", self.id), format!("`{}` ({word})", self.id))
            }
            None => Bilingual::new(format!("`{}`", self.id), format!("`{}`", self.id)),
        }
    }
}

/// Which of some candidates was meant by what was written. The surer ways are tried first.
pub fn meant<'a>(written: &str, candidates: &[Candidate<'a>]) -> Meant<'a> {
    let key = key(written);
    if key.is_empty() {
        return Meant::Unknown;
    }
    let is_name = |candidate: &Candidate<'_>| words(candidate).any(|word| word == key);
    match ids(candidates, is_name)[..] {
        [] => {}
        [only] => return Meant::Surely(only),
        ref several => return Meant::Probably(several.to_vec()),
    }
    if let Some(near) = nearest(written, candidates.iter().map(|candidate| candidate.id)) {
        return Meant::Probably(vec![near]);
    }
    let in_part = |candidate: &Candidate<'_>| words(candidate).any(|word| is_part(&key, &word));
    let near = || nearest_words(&key, candidates);
    let shares = |candidate: &Candidate<'_>| words(candidate).any(|word| shares_most(&key, &word));
    let found = [ids(candidates, in_part), near(), ids(candidates, shares)];
    let found = found.into_iter().find(|found| !found.is_empty() && found.len() <= PROBABLE_MAX);
    found.map_or(Meant::Unknown, Meant::Probably)
}

/// More than so many candidates are no answer to the question what was meant.
const PROBABLE_MAX: usize = 3;

fn ids<'a>(candidates: &[Candidate<'a>], fits: impl Fn(&Candidate<'_>) -> bool) -> Vec<&'a str> {
    candidates.iter().filter(|candidate| fits(candidate)).map(|candidate| candidate.id).collect()
}

/// All that a candidate may be called, without what people write in different ways.
fn words<'c>(candidate: &'c Candidate<'_>) -> impl Iterator<Item = String> + 'c {
    std::iter::once(candidate.id).chain(candidate.words.iter().map(String::as_str)).map(key)
}

/// A name without what people write in different ways: width, capitals, spaces, marks. Where a name is nothing but
/// marks (`◎`, `％`) they are kept.
fn key(name: &str) -> String {
    let folded: String = name.nfkc().flat_map(char::to_lowercase).collect();
    let plain: String = folded.chars().filter(|character| character.is_alphanumeric()).collect();
    if plain.is_empty() { folded.split_whitespace().collect() } else { plain }
}

/// Whether one name is a part of the other: 人事課 of 総務部人事課. One character says nothing, and Latin
/// letters say less than Japanese ones.
fn is_part(left: &str, right: &str) -> bool {
    let (short, long) =
        if left.chars().count() <= right.chars().count() { (left, right) } else { (right, left) };
    let least = if short.is_ascii() { 4 } else { 2 };
    short.chars().count() >= least && long.contains(short)
}

/// Whether the names share a run of at least three Japanese characters that is half of the shorter one:
/// 市長公室人材育成課 and 人事部人材育成課.
fn shares_most(left: &str, right: &str) -> bool {
    if left.is_ascii() || right.is_ascii() {
        return false;
    }
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let run = (0..left.len())
        .flat_map(|at| (0..right.len()).map(move |other| (at, other)))
        .map(|(at, other)| left[at..].iter().zip(&right[other..]).take_while(|(one, two)| one == two).count())
        .max()
        .unwrap_or(0);
    run >= 3 && run * 2 >= left.len().min(right.len())
}

/// The candidates whose name has the fewest other letters, if it is near enough.
fn nearest_words<'a>(key: &str, candidates: &[Candidate<'a>]) -> Vec<&'a str> {
    let distances = candidates.iter().flat_map(|candidate| {
        words(candidate).filter_map(|word| Some((distance(key, &word)?, candidate.id)))
    });
    let distances: Vec<(usize, &str)> = distances.collect();
    let Some(least) = distances.iter().map(|(distance, _)| *distance).min() else { return Vec::new() };
    let mut found: Vec<&str> = Vec::new();
    for (_, id) in distances.into_iter().filter(|(distance, _)| *distance == least) {
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// How many letters differ, if few enough for the one to be meant by the other: a third of them may, so that
/// `captions` still finds `caption` and `x` finds nothing.
fn distance(written: &str, name: &str) -> Option<usize> {
    let distance = strsim::damerau_levenshtein(written, name);
    (distance * 3 <= written.chars().count().max(name.chars().count())).then_some(distance)
}

/// The nearest of some names to a name that was written, for "did you mean". `None` when nothing is near
/// enough to be what the writer meant.
pub fn nearest<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = names.into_iter().filter_map(|name| Some((distance(written, name)?, name)));
    near.min().map(|(_, name)| name)
}

/// "Did you mean": the help line for a name that is nearly right.
pub fn did_you_mean<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> Option<Help> {
    nearest(written, names).map(Help::did_you_mean)
}

/// What to write instead of a name, where that can be told.
pub fn instead_of(written: &str, candidates: &[Candidate<'_>]) -> Option<Help> {
    let shown = |id: &str| {
        let candidate = candidates.iter().find(|candidate| candidate.id == id);
        candidate.map_or_else(|| Candidate::unnamed(id).shown(), Candidate::shown)
    };
    match meant(written, candidates) {
        Meant::Surely(id) => {
            let Bilingual { ja, en } = shown(id);
            let words =
                Bilingual::new(format!("{}と書いてください", before_words(&ja)), format!("write {en}"));
            Some(Help::from(words).proposing(id))
        }
        // An id that is only misspelt says itself what it is.
        Meant::Probably(ids) if nearest(written, ids.iter().copied()).is_some() => did_you_mean(written, ids),
        Meant::Probably(ids) => {
            let shown: Vec<Bilingual> = ids.iter().copied().map(shown).collect();
            let ja: Vec<&str> = shown.iter().map(|shown| shown.ja.as_str()).collect();
            let en: Vec<&str> = shown.iter().map(|shown| shown.en.as_str()).collect();
            let words = Bilingual::new(
                format!("{}ではありませんか", before_words(&ja.join("か"))),
                format!("did you mean {}?", en.join(" or ")),
            );
            Some(ids.into_iter().fold(Help::from(words), Help::proposing))
        }
        Meant::Unknown => None,
    }
}

/// A list as Japanese words follow it: with a space after a code, without one after a bracket.
pub fn before_words(list: &str) -> String {
    if list.ends_with('`') { format!("{list} ") } else { list.to_owned() }
}

/// Candidates with their names, one after the other; of a long list the first ones, and where the others are.
pub fn list_of(candidates: &[Candidate<'_>], place: &str) -> Bilingual {
    let shown: Vec<Bilingual> = candidates.iter().take(LIST_MAX).map(Candidate::shown).collect();
    let ja: Vec<&str> = shown.iter().map(|shown| shown.ja.as_str()).collect();
    let en: Vec<&str> = shown.iter().map(|shown| shown.en.as_str()).collect();
    let (ja, en) = (ja.join("、"), en.join(", "));
    match candidates.len().saturating_sub(LIST_MAX) {
        0 => Bilingual::new(ja, en),
        more => Bilingual::new(
            format!("{ja} など（ほかに{more}件。`{place}` を見てください）"),
            format!("{en} … and {more} more, see `{place}`"),
        ),
    }
}

/// The longest list that helps more than it hides.
const LIST_MAX: usize = 12;

#[cfg(test)]
mod tests {
    use super::{Candidate, Meant, meant};

    fn candidates() -> Vec<Candidate<'static>> {
        let candidate = |id, words: &[&str]| Candidate {
            id,
            words: words.iter().map(|word| (*word).to_owned()).collect(),
        };
        vec![
            candidate("personnel", &["総務部人事課", "Personnel Division", "そうむぶじんじか"]),
            candidate("staff", &["総務部職員課", "Staff Division"]),
            candidate("digital", &["企画部デジタル推進課"]),
        ]
    }

    #[test]
    fn a_name_in_any_spelling_is_sure() {
        for written in [
            "総務部人事課",
            "総務部 人事課",
            "「総務部人事課」",
            "personnel division",
            "ＰＥＲＳＯＮＮＥＬ",
            "そうむぶじんじか",
        ] {
            assert_eq!(meant(written, &candidates()), Meant::Surely("personnel"), "{written}");
        }
        assert_eq!(meant("企画部ﾃﾞｼﾞﾀﾙ推進課", &candidates()), Meant::Surely("digital"));
    }

    #[test]
    fn a_part_of_a_name_or_a_slip_is_probable() {
        for written in ["人事課", "水ノ江市総務部人事課", "総務部人事係", "personel"] {
            assert_eq!(meant(written, &candidates()), Meant::Probably(vec!["personnel"]), "{written}");
        }
        assert_eq!(meant("総務部", &candidates()), Meant::Probably(vec!["personnel", "staff"]));
        assert_eq!(meant("情報推進室デジタル推進課", &candidates()), Meant::Probably(vec!["digital"]));
    }

    #[test]
    fn nothing_is_meant_by_what_no_name_has() {
        for written in ["", "課", "福祉課", "x"] {
            assert_eq!(meant(written, &candidates()), Meant::Unknown, "{written}");
        }
    }
}
