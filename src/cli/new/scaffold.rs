//! The files of each kind, as far as they can be known before somebody writes them.

use crate::model::{Plan, Site};
use crate::records::{Declaration, FRONT_MATTER, RECORD_FILES};
use crate::source::Sources;
use crate::unfinished::scaffold::{
    CHAPTER_HEADING, CHAPTER_HEADING_ID, CHAPTER_LEAD, CITY_KANA, HEADING_ID_HELP, MEASURE_ITEM,
    MEASURE_KANA, MEASURE_LEAD, PILLAR, PILLAR_EN, PREFECTURE, PREFECTURE_EN,
};
use crate::values::CityCode;

use super::super::args::NewKind;
use super::super::screen::{Messages, Screen};
use super::choices::Choices;
use super::keys::{Given, KeyWriter, Setting};

/// What new files are made for.
pub(super) struct Scaffold<'a> {
    pub(super) site: &'a Site,
    pub(super) sources: &'a Sources,
    pub(super) screen: &'a Screen,
}

const LEGEND: (&str, &str) = (
    "「#」で始まる行は説明か、使っていないキーです。使うキーは、先頭の「#」を取って書き換えます。",
    "Lines that begin with # explain, or hold keys that are not used; take the # away to use one.",
);

impl Scaffold<'_> {
    pub(super) fn file(&self, kind: NewKind, names: &[String]) -> (String, String) {
        let name = names.join("/");
        match (kind, names) {
            (NewKind::City, _) => (format!("content/{name}/city.toml"), self.city(&name)),
            (NewKind::Plan, [city, plan]) => (format!("content/{name}/plan.toml"), self.plan(city, plan)),
            (NewKind::Chapter, [city, plan, id]) => {
                (format!("content/{city}/{plan}/chapters/{id}.md"), self.chapter(city, plan, id))
            }
            (_, [city, plan, id]) => {
                (format!("content/{city}/{plan}/measures/{id}.md"), self.measure(city, plan, id))
            }
            _ => unreachable!("the number of names was checked"),
        }
    }

    pub(super) fn writer(&self, choices: Choices) -> KeyWriter<'_> {
        KeyWriter {
            languages: self.site.languages.codes().collect(),
            is_japanese: self.screen.messages == Messages::Japanese,
            choices,
            year: self.year(),
        }
    }

    /// The year that the site stands in, as far as it says.
    fn year(&self) -> i32 {
        let of_plans = || {
            let known = self.site.plans.iter().filter(|plan| plan.period.is_known());
            known.map(|plan| plan.period.start.year()).max()
        };
        self.site.as_of().map(|date| date.fiscal_year().year()).or_else(of_plans).unwrap_or(2026)
    }

    /// For a text of a plan: years in its period.
    fn writer_in(&self, city: &str, plan: &str) -> KeyWriter<'_> {
        let writer = self.writer(Choices::of_plan(self.site, self.sources, city, plan));
        let name = format!("{city}/{plan}");
        let plan = self.site.plan_ids().find(|id| self.site.plan_name(*id) == name);
        let period = plan.map(|plan| self.site[plan].period).filter(|period| period.is_known());
        KeyWriter { year: period.map_or(writer.year, |period| period.start.year()), ..writer }
    }

    /// What is new is not published yet.
    pub(super) fn draft(&self) -> Given {
        let how = self.screen.choose("公開するときに、この行を消します", "take this line away to publish");
        Given::Value(format!("true # {how}"))
    }

    /// How every new text begins: as a draft, with its name for a title.
    fn opening(&self, id: &str) -> [(&'static str, Given); 2] {
        [("draft", self.draft()), ("title", quote(id))]
    }

    pub(super) fn legend(&self) -> String {
        format!("# {}\n", self.screen.choose(LEGEND.0, LEGEND.1))
    }

    fn city(&self, id: &str) -> String {
        let writer = self.writer(Choices::default());
        let in_words = |ja, en| writer.label(|code| if code == "ja" { ja } else { en }, None);
        let given = [
            ("name", Given::Value(writer.label(|_| id, Some(CITY_KANA)))),
            ("code", quote(&free_code(self.site))),
            ("prefecture", Given::Value(in_words(PREFECTURE, PREFECTURE_EN))),
            ("class", quote("city")),
            (
                "department",
                Given::Block(vec![
                    ("id", "\"personnel\"".to_owned()),
                    ("name", in_words("人事課", "Personnel Division")),
                ]),
            ),
        ];
        self.legend() + &writer.keys(&record("city.toml"), Setting::File, &given)
    }

    fn plan(&self, city: &str, id: &str) -> String {
        let (start, end) = self.period(city, id);
        let writer = self.writer(Choices::of_city(self.site, self.sources, city));
        let writer = KeyWriter { year: start, ..writer };
        let first = |key: &str, or: &str| writer.choices.first(key).unwrap_or(or).to_owned();
        let pillar = writer.label(|code| if code == "ja" { PILLAR } else { PILLAR_EN }, None);
        let updated = self.site.as_of().map_or_else(|| format!("{start}-04-01"), |date| date.to_string());
        let given = [
            ("draft", self.draft()),
            ("title", Given::Value(writer.label(|_| id, None))),
            ("kind", quote("vision")),
            ("period", Given::Value(format!("{{ start = {start}, end = {end} }}"))),
            ("department", quote(&first("department", "personnel"))),
            ("updated", Given::Value(updated)),
            ("source", Given::Value(format!("{{ title = {} }}", writer.label(|_| id, None)))),
            ("wording", quote("official")),
            (
                "pillar",
                Given::Block(vec![
                    ("id", "\"first\"".to_owned()),
                    ("label", pillar),
                    ("topic", format!("\"{}\"", first("pillar.topic", "topic"))),
                ]),
            ),
        ];
        self.legend() + &writer.keys(&record("plan.toml"), Setting::File, &given)
    }

    /// The first and the last fiscal year of a new plan. A year in its name begins it (`vision-2027`). Otherwise it
    /// comes after the city's newest plan and is as long; where that sets no end, it begins in the year that the site
    /// stands in. Plans of other cities only say which year that is. They are better guesses than the clock, which
    /// nothing here depends on.
    fn period(&self, city: &str, id: &str) -> (i32, i32) {
        let of_city = |plan: &&Plan| {
            plan.path
                .as_str()
                .strip_prefix("content/")
                .is_some_and(|path| path.strip_prefix(city).is_some_and(|rest| rest.starts_with('/')))
        };
        let periods = self.site.plans.iter().filter(of_city).map(|plan| plan.period);
        let newest = periods.filter(|period| period.is_known()).max();
        let end = newest.and_then(|period| period.end);
        let years = newest.zip(end).map_or(USUAL_YEARS, |(period, end)| end.year() - period.start.year() + 1);
        let after = end.map(|end| end.next().year());
        let start = year_in(id).or(after).unwrap_or_else(|| self.year());
        (start, start + years - 1)
    }

    fn chapter(&self, city: &str, plan: &str, id: &str) -> String {
        let writer = self.writer_in(city, plan);
        let keys = writer.keys(&front_matter("chapter"), Setting::FrontMatter, &self.opening(id));
        let body = format!(
            "{CHAPTER_LEAD}\n\n## {CHAPTER_HEADING} {{#{CHAPTER_HEADING_ID}}}\n\n見出しの後の `{{#…}}` {HEADING_ID_HELP}\n"
        );
        format!("+++\n{}{keys}+++\n{body}", self.legend())
    }

    fn measure(&self, city: &str, plan: &str, id: &str) -> String {
        let writer = self.writer_in(city, plan);
        let first = |key: &str, or: &str| quote(writer.choices.first(key).unwrap_or(or));
        let mut given = Vec::from(self.opening(id));
        given.push(("kana", quote(MEASURE_KANA)));
        given.push(("pillar", first("pillar", "pillar")));
        given.push(("category", first("category", "other")));
        let keys = writer.keys(&front_matter("measure"), Setting::FrontMatter, &given);
        let body = format!("{MEASURE_LEAD}\n\n## 取組内容 {{#contents}}\n\n- {MEASURE_ITEM}\n");
        format!("+++\n{}{keys}+++\n{body}", self.legend())
    }
}

