//! `shirube schema`: the JSON Schemas of the records, and the settings with which VS Code uses them.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::disk;
use crate::records::{Declaration, FRONT_MATTER, RECORD_FILES, Spoken, THEME_FILE, schema, site_record};
use crate::rules;
use crate::source::SourcePath;
use crate::values::Languages;

use super::args::SchemaArguments;
use super::browser::file_address;
use super::ending::{Ending, Failure};
use super::paths::output_folder;
use super::report::report;
use super::screen::Screen;

pub(super) fn run(arguments: &SchemaArguments, screen: &Screen) -> Result<Ending, Failure> {
    let root = arguments.site.folder_if_any();
    let languages = match &root {
        None => None,
        Some(root) => match languages(root, screen)? {
            Some(languages) => Some(languages),
            None => return Ok(Ending::ContentErrors),
        },
    };
    let folder = &output_folder(root.as_deref(), &arguments.folder);
    let schemas = schemas(languages.as_ref(), screen);
    for (name, schema) in &schemas {
        disk::write_generated(&folder.join(name), &text(schema))?;
    }
    print_written(schemas.len(), folder, screen);

    let real_folder = disk::real_path(folder)?;
    let settings = text(&settings(&real_folder));
    let path = folder.join("settings.json");
    if disk::write_unless_there(&path, &settings)? {
        print_next_step(&path, real_folder.ends_with(".vscode"), screen);
    } else {
        print_lines_to_add(&path, &settings, screen);
    }
    Ok(Ending::Done)
}

/// The languages of a site. `None` where its `site.toml` has errors, which are reported.
fn languages(root: &Path, screen: &Screen) -> Result<Option<Languages>, disk::Error> {
    let (sources, mut diagnostics) = disk::read(root)?;
    let path = SourcePath::new("content/site.toml");
    let reading = sources.files.get(&path).map(|file| site_record(file));
    diagnostics.retain(|diagnostic| diagnostic.place.path == path);
    let record = reading.and_then(|reading| {
        diagnostics.extend(reading.diagnostics);
        reading.record
    });
    // What can be read of a broken file is enough to report its mistakes, and too little to rely on.
    let is_broken = diagnostics.iter().any(|diagnostic| diagnostic.rule == rules::RECORD_TOML);
    let record = record.filter(|_| !is_broken);
    if record.is_none() {
        screen.say(&report(&diagnostics, &sources, screen));
    }
    Ok(record.map(|record| record.languages))
}

/// Every schema, by the name of its file.
fn schemas(languages: Option<&Languages>, screen: &Screen) -> Vec<(String, Value)> {
    let spoken: Spoken = screen.choose(|words| words.ja.as_str(), |words| words.en.as_str());
    let files = RECORD_FILES.into_iter().chain([THEME_FILE]).map(|file| (file.name, file.declaration));
    let schema = |declaration: Declaration| schema(&declaration, languages, spoken);
    let all = files.chain(FRONT_MATTER);
    all.map(|(name, declaration)| (schema_name(name), schema(declaration()))).collect()
}

/// The file of a schema, by the name of a record file or of a kind of front matter.
fn schema_name(of: &str) -> String {
    format!("{}.schema.json", of.trim_end_matches(".toml"))
}

fn text(json: &Value) -> String {
    format!("{json:#}\n")
}

/// The settings of the TOML extension: regular expressions for the addresses of files, each with the address of a
/// schema. These are absolute, because it resolves relative ones against the wrong folder.
fn settings(folder: &Path) -> Value {
    let folder = file_address(&folder.to_string_lossy());
    let of_content = RECORD_FILES.map(|file| (format!("content{}", "/[^/]+".repeat(file.depth)), file.name));
    let all = of_content.into_iter().chain([("themes/[^/]+".to_owned(), THEME_FILE.name)]);
    let associations: Map<String, Value> = all
        .map(|(place, name)| {
            let addresses = format!(".*/{place}/{}$", name.replace('.', "\\."));
            (addresses, json!(format!("{folder}/{}", schema_name(name))))
        })
        .collect();
    json!({ "evenBetterToml.schema.associations": associations })
}

fn print_written(count: usize, folder: &Path, screen: &Screen) {
    let folder = folder.display();
    screen.result(
        format!("{folder} にスキーマを {count} 個書き出しました（前に書き出したものは置き換えます）"),
        format!("wrote {count} schemas to {folder}; those of an earlier run are replaced"),
    );
}

fn print_next_step(path: &Path, in_place: bool, screen: &Screen) {
    let path = path.display();
    if in_place {
        return screen.result(
            format!(
                "{path} はVS Codeの設定です。サイトのフォルダーをVS Codeで開き、拡張機能「Even Better TOML」を入れると使えます"
            ),
            format!(
                "{path} is in place: open the site's folder in VS Code, with the extension Even Better TOML"
            ),
        );
    }
    screen.result(
        format!(
            "次に、{path} をサイトの .vscode/settings.json に写してください。すでにある場合は、その中の設定を書き加えてください"
        ),
        format!(
            "next, copy {path} to .vscode/settings.json in the site's folder, or merge it into the file there"
        ),
    );
}

/// A file with settings of somebody's own is never changed.
fn print_lines_to_add(path: &Path, settings: &str, screen: &Screen) {
    let path = path.display();
    let lines = settings.trim().trim_start_matches('{').trim_end_matches('}').trim_matches('\n');
    screen.result(
        format!(
            "{path} はすでにあるので、変えていません。次の行を、その {{ }} の中に、ほかの設定と「,」で区切って書き加えてください:\n{lines}"
        ),
        format!("{path} is there already and was not changed; add these lines between its braces, with a comma between settings:\n{lines}"),
    );
}
