//! What is foreseen for which part of which fiscal year.

use std::sync::Arc;

use crate::diagnostic::{Bilingual, Diagnostic};
use crate::rules;
use crate::source::{Span, Written};
use crate::values::{FiscalYear, Label, Period, Stretch, YearPart};

use super::declare::record;
use super::kinds::{Reference, Usual};
use super::reader::Reader;
use super::table::Table;

record! {
    /// A step of a schedule: for a fiscal year, for a part of one, or for several.
    #[ja = "予定の1つです。年度、その一部、または続く年度について書きます。"]
    pub struct ScheduledStep {
        /// The fiscal year; for several in a row, `from` and `to` instead.
        #[ja = "年度。続く年度の予定なら、代わりに `from` と `to` を書きます。"]
        year: Usual<FiscalYear>,
        /// The half of the year: 1 (上半期) or 2 (下半期).
        #[ja = "年度の半分。`1`（上半期）か `2`（下半期）。"]
        half: Option<u32>,
        /// The quarter of the year: 1 to 4.
        #[ja = "四半期。`1` から `4` まで。"]
        quarter: Option<u32>,
        /// The first of several fiscal years in a row.
        #[ja = "続く年度の最初。"]
        from: Option<FiscalYear>,
        /// The last of them.
        #[ja = "続く年度の最後。"]
        to: Option<FiscalYear>,
        /// What is foreseen: consider (検討), prepare (準備), pilot (試行), implement (実施), expand (拡充),
        /// continue (継続), review (見直し), or a step of the site's own (`[[step]]` in topics.toml).
        #[ja = "予定。`consider`（検討）、`prepare`（準備）、`pilot`（試行）、`implement`（実施）、`expand`（拡充）、`continue`（継続）、`review`（見直し）か、topics.toml の `[[step]]` の id。"]
        step: Reference,
    }
    check(reader, table) {
        check_time(reader, table);
        let (half, quarter) = (half.flatten(), quarter.flatten());
        check_part(reader, table, "half", half, 2);
        check_part(reader, table, "quarter", quarter, 4);
        if let (Some(Some(first)), Some(Some(last))) = (from, to)
            && last < first
        {
            let (ja, en) = ("`to` が `from` より前です", "`to` is before `from`");
            contradiction(reader, table, "to", (ja, en), ("`from` と `to` を確かめてください", "check `from` and `to`"));
        }
    }
}

impl ScheduledStep {
    /// The time that it is foreseen for; nothing where what is written says none.
    pub fn stretch(&self) -> Option<Stretch> {
        let part = match (self.half, self.quarter) {
            (Some(half), _) => YearPart::Half(half),
            (None, Some(quarter)) => YearPart::Quarter(quarter),
            (None, None) => YearPart::Whole,
        };
        match (*self.year, self.from, self.to) {
            (Some(year), _, _) => Some(Stretch { first: year, last: year, part }),
            (None, Some(first), Some(last)) => Some(Stretch { first, last, part: YearPart::Whole }),
            _ => None,
        }
    }
}

/// A step is for a year, or from one to another.
fn check_time(reader: &mut Reader<'_>, table: &Table<'_, '_>) {
    let range = ["from", "to"].into_iter().find(|key| table.has(key));
    let part = ["half", "quarter"].into_iter().find(|key| table.has(key));
    match (table.has("year"), range) {
        (false, None) => {
            let place = reader.first_line(table.span);
            let (ja, en) = ("`year` がありません", "`year` is missing");
            reader.report(reader.diagnostic(rules::MEASURE_SCHEDULE, place, ja, en).help(
                "年度を `year = 2026`、続く年度なら `from = \"R6\", to = \"R8\"` のように書きます",
                "write `year = 2026`, or `from = \"R6\", to = \"R8\"` for several years in a row",
            ));
        }
        (true, Some(key)) => {
            let said =
                (format!("`year` と `{key}` の両方があります"), format!("there are both `year` and `{key}`"));
            contradiction(
                reader,
                table,
                key,
                (&said.0, &said.1),
                (
                    "1つの年度なら `year` だけ、続く年度なら `from` と `to` だけを書きます",
                    "write `year` alone for one year, `from` and `to` alone for several",
                ),
            );
        }
        (false, Some(_)) => check_range(reader, table),
        (true, None) => {}
    }
    if let (Some(key), Some(_)) = (part, range) {
        let said = (format!("`{key}` は `year` と一緒に書きます"), format!("`{key}` goes with `year`"));
        contradiction(
            reader,
            table,
            key,
            (&said.0, &said.1),
            (
                "年度の一部の予定は `{ year = 2026, half = 1, … }` のように、1つずつ書きます",
                "write each part of a year by itself: `{ year = 2026, half = 1, … }`",
            ),
        );
    }
    if table.has("half") && table.has("quarter") {
        contradiction(
            reader,
            table,
            "quarter",
            ("`half` と `quarter` の両方があります", "there are both `half` and `quarter`"),
            ("どちらか一方を消してください", "take one of them out"),
        );
    }
}

