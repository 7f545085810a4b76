//! Looking up what a record refers to, and keeping ids unique.

use std::collections::BTreeMap;

use crate::diagnostic::{Bilingual, Diagnostic, did_you_mean};
use crate::parse::Written;
use crate::rules::{self, Rule};
use crate::source::{Place, SourcePath};

/// A kind of thing that records refer to by id: the code of the complaint about an unknown one, its name, and
/// where it is declared.
pub(super) struct Kind {
    rule: &'static Rule,
    ja: &'static str,
    en: &'static str,
    /// What has things of this kind, where not the whole site.
    owner: Option<(&'static str, &'static str)>,
    declared_in: &'static str,
}

const CITY: Option<(&str, &str)> = Some(("この市", "this city"));
const PLAN: Option<(&str, &str)> = Some(("この計画", "this plan"));
const TABLE_OF_ROLES: Option<(&str, &str)> = Some(("この職種", "this family"));

const fn kind(
    rule: &'static Rule,
    ja: &'static str,
    en: &'static str,
    owner: Option<(&'static str, &'static str)>,
    declared_in: &'static str,
) -> Kind {
    Kind { rule, ja, en, owner, declared_in }
}

impl Kind {
    pub(super) const ABILITY: Kind =
        kind(rules::ROLE_ABILITY, "能力", "ability", TABLE_OF_ROLES, "roles.toml");
    pub(super) const CATEGORY: Kind =
        kind(rules::CATEGORY_UNKNOWN, "区分", "category", None, "categories.toml");
    pub(super) const CYCLE: Kind = kind(rules::CYCLE_UNKNOWN, "循環図", "cycle", PLAN, "plan.toml");
    pub(super) const DEPARTMENT: Kind =
        kind(rules::DEPARTMENT_UNKNOWN, "所管課", "department", CITY, "city.toml");
    pub(super) const FAMILY: Kind = kind(rules::ROLE_FAMILY, "職種", "job family", PLAN, "roles.toml");
    pub(super) const GROUP: Kind =
        kind(rules::GROUP_UNKNOWN, "柱のまとまり", "group of pillars", PLAN, "plan.toml");
    pub(super) const INDICATOR: Kind =
        kind(rules::INDICATOR_UNKNOWN, "指標", "indicator", PLAN, "indicators.toml");
    /// A measure by its whole name, and one of the same plan by its id.
    pub(super) const MEASURE: Kind = kind(rules::MEASURE_UNKNOWN, "取組", "measure", None, "measures/");
    pub(super) const OWN_MEASURE: Kind = kind(rules::MEASURE_UNKNOWN, "取組", "measure", PLAN, "measures/");
    pub(super) const PILLAR: Kind = kind(rules::PILLAR_UNKNOWN, "柱", "pillar", PLAN, "plan.toml");
    pub(super) const PLAN: Kind = kind(rules::PLAN_UNKNOWN, "計画", "plan", None, "plan.toml");
    pub(super) const STATEMENT_KIND: Kind =
        kind(rules::STATEMENT_KIND, "言明の種類", "kind of statement", None, "topics.toml");
    /// A kind of which the plan really has a statement.
    pub(super) const STATEMENT: Kind =
        kind(rules::STATEMENT_KIND, "言明の種類", "kind of statement", PLAN, "plan.toml");
    pub(super) const TABLE: Kind = kind(rules::TABLE_UNKNOWN, "表", "table", PLAN, "tables/");
    pub(super) const TOPIC: Kind = kind(rules::TOPIC_UNKNOWN, "視点", "topic", None, "topics.toml");

    fn unknown(&self, name: &str) -> Bilingual {
        let Self { ja, en, .. } = self;
        match self.owner {
            Some((owner_ja, owner_en)) => Bilingual::new(
                format!("{owner_ja}に{ja} `{name}` はありません"),
                format!("{owner_en} has no {en} `{name}`"),
            ),
            None => {
                Bilingual::new(format!("{ja} `{name}` はありません"), format!("there is no {en} `{name}`"))
            }
        }
    }

    /// What there is, besides the record itself.
    fn list(&self, names: &[&str], itself_known: bool) -> Bilingual {
        let Self { ja, en, declared_in, .. } = self;
        match (names, self.owner) {
            ([], _) if itself_known => {
                Bilingual::new(format!("ほかに{ja}はありません"), format!("there is no other {en}"))
            }
            ([], Some((owner_ja, owner_en))) => Bilingual::new(
                format!("{owner_ja}にはまだ{ja}がありません。書く場所は `{declared_in}` です"),
                format!("{owner_en} has no {en} yet: its place is `{declared_in}`"),
            ),
            ([], None) => Bilingual::new(
                format!("{ja}がまだありません。書く場所は `{declared_in}` です"),
                format!("there is no {en} yet: its place is `{declared_in}`"),
            ),
            ([only], _) => {
                Bilingual::new(format!("あるのは `{only}` だけです"), format!("there is only `{only}`"))
            }
            _ => {
                let names = names.join("`, `");
                Bilingual::new(format!("あるのは `{names}` です"), format!("there are `{names}`"))
            }
        }
    }
}

/// What records can refer to by id: ids, in the order of their records, and what they stand for.
pub(super) struct Names<'a, T> {
    kind: Kind,
    known: BTreeMap<&'a str, T>,
}

/// The longest list of names that helps more than it hides.
const NAMES_MAX: usize = 20;

impl<'a, T: Copy> Names<'a, T> {
    pub(super) fn new(kind: Kind, known: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        Self { kind, known: known.into_iter().collect() }
    }

    /// What an id stands for.
    pub(super) fn find(
        &self,
        path: &SourcePath,
        written: &Written<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        self.find_other(None, path, written, diagnostics)
    }

    /// What an id stands for that should name another record than the one it is written in: `own`, which is
    /// not suggested.
    pub(super) fn find_other(
        &self,
        own: Option<&str>,
        path: &SourcePath,
        written: &Written<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        let found = self.known.get(written.value.as_str()).copied();
        if found.is_none() {
            let others: Vec<&str> = self.known.keys().copied().filter(|name| Some(*name) != own).collect();
            let Bilingual { ja, en } = self.kind.unknown(&written.value);
            diagnostics.push(
                Diagnostic::new(self.kind.rule, Place::at(path, written.span), ja, en)
                    .help_if(did_you_mean(&written.value, others.iter().copied()))
                    .help_if(
                        (others.len() <= NAMES_MAX)
                            .then(|| self.kind.list(&others, others.len() < self.known.len())),
                    ),
            );
        }
        found
    }
}

/// Drops the records whose id was already used, and says where.
pub(super) fn unique<T>(
    path: &SourcePath,
    records: Vec<T>,
    id: impl Fn(&T) -> &Written<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<T> {
    let mut first: BTreeMap<String, Place> = BTreeMap::new();
    let mut kept = Vec::with_capacity(records.len());
    for record in records {
        let written = id(&record).clone();
        let place = Place::at(path, written.span);
        match first.get(&written.value) {
            Some(earlier) => diagnostics.push(
                Diagnostic::new(
                    rules::RECORD_DUPLICATE_ID,
                    place,
                    format!("id `{}` はもう使われています", written.value),
                    format!("the id `{}` is already in use", written.value),
                )
                .note(earlier.clone(), "最初はここです", "first used here"),
            ),
            None => {
                first.insert(written.value, place);
                kept.push(record);
            }
        }
    }
    kept
}
