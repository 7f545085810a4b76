//! What render, checks and tests need to know of a kind of page without its type.

/// A kind of page, as others see it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct PageKind {
    /// The name on `<body data-kind>`, and of its template.
    pub name: &'static str,
    /// The variable in which its template finds the view.
    pub variable: Option<&'static str>,
    /// Whether a theme may leave its pages to the default theme.
    pub is_optional: bool,
    /// Whether search engines should list its pages.
    pub is_listed: bool,
    /// Whether a server shows its pages at any address.
    pub is_shown_anywhere: bool,
    /// Whether its pages carry the navigation of their plan.
    pub has_navigation: bool,
    /// Whether its pages show several texts.
    pub has_several_texts: bool,
    /// Whether the headings of its text have links of their own.
    pub(super) links_headings: bool,
}

/// The variables of every template.
const EVERYWHERE: [&str; 4] = ["config", "lang", "root", "page"];

impl PageKind {
    /// The variables that its template may use.
    pub fn variables(&self) -> Vec<&'static str> {
        let navigation = self.has_navigation.then_some("navigation");
        let texts = self.has_several_texts.then_some("texts");
        EVERYWHERE.into_iter().chain(self.variable).chain(navigation).chain(texts).collect()
    }
}
