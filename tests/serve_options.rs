//! What `shirube serve` is asked for on the command line, and what it says on the screen.

#[path = "support/preview.rs"]
mod preview;
mod support;

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use preview::{PATIENCE, Preview, next_news, parse};
use support::{BASE, plain_theme};
use tempfile::TempDir;

const MEASURE: &str = "content/mihon/vision/measures/first.md";
const PAGE: &str = "/mihon/vision/measures/first.html";
const DAY: u64 = 24 * 60 * 60;

fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in BASE {
        save(folder.path(), path, text);
    }
    for (path, text) in plain_theme() {
        save(folder.path(), &path, &text);
    }
    folder
}

/// Saves in one step: a file that is written in place may be seen when it is empty, and then there are more
/// lines than these tests ask for.
fn save(root: &Path, path: &str, text: &str) {
    let place = root.join(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    let beside = place.with_file_name(".saving");
    fs::write(&beside, text).unwrap();
    fs::rename(beside, place).unwrap();
}

fn shirube() -> Command {
    Command::new(env!("CARGO_BIN_EXE_shirube"))
}

/// The last line with these words, once there is one.
fn line_with(preview: &Preview, words: &str) -> String {
    let found = || preview.said().lines().rev().find(|line| line.contains(words)).map(str::to_owned);
    preview.until(words, |_| found().is_some());
    found().unwrap()
}

#[test]
fn each_reading_is_one_line_with_the_time_of_day_what_changed_and_how_long_it_took() {
    let site = site();
    let mut command = shirube();
    // As POSIX writes a zone nine hours before UTC; it needs no table of zones.
    command.env("TZ", "JST-9");
    let preview = Preview::start_with(site.path(), &[], command);
    let first = line_with(&preview, "read the site");
    assert!(first.ends_with(" ms)"), "{first}");
    let before = seconds_of_day_in_japan();
    save(site.path(), MEASURE, &format!("{}\n次\n", BASE[6].1));
    let line = line_with(&preview, "first.md");
    let after = seconds_of_day_in_japan();
    let (clock, rest) = line.split_at(8);
    assert!(rest.starts_with(" updated (") && rest.ends_with(&format!(" ms): {MEASURE}")), "{line}");
    let parts: Vec<u64> = clock.split(':').map(|part| part.parse().unwrap()).collect();
    let clock_seconds = parts[0] * 3600 + parts[1] * 60 + parts[2];
    assert!((clock_seconds + DAY - before) % DAY <= (after + DAY - before) % DAY, "{clock} is not now");
    let many: Vec<String> =
        (0..3).map(|number| format!("content/mihon/vision/measures/m-{number}.md")).collect();
    let holder = tempfile::tempdir().unwrap();
    for path in &many {
        save(holder.path(), path, BASE[6].1);
    }
    fs::rename(
        holder.path().join("content/mihon/vision/measures"),
        site.path().join("content/mihon/vision/chapters"),
    )
    .unwrap();
    line_with(&preview, "m-0.md and 2 more");
}

#[expect(clippy::disallowed_methods, reason = "the time that the screen shows is compared with the clock's")]
fn seconds_of_day_in_japan() -> u64 {
    (SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() + 9 * 3600) % DAY
}

#[test]
fn mistakes_are_told_in_full_once_and_then_counted() {
    let site = site();
    let preview = Preview::start_with(site.path(), &["--messages", "ja"], shirube());
    let wrong = BASE[6].1.replace("\"training\"", "\"trainign\"");
    save(site.path(), MEASURE, &wrong);
    let line = line_with(&preview, "直すところがあります。前の表示のままです");
    assert!(line.ends_with(MEASURE), "{line}");
    let full = |preview: &Preview| preview.said().matches("エラー[category.unknown]").count();
    preview.until("the report", |preview| preview.said().contains("エラー 1 件、警告 0 件"));
    assert_eq!(full(&preview), 1);
    assert!(preview.said().contains("対処: "), "{}", preview.said());
    // Another change, the same mistake.
    save(site.path(), "content/_index.md", "+++\n+++\nべつの文。\n");
    let line = line_with(&preview, "content/_index.md");
    assert!(line.ends_with("（先ほどと同じ：エラー 1 件、警告 0 件）"), "{line}");
    assert_eq!(full(&preview), 1);
    // One mistake more: only what is new is printed in full.
    save(site.path(), "content/_index.md", "+++\n+++\n[x](nowhere.md)\n");
    line_with(&preview, "エラー 2 件、警告 0 件（うち 1 件は先ほどと同じ）");
    assert_eq!((full(&preview), preview.said().matches("エラー[link.missing-page]").count()), (1, 1));
    save(site.path(), "content/_index.md", BASE[3].1);
    save(site.path(), MEASURE, BASE[6].1);
    line_with(&preview, "表示を更新しました");
}

#[test]
fn a_folder_that_is_away_is_told_and_that_it_is_back() {
    let site = site();
    let preview = Preview::start(site.path());
    let (content, away) = (site.path().join("content"), site.path().join("away"));
    fs::rename(&content, &away).unwrap();
    line_with(&preview, "waiting for it to come back");
    fs::rename(&away, &content).unwrap();
    let line = line_with(&preview, "the folder is back");
    assert!(line.contains(" updated ("), "{line}");
}

#[test]
fn a_folder_that_comes_back_changed_is_still_watched() {
    let site = site();
    let preview = Preview::start(site.path());
    let (content, away) = (site.path().join("content"), site.path().join("away"));
    fs::rename(&content, &away).unwrap();
    line_with(&preview, "waiting for it to come back");
    fs::write(away.join("_index.md"), "+++\n+++\nAway.\n").unwrap();
    fs::rename(&away, &content).unwrap();
    line_with(&preview, "updated (");
    save(site.path(), MEASURE, &format!("{}\nBack.\n", BASE[6].1));
    line_with(&preview, "first.md");
    assert!(!preview.said().contains("without relying on events"), "{}", preview.said());
}

#[test]
fn while_the_site_is_away_other_saves_are_no_news() {
    let site = site();
    let preview = Preview::start(site.path());
    let (file, away) = (site.path().join("content/site.toml"), site.path().join("site.toml"));
    fs::rename(&file, &away).unwrap();
    line_with(&preview, "waiting for it to come back");
    save(site.path(), MEASURE, &format!("{}\nMeanwhile.\n", BASE[6].1));
    fs::rename(&away, &file).unwrap();
    let line = line_with(&preview, "updated (");
    assert_eq!(preview.said().matches("waiting for it").count(), 1, "{}", preview.said());
    assert_eq!(preview.said().matches("updated (").count(), 1, "{line}");
}

#[test]
#[cfg(unix)]
fn no_name_and_no_text_reaches_the_terminal_as_a_command() {
    let site = site();
    let preview = Preview::start(site.path());
    save(site.path(), "content/_index.md", "+++\n+++\n[x\u{1b}]0;title\u{7}](nowhere.md)\n");
    save(site.path(), "content/red\u{1b}[31m.md", "x");
    preview.until("both are reported", |preview| {
        preview.said().contains("nowhere.md") && preview.said().contains("red\u{241b}[31m.md")
    });
    assert!(!preview.said().contains(['\u{1b}', '\u{7}']), "{:?}", preview.said());
}

#[test]
#[cfg(target_os = "linux")]
fn open_opens_the_address_in_the_browser() {
    use std::os::unix::fs::PermissionsExt;
    let site = site();
    let programs = tempfile::tempdir().unwrap();
    let (opener, opened) = (programs.path().join("xdg-open"), programs.path().join("opened"));
    // Renamed into place: a reader of the file sees all of it.
    let script = "#!/bin/sh\nprintf '%s' \"$*\" > \"$0.part\" && mv \"$0.part\" \"${0%/*}/opened\"\n";
    fs::write(&opener, script).unwrap();
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).unwrap();
    let with_path = |path: String| {
        let mut command = shirube();
        command.env("PATH", path);
        Preview::start_with(site.path(), &["--open"], command)
    };
    let preview = with_path(format!("{}:/usr/bin:/bin", programs.path().display()));
    preview.until("the browser is opened", |_| opened.exists());
    assert_eq!(fs::read_to_string(&opened).unwrap(), preview.address);
    assert!(!preview.said().contains("could not open"), "{}", preview.said());
    // A computer without an opener: the preview works, and says what to do.
    let preview = with_path("/nowhere".to_owned());
    line_with(&preview, "could not open a browser");
    assert_eq!(preview.get(PAGE).status, 200);
}

