//! `indicators.toml`.

use std::sync::Arc;

use crate::rules;
use crate::values::{Comparability, Direction, FiscalYear, Label, TargetKind, Unit};

use super::declare::record;
use super::kinds::{Id, Url};
use super::reader::Reader;
use super::table::Table;

record! {
    /// `indicators.toml`: the numbers by which a plan is judged.
    #[ja = "indicators.toml：計画の指標です。"]
    pub struct IndicatorsRecord {
        /// The indicators, in display order.
        #[ja = "指標。並べた順に表示されます。"]
        #[key = "indicator"]
        indicators: Vec<Arc<IndicatorRecord>>,
    }
}

record! {
    /// A number with unit, times, target and source.
    #[ja = "指標：単位、年度ごとの値、目標、出典のある数です。"]
    pub struct IndicatorRecord: stands_in {
        /// The name by which measures and components refer to it.
        #[ja = "取組と部品から指すための名前。"]
        id: Id,
        /// The words shown for it, exactly as published.
        #[ja = "指標の名前。公表されたとおりに書きます。"]
        name: Label,
        /// The unit of all its numbers.
        #[ja = "単位。"]
        unit: Unit,
        /// Where the number should go; none where the document does not say.
        #[ja = "目指す向き。`increase`（高める）、`decrease`（下げる）、`maintain`（保つ）、`none`（定めがない）。"]
        direction: Direction = Direction::None,
        /// The id it shares with the same indicator of other cities. Goes together with `comparability`.
        #[ja = "ほかの自治体の同じ指標と共有する名前。`comparability` と一緒に書きます。"]
        common: Option<Id>,
        /// Whether it may stand beside the same indicator of another city: same, differs (measured in another
        /// way) or proxy (something else that stands for it). The last two need a note.
        #[ja = "ほかの自治体と比べられるか。`same`（同じ測り方）、`differs`（違う測り方）、`proxy`（代わりの指標）。後の2つは、理由を `note` に書きます。"]
        comparability: Option<Comparability>,
        /// What to mind when reading it.
        #[ja = "読むときの注意。"]
        note: Option<Label>,
        /// The question that was asked in a survey.
        #[ja = "調査の質問。"]
        question: Option<Label>,
        /// What was measured, one value for a fiscal year.
        #[ja = "年度ごとの値。1年度に1つです。"]
        values: Vec<IndicatorValue>,
        /// Where it should get.
        #[ja = "目標。"]
        target: Option<IndicatorTarget>,
        /// How the answers were spread; rendered as a stacked bar.
        #[ja = "回答の内訳。帯グラフになります。"]
        breakdown: Vec<Slice>,
        /// Where the numbers are published.
        #[ja = "出典。"]
        source: Option<IndicatorSource>,
    }
    check(reader, table) {
        let note = note.as_ref().and_then(Option::as_ref);
        check_comparability(reader, table, comparability.flatten(), note);
        check_years(reader, table, values.as_deref().unwrap_or_default());
    }
}

/// Two numbers under one common id are comparable, or somebody says why they are not.
fn check_comparability(
    reader: &mut Reader<'_>,
    table: &Table<'_, '_>,
    comparability: Option<Comparability>,
    note: Option<&Label>,
) {
    if comparability.is_some_and(|comparability| comparability != Comparability::Same)
        && note.is_none()
        && let Some(span) = table.span_of(reader, "comparability")
    {
        reader.report(reader.diagnostic(
            rules::INDICATOR_COMPARABILITY,
            span,
            "そのまま比べられない理由を `note` に書いてください",
            "say in `note` why it cannot simply be compared",
        ));
    }
    if table.has("common") != table.has("comparability") {
        reader.report(
            reader
                .diagnostic(
                    rules::INDICATOR_COMPARABILITY,
                    table.span,
                    "`common` と `comparability` は一緒に書きます",
                    "`common` and `comparability` go together",
                )
                .help(
                    "もう一方も書くか、比べないなら両方を消してください",
                    "write the other too, or take both out where nothing is compared",
                ),
        );
    }
}

