//! Rendering on demand: a page is rendered when a browser asks the preview for it.
//!
//! A renderer borrows the site, the theme and the sources, and a preview must hold all of them for as long as
//! somebody reads. So each renderer has a thread that owns what it renders, with the renderer on its stack, and
//! takes requests through a channel. The thread ends when the channel is closed, so that a large site is freed
//! there and not in the thread that serves the next one.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::pages::{self, Aliases, Page};
use crate::pipeline::{OtherFile, SoundSite, other_files};
use crate::render::Renderer;
use crate::rules;
use crate::source::{Place, SourcePath, Sources};
use crate::values::Language;

#[derive(Clone, Debug)]
pub enum Rendered {
    /// A file: the bytes that a build would write.
    File(Arc<[u8]>),
    /// No page and no file has this address.
    Missing,
    /// A page that the theme cannot render, and why.
    Failed(Vec<Diagnostic>),
}

/// How long a request may take. One page of each kind of a site of 10,000 measures takes a tenth of it.
const TIMEOUT: Duration = Duration::from_secs(10);

pub struct OnDemandRenderer {
    requests: Sender<Request>,
    timeout: Duration,
}

/// Work for the thread: it sends its result itself.
type Request = Box<dyn FnOnce(&Worker<'_>) + Send>;

impl OnDemandRenderer {
    /// Starts the thread. `sources` are those that the site was understood from.
    pub fn start(site: SoundSite, sources: Arc<Sources>) -> Self {
        let (requests, received) = mpsc::channel();
        thread::spawn(move || {
            let worker = Worker::new(&site, &sources);
            received.into_iter().for_each(|request: Request| request(&worker));
        });
        Self { requests, timeout: TIMEOUT }
    }

    /// What is at an address, such as `kawasaki/index.html`.
    pub fn file(&self, address: &str) -> Rendered {
        let wanted = address.to_owned();
        self.request(move |worker| worker.file(&wanted))
            .unwrap_or_else(|failure| Rendered::Failed(vec![failure.diagnostic(address)]))
    }

    /// What is wrong with the theme on one page of each kind in each language. Mistakes in templates show only
    /// when they are rendered; most show on any page of a kind.
    pub fn sample(&self) -> Vec<Diagnostic> {
        let found = self.request(|worker| worker.sample());
        found.unwrap_or_else(|failure| vec![failure.diagnostic("index.html")])
    }

    /// The address of the page that shows the text of a file.
    pub fn page_of(&self, file: &SourcePath) -> Option<String> {
        let file = file.clone();
        self.request(move |worker| worker.page_of(&file)).ok().flatten()
    }

    fn request<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Worker<'_>) -> T + Send + 'static,
    ) -> Result<T, NoResponse> {
        let (response, received) = mpsc::sync_channel(1);
        // A failed send means that the request has timed out and nobody waits for the response.
        let request: Request = Box::new(move |worker| drop(response.send(work(worker))));
        self.requests.send(request).map_err(|_| NoResponse::WorkerEnded)?;
        received.recv_timeout(self.timeout).map_err(|error| match error {
            RecvTimeoutError::Timeout => NoResponse::Timeout,
            RecvTimeoutError::Disconnected => NoResponse::WorkerEnded,
        })
    }
}

enum NoResponse {
    /// A template loops for longer than anybody waits. Its thread cannot be ended; the next renderer has one of
    /// its own.
    Timeout,
    /// The thread is gone, which is a mistake of ours.
    WorkerEnded,
}

impl NoResponse {
    fn diagnostic(&self, address: &str) -> Diagnostic {
        match self {
            Self::Timeout => Diagnostic::new(
                rules::TEMPLATE_ENDLESS,
                Place::file(&SourcePath::new("content/site.toml")),
                format!("ページ `{address}` などを作る処理が終わりません"),
                format!("rendering pages such as `{address}` does not come to an end"),
            )
            .help(
                "テンプレートのくり返し（`for`）の回数を確かめてください。直しても重いときは、プレビューを起動し直してください",
                "look for a `for` in a template that repeats too often; if the computer stays busy after that, start the preview again",
            ),
            Self::WorkerEnded => our_mistake(address),
        }
    }
}

