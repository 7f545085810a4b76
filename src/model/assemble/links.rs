//! Where the links and images of every text lead.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Bilingual, Cause, Diagnostic, Help, nearest};
use crate::markdown::{Body, Link};
use crate::model::{HeldBack, Site, Subject, Target, relative};
use crate::parse::{Layout, TextDocument};
use crate::records::{Facts, wrong_host};
use crate::rules;
use crate::source::{Place, SourcePath, Sources, Span};
use crate::values::{Language, web_address};

/// What a file is that a link in a text can name.
enum Named {
    /// What a page is made of.
    Page(Subject),
    /// A translation, and the authoritative file to link to instead.
    Translation(SourcePath),
}

/// Every file that a link in a text can name.
fn named(site: &Site) -> HashMap<SourcePath, Named> {
    let mut named = HashMap::with_capacity(site.measures.len() * site.languages.count() * 9 / 8);
    for (subject, texts) in site.subjects_with_texts() {
        if let Some(text) = texts.authoritative() {
            let path = &text.document.path;
            named.insert(path.clone(), Named::Page(subject));
            for translation in texts.translations() {
                named.insert(translation.document.path.clone(), Named::Translation(path.clone()));
            }
        }
        // A city or plan is a page even without an introduction of its own.
        for record in record_paths(site, subject) {
            named.entry(record).or_insert(Named::Page(subject));
        }
    }
    named
}

/// The record of a city or plan, and the introduction that it may have.
fn record_paths(site: &Site, subject: Subject) -> Vec<SourcePath> {
    let record = match subject {
        Subject::City(city) => &site[city].path,
        Subject::Plan(plan) => &site[plan].path,
        _ => return Vec::new(),
    };
    vec![record.clone(), SourcePath::new(format!("{}/_index.md", record.folder()))]
}

/// Resolves every link and image of every text. `layout` names every file.
pub(super) fn resolve(
    site: &mut Site,
    layout: &Layout,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let resolver = Resolver { site, named: named(site), layout, sources };
    let menu = resolver.menu(diagnostics);
    let mut resolved: Vec<(Subject, usize, Vec<Target>, Vec<Target>)> = Vec::new();
    for (subject, texts) in site.subjects_with_texts() {
        for (at, text) in texts.all().enumerate() {
            let (document, body) = (&text.document, &text.document.body);
            if body.links.is_empty() && body.images.is_empty() {
                continue;
            }
            let links = body.links.iter().map(|link| resolver.link(document, link, diagnostics)).collect();
            let images = body
                .images
                .iter()
                .map(|image| resolver.asset(document, &image.source, image.span, diagnostics))
                .collect();
            resolved.push((subject, at, links, images));
        }
    }
    site.menu_targets = menu;
    for (subject, at, links, images) in resolved {
        if let Some(text) = site.texts_mut(subject).all_mut().nth(at) {
            (text.targets, text.images) = (links, images);
        }
    }
}

struct Resolver<'a> {
    site: &'a Site,
    named: HashMap<SourcePath, Named>,
    layout: &'a Layout,
    sources: &'a Sources,
}

