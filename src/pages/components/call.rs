//! Where a text calls a component.

use crate::pages::context::PageContext;
use crate::values::Language;

/// The call of a component in a text.
pub(in crate::pages) struct ComponentCall<'a> {
    pub(in crate::pages) context: &'a PageContext<'a>,
    /// The language of the text that calls it.
    pub(in crate::pages) written: Language,
    /// The number of the component in its text, from 1, for ids.
    pub(in crate::pages) number: usize,
}

impl ComponentCall<'_> {
    /// The language of the words in the call, where it is not the page's.
    pub(super) fn lang(&self) -> Option<String> {
        let differs = self.written != self.context.page.language;
        differs.then(|| self.context.site.languages.code(self.written).to_owned())
    }
}
