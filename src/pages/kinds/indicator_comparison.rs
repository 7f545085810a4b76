//! One indicator across cities. Only values that were measured in the same way stand in the chart; the others
//! are listed with the reason.

use crate::model::{CityId, IndicatorId, Site};
use crate::pages::views::{
    MissingView, PagePart, ValueAt, address_of_part, divided, in_part, lacking, neighbours, numbers, places,
    title_of_part, weight,
};
use crate::pages::{Kind, LinkView, Outline, PageContext, PageId, Pages, Phrase, views};
use crate::values::{Code, Comparability, Language, Unit};

views! {
    pub(super) struct IndicatorComparisonView(context, id: IndicatorId, part: u32, parts: &[Vec<IndicatorId>]) {
        let site = context.site;
        let unit = unit_of_chart(context, &parts.concat());
        let (same, different): (Vec<IndicatorId>, Vec<IndicatorId>) =
            in_part(parts, part).iter().partition(|indicator| reason(context, **indicator, unit).is_none());
        let latest = || same.iter().filter_map(|indicator| Some(site[*indicator].latest()?.number));
        let values: Vec<f64> = latest().map(|number| number.value()).collect();
        let decimals = places(latest());
        let city_of = |indicator: &IndicatorId| site[site[*indicator].plan].city;
        let cities: Vec<Vec<CityId>> = parts.iter().map(|part| part.iter().map(city_of).collect()).collect();
        /// The pages that it is divided into by cities; nothing where there is one.
        pub pages: Vec<PagePart> =
            PagePart::by_city(context, &cities, |part| PageId::IndicatorComparison(id, part)),
        /// The id that the indicators share.
        pub common: String = site[id].common_id().to_owned(),
        /// The chart; nothing where no values can be compared.
        pub chart: Option<BarChart> =
            unit.filter(|_| !values.is_empty()).map(|unit| BarChart::of(&values, unit)),
        /// The indicators in the chart, in the order of their bars.
        pub compared: Vec<ComparedIndicator> =
            context.each(&same, |_, id| ComparedIndicator::of(context, id, None, decimals)),
        /// The others, with the reason.
        pub others: Vec<ComparedIndicator> = context.each(&different, |_, id| {
            ComparedIndicator::of(context, id, reason(context, id, unit), 0)
        }),
    }

    /// A chart of horizontal bars, on a scale that takes in zero; percentages on one that ends with the whole.
    /// Places across are in hundredths of its width, places down in pixels.
    pub(super) struct BarChart(values: &[f64], unit: Unit) {
        let whole = if unit == Unit::Percent { 100.0 } else { 0.0 };
        let low = values.iter().copied().fold(0.0, f64::min);
        let high = values.iter().copied().fold(whole, f64::max);
        let span = if high > low { high - low } else { 1.0 };
        let at = |value: f64| (value - low) * 100.0 / span;
        pub height: usize = values.len() * ROW_HEIGHT,
        /// Where zero is.
        pub zero: String = format!("{:.2}", at(0.0)),
        pub bars: Vec<Bar> = (0..)
            .zip(values)
            .map(|(row, value)| Bar::of(row, at(value.min(0.0)), at(value.max(0.0))))
            .collect(),
    }

    pub(super) struct Bar(row: usize, left: f64, right: f64) {
        /// Where its words stand.
        pub text_y: usize = row * ROW_HEIGHT + TEXT_BASE,
        /// Its upper edge.
        pub y: usize = row * ROW_HEIGHT + BAR_TOP,
        /// Its left edge.
        pub x: String = format!("{left:.2}"),
        pub width: String = format!("{:.2}", right - left),
    }

    pub(super) struct ComparedIndicator(context, id: IndicatorId, left_out: Option<&'static str>, decimals: usize) {
        let indicator = &context.site[id];
        let record = &indicator.record;
        let of_city = context.site[indicator.plan].city;
        pub city: LinkView = context.link(PageId::City(of_city)),
        pub city_id: String = context.site[of_city].id.to_string(),
        pub plan: LinkView = context.link(PageId::Plan(indicator.plan)),
        /// Its name there.
        pub name: Phrase = context.phrase(&record.name),
        pub question: Option<Phrase> = context.phrase_if(&record.question),
        /// A code such as `percent`, for the theme's words.
        pub unit: &'static str = record.unit.code(),
        /// The latest value that there is.
        pub latest: Option<ValueAt> = indicator.latest().map(|figure| ValueAt::of(context, figure)),
        /// What has the width of the decimals that it lacks beside the others.
        pub lacks: Option<String> = indicator.latest().and_then(|figure| lacking(figure.number, decimals)),
        /// The times after it, for which there is none.
        pub missing: Vec<MissingView> =
            indicator.missing_since().map(|(value, reason)| MissingView::of(context, value, reason)).collect(),
        /// Why it is not in the chart: `differs`, `proxy`, `unit` or `no-value`; nothing for those in it.
        pub reason: Option<&'static str> = left_out,
        pub note: Option<Phrase> = context.phrase_if(&record.note),
        pub source: Option<Phrase> = record.source.as_ref().map(|source| context.phrase(&source.title)),
        pub page: Option<u32> = record.source.as_ref().and_then(|source| source.page),
    }
}

