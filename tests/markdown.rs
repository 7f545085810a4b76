//! What Markdown becomes. The cases are in `tests/markdown/*.md`: a heading, a text in a fence, the HTML that
//! comes of it in another, and the complaints as `// code line:column message` under the text. `UPDATE_EXPECTED=1`
//! writes what is expected anew.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use shirube::markdown::{Body, Call, Fill, Image, Link, Settings, escape, parse};
use shirube::source::{Place, SourceFile, SourcePath};

/// A page that shows what it is asked for.
struct Page {
    id_prefix: &'static str,
    heading_shift: u8,
}

const PLAIN_PAGE: Page = Page { id_prefix: "", heading_shift: 0 };

impl Fill for Page {
    fn link(&mut self, link: &Link, _: usize, out: &mut String) {
        out.push_str(" href=\"");
        escape(&link.destination, out);
        out.push('"');
    }

    fn image(&mut self, image: &Image, _: usize, out: &mut String) {
        out.push_str(" src=\"");
        escape(&image.source, out);
        out.push('"');
    }

    fn call(&mut self, call: &Call, _: usize, out: &mut String) {
        out.push_str("<div class=\"");
        escape(&call.name, out);
        for argument in &call.arguments {
            out.push(' ');
            escape(&argument.name, out);
            out.push('=');
            escape(&argument.value, out);
        }
        out.push_str("\"></div>\n");
    }

    fn words(&self, key: &'static str) -> &str {
        key
    }

    fn id_prefix(&self) -> &str {
        self.id_prefix
    }

    fn heading_shift(&self) -> u8 {
        self.heading_shift
    }
}

fn html(body: &Body, mut page: Page) -> String {
    let mut out = String::new();
    body.write(&mut out, &mut page);
    out
}

fn read(text: &str, internal: bool) -> (Body, Vec<shirube::diagnostic::Diagnostic>) {
    parse(&SourcePath::new("a.md"), text, 0..text.len(), &Settings { internal })
}

fn html_of(text: &str) -> String {
    html(&read(text, false).0, PLAIN_PAGE)
}

/// The cases every Japanese writer meets. Stock CommonMark makes one of them bold; see
/// <https://github.com/commonmark/commonmark-spec/issues/650>.
#[test]
fn bold_works_beside_japanese_punctuation() {
    let cases = [
        ("**「重要」**です", "<b>「重要」</b>です"),
        ("これは**「重要」**です", "これは<b>「重要」</b>です"),
        ("**テスト。**テスト", "<b>テスト。</b>テスト"),
        ("テスト**、テスト**テスト", "テスト<b>、テスト</b>テスト"),
        ("**約30%**が", "<b>約30%</b>が"),
        ("**約３０％**が", "<b>約３０％</b>が"),
        ("研修**(OJT)**を", "研修<b>(OJT)</b>を"),
        ("研修**（OJT）**を", "研修<b>（OJT）</b>を"),
        ("**『青い海』**を**「読む」**と", "<b>『青い海』</b>を<b>「読む」</b>と"),
        ("**人材【確保】**の", "<b>人材【確保】</b>の"),
        ("市は**「人財」**、職員は**「力」**。", "市は<b>「人財」</b>、職員は<b>「力」</b>。"),
        ("**誰が？**どこで", "<b>誰が？</b>どこで"),
        ("**成果！**と", "<b>成果！</b>と"),
        ("**一つ…**そして", "<b>一つ…</b>そして"),
        ("**“引用”**です", "<b>“引用”</b>です"),
        ("**取組〔1〕**は", "<b>取組〔1〕</b>は"),
        ("年**※注**と", "年<b>※注</b>と"),
        ("**`config`**を", "<b><code>config</code></b>を"),
        ("𠮷野家の**「丼」**𠮷", "𠮷野家の<b>「丼」</b>𠮷"),
    ];
    for (text, expected) in cases {
        let html = html_of(text).replace("strong>", "b>");
        assert_eq!(html, format!("<p>{expected}</p>\n"), "{text}");
    }
}