fn check_range(reader: &mut Reader<'_>, table: &Table<'_, '_>) {
    for (missing, other) in [("from", "to"), ("to", "from")] {
        if !table.has(missing) {
            let (ja, en) = (format!("`{missing}` がありません"), format!("`{missing}` is missing"));
            let help = (
                "続く年度は、最初の `from` と最後の `to` の両方を書きます",
                "several years in a row have their first (`from`) and their last (`to`)",
            );
            contradiction(reader, table, other, (&ja, &en), help);
        }
    }
}

fn check_part(reader: &mut Reader<'_>, table: &Table<'_, '_>, key: &str, part: Option<u32>, last: u32) {
    if part.is_some_and(|part| part > last) {
        let (ja, en) = (format!("`{key}` は1から{last}までです"), format!("`{key}` is 1 to {last}"));
        let help = match key {
            "half" => (
                "上半期（4月から9月まで）は `1`、下半期は `2` です",
                "the first half (April to September) is `1`, the second `2`",
            ),
            _ => ("第1四半期（4月から6月まで）が `1` です", "the first quarter (April to June) is `1`"),
        };
        contradiction(reader, table, key, (&ja, &en), help);
    }
}

/// What cannot be meant as it is written, at the value of a key.
fn contradiction(
    reader: &mut Reader<'_>,
    table: &Table<'_, '_>,
    key: &str,
    (ja, en): (&str, &str),
    (help_ja, help_en): (&str, &str),
) {
    let span = table.span_of(reader, key).unwrap_or(table.span);
    let diagnostic: Diagnostic = reader.diagnostic(rules::MEASURE_SCHEDULE, span, ja, en);
    reader.report(diagnostic.help(help_ja, help_en));
}

/// The steps without those that are there twice, which are reported.
pub(super) fn each_once(
    reader: &mut Reader<'_>,
    schedule: Vec<Written<ScheduledStep>>,
) -> Vec<Written<ScheduledStep>> {
    let mut steps: Vec<Written<ScheduledStep>> = Vec::with_capacity(schedule.len());
    for step in schedule {
        let is_same =
            |other: &ScheduledStep| other.stretch() == step.stretch() && other.step.value == step.step.value;
        match step.stretch().filter(|_| steps.iter().any(|other| is_same(other))) {
            Some(stretch) => {
                let diagnostic = twice(reader, step.span, stretch, &step.step.value);
                reader.report(diagnostic);
            }
            None => steps.push(step),
        }
    }
    let is_covered: Vec<bool> = steps.iter().map(|step| report_covered(reader, step, &steps)).collect();
    let mut is_covered = is_covered.into_iter();
    steps.retain(|_| is_covered.next() == Some(false));
    steps
}

/// Reports a step whose time is within that of the same step over several years: it would be shown twice.
fn report_covered(
    reader: &mut Reader<'_>,
    step: &Written<ScheduledStep>,
    steps: &[Written<ScheduledStep>],
) -> bool {
    let Some(stretch) = step.stretch() else { return false };
    let of_same = steps.iter().filter(|other| other.step.value == step.step.value);
    let covers = |other: &Stretch| {
        other.first < other.last
            && other.first <= stretch.first
            && stretch.last <= other.last
            && *other != stretch
    };
    let Some(range) = of_same.filter_map(|other| other.stretch()).find(covers) else { return false };
    let (step_name, Bilingual { ja, en }) = (&step.step.value, range.in_words());
    let diagnostic = twice(reader, step.span, stretch, step_name).help(
        format!(
            "{ja}の `{step_name}` に含まれています。年度か `step` を直すか、どちらか一方を消してください"
        ),
        format!("it is in that for {en}: correct the year or the `step`, or take one of them out"),
    );
    reader.report(diagnostic);
    true
}