/// A page, counted from 1, of an indicator that cities share; the first with its common id stands for all.
pub(super) struct IndicatorComparisonPage;

impl Kind for IndicatorComparisonPage {
    type About = (IndicatorId, u32);
    type View = IndicatorComparisonView;

    const NAME: &'static str = "indicator-comparison";
    const VARIABLE: Option<&'static str> = Some("indicator_comparison");
    const PAGES: Pages<(IndicatorId, u32)> = Pages::Comparing(all);
    const DESCRIPTION: Option<&'static str> = Some("description.indicator");

    fn address(site: &Site, (id, part): (IndicatorId, u32)) -> String {
        address_of_part(format!("compare/indicators/{}", site[id].common_id()), part)
    }

    fn title(context: &PageContext<'_>, (id, part): (IndicatorId, u32)) -> Phrase {
        title_of_part(context, context.phrase(&context.site[id].record.name), part)
    }

    fn has_words(site: &Site, (id, _): (IndicatorId, u32), language: Language) -> bool {
        let mut compared = site.indicators_in_common_with(id).into_iter();
        site.cities.iter().any(|city| city.name.has(language))
            || compared.any(|indicator| site[indicator].record.name.has(language))
    }

    fn outline(
        context: &PageContext<'_>,
        (id, part): (IndicatorId, u32),
    ) -> Outline<IndicatorComparisonView> {
        let parts = parts(context.site, id);
        Outline {
            neighbours: neighbours(parts.len(), part, |part| PageId::IndicatorComparison(id, part)),
            ..Outline::below_comparison(IndicatorComparisonView::of(context, id, part, &parts))
        }
    }
}

fn all(site: &Site) -> Vec<(IndicatorId, u32)> {
    let parts = |id| numbers(parts(site, id).len()).map(move |part| (id, part));
    site.common_indicators().into_iter().flat_map(parts).collect()
}

/// The indicators that share an id, divided so that no page is too heavy.
fn parts(site: &Site, id: IndicatorId) -> Vec<Vec<IndicatorId>> {
    let bytes = |id: IndicatorId| {
        let record = &site[id].record;
        let source = record.source.as_ref().map(|source| &source.title);
        let labels = [Some(&record.name), record.question.as_ref(), record.note.as_ref(), source];
        // A bar and a row of the table; or a card, which tells more.
        let is_same = record.comparability == Some(Comparability::Same);
        let around = if is_same { 800 } else { 1300 };
        around + labels.into_iter().flatten().map(weight).sum::<usize>()
    };
    divided(site.indicators_in_common_with(id).into_iter().map(|id| (id, bytes(id))))
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

/// The height of a bar with its words, of the words alone, and of the bar.
const ROW_HEIGHT: usize = 56;
const TEXT_BASE: usize = 18;
const BAR_TOP: usize = 26;

#[cfg(test)]
mod tests {
    use super::BarChart;
    use crate::values::Unit;

    #[test]
    fn percentages_are_parts_of_a_hundred() {
        let chart = BarChart::of(&[50.0, 87.4], Unit::Percent);
        assert_eq!((chart.zero.as_str(), chart.bars[0].width.as_str()), ("0.00", "50.00"));
        assert_eq!(chart.bars[1].width, "87.40");
    }

    #[test]
    fn bars_below_zero_end_at_zero() {
        let chart = BarChart::of(&[-50.0, 150.0], Unit::Case);
        assert_eq!((chart.bars[0].x.as_str(), chart.bars[0].width.as_str()), ("0.00", "25.00"));
        assert_eq!((chart.bars[1].x.as_str(), chart.bars[1].width.as_str()), ("25.00", "75.00"));
        assert_eq!(BarChart::of(&[0.0], Unit::Case).bars[0].width, "0.00");
    }
}
