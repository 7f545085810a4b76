//! Publishing when the world fails: processes are killed, disks are full, folders are mounted or
//! read-only, two builds run at once.
//!
//! What needs a process of its own runs this test program again with [`CHILD`] naming a scenario; what
//! needs a disk of its own gets one in a mount namespace, so that nothing is left mounted.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use shirube::disk::{Error, Publication, Published, Refusal};
use tempfile::TempDir;

/// The environment variable with the scenario that a child plays.
const CHILD: &str = "SHIRUBE_TEST_SCENARIO";
/// The environment variable with the site folder that it plays in.
const CHILD_ROOT: &str = "SHIRUBE_TEST_ROOT";

const KILLS: u32 = 60;

/// Not a test of its own: the part of the others that runs in a process of its own.
#[test]
fn child() {
    let Some(scenario) = std::env::var_os(CHILD) else { return };
    let root = PathBuf::from(std::env::var_os(CHILD_ROOT).unwrap());
    match scenario.to_str().unwrap() {
        "publish old" => drop(publish(&root, &edition("old")).unwrap()),
        "publish new" => drop(publish(&root, &edition("new")).unwrap()),
        "locked" => assert!(matches!(publish(&root, &edition("new")), Err(Error::Locked { .. }))),
        "full disk" => fill_the_disk(&root),
        "small files only" => exceed_the_file_size(&root),
        "mounts" => publish_among_mounts(&root),
        "read-only" => publish_read_only(&root),
        unknown => panic!("no scenario {unknown}"),
    }
}

/// A site folder with an empty output.
fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    make_site(folder.path());
    folder
}

fn make_site(root: &Path) {
    fs::create_dir_all(root.join("content")).unwrap();
    fs::write(root.join("content/site.toml"), "").unwrap();
}

/// Two hundred pages; every other one differs between editions, and some are in one only.
fn edition(name: &str) -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    for page in 0..200 {
        let text = if page % 2 == 0 { name } else { "both" }.repeat(500);
        pages.insert(format!("city-{}/{page}.html", page % 10), text);
    }
    for page in 0..20 {
        pages.insert(format!("{name}/{page}.html"), name.to_owned());
    }
    pages
}

fn publish(root: &Path, pages: &BTreeMap<String, String>) -> Result<Published, Error> {
    let publication = Publication::begin(&root.join("public"), root, None)?;
    for (path, text) in pages {
        publication.write(path, text.as_bytes())?;
    }
    publication.commit()
}

/// The files of the output, without the manifest.
fn output(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.join("public")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let place = entry.unwrap().path();
            if place.is_dir() {
                folders.push(place);
            } else {
                let path = place.strip_prefix(root.join("public")).unwrap().to_str().unwrap().to_owned();
                found.insert(path, fs::read_to_string(place).unwrap());
            }
        }
    }
    found.remove(".shirube-manifest").expect("a manifest");
    found
}

#[track_caller]
fn check_nothing_beside(root: &Path) {
    let names = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let left: Vec<_> = names.filter(|name| name.contains("shirube")).collect();
    assert!(left.is_empty(), "left beside the output: {left:?}");
}

/// Says in the test's output what it really did.
fn say(words: &str) {
    let _ = writeln!(std::io::stderr(), "{words}");
}

/// A command that plays a scenario in a site folder.
fn play(scenario: &str, root: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    as_child(&mut command, scenario, root);
    command
}

/// The same in a shell that prepares something first and then runs `"$@"`.
fn play_after(preparation: &str, shell: &[&str], scenario: &str, root: &Path) -> Command {
    let mut command = Command::new(shell[0]);
    command.args(&shell[1..]).args(["sh", "-c", &format!("{preparation} && exec \"$@\""), "sh"]);
    command.arg(std::env::current_exe().unwrap());
    as_child(&mut command, scenario, root);
    command
}

fn as_child(command: &mut Command, scenario: &str, root: &Path) {
    command.args(["--exact", "child"]).env(CHILD, scenario).env(CHILD_ROOT, root);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
}

#[track_caller]
fn check_success(output: &Output) {
    let text = [&output.stdout[..], &output.stderr].map(String::from_utf8_lossy).concat();
    assert!(output.status.success(), "{text}");
    assert!(text.contains("1 passed"), "the scenario was not played: {text}");
}

/// How a process gets mounts of its own, if it can.
fn own_mounts() -> Option<&'static [&'static str]> {
    let ways: [&[&str]; 2] = [&["unshare", "--mount"], &["unshare", "--user", "--map-root-user", "--mount"]];
    ways.into_iter().find(|way| {
        let mut probe = Command::new(way[0]);
        probe.args(&way[1..]).args(["sh", "-c", "mount -t tmpfs tmpfs /tmp"]).stderr(Stdio::null());
        probe.status().is_ok_and(|status| status.success())
    })
}

