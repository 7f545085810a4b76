//! One indicator across cities. Only values that were measured in the same way stand in the chart; the others
//! are listed with the reason.

use serde::Serialize;

use crate::model::{IndicatorId, Subject};
use crate::records::IndicatorValue;
use crate::values::{Code, Comparability, Unit};

use super::comparison::outline;
use super::page::Making;
use super::phrase::{LinkView, Phrase, decimals, number, number_with};
use super::{Detail, View};

/// What the comparison of an indicator shows.
#[derive(Clone, Debug, Serialize)]
pub struct IndicatorComparisonView {
    /// The id that the indicators share.
    pub common: String,
    /// The chart; nothing where no values can be compared.
    pub chart: Option<BarChart>,
    /// The indicators in the chart, in the order of their bars.
    pub compared: Vec<ComparedIndicator>,
    /// The others, with the reason.
    pub others: Vec<ComparedIndicator>,
}

/// A chart of horizontal bars, drawn in hundredths of its width and in pixels of its height.
#[derive(Clone, Debug, Serialize)]
pub struct BarChart {
    /// Its height.
    pub height: usize,
    /// Where zero is.
    pub zero: String,
    /// Its bars, from top to bottom.
    pub bars: Vec<Bar>,
}

/// A bar and its words.
#[derive(Clone, Debug, Serialize)]
pub struct Bar {
    /// Where its words stand.
    pub text_y: usize,
    /// Its upper edge.
    pub y: usize,
    /// Its left edge.
    pub x: String,
    /// How wide it is.
    pub width: String,
}

/// An indicator beside others.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedIndicator {
    /// Its city.
    pub city: LinkView,
    /// The id of the city.
    pub city_id: String,
    /// Its plan.
    pub plan: LinkView,
    /// Its name there.
    pub name: Phrase,
    /// The question that was asked.
    pub question: Option<Phrase>,
    /// The word for its unit.
    pub unit: &'static str,
    /// Its latest value.
    pub value: Option<String>,
    /// The fiscal year of that.
    pub at: Option<String>,
    /// How many answered.
    pub count: Option<String>,
    /// Why it is not in the chart: `differs`, `proxy`, `unit` or `no-value`; nothing for those in it.
    pub reason: Option<&'static str>,
    /// What to mind when reading it.
    pub note: Option<Phrase>,
    /// Where the number stands.
    pub source: Option<Phrase>,
    /// The page there.
    pub page: Option<u32>,
}

pub(super) fn view(making: &Making<'_>, id: IndicatorId) -> View {
    let detail = Detail::IndicatorComparison(Box::new(indicator_view(making, id)));
    making.finish(outline(making, "indicator-comparison", detail))
}

fn indicator_view(making: &Making<'_>, id: IndicatorId) -> IndicatorComparisonView {
    let site = making.site;
    let all = site.indicators_in_common_with(id);
    let unit = unit_of_chart(making, &all);
    let reasons = all.iter().map(|indicator| (*indicator, reason(making, *indicator, unit)));
    let (compared, others): (Vec<_>, Vec<_>) = reasons.partition(|(_, reason)| reason.is_none());
    let values: Vec<f64> =
        compared.iter().filter_map(|(indicator, _)| Some(site[*indicator].latest()?.value)).collect();
    let digits = values.iter().copied().map(decimals).max().unwrap_or(0);
    let record = &site[id].record;
    IndicatorComparisonView {
        common: record.common.as_ref().unwrap_or(&record.id).value.clone(),
        chart: unit.filter(|_| !values.is_empty()).map(|unit| bar_chart(&values, unit)),
        compared: compared
            .iter()
            .map(|(indicator, _)| compared_indicator(making, *indicator, None, digits))
            .collect(),
        others: others
            .iter()
            .map(|(indicator, reason)| compared_indicator(making, *indicator, *reason, 0))
            .collect(),
    }
}