#[test]
fn english_emphasis_is_that_of_commonmark() {
    for (text, expected) in [
        ("a **b** c", "a <strong>b</strong> c"),
        ("**a**b", "<strong>a</strong>b"),
        ("a**\"b\"**c", "a**&quot;b&quot;**c"),
        ("**a.**b", "**a.**b"),
        ("snake_case_name", "snake_case_name"),
        ("a * b * c", "a * b * c"),
        ("***a***", "<em><strong>a</strong></em>"),
        ("*a **b** c*", "<em>a <strong>b</strong> c</em>"),
    ] {
        assert_eq!(html_of(text), format!("<p>{expected}</p>\n"), "{text}");
    }
}

#[test]
fn a_page_fills_the_holes() {
    let text = "## 見出し {#a}\n\n###### 深い\n\n[x](y)[^1]\n\n[^1]: 注\n";
    let page = Page { id_prefix: "p-", heading_shift: 1 };
    let html = html(&read(text, false).0, page);
    assert!(html.starts_with("<h3 id=\"p-a\">見出し</h3>\n<h6 id=\"p-s1-0-0-0-1\">深い</h6>"), "{html}");
    assert!(html.contains("href=\"#p-fn-1\" id=\"p-fnref-1\""), "{html}");
    assert!(html.contains("<li id=\"p-fn-1\">"), "{html}");
}

#[test]
fn what_is_in_a_body_is_listed_with_its_place() {
    let front = "+++\ntitle = \"表題\"\n+++\n";
    let markdown = "最初の**段落**[甲](a.md)。\n\n## {見|み}出し [乙](<b c.md>) {#x}\n\n![図](d.png)\n\n{{<cycle id=\"e\" />}}\n\n[丙][r]\n\n[r]: f.md\n";
    let text = format!("{front}{markdown}");
    let path = SourcePath::new("a.md");
    let (body, diagnostics) = parse(&path, &text, front.len()..text.len(), &Settings { internal: false });
    assert_eq!(diagnostics, []);
    let at = |span: shirube::source::Span| &text[span.range()];

    let lead = body.lead.as_ref().expect("a lead");
    assert_eq!(
        (lead.text.as_str(), lead.html.as_str()),
        ("最初の段落甲。", "最初の<strong>段落</strong>甲。")
    );
    let heading = &body.headings[0];
    assert_eq!((heading.level, heading.id.as_str(), heading.explicit), (2, "x", true));
    assert_eq!((heading.text.as_str(), heading.html.contains("<ruby>")), ("見出し 乙", true));
    assert_eq!(at(heading.span), "## {見|み}出し [乙](<b c.md>) {#x}");
    let links: Vec<_> =
        body.links.iter().map(|link| (at(link.span), at(link.destination_span), &*link.text)).collect();
    assert_eq!(
        links,
        [("[甲](a.md)", "a.md", "甲"), ("[乙](<b c.md>)", "b c.md", "乙"), ("[丙][r]", "f.md", "丙")]
    );
    assert_eq!((at(body.images[0].span), body.images[0].alternative.as_str()), ("![図](d.png)", "図"));
    let call = &body.calls[0];
    assert_eq!((at(call.span), at(call.name_span)), ("{{<cycle id=\"e\" />}}", "cycle"));
    assert_eq!((at(call.arguments[0].name_span), at(call.arguments[0].value_span)), ("id", "e"));
    let sections: Vec<_> =
        body.sections.iter().map(|section| (&*section.id, at(section.span).len())).collect();
    let first = markdown.find("## ").expect("a heading");
    assert_eq!(sections, [("lead", first), ("x", markdown.len() - first)]);
    assert_eq!(body.plain_text(), "最初の段落甲。\n見出し 乙\n図\n丙");
}

