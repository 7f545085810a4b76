//! `shirube serve`: read → understand → publish → wait, for as long as somebody writes.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Instant;

use crate::diagnostic::{Bilingual, Diagnostic, Severity};
use crate::disk::{self, Changes, Reader, Reading, Watched, Watcher};
use crate::memory::Memory;
use crate::model::Shows;
use crate::on_demand::OnDemandRenderer;
use crate::pipeline::{Input, Options, Outcome, Timings, Understanding, understand_again};
use crate::rules;
use crate::serve::{Editor, FoundLater, Listening, Preview, Update};
use crate::source::{ContentHash, Place, SourcePath, Sources};

use super::args::ServeArguments;
use super::as_of::day;
use super::browser;
use super::ending::{Ending, Failure};
use super::report::{count, each, notes_counted, report};
use super::screen::{Screen, visible};

/// How many ports are tried, when the one that was asked for is taken.
const PORTS_TRIED: u16 = 20;

pub(super) fn run(arguments: &ServeArguments, screen: &Screen) -> Result<Ending, Failure> {
    begin(arguments, &arguments.site.folder()?, screen)?.run()
}

/// Everything that the loop needs. The folder is watched and the port is open before the first reading.
fn begin<'a>(arguments: &ServeArguments, root: &Path, screen: &'a Screen) -> Result<Serving<'a>, Failure> {
    let mut reader = Reader::new(root);
    let watcher = Watcher::new(root, arguments.poll);
    let first = reader.read_everything()?;
    let listening = listen(arguments, screen)?;
    let root = disk::real_path(root)?;
    let link = Some(arguments.editor.clone()).filter(|link| link != "none");
    let (preview, found_later) = Preview::new(Editor { link, root });
    let preview = Arc::new(preview);
    print_found_later(found_later, *screen);
    let as_of = arguments.as_of.as_deref().map(day).transpose()?;
    let options = Options { shows: Shows::Drafts, as_of, ..Options::of(arguments.audience) };
    let address = browser_address(&arguments.host, listening.address);
    let warning = warning(listening.address, listening.seen_by_others());
    let mut serving = Serving {
        reader,
        watcher,
        preview: preview.clone(),
        options,
        memory: Memory::default(),
        themes: None,
        how: Watched::ByEvents,
        follow: arguments.follow,
        missing: false,
        notes: 0,
        printed: None,
        screen,
    };
    serving.print_watching();
    serving.show(first, Instant::now());
    listening
        .serve(preview, name_of(&arguments.host))
        .map_err(|error| could_not_listen(arguments, &error))?;
    print_address(&address, warning.as_ref(), screen);
    if arguments.open {
        browser::open(&address, screen);
    }
    Ok(serving)
}

struct Serving<'a> {
    reader: Reader,
    watcher: Watcher,
    preview: Arc<Preview>,
    options: Options,
    memory: Memory,
    /// The theme's sources as they were last tried.
    themes: Option<Vec<(SourcePath, ContentHash)>>,
    how: Watched,
    follow: bool,
    missing: bool,
    /// How many notes there were last.
    notes: usize,
    /// The diagnostics of the last reading; nothing before the first.
    printed: Option<BTreeSet<Diagnostic>>,
    screen: &'a Screen,
}

