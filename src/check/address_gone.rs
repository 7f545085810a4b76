//! `address.gone`: a page of the last published output that is not there any more.
//!
//! Whoever has its address, in a bookmark or on another site, is told that there is nothing. Where the page got
//! another name, one line keeps the address working; it is worked out from what was published and what is now. Only a
//! build knows what was published, so only a build says it, once.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Bilingual, Diagnostic, nearest};
use crate::model::{HeldBack, Site};
use crate::pages::{self, PageId};
use crate::rules;
use crate::source::{Place, SourcePath};
use crate::values::Language;

/// A page that was published and is not any more.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct GonePage {
    /// Its file below the output folder.
    pub address: String,
    /// Its HTML as it was published, where it can still be read.
    pub html: Option<String>,
}

/// What there is to say of pages that are gone. `was_there` says of a file whether it was published before.
pub fn gone(site: &Site, gone: &[GonePage], was_there: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
    let (translations, left) = in_languages(site, gone);
    let mut search = Search::of(site, was_there);
    let (held_back, left) = split(left, |page| reason(site, page));
    let mut found: Vec<Diagnostic> =
        held_back.iter().map(|(reason, pages)| not_published(*reason, pages)).collect();
    let (folders, mut left) = split(left, |page| folder_that_is_gone(site, page));
    for (folder, pages) in &folders {
        let (note, still_gone) = search.folder(folder, pages);
        found.push(note);
        left.extend(still_gone);
    }
    let (made, left) = split(left, |page| is_made_of_records(page.name).then_some(()));
    found.extend(made.values().map(|pages| made_of_records(pages)));
    found.extend(left.iter().map(|page| search.page(page, &left)));
    found.extend(translations.iter().map(|(folder, count)| in_language(folder, *count)));
    found
}

/// The pages that a question has the same answer for, and those that it has none for.
fn split<'a, Answer: Ord>(
    pages: Vec<Gone<'a>>,
    ask: impl Fn(&Gone<'a>) -> Option<Answer>,
) -> (BTreeMap<Answer, Vec<Gone<'a>>>, Vec<Gone<'a>>) {
    let mut answered: BTreeMap<Answer, Vec<Gone<'a>>> = BTreeMap::new();
    let mut left = Vec::new();
    for page in pages {
        match ask(&page) {
            Some(answer) => answered.entry(answer).or_default().push(page),
            None => left.push(page),
        }
    }
    (answered, left)
}

/// How many pages are gone in each folder of a language, and the others without `.html`. What is gone in every
/// language is said once.
fn in_languages<'a>(site: &Site, gone: &'a [GonePage]) -> (BTreeMap<&'a str, usize>, Vec<Gone<'a>>) {
    let mut folders = BTreeMap::new();
    let mut others = Vec::new();
    let addresses: BTreeSet<&str> = gone.iter().map(|page| page.address.as_str()).collect();
    for page in gone {
        let Some(name) = page.address.strip_suffix(".html") else { continue };
        let twin = page.address.split_once('/');
        match twin {
            // The original is still there: the language was taken out, or the translation of the page.
            Some((folder, twin)) if pages::at(site, twin).is_some() => {
                *folders.entry(folder).or_default() += 1
            }
            Some((_, twin)) if addresses.contains(twin) => {}
            _ => others.push(Gone { name, page }),
        }
    }
    (folders, others)
}

/// A page that is gone, and its address without `.html`.
#[derive(Clone, Copy)]
struct Gone<'a> {
    name: &'a str,
    page: &'a GonePage,
}

impl Gone<'_> {
    /// Whether its title was this one. The title of a document begins with that of its page.
    fn was_called(&self, title: &str) -> bool {
        let html = self.page.html.as_deref().unwrap_or_default();
        let document = html.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
        let rest =
            document.and_then(|(words, _)| without_entities(words).strip_prefix(title).map(str::to_owned));
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    }

    /// The Markdown file that it was made of, if it was made of one.
    fn source(&self) -> SourcePath {
        let name = match self.name.strip_suffix("/index") {
            Some(folder) => format!("{folder}/_index"),
            None => self.name.to_owned(),
        };
        SourcePath::new(format!("content/{name}.md"))
    }
}

