//! Markdown to HTML, and everything else a page wants to know of its text. The one door to pulldown-cmark:
//! none of its types leave this folder.
//!
//! ```text
//! text ─mask→ Masked ─pulldown→ events ─flow→ Flow ─html→ Body
//!  │    reserved characters       in reading order,         HTML with holes, headings,
//!  │    calls, ruby, emphasis     internal blocks gone,     links, images, calls, lead
//!  │                              footnotes apart
//!  └───────────────────────────sections───────────────────→ fingerprints
//! ```
//!
//! 1. [`calls`] finds the lines that call a component; [`mask`] gives pulldown-cmark a text that it reads the
//!    way Japanese is meant ([`emphasis`], [`ruby`], [`alerts`]), and remembers where every byte came from.
//! 2. [`flow`] puts the events in reading order; [`footnotes`] numbers the notes.
//! 3. [`html`] writes, with one file for each thing that can be wrong: [`headings`], [`links`], [`raw_html`].
//!    [`soft_break`] decides which line breaks leave a space. What only a page can know (where a link leads,
//!    which level its headings start at) is left open as holes of the [`Body`].
//! 4. [`words`] looks for marks of unfinished work in what readers see.
//! 5. [`sections`] fingerprints the source, so that translations know when they are out of date.
//!
//! A body is written as often as its page is shown ([`Body::write`]): a loop of copies, with a question to
//! the page ([`Fill`]) at every hole. [`TermMatcher`] then marks the glossary's terms in what was written.
//! What was written is read again tag by tag ([`pieces`]): for this, and for texts without markup ([`plain`]).
//!
//! Everything is linear in the text and nothing recurses: a text of one megabyte of `> ` is read like any other.

#![allow(rustdoc::private_intra_doc_links, reason = "the map is for people who work in here")]

mod alerts;
mod body;
mod calls;
mod dialect;
mod east_asian;
mod emphasis;
mod flow;
mod footnotes;
mod headings;
mod hidden;
mod html;
mod inline;
mod links;
mod mask;
mod parse;
mod pieces;
mod plain;
mod prose;
mod raw_html;
mod ruby;
mod sections;
mod soft_break;
mod source;
mod terms;
mod unread_link;
mod unread_table;
mod words;

pub use body::{Argument, Body, Call, Fill, Heading, Image, Lead, Link, Section, escape};
pub use flow::Settings;
pub use inline::inline;
pub use parse::parse;
pub use sections::fingerprint;
pub use terms::TermMatcher;