#[test]
fn only_a_first_paragraph_is_a_lead() {
    let lead = |text: &str| read(text, true).0.lead.map(|lead| lead.text);
    assert_eq!(lead("一\n\n二"), Some("一".to_owned()));
    assert_eq!(lead("> [!INTERNAL]\n> 内\n\n一"), Some("一".to_owned()));
    assert_eq!(lead("- 一\n\n二"), None);
    assert_eq!(lead("## 一\n\n二"), None);
    assert_eq!(lead("{{<a />}}\n\n二"), None);
    assert_eq!(lead("> 一\n\n二"), None);
}

#[test]
fn internal_blocks_are_dropped_wholly_for_the_public() {
    let text = "本文[^2]\n\n> [!INTERNAL]\n> 内線[^1]は[別紙](secret.md)の![図](s.png)。\n>\n> ## 秘密\n>\n> > [!NOTE]\n> > 入れ子\n\n## 次\n\n[^1]: 内線表\n[^2]: 公開\n";
    let (public, complaints) = read(text, false);
    assert_eq!(complaints, []);
    assert!(public.links.is_empty() && public.images.is_empty());
    let html = html(&public, PLAIN_PAGE);
    for secret in ["内線", "別紙", "秘密", "入れ子", "secret"] {
        assert!(!html.contains(secret) && !public.plain_text().contains(secret), "{secret}: {html}");
    }
    let (internal, _) = read(text, true);
    assert_eq!(
        internal.sections, public.sections,
        "the state of a translation must not depend on the audience"
    );
    assert_eq!(public.headings[0], internal.headings[1], "nor must the ids");
}

#[test]
fn wrapping_makes_no_difference_to_a_fingerprint() {
    let fingerprints = |text: &str| -> Vec<[u8; 4]> {
        read(text, false).0.sections.iter().map(|section| section.fingerprint).collect()
    };
    let text = fingerprints("職員の能力開発を図る。 Off-JT and OJT\n\n## 表題\n\n本文");
    assert_eq!(text, fingerprints("職員の\n能力開発を\n　図る。\nOff-JT  and\nOJT\n\n\n## 表題\n本\n文\n"));
    assert_ne!(text[0], fingerprints("職員の能力開発を計る。 Off-JT and OJT")[0]);
    assert_eq!(text.len(), 2);
}

#[test]
fn a_text_over_a_megabyte_is_refused() {
    let (body, complaints) = read(&"あ".repeat(400_000), false);
    assert!(body.is_empty());
    assert_eq!(complaints[0].code, "markdown.size");
}

#[test]
fn a_line_of_markdown_has_no_blocks_and_no_links() {
    for (text, html) in [
        ("1. **「採用」**の\n見直し", "1. <strong>「採用」</strong>の見直し"),
        ("# 題 > 引用 C#", "# 題 &gt; 引用 C#"),
        ("**太字**", "<strong>太字</strong>"),
        ("{漢字|かんじ} `code`", "<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby> <code>code</code>"),
        ("[語](javascript:x) ![図](x.png)", "語 図"),
        ("<b onclick=x>&amp;", "&lt;b onclick=x&gt;&amp;"),
        ("", ""),
        ("R&D", "R&amp;D"),
        ("    四字下げ", "四字下げ"),
        ("| a | b |\n|---|---|", "| a | b | |---|---|"),
    ] {
        assert_eq!(shirube::markdown::inline(text), html, "{text}");
    }
}

mod nasty {
    //! Texts made to break things.

    use std::time::{Duration, Instant};

    use super::*;

