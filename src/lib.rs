//! Shirube (標, a signpost) publishes the HR visions of Japanese cities: one folder of Markdown and TOML in, a
//! site in several languages out, that works on any host, under any sub-path and from a file share.
//!
//! ```text
//! disk ─read→ Sources ─parse→ Document* ─assemble→ Site ─pages→ View* ─render→ bytes ─publish→ disk
//!                             one file each        records and  one page     the one place      the one place
//!                                                  what they    each         that knows Tera    that writes
//!                                                  refer to
//!         every stage returns (value, diagnostics); check::site(&Site) looks, and changes nothing
//! ```
//!
//! Start with [`pipeline`]: it reads as the picture. Then, in the order in which a text travels:
//!
//! | module | responsibility |
//! |---|---|
//! | [`source`] | text and places in it |
//! | [`values`] | the small values that all stages share: languages, labels, fiscal years, codes |
//! | [`rules`] | the register of rules: every kind of diagnostic, declared once |
//! | [`diagnostic`] | what a diagnostic is |
//! | [`unfinished`] | marks of unfinished work in words: 「○○課」, 【要確認】, what `new` wrote |
//! | [`grid`] | the cells of a table: which are merged, which columns are of numbers |
//! | [`disk`] | the only file system: reads a site, publishes atomically, watches (notify's one door) |
//! | [`markdown`] | text → body with headings, links and calls → HTML (pulldown-cmark's one door) |
//! | [`records`] | every record, declared once: struct, reader, mistakes, documentation, JSON Schema (toml's one door) |
//! | [`parse`] | one file → one document; knows no other file (csv-core's one door) |
//! | [`model`] | one file per noun: its record, plus what was resolved; `assemble` resolves every reference |
//! | [`check`] | rules that need the whole site, one per file |
//! | [`pages`] | which pages exist and what each shows: serde views |
//! | [`render`] | page + theme → bytes (Tera's one door) |
//! | [`data`] | what other programs read: the site map, the measure index for its script |
//! | [`memory`] | what the last run left: what each file says, by its hash |
//! | [`on_demand`] | a sound site whose pages are rendered when a browser asks for them |
//! | [`serve`] | the only socket: the preview (tiny_http's one door) |
//! | [`cli`] | the only printing, environment and clock |
//!
//! `tests/architecture.rs` keeps who may use whom, the doors, and that no files use each other in a circle.
//!
//! # Decisions
//!
//! - **Two families of trouble.** A [`diagnostic::Diagnostic`] says what is wrong with the content or the theme;
//!   all of a run are reported, and nothing is published (exit status 1). A [`disk::Error`] says that we could
//!   not work (2). Panics are for our own mistakes.
//! - **Severities are set at the end.** Every stage reports with the severity of the rule, what is remembered too;
//!   what `[rules]` in `site.toml` makes of it is applied once, to all that a run found (`pipeline::at_levels`).
//!   Only rules whose pages can be made all the same may be lowered ([`rules::Lowering`]), so no stage needs to know.
//! - **Bodies are HTML with holes.** A body is turned into HTML once, when its file is parsed; where a link's
//!   address, a picture, a component or an id depends on the page, it has a hole ([`markdown::Fill`]). Rendering
//!   a page is copying, and a page in another language or a booklet fills the same holes differently.
//! - **Values have a module of their own.** The design puts fiscal years and languages into the model; but
//!   parsing makes them, and a label or a year means the same in every stage.
//! - **A record is declared once** (`records::declare`): a field's key, kind, documentation in both languages and
//!   who may see it. The struct, the reader, the unknown-key suggestion, the JSON Schema and the manual's table
//!   follow. Records are read key by key and not by serde, which would stop at the first mistake of a file. They are
//!   a module of their own, because the model holds them and pages read them without knowing how they are parsed.
//! - **A noun of the model is its record, plus what was resolved.** It is read through `Deref`: `plan.title` is what
//!   `plan.toml` says, `plan.department` the department itself. Nothing is copied field by field.
//! - **What follows from a mistake is not reported.** A diagnostic about something missing carries what may have
//!   caused it ([`diagnostic::Cause`]); where that is reported, the diagnostic is dropped.
//! - **The navigation of a plan is rendered once** per plan and language ([`pages::Navigation`]); only the mark of
//!   the current page is added. Rendered for every page it would be most of the work.
//! - **A kind of page is one file and one line.** All that is particular to it stands in its file
//!   (`pages::kinds`), and one list makes every match over kinds. The model knows only what a text can be about
//!   ([`model::Subject`]); pages that Shirube makes of facts belong to [`pages`]. What a kind must know of
//!   another, where it is and what it is called, it asks of a directory, so that no file needs one above it.
//! - **What a site is, is asked in one place.** A city's own site and a collection differ in pages, menus, filters,
//!   columns and words. All of them ask [`model::Site::kind`], none counts cities; the theme sees `config.kind`, and
//!   has the words of a city's own site in a table of their own, `[own-site]`.
//! - **A component is one file and one line.** Its name, its arguments, how a call is resolved and what it shows stand
//!   together in `pages::components`. The model resolves calls, and is below `pages`: so it is handed the list
//!   ([`model::ComponentKind`]), checks what all calls have in common, and holds what a component makes of a call
//!   without looking into it.
//! - **The default theme is a theme like any other.** Its files, in the binary, are added to the sources of a
//!   site that has none of that name, so that its templates have places in diagnostics too
//!   ([`pipeline::Input`]).
//! - **Words that fall back are marked when the page is whole.** Where a language has no word, that of the original
//!   stands in its place, with signs around it that say its language; `render` (its `marks`) turns the signs into
//!   `lang` and `dir`, or leaves a tooltip out. So no template has to think of languages.
//! - **Soundness is a type.** Only [`pipeline::understand`] makes a [`pipeline::SoundSite`], and only that can be
//!   rendered: nothing else asks whether there are errors.
//! - **Files are published when they are used.** What lies in `content/` beside the texts goes out only if a text
//!   of this edition links to it or shows it: a draft or a list of names left there must not become public.
//! - **Translations know what they translate.** A fingerprint of each section of the original stands in the
//!   translation ([`model::Text::fingerprints`]); white space makes no difference. One never stamped is shown with
//!   the state it claims and listed as such, because nobody has said that it is out of date either.
//! - **A warm run is the same build again.** Nothing is invalidated and no part is skipped by rule: what a file
//!   says is remembered by its hash ([`memory`]), and assembling and checking always run, so they are kept cheap:
//!   sorted lists are read side by side instead of looked up, names are listed once for a plan, and a chapter or
//!   a measure is found by its address ([`pages::at`]) instead of listing all addresses.
//! - **What is published is decided in one place.** [`model::held_back()`] makes it of what every file says of itself
//!   (`audience`, `draft`, `publish`), of its plan, and of the text that it translates. An edition
//!   ([`model::Edition`]) is assembled of the files that are left, so nothing after that can show what is not
//!   there. Drafts and what is published later are checked in editions of their own, which cost nothing where there
//!   are none.
//! - **A draft lowers what is said of it.** Whatever rule it breaks, a diagnostic in a draft is a note: made so
//!   once, at the end (`pipeline::lower_in_drafts`), and no rule knows of drafts.
//! - **No clock.** What is published and which plan is in force is judged by the latest `updated` of the published
//!   plans, or by the day that was asked for ([`model::HeldBackFiles::day`]), so that the same sources always make
//!   the same bytes.

pub mod check;
pub mod cli;
pub mod data;
pub mod diagnostic;
pub mod disk;
pub mod grid;
pub mod markdown;
pub mod memory;
pub mod model;
pub mod on_demand;
pub mod pages;
pub mod parse;
pub mod pipeline;
pub mod records;
pub mod render;
pub mod rules;
pub mod serve;
pub mod source;
pub mod unfinished;
pub mod values;
