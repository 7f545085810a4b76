//! Language tags as HTML knows them (BCP 47): which part of a code is one, in which direction it is read.

use icu_locale::{LanguageIdentifier, LocaleDirectionality};

/// The tag of a language, made of the code that a site gives it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct LanguageTag {
    /// Valid, in its usual spelling: `ja`, `pt-BR`, `zh-Hant`.
    pub(super) text: Box<str>,
    /// Whether search engines know the language by it: they do not know what is only a site's own, such as the
    /// `easy` of `ja-easy` or all that follows an `x`.
    pub(super) is_public: bool,
    pub(super) is_right_to_left: bool,
}

impl LanguageTag {
    /// The tag of a language with a code: as many of its subtags as the IANA registry knows. `None` where it does
    /// not even know the first.
    pub(super) fn of(code: &str) -> Option<Self> {
        let mut known = code;
        loop {
            if let Ok(tag) = language_tags::LanguageTag::parse(known)
                && tag.is_valid()
            {
                return Some(Self {
                    is_right_to_left: is_right_to_left(&tag),
                    is_public: known == code && tag.private_use().is_none(),
                    text: tag.as_str().into(),
                });
            }
            known = known.rsplit_once('-')?.0;
        }
    }
}

/// By the script, written or likely; what belongs to the site alone says nothing about it.
fn is_right_to_left(tag: &language_tags::LanguageTag) -> bool {
    let parts = [Some(tag.primary_language()), tag.script(), tag.region()];
    let identifier = parts.into_iter().flatten().collect::<Vec<_>>().join("-");
    LanguageIdentifier::try_from_str(&identifier)
        .is_ok_and(|identifier| LocaleDirectionality::new_extended().is_right_to_left(&identifier))
}

#[cfg(test)]
mod tests {
    use super::LanguageTag;

    fn tag(code: &str) -> (String, bool, bool) {
        let tag = LanguageTag::of(code).unwrap_or_else(|| panic!("{code} has a tag"));
        (tag.text.into(), tag.is_public, tag.is_right_to_left)
    }

    #[test]
    fn a_registered_code_is_its_own_tag() {
        for (code, text) in [
            ("ja", "ja"),
            ("pt-br", "pt-BR"),
            ("zh-hant", "zh-Hant"),
            ("zh-hans-cn", "zh-Hans-CN"),
            ("es-419", "es-419"),
            ("sr-latn", "sr-Latn"),
            ("ja-hira", "ja-Hira"),
            ("fil", "fil"),
        ] {
            assert_eq!(tag(code), (text.to_owned(), true, false));
        }
    }

    #[test]
    fn what_is_not_registered_is_left_out() {
        for (code, text) in [
            ("ja-easy", "ja"),
            ("ja-yasashii", "ja"),
            ("pt-br-easy", "pt-BR"),
            ("zh-hans-easy-cn", "zh-Hans"),
            ("ja-x", "ja"),
            ("ja-x-easy", "ja-x-easy"),
        ] {
            assert_eq!(tag(code), (text.to_owned(), false, false));
        }
        assert_eq!(LanguageTag::of("xx"), None);
        assert_eq!(LanguageTag::of("jp-easy"), None);
    }

    #[test]
    fn the_script_tells_the_direction() {
        for code in
            ["ar", "fa", "he", "ur", "ps", "ug", "ckb", "dv", "pa-arab", "az-arab", "ar-easy", "ar-x-easy"]
        {
            assert!(tag(code).2, "{code}");
        }
        for code in ["ar-latn", "ja", "uz-cyrl", "mn-mong", "pa", "zh-yue"] {
            assert!(!tag(code).2, "{code}");
        }
    }
}