/// Text as it was before it became HTML.
fn without_entities(html: &str) -> String {
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2F;", "/"),
        ("&amp;", "&"),
    ];
    entities.iter().fold(html.to_owned(), |text, (entity, character)| text.replace(entity, character))
}

/// Why a page is held back that was published; nothing where it was taken out or renamed.
fn reason(site: &Site, page: &Gone<'_>) -> Option<HeldBack> {
    let names: Vec<&str> = page.name.split('/').collect();
    let record = |depth: usize, name: &str| {
        let folder = names.get(..depth)?.join("/");
        Some(SourcePath::new(format!("content/{folder}/{name}")))
    };
    let files = [Some(page.source()), record(2, "plan.toml"), record(1, "city.toml")];
    files.iter().flatten().find_map(|file| site.edition.held_back.reason(file))
}

/// The folder of a city or a plan that is gone with the page.
fn folder_that_is_gone(site: &Site, page: &Gone<'_>) -> Option<String> {
    let names: Vec<&str> = page.name.split('/').collect();
    let is_city = |id: &str| site.cities.iter().any(|city| city.id == id);
    match names[..] {
        [first, ..] if pages::KEPT_FOLDERS.contains(&first) => None,
        [city, "index"] | [city, "departments", _] | [city, _, "chapters" | "measures", _]
            if !is_city(city) =>
        {
            Some(city.to_owned())
        }
        [city, plan, "index" | "print" | "parallel" | "changes" | "summary"]
        | [city, plan, "chapters" | "measures", _] => {
            let folder = format!("{city}/{plan}");
            match (is_city(city), site.plan_named(&folder)) {
                (true, None) => Some(folder),
                (false, _) => Some(city.to_owned()),
                (true, Some(_)) => None,
            }
        }
        _ => None,
    }
}

/// Whether a page was one that Shirube makes of records, which takes no aliases.
fn is_made_of_records(name: &str) -> bool {
    let names: Vec<&str> = name.split('/').collect();
    match names[..] {
        [first, _, ..] if pages::KEPT_FOLDERS.contains(&first) => true,
        ["glossary" | "translations" | "404"] | [_, "translations"] | [_, "departments", _] => true,
        [_, "translations", part] => part.parse::<u32>().is_ok(),
        [_, _, last] => ["print", "parallel", "changes", "summary"].contains(&last),
        _ => false,
    }
}

/// A page that was not published before.
struct NewPage {
    name: String,
    title: String,
    /// The text or the record that takes its aliases.
    file: SourcePath,
    /// Where its title is written, where it is a text's.
    place: Place,
}

/// What may be the pages that are gone.
struct Search<'a> {
    site: &'a Site,
    /// Each leads from one former address at most.
    new: Vec<NewPage>,
}

impl<'a> Search<'a> {
    fn of(site: &'a Site, was_there: impl Fn(&str) -> bool) -> Self {
        let ids = pages::ids(site).into_iter();
        let new = ids.filter(|id| !was_there(&pages::address(site, *id, Language::AUTHORITATIVE)));
        Self { site, new: new.filter_map(|id| new_page(site, id)).collect() }
    }

