//! What the components in a text show.

use serde::Serialize;

use crate::model::{CategoryId, Component, IndicatorId, MeasureId, PlanId, StatementKindId, Subject, Target};
use crate::records::{IndicatorRecord, IndicatorTarget};
use crate::values::{Code, FiscalYear, Language, TargetKind};

use super::measure::{MeasureCard, measure_card};
use super::page::Making;
use super::phrase::{LinkView, Phrase, decimals, number, number_with};

/// What a component shows; `component` in its template. The template is `components/<name>.html`.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "each variant is the view of that component")]
pub enum ComponentView {
    Indicators(IndicatorsView),
    Schedule(ScheduleView),
    Roles(RolesView),
    Statements(StatementGroup),
    Measures(MeasuresView),
    Grid(GridView),
    Figure(FigureView),
    Table(TableView),
    Cycle(CycleView),
}

impl ComponentView {
    /// The name of the template that draws it.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Indicators(_) => "components/indicators.html",
            Self::Schedule(_) => "components/schedule.html",
            Self::Roles(_) => "components/roles.html",
            Self::Statements(_) => "components/statements.html",
            Self::Measures(_) => "components/measures.html",
            Self::Grid(_) => "components/grid.html",
            Self::Figure(_) => "components/figure.html",
            Self::Table(_) => "components/table.html",
            Self::Cycle(_) => "components/cycle.html",
        }
    }
}

/// The view of a resolved component; nothing for a broken one. `hole` counts the components of a page, for
/// ids; `written` is the language of the text that calls it.
pub(super) fn component(
    making: &Making<'_>,
    component: &Component,
    way_to: &dyn Fn(&Target) -> String,
    hole: usize,
    written: Language,
) -> Option<ComponentView> {
    let lang = (written != making.page.language).then(|| making.site.languages.code(written).to_owned());
    Some(match component {
        Component::Indicators(indicators) => ComponentView::Indicators(IndicatorsView {
            indicators: indicators.iter().map(|indicator| indicator_view(making, *indicator)).collect(),
        }),
        Component::Schedule(measures) => ComponentView::Schedule(schedule_view(making, measures)),
        Component::Roles(plan, families) => ComponentView::Roles(roles_view(making, *plan, families)),
        Component::Statements(plan, kind) => ComponentView::Statements(statement_group(making, *plan, *kind)),
        Component::Measures(measures) => ComponentView::Measures(MeasuresView {
            measures: measures.iter().map(|measure| measure_card(making, *measure)).collect(),
        }),
        Component::Grid(plan, categories) => ComponentView::Grid(grid_view(making, *plan, categories)),
        Component::Figure { target, alternative, caption } => ComponentView::Figure(FigureView {
            url: way_to(target),
            size: picture_size(making, target),
            alternative: alternative.clone(),
            caption: caption.clone(),
            lang,
        }),
        Component::Table(plan, table, caption) => table_view(making, *plan, *table, caption, lang)?,
        Component::Cycle(plan, cycle) => ComponentView::Cycle(cycle_view(making, *plan, *cycle, hole)),
        Component::Broken => return None,
    })
}

/// Some indicators.
#[derive(Clone, Debug, Serialize)]
pub struct IndicatorsView {
    /// The indicators.
    pub indicators: Vec<IndicatorView>,
}

/// An indicator.
#[derive(Clone, Debug, Serialize)]
pub struct IndicatorView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Phrase,
    /// The question that was asked.
    pub question: Option<Phrase>,
    /// The word for its unit.
    pub unit: &'static str,
    /// `increase`, `decrease`, `maintain` or `none`.
    pub direction: &'static str,
    /// What was measured.
    pub values: Vec<ValueView>,
    /// Whether any of the values says how many answered.
    pub counted: bool,
    /// Where it should get.
    pub target: Option<TargetView>,
    /// How the answers were spread.
    pub breakdown: Vec<SliceView>,
    /// What to mind when reading it.
    pub note: Option<Phrase>,
    /// Where the numbers stand.
    pub source: Option<Phrase>,
    /// The page there.
    pub page: Option<u32>,
}

