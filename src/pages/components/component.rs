//! What a component has to say of itself.

use std::fmt::Debug;

use serde::Serialize;

use crate::model::{CallResolver, IndicatorId, StatementKindId};
use crate::pages::context::PageContext;
use crate::values::Language;

/// A call of a component in a text, every reference resolved. The component's file beside this one implements this
/// for it; `list.rs` names it.
pub(super) trait Component: Sized + Send + Sync + 'static {
    /// What its template may show, as `component`.
    type View: Serialize + Debug;

    const NAME: &'static str;

    /// The arguments that must be given.
    const REQUIRED: &'static [&'static str] = &[];

    /// The arguments that may be given.
    const OPTIONAL: &'static [&'static str] = &[];

    /// The template that renders it; the first where there are several and [`Self::template`] does not choose.
    const TEMPLATES: &'static [&'static str];

    /// Looks up what the arguments refer to. The names of the arguments are checked before.
    fn resolve(call: &mut CallResolver<'_>) -> Option<Self>;

    fn template(&self) -> &'static str {
        Self::TEMPLATES[0]
    }

    /// What it shows on a page, if it has anything to show there.
    fn view(&self, call: &ComponentCall<'_>) -> Option<Self::View>;

    /// Whether it shows this of its plan. A booklet does not show it once more.
    fn shows(&self, _fact: PlanFact) -> bool {
        false
    }
}

/// The call of a component in a text of a page.
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
        self.context.lang(self.written)
    }
}

/// What a plan has, and a component in a text of the plan may show.
#[derive(Clone, Copy)]
pub(in crate::pages) enum PlanFact {
    /// A job family, as a position in the plan's families.
    Family(usize),
    Indicator(IndicatorId),
    /// All statements of a kind.
    Statements(StatementKindId),
}
