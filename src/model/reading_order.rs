//! The order of readings: 五十音 for Japanese, the alphabet for others, as dictionaries have it.

use unicode_normalization::UnicodeNormalization;

/// What lists are sorted by: the rows of the 五十音, then letters, then everything else; within each, as
/// dictionaries do.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ReadingKey {
    section: usize,
    order: String,
    reading: String,
}

impl ReadingKey {
    /// The key of a reading, or of a title that has none.
    pub fn of(reading: &str) -> Self {
        let reading: String = reading.nfkc().flat_map(char::to_lowercase).collect();
        let plain = reading.trim_start_matches(|character: char| !character.is_alphanumeric());
        let order = reading_order(plain);
        Self { section: rank_of(&order), order, reading }
    }

    /// The row or letter it stands under: an id for links, and the heading.
    pub fn section(&self) -> (String, String) {
        section_of(&self.order)
    }

    /// Its first characters, to say from where to where a page goes.
    pub fn beginning(&self) -> String {
        let plain = self.reading.trim_start_matches(|character: char| !character.is_alphanumeric());
        let mut characters = plain.chars().take(BEGINNING_LENGTH);
        let first = characters.next().map(|first| first.to_uppercase().to_string());
        first.into_iter().chain(characters.map(String::from)).collect()
    }
}

/// Enough to find the page of a dictionary.
const BEGINNING_LENGTH: usize = 3;

/// The key of a reading in 五十音 order: voiced and small kana stand with their plain ones, katakana with
/// hiragana; the long-vowel mark and dots count for nothing.
pub fn reading_order(reading: &str) -> String {
    let counted = reading.chars().filter(|character| !matches!(character, 'ー' | '・' | ' '));
    counted.map(hiragana).map(plain_kana).collect()
}

fn hiragana(character: char) -> char {
    match character {
        'ァ'..='ヶ' => char::from_u32(character as u32 - KATAKANA_DISTANCE).unwrap_or(character),
        other => other,
    }
}

/// How far katakana are from hiragana in Unicode.
const KATAKANA_DISTANCE: u32 = 'ァ' as u32 - 'ぁ' as u32;

/// In Unicode a voiced kana follows its plain one, and a small kana comes before it. Every letter of every title is
/// asked: a search through a table of kana was a thirtieth of a large build.
fn plain_kana(character: char) -> char {
    let distance = match character {
        'が' | 'ぎ' | 'ぐ' | 'げ' | 'ご' | 'ざ' | 'じ' | 'ず' | 'ぜ' | 'ぞ' => -1,
        'だ' | 'ぢ' | 'づ' | 'で' | 'ど' | 'ば' | 'び' | 'ぶ' | 'べ' | 'ぼ' => -1,
        'ぱ' | 'ぴ' | 'ぷ' | 'ぺ' | 'ぽ' => -2,
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' => 1,
        'ゔ' => return 'う',
        'ゕ' => return 'か',
        'ゖ' => return 'け',
        _ => return character,
    };
    char::from_u32((character as u32).wrapping_add_signed(distance)).unwrap_or(character)
}

/// The rows of the 五十音: an id, the heading, and the first and the last kana.
const ROWS: [(&str, char, char); 10] = [
    ("a", 'あ', 'お'),
    ("ka", 'か', 'こ'),
    ("sa", 'さ', 'そ'),
    ("ta", 'た', 'と'),
    ("na", 'な', 'の'),
    ("ha", 'は', 'ほ'),
    ("ma", 'ま', 'も'),
    ("ya", 'や', 'よ'),
    ("ra", 'ら', 'ろ'),
    ("wa", 'わ', 'ん'),
];

/// The row of the 五十音 (あ, か, さ …) or the letter that a reading begins with.
pub fn section_of(reading: &str) -> (String, String) {
    let first = reading_order(reading).chars().next().unwrap_or(' ');
    if let Some((id, row, _)) = ROWS.iter().find(|(_, from, to)| (*from..=*to).contains(&first)) {
        return (format!("row-{id}"), row.to_string());
    }
    if first.is_ascii_alphabetic() {
        return (format!("letter-{first}"), first.to_ascii_uppercase().to_string());
    }
    ("other".to_owned(), "#".to_owned())
}

/// The rank of the row or letter that an order begins with.
fn rank_of(order: &str) -> usize {
    let first = order.chars().next().unwrap_or(' ');
    let row = ROWS.iter().position(|(_, from, to)| (*from..=*to).contains(&first));
    let letter = || first.is_ascii_lowercase().then(|| ROWS.len() + (first as usize - 'a' as usize));
    row.or_else(letter).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::{ReadingKey, reading_order, section_of};

    #[test]
    fn readings_sort_as_dictionaries_do() {
        let mut readings =
            vec!["げんしゅう", "をん", "けんしゅう", "おーじぇいてぃー", "おうぼ", "さっぽろ", "さつま"];
        readings.sort_by_key(|reading| (reading_order(reading), *reading));
        assert_eq!(
            readings,
            ["おうぼ", "おーじぇいてぃー", "けんしゅう", "げんしゅう", "さっぽろ", "さつま", "をん"]
        );
    }

    #[test]
    fn kana_come_before_letters_and_letters_before_the_rest() {
        let mut readings = vec!["研修", "3年目", "OJT", "けんしゅう", "ア行", "“Open” days", "ＡＩ"];
        readings.sort_by_key(|reading| ReadingKey::of(reading));
        assert_eq!(readings, ["ア行", "けんしゅう", "ＡＩ", "OJT", "“Open” days", "3年目", "研修"]);
        let sections: Vec<String> =
            readings.iter().map(|reading| ReadingKey::of(reading).section().1).collect();
        assert_eq!(sections, ["あ", "か", "A", "O", "O", "#", "#"]);
    }

    #[test]
    fn voiced_and_small_kana_stand_with_their_plain_ones() {
        let special = "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽぁぃぅぇぉっゃゅょゎゔゕゖヴヵ";
        let plain = "かきくけこさしすせそたちつてとはひふへほはひふへほあいうえおつやゆよわうかけうか";
        assert_eq!(reading_order(special), plain);
    }

    #[test]
    fn sections_are_rows_and_letters() {
        assert_eq!(section_of("がくしゅう").1, "か");
        assert_eq!(section_of("ゃ").1, "や");
        assert_eq!(section_of("engagement").1, "E");
        assert_eq!(section_of("3rd").1, "#");
    }

    #[test]
    fn a_beginning_is_short() {
        assert_eq!(ReadingKey::of("けんしゅう").beginning(), "けんし");
        assert_eq!(ReadingKey::of("“open” days").beginning(), "Ope");
    }
}
