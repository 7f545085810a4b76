//! XX, TODO, TBD, and numbers of nothing but zeros.

use super::around::{Around, counter, is_digit, is_japanese, is_kanji};
use super::mark::{Mark, Meaning};

/// X, XX, Ｘｘ instead of a number or a word.
pub(super) fn judge_run(around: &Around<'_>) -> Option<Mark> {
    if around.previous().is_some_and(|previous| is_letter(previous) || is_x(previous)) {
        return None;
    }
    let run = around.extended(is_x);
    if run.next().is_some_and(is_letter) || is_in_address(&run) {
        return None;
    }
    let is_mark = match run.written().chars().count() {
        1 => stands_for_digit(&run),
        _ => !is_in_earnest(&run),
    };
    (is_mark && !run.is_example()).then(|| {
        let rest = run.after();
        let goes_on = |character: char| is_x(character) || "-－‐,，.．年月日".contains(character);
        let more = rest.find(|character| !goes_on(character)).unwrap_or(rest.len());
        let more = rest[..more].trim_end_matches(['.', '．', ',', '，', '-']).len();
        Mark { range: run.sign.start..run.sign.end + more, meaning: Meaning::Missing }
    })
}

fn is_x(character: char) -> bool {
    matches!(character, 'x' | 'X' | 'ｘ' | 'Ｘ')
}

/// A letter of a Latin word: XXI, L'OXXO.
fn is_letter(character: char) -> bool {
    !is_x(character) && !is_digit(character) && !is_japanese(character) && character.is_alphabetic()
}

fn is_in_address(run: &Around<'_>) -> bool {
    run.previous().is_some_and(|previous| "/._@#=".contains(previous))
        || run.next().is_some_and(|next| "/_@=".contains(next))
}

/// 20X年, X月X日, 約X人.
fn stands_for_digit(run: &Around<'_>) -> bool {
    let (before, after) = (run.before(), run.after());
    let digits = before.chars().rev().take(2).take_while(|character| is_digit(*character)).count();
    let again = |unit: char| after.strip_prefix(unit).is_some_and(|rest| rest.starts_with(is_x));
    let is_date = again('年') || again('月');
    let is_year = digits >= 2 && after.starts_with('年');
    let counts = before.ends_with(['約', '年', '計', '延', '第', '月']);
    let counted =
        counter(after).or_else(|| after.starts_with(['月', '日', '章', '号', '条']).then_some("月"));
    let is_word = |unit: &str| after[unit.len()..].chars().next().is_some_and(is_kanji);
    is_date || is_year || (counts && counted.is_some_and(|unit| !is_word(unit)))
}

/// The Roman numerals XX and XXX, the chromosomes XX, and statuses such as 5xx.
fn is_in_earnest(run: &Around<'_>) -> bool {
    const NUMBERED: [&str; 16] = [
        "chapter", "part", "article", "volume", "vol.", "book", "annex", "appendix", "section", "title",
        "session", "act", "canto", "louis", "pope", "olympiad",
    ];
    let (before, after) = (run.before(), run.after());
    let word_before =
        before.trim_end().rsplit(|character: char| character.is_whitespace()).next().unwrap_or("");
    let is_roman = run.written().bytes().all(|byte| byte == b'X')
        && (NUMBERED.contains(&word_before.to_lowercase().as_str())
            || ["世", "th ", "st ", " century"].iter().any(|word| after.starts_with(word)));
    let is_chromosome = ["染色体", "型", " chromosome"].iter().any(|word| after.starts_with(word));
    let digits = before.chars().rev().take(2).take_while(|character| is_digit(*character)).count();
    let is_status =
        digits == 1 && run.written() == "xx" && !after.starts_with('年') && counter(after).is_none();
    is_roman || is_chromosome || is_status
}

/// TODO, TBD.
pub(super) fn judge_word(around: &Around<'_>) -> Option<Mark> {
    let continues = |character: Option<char>| {
        character.is_some_and(|character| character.is_ascii_alphanumeric() || "_-/".contains(character))
    };
    let after = around.after().trim_start();
    let is_list =
        ["リスト", "list", "List", "LIST", "管理", "アプリ"].iter().any(|word| after.starts_with(word));
    let is_whole = !continues(around.previous()) && !continues(around.next());
    (is_whole && !is_list).then(|| Mark { range: around.sign.clone(), meaning: Meaning::Note })
}

/// 000-0000-0000: a telephone number or a postcode that nobody has.
pub(super) fn judge_zeros(around: &Around<'_>) -> Option<Mark> {
    let belongs = |character: char| is_digit(character) || "-－()（）".contains(character);
    let before = around.before().trim_end_matches(belongs);
    let whole = Around { sign: before.len()..around.sign.end, ..around.clone() }.extended(belongs);
    let digits = |character: &char| is_digit(*character);
    let is_nothing = whole.written().chars().filter(digits).all(|digit| matches!(digit, '0' | '０'));
    let is_amount = before.ends_with([',', '，']);
    (is_nothing && !is_amount && !whole.is_example())
        .then_some(Mark { range: whole.sign, meaning: Meaning::Missing })
}