#[test]
fn killed_at_any_moment() {
    let site = site();
    let root = site.path();
    publish(root, &edition("old")).unwrap();
    fs::create_dir(root.join("public/.git")).unwrap();
    fs::write(root.join("public/.git/HEAD"), "not ours").unwrap();
    let [old, new] = ["old", "new"].map(|name| {
        let mut expected = edition(name);
        expected.insert(".git/HEAD".to_owned(), "not ours".to_owned());
        expected
    });
    let mut duration = Duration::from_millis(50);
    let mut is_old = true;
    let mut changes = 0;
    let mut killed = 0;
    for attempt in 0..4 * KILLS {
        // Moments in an order that mixes early and late ones: 37 and 60 have no common factor.
        let delay = duration * (attempt * 37 % KILLS) / KILLS;
        let scenario = if is_old { "publish new" } else { "publish old" };
        match kill_after(delay, play(scenario, root)) {
            // Stretched until some are done in time, so that the kills cover all that a publication does.
            None => (killed, duration) = (killed + 1, duration.mul_f64(1.05)),
            Some(elapsed) => duration = elapsed,
        }
        let found = output(root);
        assert!(found == old || found == new, "a torn site after {delay:?} of {scenario:?}");
        changes += u32::from(is_old != (found == old));
        is_old = found == old;
        if killed == KILLS {
            break;
        }
    }
    say(&format!("killed {killed} within {duration:?}; published {changes} times nevertheless"));
    assert_eq!(killed, KILLS, "the children were done before they could be killed: this proves nothing");
    for (name, expected) in [("new", new), ("old", old)] {
        publish(root, &edition(name)).unwrap();
        assert_eq!(output(root), expected);
    }
    check_nothing_beside(root);
}

/// How long the child took, if it was done before it could be killed.
fn kill_after(delay: Duration, mut child: Command) -> Option<Duration> {
    let start = Instant::now();
    let mut child = child.spawn().unwrap();
    while start.elapsed() < delay {
        if child.try_wait().unwrap().is_some() {
            return Some(start.elapsed());
        }
        std::thread::sleep(Duration::from_micros(200));
    }
    child.kill().unwrap();
    let was_killed = child.wait().unwrap().signal() == Some(9);
    (!was_killed).then(|| start.elapsed())
}

#[test]
fn whoever_looks_sees_a_whole_page() {
    let site = site();
    let root = site.path();
    publish(root, &edition("old")).unwrap();
    let is_done = AtomicBool::new(false);
    let texts = ["old".repeat(500), "new".repeat(500)];
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut looks = 0;
            while !is_done.load(Ordering::Relaxed) {
                let text =
                    fs::read_to_string(root.join("public/city-0/0.html")).expect("the page is always there");
                assert!(texts.contains(&text), "a torn page");
                looks += 1;
            }
            looks
        });
        for name in ["new", "old"].repeat(8) {
            publish(root, &edition(name)).unwrap();
        }
        is_done.store(true, Ordering::Relaxed);
        assert!(reader.join().unwrap() > 100);
    });
}

#[test]
fn another_process_is_told_at_once() {
    let site = site();
    let publication = Publication::begin(&site.path().join("public"), site.path(), None).unwrap();
    let start = Instant::now();
    check_success(&play("locked", site.path()).output().unwrap());
    assert!(start.elapsed() < Duration::from_secs(5));
    drop(publication);
    check_success(&play("publish new", site.path()).output().unwrap());
}

#[test]
fn a_full_disk_changes_nothing() {
    let site = site();
    let root = site.path();
    let outcome = match own_mounts() {
        Some(way) => {
            say("full disk: a tmpfs of 3 MB in its own mount namespace");
            let mount = "mount -t tmpfs -o size=3m tmpfs \"$SHIRUBE_TEST_ROOT\"";
            play_after(mount, way, "full disk", root).output()
        }
        None => {
            say("full disk: no mounts allowed here, so a limit on the size of files instead (ulimit -f)");
            play_after("trap '' XFSZ && ulimit -f 8", &["env"], "small files only", root).output()
        }
    };
    check_success(&outcome.unwrap());
}

