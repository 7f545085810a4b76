//! What readers learn of a file before they open it: its kind and its size.

use unicode_normalization::UnicodeNormalization;

/// Endings whose programs are better known than the endings.
const PROGRAMS: [(&str, &str); 10] = [
    ("doc", "Word"),
    ("docx", "Word"),
    ("docm", "Word"),
    ("xls", "Excel"),
    ("xlsx", "Excel"),
    ("xlsm", "Excel"),
    ("ppt", "PowerPoint"),
    ("pptx", "PowerPoint"),
    ("jpg", "JPEG"),
    ("htm", "HTML"),
];

/// The word for a file's kind, such as `PDF` or `Word`; nothing for a name without an ending.
pub(super) fn kind(file: &str) -> Option<String> {
    let ending = ending(file)?.to_lowercase();
    let program =
        PROGRAMS.iter().find(|(known, _)| *known == ending).map(|(_, program)| (*program).to_owned());
    Some(program.unwrap_or_else(|| ending.to_uppercase()))
}

fn ending(file: &str) -> Option<&str> {
    let (stem, ending) = file.rsplit_once('.')?;
    (!stem.is_empty() && !ending.is_empty()).then_some(ending)
}

/// A size as a number and its unit. Small files are rounded up, so that nothing has the size 0.
pub(super) fn size(bytes: usize) -> (String, &'static str) {
    const KILO: usize = 1024;
    const MEGA: usize = 1024 * 1024;
    match bytes {
        0..MEGA => (bytes.div_ceil(KILO).max(1).to_string(), "KB"),
        // One digit behind the point, as long as it says something.
        _ if bytes < 10 * MEGA => (format!("{:.1}", bytes as f64 / MEGA as f64), "MB"),
        _ => (bytes.div_ceil(MEGA).to_string(), "MB"),
    }
}

/// Whether the author has written the kind or the size: at the end of the link's words, or in the brackets behind
/// it. `after` is the HTML that follows.
pub(super) fn is_said(kind: &str, file: &str, words: &str, after: &str) -> bool {
    let fold = |text: &str| text.nfkc().collect::<String>().to_lowercase();
    let words = fold(words);
    let names = [kind.to_lowercase(), ending(file).unwrap_or(kind).to_lowercase()];
    let says = |text: &str| names.iter().any(|name| text.contains(name.as_str())) || says_size(text);
    let at_end = names.iter().any(|name| words.trim_end().ends_with(name.as_str()));
    at_end || last_brackets(&words).is_some_and(says) || first_brackets(&fold(after)).is_some_and(says)
}

fn says_size(text: &str) -> bool {
    ["kb", "mb", "gb", "バイト", "bytes"].iter().any(|unit| {
        let before = text.split(unit).next().filter(|before| before.len() < text.len());
        before.is_some_and(|before| {
            before.trim_end().ends_with(|last: char| last.is_numeric() || "キロメガ".contains(last))
        })
    })
}

/// The brackets that are left of the wide ones after folding.
const OPEN: [char; 4] = ['(', '[', '【', '〔'];
const CLOSE: [char; 4] = [')', ']', '】', '〕'];

fn last_brackets(text: &str) -> Option<&str> {
    let inside = text.trim_end().strip_suffix(CLOSE)?;
    inside.rsplit_once(OPEN).map(|(_, inside)| inside)
}

fn first_brackets(text: &str) -> Option<&str> {
    let inside = text.trim_start().strip_prefix(OPEN)?;
    inside.split_once(CLOSE).map(|(inside, _)| inside)
}

#[cfg(test)]
mod tests {
    use super::{is_said, kind, size};

    #[test]
    fn kinds_and_sizes_are_what_municipal_pages_write() {
        assert_eq!(kind("R8 別紙.PDF").as_deref(), Some("PDF"));
        assert_eq!(kind("様式.docx").as_deref(), Some("Word"));
        assert_eq!(kind("名簿.jtd").as_deref(), Some("JTD"));
        assert_eq!(kind("README"), None);
        assert_eq!(size(0), ("1".into(), "KB"));
        assert_eq!(size(299_593), ("293".into(), "KB"));
        assert_eq!(size(1_300_000), ("1.2".into(), "MB"));
        assert_eq!(size(10_485_761), ("11".into(), "MB"));
    }

    #[test]
    fn what_the_author_wrote_is_not_said_again() {
        let said = |words, after| is_said("PDF", "vision.pdf", words, after);
        for words in [
            "人材ビジョン（PDF）",
            "人材ビジョン（ＰＤＦ：２９３ＫＢ）",
            "人材ビジョン [PDF 1.2 MB]",
            "人材ビジョン（293KB）",
            "人材ビジョン(293キロバイト)",
            "vision.pdf",
            "概要版PDF",
        ] {
            assert!(said(words, "をご覧ください。"), "{words}");
        }
        assert!(said("人材ビジョン", "（PDF：293KB）をご覧ください。"));
        assert!(said("人材ビジョン", " [PDF]"));
        for words in ["人材ビジョン", "PDFの作り方", "人材ビジョン（案）", "人材ビジョン（全22ページ）"]
        {
            assert!(!said(words, "をご覧ください（PDFは別にあります）。"), "{words}");
        }
    }
}
