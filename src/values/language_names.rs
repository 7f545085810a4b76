//! What languages call themselves: how a reader finds the own one among others.

/// The name of a language in the language itself, by its code or by as much of the code as has a name. `None`
/// where we know none: the code is then its name.
///
/// They are the languages spoken most by foreign residents of Japan, and some that cities write besides.
pub fn own_name(code: &str) -> Option<&'static str> {
    let mut known = code;
    loop {
        if let Some((_, name)) = NAMES.iter().find(|(code, _)| *code == known) {
            return Some(name);
        }
        known = known.rsplit_once('-')?.0;
    }
}

/// Codes and names, in the order of the codes.
const NAMES: &[(&str, &str)] = &[
    ("af", "Afrikaans"),
    ("am", "አማርኛ"),
    ("ar", "العربية"),
    ("az", "Azərbaycanca"),
    ("bg", "Български"),
    ("bn", "বাংলা"),
    ("bo", "བོད་སྐད་"),
    ("ca", "Català"),
    ("ceb", "Cebuano"),
    ("ckb", "کوردیی ناوەندی"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("dz", "རྫོང་ཁ"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("en-easy", "Plain English"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fil", "Filipino"),
    ("fr", "Français"),
    ("gu", "ગુજરાતી"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("hy", "Հայերեն"),
    ("id", "Bahasa Indonesia"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ja-easy", "やさしい日本語"),
    ("ja-hira", "ひらがな"),
    ("jv", "Basa Jawa"),
    ("ka", "ქართული"),
    ("kk", "Қазақ тілі"),
    ("km", "ភាសាខ្មែរ"),
    ("ko", "한국어"),
    ("ku", "Kurdî"),
    ("ky", "Кыргызча"),
    ("lo", "ລາວ"),
    ("mn", "Монгол"),
    ("mr", "मराठी"),
    ("ms", "Bahasa Melayu"),
    ("my", "မြန်မာဘာသာ"),
    ("ne", "नेपाली"),
    ("nl", "Nederlands"),
    ("no", "Norsk"),
    ("pa", "ਪੰਜਾਬੀ"),
    ("pl", "Polski"),
    ("ps", "پښتو"),
    ("pt", "Português"),
    ("pt-br", "Português (Brasil)"),
    ("pt-pt", "Português (Portugal)"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("si", "සිංහල"),
    ("so", "Soomaali"),
    ("sr", "Српски"),
    ("sr-latn", "Srpski"),
    ("sv", "Svenska"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("te", "తెలుగు"),
    ("tg", "Тоҷикӣ"),
    ("th", "ไทย"),
    ("tk", "Türkmençe"),
    ("tl", "Tagalog"),
    ("tr", "Türkçe"),
    ("ug", "ئۇيغۇرچە"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("uz", "O‘zbekcha"),
    ("vi", "Tiếng Việt"),
    ("yue", "粵語"),
    ("zh", "中文"),
    ("zh-cn", "简体中文"),
    ("zh-hans", "简体中文"),
    ("zh-hant", "繁體中文"),
    ("zh-hk", "繁體中文（香港）"),
    ("zh-tw", "繁體中文（台灣）"),
];

#[cfg(test)]
mod tests {
    use super::own_name;

    #[test]
    fn a_language_is_called_by_its_own_name() {
        assert_eq!(own_name("my"), Some("မြန်မာဘာသာ"));
        assert_eq!(own_name("zh-hans-cn"), Some("简体中文"));
        assert_eq!(own_name("pt-easy"), Some("Português"));
        assert_eq!(own_name("mi"), None);
    }

    #[test]
    fn the_languages_of_most_residents_have_a_name() {
        // By the number of residents that the languages' countries have in Japan.
        let spoken = [
            "zh-hans", "zh-hant", "zh", "vi", "ko", "tl", "fil", "pt", "pt-br", "ne", "id", "my", "en", "th",
            "es", "hi", "bn", "si", "mn", "ur", "ru", "uk", "km", "lo", "fr", "de", "ms", "ar", "fa", "tr",
            "ta", "uz", "it",
        ];
        for code in spoken {
            assert!(own_name(code).is_some(), "{code}");
        }
    }
}