/// A measured value.
#[derive(Clone, Debug, Serialize)]
pub struct ValueView {
    /// The fiscal year.
    pub at: String,
    /// The value, for people.
    pub value: String,
    /// How far a percentage reaches across a bar, in hundredths; nothing for what has no whole.
    pub share: Option<String>,
    /// How many answered.
    pub count: Option<String>,
}

/// A target.
#[derive(Clone, Debug, Serialize)]
pub struct TargetView {
    /// `at-least`, `at-most`, `range`, `exact`, `maintain`, `qualitative` or `undecided`.
    pub kind: &'static str,
    /// By when.
    pub at: Option<String>,
    /// The value, or the lower end of a range.
    pub value: Option<String>,
    /// The upper end of a range.
    pub upper: Option<String>,
    /// Where a percentage is across a bar, in hundredths; nothing for what has no whole.
    pub share: Option<String>,
    /// The target in words.
    pub text: Option<Phrase>,
}

/// A part of a distribution: a bar from `start`, `width` wide, both in hundredths of the whole.
#[derive(Clone, Debug, Serialize)]
pub struct SliceView {
    /// The answer.
    pub label: Phrase,
    /// Its share, for people.
    pub value: String,
    /// Where its bar starts.
    pub start: String,
    /// How wide its bar is.
    pub width: String,
    /// Where a number on its bar stands.
    pub middle: String,
    /// Whether a number fits on its bar.
    pub wide: bool,
}

pub(super) fn indicator_view(making: &Making<'_>, id: IndicatorId) -> IndicatorView {
    let record = &making.site[id].record;
    let decimals = decimals_of(record);
    let figure = |value: f64| number_with(value, decimals);
    IndicatorView {
        id: record.id.value.clone(),
        name: making.phrase(&record.name),
        question: record.question.as_ref().map(|question| making.phrase(question)),
        unit: record.unit.code(),
        direction: record.direction.code(),
        values: record
            .values
            .iter()
            .map(|value| ValueView {
                at: making.fiscal_year(value.at),
                value: figure(value.value),
                share: share(record, value.value),
                count: value.count.map(|count| number(count as f64)),
            })
            .collect(),
        counted: record.values.iter().any(|value| value.count.is_some()),
        target: record.target.as_ref().map(|target| target_view(making, record, target, &figure)),
        breakdown: slices(making, record, &figure),
        note: record.note.as_ref().map(|note| making.phrase(note)),
        source: record.source.as_ref().map(|source| making.phrase(&source.title)),
        page: record.source.as_ref().and_then(|source| source.page),
    }
}

/// The decimals that all figures of an indicator are shown with: as many as any of them has.
fn decimals_of(record: &IndicatorRecord) -> usize {
    let values = record.values.iter().map(|value| value.value);
    values.chain(record.breakdown.iter().map(|slice| slice.value)).map(decimals).max().unwrap_or(0)
}

/// Where a percentage is on a bar that stands for the whole.
fn share(record: &IndicatorRecord, value: f64) -> Option<String> {
    let has_whole = record.unit.code() == "percent" && (0.0..=100.0).contains(&value);
    has_whole.then(|| format!("{value:.2}"))
}

fn target_view(
    making: &Making<'_>,
    record: &IndicatorRecord,
    target: &IndicatorTarget,
    figure: &dyn Fn(f64) -> String,
) -> TargetView {
    let value = target.value.filter(|_| target.kind != TargetKind::Undecided);
    TargetView {
        kind: target.kind.code(),
        at: target.at.map(|year| making.fiscal_year(year)),
        value: value.map(figure),
        upper: target.upper.map(figure),
        share: value.and_then(|value| share(record, value)),
        text: target.text.as_ref().map(|text| making.phrase(text)),
    }
}

/// The smallest share, in hundredths, whose number fits on its bar.
const WIDE_SHARE: f64 = 8.0;