#[test]
fn a_host_is_answered_by_its_own_names_only() {
    let site = site();
    let mut hosts = vec![("localhost", [("localhost", 200), ("127.0.0.2", 403), ("example.lg.jp", 403)])];
    if cfg!(target_os = "linux") {
        // Other systems have one loopback address unless they are configured otherwise.
        hosts.push(("127.0.0.2", [("127.0.0.2", 200), ("localhost", 200), ("127.0.0.1", 403)]));
    }
    for (host, names) in hosts {
        let preview = Preview::start_with(site.path(), &["--host", host], shirube());
        assert_eq!(preview.address, format!("http://{host}:{}/", preview.port));
        for (name, expected) in names {
            assert_eq!(status(host, preview.port, name), expected, "{name} at {host}");
        }
        assert!(!preview.said().contains("anyone on this network"), "{}", preview.said());
    }
}

#[test]
fn the_audience_and_the_editor_are_those_asked_for() {
    let site = site();
    save(site.path(), MEASURE, &format!("{}\n> [!INTERNAL]\n> 庁内だけ\n\n[x](nowhere.md)\n", BASE[6].1));
    let editor = ["--editor", "edit://{path}?line={line}&column={column}"];
    let preview = Preview::start_with(site.path(), &editor, shirube());
    let look = preview.get("/_shirube/look?page=/").text();
    assert!(look.contains("edit://") && look.contains("?line=") && !look.contains("vscode://"), "{look}");
    save(site.path(), MEASURE, &format!("{}\n> [!INTERNAL]\n> 庁内だけ\n", BASE[6].1));
    let page = "/mihon/vision/measures/first.html";
    for (audience, is_shown) in [("public", false), ("internal", true)] {
        let preview = Preview::start_with(site.path(), &["--audience", audience], shirube());
        assert_eq!(preview.get(page).text().contains("庁内だけ"), is_shown, "{audience}");
    }
}

