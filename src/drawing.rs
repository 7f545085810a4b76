//! An understood site whose pages are drawn when somebody asks for them: what the preview shows.
//!
//! A renderer borrows the site, the theme and the sources, and a preview must hold all of them for as long as
//! somebody reads. So each drawing is a thread that owns what it draws, with the renderer on its stack, and
//! is asked through a channel. It ends when the last one who could ask is gone, and so a large site is taken
//! apart beside the work and not in it.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender};
use std::thread;
use std::time::Duration;

use crate::diagnostic::Diagnostic;
use crate::pages::{self, Page};
use crate::pipeline::{OtherFile, Understanding, other_files};
use crate::render::Renderer;
use crate::rules;
use crate::source::{Place, SourcePath, Sources};
use crate::values::Language;

/// What is at an address.
#[derive(Clone, Debug)]
pub enum Drawn {
    /// A file: the bytes that a build would write.
    File(Arc<[u8]>),
    /// Nothing.
    Missing,
    /// A page that the theme cannot draw, and why.
    Broken(Vec<Diagnostic>),
}

/// How long an answer may take. One page of each kind of a site of 10,000 measures takes a tenth of it.
const PATIENCE: Duration = Duration::from_secs(10);

/// An understood site, ready to draw.
pub struct Drawing {
    questions: Sender<Question>,
    patience: Duration,
}

enum Question {
    File { address: String, answer: SyncSender<Drawn> },
    Sample { answer: SyncSender<Vec<Diagnostic>> },
    PageOf { file: SourcePath, answer: SyncSender<Option<String>> },
}

impl Drawing {
    /// A drawing of a site.
    pub fn start(understanding: Understanding, sources: Arc<Sources>) -> Self {
        let (questions, asked) = mpsc::channel();
        thread::spawn(move || Board::new(&understanding, &sources).answer(&asked));
        Self { questions, patience: PATIENCE }
    }

    /// What is at an address, such as `kawasaki/index.html`.
    pub fn file(&self, address: &str) -> Drawn {
        self.ask(|answer| Question::File { address: address.to_owned(), answer })
            .unwrap_or_else(|silence| Drawn::Broken(vec![silence.complaint(address)]))
    }

    /// What the theme gets wrong on one page of each kind in each language. Mistakes in templates show only
    /// when they draw; most show on any page of a kind.
    pub fn sample(&self) -> Vec<Diagnostic> {
        let found = self.ask(|answer| Question::Sample { answer });
        found.unwrap_or_else(|silence| vec![silence.complaint("index.html")])
    }

    /// The address of the page that shows the text of a file.
    pub fn page_of(&self, file: &SourcePath) -> Option<String> {
        self.ask(|answer| Question::PageOf { file: file.clone(), answer }).ok().flatten()
    }

    fn ask<T>(&self, question: impl FnOnce(SyncSender<T>) -> Question) -> Result<T, Silence> {
        let (answer, answered) = mpsc::sync_channel(1);
        self.questions.send(question(answer)).map_err(|_| Silence::Ended)?;
        answered.recv_timeout(self.patience).map_err(|error| match error {
            RecvTimeoutError::Timeout => Silence::StillDrawing,
            RecvTimeoutError::Disconnected => Silence::Ended,
        })
    }
}

/// Why there is no answer.
enum Silence {
    /// A template repeats something more often than anybody waits for. Its thread cannot be ended; the next
    /// drawing has one of its own.
    StillDrawing,
    /// The thread is gone, which is a mistake of ours.
    Ended,
}

impl Silence {
    fn complaint(&self, address: &str) -> Diagnostic {
        match self {
            Self::StillDrawing => Diagnostic::new(
                rules::TEMPLATE_ENDLESS,
                Place::file(&SourcePath::new("content/site.toml")),
                format!("ページ `{address}` などを作る処理が終わりません"),
                format!("drawing pages such as `{address}` does not come to an end"),
            )
            .help(
                "テンプレートのくり返し（`for`）の回数を確かめてください。直しても重いときは、プレビューを起動し直してください",
                "look for a `for` in a template that repeats too often; if the computer stays busy after that, start the preview again",
            ),
            Self::Ended => our_mistake(address),
        }
    }
}