    /// What nasty texts are made of.
    const PIECES: &[&str] = &[
        "*",
        "**",
        "***",
        "_",
        "__",
        "~",
        "~~",
        "`",
        "```\n",
        "~~~\n",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](x)",
        "[^1]",
        "[^1]: ",
        "<",
        ">",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<script>",
        "<img onerror=x>",
        "&",
        "&amp;",
        "&#106;",
        "javascript:",
        "{{<",
        "/>}}",
        "{{<a b=\"c\" />}}",
        "\n{{<a b=\"c\" />}}\n",
        "{",
        "|",
        "}",
        "{漢字|かんじ}",
        "{#a}",
        "{#a onclick=x}",
        "{.c}",
        "\n",
        "\n\n",
        "\n> ",
        "> [!NOTE]\n",
        "\n> [!INTERNAL]\n> ",
        "[!INTERNAL]",
        "\n- ",
        "\n1. ",
        "\n## ",
        "\n### ",
        "\n# ",
        "\n---\n",
        "\n===\n",
        "\n| a | b |\n|---|:-:|\n| ",
        " | ",
        "\n: ",
        "    ",
        "\t",
        "  \n",
        "\\",
        "\\\n",
        "「",
        "」",
        "。",
        "（",
        "）",
        "漢",
        "字",
        "か",
        "ABC ",
        "é",
        "𠮷",
        "👍",
        "\u{1680}",
        "\u{3000}",
        "\u{2028}",
        "\0",
        "\u{E0100}",
        "\"",
        "'",
        " title=\"",
        "<https://a>",
        "[a]: b\n",
        "onclick=\"x\"",
        "%",
        "a",
        "1",
    ];

    /// Numbers that look like chance and are the same on every run (xorshift).
    struct Chance(u64);

    impl Chance {
        fn below(&mut self, end: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            (self.0 % end as u64) as usize
        }

        fn text(&mut self) -> String {
            (0..self.below(40)).map(|_| PIECES[self.below(PIECES.len())]).collect()
        }
    }

    #[test]
    fn whatever_is_written_the_html_is_sound() {
        let mut chance = Chance(0x5EED);
        for _ in 0..20_000 {
            let text = chance.text();
            let internal = chance.below(2) == 0;
            let front = ["", "+++\n表\n+++\n"][chance.below(2)];
            let file = format!("{front}{text}");
            let path = SourcePath::new("a.md");
            let (body, complaints) = parse(&path, &file, front.len()..file.len(), &Settings { internal });
            let html = html(&body, PLAIN_PAGE);
            if let Err(problem) = check(&html) {
                panic!("{problem}\n--- text\n{text:?}\n--- html\n{html}");
            }
            let spans = complaints.iter().filter_map(|complaint| complaint.place.span);
            let spans = spans.chain(body.links.iter().flat_map(|link| [link.span, link.destination_span]));
            for span in spans.chain(body.headings.iter().map(|heading| heading.span)) {
                assert!(file.get(span.range()).is_some(), "{span:?} is no place in {file:?}");
            }
            let line = shirube::markdown::inline(&text);
            if let Err(problem) = check(&line) {
                panic!("{problem}\n--- text\n{text:?}\n--- line\n{line}");
            }
        }
    }

    /// Whether elements are nested and nothing runs in them.
    fn check(html: &str) -> Result<(), String> {
        const VOID: &[&str] = &["br", "hr", "img"];
        let mut open = Vec::new();
        for part in html.split('<').skip(1) {
            let (tag, _) = part.split_once('>').ok_or("a tag does not end")?;
            let name = tag.split(' ').next().unwrap_or("");
            let quotes = tag.matches('"').count();
            if quotes % 2 == 1 {
                return Err(format!("<{tag}> has an open quote"));
            }
            let names = tag.split('"').step_by(2).skip(usize::from(quotes == 0));
            if name == "script" || names.into_iter().any(|attribute| attribute.contains(" on")) {
                return Err(format!("<{tag}> runs"));
            }
            if [" href", " src"].iter().any(|name| tag.contains(&format!("{name}=\"javascript:"))) {
                return Err(format!("<{tag}> leads astray"));
            }
            match name.strip_prefix('/') {
                Some(closed) if open.pop() == Some(closed) => {}
                Some(closed) => return Err(format!("</{closed}> closes nothing")),
                None if VOID.contains(&name) => {}
                None => open.push(name),
            }
        }
        if open.is_empty() { Ok(()) } else { Err(format!("{open:?} are left open")) }
    }

    #[test]
    fn time_grows_with_the_text_and_not_faster() {
        let far_apart = [
            "a{{<",
            "> [!NOTE]\n\n",
            "[!INTERNAL] ",
            "\u{200B} ",
            "\\*",
            "{a|b",
            "`{a|b}",
            "](",
            "[^a",
            "<a ",
        ];
        let mut slow = Vec::new();
        let pairs = PIECES
            .iter()
            .enumerate()
            .map(|(index, piece)| format!("{piece}{}", PIECES[(index * 7 + 3) % PIECES.len()]));
        for pattern in
            PIECES.iter().map(|piece| (*piece).to_owned()).chain(pairs).chain(far_apart.map(str::to_owned))
        {
            let quarter = pattern.repeat(8_000 / pattern.len());
            let whole = pattern.repeat(32_000 / pattern.len());
            // Linear work takes 4 times as long for 4 times the text, quadratic work 16 times. The system's
            // clock has steps of some milliseconds, so quick texts pass and the best of a few tries counts.
            let (mut best_quarter, mut best_whole) = (Duration::MAX, Duration::MAX);
            let grows_faster = (0..5).all(|_| {
                best_whole = best_whole.min(time_to_read(&whole));
                best_whole > Duration::from_millis(30) && {
                    best_quarter = best_quarter.min(time_to_read(&quarter));
                    best_whole >= best_quarter * 8
                }
            });
            if grows_faster {
                slow.push(format!(
                    "{pattern:?}: {best_quarter:?} becomes {best_whole:?} for 4 times the text"
                ));
            }
        }
        assert!(slow.is_empty(), "{}", slow.join("\n"));
    }

    fn time_to_read(text: &str) -> Duration {
        let (start, wall) = (time_of_thread(), Instant::now());
        let (body, _) = read(text, true);
        let html = html(&body, PLAIN_PAGE);
        std::hint::black_box((html, body.plain_text()));
        match (start, time_of_thread()) {
            (Some(start), Some(end)) => end.saturating_sub(start),
            _ => wall.elapsed(),
        }
    }

    /// How long this thread has been computing, where the system says so (Linux): on a busy machine the
    /// clock on the wall counts what others do.
    fn time_of_thread() -> Option<Duration> {
        let statistics = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        statistics.split(' ').next()?.parse().ok().map(Duration::from_nanos)
    }

    #[test]
    fn depth_is_no_danger() {
        for (open, close) in
            [("> ", ""), ("- ", ""), ("[", "](x)"), ("![", "](x)"), ("*", "*"), ("「**", "**」")]
        {
            let text = format!("{}a{}", open.repeat(20_000), close.repeat(20_000));
            let (body, _) = read(&text, true);
            check(&html(&body, PLAIN_PAGE)).expect("nested elements");
        }
    }
}