fn slices(making: &Making<'_>, record: &IndicatorRecord, figure: &dyn Fn(f64) -> String) -> Vec<SliceView> {
    // Printed shares add up to 99.7 to 100.1: the bars are parts of what is there.
    let total: f64 = record.breakdown.iter().map(|slice| slice.value.max(0.0)).sum();
    let mut start = 0.0;
    record
        .breakdown
        .iter()
        .map(|slice| {
            let width = if total > 0.0 { slice.value.max(0.0) * 100.0 / total } else { 0.0 };
            let view = SliceView {
                label: making.phrase(&slice.label),
                value: figure(slice.value),
                start: format!("{start:.2}"),
                width: format!("{width:.2}"),
                middle: format!("{:.2}", start + width / 2.0),
                wide: width >= WIDE_SHARE,
            };
            start += width;
            view
        })
        .collect()
}

/// The schedules of some measures as one grid.
#[derive(Clone, Debug, Serialize)]
pub struct ScheduleView {
    /// The fiscal years, in order.
    pub years: Vec<String>,
    /// The measures, with the steps of each year.
    pub rows: Vec<ScheduleRow>,
}

/// A measure in a schedule.
#[derive(Clone, Debug, Serialize)]
pub struct ScheduleRow {
    /// The measure.
    #[serde(flatten)]
    pub link: LinkView,
    /// For each year, the words for what is foreseen.
    pub cells: Vec<Vec<&'static str>>,
}

pub(super) fn schedule_view(making: &Making<'_>, measures: &[MeasureId]) -> ScheduleView {
    let site = making.site;
    let steps = || measures.iter().flat_map(|measure| &site[*measure].schedule);
    let mut years: Vec<FiscalYear> = Vec::new();
    if let (Some(first), Some(last)) =
        (steps().map(|step| step.year).min(), steps().map(|step| step.year).max())
    {
        let mut year = first;
        while year <= last {
            years.push(year);
            year = year.next();
        }
    }
    ScheduleView {
        rows: measures
            .iter()
            .map(|measure| ScheduleRow {
                link: making.link(Subject::Measure(*measure)),
                cells: years
                    .iter()
                    .map(|year| {
                        let of_year = site[*measure].schedule.iter().filter(|step| step.year == *year);
                        of_year.map(|step| step.step.code()).collect()
                    })
                    .collect(),
            })
            .collect(),
        years: years.into_iter().map(|year| making.fiscal_year(year)).collect(),
    }
}

/// Job families with their ranks.
#[derive(Clone, Debug, Serialize)]
pub struct RolesView {
    /// The families.
    pub families: Vec<FamilyView>,
}

/// A job family.
#[derive(Clone, Debug, Serialize)]
pub struct FamilyView {
    /// Its name.
    pub name: Phrase,
    /// The names of its abilities.
    pub abilities: Vec<Phrase>,
    /// Whether the document weighs the abilities.
    pub weighed: bool,
    /// Its ranks.
    pub ranks: Vec<RankView>,
}

/// A rank.
#[derive(Clone, Debug, Serialize)]
pub struct RankView {
    /// Its name.
    pub name: Phrase,
    /// The years it is usual at.
    pub career: Option<Phrase>,
    /// What it has to do.
    pub duties: Vec<Phrase>,
    /// For each ability `essential`, `needed`, or nothing where the document has no mark.
    pub weights: Vec<Option<&'static str>>,
}

pub(super) fn roles_view(making: &Making<'_>, plan: PlanId, families: &[usize]) -> RolesView {
    let families = families.iter().map(|at| &making.site[plan].families[*at]);
    RolesView {
        families: families
            .map(|family| FamilyView {
                name: making.phrase(&family.name),
                abilities: family.abilities.iter().map(|ability| making.phrase(&ability.name)).collect(),
                weighed: family.ranks.iter().any(|rank| rank.weights.iter().any(Option::is_some)),
                ranks: family
                    .ranks
                    .iter()
                    .map(|rank| RankView {
                        name: making.phrase(&rank.name),
                        career: rank.career.as_ref().map(|career| making.phrase(career)),
                        duties: rank.duties.iter().map(|duty| making.phrase(duty)).collect(),
                        weights: rank.weights.iter().map(|weight| weight.map(Code::code)).collect(),
                    })
                    .collect(),
            })
            .collect(),
    }
}

