//! Pages that go on: what all cities have is too much for one page of a large collection.

use crate::model::CityId;
use crate::pages::{PageContext, PageId};

use super::ListPart;

/// The pages of something in the order of cities; nothing where there is one. Each says from which city to which it
/// goes.
pub(in crate::pages) fn parts_by_city(
    context: &PageContext<'_>,
    cities: impl Iterator<Item = (CityId, CityId)>,
    page: impl Fn(u32) -> PageId,
) -> Vec<ListPart> {
    let name = |city: CityId| context.phrase(&context.site[city].name_alone).text;
    let parts: Vec<ListPart> = (1..)
        .zip(cities)
        .map(|(number, (first, last))| ListPart {
            number,
            from: name(first),
            to: name(last),
            url: context.url_of(page(number)),
            current: context.page.id == page(number),
        })
        .collect();
    if parts.len() > 1 { parts } else { Vec::new() }
}