impl Serving<'_> {
    fn run(&mut self) -> ! {
        loop {
            let changes = self.watcher.wait();
            let start = Instant::now();
            if let Some(reading) = self.read(&changes) {
                self.show(reading, start);
            }
            self.print_watching();
        }
    }

    /// What is different; nothing if nothing is. A folder that has vanished is waited for.
    fn read(&mut self, changes: &Changes) -> Option<Reading> {
        // Whether the folder is back shows only when all of it is looked at.
        let reading = if self.missing { self.reader.read_everything() } else { self.reader.read(changes) };
        match reading {
            Ok(reading) => {
                let came_back = std::mem::take(&mut self.missing);
                if !reading.changed.is_empty() && *changes == Changes::Everything {
                    self.watcher.found_without_event();
                }
                (came_back || !reading.changed.is_empty()).then_some(reading)
            }
            Err(error) => {
                if !std::mem::replace(&mut self.missing, true) {
                    self.report_missing(&error);
                }
                None
            }
        }
    }

    /// understand → publish, and a line about it.
    fn show(&mut self, reading: Reading, start: Instant) {
        let Reading { sources, diagnostics: unread, changed, .. } = reading;
        let input = Input::new(sources, unread);
        let Outcome { understanding, mut diagnostics } =
            understand_again(&input, &self.options, &mut self.memory, &mut Timings::new());
        let notes = take_notes(&mut diagnostics);
        let sources = input.sources;
        let renderer = match understanding {
            Understanding::Sound(site) => Some(OnDemandRenderer::start(site, sources.clone())),
            Understanding::Unsound(_) => None,
        };
        let renderer = renderer.filter(|renderer| self.theme_renders(renderer, &sources, &mut diagnostics));
        let follow = renderer.as_ref().and_then(|renderer| self.page_to_follow(renderer, &changed));
        let is_shown = renderer.is_some();
        self.preview.publish(Update {
            renderer,
            diagnostics: diagnostics.clone(),
            sources: sources.clone(),
            follow,
        });
        self.print_reading(&changed, is_shown, &diagnostics, &sources, start);
        self.count_notes(notes);
    }

    /// A line about the notes, when there are more or fewer of them than before.
    fn count_notes(&mut self, notes: usize) {
        if std::mem::replace(&mut self.notes, notes) != notes
            && let Some(counted) = notes_counted(notes, self.options.audience, self.screen)
        {
            self.screen.say(&counted);
        }
    }

    /// A theme that has changed is tried on a page of each kind before anybody sees it.
    fn theme_renders(
        &mut self,
        renderer: &OnDemandRenderer,
        sources: &Sources,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> bool {
        let themes = theme_sources(sources);
        if self.themes.as_ref() == Some(&themes) {
            return true;
        }
        let found = renderer.sample();
        self.themes = found.is_empty().then_some(themes);
        diagnostics.extend(found);
        self.themes.is_some()
    }

    fn page_to_follow(&self, renderer: &OnDemandRenderer, changed: &[SourcePath]) -> Option<String> {
        match changed {
            [file] if self.follow => renderer.page_of(file),
            _ => None,
        }
    }

    /// Says on the screen and in the panel that the folder is gone; what was there is still shown.
    fn report_missing(&self, error: &disk::Error) {
        let message = error.words();
        let waiting = Bilingual::new("フォルダーが戻るのを待っています", "waiting for it to come back");
        let (clock, head) = (self.screen.clock(), self.screen.choose("エラー", "error"));
        self.screen.say(&format!("{clock} {head}: {}", self.screen.words(&message)));
        self.screen.say(&format!("{clock} {}", self.screen.words(&waiting)));
        let place = Place::file(&SourcePath::new("content/site.toml"));
        let diagnostic = Diagnostic::new(rules::SOURCE_MISSING, place, message.ja, message.en);
        let diagnostics = vec![diagnostic.help(waiting.ja, waiting.en)];
        self.preview.publish(Update { renderer: None, diagnostics, sources: Arc::default(), follow: None });
    }

    /// A line about a reading: when, what, how long it took. What is wrong follows, unless it was said before.
    fn print_reading(
        &mut self,
        changed: &[SourcePath],
        is_shown: bool,
        diagnostics: &[Diagnostic],
        sources: &Sources,
        start: Instant,
    ) {
        let milliseconds = start.elapsed().as_millis();
        let before = self.printed.replace(diagnostics.iter().cloned().collect());
        let is_new = |found: &&Diagnostic| before.as_ref().is_none_or(|before| !before.contains(*found));
        let new: Vec<Diagnostic> = diagnostics.iter().filter(is_new).cloned().collect();
        let happened = happened(is_shown, before.is_none());
        let mut line = self.screen.choose(
            format!("{}（{milliseconds} ms）", happened.ja),
            format!("{} ({milliseconds} ms)", happened.en),
        );
        if before.is_some() {
            line.push_str(&format!(": {}", self.summary(changed)));
        }
        if !diagnostics.is_empty() && new.is_empty() {
            let count = count(diagnostics, self.screen);
            let known =
                self.screen.choose(format!("（先ほどと同じ：{count}）"), format!(" (as before: {count})"));
            line.push_str(&known);
        }
        self.screen.say(&format!("{} {line}", self.screen.clock()));
        if !new.is_empty() {
            let each = each(&new, sources, self.screen);
            self.screen.say(&format!("{each}{}", self.count(diagnostics, new.len())));
        }
    }

    /// How much is wrong, and how much of it was said before.
    fn count(&self, diagnostics: &[Diagnostic], new: usize) -> String {
        let (all, known) = (count(diagnostics, self.screen), diagnostics.len() - new);
        match known {
            0 => all,
            _ => self.screen.choose(
                format!("{all}（うち {known} 件は先ほどと同じ）"),
                format!("{all} ({known} as before)"),
            ),
        }
    }

    fn summary(&self, changed: &[SourcePath]) -> String {
        match changed {
            [] => self.screen.choose("フォルダーが戻りました", "the folder is back").to_owned(),
            [one] => visible(one.as_str()),
            [first, rest @ ..] => {
                let (first, more) = (visible(first.as_str()), rest.len());
                self.screen.choose(format!("{first} ほか {more} 件"), format!("{first} and {more} more"))
            }
        }
    }

    fn print_watching(&mut self) {
        if self.how != self.watcher.how() {
            self.how = self.watcher.how();
            self.screen.say(self.screen.choose(
                "変更の通知を使わず、1 秒ごとにフォルダーを確かめます",
                "looking at the folder every second, without relying on events",
            ));
        }
    }
}