/// What the thread has before it.
struct Board<'a> {
    understanding: &'a Understanding,
    renderer: Renderer<'a>,
    others: HashMap<String, OtherFile<'a>>,
}

impl<'a> Board<'a> {
    fn new(understanding: &'a Understanding, sources: &'a Sources) -> Self {
        let site = &understanding.site;
        Self {
            understanding,
            renderer: Renderer::new(site, &understanding.theme, sources),
            others: other_files(understanding, sources).collect(),
        }
    }

    fn answer(&self, asked: &Receiver<Question>) {
        // Whoever asked may be gone by now: that is their affair.
        for question in asked {
            match question {
                Question::File { address, answer } => drop(answer.send(self.file(&address))),
                Question::Sample { answer } => drop(answer.send(self.sample())),
                Question::PageOf { file, answer } => drop(answer.send(self.page_of(&file))),
            }
        }
    }

    fn file(&self, address: &str) -> Drawn {
        let site = &self.understanding.site;
        match (self.others.get(address), pages::at(site, address)) {
            (Some(other), _) => Drawn::File(other.bytes(site)),
            (None, Some(page)) => self.page(page, address),
            (None, None) => Drawn::Missing,
        }
    }

    /// A panic is a mistake of ours, and must not be the end of an afternoon's preview.
    fn page(&self, page: Page, address: &str) -> Drawn {
        match catch_unwind(AssertUnwindSafe(|| self.renderer.page(page))) {
            Ok(Some((_, html))) => Drawn::File(html.into()),
            Ok(None) => Drawn::Broken(self.renderer.diagnostics()),
            Err(_) => Drawn::Broken(vec![our_mistake(address)]),
        }
    }

    fn sample(&self) -> Vec<Diagnostic> {
        let mut kinds: HashSet<(&str, Language)> = HashSet::new();
        let pages = pages::all(&self.understanding.site).into_iter();
        let first = pages.filter(|page| kinds.insert((pages::kind(page.id).name, page.language)));
        let mut found: Vec<Diagnostic> = first
            .map(|page| (pages::address(&self.understanding.site, page.id, page.language), page))
            .filter_map(|(address, page)| match self.page(page, &address) {
                Drawn::Broken(found) => Some(found),
                _ => None,
            })
            .flatten()
            .collect();
        found.sort();
        found.dedup();
        found
    }

    fn page_of(&self, file: &SourcePath) -> Option<String> {
        let site = &self.understanding.site;
        let languages = &site.languages;
        let stem = file.as_str().strip_prefix("content/")?.strip_suffix(".md")?;
        let (stem, language) = match stem.rsplit_once('.') {
            Some((stem, code)) => (stem, languages.find(code)?),
            None => (stem, Language::AUTHORITATIVE),
        };
        let page = match stem.rsplit_once('/') {
            Some((folder, "_index")) => format!("{folder}/index"),
            None if stem == "_index" => "index".to_owned(),
            _ => stem.to_owned(),
        };
        let address = match language.is_authoritative() {
            true => format!("{page}.html"),
            false => format!("{}/{page}.html", languages.code(language)),
        };
        pages::at(site, &address).map(|_| address)
    }
}

fn our_mistake(address: &str) -> Diagnostic {
    Diagnostic::new(
        rules::SHIRUBE_PANIC,
        Place::file(&SourcePath::new("content/site.toml")),
        format!("ページ `{address}` を作る途中で Shirube 自身の誤りが起きました"),
        format!("Shirube itself failed while drawing the page `{address}`"),
    )
    .help("この画面の内容を開発者に知らせてください", "please report this, with what the terminal says")
}

#[cfg(test)]
mod tests {
    use super::{Drawing, Drawn, mpsc};
    use std::time::Duration;

    #[test]
    fn a_template_that_does_not_end_is_told_and_holds_nobody_up() {
        let (questions, asked) = mpsc::channel();
        let drawing = Drawing { questions, patience: Duration::from_millis(1) };
        let Drawn::Broken(found) = drawing.file("index.html") else { panic!("nobody drew it") };
        assert_eq!(found[0].code(), "template.endless");
        assert_eq!(drawing.sample()[0].code(), "template.endless");
        drop(asked);
        let Drawn::Broken(found) = drawing.file("index.html") else { panic!("nobody drew it") };
        assert_eq!(found[0].code(), "shirube.panic");
    }
}
