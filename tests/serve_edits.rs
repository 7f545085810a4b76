//! Whatever is edited, and however it is saved: what is served equals a clean build, and a warm run
//! reports what a cold one does.

#[path = "support/preview.rs"]
mod preview;
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use preview::{Preview, without_script};
use shirube::diagnostic::{Diagnostic, Severity};
use shirube::disk;
use shirube::memory::Memory;
use shirube::pipeline::{Input, Timings, understand, understand_again};
use support::{BASE, build, options, plain_theme};
use tempfile::TempDir;

const EDITS: usize = 200;

fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in BASE {
        save(&folder.path().join(path), text);
    }
    for (path, text) in plain_theme() {
        save(&folder.path().join(path), &text);
    }
    save(&folder.path().join("themes/plain/static/style.css"), "p { color: navy }\n");
    folder
}

fn save(place: &Path, text: &str) {
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(place, text).unwrap();
}

/// Every file and every diagnostic of a clean build of what lies on the disk.
fn clean(root: &Path) -> (BTreeMap<String, Vec<u8>>, Vec<Diagnostic>) {
    let (sources, mut diagnostics) = disk::read(root).unwrap();
    let (files, found) = build(&sources, &options());
    diagnostics.extend(found);
    (files, diagnostics)
}

#[test]
fn after_every_one_of_200_edits_what_is_served_equals_a_clean_build() {
    let site = site();
    let preview = Preview::start(site.path());
    let mut random = Random(20_261_121);
    let mut last_good = clean(site.path()).0;
    for number in 0..EDITS {
        let what = edit(site.path(), number, &mut random);
        let (files, diagnostics) = clean(site.path());
        let sound = diagnostics.iter().all(|found| found.severity != Severity::Error);
        if sound {
            last_good = files;
        }
        let what = format!("edit {number}: {what}");
        preview.until(&what, |preview| reported(preview) == codes(&diagnostics));
        preview.until(&what, |preview| serves(preview, &last_good));
    }
}

/// The codes that the preview reports, as the panel gets them.
fn reported(preview: &Preview) -> Vec<String> {
    let look: serde_json::Value =
        serde_json::from_str(&preview.get("/_shirube/look?page=/x").text()).unwrap_or_default();
    let mut codes: Vec<String> = look["mistakes"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|mistake| format!("{} {}", mistake["file"].as_str().unwrap(), mistake["code"].as_str().unwrap()))
        .collect();
    codes.sort();
    codes
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut codes: Vec<String> =
        diagnostics.iter().map(|found| format!("{} {}", found.place.path, found.code())).collect();
    codes.sort();
    codes
}

fn serves(preview: &Preview, files: &BTreeMap<String, Vec<u8>>) -> bool {
    let gone = preview.get("/mihon/vision/measures/gone.html").status == 404;
    gone && files.iter().all(|(path, bytes)| without_script(&preview.get(&format!("/{path}")).body) == *bytes)
}