/// The unit of the first indicator that may be compared: values in another cannot stand beside it.
fn unit_of_chart(making: &Making<'_>, indicators: &[IndicatorId]) -> Option<Unit> {
    let mut same = indicators.iter().map(|indicator| &making.site[*indicator]).filter(|indicator| {
        indicator.record.comparability == Some(Comparability::Same) && indicator.latest().is_some()
    });
    same.next().map(|indicator| indicator.record.unit)
}

fn reason(making: &Making<'_>, id: IndicatorId, unit: Option<Unit>) -> Option<&'static str> {
    let indicator = &making.site[id];
    match indicator.record.comparability {
        Some(Comparability::Differs) | None => Some(Comparability::Differs.code()),
        Some(Comparability::Proxy) => Some(Comparability::Proxy.code()),
        Some(Comparability::Same) if indicator.latest().is_none() => Some("no-value"),
        Some(Comparability::Same) if Some(indicator.record.unit) != unit => Some("unit"),
        Some(Comparability::Same) => None,
    }
}

fn compared_indicator(
    making: &Making<'_>,
    id: IndicatorId,
    reason: Option<&'static str>,
    digits: usize,
) -> ComparedIndicator {
    let site = making.site;
    let indicator = &site[id];
    let record = &indicator.record;
    let latest = indicator.latest();
    let city = site[indicator.plan].city;
    let figure = |value: &IndicatorValue| number_with(value.value, digits.max(decimals(value.value)));
    ComparedIndicator {
        city: making.link(Subject::City(city)),
        city_id: site[city].id.to_string(),
        plan: making.link(Subject::Plan(indicator.plan)),
        name: making.phrase(&record.name),
        question: record.question.as_ref().map(|question| making.phrase(question)),
        unit: record.unit.code(),
        value: latest.map(figure),
        at: latest.map(|latest| making.fiscal_year(latest.at)),
        count: latest.and_then(|latest| latest.count).map(|count| number(count as f64)),
        reason,
        note: record.note.as_ref().map(|note| making.phrase(note)),
        source: record.source.as_ref().map(|source| making.phrase(&source.title)),
        page: record.source.as_ref().and_then(|source| source.page),
    }
}

/// The height of a bar with its words, of the words alone, and of the bar.
const ROW_HEIGHT: usize = 56;
const TEXT_BASE: usize = 18;
const BAR_TOP: usize = 26;

/// Bars on a scale that takes in zero; percentages on one that ends with the whole.
fn bar_chart(values: &[f64], unit: Unit) -> BarChart {
    let whole = if unit == Unit::Percent { 100.0 } else { 0.0 };
    let low = values.iter().copied().fold(0.0, f64::min);
    let high = values.iter().copied().fold(whole, f64::max);
    let span = if high > low { high - low } else { 1.0 };
    let at = |value: f64| (value - low) * 100.0 / span;
    BarChart {
        height: values.len() * ROW_HEIGHT,
        zero: format!("{:.2}", at(0.0)),
        bars: values
            .iter()
            .enumerate()
            .map(|(row, value)| Bar {
                text_y: row * ROW_HEIGHT + TEXT_BASE,
                y: row * ROW_HEIGHT + BAR_TOP,
                x: format!("{:.2}", at(value.min(0.0))),
                width: format!("{:.2}", at(value.max(0.0)) - at(value.min(0.0))),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::bar_chart;
    use crate::values::Unit;

    #[test]
    fn percentages_are_parts_of_a_hundred() {
        let chart = bar_chart(&[50.0, 87.4], Unit::Percent);
        assert_eq!((chart.zero.as_str(), chart.bars[0].width.as_str()), ("0.00", "50.00"));
        assert_eq!(chart.bars[1].width, "87.40");
    }

    #[test]
    fn bars_below_zero_end_at_zero() {
        let chart = bar_chart(&[-50.0, 150.0], Unit::Case);
        assert_eq!((chart.bars[0].x.as_str(), chart.bars[0].width.as_str()), ("0.00", "25.00"));
        assert_eq!((chart.bars[1].x.as_str(), chart.bars[1].width.as_str()), ("25.00", "75.00"));
        assert_eq!(bar_chart(&[0.0], Unit::Case).bars[0].width, "0.00");
    }
}