impl Resolver<'_> {
    /// Where the items of the site's menu lead, as links in a text beside `site.toml` would. An item that leads to
    /// a page of the internal edition, or of a later day, is in the menu where the page is.
    fn menu(&self, diagnostics: &mut Vec<Diagnostic>) -> Vec<Target> {
        let document = TextDocument {
            path: SourcePath::new("content/site.toml"),
            language: Language::AUTHORITATIVE,
            front: Span::new(0, 0),
            title: None,
            title_fingerprint: None,
            description: None,
            facts: Facts::Index(Default::default()),
            body: Body::default(),
        };
        let items = self.site.record.menu.iter();
        items
            .map(|item| {
                let destination = item.link.to_string();
                let file = destination.split('#').next().unwrap_or_default();
                let path = linked_file(document.path.folder(), file);
                let reason = path.and_then(|path| self.site.edition.held_back.reason(&path));
                if matches!(reason, Some(HeldBack::Internal | HeldBack::Until(_))) {
                    return Target::Broken;
                }
                let span = item.link.span;
                let text = item.label.authoritative().to_owned();
                self.link(&document, &Link { destination, destination_span: span, span, text }, diagnostics)
            })
            .collect()
    }

    fn link(&self, document: &TextDocument, link: &Link, diagnostics: &mut Vec<Diagnostic>) -> Target {
        let destination = link.destination.as_str();
        if let Some(id) = destination.strip_prefix('#') {
            return self.heading_here(document, link, id, diagnostics);
        }
        if destination.contains(':') && !destination.starts_with("@/") {
            return elsewhere(document, link, diagnostics);
        }
        let (file, heading) = split_place(destination);
        if !file.ends_with(".md") {
            return self.asset(document, destination, link.destination_span, diagnostics);
        }
        let Some(path) = linked_file(document.path.folder(), file) else {
            diagnostics.push(self.missing_page(document, link, file));
            return Target::Broken;
        };
        if let Some(reason) = self.site.edition.held_back.reason_beyond(&path, &document.path) {
            diagnostics.push(link_to_held_back(document, link, file, reason));
        }
        match self.named.get(&path) {
            Some(Named::Page(subject)) => self.heading(document, link, *subject, heading, diagnostics),
            Some(Named::Translation(original)) => {
                diagnostics.push(link_to_translation(document, link, file, original));
                Target::Broken
            }
            // It has errors of its own, or is held back.
            None if self.site.edition.held_back.reason(&path).is_some() => Target::Broken,
            None if self.layout.contains_key(&path) => Target::Broken,
            None => {
                diagnostics.push(self.missing_page(document, link, file));
                Target::Broken
            }
        }
    }

    fn heading_here(
        &self,
        document: &TextDocument,
        link: &Link,
        id: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Target {
        let headings: Vec<&str> = document.body.headings.iter().map(|heading| heading.id.as_str()).collect();
        if headings.contains(&id) {
            return Target::Heading(id.to_owned());
        }
        diagnostics.push(missing_heading(document, link, id, &headings, None));
        Target::Broken
    }

    fn heading(
        &self,
        document: &TextDocument,
        link: &Link,
        subject: Subject,
        heading: Option<&str>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Target {
        let Some(id) = heading else { return Target::Page(subject, None) };
        let page = self.site.texts(subject).authoritative().map(|text| &text.document);
        let headings = page.into_iter().flat_map(|page| &page.body.headings);
        let headings: Vec<&str> = headings.map(|heading| heading.id.as_str()).collect();
        if headings.contains(&id) {
            return Target::Page(subject, Some(id.to_owned()));
        }
        diagnostics.push(missing_heading(document, link, id, &headings, page.map(|page| &page.path)));
        Target::Broken
    }

    fn asset(
        &self,
        document: &TextDocument,
        file: &str,
        span: Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Target {
        if file.starts_with("https://") || file.starts_with("http://") {
            diagnostics.push(
                Diagnostic::new(
                    rules::LINK_REMOTE_IMAGE,
                    Place::at(&document.path, span),
                    "他のサイトの画像は使えません（閉域網で表示できません）",
                    "a picture from another site cannot be shown on a closed network",
                )
                .help("画像を content/ の中に置いてください", "put the picture into content/"),
            );
            return Target::Broken;
        }
        match linked_asset(self.sources, document.path.folder(), file) {
            Ok((path, place)) => {
                diagnostics.extend(place.and_then(|place| wrong_place(document, span, &path, place)));
                Target::Asset(path, place.map(str::to_owned))
            }
            Err(nearest) => {
                let nearest = nearest.map(|name| as_destination(&name));
                let page = self.page_of(document, file);
                diagnostics.push(missing_file(document, span, file, page.or(nearest)));
                Target::Broken
            }
        }
    }

    /// The page whose published address a link names, or its file in capital letters or with a slip in its ending.
    fn page_of(&self, document: &TextDocument, destination: &str) -> Option<String> {
        let small = destination.to_lowercase();
        let (file, heading) = split_place(&small);
        let (stem, ending) = file.rsplit_once('.')?;
        let is_page = ending.len() <= "md".len() || nearest(ending, ["html", "markdown"]).is_some();
        let file = Some(format!("{stem}.md")).filter(|_| is_page)?;
        let path = linked_file(document.path.folder(), &with_slashes(&file))?;
        let heading = heading.map_or_else(String::new, |heading| format!("#{heading}"));
        matches!(self.named.get(&path), Some(Named::Page(_))).then(|| format!("{file}{heading}"))
    }

    fn missing_page(&self, document: &TextDocument, link: &Link, file: &str) -> Diagnostic {
        let diagnostic = Diagnostic::new(
            rules::LINK_MISSING_PAGE,
            Place::at(&document.path, link.destination_span),
            format!("ページ `{file}` がありません"),
            format!("no page `{file}`"),
        )
        .help_if(made_by_shirube(file, self.site.is_collection()))
        .help_if(self.suggest(document, link, &with_slashes(file)))
        .help_if(backslash(file))
        .help(
            "content/ の中のファイルを `../measures/x.md` や `@/市/計画/measures/x.md` の形で書きます",
            "name a file of content/ as `../measures/x.md` or `@/city/plan/measures/x.md`",
        );
        linked_file(document.path.folder(), file)
            .map(Cause::File)
            .into_iter()
            .fold(diagnostic, Diagnostic::caused_by)
    }

    /// The page whose path from here is nearest to what was written, in the form it was written; a page of the
    /// same name in another folder; or the page that a path from the top names.
    fn suggest(&self, document: &TextDocument, link: &Link, file: &str) -> Option<Help> {
        let pages = self.named.iter().filter(|(_, named)| matches!(named, Named::Page(_)));
        let mut pages: Vec<&SourcePath> =
            pages.map(|(path, _)| path).filter(|path| path.as_str().ends_with(".md")).collect();
        // Of two that are as near, always the same.
        pages.sort();
        let from_top = |path: &SourcePath| format!("@/{}", path.as_str().trim_start_matches("content/"));
        let from_here = |path: &SourcePath| relative(document.path.as_str(), path.as_str());
        let spelled: Vec<String> = match file.strip_prefix('/') {
            Some(_) => pages.iter().map(|path| from_top(path)).collect(),
            None if file.starts_with("@/") => pages.iter().map(|path| from_top(path)).collect(),
            None => pages.iter().map(|path| from_here(path)).collect(),
        };
        let wanted = if file.starts_with('/') { format!("@{file}") } else { file.to_owned() };
        let namesakes = || {
            let mut same = pages
                .iter()
                .filter(|path| path.name() == SourcePath::new(file).name() && path.name() != "_index.md");
            same.next().filter(|_| same.next().is_none()).map(|path| from_here(path))
        };
        let found =
            nearest(&wanted, spelled.iter().map(String::as_str)).map(str::to_owned).or_else(namesakes)?;
        let heading =
            link.destination.split_once('#').map_or_else(String::new, |(_, heading)| format!("#{heading}"));
        Some(Help::did_you_mean(&format!("{found}{heading}")))
    }
}

/// A link that leaves the site.
fn elsewhere(document: &TextDocument, link: &Link, diagnostics: &mut Vec<Diagnostic>) -> Target {
    let written = link.destination.as_str();
    let scheme = written.split(':').next().unwrap_or_default().to_ascii_lowercase();
    if !["http", "https"].contains(&scheme.as_str()) {
        return Target::Elsewhere(written.to_owned());
    }
    match web_address(written) {
        Ok(address) => Target::Elsewhere(address),
        Err(wrong) => {
            let place = Place::at(&document.path, link.destination_span);
            diagnostics.push(wrong_host(place, written, wrong));
            Target::Broken
        }
    }
}

/// Pages without a file of their own, which no link in a text can name, and how readers come to them.
fn made_by_shirube(file: &str, is_collection: bool) -> Option<Bilingual> {
    if file.starts_with("@/compare/") || file.contains("../compare/") {
        return Some(if is_collection {
            Bilingual::new(
                "自治体を比べるページには、メニューの「比べる」からつながります。文中にリンクは書けません",
                "the comparison of cities is reached by the menu: a text cannot link to it",
            )
        } else {
            Bilingual::new(
                "一つの自治体のサイトに、自治体を比べるページはありません。このリンクを消してください",
                "a city's own site has no comparison of cities: take the link out",
            )
        });
    }
    if file.starts_with("@/measures/") {
        return Some(Bilingual::new(
            "取組の一覧には、メニューの「取組を探す」からつながります。文中にリンクは書けません",
            "the lists of measures are reached by the menu: a text cannot link to them",
        ));
    }
    if file.contains("departments/") {
        return Some(Bilingual::new(
            "所管課のページには、取組の所管課の欄から自動でつながります。文中では課の名前だけを書いてください",
            "department pages are linked from the measures that name the department: in a text, write its name only",
        ));
    }
    let name = file.rsplit('/').next().unwrap_or(file);
    nearest(name, ["glossary.md"]).map(|_| {
        Bilingual::new(
            "用語集の用語には、文中の語から自動でつながります。リンクは要りません",
            "words of the glossary are linked automatically where a text uses them: no link is needed",
        )
    })
}

/// The path that a link in a folder names; `None` if it leaves `content/`.
pub fn linked_file(folder: &str, link: &str) -> Option<SourcePath> {
    let mut names: Vec<&str> = Vec::new();
    let whole = match link.strip_prefix("@/") {
        Some(from_top) => format!("content/{from_top}"),
        None => format!("{folder}/{link}"),
    };
    for name in whole.split('/') {
        match name {
            "." | "" => {}
            ".." => {
                names.pop()?;
            }
            name => names.push(name),
        }
    }
    (names.first() == Some(&"content")).then(|| SourcePath::new(names.join("/")))
}

/// The file that a destination in a folder names and the place in it, or the nearest name in the same folder.
/// Names of files hold `#`, spaces and `%`: what is there as it is written is what was meant, and then what a
/// browser would look for.
fn linked_asset<'d>(
    sources: &Sources,
    folder: &str,
    destination: &'d str,
) -> Result<(SourcePath, Option<&'d str>), Option<String>> {
    let (file, place) = split_place(destination);
    let decoded = percent_decode_str(file).decode_utf8_lossy();
    let known = |name: &str| asset_at(sources, folder, name).ok();
    let as_written = known(destination).map(|path| (path, None));
    as_written
        .or_else(|| known(file).map(|path| (path, place)))
        .or_else(|| known(&decoded).map(|path| (path, place)))
        .ok_or_else(|| {
            asset_at(sources, folder, &with_slashes(&decoded))
                .map_or_else(|near| near, |_| Some(with_slashes(&decoded)))
        })
}

/// A destination's file, and what stands behind its `#`.
fn split_place(destination: &str) -> (&str, Option<&str>) {
    match destination.split_once('#') {
        Some((file, place)) => (file, Some(place)),
        None => (destination, None),
    }
}

/// A file's name as a destination that leads to it: what has a meaning in Markdown is percent-encoded, and the rest
/// stays legible.
fn as_destination(name: &str) -> String {
    let mut destination = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            ' ' | '#' | '%' | '<' | '>' | '(' | ')' => {
                destination.push_str(&format!("%{:02X}", u32::from(character)))
            }
            _ => destination.push(character),
        }
    }
    destination
}