    /// What there is to say of a folder, and the pages of it that are not in the one it may be now.
    fn folder<'g>(&mut self, folder: &str, gone: &[Gone<'g>]) -> (Diagnostic, Vec<Gone<'g>>) {
        let depth = folder.matches('/').count();
        let moved = |new: &str, page: &Gone<'_>| {
            let rest = page.name.strip_prefix(folder).unwrap_or_default();
            pages::at(self.site, &format!("{new}{rest}.html")).is_some()
        };
        let index = format!("{folder}/index");
        let title_of = gone.iter().find(|page| page.name == index);
        let best = self
            .new
            .iter()
            .filter_map(|page| Some((page, page.name.strip_suffix("/index")?)))
            .filter(|(_, new)| new.matches('/').count() == depth)
            .map(|(page, new)| (gone.iter().filter(|gone| moved(new, gone)).count(), page, new))
            .filter(|(found, page, _)| {
                *found * 2 > gone.len() || title_of.is_some_and(|index| index.was_called(&page.title))
            })
            .max_by_key(|(found, ..)| *found);
        let count = gone.len();
        let (ja, en) = (
            format!("公開していたフォルダー `{folder}/` のページ（{count} ページ）がなくなります"),
            format!("the {count} pages that were published in `{folder}/` are gone"),
        );
        let Some((_, page, new)) = best else {
            let place = Place::file(&SourcePath::new(format!("content/{folder}")));
            let record = if depth == 0 { "city.toml" } else { "plan.toml" };
            let note = Diagnostic::new(rules::ADDRESS_GONE, place, ja, en).help(
                format!("フォルダー名を変えたのなら、新しい `{record}` の1行目に `aliases = [\"/{folder}\"]` と書きます。取り下げたのなら、何も要りません"),
                format!("if the folder was renamed, write `aliases = [\"/{folder}\"]` as the first line of its `{record}`; if it was withdrawn, nothing is needed"),
            );
            return (note, Vec::new());
        };
        let still_gone = gone.iter().copied().filter(|gone| !moved(new, gone)).collect();
        let note = Diagnostic::new(rules::ADDRESS_GONE, page.place.clone(), ja, en);
        (note.help_if(Some(self.line(page, folder, new))), still_gone)
    }

    /// What there is to say of one page.
    fn page(&mut self, gone: &Gone<'_>, all: &[Gone<'_>]) -> Diagnostic {
        let (name, address) = (gone.name, &gone.page.address);
        let (ja, en) = (
            format!("公開していたページ `{address}` がなくなります"),
            format!("the page `{address}` that was published is gone"),
        );
        let Some(at) = self.renamed(gone, all) else {
            return Diagnostic::new(rules::ADDRESS_GONE, Place::file(&gone.source()), ja, en).help(
                format!("別の場所に移したのなら、移した先のページの前付けに `aliases = [\"/{name}\"]` と書きます。取り下げたのなら、何も要りません"),
                format!("if it moved, write `aliases = [\"/{name}\"]` in the front matter of the page that it is now; if it was withdrawn, nothing is needed"),
            );
        };
        let page = self.new.remove(at);
        let note = Diagnostic::new(rules::ADDRESS_GONE, page.place.clone(), ja, en);
        note.help_if(Some(self.line(&page, name, &page.name)))
    }

    /// Which new page it may be: one of the same title, of nearly the same name in the same folder, or the only new
    /// one where it was the only other.
    fn renamed(&self, gone: &Gone<'_>, all: &[Gone<'_>]) -> Option<usize> {
        let folder = folder_of(gone.name);
        let is_text = |page: &&NewPage| page.file.as_str().ends_with(".md");
        let beside: Vec<&str> = self
            .new
            .iter()
            .filter(|page| is_text(page) && folder_of(&page.name) == folder)
            .map(|page| page.name.as_str())
            .collect();
        let same_title = || self.new.iter().position(|page| is_text(&page) && gone.was_called(&page.title));
        let only = || {
            let alone = all.iter().filter(|other| folder_of(other.name) == folder).count() == 1;
            beside.first().copied().filter(|_| alone && beside.len() == 1)
        };
        same_title().or_else(|| {
            let name = nearest(gone.name, beside.iter().copied()).or_else(only)?;
            self.new.iter().position(|page| page.name == name)
        })
    }

    /// The line to add, and where.
    fn line(&self, page: &NewPage, former: &str, now: &str) -> Bilingual {
        let alias = match folder_of(former) == folder_of(now) {
            true => former.rsplit('/').next().unwrap_or(former).to_owned(),
            false => format!("/{former}"),
        };
        let file = &page.file;
        if self.site.written_aliases().iter().any(|alias| alias.path == file) {
            return Bilingual::new(
                format!(
                    "名前を変えたのなら、`{file}` の `aliases` に `\"{alias}\"` を書き加えると、前のアドレスから案内されます"
                ),
                format!(
                    "if it was renamed, add `\"{alias}\"` to `aliases` in `{file}`: the former address then leads there"
                ),
            );
        }
        let (ja, en) = match file.as_str().ends_with(".md") {
            true => ("の `title` の次の行に", "after its `title`"),
            false => ("の1行目に", "as its first line"),
        };
        Bilingual::new(
            format!(
                "名前を変えたのなら、`{file}` {ja} `aliases = [\"{alias}\"]` と書くと、前のアドレスから案内されます"
            ),
            format!(
                "if it was renamed, write `aliases = [\"{alias}\"]` into `{file}` {en}: the former address then leads there"
            ),
        )
    }
}