/// Makes one change in one of the ways in which people and editors make them, and says which.
fn edit(root: &Path, number: usize, random: &mut Random) -> String {
    let measures = root.join("content/mihon/vision/measures");
    let first = measures.join("first.md");
    let text = |number: usize| {
        BASE[6].1.replace("研修をします。", &format!("研修を{number}回します。[はじめ](first.md#contents)"))
    };
    let others = names(&measures);
    match random.below(14) {
        0..=2 => {
            save(&first, &text(number));
            "saved in place".to_owned()
        }
        3 => {
            let temporary = measures.join(".first.md.tmp");
            save(&temporary, &text(number));
            fs::rename(temporary, first).unwrap();
            "saved beside and renamed".to_owned()
        }
        4 => {
            let backup = measures.join("first.md~");
            fs::rename(&first, &backup).unwrap();
            save(&first, &text(number));
            fs::remove_file(backup).unwrap();
            "saved with a backup".to_owned()
        }
        5 => {
            save(&measures.join(format!("m-{number}.md")), &text(number));
            "a new measure".to_owned()
        }
        6 => {
            save(&measures.join("first.en.md"), &format!("+++\ntitle = \"First {number}\"\n+++\nText\n"));
            "a translation".to_owned()
        }
        7 => {
            let folder = root.join(format!("content/city-{number}/plan-{number}"));
            save(&folder.join("plan.toml"), BASE[5].1);
            save(&folder.join("measures/second.md"), &text(number));
            save(&folder.with_file_name("city.toml"), BASE[4].1);
            "a new city, all at once".to_owned()
        }
        8 => match others.iter().find(|name| name.starts_with("m-")) {
            Some(name) => {
                fs::rename(measures.join(name), measures.join(format!("r-{number}.md"))).unwrap();
                format!("renamed {name}")
            }
            None => "nothing".to_owned(),
        },
        9 => match others.iter().rev().find(|name| *name != "first.md") {
            Some(name) => {
                fs::remove_file(measures.join(name)).unwrap();
                format!("removed {name}")
            }
            None => "nothing".to_owned(),
        },
        10 => match city_folder(root) {
            Some(folder) => {
                fs::remove_dir_all(folder).unwrap();
                "removed a city".to_owned()
            }
            None => "nothing".to_owned(),
        },
        11 => {
            let page = root.join("themes/plain/templates/measure.html");
            let template = fs::read_to_string(&page).unwrap();
            let changed = template.replace("</main>", &format!("<p>{number}</p></main>"));
            save(&page, if template.len() > 2000 { PLAIN } else { &changed });
            "another template".to_owned()
        }
        12 => {
            save(&root.join("themes/plain/static/style.css"), &format!("p {{ width: {number}px }}\n"));
            "another style".to_owned()
        }
        _ => {
            save(&first, &text(number).replace("category = \"training\"", "category = \"trainign\""));
            "a mistake".to_owned()
        }
    }
}

const PLAIN: &str =
    "<!doctype html>\n<main data-translation=\"{{ page.translation }}\">{{ page.content | safe }}</main>\n";

fn names(folder: &Path) -> Vec<String> {
    let entries =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = entries.filter(|name| !name.starts_with('.')).collect();
    names.sort();
    names
}

fn city_folder(root: &Path) -> Option<PathBuf> {
    let name = names(&root.join("content")).into_iter().find(|name| name.starts_with("city-"))?;
    Some(root.join("content").join(name))
}

#[test]
fn a_warm_run_reports_what_a_cold_one_does() {
    let site = site();
    let mut random = Random(7);
    let mut reader = disk::Reader::new(site.path());
    let mut memory = Memory::default();
    for number in 0..EDITS {
        let what = edit(site.path(), number, &mut random);
        let warm = reader.read_everything().unwrap();
        let (cold, unread) = disk::read(site.path()).unwrap();
        assert_eq!(warm.diagnostics, unread, "edit {number}: {what}");
        let (warm, cold) = (Input::new(warm.sources, warm.diagnostics), Input::new(cold, unread));
        let mut timings = Timings::new();
        let again = understand_again(&warm, &options(), &mut memory, &mut timings);
        let anew = understand(&cold, &options(), &mut timings);
        assert_eq!(again.diagnostics, anew.diagnostics, "edit {number}: {what}");
        let same =
            |one: &shirube::source::Sources| one.files.values().map(|file| file.hash).collect::<Vec<_>>();
        assert_eq!(same(&warm.sources), same(&cold.sources), "edit {number}: {what}");
    }
}

#[test]
fn two_thousand_files_copied_in_are_seen() {
    let site = site();
    let preview = Preview::start(site.path());
    let measures = site.path().join("content/mihon/vision/measures");
    for number in 0..2_000 {
        save(&measures.join(format!("copy-{number}.md")), BASE[6].1);
    }
    preview.until("the last of them", |preview| {
        (0..2_000)
            .step_by(333)
            .chain([1_999])
            .all(|number| preview.get(&format!("/mihon/vision/measures/copy-{number}.html")).status == 200)
    });
}

