//! Words that `new` writes for people to write over: its files are made of these, and where one still stands in a
//! text, nobody has written it over.

pub const CHAPTER_LEAD: &str = "ここに本文を書きます。";
pub const CHAPTER_HEADING: &str = "見出し";
pub const CHAPTER_HEADING_ID: &str = "first";
/// What the `{#…}` before it is for.
pub const HEADING_ID_HELP: &str = "は、どの言語でも同じ名前にします。";
pub const MEASURE_KANA: &str = "よみがな";
pub const MEASURE_LEAD: &str = "最初の段落に取組の方向性を書きます。一覧や比較のページにも表示されます。";
pub const MEASURE_ITEM: &str = "取り組むことを書きます。";
pub const TRANSLATION_LEAD: &str = "Translate the first paragraph here.";
pub const TRANSLATION_HEADING: &str = "Heading";
pub const TRANSLATION_TEXT: &str = "Translate the text here.";
pub const CITY_KANA: &str = "なまえ";
pub const PREFECTURE: &str = "県名";
pub const PREFECTURE_EN: &str = "Prefecture";
pub const PILLAR: &str = "一つ目の柱";
pub const PILLAR_EN: &str = "First pillar";

/// Those that are found wherever they stand in a text.
pub(super) const SENTENCES: &[&str] =
    &[CHAPTER_LEAD, HEADING_ID_HELP, MEASURE_LEAD, MEASURE_ITEM, TRANSLATION_LEAD, TRANSLATION_TEXT];

/// Those that are only the whole value of a key.
const VALUES: &[&str] = &[MEASURE_KANA, CITY_KANA, PREFECTURE, PREFECTURE_EN, PILLAR, PILLAR_EN];

/// Whether `new` wrote this value of a key.
pub fn is_value(value: &str) -> bool {
    VALUES.contains(&value)
}

/// Whether `new` wrote this heading. 「見出し」 is a heading in earnest where a text explains headings.
pub fn is_heading(text: &str, id: &str) -> bool {
    text == TRANSLATION_HEADING || (text == CHAPTER_HEADING && id == CHAPTER_HEADING_ID)
}
