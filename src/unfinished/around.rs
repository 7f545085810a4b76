//! What stands around a sign.

use std::ops::Range;

use super::mark::Setting;

/// A sign and the block of text that it stands in: a paragraph, a heading, a cell, a label.
#[derive(Clone)]
pub(super) struct Around<'a> {
    pub(super) text: &'a str,
    pub(super) setting: Setting,
    pub(super) sign: Range<usize>,
}

impl<'a> Around<'a> {
    pub(super) fn before(&self) -> &'a str {
        &self.text[..self.sign.start]
    }

    pub(super) fn after(&self) -> &'a str {
        &self.text[self.sign.end..]
    }

    pub(super) fn written(&self) -> &'a str {
        &self.text[self.sign.clone()]
    }

    pub(super) fn previous(&self) -> Option<char> {
        self.before().chars().next_back()
    }

    pub(super) fn next(&self) -> Option<char> {
        self.after().chars().next()
    }

    /// The same sign, as long as characters go on that belong to it.
    pub(super) fn extended(&self, belongs: impl Fn(char) -> bool) -> Self {
        let rest = &self.text[self.sign.start..];
        let length = rest.find(|character| !belongs(character)).unwrap_or(rest.len());
        Self { sign: self.sign.start..self.sign.start + length, ..self.clone() }
    }

    /// Whether the block says nothing else.
    pub(super) fn is_alone(&self) -> bool {
        if self.text.len() > self.sign.len() + NEARBY {
            return false;
        }
        let is_nothing = |text: &str| text.chars().all(|character| !character.is_alphanumeric());
        is_nothing(self.before()) && is_nothing(self.after())
    }

    /// The sentence up to the sign, as far as it is near.
    pub(super) fn sentence_before(&self) -> &'a str {
        let before = self.before();
        let start = before.floor_char_boundary(before.len().saturating_sub(NEARBY));
        before[start..].rsplit(['。', '\n']).next().unwrap_or("")
    }

    /// The sentence behind the sign, as far as it is near.
    fn sentence_after(&self) -> &'a str {
        let after = self.after();
        let end = after.floor_char_boundary(NEARBY);
        after[..end].split(['。', '\n']).next().unwrap_or("")
    }

    /// Whether the sentence shows how to write something: there a sign stands for what others will write.
    pub(super) fn is_example(&self) -> bool {
        const BEFORE: [&str; 11] =
            ["例え", "たとえ", "例：", "例:", "例）", "例)", "記入例", "記載例", "凡例", "様式", "書式"];
        const AFTER: [&str; 8] =
            ["のように", "と書", "と記", "と表", "などと", "という形", "の形で", "といった"];
        let (before, after) = (self.sentence_before(), self.sentence_after());
        BEFORE.iter().any(|word| before.contains(word)) || AFTER.iter().any(|word| after.contains(word))
    }

    /// Whether the sign is within quotation marks that are open.
    pub(super) fn is_quoted(&self) -> bool {
        let before = self.sentence_before();
        let open = before.rfind(['「', '『', '“']);
        open.is_some_and(|at| !before[at..].contains(['」', '』', '”']))
    }
}

/// How many bytes around a sign are looked at, so that a long text without a full stop is read in linear time.
pub(super) const NEARBY: usize = 150;

/// A character that writes words of Japanese.
pub(super) fn is_japanese(character: char) -> bool {
    is_kanji(character) || is_katakana(character) || matches!(character, 'ぁ'..='ゖ')
}

pub(super) fn is_katakana(character: char) -> bool {
    matches!(character, 'ァ'..='ヺ' | 'ー')
}

pub(super) fn is_kanji(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}' | '々')
}

/// A digit, half-width or full-width.
pub(super) fn is_digit(character: char) -> bool {
    matches!(character, '0'..='9' | '０'..='９')
}

/// What people leave where a number will be written.
pub(super) fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\u{3000}' | '\u{A0}' | '_' | '＿' | '?' | '？')
}

/// What is counted, behind a number. The first that a text begins with; longer ones come first.
pub(super) fn counter(text: &str) -> Option<&'static str> {
    const COUNTERS: [&str; 36] = [
        "か所",
        "カ所",
        "箇所",
        "か月",
        "カ月",
        "ヶ月",
        "箇月",
        "週間",
        "日間",
        "年間",
        "時間",
        "年度",
        "千円",
        "万円",
        "億円",
        "千人",
        "万人",
        "ポイント",
        "ページ",
        "人",
        "名",
        "件",
        "回",
        "円",
        "％",
        "%",
        "割",
        "倍",
        "歳",
        "点",
        "頁",
        "社",
        "校",
        "団体",
        "講座",
        "コース",
    ];
    COUNTERS.into_iter().find(|counter| text.starts_with(counter))
}