/// Ways of saving, by the names of those who save so.
type Saving = (&'static str, fn(&Path, &str));

const SAVINGS: &[Saving] = &[
    ("Notepad, VS Code: in place", save),
    ("sed -i, gedit: beside, then renamed", |file, text| {
        let beside = file.with_file_name("sedK2x9Zq");
        save(&beside, text);
        fs::rename(beside, file).unwrap();
    }),
    ("Vim: the old one becomes the backup", |file, text| {
        let backup = file.with_file_name("first.md~");
        // Whether the folder can be written to.
        save(&file.with_file_name("4913"), "");
        fs::remove_file(file.with_file_name("4913")).unwrap();
        fs::rename(file, &backup).unwrap();
        save(file, text);
        fs::remove_file(backup).unwrap();
    }),
    ("Emacs: a lock, a copy as backup, in place", |file, text| {
        let lock = file.with_file_name(".#first.md");
        save(&lock, "");
        fs::copy(file, file.with_file_name("first.md~")).unwrap();
        save(file, text);
        fs::remove_file(lock).unwrap();
    }),
    ("Word, JetBrains: a new one takes the old one's place", |file, text| {
        let (new, old) = (file.with_file_name("~WRD0001.tmp"), file.with_file_name("~WRL0002.tmp"));
        save(&new, text);
        fs::rename(file, &old).unwrap();
        fs::rename(new, file).unwrap();
        fs::remove_file(old).unwrap();
    }),
    ("some: removed, then written", |file, text| {
        fs::remove_file(file).unwrap();
        save(file, text);
    }),
    ("some: piece by piece", |file, text| {
        let mut open = fs::File::create(file).unwrap();
        for piece in text.as_bytes().chunks(7) {
            open.write_all(piece).unwrap();
        }
    }),
    ("Explorer: copied over it", |file, text| {
        let folder = tempfile::tempdir().unwrap();
        save(&folder.path().join("x.md"), text);
        fs::copy(folder.path().join("x.md"), file).unwrap();
    }),
    ("git: the folder goes and another comes", |file, text| {
        let (folder, away) = (file.parent().unwrap(), file.ancestors().nth(2).unwrap().join(".away"));
        fs::rename(folder, &away).unwrap();
        save(file, text);
        fs::remove_dir_all(away).unwrap();
    }),
];

#[test]
fn every_way_of_saving_is_seen() {
    let site = site();
    let preview = Preview::start(site.path());
    let file = site.path().join("content/mihon/vision/measures/first.md");
    // Twice each: after the first, the watches must still be there for the second.
    for (number, (who, way)) in SAVINGS.iter().chain(SAVINGS).enumerate() {
        let mark = format!("{number}回目の保存");
        way(&file, &format!("{}{mark}\n", BASE[6].1));
        preview.until(who, |preview| {
            preview.get("/mihon/vision/measures/first.html").text().contains(&mark)
                && reported(preview).is_empty()
        });
    }
}

#[test]
fn a_folder_copied_in_with_all_that_is_below_is_seen() {
    let site = site();
    let preview = Preview::start(site.path());
    let content = site.path().join("content");
    let status = Command::new("cp")
        .arg("-r")
        .arg(content.join("mihon/vision"))
        .arg(content.join("mihon/copy"))
        .status();
    assert!(status.unwrap().success());
    let shows = |status: u16| {
        move |preview: &Preview| preview.get("/mihon/copy/measures/first.html").status == status
    };
    preview.until("the copy", shows(200));
    // What is in a new folder is watched as well.
    let text = format!("{}写しの文\n", BASE[6].1);
    save(&content.join("mihon/copy/measures/first.md"), &text);
    preview.until("an edit of the copy", |preview| {
        preview.get("/mihon/copy/measures/first.html").text().contains("写しの文")
    });
    fs::remove_dir_all(content.join("mihon/copy")).unwrap();
    preview.until("it is gone", shows(404));
}

#[test]
fn everything_that_a_site_is_made_of_can_be_edited() {
    let site = site();
    let preview = Preview::start(site.path());
    let save = |path: &str, text: &str| save(&site.path().join(path), text);
    let read = |path: &str| fs::read_to_string(site.path().join(path)).unwrap();
    let shows = |page: &str, text: &str| {
        let (page, text) = (page.to_owned(), text.to_owned());
        preview.until(&format!("{text} at {page}"), |preview| {
            reported(preview).is_empty() && preview.get(&page).text().contains(&text)
        });
    };
    // Words, a style sheet, a script, a picture of the theme.
    let words = read("themes/plain/i18n/ja.toml");
    save("themes/plain/i18n/ja.toml", &words.replace("\"Not found\"", "\"見つかりません\""));
    shows("/404.html", "見つかりません");
    for (file, text) in
        [("style.css", "p { color: teal }"), ("site.js", "// 別"), ("sign.svg", "<svg>2</svg>")]
    {
        save(&format!("themes/plain/static/{file}"), text);
        shows(&format!("/assets/{file}"), text);
    }
    // A picture of the content, once a text shows it.
    save("content/mihon/vision/measures/sign.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\">1</svg>");
    save("content/mihon/vision/measures/first.md", &format!("{}\n![標](sign.svg)\n", BASE[6].1));
    shows("/mihon/vision/measures/sign.svg", ">1<");
    save("content/mihon/vision/measures/sign.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\">2</svg>");
    shows("/mihon/vision/measures/sign.svg", ">2<");
    // Facts of the site: its publisher's words, another theme, one more language.
    let settings = read("content/site.toml");
    save("content/site.toml", &settings.replace("https://example.lg.jp/hr/", "https://example.lg.jp/other/"));
    shows("/sitemap.xml", "https://example.lg.jp/other/");
    save("themes/other/theme.toml", "extends = \"plain\"\n");
    save("themes/other/static/style.css", "p { color: gold }");
    save("content/site.toml", &settings.replace("theme = \"plain\"", "theme = \"other\""));
    shows("/assets/style.css", "gold");
    save("content/site.toml", &settings);
    shows("/assets/style.css", "teal");
    save("themes/plain/i18n/fr.toml", &words);
    save("content/site.toml", &settings.replace("[\"ja\", \"en\"]", "[\"ja\", \"en\", \"fr\"]"));
    // Labels have no French yet, which is a warning: the page is there.
    preview.until("the language", |preview| {
        preview.get("/fr/index.html").text().contains("<html lang=\"fr\">")
            && reported(preview).iter().any(|code| code.ends_with(" label.missing-translation"))
    });
    save("content/site.toml", &settings);
    preview.until("the language is gone", |preview| {
        preview.get("/fr/index.html").status == 404 && reported(preview).is_empty()
    });
}

#[test]
fn a_folder_without_events_is_looked_at() {
    let site = site();
    let command = Command::new(env!("CARGO_BIN_EXE_shirube"));
    let preview = Preview::start_with(site.path(), &["--poll"], command);
    let first = site.path().join("content/mihon/vision/measures/first.md");
    for mark in ["一", "二", "三"] {
        save(&first, &format!("{}{mark}回目\n", BASE[6].1));
        let shows = |preview: &Preview| {
            preview.get("/mihon/vision/measures/first.html").text().contains(&format!("{mark}回目"))
        };
        preview.until(mark, shows);
    }
    fs::remove_file(&first).unwrap();
    preview.until("it is gone", |preview| preview.get("/mihon/vision/measures/first.html").status == 404);
}

#[test]
fn a_save_in_two_parts_is_one_change() {
    let site = site();
    let preview = Preview::start(site.path());
    let first = site.path().join("content/mihon/vision/measures/first.md");
    let mut events = preview.listen("/mihon/vision/measures/first.html");
    preview::next_news(&mut events);
    let (begin, end) = BASE[6].1.split_at(4);
    let mut file = fs::File::create(&first).unwrap();
    file.write_all(begin.as_bytes()).unwrap();
    file.write_all(end.as_bytes()).unwrap();
    file.write_all("おわり\n".as_bytes()).unwrap();
    drop(file);
    let news = preview::next_news(&mut events);
    assert_eq!((news["change"].as_str(), &news["mistakes"]), (Some("page"), &serde_json::json!([])));
}

/// Numbers that only look random (xorshift, Marsaglia 2003): the same edits in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}