/// How many years most visions are for.
const USUAL_YEARS: i32 = 5;

/// The fiscal year that a name tells: `vision-2027`.
fn year_in(id: &str) -> Option<i32> {
    let years = id.split('-').filter(|part| part.len() == 4).filter_map(|part| part.parse().ok());
    years.into_iter().find(|year| (1990..=2100).contains(year))
}

/// A text as the value of a key.
fn quote(text: &str) -> Given {
    Given::Value(format!("\"{text}\""))
}

fn record(name: &str) -> Declaration {
    let file = RECORD_FILES.iter().find(|file| file.name == name).expect("it is one of the record files");
    draft_first((file.declaration)())
}

/// Whether a text is published is the first thing to see in it, and its line the one to take away.
fn draft_first(mut declaration: Declaration) -> Declaration {
    declaration.fields.sort_by_key(|field| field.key != "draft");
    declaration
}

pub(super) fn front_matter(name: &str) -> Declaration {
    let kind = FRONT_MATTER.iter().find(|(known, _)| *known == name);
    draft_first(kind.expect("it is one of the kinds of front matter").1())
}

/// A code that no city of the site has, among those that no prefecture uses (99).
fn free_code(site: &Site) -> String {
    let taken: Vec<&str> = site.cities.iter().map(|city| city.code.as_str()).collect();
    (99_000..100_000)
        .flat_map(|number| (0..10).map(move |digit| format!("{number}{digit}")))
        .find(|code| CityCode::parse(code).is_ok() && !taken.contains(&code.as_str()))
        .unwrap_or_else(|| "990001".to_owned())
}
