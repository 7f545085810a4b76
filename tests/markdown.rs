//! The Markdown of Shirube, as its writers meet it.
//!
//! `tests/markdown/*.md` are pages of examples: a heading, what is written, what comes out. Where something is
//! wrong, the diagnostic stands below the text that it is about. `UPDATE_EXPECTED=1 cargo test --test markdown`
//! writes down what comes out now; read the difference before you commit it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Duration;

use shirube::diagnostic::{Diagnostic, Severity};
use shirube::markdown::{Body, Call, Fill, Image, Link, Settings, TermMatcher, fingerprint, inline, parse};
use shirube::source::{SourceFile, SourcePath};

const PATH: &str = "content/city/plan/_index.md";

/// A page that writes down what it is asked.
struct Page {
    id_prefix: &'static str,
    heading_shift: u8,
}

const PAGE: Page = Page { id_prefix: "", heading_shift: 0 };

impl Fill for Page {
    fn link(&mut self, link: &Link, _index: usize, out: &mut String) {
        out.push_str(" href=\"");
        shirube::markdown::escape(&link.destination, out);
        out.push('"');
    }

    fn image(&mut self, image: &Image, _index: usize, out: &mut String) {
        out.push_str(" src=\"");
        shirube::markdown::escape(&image.source, out);
        out.push('"');
    }

    fn call(&mut self, call: &Call, _index: usize, out: &mut String) {
        write!(out, "<div class=\"{}\"", call.name).expect("writing to a string does not fail");
        for argument in &call.arguments {
            write!(out, " data-{}=\"", argument.name).expect("writing to a string does not fail");
            shirube::markdown::escape(&argument.value, out);
            out.push('"');
        }
        out.push_str("></div>");
    }

    fn words(&self, key: &'static str) -> Cow<'_, str> {
        Cow::Borrowed(match key {
            "footnotes" => "脚注",
            "footnote-back" => "本文へ戻る",
            "alert-note" => "補足",
            "alert-tip" => "ヒント",
            "alert-important" => "重要",
            "alert-warning" => "注意",
            "alert-caution" => "警告",
            "alert-internal" => "庁内向け",
            key => panic!("the body asked for the unknown words `{key}`"),
        })
    }

    fn id_prefix(&self) -> &str {
        self.id_prefix
    }

    fn heading_shift(&self) -> u8 {
        self.heading_shift
    }
}

fn read(text: &str, internal: bool) -> (Body, Vec<Diagnostic>) {
    parse(&SourcePath::new(PATH), text, 0..text.len(), &Settings { internal })
}

fn write(body: &Body) -> String {
    let mut out = String::new();
    body.write(&mut out, &mut Page { ..PAGE });
    out
}

/// The HTML of a text in which nothing is wrong.
fn html(text: &str) -> String {
    let (body, diagnostics) = read(text, false);
    assert!(
        diagnostics.is_empty(),
        "{text:?} is read without a diagnostic, but: {}",
        listed(text, &diagnostics)
    );
    write(&body)
}

fn codes(text: &str) -> Vec<&'static str> {
    read(text, false).1.iter().map(|diagnostic| diagnostic.code()).collect()
}

/// The text that a span covers.
fn covered(text: &str, span: shirube::source::Span) -> &str {
    &text[span.range()]
}

/// Diagnostics as the examples show them.
fn listed(text: &str, diagnostics: &[Diagnostic]) -> String {
    let file = SourceFile::new(SourcePath::new(PATH), text.as_bytes());
    let mut out = String::new();
    for diagnostic in diagnostics {
        let span = diagnostic.place.span.expect("a diagnostic about a text has a place in it");
        let (line, column) = file.line_and_column(span.start);
        let words = &diagnostic.message;
        let warning = if diagnostic.severity == Severity::Warning { "(warning) " } else { "" };
        let code = diagnostic.code();
        writeln!(out, "// {code} {line}:{column} {warning}{} / {}", words.ja, words.en).expect("to a string");
        let marked = covered(text, span).lines().next().unwrap_or("");
        writeln!(out, "//   at: {marked}").expect("to a string");
        for note in &diagnostic.related {
            let place = note.place.span.expect("a note has a place");
            let (line, column) = file.line_and_column(place.start);
            writeln!(out, "//   {line}:{column} {} / {}", note.message.ja, note.message.en)
                .expect("to a string");
        }
        let help = diagnostic.help.as_ref().expect("every diagnostic says what to do");
        writeln!(out, "//   help: {} / {}", help.ja, help.en).expect("to a string");
    }
    out
}

