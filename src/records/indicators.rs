//! `indicators.toml`.

use std::sync::Arc;

use crate::diagnostic::{Bilingual, Diagnostic, Meant, meant};
use crate::rules;
use crate::values::{Code, Comparability, Direction, Label, Missing, Number, TargetKind, Time, Unit};

use super::declaration::Shape;
use super::declare::record;
use super::field::{Kind, code_candidates};
use super::kinds::{Id, Url, Usual};
use super::reader::{Reader, Value};
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
        /// What was measured, one value for each time, in any order: pages show them in the order of time.
        #[ja = "年度や日ごとの値。1つの年度や日に1つです。順番は自由で、ページには時の順に並びます。"]
        values: Vec<IndicatorValue>,
        /// Where it should get, where there is one target.
        #[ja = "目標が1つのときの目標。"]
        target: Option<IndicatorTarget>,
        /// Where it should get, where there are several targets: interim and final, or of several bodies. In any
        /// order: pages show them in the order of time.
        #[ja = "目標が2つ以上あるときの目標（中間目標と最終目標、国と市の目標など）。順番は自由で、ページには時の順に並びます。"]
        targets: Vec<IndicatorTarget>,
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
        check_times(reader, table, values.as_deref().unwrap_or_default());
        check_targets(reader, table, targets.as_deref().unwrap_or_default());
        values.iter_mut().for_each(|values| values.sort_by_key(|value| value.at));
        targets.iter_mut().for_each(|targets| targets.sort_by(IndicatorTarget::in_order));
    }
}

