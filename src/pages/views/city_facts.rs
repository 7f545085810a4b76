//! By what a city is like others, and when it was no more.

use crate::model::CityId;
use crate::pages::{DateView, LinkView, PageContext, PageId, number, views};
use crate::values::YearOrDate;

use super::named_city::NamedCityView;
use super::plan_card::PlanCard;

views! {
    pub(in crate::pages) struct PopulationView(context, at_time: YearOrDate, people: u32) {
        /// With thousands apart.
        pub value: String = number(f64::from(people)),
        pub at: DateView = match at_time {
            YearOrDate::Date(date) => context.date(date),
            YearOrDate::Year(year) => context.calendar_year(year),
        },
        /// In which of the bands it is by which cities are chosen, from 0: under 50,000, 100,000, 300,000, 500,000, and
        /// more.
        pub band: usize = BANDS.iter().filter(|least| people >= **least).count(),
    }

    /// A city that is no more, or will be.
    pub struct EndOfCity(context, id: CityId) {
        let city = &context.site[id];
        pub is_past: bool = context.site.is_former_city(id),
        /// The last day.
        pub until: Option<DateView> = city.until.map(|date| context.date(date)),
        /// The cities that took its place.
        pub replaced_by: Vec<NamedCityView> = NamedCityView::all(context, &city.replaced_by),
    }

    /// A city whose place another took.
    pub(in crate::pages) struct EarlierCity(context, id: CityId) {
        #[serde(flatten)]
        pub link: LinkView = context.link(PageId::City(id)),
        pub until: Option<DateView> = context.site[id].until.map(|date| context.date(date)),
        pub plans: Vec<PlanCard> = context.each(&context.site[id].plans, PlanCard::of),
    }
}

/// The least population of each band but the first.
const BANDS: [u32; 4] = [50_000, 100_000, 300_000, 500_000];

impl PopulationView {
    pub(in crate::pages) fn of_city(context: &PageContext<'_>, id: CityId) -> Option<Self> {
        let population = context.site[id].population.as_ref()?;
        Some(Self::of(context, population.at, population.value))
    }
}

impl EndOfCity {
    /// Nothing of a city that is there to stay.
    pub(in crate::pages) fn of_city(context: &PageContext<'_>, id: CityId) -> Option<Self> {
        let city = &context.site[id];
        (city.until.is_some() || !city.replaced_by.is_empty()).then(|| Self::of(context, id))
    }
}