// The examples

/// Goes through a page of examples and returns it as it should be.
fn examined(page: &str) -> String {
    let mut out = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let Some(info) = line.strip_prefix("````markdown") else { continue };
        let written: Vec<&str> = lines.by_ref().take_while(|line| *line != "````").collect();
        let text_end = written.iter().rposition(|line| !line.starts_with("// ")).map_or(0, |last| last + 1);
        let text = format!("{}\n", written[..text_end].join("\n"));
        let (body, diagnostics) = read(&text, info.trim() == "internal");
        out.push_str(&text);
        out.push_str(&listed(&text, &diagnostics));
        out.push_str("````\n\n````html\n");
        out.push_str(&write(&body));
        out.push_str("````\n");
        // The expectation that stands there.
        let mut rest = lines.clone();
        if rest.by_ref().find(|line| !line.is_empty()) == Some("````html") {
            lines = rest;
            lines.by_ref().find(|line| *line == "````");
        }
    }
    out
}

#[test]
fn examples() {
    #[allow(clippy::disallowed_methods, reason = "a test is started by a person, not by `cli`")]
    let update = std::env::var("UPDATE_EXPECTED").is_ok();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/markdown");
    let mut pages = 0;
    for entry in fs::read_dir(&folder).expect("the examples are in the repository") {
        let path = entry.expect("the folder can be listed").path();
        let page = fs::read_to_string(&path).expect("examples are UTF-8");
        let expected = examined(&page);
        pages += 1;
        if update {
            fs::write(&path, expected).expect("the examples can be written");
        } else if page != expected {
            let at = page.lines().zip(expected.lines()).take_while(|(old, new)| old == new).count();
            panic!(
                "{}:{}: something else comes out now\n  expected: {}\n       now: {}\n\
                 If the new one is right: UPDATE_EXPECTED=1 cargo test --test markdown",
                path.display(),
                at + 1,
                page.lines().nth(at).unwrap_or("(end)"),
                expected.lines().nth(at).unwrap_or("(end)"),
            );
        }
    }
    assert!(pages > 5, "the examples have gone from {}", folder.display());
}

// Emphasis

/// The nineteen ways in which Japanese bold goes wrong in CommonMark (`reference/japanese.md`, section 3).
const JAPANESE: [(&str, &str); 19] = [
    ("**「重要」**です", "<strong>「重要」</strong>です"),
    ("**テスト。**テスト", "<strong>テスト。</strong>テスト"),
    ("**約30%**が", "<strong>約30%</strong>が"),
    ("**約３０％**が", "<strong>約３０％</strong>が"),
    ("研修**(OJT)**を", "研修<strong>(OJT)</strong>を"),
    ("研修**（OJT）**を", "研修<strong>（OJT）</strong>を"),
    ("市は**「人材」**を育てる", "市は<strong>「人材」</strong>を育てる"),
    ("**『青い海』**を**「読む」**と", "<strong>『青い海』</strong>を<strong>「読む」</strong>と"),
    ("カッコに注意**（太字）**文が続く", "カッコに注意<strong>（太字）</strong>文が続く"),
    ("**方針：**次のとおり", "<strong>方針：</strong>次のとおり"),
    ("**本当に？**と問う", "<strong>本当に？</strong>と問う"),
    ("**“見える化”**を", "<strong>“見える化”</strong>を"),
    ("太郎は**\"Hello\"**と", "太郎は<strong>\"Hello\"</strong>と"),
    ("**[計画](a.md)**を", "<strong><a href=\"a.md\">計画</a></strong>を"),
    ("**`code`**を", "<strong><code>code</code></strong>を"),
    ("Git**（注）**では", "Git<strong>（注）</strong>では"),
    ("**C#**や**F#**は", "<strong>C#</strong>や<strong>F#</strong>は"),
    ("*「強調」*は", "<em>「強調」</em>は"),
    ("~~「旧」~~を", "<del>「旧」</del>を"),
];