/// Prints what is found only when a page is opened, for as long as the preview runs.
fn print_found_later(found: Receiver<FoundLater>, screen: Screen) {
    std::thread::spawn(move || {
        let mut printed = Vec::new();
        for FoundLater { diagnostics, sources } in found {
            // The same after another save is not new.
            if diagnostics == printed {
                continue;
            }
            let clock = screen.clock();
            screen.say(&format!(
                "{clock} {}",
                screen.choose(
                    "開かれたページに直すところがあります。前の表示のままです",
                    "something to fix on a page that was opened; the last good page stays"
                )
            ));
            screen.say(&report(&diagnostics, &sources, &screen));
            printed = diagnostics;
        }
    });
}

/// What a reading came to.
fn happened(is_shown: bool, is_first: bool) -> Bilingual {
    match (is_shown, is_first) {
        (true, true) => Bilingual::new("サイトを読み込みました", "read the site"),
        (true, false) => Bilingual::new("表示を更新しました", "updated"),
        (false, true) => Bilingual::new("直すところがあり、まだ表示できません", "cannot be shown yet"),
        (false, false) => Bilingual::new(
            "直すところがあります。前の表示のままです",
            "something to fix; the last good page stays",
        ),
    }
}

/// Takes the notes out, which only `check` says, and counts them.
fn take_notes(diagnostics: &mut Vec<Diagnostic>) -> usize {
    let all = diagnostics.len();
    diagnostics.retain(|diagnostic| diagnostic.severity != Severity::Note);
    all - diagnostics.len()
}

fn theme_sources(sources: &Sources) -> Vec<(SourcePath, ContentHash)> {
    let of_theme = sources.files.range(SourcePath::new("themes/")..);
    let of_theme = of_theme.take_while(|(path, _)| path.as_str().starts_with("themes/"));
    let site = sources.files.get_key_value(&SourcePath::new("content/site.toml"));
    site.into_iter().chain(of_theme).map(|(path, file)| (path.clone(), file.hash)).collect()
}

/// Listens where it was asked for, or at the next free port.
fn listen(arguments: &ServeArguments, screen: &Screen) -> Result<Listening, Failure> {
    let listening = Listening::at(&arguments.host, arguments.port, PORTS_TRIED)
        .map_err(|error| could_not_listen(arguments, &error))?;
    let (asked, given) = (arguments.port, listening.address.port());
    if asked != given && asked != 0 {
        screen.say(&screen.choose(
            format!("ポート {asked} は使用中なので、{given} を使います"),
            format!("port {asked} is taken; using {given}"),
        ));
    }
    Ok(listening)
}

fn could_not_listen(arguments: &ServeArguments, error: &std::io::Error) -> Failure {
    let (host, port) = (&arguments.host, arguments.port);
    if error.kind() == std::io::ErrorKind::AddrInUse {
        let last = port.saturating_add(PORTS_TRIED - 1);
        return Failure::new(
            format!("ポート {port} から {last} まですべて使用中です。`--port` で別の番号を指定してください"),
            format!("the ports {port} to {last} are all taken: give another with `--port`"),
        );
    }
    let reason = reason(host, error);
    Failure::new(
        format!("`{host}` のポート {port} で待ち受けられません：{}", reason.ja),
        format!("cannot listen on port {port} of `{host}`: {}", reason.en),
    )
}