impl IndicatorRecord {
    /// Its targets in the order of time; one without a time comes last.
    pub fn all_targets(&self) -> impl Iterator<Item = &IndicatorTarget> {
        self.target.iter().chain(&self.targets)
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

/// A time has one value.
fn check_times(reader: &mut Reader<'_>, table: &Table<'_, '_>, values: &[IndicatorValue]) {
    let spans = table.spans_of_items(reader, "values");
    if spans.len() != values.len() {
        // One could not be read: it is reported, and the times cannot be assigned to their places.
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

/// One target has a key of its own, several have theirs; and nobody sets the same for the same time twice.
fn check_targets(reader: &mut Reader<'_>, table: &Table<'_, '_>, targets: &[IndicatorTarget]) {
    if table.has("target")
        && let Some(span) = table.span_of(reader, "targets")
    {
        let diagnostic = reader.diagnostic(
            rules::INDICATOR_TARGET,
            reader.first_line(span),
            "`target` と `targets` の両方があります",
            "there are both `target` and `targets`",
        );
        reader.report(diagnostic.help(
            "`target` の `{ … }` を `targets = [ … ]` の中に移し、`target` を消してください",
            "move the `{ … }` of `target` into `targets = [ … ]`, and take `target` out",
        ));
    }
    let spans = table.spans_of_items(reader, "targets");
    if spans.len() != targets.len() {
        return;
    }
    for (at, (target, span)) in targets.iter().zip(spans).enumerate() {
        if targets[..at].iter().any(|earlier| earlier.is_same_as(target)) {
            let diagnostic = reader.diagnostic(
                rules::INDICATOR_TARGET,
                span,
                "同じ年度の同じ種類の目標が2つあります",
                "there are two targets of one kind for the same time",
            );
            reader.report(diagnostic.help(
                "年度（`at`）を直すか、どちらか一方を消してください。決めた人が違うなら、それぞれに `by` を書きます",
                "correct `at`, or take one of them out; where they were set by different bodies, say so in `by`",
            ));
        }
    }
}

record! {
    /// A measured value, or why there is none.
    #[ja = "測った値、または値がない理由です。"]
    pub struct IndicatorValue {
        /// The fiscal year, or the day or month.
        #[ja = "年度。ある日や月の値なら、その日か月。"]
        at: Time,
        /// The value, in the unit of the indicator. It is shown with the digits that are written here
        /// (`80.0` is 80.0).
        #[ja = "値。指標の単位で書きます。書いたとおりの桁で表示されます（`80.0` は80.0）。"]
        value: Usual<Measured>,
        /// Why there is no value, instead of it: not-surveyed (未実施), withheld (秘匿), pending (集計中, not yet
        /// counted) or none (該当なし, nothing could be measured).
        #[ja = "値がないときに、`value` の代わりに書く理由。`not-surveyed`（未実施）、`withheld`（秘匿）、`pending`（集計中）、`none`（該当なし）。"]
        missing: Option<Missing>,
        /// What to mind with this value, in a few words: provisional (速報値), estimated.
        #[ja = "この値に添える短い言葉。「速報値」など。"]
        note: Option<Label>,
        /// Whether the series is interrupted here: the way of measuring was changed, so that this value and later
        /// ones cannot be compared with those before.
        #[ja = "この値から測り方が変わり、前の値と比べられないなら `true`。"]
        #[key = "break"]
        breaks_series: bool = false,
        /// How many answered.
        #[ja = "回答者数。"]
        #[key = "n"]
        count: Option<u32>,
    }
    check(reader, table) {
        check_value_or_reason(reader, table);
    }
}

/// What is missing has its reason, and what has a value is not missing.
fn check_value_or_reason(reader: &mut Reader<'_>, table: &Table<'_, '_>) {
    match (table.has("value"), table.span_of(reader, "missing")) {
        (true, Some(span)) => {
            let diagnostic = reader.diagnostic(
                rules::INDICATOR_MISSING,
                span,
                "`value` と `missing` の両方があります",
                "there are both `value` and `missing`",
            );
            reader.report(diagnostic.help(
                "値があるなら `missing` を、ないなら `value` を消してください。「速報値」などは `note` に書きます",
                "take `missing` out if there is a value, else `value`; what to mind with a value goes into `note`",
            ));
        }
        (false, None) => {
            let place = reader.first_line(table.span);
            let (ja, en) = ("`value` がありません", "`value` is missing");
            reader.report(reader.diagnostic(rules::INDICATOR_MISSING, place, ja, en).help_if(reasons()));
        }
        _ => {}
    }
}

/// What to write where there is no value.
fn reasons() -> Option<Bilingual> {
    let choices = Missing::choices()?;
    Some(Bilingual::new(
        format!("値がなければ、代わりに `missing` を書きます。{}", choices.ja),
        format!("where there is no value write `missing`: {}", choices.en),
    ))
}

/// A measured value. People who have none write the reason in its place, as the document prints it.
#[derive(Clone, PartialEq, Debug)]
pub struct Measured(Number);

impl std::ops::Deref for Measured {
    type Target = Number;

    fn deref(&self) -> &Number {
        &self.0
    }
}

impl Kind for Measured {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let reason = value.text().and_then(|words| Some((words, reason_in(words)?)));
        if let Some((words, reason)) = reason {
            let diagnostic = no_number(reader, value, words, reason);
            reader.report(diagnostic);
            return None;
        }
        Number::read(reader, value).map(Self)
    }

    fn shape() -> Shape {
        Number::shape()
    }
}

fn no_number(reader: &Reader<'_>, value: Value<'_, '_>, words: &str, reason: &str) -> Diagnostic {
    let (ja, en) = (format!("`{words}` は数ではありません"), format!("`{words}` is not a number"));
    reader.diagnostic(rules::RECORD_TYPE, value.span, ja, en).help(
        format!("`{} = \"{words}\"` の代わりに `missing = \"{reason}\"` と書いてください", value.key),
        format!("write `missing = \"{reason}\"` instead of `{} = \"{words}\"`", value.key),
    )
}

/// The reason that words surely give.
fn reason_in(words: &str) -> Option<&'static str> {
    let candidates = code_candidates::<Missing>();
    let word = words.trim().trim_matches(['（', '）', '(', ')']);
    match meant(word, &candidates) {
        Meant::Surely(code) => Missing::ALL.iter().map(|reason| reason.code()).find(|known| *known == code),
        Meant::Probably(_) | Meant::Unknown => None,
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
        /// By which fiscal year, day or month.
        #[ja = "目標の年度。日や月までなら、その日か月。"]
        at: Option<Time>,
        /// The value, or the lower end of a range; required for at-least, at-most, exact and range.
        #[ja = "値。範囲では下の端。以上、以下、その値、範囲のときは必ず書きます。"]
        value: Option<Number>,
        /// The upper end of a range; required for range.
        #[ja = "範囲の上の端。範囲のときは必ず書きます。"]
        upper: Option<Number>,
        /// The target in words, exactly as published. Pages quote it in a sentence.
        #[ja = "言葉での目標。公表されたとおりに書きます。ページでは「」で囲んで表示します。"]
        text: Option<Label>,
        /// Who set it: the city, the national government, a higher plan.
        #[ja = "目標を決めたもの。「国」「第2次総合計画」など。"]
        by: Option<Label>,
    }
    check(reader, table) {
        check_numbers(reader, table, kind, value.as_ref().and_then(Option::as_ref), upper.as_ref().and_then(Option::as_ref));
    }
}

impl IndicatorTarget {
    /// By time; whatever else would leave the order to the file decides after that.
    fn in_order(&self, other: &Self) -> std::cmp::Ordering {
        let key = |target: &Self| {
            let by = target.by.as_ref().map(|by| by.authoritative().to_owned());
            (target.at.is_none(), target.at, by, target.kind)
        };
        key(self).cmp(&key(other))
    }

    fn is_same_as(&self, other: &Self) -> bool {
        self.in_order(other).is_eq()
    }
}

fn check_numbers(
    reader: &mut Reader<'_>,
    table: &Table<'_, '_>,
    kind: Option<TargetKind>,
    value: Option<&Number>,
    upper: Option<&Number>,
) {
    use TargetKind::{AtLeast, AtMost, Exact, Range};
    if matches!(kind, Some(AtLeast | AtMost | Exact | Range)) {
        require(reader, table, "value");
    }
    if kind == Some(Range) {
        require(reader, table, "upper");
    }
    if let (Some(lower), Some(upper), Some(span)) = (value, upper, table.span_of(reader, "upper"))
        && upper.value() <= lower.value()
    {
        let diagnostic = reader
            .diagnostic(
                rules::INDICATOR_TARGET,
                span,
                format!("範囲の上限 {} が下限 {} より大きくありません", upper.digits(), lower.digits()),
                format!("the upper end {} is not above the lower end {}", upper.digits(), lower.digits()),
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
        value: Number,
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
