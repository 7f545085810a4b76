//! The signs that may be marks, and who judges each.

use super::around::Around;
use super::mark::Mark;
use super::scaffold::SENTENCES;
use super::{dates, dummies, letters, notes, placeholders};

/// Signs that one function judges.
pub(super) struct Family {
    pub(super) signs: &'static [&'static str],
    pub(super) judge: fn(&Around<'_>) -> Option<Mark>,
}

/// Of two that begin at the same place, the longer is judged.
pub(super) const FAMILIES: &[Family] = &[
    Family {
        signs: &["○", "〇", "◯", "●", "△", "▲", "□", "■", "×", "◇", "◆", "＊"],
        judge: placeholders::judge,
    },
    Family { signs: &["X", "Ｘ", "x", "ｘ"], judge: letters::judge_run },
    Family { signs: &["TODO", "ＴＯＤＯ", "TBD", "ＴＢＤ", "FIXME"], judge: letters::judge_word },
    Family {
        signs: &["000-0000", "０００－００００", "０００-００００"], judge: letters::judge_zeros
    },
    Family { signs: &["令和", "平成", "昭和", "西暦"], judge: dates::judge_era },
    Family { signs: &["年 ", "年\u{3000}", "年＿", "年_", "年\u{A0}"], judge: dates::judge_month },
    Family { signs: &["月 ", "月\u{3000}", "月＿", "月_", "月\u{A0}"], judge: dates::judge_day },
    Family { signs: &["??", "？？"], judge: dates::judge_question },
    Family { signs: &["【", "［", "〔", "[", "＜", "<", "《", "（", "("], judge: notes::judge_bracket },
    Family { signs: &["※", "★", "☆", "→", "⇒"], judge: notes::judge_remark },
    Family {
        signs: &[
            "Lorem ipsum",
            "lorem ipsum",
            "LOREM IPSUM",
            "ダミーテキスト",
            "ダミー文",
            "サンプルテキスト",
            "テキストテキスト",
            "本文本文",
            "文章が入ります",
            "テキストが入ります",
            "説明が入ります",
            "文字が入ります",
            "内容が入ります",
            "本文が入ります",
            "タイトルが入ります",
            "見出しが入ります",
            "Your text here",
            "your text here",
            "Insert text here",
            "insert text here",
            "text goes here",
            "Placeholder text",
            "placeholder text",
            "ほげほげ",
            "hogehoge",
        ],
        judge: dummies::judge,
    },
    Family { signs: &["ここに", "ああああ"], judge: dummies::judge_more },
    Family { signs: SENTENCES, judge: dummies::judge_scaffold },
];
