//! Words → command.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::values::Audience;

use super::ending::Ending;
use super::japanese;
use super::screen::{Messages, Screen};

#[derive(Parser)]
#[command(
    name = "shirube",
    version,
    about = "Publish a city's HR vision as a site, in one language or several",
    disable_help_subcommand = true
)]
struct Arguments {
    /// Language of messages
    // `Screen` has read it before: the words of an argument error need it.
    #[arg(long, global = true, value_name = "LANGUAGE")]
    messages: Option<Messages>,
    /// Without one, the first steps are shown.
    #[command(subcommand)]
    command: Option<Command>,
}

/// A command with its arguments.
#[derive(Subcommand)]
pub(super) enum Command {
    /// Publish the site
    Build(BuildArguments),
    /// Preview the site while you write
    Serve(ServeArguments),
    /// Find everything that is wrong, and write nothing
    Check(CheckArguments),
    /// Say what the code of a message means
    Explain(ExplainArguments),
    /// Make a working site in a new folder
    Init(InitArguments),
    /// Make the next file: a city, plan, chapter, measure or translation
    New(NewArguments),
    /// Open the manual in the browser
    Manual,
    /// Write JSON Schemas of the records, for editors
    #[command(after_help = SCHEMA_HELP)]
    Schema(SchemaArguments),
    /// Show or copy themes
    Theme(ThemeArguments),
    /// Show the state of every translation
    Translations(TranslationsArguments),
}

/// Which site a command is about.
#[derive(Args)]
pub(super) struct SiteArguments {
    /// The site's folder [default: the nearest one upward with content/site.toml]
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
}

/// Which edition of a site, and what keeps it from being published.
#[derive(Args)]
pub(super) struct EditionArguments {
    /// Who the site is for
    #[arg(long, value_parser = audience(), default_value = "public")]
    pub(super) audience: Audience,
    /// The address it will have, instead of base_url in site.toml
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// The day that decides what is published and in force: a date, or today [default: the latest `updated` of
    /// the plans]
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<String>,
    /// Warnings fail too
    #[arg(long)]
    pub(super) strict: bool,
}

/// clap's own way, `ValueEnum`, is for types of this module only.
fn audience() -> impl TypedValueParser<Value = Audience> {
    PossibleValuesParser::new(["public", "internal"]).map(|word| match word.as_str() {
        "internal" => Audience::Internal,
        _ => Audience::Public,
    })
}

#[derive(Args)]
pub(super) struct BuildArguments {
    #[command(flatten)]
    pub(super) site: SiteArguments,
    /// Where to publish [default: public/ in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) edition: EditionArguments,
    /// Show how long each stage takes
    #[arg(long)]
    pub(super) timings: bool,
}

#[derive(Args)]
pub(super) struct ServeArguments {
    #[command(flatten)]
    pub(super) site: SiteArguments,
    /// Where to listen; 0.0.0.0 lets the whole office network in
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    pub(super) host: String,
    /// The port; the next free one if it is taken
    #[arg(long, value_name = "PORT", default_value_t = 4080)]
    pub(super) port: u16,
    /// Who the site is for
    #[arg(long, value_parser = audience(), default_value = "public")]
    pub(super) audience: Audience,
    /// The day that decides what is published and in force: a date, or today [default: the latest `updated` of
    /// the plans]
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<String>,
    /// Open the browser
    #[arg(long)]
    pub(super) open: bool,
    /// Look at the folder every second, for network drives
    #[arg(long)]
    pub(super) poll: bool,
    /// The browser opens the page of the file that was just saved
    #[arg(long)]
    pub(super) follow: bool,
    /// Link that opens a place in an editor; `none` for no links
    #[arg(long, value_name = "LINK", default_value = "vscode://file/{path}:{line}:{column}")]
    pub(super) editor: String,
}

#[derive(Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub(super) site: SiteArguments,
    /// A report for people, JSON for tools, or annotations for GitHub
    #[arg(long = "format", id = "check_format", value_enum, default_value = "human", value_name = "FORMAT")]
    pub(super) format: CheckFormat,
    #[command(flatten)]
    pub(super) edition: EditionArguments,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum CheckFormat {
    Human,
    Json,
    Github,
}

#[derive(Args)]
pub(super) struct ExplainArguments {
    /// The code between the brackets of a message; without one, all of them are listed
    #[arg(value_name = "CODE")]
    pub(super) code: Option<String>,
}

