//! 「○○課」, 「△△市」, 「第○回」: a geometric sign instead of a word or a number.

use super::around::{Around, NEARBY, counter, is_blank, is_digit, is_japanese, is_kanji, is_katakana};
use super::mark::{Mark, Meaning};

pub(super) fn judge(around: &Around<'_>) -> Option<Mark> {
    if around.previous().is_some_and(is_sign) {
        // Within a run that has been judged.
        return None;
    }
    let run = around.extended(is_sign);
    let signs: Vec<char> = run.written().chars().collect();
    if is_zero(&run, &signs) {
        return None;
    }
    let is_uniform = signs.iter().all(|sign| *sign == signs[0]);
    let is_mark = match signs.len() {
        1 => is_circle(signs[0]) && stands_for_number(&run),
        _ if is_uniform && is_circle(signs[0]) => !is_in_earnest(&run, signs.len()),
        // Circles for filled and left seats, a scale such as ○△×: only what must have a name has one like that.
        _ => is_named(&run) && !is_frame(&run),
    };
    (is_mark && !run.is_example())
        .then(|| Mark { range: run.sign.start..end(&run), meaning: Meaning::Missing })
}

fn is_sign(character: char) -> bool {
    is_circle(character) || matches!(character, '△' | '▲' | '□' | '■' | '×' | '◇' | '◆' | '＊')
}

/// As people type it: ○, the zero 〇 that looks like it, the large ◯.
fn is_circle(character: char) -> bool {
    matches!(character, '○' | '〇' | '◯' | '●')
}

/// 二〇〇〇年: circles are the zeros of numbers in kanji.
fn is_zero(run: &Around<'_>, signs: &[char]) -> bool {
    let is_digit_before = |character: char| "一二三四五六七八九十百千".contains(character);
    let is_digit_after = |character: char| "一二三四五六七八九".contains(character);
    !signs.contains(&'●')
        && signs.iter().all(|sign| is_circle(*sign))
        && (run.previous().is_some_and(is_digit_before) || run.next().is_some_and(is_digit_after))
}

/// Where a run of circles is meant as it is: a grade in a cell, a line around a heading, 「〇〇さん」 as anybody's
/// name in what somebody says.
fn is_in_earnest(run: &Around<'_>, length: usize) -> bool {
    let is_grade = run.is_alone() && (run.setting.is_cell() || length > 2);
    is_grade || is_frame(run) || is_rating(run) || is_said_of_anybody(run)
}

fn is_frame(run: &Around<'_>) -> bool {
    if run.text.len() > 2 * run.sign.len() + NEARBY {
        return false;
    }
    let (before, after) = (run.before().trim(), run.after().trim());
    before.is_empty() && after.ends_with(run.written())
        || after.is_empty() && before.starts_with(run.written())
}

/// ○○☆, ◎○○.
fn is_rating(run: &Around<'_>) -> bool {
    let is_grade = |character: char| matches!(character, '☆' | '★' | '◎' | '△');
    run.previous().is_some_and(is_grade) || run.next().is_some_and(is_grade)
}

/// 「〇〇さん、ありがとう」, 「〇〇したい」.
fn is_said_of_anybody(run: &Around<'_>) -> bool {
    let goes_on =
        run.next().is_some_and(|next| "さしすせくちたっ".contains(next)) || run.after().starts_with("だ");
    run.is_quoted() && goes_on
}

/// Whether what must have a name follows.
fn is_named(run: &Around<'_>) -> bool {
    const NAMED: [&str; 48] = [
        "課",
        "部",
        "局",
        "室",
        "係",
        "担当",
        "市",
        "区",
        "町",
        "村",
        "県",
        "府",
        "氏",
        "様",
        "さん",
        "大学",
        "学校",
        "高校",
        "会社",
        "株式会社",
        "センター",
        "事業",
        "計画",
        "制度",
        "研修",
        "条例",
        "要綱",
        "要領",
        "委員",
        "会議",
        "協議会",
        "年",
        "月",
        "日",
        "人",
        "名",
        "件",
        "回",
        "円",
        "％",
        "%",
        "割",
        "点",
        "号",
        "章",
        "条",
        "万",
        "億",
    ];
    let after = run.after();
    let same_again = after.strip_prefix(['-', '－', '‐', 'ー']).is_some_and(|rest| rest.starts_with(is_sign));
    same_again || NAMED.iter().any(|name| after.starts_with(name))
}

/// Whether a single circle stands where a number belongs. As a mark in lists and legends (○時間外勤務の縮減) it
/// stands after no word.
fn stands_for_number(run: &Around<'_>) -> bool {
    let (before, after) = (run.before(), run.after());
    let ends_with = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let starts_with = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
    if ends_with(&["令和", "平成", "昭和", "西暦"]) || before.ends_with(['R', 'Ｒ']) {
        return starts_with(&["年", ".", "．"]);
    }
    if before.ends_with('第') {
        return starts_with(&["回", "号", "条", "章", "節", "期", "版", "次", "項", "款", "四半期"]);
    }
    follows_date(run) || begins_date(after) || is_decimal(run) || is_counted(run)
}

/// 年○月, 月○日, 時○分.
fn follows_date(run: &Around<'_>) -> bool {
    const PAIRS: [(char, &str); 3] = [('年', "月"), ('月', "日"), ('時', "分")];
    PAIRS.iter().any(|(before, after)| run.previous() == Some(*before) && run.after().starts_with(after))
}

/// ○年○月, ○月○日.
fn begins_date(after: &str) -> bool {
    let rest = |unit: char| after.strip_prefix(unit).and_then(|rest| rest.strip_prefix(is_circle));
    rest('年').is_some_and(|rest| rest.starts_with('月'))
        || rest('月').is_some_and(|rest| rest.starts_with('日'))
}

/// ○.○, ○,○○○.
fn is_decimal(run: &Around<'_>) -> bool {
    run.after().strip_prefix(['.', '．', ',', '，']).is_some_and(|rest| rest.starts_with(is_circle))
}

/// 年○回, 約○人, 20○件.
fn is_counted(run: &Around<'_>) -> bool {
    let Some(previous) = run.previous() else { return false };
    if is_digit(previous) && run.after().starts_with(['年', '月', '日']) {
        return true;
    }
    let Some(counted) = counter(run.after()) else { return false };
    let is_word = run.after()[counted.len()..].chars().next().is_some_and(is_kanji);
    (is_japanese(previous) || is_digit(previous)) && !is_word
}

/// Where the mark ends: with the word or the date that it is a part of.
fn end(run: &Around<'_>) -> usize {
    let is_number =
        |character: char| is_sign(character) || is_blank(character) || ".．,，-－‐年月日".contains(character);
    let rest = run.after();
    let number = rest.find(|character| !is_number(character)).unwrap_or(rest.len());
    let number = rest[..number].trim_end_matches(is_blank).len();
    if rest[..number].contains(['年', '月']) || rest[..number].contains(is_sign) {
        return run.sign.end + number;
    }
    let word = rest
        .chars()
        .take(WORD_LENGTH)
        .take_while(|character| is_kanji(*character) || is_katakana(*character));
    run.sign.end + word.map(char::len_utf8).sum::<usize>()
}

/// Enough to show which word is meant: 「○○課」, not the whole sentence.
const WORD_LENGTH: usize = 4;