/// What else must come out right, and what must stay as it was.
const OTHERS: [(&str, &str); 24] = [
    ("***「両方」***を", "<em><strong>「両方」</strong></em>を"),
    ("**~~「旧」~~**で", "<strong><del>「旧」</del></strong>で"),
    ("は~~**「旧」**~~で", "は<del><strong>「旧」</strong></del>で"),
    ("**外*「内」*外**と", "<strong>外<em>「内」</em>外</strong>と"),
    ("**{人財|じんざい}**を", "<strong><ruby>人財<rp>(</rp><rt>じんざい</rt><rp>)</rp></ruby></strong>を"),
    ("は**{人財|じんざい}**", "は<strong><ruby>人財<rp>(</rp><rt>じんざい</rt><rp>)</rp></ruby></strong>"),
    ("葛\u{E0100}**(城)**市", "葛\u{E0100}<strong>(城)</strong>市"),
    ("**20℃**です", "<strong>20℃</strong>です"),
    ("**㈱甲**の", "<strong>㈱甲</strong>の"),
    ("**𠮟る。**と", "<strong>𠮟る。</strong>と"),
    ("한국**(어)**의", "한국<strong>(어)</strong>의"),
    ("**終わり。**\n**「始まり」**と", "<strong>終わり。</strong><strong>「始まり」</strong>と"),
    ("\\**「字」\\**", "*<em>「字」*</em>"),
    ("「5 * 3」と「2 * 4」", "「5 * 3」と「2 * 4」"),
    ("10~20、30~40", "10~20、30~40"),
    ("** 「空き」 **と", "** 「空き」 **と"),
    ("a**\"b\"**c", "a**&quot;b&quot;**c"),
    ("**bold**, *em* and snake_case_name", "<strong>bold</strong>, <em>em</em> and snake_case_name"),
    ("2*3*4 (*a*)b", "2<em>3</em>4 (<em>a</em>)b"),
    ("*(a)*b", "*(a)*b"),
    ("`**「a」**b`", "<code>**「a」**b</code>"),
    ("[「*」](a(「*)c.md)です", "<a href=\"a(「*)c.md\">「*」</a>です"),
    ("_「下線」_ と __「強」__", "<em>「下線」</em> と <strong>「強」</strong>"),
    ("__「重要」__です", "__「重要」__です"),
];