fn reason(host: &str, error: &std::io::Error) -> Bilingual {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::AddrNotAvailable => {
            Bilingual::new("このパソコンのアドレスではありません", "it is no address of this computer")
        }
        ErrorKind::PermissionDenied => Bilingual::new(
            "権限がありません。`--port` に 1024 以上の番号を指定してください",
            "permission denied; give a port of 1024 or more with `--port`",
        ),
        _ if name_of(host).is_some() => {
            Bilingual::new("その名前のコンピューターが見つかりません", "no computer of that name is found")
        }
        _ => Bilingual::new(error.to_string(), error.to_string()),
    }
}

/// The name under which others may ask, where the host is one.
fn name_of(host: &str) -> Option<String> {
    host.parse::<std::net::IpAddr>().is_err().then(|| host.to_owned())
}

fn browser_address(host: &str, address: SocketAddr) -> String {
    let port = address.port();
    match address.ip() {
        ip if ip.is_unspecified() => format!("http://localhost:{port}/"),
        _ if name_of(host).is_some() => format!("http://{host}:{port}/"),
        _ => format!("http://{address}/"),
    }
}

fn print_address(address: &str, warning: Option<&Bilingual>, screen: &Screen) {
    screen.result(
        format!("{address} で表示しています（終わるには Ctrl+C）"),
        format!("serving at {address} (Ctrl+C to stop)"),
    );
    if let Some(warning) = warning {
        screen.say(&screen.words(warning));
    }
}

/// What it means that others can reach the preview, and how they do.
fn warning(address: SocketAddr, seen: Option<SocketAddr>) -> Option<Bilingual> {
    if address.ip().to_canonical().is_loopback() {
        return None;
    }
    let there = match seen {
        Some(seen) => Bilingual::new(format!("http://{seen}/"), format!("http://{seen}/")),
        None => Bilingual::new("このパソコンの IP アドレス", "this computer's IP address"),
    };
    Some(Bilingual::new(
        format!(
            "注意: 同じネットワークのだれでも、公開前の原稿を読めます。終わったら Ctrl+C で止めてください\nほかのパソコンからは {} で開きます",
            there.ja
        ),
        format!(
            "note: anyone on this network can read what is not published yet; stop with Ctrl+C when done\nother computers open it at {}",
            there.en
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::{browser_address, warning};

    #[test]
    fn the_address_is_one_that_a_browser_opens() {
        for (host, address, expected) in [
            ("127.0.0.1", "127.0.0.1:4080", "http://127.0.0.1:4080/"),
            ("localhost", "127.0.0.1:4081", "http://localhost:4081/"),
            ("::1", "[::1]:4080", "http://[::1]:4080/"),
            ("0.0.0.0", "0.0.0.0:4080", "http://localhost:4080/"),
            ("::", "[::]:4080", "http://localhost:4080/"),
            ("pc-12", "192.0.2.7:4080", "http://pc-12:4080/"),
        ] {
            assert_eq!(browser_address(host, address.parse().unwrap()), expected);
        }
    }

    #[test]
    fn a_preview_that_others_can_reach_comes_with_a_warning() {
        for private in ["127.0.0.1:4080", "127.0.0.2:4080", "[::1]:4080", "[::ffff:127.0.0.1]:4080"] {
            assert!(warning(private.parse().unwrap(), None).is_none(), "{private}");
        }
        for open in ["0.0.0.0:4080", "[::]:4080", "192.0.2.7:4080"] {
            let words = warning(open.parse().unwrap(), None).unwrap();
            assert!(words.ja.contains("公開前の原稿を読めます") && words.ja.contains("IP アドレス"));
            assert!(words.en.contains("anyone on this network"), "{}", words.en);
            let words = warning(open.parse().unwrap(), Some("192.0.2.7:4080".parse().unwrap())).unwrap();
            for text in [words.ja, words.en] {
                assert!(text.contains("http://192.0.2.7:4080/"), "{text}");
            }
        }
    }
}