fn folder_of(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A page that may have been renamed; nothing for those that are made of other pages' facts.
fn new_page(site: &Site, id: PageId) -> Option<NewPage> {
    let name = pages::address(site, id, Language::AUTHORITATIVE).trim_end_matches(".html").to_owned();
    let of_record = |title: &str, file: &SourcePath| {
        Some(NewPage {
            name: name.clone(),
            title: title.to_owned(),
            place: Place::file(file),
            file: file.clone(),
        })
    };
    match id {
        PageId::City(city) => of_record(site[city].name.authoritative(), &site[city].path),
        PageId::Plan(plan) => of_record(site[plan].title.authoritative(), &site[plan].path),
        PageId::Chapter(_) | PageId::Measure(_) | PageId::FreePage(_) => {
            let text = pages::texts(site, id)?.authoritative()?;
            let title = text.title()?;
            let file = text.document.path.clone();
            Some(NewPage { name, title: title.value.clone(), place: Place::at(&file, title.span), file })
        }
        _ => None,
    }
}

/// Pages that are there, but not in this edition.
fn not_published(reason: HeldBack, gone: &[Gone<'_>]) -> Diagnostic {
    let (ja, en) = match reason {
        HeldBack::Draft => ("下書きのため".to_owned(), "they are drafts".to_owned()),
        HeldBack::Internal => ("内部向けのため".to_owned(), "they are for the internal audience".to_owned()),
        HeldBack::NoPlan => {
            ("公開する計画がないため".to_owned(), "their city has no published plan".to_owned())
        }
        HeldBack::Until(day) => (
            format!("公開日が{}のため", day.japanese()),
            format!("they are held back until {}", day.english()),
        ),
    };
    let (count, list) = (gone.len(), names(gone));
    let diagnostic = Diagnostic::new(
        rules::ADDRESS_GONE,
        Place::file(&gone[0].source()),
        format!("公開していた {count} ページを取り下げます（{ja}）: {list}"),
        format!("{count} pages that were published are withdrawn, because {en}: {list}"),
    );
    diagnostic.help("そのつもりなら、何も要りません", "if that is what you want, nothing is needed")
}

fn made_of_records(gone: &[Gone<'_>]) -> Diagnostic {
    let (count, list) = (gone.len(), names(gone));
    Diagnostic::new(
        rules::ADDRESS_GONE,
        Place::file(&SourcePath::new("content/site.toml")),
        format!("記録から作っていた {count} ページがなくなります: {list}"),
        format!("{count} pages that were made of records are gone: {list}"),
    )
    .help(
        "名前の変わった所管課は、`city.toml` に残して `replaces` でつなぐと、前のページも残ります。ほかのページには、何も要りません",
        "the page of a department that was renamed stays if its record stays in `city.toml` and the new one `replaces` it; for other pages nothing is needed",
    )
}

fn in_language(folder: &str, count: usize) -> Diagnostic {
    Diagnostic::new(
        rules::ADDRESS_GONE,
        Place::file(&SourcePath::new("content/site.toml")),
        format!("`{folder}/` に公開していた {count} ページがなくなります。原文のページは残ります"),
        format!("{count} pages that were published in `{folder}/` are gone; the originals stay"),
    )
    .help(
        "言語や訳を除いたのなら、何も要りません",
        "if a language or translations were taken out, nothing is needed",
    )
}

/// The first of them, by name.
fn names(gone: &[Gone<'_>]) -> String {
    let named: Vec<String> = gone.iter().take(3).map(|page| format!("`{}`", page.page.address)).collect();
    let more = if gone.len() > 3 { " …" } else { "" };
    format!("{}{more}", named.join(", "))
}