/// The statements of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct StatementGroup {
    /// The id of the kind.
    pub kind: String,
    /// The name of the kind.
    pub label: Phrase,
    /// Whether a plan's page leads with them: the site's first kind is what a plan stands for above all.
    pub leads: bool,
    /// The statements.
    pub statements: Vec<StatementView>,
}

/// A statement.
#[derive(Clone, Debug, Serialize)]
pub struct StatementView {
    /// The statement, or its name.
    pub name: Phrase,
    /// What it says.
    pub text: Option<Phrase>,
    /// Its number as printed.
    pub number: Option<Phrase>,
    /// The page in the source document.
    pub page: Option<u32>,
    /// The footnotes printed with it.
    pub notes: Vec<NoteView>,
}

/// A footnote of a statement.
#[derive(Clone, Debug, Serialize)]
pub struct NoteView {
    /// The word it explains.
    pub term: Phrase,
    /// What it means.
    pub text: Phrase,
}

pub(super) fn statement_group(making: &Making<'_>, plan: PlanId, kind: StatementKindId) -> StatementGroup {
    let statements = making.site[plan].statements.iter().filter(|statement| statement.kind == kind);
    StatementGroup {
        kind: making.site[kind].id.to_string(),
        label: making.phrase(&making.site[kind].label),
        leads: making.site.statement_kinds.first().is_some_and(|first| first.id == making.site[kind].id),
        statements: statements
            .map(|statement| StatementView {
                name: making.phrase(&statement.name),
                text: statement.text.as_ref().map(|text| making.phrase(text)),
                number: statement.number.as_ref().map(|number| making.printed_number(number)),
                page: statement.page,
                notes: statement
                    .notes
                    .iter()
                    .map(|note| NoteView { term: making.phrase(&note.term), text: making.phrase(&note.text) })
                    .collect(),
            })
            .collect(),
    }
}

/// A list of measures.
#[derive(Clone, Debug, Serialize)]
pub struct MeasuresView {
    /// The measures.
    pub measures: Vec<MeasureCard>,
}

/// Pillars × categories.
#[derive(Clone, Debug, Serialize)]
pub struct GridView {
    /// The categories, in the order of the site.
    pub categories: Vec<Phrase>,
    /// The pillars, with the measures of each category.
    pub rows: Vec<GridRow>,
}

/// A pillar in a grid.
#[derive(Clone, Debug, Serialize)]
pub struct GridRow {
    /// Its name.
    pub label: Phrase,
    /// For each category, the measures.
    pub cells: Vec<Vec<LinkView>>,
}

fn grid_view(making: &Making<'_>, plan: PlanId, categories: &[CategoryId]) -> GridView {
    let site = making.site;
    let pillars = site[plan].pillars.iter();
    GridView {
        categories: categories.iter().map(|category| making.phrase(&site[*category].label)).collect(),
        rows: pillars
            .map(|pillar| GridRow {
                label: making.phrase(&pillar.label),
                cells: categories
                    .iter()
                    .map(|category| {
                        let measures = pillar.measures.iter().filter(|id| site[**id].category == *category);
                        measures.map(|id| making.link(Subject::Measure(*id))).collect()
                    })
                    .collect(),
            })
            .collect(),
    }
}

/// A picture.
#[derive(Clone, Debug, Serialize)]
pub struct FigureView {
    /// The way to it.
    pub url: String,
    /// How large it is, where its file says so.
    pub size: Option<SizeView>,
    /// What it shows.
    pub alternative: String,
    /// What is written under it.
    pub caption: Option<String>,
    /// The language of its words, where it is not the page's.
    pub lang: Option<String>,
}