#[test]
fn a_host_that_is_not_of_this_computer_is_refused_with_words() {
    let site = site();
    let run = |messages: &str| {
        let output = shirube()
            .args(["serve", "--host", "192.0.2.1", "--port", "0", "--messages", messages, "--root"])
            .arg(site.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(run("en").contains("error: cannot listen on port 0 of `192.0.2.1`"), "{}", run("en"));
    let expected =
        "エラー: `192.0.2.1` のポート 0 で待ち受けられません：このパソコンのアドレスではありません";
    assert!(run("ja").contains(expected), "{}", run("ja"));
}

#[test]
fn polling_says_so_and_events_need_no_words() {
    let site = site();
    let preview = Preview::start_with(site.path(), &["--poll"], shirube());
    line_with(&preview, "looking at the folder every second");
    let preview = Preview::start(site.path());
    line_with(&preview, "read the site");
    assert!(!preview.said().contains("every second"), "{}", preview.said());
}

#[test]
fn following_names_the_page_of_the_file_just_saved() {
    let site = site();
    let preview = Preview::start_with(site.path(), &["--follow"], shirube());
    let mut events = preview.listen("/mihon/index.html");
    assert!(next_news(&mut events)["follow"].is_null(), "nothing was saved yet");
    save(site.path(), MEASURE, &format!("{}\n次\n", BASE[6].1));
    assert_eq!(next_news(&mut events)["follow"], PAGE);
    // Facts have no page of their own.
    save(site.path(), "content/topics.toml", &format!("# 視点\n{}", BASE[1].1));
    line_with(&preview, "content/topics.toml");
    save(site.path(), "content/_index.md", "+++\n+++\n別の文。\n");
    assert_eq!(next_news(&mut events)["follow"], "/index.html");
    let mut later = preview.listen("/mihon/index.html");
    assert!(next_news(&mut later)["follow"].is_null(), "a new tab stays where it was opened");
}

#[test]
fn nobody_is_led_elsewhere_without_follow() {
    let site = site();
    let preview = Preview::start(site.path());
    let mut events = preview.listen(PAGE);
    next_news(&mut events);
    save(site.path(), MEASURE, &format!("{}\n次\n", BASE[6].1));
    let news = next_news(&mut events);
    assert_eq!((news["change"].as_str(), &news["follow"]), (Some("page"), &serde_json::Value::Null));
}

/// The status for a request that names a host, sent to another.
fn status(at: &str, port: u16, host: &str) -> u16 {
    let mut stream = TcpStream::connect((at, port)).unwrap();
    stream.set_read_timeout(Some(PATIENCE.max(Duration::from_secs(1)))).unwrap();
    write!(stream, "GET / HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    parse(&answer).status
}