/// The sign between folders on Windows, which Japanese fonts show as a yen sign and some keyboards type as one.
const BACKSLASHES: [char; 2] = ['\\', '¥'];

fn with_slashes(file: &str) -> String {
    file.replace(BACKSLASHES, "/")
}

fn backslash(file: &str) -> Option<Bilingual> {
    file.contains(BACKSLASHES).then(|| {
        Bilingual::new("フォルダーの区切りは `/` で書きます", "write `/` between the names of folders")
    })
}

/// A place that no viewer of PDF files finds: `#3` and `#p3` are meant as pages (RFC 8118, section 3).
fn wrong_place(document: &TextDocument, span: Span, path: &SourcePath, place: &str) -> Option<Diagnostic> {
    let is_pdf = path.as_str().to_lowercase().ends_with(".pdf");
    let digits = place.trim_start_matches(|character: char| !character.is_numeric());
    let before = place[..place.len() - digits.len()].to_lowercase();
    let is_page = ["", "p", "p.", "p=", "pp", "page", "page-", "page_", "page:", "ページ", "頁"]
        .contains(&before.as_str());
    let number: u32 = digits.nfkc().collect::<String>().trim_end_matches(['頁', 'p']).parse().ok()?;
    if !is_pdf || !is_page || number == 0 {
        return None;
    }
    Some(
        Diagnostic::new(
            rules::LINK_FILE_PLACE,
            Place::at(&document.path, span),
            format!("`#{place}` では、PDFのページは開きません"),
            format!("`#{place}` opens no page of a PDF"),
        )
        .help_if(Some(Help::write(&format!("#page={number}")))),
    )
}