fn twice(reader: &Reader<'_>, span: Span, stretch: Stretch, step: &str) -> Diagnostic {
    let Bilingual { ja, en } = stretch.in_words();
    reader.diagnostic(
        rules::MEASURE_SCHEDULE,
        span,
        format!("{ja}の `{step}` が2度書かれています"),
        format!("`{step}` is there twice for {en}"),
    )
}

record! {
    /// A part of a plan's period, such as 前期計画. Its years stand under its label where schedules are shown.
    #[ja = "計画期間の一部です。「前期計画」「後期計画」など。予定の表では、その年度の上に表示されます。"]
    pub struct PhaseRecord: stands_in {
        /// What the document calls it.
        #[ja = "計画での呼び名。「前期計画」など。"]
        label: Label,
        /// Its first fiscal year.
        #[ja = "最初の年度。"]
        from: FiscalYear,
        /// Its last fiscal year.
        #[ja = "最後の年度。"]
        to: FiscalYear,
    }
    check(reader, table) {
        if let (Some(first), Some(last)) = (from, to)
            && last < first
        {
            let span = table.span_of(reader, "to").unwrap_or(table.span);
            let (ja, en) = ("`to` が `from` より前です", "`to` is before `from`");
            let diagnostic = reader.diagnostic(rules::PLAN_PHASE, span, ja, en);
            reader.report(diagnostic.help("`from` と `to` を確かめてください", "check `from` and `to`"));
        }
    }
}

impl PhaseRecord {
    /// Whether a fiscal year belongs to it.
    pub fn contains(&self, year: FiscalYear) -> bool {
        self.from <= year && year <= self.to
    }
}

/// The phases of a plan in the order of time. They lie in its period, and no year is in two.
pub(super) fn phases_in_order(
    reader: &mut Reader<'_>,
    table: &Table<'_, '_>,
    period: Option<Period>,
    mut phases: Vec<Arc<PhaseRecord>>,
) -> Vec<Arc<PhaseRecord>> {
    let spans = table.spans_of_items(reader, "phase");
    if spans.len() == phases.len() {
        for (at, (phase, span)) in phases.iter().zip(spans).enumerate() {
            let place = reader.first_line(span);
            let other = phases[..at].iter().find(|other| other.from <= phase.to && phase.from <= other.to);
            if let Some(other) = other.filter(|_| phase.from <= phase.to) {
                let diagnostic = overlap(reader, place, phase, other);
                reader.report(diagnostic);
            }
            let period = period.filter(|period| period.is_known());
            if let Some(period) =
                period.filter(|period| !period.contains(phase.from) || !period.contains(phase.to))
            {
                let diagnostic = beyond_the_plan(reader, place, phase, period);
                reader.report(diagnostic);
            }
        }
    }
    phases.sort_by_key(|phase| (phase.from, phase.to));
    phases
}

fn overlap(reader: &Reader<'_>, place: Span, phase: &PhaseRecord, other: &PhaseRecord) -> Diagnostic {
    let year = phase.from.max(other.from);
    reader
        .diagnostic(
            rules::PLAN_PHASE,
            place,
            format!("{}が、もう1つの区切りにも入っています", year.japanese()),
            format!("{} is in another phase too", year.english()),
        )
        .help("`from` と `to` を確かめてください", "check `from` and `to`")
}

fn beyond_the_plan(reader: &Reader<'_>, place: Span, phase: &PhaseRecord, period: Period) -> Diagnostic {
    let own = Period { start: phase.from, end: Some(phase.to) };
    reader
        .diagnostic(
            rules::PLAN_PHASE,
            place,
            format!("{}は、計画期間（{}）の外です", own.japanese(), period.japanese()),
            format!("{} is not within the plan's period, {}", own.english(), period.english()),
        )
        .help("`from` と `to`、または `period` を確かめてください", "check `from` and `to`, or `period`")
}
