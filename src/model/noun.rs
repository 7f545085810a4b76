//! What records and texts refer to by id, and where it is declared.

use crate::diagnostic::{Bilingual, Candidate, Cause, Help, before_words, list_of};
use crate::rules::{self, Rule};
use crate::source::SourcePath;

/// A kind of thing that records refer to by id.
#[derive(Clone, Copy)]
pub struct Noun {
    /// The rule that a reference to an unknown one breaks.
    pub(super) rule: &'static Rule,
    ja: &'static str,
    en: &'static str,
    /// What has things of this kind, where not the whole site, in both languages.
    owner: Option<(&'static str, &'static str)>,
    declared: Declared,
}

/// Where things of a kind are declared.
#[derive(Clone, Copy)]
enum Declared {
    /// In a list of a record that lies so many folders deep: the file, the list.
    InList(usize, &'static str, &'static str),
    /// In files of their own, in a folder of the plan: the folder, the ending.
    AsFiles(&'static str, &'static str),
    /// By the folder of a city.
    AsCity,
    /// By the folder of a plan.
    AsPlan,
    /// By the statements of the plan: the kinds that it really has.
    ByStatements,
}

const CITY: Option<(&str, &str)> = Some(("この市", "this city"));
const PLAN: Option<(&str, &str)> = Some(("この計画", "this plan"));
const FAMILY: Option<(&str, &str)> = Some(("この職種", "this family"));

const fn noun(
    rule: &'static Rule,
    (ja, en): (&'static str, &'static str),
    owner: Option<(&'static str, &'static str)>,
    declared: Declared,
) -> Noun {
    Noun { rule, ja, en, owner, declared }
}

impl Noun {
    pub const ABILITY: Self = noun(
        rules::ROLE_ABILITY,
        ("能力", "ability"),
        FAMILY,
        Declared::InList(3, "roles.toml", "abilities"),
    );
    pub const CATEGORY: Self = noun(
        rules::CATEGORY_UNKNOWN,
        ("区分", "category"),
        None,
        Declared::InList(1, "categories.toml", "category"),
    );
    pub const CITY: Self = noun(rules::CITY_UNKNOWN, ("自治体", "city"), None, Declared::AsCity);
    pub const CYCLE: Self =
        noun(rules::CYCLE_UNKNOWN, ("循環図", "cycle"), PLAN, Declared::InList(3, "plan.toml", "cycle"));
    pub const DEPARTMENT: Self = noun(
        rules::DEPARTMENT_UNKNOWN,
        ("所管課", "department"),
        CITY,
        Declared::InList(2, "city.toml", "department"),
    );
    pub const FAMILY: Self =
        noun(rules::ROLE_FAMILY, ("職種", "job family"), PLAN, Declared::InList(3, "roles.toml", "family"));
    pub const GROUP: Self = noun(
        rules::GROUP_UNKNOWN,
        ("柱のまとまり", "group of pillars"),
        PLAN,
        Declared::InList(3, "plan.toml", "group"),
    );
    pub const INDICATOR: Self = noun(
        rules::INDICATOR_UNKNOWN,
        ("指標", "indicator"),
        PLAN,
        Declared::InList(3, "indicators.toml", "indicator"),
    );
    /// A measure of any plan, by its whole name.
    pub const MEASURE: Self =
        noun(rules::MEASURE_UNKNOWN, ("取組", "measure"), None, Declared::AsFiles("measures", "md"));
    /// A measure of the same plan, by its id.
    pub const OWN_MEASURE: Self =
        noun(rules::MEASURE_UNKNOWN, ("取組", "measure"), PLAN, Declared::AsFiles("measures", "md"));
    pub const PILLAR: Self =
        noun(rules::PILLAR_UNKNOWN, ("柱", "pillar"), PLAN, Declared::InList(3, "plan.toml", "pillar"));
    pub const PLAN: Self = noun(rules::PLAN_UNKNOWN, ("計画", "plan"), None, Declared::AsPlan);
    pub const SCHEME: Self = noun(
        rules::TOPIC_SCHEME,
        ("視点の体系", "scheme of topics"),
        None,
        Declared::InList(1, "topics.toml", "scheme"),
    );
    /// A kind of statement that the plan has statements of.
    pub const STATEMENT: Self =
        noun(rules::STATEMENT_KIND, ("言明の種類", "kind of statement"), PLAN, Declared::ByStatements);
    pub const STATEMENT_KIND: Self = noun(
        rules::STATEMENT_KIND,
        ("言明の種類", "kind of statement"),
        None,
        Declared::InList(1, "topics.toml", "statement-kind"),
    );
    pub const STEP: Self =
        noun(rules::STEP_UNKNOWN, ("予定の段階", "step"), None, Declared::InList(1, "topics.toml", "step"));
    pub const TABLE: Self =
        noun(rules::TABLE_UNKNOWN, ("表", "table"), PLAN, Declared::AsFiles("tables", "csv"));
    pub const TOPIC: Self =
        noun(rules::TOPIC_UNKNOWN, ("視点", "topic"), None, Declared::InList(1, "topics.toml", "topic"));