mod cases {
    use super::*;

    struct Case {
        name: String,
        /// The line of the file on which the text begins.
        line: usize,
        text: String,
        html: String,
        complaints: Vec<String>,
    }

    /// The cases of a file: `## name`, a fence with the text, lines `// complaint`, a fence with the HTML. The
    /// fences are of four backticks, so that there may be fences of three in the text.
    fn cases(manual: &str) -> Vec<Case> {
        let mut cases = Vec::new();
        let mut name = String::new();
        let mut lines = manual.lines().enumerate();
        while let Some((number, line)) = lines.next() {
            if let Some(heading) = line.strip_prefix("## ") {
                heading.clone_into(&mut name);
            } else if let Some(comment) = line.strip_prefix("// ") {
                let case: &mut Case = cases.last_mut().expect("a complaint stands under a text");
                case.complaints.push(comment.to_owned());
            } else if let Some(language) = line.strip_prefix("````") {
                let mut fenced = String::new();
                for (_, line) in lines.by_ref().take_while(|(_, line)| *line != "````") {
                    fenced.push_str(line);
                    fenced.push('\n');
                }
                match language {
                    "html" => cases.last_mut().expect("the HTML stands under a text").html = fenced,
                    _ => cases.push(Case {
                        name: name.clone(),
                        line: number + 2,
                        text: fenced,
                        html: String::new(),
                        complaints: Vec::new(),
                    }),
                }
            }
        }
        cases
    }

