//! What search engines and social networks say of a page: the writer's own words, the first paragraph, or
//! words of the theme for its kind.

use unicode_normalization::char::is_combining_mark;

use crate::model::{PlanId, Text};
use crate::values::Language;

use super::{PageContext, Phrase};

/// How many characters are shown: 120 full-width ones fill the lines that 155 narrow ones do.
const WIDE_LENGTH: usize = 120;
const NARROW_LENGTH: usize = 155;

/// The description of a page that shows a text, or none.
pub(super) fn description(
    context: &PageContext<'_>,
    shown: Option<(&Text, Language)>,
    plan: Option<PlanId>,
    title: &Phrase,
) -> Phrase {
    let document = shown.map(|(text, _)| &text.document);
    if let Some(written) = document.and_then(|document| document.description.as_ref()) {
        return phrase(context, written.clone(), shown);
    }
    let lead = document.and_then(|document| document.body.lead.as_ref()).map(|lead| lead.text.clone());
    let quoted = lead.map(|lead| phrase(context, lead, shown));
    let words = quoted.unwrap_or_else(|| own_description(context, plan, title));
    let own = context.tag(context.page.language);
    let tag = words.lang.as_ref().unwrap_or(&own);
    let is_wide = ["ja", "zh", "ko"].iter().any(|base| tag.split('-').next() == Some(base));
    Phrase { text: cut(&words.text, if is_wide { WIDE_LENGTH } else { NARROW_LENGTH }), ..words }
}

/// A description in the words of the theme. Where those are in another language than the title, the title alone says
/// more than a sentence in two languages.
fn own_description(context: &PageContext<'_>, plan: Option<PlanId>, title: &Phrase) -> Phrase {
    let of_kind = context.own_description(&title.text);
    let words = of_kind.unwrap_or_else(|| {
        let label = |label| context.phrase(label).text;
        match plan {
            Some(plan) => {
                let marks = [("plan", &*label(&context.site[plan].title)), ("name", &*title.text)];
                context.filled("description.of-plan", &marks)
            }
            None => {
                let marks = [("site", &*label(&context.site.title)), ("name", &*title.text)];
                context.filled("description.of-site", &marks)
            }
        }
    });
    if words.lang.is_some() && words.lang != title.lang { title.clone() } else { words }
}

/// Words of a text that is shown.
fn phrase(context: &PageContext<'_>, text: String, shown: Option<(&Text, Language)>) -> Phrase {
    Phrase { text, lang: shown.and_then(|(_, written)| context.lang(written)) }
}

/// The beginning of a text, at most so many characters: whole sentences if they fill half of it, otherwise up
/// to the end of a phrase or word and `…`.
fn cut(text: &str, length_max: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = text.char_indices().nth(length_max) else { return text };
    let head = &text[..end];
    let least = head.char_indices().nth(length_max / 2).map_or(0, |(at, _)| at);
    if let Some(end) = ends(&text, end, is_sentence_end).filter(|end| *end >= least) {
        return text[..end].to_owned();
    }
    let room = head.char_indices().next_back().map_or(0, |(at, _)| at);
    let end =
        ends(&text, room, is_phrase_end).filter(|end| *end >= least).unwrap_or_else(|| whole(&text, room));
    let trimmed = text[..end].trim_end_matches(|character: char| {
        character.is_whitespace() || "、，,;；:：・—–-".contains(character)
    });
    format!("{trimmed}…")
}

/// Where the last of the places before `end` is that `is_end` takes for one, given what stands before and
/// after it.
fn ends(text: &str, end: usize, is_end: fn(char, Option<char>) -> bool) -> Option<usize> {
    let mut last = None;
    for (at, character) in text[..end].char_indices() {
        let after = at + character.len_utf8();
        if is_end(character, text[after..].chars().next()) {
            last = Some(after);
        }
    }
    last.map(|last| {
        // A closing bracket belongs to what it closes.
        let closing = text[last..end].chars().take_while(|character| "」』）)”’\"".contains(*character));
        last + closing.map(char::len_utf8).sum::<usize>()
    })
}

fn is_sentence_end(character: char, next: Option<char>) -> bool {
    match character {
        '。' | '！' | '？' => true,
        '.' | '!' | '?' => next.is_none_or(char::is_whitespace),
        _ => false,
    }
}

fn is_phrase_end(character: char, next: Option<char>) -> bool {
    "、，；：;:".contains(character) || next.is_some_and(|next| next == ' ' || "（(「『".contains(next))
}

/// A place that leaves a character with its marks and variation selectors.
fn whole(text: &str, at: usize) -> usize {
    let follows = |at: usize| text[at..].chars().next().is_some_and(is_combining_mark);
    let mut at = at;
    while at > 0 && follows(at) {
        at = text.floor_char_boundary(at - 1);
    }
    at
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_short_text_stays_as_it_is() {
        assert_eq!(cut("方向性です。", 20), "方向性です。");
        assert_eq!(cut("One line\nand another.", 60), "One line and another.");
    }

    #[test]
    fn whole_sentences_come_first() {
        assert_eq!(
            cut("採用の手法を見直します。受験者を増やすため、試験を変えます。", 16),
            "採用の手法を見直します。"
        );
        assert_eq!(cut("The city will act. It plans for 3.5 years of it.", 24), "The city will act.");
        assert_eq!(cut("「学び続ける。」と定めた市の計画の続きです", 12), "「学び続ける。」");
    }

    #[test]
    fn else_a_phrase_or_a_word() {
        assert_eq!(cut("採用の手法を見直し、受験者を増やすための取組を進めます", 16), "採用の手法を見直し…");
        assert_eq!(cut("Recruitment and selection of specialists", 30), "Recruitment and selection of…");
    }

    #[test]
    fn never_inside_a_character() {
        assert_eq!(cut("葛󠄀城市葛󠄀城市葛󠄀城市", 6), "葛󠄀城市…");
        assert_eq!(cut("𠮷野𠮷野𠮷野𠮷野", 5), "𠮷野𠮷野…");
    }
}