    /// That there is none of this name.
    pub(super) fn unknown(&self, name: &str) -> Bilingual {
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

    /// What to write instead of a name; of cities, also for one that the site does not have.
    pub(super) fn instead(&self, name: &str, instead: Option<Help>) -> Option<Help> {
        if !matches!(self.declared, Declared::AsCity) {
            return instead;
        }
        let ja = format!("このサイトにない自治体なら、`{{ ja = \"{name}\" }}` のように名前で書いてください");
        let en = format!("if the site does not have it, write its name: `{{ ja = \"{name}\" }}`");
        Some(match instead {
            Some(instead) => instead
                .saying(|words| Bilingual::new(format!("{}。{ja}", words.ja), format!("{}; {en}", words.en))),
            None => Help::say(ja, en),
        })
    }

    /// What there is, besides the record itself.
    pub(super) fn list(&self, names: &[Candidate<'_>], itself_known: bool) -> Bilingual {
        let Self { ja, en, .. } = self;
        let place = self.place();
        match (names, self.owner) {
            ([], _) if itself_known => {
                Bilingual::new(format!("ほかに{ja}はありません"), format!("there is no other {en}"))
            }
            ([], Some((owner_ja, owner_en))) => Bilingual::new(
                format!("{owner_ja}にはまだ{ja}がありません。書く場所は `{place}` です"),
                format!("{owner_en} has no {en} yet: its place is `{place}`"),
            ),
            ([], None) => Bilingual::new(
                format!("{ja}がまだありません。書く場所は `{place}` です"),
                format!("there is no {en} yet: its place is `{place}`"),
            ),
            ([only], _) => {
                let Bilingual { ja, en } = only.shown();
                Bilingual::new(
                    format!("あるのは {}だけです", before_words(&ja)),
                    format!("there is only {en}"),
                )
            }
            _ => {
                let Bilingual { ja, en } = list_of(names, &place);
                Bilingual::new(format!("あるのは {}です", before_words(&ja)), format!("there are {en}"))
            }
        }
    }

    fn place(&self) -> String {
        match self.declared {
            Declared::InList(_, file, _) => file.to_owned(),
            Declared::AsFiles(folder, _) => format!("{folder}/"),
            Declared::AsCity => "city.toml".to_owned(),
            Declared::AsPlan | Declared::ByStatements => "plan.toml".to_owned(),
        }
    }

    /// What may be why one of this name is missing, for a reference in a file.
    pub(super) fn causes(&self, path: &SourcePath, name: &str) -> Vec<Cause> {
        let folder = |depth: usize| path.as_str().split('/').take(depth).collect::<Vec<_>>().join("/");
        let plan_record = || SourcePath::new(format!("{}/plan.toml", folder(3)));
        let file = |path: String| vec![Cause::File(SourcePath::new(path))];
        match self.declared {
            Declared::InList(depth, record, list) => {
                let record = SourcePath::new(format!("{}/{record}", folder(depth)));
                let mut causes = vec![Cause::Record(record, list, name.to_owned())];
                if self.rule == rules::DEPARTMENT_UNKNOWN {
                    // That a city lacks its record is reported at its plans.
                    causes.push(Cause::Rule(plan_record(), rules::SOURCE_MISSING_RECORD));
                }
                causes
            }
            Declared::AsFiles(kind, ending) => match name.rsplit_once('/') {
                Some((plan, id)) => file(format!("content/{plan}/{kind}/{id}.{ending}")),
                None => file(format!("{}/{kind}/{name}.{ending}", folder(3))),
            },
            Declared::AsCity => file(format!("content/{name}/city.toml")),
            Declared::AsPlan => file(format!("content/{name}/plan.toml")),
            Declared::ByStatements => {
                let rules = [rules::STATEMENT_KIND, rules::RECORD_TOML, rules::RECORD_MISSING_KEY];
                rules.map(|rule| Cause::Rule(plan_record(), rule)).into()
            }
        }
    }
}