#[test]
fn emphasis_beside_japanese_punctuation() {
    let wrong: Vec<String> = JAPANESE
        .iter()
        .chain(&OTHERS)
        .filter_map(|(text, expected)| {
            let html = html(text);
            // A quotation mark in text is escaped; the table reads better without.
            let expected = if expected.contains("&quot;") || expected.contains("href") {
                (*expected).to_owned()
            } else {
                expected.replace('"', "&quot;")
            };
            (html != format!("<p>{expected}</p>\n")).then(|| format!("{text}: {html}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), JAPANESE.len() + OTHERS.len());
}

// What a page learns

#[test]
fn headings_have_words_and_ids() {
    let text = "## [取組](a.md)の**{内容|ないよう}**[^1] {#contents}\n\n### 詳細\n\n[^1]: 注\n";
    let (body, diagnostics) = read(text, false);
    assert!(diagnostics.is_empty(), "{}", listed(text, &diagnostics));
    let [contents, details] = &body.headings[..] else { panic!("two headings: {:?}", body.headings) };
    assert_eq!((contents.level, contents.id.as_str(), contents.explicit), (2, "contents", true));
    assert_eq!(contents.text, "取組の内容");
    assert_eq!(
        contents.html,
        "取組の<strong><ruby>内容<rp>(</rp><rt>ないよう</rt><rp>)</rp></ruby></strong>"
    );
    assert_eq!(covered(text, contents.span), text.lines().next().expect("a line"));
    assert_eq!((details.level, details.id.as_str(), details.explicit), (3, "s1-1", false));
}

#[test]
fn the_lead_is_the_first_paragraph() {
    let lead = |text: &str| read(text, true).0.lead.map(|lead| (lead.text, lead.html));
    let text = "市は[計画](a.md)の**「柱」**を\n{定|さだ}める[^1]。\n\n次の段落。\n\n[^1]: 注\n";
    let (plain, html) = lead(text).expect("the text begins with a paragraph");
    assert_eq!(plain, "市は計画の「柱」を定める。");
    assert_eq!(
        html,
        "市は計画の<strong>「柱」</strong>を<ruby>定<rp>(</rp><rt>さだ</rt><rp>)</rp></ruby>める。"
    );
    for text in
        ["", "## 見出し\n\n文", "- 項目\n\n文", "{{<cycle id=\"a\" />}}\n\n文", "---\n\n文", "> 引用\n\n文"]
    {
        assert_eq!(lead(text), None, "{text:?}");
    }
    // Internal blocks do not count: the lead is the same for everybody.
    assert_eq!(lead("> [!INTERNAL]\n> 庁内\n\n文").map(|lead| lead.0).as_deref(), Some("文"));
}

#[test]
fn links_know_where_they_are_written() {
    let text = "前書き「**全角**」。[**「計画」**](../a.md#b \"題\")と[参照][r]、<https://example.jp/>、[図 ![表](i.png)](<c d.md>)。\n\n[r]: ../r.md\n";
    let (body, diagnostics) = read(text, false);
    assert!(diagnostics.is_empty(), "{}", listed(text, &diagnostics));
    let links: Vec<_> = body
        .links
        .iter()
        .map(|link| {
            let at = covered(text, link.destination_span);
            assert_eq!(link.destination, at);
            (at, link.text.as_str(), covered(text, link.span))
        })
        .collect();
    assert_eq!(
        links,
        [
            ("../a.md#b", "「計画」", "[**「計画」**](../a.md#b \"題\")"),
            ("../r.md", "参照", "[参照][r]"),
            ("https://example.jp/", "https://example.jp/", "<https://example.jp/>"),
            ("c d.md", "図 表", "[図 ![表](i.png)](<c d.md>)"),
        ]
    );
    let image = &body.images[0];
    assert_eq!((image.source.as_str(), image.alternative.as_str()), ("i.png", "表"));
    assert_eq!(covered(text, image.span), "![表](i.png)");
}

#[test]
fn destinations_are_decoded() {
    let (body, _) = read("[a](b&amp;c\\_d.md) <hr@example.lg.jp>", false);
    let destinations: Vec<_> = body.links.iter().map(|link| link.destination.as_str()).collect();
    assert_eq!(destinations, ["b&c_d.md", "mailto:hr@example.lg.jp"]);
}

#[test]
fn spans_are_those_of_the_whole_file() {
    let text = "+++\ntitle = \"**「題」**\"\n+++\n\n本文**「甲」**の[乙](x.md)。\n\n## 丙 {#hei}\n";
    let start = text.rfind("+++").expect("front matter") + 4;
    let (body, _) = parse(&SourcePath::new(PATH), text, start..text.len(), &Settings { internal: false });
    assert_eq!(covered(text, body.links[0].destination_span), "x.md");
    assert_eq!(covered(text, body.headings[0].span), "## 丙 {#hei}");
    assert_eq!(covered(text, body.sections[0].span), "\n本文**「甲」**の[乙](x.md)。\n\n");
}

#[test]
fn sections_go_from_heading_to_heading() {
    let text = "導入。\n\n## 甲 {#a}\n\n文\n\n### 乙\n\n> ## 丙\n\n文\n";
    let (body, _) = read(text, false);
    let ids: Vec<_> = body.sections.iter().map(|section| section.id.as_str()).collect();
    assert_eq!(ids, ["lead", "a", "s1-1", "s2"]);
    for section in &body.sections {
        assert_eq!(section.fingerprint, fingerprint(covered(text, section.span)));
    }
    assert!(read("## 甲\n", false).0.sections.iter().all(|section| section.id != "lead"));
    assert!(read("", false).0.sections.is_empty());
}

#[test]
fn ids_and_fingerprints_are_the_same_for_both_audiences() {
    let text = "文\n\n## 甲\n\n> [!INTERNAL]\n> ### 庁内\n> [庁内](in.md)[^1]\n>\n> #### 詳細\n\n### 乙\n\n文\n\n[^1]: 注\n";
    let (public, public_diagnostics) = read(text, false);
    let (internal, internal_diagnostics) = read(text, true);
    assert!(public_diagnostics.is_empty(), "{}", listed(text, &public_diagnostics));
    assert!(internal_diagnostics.is_empty(), "{}", listed(text, &internal_diagnostics));
    assert_eq!(public.sections, internal.sections);
    assert_eq!(public.lead, internal.lead);
    let ids = |body: &Body| body.headings.iter().map(|heading| heading.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&public), ["s1", "s1-1"]);
    assert_eq!(ids(&internal), ["s1", "internal-1", "internal-2", "s1-1"]);
    assert!(public.links.is_empty() && internal.links.len() == 1);
    assert!(!format!("{public:?}").contains("庁内"));
}

#[test]
fn hidden_text_leaves_nothing_behind() {
    for text in [
        "> [!INTERNAL]\n> 秘密 <b> [](秘密) [^n] ![](秘密)\n> {{<秘密\n>\n> [^n]: 秘密\n",
        "- 項目\n\n  > [!internal]\n  > 秘密\n",
        "> 引用\n>\n> > [!INTERNAL]\n> > 秘密\n> > > 秘密\n",
        "> [!NOTE]\n> > [!INTERNAL]\n> > 秘密\n",
        "> [!INTERNAL]\n> > 秘密\n>\n> ```\n> 秘密\n> ```\n>\n> 秘密\n続きの秘密\n",
        "1. > [!INTERNAL]  \n   > 秘密\n",
        ">\t[!INTERNAL]\n> 秘密\n",
    ] {
        let (body, diagnostics) = read(text, false);
        assert!(!format!("{body:?}").contains("秘密"), "{text}: {body:?}");
        assert!(diagnostics.is_empty(), "{text}: {}", listed(text, &diagnostics));
    }
}

#[test]
fn a_misspelt_internal_mark_is_never_published() {
    for text in [
        "> [!INTERNL]\n> 秘密",
        "> [!INTERNAL] 題\n> 秘密",
        ">  [!INTERNAL]\n> 秘密",
        "> 文\n> [!INTERNAL]\n> 秘密",
        "[!INTERNAL]\n秘密",
        "> ［！INTERNAL］\n> 秘密",
        "> 　[!INTERNAL]\n> 秘密",
        "> **[!INTERNAL]**\n> 秘密",
        "> - [!INTERNAL]\n> 秘密",
    ] {
        assert!(codes(text).contains(&"markdown.alert"), "{text}: {:?}", codes(text));
    }
}

/// Wherever an internal block stands and however its mark is written: the text is hidden, or there is an error.
#[test]
fn internal_text_is_hidden_or_the_site_is_not_published() {
    let around =
        ["", "- ", "1. ", "> ", "  ", "   ", "- - ", "> > ", "> - ", "- > ", "[^a]: ", "甲[^a]\n\n[^a]: "];
    let quotes = ["> ", ">", ">  ", ">\t", ">> ", "> > "];
    let marks = [
        "[!INTERNAL]",
        "[!Internal]",
        "[!INTERNAL] ",
        "[!INTERNAL]\t",
        "[! INTERNAL]",
        "[!INTERNAL]。",
        "[INTERNAL]",
        "［!INTERNAL］",
        "[!内部]",
    ];
    for around in around {
        let last = around.lines().last().unwrap_or("");
        let indent: String = last.chars().map(|sign| if sign == '>' { sign } else { ' ' }).take(4).collect();
        for quote in quotes {
            for mark in marks {
                let text = format!("{around}{quote}{mark}\n{indent}{quote}秘密\n");
                let (body, diagnostics) = read(&text, false);
                let is_hidden = !format!("{body:?}").contains("秘密");
                let is_refused = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
                assert!(is_hidden || is_refused, "{text}\n{}", write(&body));
            }
        }
    }
}

#[test]
fn plain_text_has_a_line_for_each_block() {
    let text = "## 見出し\n\n{漢字|かんじ}と\n`<b>`[^1]。\nIn\nEnglish.\n\n- 甲\n  - 乙\n\n| 列 | 値 |\n|---|--:|\n| a | 1 |\n\n> [!NOTE]\n> 囲み\n\n{{<cycle id=\"x\" />}}\n\n[^1]: 注\n";
    assert_eq!(
        read(text, false).0.plain_text(),
        "見出し\n漢字と <b>。 In English.\n甲\n乙\n列 値\na 1\n囲み\n注"
    );
}

#[test]
fn a_page_can_prefix_ids_and_lower_headings() {
    let (body, _) = read("## 甲 {#a}\n\n### 乙\n\n文[^1]\n\n[^1]: 注\n", false);
    let mut out = String::new();
    body.write(&mut out, &mut Page { id_prefix: "m1-", heading_shift: 3 });
    assert_eq!(
        out,
        "<h5 id=\"m1-a\">甲</h5>\n<h6 id=\"m1-s1-1\">乙</h6>\n\
         <p>文<sup class=\"footnote-ref\"><a id=\"m1-fnref-1\" href=\"#m1-fn-1\">1</a></sup></p>\n\
         <div class=\"footnotes\">\n<ol aria-label=\"脚注\">\n<li id=\"m1-fn-1\">\n\
         <p>注 <a class=\"footnote-back\" href=\"#m1-fnref-1\" aria-label=\"本文へ戻る 1\">↩</a></p>\n</li>\n</ol>\n</div>\n"
    );
}

#[test]
fn an_empty_text_is_empty() {
    for text in ["", "\n\n", "[a]: b\n", "> [!INTERNAL]\n> 庁内\n"] {
        assert!(read(text, false).0.is_empty(), "{text:?}");
    }
    assert!(!read("{{<cycle id=\"x\" />}}", false).0.is_empty());
}

#[test]
fn a_text_that_is_too_long_is_not_read() {
    assert_eq!(codes(&"あ".repeat(400_000)), ["markdown.size"]);
}

#[test]
fn reserved_characters_are_refused_and_not_written() {
    for character in ['\u{1680}', '\u{1039F}', '\u{FDD0}', '\u{FDD3}', '\u{FDEF}', '\u{0}', '\u{B}', '\u{85}']
    {
        let text = format!(
            "あ{character}い**{character}「」**う{{漢{character}字|かん}}\n{{{{<a b=\"{character}\" />}}}}"
        );
        assert_eq!(codes(&text), ["markdown.reserved-character"; 4], "{character:?}");
        let (body, _) = read(&text.replace("{{<", "{{"), false);
        assert!(!write(&body).contains(character));
    }
    assert!(!inline("a\u{FDD1}b").contains('\u{FDD1}'));
}

// Nasty texts

/// Pieces that mean something to the parser, to us, or to a browser.
const PIECES: [&str; 72] = [
    "*",
    "**",
    "~~",
    "_",
    "`",
    "```\n",
    "~~~\n",
    "[",
    "]",
    "(",
    ")",
    "](",
    "![",
    "<",
    ">",
    "> ",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "- ",
    "1. ",
    "# ",
    "## ",
    "#### ",
    "|",
    "|---|\n",
    "\n---\n",
    "\n===\n",
    ": ",
    "[^a]",
    "\n[^a]: ",
    "[^b]",
    "[a]: ",
    "\n[a]: javascript:x\n",
    "{",
    "}",
    "{漢字|かんじ}",
    "{東京|とう|きょう|と}",
    "{#a}",
    "{#a .b onclick=x}",
    "{{<",
    "/>}}",
    "\n{{<a b=\"c\" />}}\n",
    "{{<a />}}",
    " b=\"",
    "\\",
    "&amp;",
    "&#106;",
    "&lt;script&gt;",
    "<script>",
    "</script>",
    "<img src=x onerror=alert(1)>",
    "<!--",
    "-->",
    "<b",
    "javascript:alert(1)",
    "<javascript:x>",
    "//h",
    "\n> [!INTERNAL]\n> ",
    "\n> [!NOTE]\n> ",
    "[!NOTE]",
    "「",
    "」",
    "。",
    "漢",
    "a",
    "\u{3000}",
    "\u{FDD1}",
    "\u{0}",
    "한",
    "\" onmouseover=\"x",
];

/// A generator of the same numbers on every run (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((number ^ (number >> 31)) % limit as u64) as usize
    }
}

#[test]
fn nasty_texts_come_out_as_safe_html() {
    let mut numbers = Numbers(2026);
    for round in 0..6_000 {
        let length = 1 + numbers.below(if round % 20 == 0 { 120 } else { 24 });
        let text: String = (0..length).map(|_| PIECES[numbers.below(PIECES.len())]).collect();
        for internal in [false, true] {
            let (body, diagnostics) = read(&text, internal);
            let html = write(&body);
            let is_published = diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Warning);
            let ids = if is_published { check_ids(&html) } else { Ok(()) };
            if let Err(trouble) = check_html(&html).and(ids) {
                panic!("{trouble}\n--- text\n{text:?}\n--- html\n{html}");
            }
            check_places(&text, &body, &diagnostics);
            let _ = body.plain_text();
        }
        check_html(&inline(&text)).unwrap_or_else(|trouble| panic!("inline: {trouble}\n{text:?}"));
        let marked = TermMatcher::new([("漢", 0), ("a", 1)]).mark(
            &write(&read(&text, true).0),
            &mut Vec::new(),
            &mut |_, text, out| {
                out.push_str("<dfn>");
                out.push_str(text);
                out.push_str("</dfn>");
            },
        );
        check_html(&marked).unwrap_or_else(|trouble| panic!("terms: {trouble}\n{text:?}\n{marked}"));
    }
}

