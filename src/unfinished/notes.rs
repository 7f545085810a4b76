//! Notes to those who write: 【要確認】, ※後日追記, a page that says 「準備中」.

use super::around::Around;
use super::mark::{Mark, Meaning, Setting};

/// Said of a text, never to readers.
const TO_WRITERS: &[&str] = &[
    "要確認",
    "要修正",
    "要追記",
    "要調整",
    "要更新",
    "要記入",
    "要入力",
    "要差替",
    "要差し替え",
    "要検討",
    "要精査",
    "未確認",
    "未記入",
    "未入力",
    "確認中",
    "修正中",
    "執筆中",
    "書きかけ",
    "書き途中",
    "仮置き",
    "仮の数値",
    "仮数値",
    "仮データ",
    "ダミー",
    "追記予定",
    "記載予定",
    "加筆予定",
    "差し替え予定",
    "差替予定",
    "後日記載",
    "後日記入",
    "後日追記",
    "後日入力",
    "後日追加",
    "後日作成",
    "後日更新",
    "後日修正",
    "後日差し替え",
    "後日差替え",
    "後日差替",
    "後日確定",
    "後日確認",
    "後日挿入",
    "写真挿入",
    "図挿入",
    "画像挿入",
    "グラフ挿入",
    "表挿入",
    "写真を挿入",
    "図を挿入",
    "画像を挿入",
    "グラフを挿入",
    "表を挿入",
    "写真が入る",
    "図が入る",
    "写真を入れる",
    "図を入れる",
    "TODO",
    "ToDo",
    "TBD",
    "TBA",
    "TBC",
    "FIXME",
    "WIP",
    "to be confirmed",
    "to be determined",
    "to be decided",
    "to be added",
    "to be completed",
    "to be written",
    "placeholder",
];

/// Said to readers too (開催日は調整中です), but in brackets of their own a note to writers.
const IN_BRACKETS: &[&str] = &[
    "調整中",
    "作成中",
    "準備中",
    "後日",
    "未定",
    "追記",
    "加筆",
    "要相談",
    "空欄",
    "差し替え",
    "差替え",
    "差替",
];

/// 【要確認】, （数値は要確認）, [TBD].
pub(super) fn judge_bracket(around: &Around<'_>) -> Option<Mark> {
    let close = match around.written() {
        "【" => '】',
        "［" => '］',
        "〔" => '〕',
        "[" => ']',
        "＜" => '＞',
        "<" => '>',
        "《" => '》',
        "（" => '）',
        _ => ')',
    };
    let (at, _) =
        around.after().char_indices().take(NOTE_LENGTH).find(|(_, character)| *character == close)?;
    let content = around.after()[..at].trim();
    let sign_end = around.sign.end + at + close.len_utf8();
    let is_round = matches!(close, '）' | ')');
    let is_note = says(content, TO_WRITERS)
        || (!is_round && (says(content, IN_BRACKETS) || content == "仮" || content.starts_with("insert ")))
        || (is_round && content == "仮" && around.text[sign_end..].trim().is_empty());
    (is_note && !around.is_example())
        .then_some(Mark { range: around.sign.start..sign_end, meaning: Meaning::Note })
}

/// A note is short.
const NOTE_LENGTH: usize = 40;

/// ※要確認, to the end of the sentence.
pub(super) fn judge_remark(around: &Around<'_>) -> Option<Mark> {
    let rest = around.after();
    let end = rest.find(['。', '\n', '、', '（', '）', '】']).unwrap_or(rest.len());
    let is_note = rest[..end].chars().count() <= NOTE_LENGTH && says(rest[..end].trim(), TO_WRITERS);
    is_note.then(|| Mark {
        range: around.sign.start..around.sign.end + rest[..end].trim_end().len(),
        meaning: Meaning::Note,
    })
}

/// A block that says nothing but that it is not written yet. In a table 調整中 may be a fact.
pub(super) fn judge_whole(text: &str, setting: Setting) -> Option<Mark> {
    let said = text.trim().trim_end_matches(['。', '．', '！', '!', '…']).trim_end_matches("です");
    let is_note = !setting.is_cell()
        && said.chars().count() <= NOTE_LENGTH
        && (TO_WRITERS.contains(&said) || IN_BRACKETS.contains(&said) || said == "工事中");
    let start = text.len() - text.trim_start().len();
    is_note.then(|| Mark { range: start..start + text.trim().len(), meaning: Meaning::Note })
}

/// Whether some words are one of these notes, with who or what it is about before or behind it: 「人事課に要確認」,
/// 「要確認：人数」, but not 「未記入の場合」 or 「確認中の件数」.
fn says(content: &str, notes: &[&str]) -> bool {
    let end = content.trim_end_matches(['！', '!', '？', '?', '。', '…', '・']).trim_end_matches("です");
    notes.iter().any(|note| {
        let rest = content.strip_prefix(note);
        let is_first =
            rest.is_some_and(|rest| rest.starts_with(['：', ':', '（', '(', '・', '、', '　', ' ']));
        is_first || end.strip_suffix(note).is_some_and(|before| !before.ends_with(is_word))
    })
}

/// Whether a Latin note would go on before its first letter.
fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric()
}
