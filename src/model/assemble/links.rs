//! Where the links and images of every text lead.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Words, nearest};
use crate::markdown::Link;
use crate::model::{Site, Subject, Target, Text, relative};
use crate::parse::{Layout, TextDocument};
use crate::source::{Place, SourcePath, Sources, Span};

/// What a link in a text can name: Markdown files and the pages made of them.
pub(super) struct Places {
    pages: BTreeMap<SourcePath, Subject>,
    /// Files that exist but became no page, because they have errors or are not for this audience.
    others: BTreeMap<SourcePath, ()>,
    /// The ids of the headings of each page, in the authoritative text.
    headings: BTreeMap<Subject, Vec<String>>,
    /// Pages that are left out because they are for the internal audience.
    internal: BTreeSet<SourcePath>,
    /// Translations, and the authoritative files to link to instead.
    translations: BTreeMap<SourcePath, SourcePath>,
}

impl Places {
    pub(super) fn of(site: &Site, layout: &Layout, internal: BTreeSet<SourcePath>) -> Self {
        let mut places = Self {
            pages: BTreeMap::new(),
            others: layout.keys().map(|path| (path.clone(), ())).collect(),
            headings: BTreeMap::new(),
            internal,
            translations: BTreeMap::new(),
        };
        for subject in site.subjects() {
            let Some(texts) = site.texts(subject) else { continue };
            if let Some(text) = texts.authoritative() {
                let path = &text.document.path;
                let headings = text.document.body.headings.iter().map(|heading| heading.id.clone()).collect();
                places.pages.insert(path.clone(), subject);
                places.headings.insert(subject, headings);
                for translation in texts.translations() {
                    places.translations.insert(translation.document.path.clone(), path.clone());
                }
            }
            // A city or plan is a page even without an introduction of its own.
            for record in record_paths(site, subject) {
                places.pages.entry(record).or_insert(subject);
            }
        }
        places
    }
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

/// Resolves every link and image of every text.
pub(super) fn resolve(
    site: &mut Site,
    places: &Places,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let resolver = Resolver { places, sources };
    let each = |text: &mut Text, diagnostics: &mut Vec<Diagnostic>| {
        let document = text.document.clone();
        text.targets =
            document.body.links.iter().map(|link| resolver.link(&document, link, diagnostics)).collect();
        text.images = document
            .body
            .images
            .iter()
            .map(|image| resolver.asset(&document, &image.source, image.span, diagnostics))
            .collect();
    };
    for_each_text(site, |text| each(text, diagnostics));
}

/// Every text of the site.
pub(super) fn for_each_text(site: &mut Site, mut each: impl FnMut(&mut Text)) {
    let texts = std::iter::once(&mut site.home)
        .chain(site.cities.iter_mut().map(|city| &mut city.texts))
        .chain(site.plans.iter_mut().map(|plan| &mut plan.texts))
        .chain(site.chapters.iter_mut().map(|chapter| &mut chapter.texts))
        .chain(site.measures.iter_mut().map(|measure| &mut measure.texts))
        .chain(site.free_pages.iter_mut().map(|page| &mut page.texts));
    for texts in texts {
        texts.all_mut().for_each(&mut each);
    }
}

struct Resolver<'a> {
    places: &'a Places,
    sources: &'a Sources,
}

impl Resolver<'_> {
    fn link(&self, document: &TextDocument, link: &Link, diagnostics: &mut Vec<Diagnostic>) -> Target {
        let destination = link.destination.as_str();
        if let Some(id) = destination.strip_prefix('#') {
            return self.heading_here(document, link, id, diagnostics);
        }
        if destination.contains(':') && !destination.starts_with("@/") {
            return Target::Elsewhere;
        }
        let (file, heading) = match destination.split_once('#') {
            Some((file, heading)) => (file, Some(heading)),
            None => (destination, None),
        };
        if !file.ends_with(".md") {
            return self.asset(document, file, link.destination_span, diagnostics);
        }
        let Some(path) = resolve_path(document.path.folder(), file) else {
            diagnostics.push(self.missing_page(document, link, file));
            return Target::Broken;
        };
        if let Some(original) = self.places.translations.get(&path) {
            diagnostics.push(link_to_translation(document, link, file, original));
            return Target::Broken;
        }
        match self.places.pages.get(&path) {
            Some(subject) => self.heading(document, link, *subject, heading, diagnostics),
            None if self.places.internal.contains(&path) => {
                diagnostics.push(link_to_internal(document, link, file));
                Target::Broken
            }
            None if self.places.others.contains_key(&path) => Target::Broken,
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
        let headings: Vec<&str> =
            self.places.headings.get(&subject).into_iter().flatten().map(String::as_str).collect();
        if headings.contains(&id) {
            return Target::Page(subject, Some(id.to_owned()));
        }
        let page = self.places.pages.iter().find(|(_, known)| **known == subject).map(|(path, _)| path);
        diagnostics.push(missing_heading(document, link, id, &headings, page));
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
                Diagnostic::error(
                    "link.remote-image",
                    Place::at(&document.path, span),
                    "他のサイトの画像は使えません（閉域網で表示できません）",
                    "a picture from another site cannot be shown on a closed network",
                )
                .help("画像を content/ の中に置いてください", "put the picture into content/"),
            );
            return Target::Broken;
        }
        match asset_at(self.sources, document.path.folder(), file) {
            Ok(path) => Target::Asset(path),
            Err(nearest) => {
                diagnostics.push(missing_file(document, span, file, nearest));
                Target::Broken
            }
        }
    }

    fn missing_page(&self, document: &TextDocument, link: &Link, file: &str) -> Diagnostic {
        Diagnostic::error(
            "link.missing-page",
            Place::at(&document.path, link.destination_span),
            format!("ページ `{file}` がありません"),
            format!("no page `{file}`"),
        )
        .help_if(made_by_shirube(file))
        .help_if(self.suggest(document, link, file))
        .help(
            "content/ の中のファイルを `../measures/x.md` や `@/市/計画/measures/x.md` の形で書きます",
            "name a file of content/ as `../measures/x.md` or `@/city/plan/measures/x.md`",
        )
    }

    /// The page whose path from here is nearest to what was written, in the form it was written; a page of the
    /// same name in another folder; or the page that a path from the top names.
    fn suggest(&self, document: &TextDocument, link: &Link, file: &str) -> Option<Words> {
        let pages: Vec<&SourcePath> =
            self.places.pages.keys().filter(|path| path.as_str().ends_with(".md")).collect();
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
        Some(Words::new(
            format!("`{found}{heading}` ではありませんか"),
            format!("did you mean `{found}{heading}`?"),
        ))
    }
}

