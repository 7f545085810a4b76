//! What many pages share and is therefore made once.

use std::sync::OnceLock;

use crate::markdown::TermMatcher;
use crate::model::{MeasureOrder, Site, TermId};
use crate::values::Language;

use super::by_topic::ByTopic;
use super::translator::Translator;

pub struct Shared<'a> {
    pub(super) translator: &'a dyn Translator,
    /// Where the site is on its server: a path that begins and ends with `/`.
    pub(super) top: String,
    /// For each language, the glossary's spellings in it.
    matchers: Vec<Option<TermMatcher>>,
    /// The measures of each topic.
    pub(super) by_topic: ByTopic,
    /// For each language, the order of measures in lists; made when first asked for.
    measure_orders: Vec<OnceLock<MeasureOrder>>,
}

impl<'a> Shared<'a> {
    /// What the pages of a site share that is at a path of its server.
    pub fn new(site: &Site, translator: &'a dyn Translator, top: &str) -> Self {
        let matchers = site.languages.iter().map(|language| term_matcher(site, language)).collect();
        let measure_orders = site.languages.iter().map(|_| OnceLock::new()).collect();
        Self { translator, top: top.to_owned(), matchers, by_topic: ByTopic::of(site), measure_orders }
    }

    /// The measures of a site in the order of lists in a language.
    pub(super) fn measure_order(&self, site: &Site, language: Language) -> &MeasureOrder {
        self.measure_orders[language.index()].get_or_init(|| MeasureOrder::of(site, language))
    }

    /// What finds the glossary's terms in texts of a language.
    pub(super) fn term_matcher(&self, language: Language) -> Option<&TermMatcher> {
        self.matchers[language.index()].as_ref()
    }
}

fn term_matcher(site: &Site, language: Language) -> Option<TermMatcher> {
    let spellings: Vec<(&str, usize)> = site
        .term_ids()
        .flat_map(|id: TermId| {
            let term = &site[id];
            let name = term.name.translation(language).into_iter();
            let aliases = term.aliases.iter().map(String::as_str).filter(|_| language.is_authoritative());
            name.chain(aliases).map(move |spelling| (spelling, id.index()))
        })
        .filter(|(spelling, _)| is_marked(spelling))
        .collect();
    (!spellings.is_empty()).then(|| TermMatcher::new(spellings))
}

/// Whether a spelling is special enough to be marked in running text. A single everyday word of a language
/// with spaces, such as `promotion`, would be marked where it means something else.
fn is_marked(spelling: &str) -> bool {
    let everyday = spelling.bytes().all(|byte| byte.is_ascii_lowercase());
    !everyday && spelling.chars().count() >= 2
}