/// Every span lies in the text, on the edges of characters.
fn check_places(text: &str, body: &Body, diagnostics: &[Diagnostic]) {
    let places = diagnostics.iter().filter_map(|diagnostic| diagnostic.place.span);
    let links = body.links.iter().flat_map(|link| [link.span, link.destination_span]);
    let headings = body.headings.iter().map(|heading| heading.span);
    let sections = body.sections.iter().map(|section| section.span);
    for span in places.chain(links).chain(headings).chain(sections) {
        assert!(text.get(span.range()).is_some(), "{span:?} is not in {text:?}");
    }
}

/// Elements are well nested and known, and nothing in the HTML runs.
fn check_html(html: &str) -> Result<(), String> {
    const VOID: [&str; 3] = ["br", "hr", "img"];
    const KNOWN: [&str; 36] = [
        "br",
        "hr",
        "img",
        "p",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "aside",
        "section",
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "pre",
        "code",
        "em",
        "strong",
        "del",
        "a",
        "sup",
        "ruby",
        "rp",
        "rt",
        "dfn",
    ];
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let end = rest[at..].find('>').map(|end| at + end).ok_or("a tag does not end")?;
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("`</{name}>` closes something else"));
            }
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if !KNOWN.contains(&name) {
            return Err(format!("`<{name}>` should not be there"));
        }
        check_attributes(attributes)?;
        if !VOID.contains(&name) {
            open.push(name);
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("not closed: {open:?}")) }
}