/// The file that a text in a folder names, or the nearest name in the same folder.
pub(super) fn asset_at(sources: &Sources, folder: &str, file: &str) -> Result<SourcePath, Option<String>> {
    let Some(path) = linked_file(folder, file) else { return Err(None) };
    if sources.assets.contains_key(&path) {
        return Ok(path);
    }
    let siblings = sources.assets.keys().filter(|other| other.folder() == path.folder());
    let name = nearest(path.name(), siblings.map(SourcePath::name));
    Err(name.map(|name| match file.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{name}"),
        None => name.to_owned(),
    }))
}

pub(super) fn missing_file(
    document: &TextDocument,
    span: Span,
    file: &str,
    nearest: Option<String>,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        rules::LINK_MISSING_FILE,
        Place::at(&document.path, span),
        format!("ファイル `{file}` がありません"),
        format!("no file `{file}`"),
    );
    let near = nearest.map(|name| Help::did_you_mean(&name));
    diagnostic.help_if(near).help_if(backslash(file)).help_if(not_a_file(file)).help(
        "ファイルを content/ の中に置くか、名前を確かめてください",
        "put the file into content/, or correct its name",
    )
}

/// What was probably meant by a destination that is no file.
fn not_a_file(file: &str) -> Option<Help> {
    if file.starts_with("www.") {
        return Some(Help::write(&format!("https://{file}")));
    }
    if file.ends_with('/') || file.rsplit('/').next().is_some_and(|name| name == "." || name == "..") {
        return Some(Help::from(Bilingual::new(
            "フォルダーではなく、その中のファイル（`_index.md` など）を書きます",
            "name a file in the folder, such as its `_index.md`",
        )));
    }
    file.ends_with(".html").then(|| {
        Help::from(Bilingual::new(
            "公開後のアドレスではなく、もとのファイル（`.md`）を書きます",
            "name the source file (`.md`), not the address it is published at",
        ))
    })
}

