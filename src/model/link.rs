//! Where links lead.

use crate::source::SourcePath;

use super::Subject;

/// Where a link or an image of a text leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// A page of this site, and the heading on it.
    Page(Subject, Option<String>),
    /// A heading of the same page.
    Heading(String),
    /// A file of `content/`, and the place in it that a viewer opens it at, such as `page=3` of a PDF.
    Asset(SourcePath, Option<String>),
    /// Somewhere else: the web address in ASCII, or what else may stand in a link.
    Elsewhere(String),
    /// Nowhere; a diagnostic says so.
    Broken,
}
