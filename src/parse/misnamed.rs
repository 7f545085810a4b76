//! Files and folders whose names say nothing that can be read: one message for a folder, however many files it has.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Bilingual, Diagnostic, Help, nearest};
use crate::rules;
use crate::source::{Asset, Place, SourceFile, SourcePath, Sources};
use crate::values::{Languages, is_id};

/// What cannot be part of an address: the names of folders, and those of files by the folder that they are in.
#[derive(Default)]
pub(super) struct Misnamed {
    folders: BTreeMap<SourcePath, usize>,
    files: BTreeMap<String, Vec<SourcePath>>,
}

impl Misnamed {
    /// Notes a file in a folder whose name cannot be one; `false` where all its folders can.
    pub(super) fn is_in_folder(&mut self, path: &SourcePath) -> bool {
        let names: Vec<&str> = path.as_str().split('/').collect();
        let Some(wrong) = (1..names.len() - 1).find(|at| !is_id(names[*at])) else { return false };
        *self.folders.entry(SourcePath::new(names[..=wrong].join("/"))).or_default() += 1;
        true
    }

    /// Notes a file whose name cannot be one.
    pub(super) fn add_file(&mut self, path: &SourcePath) {
        self.files.entry(path.folder().to_owned()).or_default().push(path.clone());
    }

    pub(super) fn diagnostics(self, sources: &Sources) -> Vec<Diagnostic> {
        let folders = self.folders.into_iter().map(|(folder, files)| of_folder(&folder, files));
        let files = self.files.into_values().map(|files| of_files(&files, sources));
        folders.chain(files).collect()
    }
}

fn of_folder(folder: &SourcePath, files: usize) -> Diagnostic {
    let name = folder.name();
    let diagnostic = Diagnostic::new(
        rules::SOURCE_NAME,
        Place::file(folder),
        format!(
            "フォルダー `{name}` はアドレスになる名前として使えません（中のファイル{files}個は読まれません）"
        ),
        format!("the folder `{name}` cannot be part of an address, so its files ({files}) are not read"),
    );
    diagnostic.help_if(spelled(name).map(|spelled| instead(&spelled))).help(
        "フォルダーの名前を、半角の英小文字、数字、ハイフンだけにしてください（例: `vision-2026`）。日本語の名前は plan.toml などの title に書きます",
        "rename the folder with small letters, digits and hyphens, such as `vision-2026`; its Japanese name is the title in plan.toml",
    )
}

fn of_files(files: &[SourcePath], sources: &Sources) -> Diagnostic {
    let first = &files[0];
    let name = first.name();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "md"));
    let (ja, en) = match files.len() {
        1 => (format!("`{stem}` は"), format!("`{stem}`")),
        more => (
            format!("`{stem}` など{more}個のファイルの名前は"),
            format!("`{stem}` and other names here ({more} files)"),
        ),
    };
    let free =
        |name: &String| !sources.files.contains_key(&SourcePath::new(format!("{}/{name}", first.folder())));
    let diagnostic = Diagnostic::new(
        rules::SOURCE_NAME,
        Place::file(first),
        format!("{ja}アドレスになる名前として使えません"),
        format!("{en} cannot be part of an address"),
    );
    let others = files[1..].iter().map(Place::file);
    let diagnostic = others.fold(diagnostic, |diagnostic, other| {
        diagnostic.note(other, "このファイルも同じです", "this one too")
    });
    let spelled = index(stem).or_else(|| spelled(stem));
    let spelled = spelled.map(|stem| format!("{stem}.{}", ending.to_lowercase())).filter(free);
    diagnostic.help_if(spelled.map(|spelled| instead(&spelled))).help(
        "ファイルとフォルダーの名前は半角の英小文字、数字、ハイフンだけにします（例: `recruitment-review.md`）",
        "name files and folders with small letters, digits and hyphens, such as `recruitment-review.md`",
    )
}

/// The name of an introduction, which alone begins with `_`; the code of a language at its end stays one.
fn index(stem: &str) -> Option<String> {
    let folded: String = stem.nfkc().flat_map(char::to_lowercase).collect();
    let (name, language) = folded.split_once('.').unwrap_or((&folded, ""));
    let is_index = name.starts_with('_') && nearest(name, ["_index"]).is_some();
    is_index.then(|| format!("_index.{language}").trim_end_matches('.').to_owned())
}

fn instead(name: &str) -> Help {
    Help::rename(name)
}

/// A name that differs only in width, capitals, spaces and marks; the code of a language at its end stays one.
fn spelled(name: &str) -> Option<String> {
    let folded: String = name.nfkc().flat_map(char::to_lowercase).collect();
    let hyphened: String = folded
        .chars()
        .map(|each| if each.is_whitespace() || "_()・".contains(each) { '-' } else { each })
        .collect();
    let parts = hyphened.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    parts.split('.').all(is_id).then_some(parts)
}

