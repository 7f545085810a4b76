//! An understood site whose pages are drawn when somebody asks for them: what the preview shows.
//!
//! A renderer borrows the site, the theme and the sources, and a preview must hold all of them for as long as
//! somebody reads. So each drawing is a thread that owns what it draws, with the renderer on its stack, and
//! is asked through a channel. It ends when the last one who could ask is gone, and so a large site is taken
//! apart beside the work and not in it.

use std::collections::{HashMap, HashSet};
use std::mem::{Discriminant, discriminant};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::thread;

use crate::diagnostic::Diagnostic;
use crate::model::Subject;
use crate::pages::{self, Page};
use crate::pipeline::{OtherFile, Understanding, other_files};
use crate::render::Renderer;
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

/// An understood site, ready to draw.
pub struct Drawing {
    questions: Sender<Question>,
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
        Self { questions }
    }

    /// What is at an address, such as `kawasaki/index.html`.
    pub fn file(&self, address: &str) -> Drawn {
        self.ask(|answer| Question::File { address: address.to_owned(), answer })
            .unwrap_or_else(|| Drawn::Broken(Vec::new()))
    }

    /// What the theme gets wrong on one page of each kind in each language. Mistakes in templates show only
    /// when they draw; most show on any page of a kind.
    pub fn sample(&self) -> Vec<Diagnostic> {
        self.ask(|answer| Question::Sample { answer }).unwrap_or_default()
    }

    /// The address of the page that shows the text of a file.
    pub fn page_of(&self, file: &SourcePath) -> Option<String> {
        self.ask(|answer| Question::PageOf { file: file.clone(), answer }).flatten()
    }

    fn ask<T>(&self, question: impl FnOnce(SyncSender<T>) -> Question) -> Option<T> {
        let (answer, answered) = mpsc::sync_channel(1);
        self.questions.send(question(answer)).ok()?;
        answered.recv().ok()
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
        match (self.others.get(address), site.at(address)) {
            (Some(other), _) => Drawn::File(other.bytes(site).as_ref().into()),
            (None, Some((subject, language))) => self.page(Page { subject, language }, address),
            (None, None) => Drawn::Missing,
        }
    }

    /// A panic is a mistake of ours, and must not be the end of an afternoon's preview.
    fn page(&self, page: Page, address: &str) -> Drawn {
        match catch_unwind(AssertUnwindSafe(|| self.renderer.page(page))) {
            Ok(Some((_, html))) => Drawn::File(html.into()),
            Ok(None) => Drawn::Broken(self.renderer.complaints()),
            Err(_) => Drawn::Broken(vec![our_mistake(address)]),
        }
    }

    fn sample(&self) -> Vec<Diagnostic> {
        let mut kinds: HashSet<(Discriminant<Subject>, Language)> = HashSet::new();
        let pages = pages::all(&self.understanding.site).into_iter();
        let first = pages.filter(|page| kinds.insert((discriminant(&page.subject), page.language)));
        let mut found: Vec<Diagnostic> = first
            .map(|page| (self.understanding.site.address(page.subject, page.language), page))
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
        site.at(&address).map(|_| address)
    }
}

fn our_mistake(address: &str) -> Diagnostic {
    Diagnostic::error(
        "shirube.panic",
        Place::file(&SourcePath::new("content/site.toml")),
        format!("ページ `{address}` を作る途中で Shirube 自身の誤りが起きました"),
        format!("Shirube itself failed while drawing the page `{address}`"),
    )
    .help("この画面の内容を開発者に知らせてください", "please report this, with what the terminal says")
}