/// Pages without a file of their own, which no link in a text can name, and how readers come to them.
fn made_by_shirube(file: &str) -> Option<Words> {
    if file.contains("departments/") {
        return Some(Words::new(
            "所管課のページには、取組の所管課の欄から自動でつながります。文中では課の名前だけを書いてください",
            "department pages are linked from the measures that name the department: in a text, write its name only",
        ));
    }
    let name = file.rsplit('/').next().unwrap_or(file);
    nearest(name, ["glossary.md"]).map(|_| {
        Words::new(
            "用語集の用語には、文中の語から自動でつながります。リンクは要りません",
            "words of the glossary are linked automatically where a text uses them: no link is needed",
        )
    })
}

/// The path that a link in a folder names; `None` if it leaves `content/`.
fn resolve_path(folder: &str, link: &str) -> Option<SourcePath> {
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

/// The file that a text in a folder names, or the nearest name in the same folder.
pub(super) fn asset_at(sources: &Sources, folder: &str, file: &str) -> Result<SourcePath, Option<String>> {
    let Some(path) = resolve_path(folder, file) else { return Err(None) };
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
    let complaint = Diagnostic::error(
        "link.missing-file",
        Place::at(&document.path, span),
        format!("ファイル `{file}` がありません"),
        format!("no file `{file}`"),
    );
    let near = nearest
        .map(|name| Words::new(format!("`{name}` ではありませんか"), format!("did you mean `{name}`?")));
    complaint.help_if(near).help_if(not_a_file(file))
}

/// What was probably meant by a destination that is no file.
fn not_a_file(file: &str) -> Option<Words> {
    if file.starts_with("www.") {
        return Some(Words::new(
            format!("`https://{file}` と書いてください"),
            format!("write `https://{file}`"),
        ));
    }
    if file.ends_with('/') || file.rsplit('/').next().is_some_and(|name| name == "." || name == "..") {
        return Some(Words::new(
            "フォルダーではなく、その中のファイル（`_index.md` など）を書きます",
            "name a file in the folder, such as its `_index.md`",
        ));
    }
    file.ends_with(".html").then(|| {
        Words::new(
            "公開後のアドレスではなく、もとのファイル（`.md`）を書きます",
            "name the source file (`.md`), not the address it is published at",
        )
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
    let complaint =
        Diagnostic::error(
            "link.missing-heading",
            Place::at(&document.path, link.destination_span),
            format!("リンク先に見出し `#{id}` がありません"),
            format!("the page has no heading `#{id}`"),
        )
        .help_if(nearest(id, headings.iter().copied()).map(|name| {
            Words::new(format!("`#{name}` ではありませんか"), format!("did you mean `#{name}`?"))
        }))
        .help_if(match headings {
            [] => None,
            [only] => {
                Some(Words::new(format!("あるのは `#{only}` だけです"), format!("there is only `#{only}`")))
            }
            _ => Some(Words::new(format!("あるのは `#{there}` です"), format!("there are `#{there}`"))),
        });
    match page {
        Some(page) => complaint.note(Place::file(page), "リンク先のページ", "the page"),
        None => complaint,
    }
}

fn link_to_internal(document: &TextDocument, link: &Link, file: &str) -> Diagnostic {
    Diagnostic::error(
        "link.internal-page",
        Place::at(&document.path, link.destination_span),
        format!("`{file}` は内部向けのページで、公開版にはありません"),
        format!("`{file}` is for the internal audience and not part of the public site"),
    )
    .help(
        "リンクを `> [!INTERNAL]` の中に移すか、リンク先を公開にしてください",
        "move the link into a `> [!INTERNAL]` block, or make the page public",
    )
}

fn link_to_translation(
    document: &TextDocument,
    link: &Link,
    file: &str,
    original: &SourcePath,
) -> Diagnostic {
    let instead = relative(document.path.as_str(), original.as_str());
    Diagnostic::error(
        "link.translation",
        Place::at(&document.path, link.destination_span),
        format!("`{file}` は訳のファイルです"),
        format!("`{file}` is a translation"),
    )
    .help(
        format!("原文の `{instead}` と書きます。読者の言語のページに自動でつながります"),
        format!("write `{instead}`: readers are led to the page in their language"),
    )
}