/// The files whose role depends on more than the names of all: on what they or other files say.
#[derive(PartialEq, Eq)]
pub struct Strays {
    /// Translations that are not named as such.
    pub(super) translations: BTreeMap<SourcePath, Diagnostic>,
    /// Files that are not read because of their endings.
    pub(super) endings: Vec<Diagnostic>,
}

impl Strays {
    pub fn of(sources: &Sources, languages: &Languages) -> Self {
        let content = sources.files.keys().filter(|path| path.as_str().starts_with("content/"));
        let translations =
            content.filter_map(|path| Some((path.clone(), translation(path, sources, languages)?)));
        Self { translations: translations.collect(), endings: endings(sources) }
    }
}

/// A translation whose language is joined to its name by another mark than a dot: `tutor-en.md` beside `tutor.md`,
/// with the `state` that only translations have.
fn translation(path: &SourcePath, sources: &Sources, languages: &Languages) -> Option<Diagnostic> {
    let stem = path.name().strip_suffix(".md")?;
    let (original, code) = languages.codes().skip(1).find_map(|code| {
        let original = stem.strip_suffix(code)?.strip_suffix(['-', '_', ' ', '・'])?;
        Some((original, code))
    })?;
    let beside = |name: String| SourcePath::new(format!("{}/{name}", path.folder()));
    let right = format!("{original}.{code}.md");
    let is_free = !sources.files.contains_key(&beside(right.clone()));
    if !is_free
        || !sources.files.contains_key(&beside(format!("{original}.md")))
        || !says_state(sources.file(path.as_str())?)
    {
        return None;
    }
    let diagnostic = Diagnostic::new(
        rules::SOURCE_LANGUAGE,
        Place::file(path),
        format!("`{original}.md` の訳のようですが、訳のファイル名の形ではありません"),
        format!("this seems to translate `{original}.md`, but is not named as a translation"),
    );
    Some(diagnostic.help_if(Some(instead(&right))))
}

fn says_state(file: &SourceFile) -> bool {
    let mut front = file.text.split("+++").nth(1).unwrap_or("").lines();
    front.any(|line| line.split_once('=').is_some_and(|(key, _)| key.trim() == "state"))
}

/// Files that are not read because of how their names end: `measure.md.txt`, a table as a workbook. One that a text
/// names is to be published as it is.
fn endings(sources: &Sources) -> Vec<Diagnostic> {
    let in_content = sources.assets.values().filter(|asset| asset.path.as_str().starts_with("content/"));
    let found = in_content.filter_map(|asset| doubled_ending(asset).or_else(|| workbook(asset)));
    found.filter(|found| !is_mentioned(found.place.path.name(), sources)).collect()
}

fn is_mentioned(name: &str, sources: &Sources) -> bool {
    sources.files.values().any(|file| file.text.contains(name))
}

fn doubled_ending(asset: &Asset) -> Option<Diagnostic> {
    let name = asset.path.name();
    let (right, ending) = name.rsplit_once('.')?;
    let is_read = [".md", ".toml", ".csv"].iter().any(|known| right.to_lowercase().ends_with(known));
    let diagnostic = Diagnostic::new(
        rules::SOURCE_UNEXPECTED,
        Place::file(&asset.path),
        format!("名前の最後に `.{ending}` が付いているため、読まれません"),
        format!("its name ends in `.{ending}`, so it is not read"),
    );
    let right = right.to_owned();
    is_read.then(|| {
        let words = Bilingual::new(
            format!("`{right}` に名前を変えてください（エクスプローラーの「表示」で「ファイル名拡張子」を表示すると見えます）"),
            format!("rename it to `{right}` (Explorer hides endings: see `View`, `File name extensions`)"),
        );
        diagnostic.help_if(Some(Help::from(words).proposing(right)))
    })
}

fn workbook(asset: &Asset) -> Option<Diagnostic> {
    let names: Vec<&str> = asset.path.as_str().split('/').collect();
    let ["content", _, _, "tables", name] = names[..] else { return None };
    let (stem, ending) = name.rsplit_once('.')?;
    let diagnostic = Diagnostic::new(
        rules::SOURCE_UNEXPECTED,
        Place::file(&asset.path),
        format!("表は CSV で置きます（`.{ending}` は読まれません）"),
        format!("tables are CSV files: `.{ending}` is not read"),
    );
    ["xlsx", "xlsm", "xls", "ods", "tsv", "numbers"].contains(&ending.to_lowercase().as_str()).then(|| {
        diagnostic.help(
            format!("Excelで「CSV UTF-8（コンマ区切り）」として保存し、`{stem}.csv` を置いてください"),
            format!("save it in Excel as `CSV UTF-8 (comma delimited)` and put `{stem}.csv` here"),
        )
    })
}