    /// The manual with what really comes of its texts. Everything else stays.
    fn rewritten(manual: &str) -> String {
        let mut out = String::new();
        let mut cases = cases(manual).into_iter();
        let mut lines = manual.lines();
        while let Some(line) = lines.next() {
            if line.starts_with("// ") {
                continue;
            }
            if line == "````html" {
                lines.by_ref().find(|line| *line == "````");
                continue;
            }
            out.push_str(line);
            out.push('\n');
            if line.starts_with("````") {
                for line in lines.by_ref() {
                    out.push_str(line);
                    out.push('\n');
                    if line == "````" {
                        break;
                    }
                }
                let (html, complaints) = outcome(&cases.next().expect("as many cases as texts").text);
                for complaint in complaints {
                    writeln!(out, "// {complaint}").expect("writing to a string");
                }
                write!(out, "````html\n{html}````\n").expect("writing to a string");
            }
        }
        out
    }

    fn outcome(text: &str) -> (String, Vec<String>) {
        let (body, diagnostics) = read(text, text.contains("[!INTERNAL]"));
        let source = SourceFile::new(SourcePath::new("a.md"), text.as_bytes());
        let at = |place: &Place| {
            let (line, column) = source.line_and_column(place.span.map_or(0, |span| span.start));
            format!("{line}:{column}")
        };
        let complaints = diagnostics
            .iter()
            .map(|diagnostic| {
                let notes: Vec<String> = diagnostic
                    .notes
                    .iter()
                    .map(|note| format!(" ({} {})", at(&note.place), note.message.en))
                    .collect();
                format!(
                    "{} {} {}{}",
                    diagnostic.code,
                    at(&diagnostic.place),
                    diagnostic.message.en,
                    notes.concat()
                )
            })
            .collect();
        let mut html = html(&body, PLAIN_PAGE);
        if !html.is_empty() && !html.ends_with('\n') {
            html.push('\n');
        }
        (html, complaints)
    }

    fn manuals() -> Vec<PathBuf> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/markdown");
        let mut files: Vec<PathBuf> = fs::read_dir(&folder)
            .expect("the folder of the cases")
            .map(|entry| entry.expect("an entry").path())
            .collect();
        files.sort();
        files
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the tests' own switch, no business of the program")]
    fn every_case_comes_out_as_written() {
        let updates = std::env::var("UPDATE_EXPECTED").is_ok();
        let mut wrong = String::new();
        for file in manuals() {
            let manual = fs::read_to_string(&file).expect("a readable case file");
            if updates {
                fs::write(&file, rewritten(&manual)).expect("a writable case file");
                continue;
            }
            for case in cases(&manual) {
                let (html, complaints) = outcome(&case.text);
                if html != case.html || complaints != case.complaints {
                    let place = format!("{}:{}: {}", file.display(), case.line, case.name);
                    writeln!(
                        wrong,
                        "{place}\n--- expected\n{}{}\n--- but it is\n{html}{}\n",
                        case.html,
                        case.complaints.join("\n"),
                        complaints.join("\n"),
                    )
                    .expect("writing to a string");
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong}If this is right, run the test once with UPDATE_EXPECTED=1.");
    }

    #[test]
    fn every_complaint_is_said_in_both_languages_with_a_way_out() {
        // What is quoted from the text may be in any language.
        let own_words = |text: &str| text.split('`').step_by(2).collect::<String>();
        let is_japanese =
            |text: &str| own_words(text).contains(|character| matches!(character, '\u{3040}'..'\u{A000}'));
        for file in manuals() {
            for case in cases(&fs::read_to_string(&file).expect("a readable case file")) {
                for diagnostic in read(&case.text, true).1 {
                    let message = &diagnostic.message;
                    assert!(is_japanese(&message.ja) && !message.ja.ends_with('。'), "{}", message.ja);
                    assert!(!is_japanese(&message.en) && !message.en.ends_with('.'), "{}", message.en);
                    assert!(diagnostic.help.is_some() || !diagnostic.notes.is_empty(), "{}", message.en);
                }
            }
        }
    }
}
