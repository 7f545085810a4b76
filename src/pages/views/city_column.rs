//! A city as a column that readers may choose.

use crate::model::CityId;
use crate::pages::{LinkView, PageId, views};

use super::city_facts::PopulationView;

views! {
    pub(in crate::pages) struct CityColumn(context, city: CityId) {
        pub id: String = context.site[city].id.to_string(),
        #[serde(flatten)]
        pub link: LinkView = context.link(PageId::City(city)),
        /// Its group of similar municipalities (類似団体).
        pub similar_group: Option<String> = context.site[city].similar_group.clone(),
        pub population: Option<PopulationView> = PopulationView::of_city(context, city),
    }
}