/// The thread, with what it renders.
struct Worker<'a> {
    site: &'a Site,
    aliases: &'a Aliases,
    renderer: Renderer<'a>,
    others: HashMap<String, OtherFile<'a>>,
}

impl<'a> Worker<'a> {
    fn new(sound: &'a SoundSite, sources: &'a Sources) -> Self {
        Self {
            site: sound.site(),
            aliases: sound.aliases(),
            renderer: sound.renderer_at_top(sources),
            others: other_files(sound, sources).collect(),
        }
    }

    fn file(&self, address: &str) -> Rendered {
        match (self.others.get(address), pages::at(self.site, address)) {
            (Some(other), _) => Rendered::File(other.bytes(self.site)),
            (None, Some(page)) => self.page(page, address),
            (None, None) => match self.aliases.at(self.site, address) {
                Some(page) => self.rendered(address, || self.renderer.alias(address, page)),
                None => Rendered::Missing,
            },
        }
    }

    fn page(&self, page: Page, address: &str) -> Rendered {
        self.rendered(address, || self.renderer.page(page).map(|(_, html)| html))
    }

    /// A panic is a mistake of ours, and must not be the end of an afternoon's preview.
    fn rendered(&self, address: &str, render: impl FnOnce() -> Option<Vec<u8>>) -> Rendered {
        match catch_unwind(AssertUnwindSafe(render)) {
            Ok(Some(html)) => Rendered::File(html.into()),
            Ok(None) => Rendered::Failed(self.renderer.diagnostics()),
            Err(_) => Rendered::Failed(vec![our_mistake(address)]),
        }
    }

    fn sample(&self) -> Vec<Diagnostic> {
        let mut kinds: HashSet<(&str, Language)> = HashSet::new();
        let pages = pages::all(self.site).into_iter();
        let first = pages.filter(|page| kinds.insert((pages::kind(page.id).name, page.language)));
        let pages = first.map(|page| pages::address(self.site, page.id, page.language));
        let alias = self.aliases.all(self.site).map(|(address, _)| address).next();
        let mut found: Vec<Diagnostic> = pages
            .chain(alias)
            .filter_map(|address| match self.file(&address) {
                Rendered::Failed(found) => Some(found),
                _ => None,
            })
            .flatten()
            .collect();
        found.sort();
        found.dedup();
        found
    }

    fn page_of(&self, file: &SourcePath) -> Option<String> {
        let languages = &self.site.languages;
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
        pages::at(self.site, &address).map(|_| address)
    }
}

fn our_mistake(address: &str) -> Diagnostic {
    Diagnostic::new(
        rules::SHIRUBE_PANIC,
        Place::file(&SourcePath::new("content/site.toml")),
        format!("ページ `{address}` を作る途中で Shirube 自身の誤りが起きました"),
        format!("Shirube itself failed while rendering the page `{address}`"),
    )
    .help("この画面の内容を開発者に知らせてください", "please report this, with what the terminal says")
}

#[cfg(test)]
mod tests {
    use super::{OnDemandRenderer, Rendered, mpsc};
    use std::time::Duration;

    #[test]
    fn an_endless_template_is_reported_and_blocks_nobody() {
        let (requests, received) = mpsc::channel();
        let renderer = OnDemandRenderer { requests, timeout: Duration::from_millis(1) };
        let failure = || match renderer.file("index.html") {
            Rendered::Failed(found) => found[0].code(),
            other => panic!("nothing renders, but there is {other:?}"),
        };
        assert_eq!(failure(), "template.endless");
        assert_eq!(renderer.sample()[0].code(), "template.endless");
        drop(received);
        assert_eq!(failure(), "shirube.panic");
    }
}
