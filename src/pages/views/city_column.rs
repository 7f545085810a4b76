//! A city as a column that readers may choose.

use serde::Serialize;

use crate::model::CityId;
use crate::pages::context::PageContext;
use crate::pages::page_id::PageId;
use crate::pages::phrase::LinkView;

/// A city that readers may choose.
#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct CityColumn {
    pub id: String,
    #[serde(flatten)]
    pub link: LinkView,
}

/// A city as a column that readers may choose.
pub(in crate::pages) fn city_column(context: &PageContext<'_>, city: CityId) -> CityColumn {
    CityColumn { id: context.site[city].id.to_string(), link: context.link(PageId::City(city)) }
}
