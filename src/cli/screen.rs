//! Where words go, and in which language.

use std::ffi::OsString;
use std::fmt::Display;
use std::io::{BufRead, ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::ValueEnum;

use crate::diagnostic::Bilingual;

use super::ending::Failure;
use super::paths::quoted;
use super::proposals::with_root;

/// The language of messages.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Messages {
    #[value(name = "ja")]
    Japanese,
    #[value(name = "en")]
    English,
}

/// Whether a result could not be written: standard output belongs to the process, and so does what became of it.
static OUTPUT_IS_LOST: AtomicBool = AtomicBool::new(false);

/// Why the command has not worked although all of it was done: its result could not be written, on a full disk say.
pub(super) fn lost_output() -> Option<Failure> {
    OUTPUT_IS_LOST.load(Ordering::Relaxed).then(|| {
        Failure::new("結果を書き出せませんでした", "the result could not be written").help(
            "書き出し先の空き容量を確かめてください",
            "check whether there is room where it is written to",
        )
    })
}

/// The terminal, or whatever stands in its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Screen {
    pub(super) messages: Messages,
    /// Whether standard error is a terminal that shows colours.
    pub(super) colour: bool,
    /// Whether standard error is a terminal, for progress.
    pub(super) interactive: bool,
    /// The site's folder where the command line names one: commands that messages propose have to name it too.
    pub(super) root: Option<&'static str>,
}

impl Screen {
    /// The screen as the command line and the environment describe it. `--messages` is looked for before the
    /// arguments are parsed, because their errors want the right language too.
    pub(super) fn of_environment(arguments: impl IntoIterator<Item = OsString>) -> Self {
        let arguments: Vec<String> =
            arguments.into_iter().map(|argument| argument.to_string_lossy().into_owned()).collect();
        let interactive = std::io::stderr().is_terminal();
        let messages =
            option(&arguments, "--messages").and_then(|value| Messages::from_str(value, false).ok());
        // There is one command line, and it is there until the process ends.
        let root = option(&arguments, "--root").map(|root| &*quoted(Path::new(root)).leak());
        Self {
            root,
            messages: messages.or_else(of_locale).unwrap_or(Messages::English),
            colour: interactive
                && variable("NO_COLOR").is_none()
                && variable("TERM").as_deref() != Some("dumb"),
            interactive,
        }
    }

    /// The words in the language of messages, fit for a terminal: what is proposed works when it is copied.
    pub(super) fn words(&self, words: &Bilingual) -> String {
        let words = visible(self.spoken(words));
        self.root.map_or_else(|| words.clone(), |root| with_root(&words, root))
    }

    /// The words in the language of messages, for other programs.
    pub(super) fn spoken<'a>(&self, words: &'a Bilingual) -> &'a str {
        self.choose(&words.ja, &words.en)
    }

    /// One of two.
    pub(super) fn choose<T>(&self, ja: T, en: T) -> T {
        match self.messages {
            Messages::Japanese => ja,
            Messages::English => en,
        }
    }

    /// What the clock on the wall says, in hours, minutes and seconds.
    pub(super) fn clock(&self) -> String {
        jiff::Zoned::now().strftime("%H:%M:%S").to_string()
    }

    /// A result in the language of messages, to standard output.
    pub(super) fn result(&self, ja: impl Into<String>, en: impl Into<String>) {
        self.print(self.choose(ja.into(), en.into()));
    }

    /// A result, to standard output. A reader who has closed the pipe has seen enough: that is no error.
    pub(super) fn print(&self, text: impl Display) {
        match writeln!(std::io::stdout(), "{text}") {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                OUTPUT_IS_LOST.store(true, Ordering::Relaxed)
            }
            _ => {}
        }
    }

    /// Everything else, to standard error.
    pub(super) fn say(&self, text: &str) {
        let _ = writeln!(std::io::stderr(), "{text}");
    }

    /// Whether somebody reads what is said and can answer.
    pub(super) fn has_reader(&self) -> bool {
        std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
    }

    /// Leaves what was said on the screen until a reader has seen it.
    pub(super) fn wait_for_enter(&self) {
        if self.has_reader() {
            let _ = self.ask(self.choose("\nEnterキーを押すと終わります。", "\nPress Enter to close. "));
        }
    }

    /// What a person answers, without the white space around it; `None` where nobody answers any more.
    pub(super) fn ask(&self, question: &str) -> Option<String> {
        let mut errors = std::io::stderr();
        let _ = write!(errors, "{question}").and_then(|()| errors.flush());
        let mut line = String::new();
        let length = std::io::stdin().lock().read_line(&mut line).ok()?;
        (length > 0).then(|| line.trim().to_owned())
    }

    /// An error that is not about the content, and what to do about it.
    pub(super) fn error(&self, failure: &Failure) {
        self.say(&format!("{}: {}", self.choose("エラー", "error"), self.words(&failure.message)));
        if let Some(help) = &failure.help {
            self.say(&format!("{}: {}", self.choose("対処", "help"), self.words(help)));
        }
    }
}

/// A text from a file or a name, with signs in the place of control characters: none of them reaches the
/// terminal, where it would move the cursor or colour the screen. Lines stay lines.
pub(super) fn visible(text: &str) -> String {
    let shown = |character: char| match character {
        '\n' => '\n',
        '\t' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' => '\u{fffd}',
        other => other,
    };
    text.chars().map(shown).collect()
}

/// The value of an option, read before the command line is parsed.
fn option<'a>(arguments: &'a [String], name: &str) -> Option<&'a str> {
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.strip_prefix(name) {
            Some("") => return arguments.next().map(String::as_str),
            Some(rest) => return rest.strip_prefix('='),
            None => {}
        }
    }
    None
}

/// The first of the variables that is set and not empty decides, as POSIX has it.
fn of_locale() -> Option<Messages> {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable).or_else(of_system)?;
    let japanese = locale == "ja" || ["ja_", "ja.", "ja-"].iter().any(|begin| locale.starts_with(begin));
    Some(if japanese { Messages::Japanese } else { Messages::English })
}

/// Windows sets none of these variables; it has to be asked.
fn of_system() -> Option<String> {
    #[cfg(windows)]
    return sys_locale::get_locale();
    #[cfg(not(windows))]
    None
}

#[expect(clippy::disallowed_methods, reason = "the command line is where the environment is read")]
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