fn missing_heading(
    document: &TextDocument,
    link: &Link,
    id: &str,
    headings: &[&str],
    page: Option<&SourcePath>,
) -> Diagnostic {
    let there = headings.join("`, `#");
    let diagnostic = Diagnostic::new(
        rules::LINK_MISSING_HEADING,
        Place::at(&document.path, link.destination_span),
        format!("リンク先に見出し `#{id}` がありません"),
        format!("the page has no heading `#{id}`"),
    )
    .help_if(nearest(id, headings.iter().copied()).map(|name| Help::did_you_mean(&format!("#{name}"))))
    .help_if(match headings {
        [] => None,
        [only] => {
            Some(Bilingual::new(format!("あるのは `#{only}` だけです"), format!("there is only `#{only}`")))
        }
        _ => Some(Bilingual::new(format!("あるのは `#{there}` です"), format!("there are `#{there}`"))),
    });
    match page {
        Some(page) => diagnostic
            .note(Place::file(page), "リンク先のページ", "the page")
            .caused_by(Cause::Rule(page.clone(), rules::MARKDOWN_HEADING_ID)),
        None => diagnostic,
    }
}

fn link_to_held_back(document: &TextDocument, link: &Link, file: &str, reason: HeldBack) -> Diagnostic {
    let place = Place::at(&document.path, link.destination_span);
    let unpublished =
        |ja: String, en: String| Diagnostic::new(rules::LINK_UNPUBLISHED_PAGE, place.clone(), ja, en);
    match reason {
        HeldBack::Internal => Diagnostic::new(
            rules::LINK_INTERNAL_PAGE,
            place,
            format!("`{file}` は内部向けのページで、公開版にはありません"),
            format!("`{file}` is for the internal audience and not part of the public site"),
        )
        .help(
            "リンクを `> [!INTERNAL]` の中に移すか、リンク先を公開にしてください",
            "move the link into a `> [!INTERNAL]` block, or make the page public",
        ),
        HeldBack::NoPlan => unpublished(
            format!("`{file}` の自治体は、公開する計画がまだないので、公開されません"),
            format!("`{file}` is not published: no plan of this city is yet"),
        )
        .help(
            "計画を公開するまで、リンクを外してください（文字だけを残せます）",
            "take the link out until a plan is published: the words can stay",
        ),
        HeldBack::Draft => unpublished(
            format!("`{file}` は下書きで、公開されません"),
            format!("`{file}` is a draft and is not published"),
        )
        .help(
            "リンク先か、それを含む計画から `draft = true` を消すか、公開するまでリンクを外してください",
            "take `draft = true` out of that file or of its plan, or take the link out until then",
        ),
        HeldBack::Until(day) => unpublished(
            format!("`{file}` は{}に公開されるページで、まだありません", day.japanese()),
            format!("`{file}` is not published before {}", day.english()),
        )
        .help(
            "リンク元も同じ日まで `publish` で控えるか、その日までリンクを外してください。今日の日付で公開するには `--as-of today` を付けます",
            "hold this page back too with `publish`, or take the link out until that day; `--as-of today` builds by today's date",
        ),
    }
}

fn link_to_translation(
    document: &TextDocument,
    link: &Link,
    file: &str,
    original: &SourcePath,
) -> Diagnostic {
    let instead = relative(document.path.as_str(), original.as_str());
    Diagnostic::new(
        rules::LINK_TRANSLATION,
        Place::at(&document.path, link.destination_span),
        format!("`{file}` は訳のファイルです"),
        format!("`{file}` is a translation"),
    )
    .help_if(Some(
        Help::from(Bilingual::new(
            format!("原文の `{instead}` と書きます。読者の言語のページに自動でつながります"),
            format!("write `{instead}`: readers are led to the page in their language"),
        ))
        .proposing(instead),
    ))
}