fn check_attributes(attributes: &str) -> Result<(), String> {
    const KNOWN: [&str; 12] = [
        "id",
        "class",
        "href",
        "src",
        "alt",
        "title",
        "start",
        "scope",
        "role",
        "tabindex",
        "aria-label",
        "data-b",
    ];
    let mut parts = attributes.split('"');
    while let (Some(name), Some(value)) = (parts.next(), parts.next()) {
        let name = name.trim().trim_end_matches('=');
        if !KNOWN.contains(&name) {
            return Err(format!("the attribute `{name}` should not be there"));
        }
        let visible: String =
            value.chars().filter(|sign| !sign.is_control() && !sign.is_whitespace()).collect();
        let scheme = visible.split_once(':').map_or("", |(scheme, _)| scheme).to_ascii_lowercase();
        if matches!(name, "href" | "src")
            && ["javascript", "vbscript", "data", "file"].contains(&scheme.as_str())
        {
            return Err(format!("`{value}` runs"));
        }
    }
    Ok(())
}

/// No two elements have the same id.
fn check_ids(html: &str) -> Result<(), String> {
    let mut ids = BTreeSet::new();
    match html.split(" id=\"").skip(1).find(|rest| !ids.insert(rest.split('"').next())) {
        None => Ok(()),
        Some(rest) => Err(format!("an id is there twice: {rest}")),
    }
}

