//! The Markdown that Shirube reads.

use pulldown_cmark::Options;

/// CommonMark and what we add to it. Never the metadata blocks: pulldown-cmark 0.13.6 takes quadratic time for
/// `---` lines with them, and front matter is cut off before.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}