/// The size of a picture in pixels.
#[derive(Clone, Debug, Serialize)]
pub struct SizeView {
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

fn picture_size(making: &Making<'_>, target: &Target) -> Option<SizeView> {
    let Target::Asset(path) = target else { return None };
    let size = making.site.picture_sizes.get(path)?;
    Some(SizeView { width: size.width, height: size.height })
}

/// A table.
#[derive(Clone, Debug, Serialize)]
pub struct TableView {
    /// What it shows.
    pub caption: String,
    /// The language of its caption, where it is not the page's.
    pub caption_lang: Option<String>,
    /// The language of its cells, where it is not the page's.
    pub lang: Option<String>,
    /// The column headers.
    pub header: Vec<String>,
    /// The rows; the first cell names the row.
    pub rows: Vec<Vec<String>>,
}

fn table_view(
    making: &Making<'_>,
    plan: PlanId,
    table: usize,
    caption: &str,
    caption_lang: Option<String>,
) -> Option<ComponentView> {
    let language = making.page.language;
    let (table, written) = making.site[plan].tables[table].shown(language)?;
    Some(ComponentView::Table(TableView {
        caption: caption.to_owned(),
        caption_lang,
        lang: (written != language).then(|| making.site.languages.code(written).to_owned()),
        header: table.header.clone(),
        rows: table.rows.clone(),
    }))
}

/// A circular diagram. The places are on a drawing 320 wide and 320 high.
#[derive(Clone, Debug, Serialize)]
pub struct CycleView {
    /// Its id on the page.
    pub id: String,
    /// Its title.
    pub name: Phrase,
    /// Its steps, in order.
    pub steps: Vec<CycleStep>,
    /// The arcs between them, as SVG paths.
    pub arcs: Vec<String>,
    /// What it leads to.
    pub outcome: Option<Phrase>,
}

/// A step of a cycle and where it stands.
#[derive(Clone, Debug, Serialize)]
pub struct CycleStep {
    /// Its words.
    pub text: Phrase,
    /// Its number, from 1.
    pub number: usize,
    /// How far from the left.
    pub x: String,
    /// How far from the top.
    pub y: String,
}

fn cycle_view(making: &Making<'_>, plan: PlanId, cycle: usize, hole: usize) -> CycleView {
    let cycle = &making.site[plan].cycles[cycle];
    let count = cycle.steps.len();
    CycleView {
        id: format!("{}cycle-{}-{}", making.id_prefix(), cycle.id, hole + 1),
        name: making.phrase(&cycle.name),
        steps: cycle
            .steps
            .iter()
            .enumerate()
            .map(|(at, step)| {
                let (x, y) = on_circle(at as f64 / count as f64);
                CycleStep {
                    text: making.phrase(step),
                    number: at + 1,
                    x: format!("{x:.1}"),
                    y: format!("{y:.1}"),
                }
            })
            .collect(),
        arcs: (0..count).map(|at| arc(at, count)).collect(),
        outcome: cycle.outcome.as_ref().map(|outcome| making.phrase(outcome)),
    }
}

/// The middle and the radius of the circle on which the steps stand.
const MIDDLE: f64 = 160.0;
const RADIUS: f64 = 120.0;
/// How much of a turn an arc keeps clear of the steps at its ends: the steps are discs of 28.
const CLEARANCE: f64 = 0.05;

/// The point at a part of a turn, clockwise from the top.
fn on_circle(turn: f64) -> (f64, f64) {
    let angle = turn * std::f64::consts::TAU;
    (MIDDLE + RADIUS * angle.sin(), MIDDLE - RADIUS * angle.cos())
}

fn arc(at: usize, count: usize) -> String {
    let (from_x, from_y) = on_circle(at as f64 / count as f64 + CLEARANCE);
    let (to_x, to_y) = on_circle((at + 1) as f64 / count as f64 - CLEARANCE);
    format!("M{from_x:.1} {from_y:.1} A{RADIUS} {RADIUS} 0 0 1 {to_x:.1} {to_y:.1}")
}