/// Texts that some parser takes quadratic time for, by repetition.
const REPEATED: [&str; 44] = [
    "---\t\n",
    "+++\n1. ",
    "[^",
    "[^a]",
    "[a]: xxx\n",
    "[a]",
    "> ",
    "- ",
    "1. ",
    "*a ",
    "**「",
    "」**",
    "*「*」",
    "a**b",
    "_a",
    "`",
    "`a``b```",
    "[",
    "![",
    "[](",
    "]",
    "<",
    "<a",
    "<!--",
    "<b>",
    "</b>",
    "{",
    "{漢",
    "{漢|",
    "{漢|か}",
    "{{<",
    "{{<a />}}",
    "{{<a />}}\n",
    "{{<a b=\"",
    "|",
    "|a",
    "|a|\n|-|\n",
    "漢\n",
    "# a\n",
    "[!NOTE]",
    "> [!INTERNAL]\n",
    "&amp;",
    "\\",
    "a\n: b\n",
];

#[test]
fn time_grows_with_the_text_and_no_faster() {
    for piece in REPEATED {
        // Linear is 4, quadratic is 16. One measurement may be off, but not each of several.
        let ratios: Vec<f64> =
            (0..4).map_while(|_| Some(growth(piece)).filter(|ratio| *ratio >= 9.0)).collect();
        assert!(ratios.len() < 4, "{piece:?}: four times the text takes {ratios:.1?} times as long");
    }
}

/// How many times as long a text takes that is four times as long.
fn growth(piece: &str) -> f64 {
    const SHORT: usize = 12_000;
    let times = [1, 4].map(|times| best_time(&piece.repeat(times * SHORT / piece.len())));
    times[1].as_secs_f64() / times[0].max(Duration::from_micros(300)).as_secs_f64()
}

fn best_time(text: &str) -> Duration {
    let time = || {
        let start = thread_time();
        let (body, _) = read(text, true);
        let _ = (write(&body), body.plain_text());
        thread_time() - start
    };
    (0..3).map(|_| time()).min().expect("three times")
}

/// The time that this thread has worked. Time on the wall also counts what other programs do meanwhile, and
/// counts it more often in the longer of two runs.
#[cfg(target_os = "linux")]
fn thread_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

#[cfg(not(target_os = "linux"))]
fn thread_time() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}

#[test]
fn depth_is_no_danger() {
    for piece in ["> ", "- ", "1. ", "> - ", "*a **b ", "[", "![a", "{"] {
        let text = piece.repeat(60_000 / piece.len());
        let (body, _) = read(&text, true);
        check_html(&write(&body)).expect("well nested");
    }
}