/// A fiscal year has one value.
fn check_years(reader: &mut Reader<'_>, table: &Table<'_, '_>, values: &[IndicatorValue]) {
    let spans = table.spans_of_items(reader, "values");
    if spans.len() != values.len() {
        // One could not be read: it is reported, and the years cannot be assigned to their places.
        return;
    }
    for (at, (value, span)) in values.iter().zip(spans).enumerate() {
        if values[..at].iter().any(|earlier| earlier.at == value.at) {
            reader.report(reader.diagnostic(
                rules::INDICATOR_VALUES,
                span,
                format!("{}の値が2つあります", value.at.japanese()),
                format!("there are two values for {}", value.at.english()),
            ));
        }
    }
}

record! {
    /// A measured value.
    #[ja = "測った値です。"]
    pub struct IndicatorValue {
        /// The fiscal year.
        #[ja = "年度。"]
        at: FiscalYear,
        /// The value, in the unit of the indicator.
        #[ja = "値。指標の単位で書きます。"]
        value: f64,
        /// How many answered.
        #[ja = "回答者数。"]
        #[key = "n"]
        count: Option<u32>,
    }
}

record! {
    /// A target of an indicator.
    #[ja = "目標です。"]
    pub struct IndicatorTarget {
        /// What kind: at-least (以上), at-most (以下), exact (その値), range (範囲), maintain (維持), qualitative
        /// (in words) or undecided (未定).
        #[ja = "目標の種類。`at-least`（以上）、`at-most`（以下）、`exact`（その値）、`range`（範囲）、`maintain`（現状を維持）、`qualitative`（数値によらない）、`undecided`（未定）。"]
        kind: TargetKind,
        /// By which fiscal year.
        #[ja = "目標の年度。"]
        at: Option<FiscalYear>,
        /// The value, or the lower end of a range; required for at-least, at-most, exact and range.
        #[ja = "値。範囲では下の端。以上、以下、その値、範囲のときは必ず書きます。"]
        value: Option<f64>,
        /// The upper end of a range; required for range.
        #[ja = "範囲の上の端。範囲のときは必ず書きます。"]
        upper: Option<f64>,
        /// The target in words. In Japanese it ends in a noun, because です follows.
        #[ja = "言葉での目標。「目標は、」と「です。」の間に入るので、名詞で終えます。"]
        text: Option<Label>,
    }
    check(reader, table) {
        check_numbers(reader, table, kind, value.flatten(), upper.flatten());
    }
}

fn check_numbers(
    reader: &mut Reader<'_>,
    table: &Table<'_, '_>,
    kind: Option<TargetKind>,
    value: Option<f64>,
    upper: Option<f64>,
) {
    use TargetKind::{AtLeast, AtMost, Exact, Range};
    if matches!(kind, Some(AtLeast | AtMost | Exact | Range)) {
        require(reader, table, "value");
    }
    if kind == Some(Range) {
        require(reader, table, "upper");
    }
    if let (Some(lower), Some(upper), Some(span)) = (value, upper, table.span_of(reader, "upper"))
        && upper <= lower
    {
        let diagnostic = reader
            .diagnostic(
                rules::INDICATOR_TARGET,
                span,
                format!("範囲の上限 {upper} が下限 {lower} より大きくありません"),
                format!("the upper end {upper} is not above the lower end {lower}"),
            )
            .help(
                "`value` に下限、`upper` に上限を書きます",
                "`value` is the lower end, `upper` the upper one",
            );
        reader.report(diagnostic);
    }
}

/// Some kinds of targets need a number.
fn require(reader: &mut Reader<'_>, table: &Table<'_, '_>, key: &str) {
    if !table.has(key) {
        let (ja, en) = (format!("`{key}` がありません"), format!("`{key}` is missing"));
        reader.report(reader.diagnostic(rules::INDICATOR_TARGET, reader.first_line(table.span), ja, en));
    }
}

record! {
    /// A part of a distribution.
    #[ja = "内訳の一部です。"]
    pub struct Slice {
        /// The answer.
        #[ja = "回答。"]
        label: Label,
        /// Its share, in the unit of the indicator.
        #[ja = "割合。指標の単位で書きます。"]
        value: f64,
    }
}

record! {
    /// Where the numbers of an indicator are published.
    #[ja = "指標の出典です。"]
    pub struct IndicatorSource {
        /// The title of the document.
        #[ja = "文書の題名。"]
        title: Label,
        /// The name of its file.
        #[ja = "ファイル名。"]
        file: Option<String>,
        /// Where it can be read.
        #[ja = "読める場所のアドレス。"]
        url: Option<Url>,
        /// The page in it.
        #[ja = "そのページ。"]
        page: Option<u32>,
    }
}
