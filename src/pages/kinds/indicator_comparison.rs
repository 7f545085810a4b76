//! One indicator across cities. Only values that were measured in the same way stand in the chart; the others
//! are listed with the reason.

use serde::Serialize;

use crate::model::{IndicatorId, IndicatorValue, Site};
use crate::pages::context::PageContext;
use crate::pages::kind::{Kind, Pages};
use crate::pages::outline::Outline;
use crate::pages::page_id::PageId;
use crate::pages::phrase::{LinkView, Phrase, decimals, number, number_with};
use crate::values::{Code, Comparability, Unit};

#[derive(Clone, Debug, Serialize)]
pub(super) struct IndicatorComparisonView {
    /// The id that the indicators share.
    pub common: String,
    /// The chart; nothing where no values can be compared.
    pub chart: Option<BarChart>,
    /// The indicators in the chart, in the order of their bars.
    pub compared: Vec<ComparedIndicator>,
    /// The others, with the reason.
    pub others: Vec<ComparedIndicator>,
}

/// A chart of horizontal bars. Places across are in hundredths of its width, places down in pixels.
#[derive(Clone, Debug, Serialize)]
pub(super) struct BarChart {
    pub height: usize,
    /// Where zero is.
    pub zero: String,
    pub bars: Vec<Bar>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Bar {
    /// Where its words stand.
    pub text_y: usize,
    /// Its upper edge.
    pub y: usize,
    /// Its left edge.
    pub x: String,
    pub width: String,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct ComparedIndicator {
    pub city: LinkView,
    pub city_id: String,
    pub plan: LinkView,
    /// Its name there.
    pub name: Phrase,
    pub question: Option<Phrase>,
    /// A code such as `percent`, for the theme's words.
    pub unit: &'static str,
    pub value: Option<String>,
    /// Its fiscal year.
    pub at: Option<String>,
    pub count: Option<String>,
    /// Why it is not in the chart: `differs`, `proxy`, `unit` or `no-value`; nothing for those in it.
    pub reason: Option<&'static str>,
    pub note: Option<Phrase>,
    pub source: Option<Phrase>,
    pub page: Option<u32>,
}

/// An indicator that cities share; the first with its common id stands for all.
pub(super) struct IndicatorComparisonPage;

impl Kind for IndicatorComparisonPage {
    type About = IndicatorId;
    type View = IndicatorComparisonView;

    const NAME: &'static str = "indicator-comparison";
    const VARIABLE: Option<&'static str> = Some("indicator_comparison");
    const PAGES: Pages<IndicatorId> =
        Pages::OfSite(|site| if site.has_comparison() { site.common_indicators() } else { Vec::new() });
    const DESCRIPTION: Option<&'static str> = Some("description.indicator");

    fn address(site: &Site, id: IndicatorId) -> String {
        format!("compare/indicators/{}", site[id].common_id())
    }

    fn title(context: &PageContext<'_>, id: IndicatorId) -> Phrase {
        context.phrase(&context.site[id].record.name)
    }

    fn outline(context: &PageContext<'_>, id: IndicatorId) -> Outline<IndicatorComparisonView> {
        Outline { above: vec![PageId::Home, PageId::Comparison], ..Outline::of(indicator_view(context, id)) }
    }
}

fn indicator_view(context: &PageContext<'_>, id: IndicatorId) -> IndicatorComparisonView {
    let site = context.site;
    let all = site.indicators_in_common_with(id);
    let unit = unit_of_chart(context, &all);
    let reasons = all.iter().map(|indicator| (*indicator, reason(context, *indicator, unit)));
    let (compared, others): (Vec<_>, Vec<_>) = reasons.partition(|(_, reason)| reason.is_none());
    let values: Vec<f64> =
        compared.iter().filter_map(|(indicator, _)| Some(site[*indicator].latest()?.value)).collect();
    let digits = values.iter().copied().map(decimals).max().unwrap_or(0);
    IndicatorComparisonView {
        common: site[id].common_id().to_owned(),
        chart: unit.filter(|_| !values.is_empty()).map(|unit| bar_chart(&values, unit)),
        compared: compared
            .iter()
            .map(|(indicator, _)| compared_indicator(context, *indicator, None, digits))
            .collect(),
        others: others
            .iter()
            .map(|(indicator, reason)| compared_indicator(context, *indicator, *reason, 0))
            .collect(),
    }
}

/// The unit of the first indicator that may be compared: values in another cannot stand beside it.
fn unit_of_chart(context: &PageContext<'_>, indicators: &[IndicatorId]) -> Option<Unit> {
    let mut same = indicators.iter().map(|indicator| &context.site[*indicator]).filter(|indicator| {
        indicator.record.comparability == Some(Comparability::Same) && indicator.latest().is_some()
    });
    same.next().map(|indicator| indicator.record.unit)
}

fn reason(context: &PageContext<'_>, id: IndicatorId, unit: Option<Unit>) -> Option<&'static str> {
    let indicator = &context.site[id];
    match indicator.record.comparability {
        Some(Comparability::Differs) | None => Some(Comparability::Differs.code()),
        Some(Comparability::Proxy) => Some(Comparability::Proxy.code()),
        Some(Comparability::Same) if indicator.latest().is_none() => Some("no-value"),
        Some(Comparability::Same) if Some(indicator.record.unit) != unit => Some("unit"),
        Some(Comparability::Same) => None,
    }
}

fn compared_indicator(
    context: &PageContext<'_>,
    id: IndicatorId,
    reason: Option<&'static str>,
    digits: usize,
) -> ComparedIndicator {
    let site = context.site;
    let indicator = &site[id];
    let record = &indicator.record;
    let latest = indicator.latest();
    let city = site[indicator.plan].city;
    let figure = |value: &IndicatorValue| number_with(value.value, digits.max(decimals(value.value)));
    ComparedIndicator {
        city: context.link(PageId::City(city)),
        city_id: site[city].id.to_string(),
        plan: context.link(PageId::Plan(indicator.plan)),
        name: context.phrase(&record.name),
        question: record.question.as_ref().map(|question| context.phrase(question)),
        unit: record.unit.code(),
        value: latest.map(figure),
        at: latest.map(|latest| context.fiscal_year(latest.at)),
        count: latest.and_then(|latest| latest.count).map(|count| number(count as f64)),
        reason,
        note: record.note.as_ref().map(|note| context.phrase(note)),
        source: record.source.as_ref().map(|source| context.phrase(&source.title)),
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
