//! What many pages share and is therefore made once.

use std::sync::OnceLock;

use serde::Serialize;

use crate::markdown::TermMatcher;
use crate::model::{PlanId, Site, Subject, TermId, Texts, relative};
use crate::values::Language;

use super::by_topic::ByTopic;
use super::measure_order::MeasureOrder;
use super::phrase::{LinkView, Phrase};

/// Words of the theme that are part of a text's HTML: the name of an alert, the way back from a footnote.
pub trait Words: Sync {
    /// The words for a key in a language.
    fn words(&self, language: Language, key: &'static str) -> &str;
}

/// What many pages share.
pub struct Shared<'a> {
    pub(super) words: &'a dyn Words,
    /// For each language, the glossary's spellings in it.
    matchers: Vec<Option<TermMatcher>>,
    /// The measures of each topic.
    pub(super) by_topic: ByTopic,
    /// For each language, the order of measures in lists; made when first asked for.
    measure_orders: Vec<OnceLock<MeasureOrder>>,
}

impl<'a> Shared<'a> {
    /// What the pages of a site share.
    pub fn new(site: &Site, words: &'a dyn Words) -> Self {
        let matchers = site.languages.iter().map(|language| term_matcher(site, language)).collect();
        let measure_orders = site.languages.iter().map(|_| OnceLock::new()).collect();
        Self { words, matchers, by_topic: ByTopic::of(site), measure_orders }
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

/// The navigation of a plan in a language: the same on all its chapters and measures, so it is drawn once
/// and only the current page is marked anew.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Navigation {
    /// The plan.
    pub plan: PlanId,
    /// The language.
    pub language: Language,
    /// The link of the page that carries it.
    pub current: String,
}

/// What the navigation of a plan shows.
#[derive(Clone, Debug, Serialize)]
pub struct NavigationView {
    /// The plan itself.
    pub plan: LinkView,
    /// Its chapters.
    pub chapters: Vec<NumberedLink>,
    /// Its pillars with their measures.
    pub pillars: Vec<NavigationPillar>,
}

/// A link with the number that the document prints before it.
#[derive(Clone, Debug, Serialize)]
pub struct NumberedLink {
    /// The number as printed.
    pub number: Option<Phrase>,
    /// The page.
    #[serde(flatten)]
    pub link: LinkView,
}

/// A pillar in the navigation of its plan.
#[derive(Clone, Debug, Serialize)]
pub struct NavigationPillar {
    /// Its name.
    pub label: Phrase,
    /// Its measures.
    pub measures: Vec<NumberedLink>,
}

impl NavigationView {
    /// The navigation of a plan in a language, as seen from any of its chapters and measures: they all lie
    /// one folder below the plan.
    pub fn of(site: &Site, plan: PlanId, language: Language) -> Self {
        let from = site.address(Subject::Plan(plan), language).replace("index.html", "_/_.html");
        let url = |subject| relative(&from, &site.address(subject, language));
        let title = |subject| {
            let (text, written) =
                site.texts(subject).and_then(|texts| texts.title(language)).unwrap_or(("", language));
            Phrase::foreign(text, written, language, &site.languages)
        };
        let number = |texts: &Texts, printed: Option<&str>| {
            Phrase::number(texts.number(language), printed, language, &site.languages)
        };
        let numbered = |number, subject| NumberedLink {
            number,
            link: LinkView { title: title(subject), url: url(subject) },
        };
        Self {
            plan: LinkView {
                title: Phrase::of(&site[plan].title, language, &site.languages),
                url: url(Subject::Plan(plan)),
            },
            chapters: site[plan]
                .chapters
                .iter()
                .map(|chapter| {
                    let facts = &site[*chapter];
                    numbered(number(&facts.texts, facts.number.as_deref()), Subject::Chapter(*chapter))
                })
                .collect(),
            pillars: site[plan]
                .pillars
                .iter()
                .filter(|pillar| !pillar.measures.is_empty())
                .map(|pillar| NavigationPillar {
                    label: Phrase::of(&pillar.label, language, &site.languages),
                    measures: pillar
                        .measures
                        .iter()
                        .map(|measure| {
                            let facts = &site[*measure];
                            numbered(
                                number(&facts.texts, facts.number.as_deref()),
                                Subject::Measure(*measure),
                            )
                        })
                        .collect(),
                })
                .collect(),
        }
    }
}