#[derive(Args)]
pub(super) struct InitArguments {
    /// The new folder
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
    /// The city's name in Japanese, such as 箱根町
    #[arg(long, value_name = "NAME")]
    pub(super) city: Option<String>,
    /// Its reading in hiragana
    #[arg(long, value_name = "READING")]
    pub(super) kana: Option<String>,
    /// Its name in Latin letters, for its folder and English pages
    #[arg(long, value_name = "NAME")]
    pub(super) roman: Option<String>,
    /// Its local government code, six digits
    #[arg(long = "code", id = "city_code", value_name = "CODE")]
    pub(super) code: Option<String>,
    /// The languages, the authoritative one first [default: ja,en]
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    pub(super) languages: Vec<String>,
}

#[derive(Args)]
pub(super) struct NewArguments {
    /// What to make
    #[arg(value_enum)]
    pub(super) kind: NewKind,
    /// Its path: CITY, CITY/PLAN, CITY/PLAN/NAME, or that of a file
    #[arg(value_name = "PATH", id = "new_path")]
    pub(super) path: PathBuf,
    /// The language of a translation
    #[arg(value_name = "LANGUAGE", id = "language")]
    pub(super) language: Option<String>,
    #[command(flatten)]
    pub(super) site: SiteArguments,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum NewKind {
    City,
    Plan,
    Chapter,
    Measure,
    Translation,
}

#[derive(Args)]
pub(super) struct SchemaArguments {
    /// Where they go; schemas that are there already are replaced
    #[arg(value_name = "DIR", id = "schema_folder")]
    pub(super) folder: PathBuf,
    #[command(flatten)]
    pub(super) site: SiteArguments,
}

const SCHEMA_HELP: &str = "\
In a site, words in several languages take those of the site.
DIR/settings.json is for VS Code with the extension Even Better TOML; one that is there already is not changed.
No TOML extension reaches the front matter of `.md` files: `shirube new` writes it and `shirube check` checks it.";

#[derive(Args)]
pub(super) struct ThemeArguments {
    #[command(subcommand)]
    pub(super) command: ThemeCommand,
}

#[derive(Subcommand)]
pub(super) enum ThemeCommand {
    /// List the themes of the site
    List {
        #[command(flatten)]
        site: SiteArguments,
    },
    /// Copy the built-in default theme into themes/NAME for editing
    Eject {
        /// The name of the copy
        name: String,
        #[command(flatten)]
        site: SiteArguments,
    },
}

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct TranslationsArguments {
    #[command(flatten)]
    pub(super) site: SiteArguments,
    /// A table for people, or JSON for tools
    #[arg(long, value_enum, default_value = "human")]
    pub(super) format: TranslationsFormat,
    /// End with status 1 if a translation is in this state
    #[arg(long, value_enum, value_name = "STATE", value_delimiter = ',')]
    pub(super) fail_on: Vec<FailingState>,
    #[command(subcommand)]
    pub(super) command: Option<TranslationsCommand>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum TranslationsFormat {
    Human,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum FailingState {
    Outdated,
    Unstamped,
    Missing,
    Machine,
    Provisional,
}

impl FailingState {
    pub(super) fn is(self, word: &str) -> bool {
        self.to_possible_value().is_some_and(|value| value.get_name() == word)
    }
}

#[derive(Subcommand)]
pub(super) enum TranslationsCommand {
    /// Stamp translations as up to date with their originals
    Accept(AcceptArguments),
}

#[derive(Args)]
pub(super) struct AcceptArguments {
    /// Translations, originals or folders
    #[arg(value_name = "PATH", required = true)]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) site: SiteArguments,
}

/// The command that the words ask for, or `None` without one. Help and version are printed here; wrong words too.
pub(super) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
    screen: &Screen,
) -> Result<Option<Command>, Ending> {
    let mut command = command();
    if screen.messages == Messages::Japanese {
        command = japanese::command(command);
    }
    let parsed =
        command.try_get_matches_from(arguments).and_then(|matches| Arguments::from_arg_matches(&matches));
    match parsed {
        Ok(arguments) => Ok(arguments.command),
        Err(error) => {
            let in_japanese = error.use_stderr() && screen.messages == Messages::Japanese;
            match in_japanese.then(|| japanese::argument_error(&error)).flatten() {
                Some(text) => screen.say(&text),
                None => drop(error.print()),
            }
            Err(if error.use_stderr() { Ending::CouldNotWork } else { Ending::Done })
        }
    }
}

/// The command line as clap knows it.
pub(super) fn command() -> clap::Command {
    Arguments::command()
}

#[cfg(test)]
mod tests {
    use super::super::japanese;

    #[test]
    fn the_command_line_is_sound_in_both_languages() {
        super::command().debug_assert();
        japanese::command(super::command()).debug_assert();
    }
}