/// On a disk of its own: publishes again and again, with ever more room left, until it fits.
fn fill_the_disk(root: &Path) {
    make_site(root);
    let (old, new) = (edition("old"), edition("new"));
    publish(root, &old).unwrap();
    let mut failures = 0;
    for room in (0..).step_by(16 * 4096) {
        fill_but(&root.join("filler"), room);
        let outcome = publish(root, &new);
        fs::remove_file(root.join("filler")).unwrap();
        check_nothing_beside(root);
        match outcome {
            Ok(_) => break,
            Err(error) => {
                failures += 1;
                assert!(matches!(error, Error::DiskFull { .. }), "{error:?}");
                assert!(error.words().ja.contains("空き容量"));
                assert!(output(root) == old, "the old site must stay as it was");
            }
        }
    }
    assert!(failures > 5, "the disk was hardly ever full: {failures}");
    assert!(output(root) == new);
}

/// Fills a disk with one file until only so many bytes are left.
fn fill_but(filler: &Path, room: usize) {
    let mut file = fs::File::create(filler).unwrap();
    let page = [0; 4096];
    while file.write_all(&page).is_ok() {}
    let full = file.metadata().unwrap().len();
    file.set_len(full.saturating_sub(room as u64)).unwrap();
}

/// Where a file may have 4 kB at most.
fn exceed_the_file_size(root: &Path) {
    let small = BTreeMap::from([("index.html".to_owned(), "old".to_owned())]);
    publish(root, &small).unwrap();
    let error = publish(root, &edition(&"large".repeat(20))).unwrap_err();
    assert!(matches!(error, Error::Io { .. }), "{error:?}");
    assert_eq!(output(root), small);
    check_nothing_beside(root);
}

#[test]
fn a_limit_on_the_size_of_files_changes_nothing() {
    let site = site();
    let limit = "trap '' XFSZ && ulimit -f 8";
    check_success(&play_after(limit, &["env"], "small files only", site.path()).output().unwrap());
}

#[test]
fn mount_points_are_refused() {
    let site = site();
    let Some(way) = own_mounts() else {
        return say("mount points: NOT TESTED, no mounts allowed here");
    };
    publish(site.path(), &edition("old")).unwrap();
    fs::create_dir(site.path().join("public/data")).unwrap();
    fs::create_dir(site.path().join("shared")).unwrap();
    for mount in [
        "mount -t tmpfs tmpfs \"$SHIRUBE_TEST_ROOT/public/data\"",
        "mount --bind \"$SHIRUBE_TEST_ROOT/shared\" \"$SHIRUBE_TEST_ROOT/public/data\"",
    ] {
        check_success(&play_after(mount, way, "mounts", site.path()).output().unwrap());
        assert_eq!(output(site.path()), edition("old"));
    }
}

/// With a disk, or a folder of the same disk, mounted at `public/data`.
fn publish_among_mounts(root: &Path) {
    let data = root.join("public/data");
    fs::write(data.join("precious"), "precious").unwrap();
    let why = |error| match error {
        Err(Error::Refused { why, .. }) => why,
        other => panic!("{other:?}"),
    };
    let real = data.canonicalize().unwrap();
    assert_eq!(why(publish(root, &edition("new"))), Refusal::HoldsMountPoint { path: real });
    let begun = Publication::begin(&data, root, None).map(|_| Published {
        written: 0,
        unchanged: 0,
        removed: 0,
        bytes: 0,
    });
    assert_eq!(why(begun), Refusal::MountPoint);
    assert_eq!(fs::read_to_string(data.join("precious")).unwrap(), "precious");
    check_nothing_beside(root);
}

/// Root may write everywhere, so this is played as nobody.
#[test]
fn read_only_folders() {
    let site = site();
    let set_mode = |mode| fs::set_permissions(site.path(), fs::Permissions::from_mode(mode)).unwrap();
    set_mode(0o755);
    publish(site.path(), &edition("old")).unwrap();
    set_mode(0o555);
    let mut command = play("read-only", site.path());
    if fs::metadata(site.path()).unwrap().uid() == 0 {
        command.uid(65534).gid(65534);
    }
    let outcome = command.output().unwrap();
    set_mode(0o755);
    check_success(&outcome);
    assert_eq!(output(site.path()), edition("old"));
    check_nothing_beside(site.path());
}

fn publish_read_only(root: &Path) {
    let error = publish(root, &edition("new")).unwrap_err();
    assert!(matches!(error, Error::Io { .. }), "{error:?}");
    assert!(error.help().is_some());
    let elsewhere = tempfile::tempdir().unwrap();
    let publication = Publication::begin(&elsewhere.path().join("public"), root, None).unwrap();
    publication.write("index.html", b"").unwrap();
    publication.commit().expect("sources that are read-only can be published elsewhere");
}
