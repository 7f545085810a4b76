//! A city as a column that readers may choose.

use crate::model::CityId;
use crate::pages::{LinkView, PageId, views};

views! {
    pub(in crate::pages) struct CityColumn(context, city: CityId) {
        pub id: String = context.site[city].id.to_string(),
        #[serde(flatten)]
        pub link: LinkView = context.link(PageId::City(city)),
    }
}
