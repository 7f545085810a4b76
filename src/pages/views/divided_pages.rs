//! How a page that grows with the number of cities is divided into parts, so that none is too heavy for phones and
//! screen readers. A page that is light enough has one part, and shows nothing of this.

use crate::model::CityId;
use crate::pages::{PageContext, PageId, Phrase, views};
use crate::values::Label;

views! {
    /// A part of a page.
    pub(in crate::pages) struct PagePart(context, page: PageId, part: u32, ends: Option<(CityId, CityId)>) {
        /// Its number, from 1.
        pub number: u32 = part,
        /// Its first city; nothing where parts are not told apart by their cities.
        pub from: Option<PartEnd> = ends.map(|(first, _)| PartEnd::of(context, first)),
        /// Its last city.
        pub to: Option<PartEnd> = ends.map(|(_, last)| PartEnd::of(context, last)),
        pub url: String = context.url_of(page),
        /// Whether it is the page itself.
        pub current: bool = context.page.id == page,
    }

    /// The first or the last city of a part.
    pub(in crate::pages) struct PartEnd(context, city: CityId) {
        /// Cities stand in the order of prefectures: without theirs, few readers know where to look.
        pub prefecture: Option<Phrase> = context.phrase_if(&context.site[city].prefecture),
        pub city: Phrase = context.phrase(&context.site[city].name),
    }
}

impl PagePart {
    /// The parts of a page, each with its cities in their order; nothing where there is one.
    pub(in crate::pages) fn by_city(
        context: &PageContext<'_>,
        parts: &[Vec<CityId>],
        page: impl Fn(u32) -> PageId,
    ) -> Vec<Self> {
        let ends = |cities: &Vec<CityId>| Some((*cities.first()?, *cities.last()?));
        Self::all(context, parts.len(), page, |at| ends(&parts[at]))
    }

    /// The parts of a page that are told apart by their numbers alone; nothing where there is one.
    pub(in crate::pages) fn by_number(
        context: &PageContext<'_>,
        count: usize,
        page: impl Fn(u32) -> PageId,
    ) -> Vec<Self> {
        Self::all(context, count, page, |_| None)
    }

    fn all(
        context: &PageContext<'_>,
        count: usize,
        page: impl Fn(u32) -> PageId,
        ends: impl Fn(usize) -> Option<(CityId, CityId)>,
    ) -> Vec<Self> {
        let numbers = numbers(count).zip(0..).filter(|_| count > 1);
        numbers.map(|(part, at)| Self::of(context, page(part), part, ends(at))).collect()
    }
}

/// How much the entries of a part weigh at most, in bytes as estimated by their kinds: estimates, the frame of a page
/// and the script's list of cities leave it under 500 kB.
pub(in crate::pages) const PART_BYTES_MAX: usize = 400_000;

/// Entries with their weights, divided in their order; at least one part, which may have none.
pub(in crate::pages) fn divided<T>(entries: impl IntoIterator<Item = (T, usize)>) -> Vec<Vec<T>> {
    let (mut parts, mut current, mut bytes) = (Vec::new(), Vec::new(), 0);
    for (entry, weight) in entries {
        if bytes + weight > PART_BYTES_MAX && !current.is_empty() {
            parts.push(std::mem::take(&mut current));
            bytes = 0;
        }
        bytes += weight;
        current.push(entry);
    }
    parts.push(current);
    parts
}

/// The numbers of so many parts.
pub(in crate::pages) fn numbers(count: usize) -> impl Iterator<Item = u32> {
    1..=u32::try_from(count).unwrap_or(u32::MAX)
}

/// What is in a part, counted from 1.
pub(in crate::pages) fn in_part<T>(parts: &[Vec<T>], part: u32) -> &[T] {
    parts.get(index(part)).map_or(&[], Vec::as_slice)
}

/// The place of a part, counted from 1, among all.
fn index(part: u32) -> usize {
    (part as usize).saturating_sub(1)
}

/// The pages before and after a part.
pub(in crate::pages) fn neighbours(
    count: usize,
    part: u32,
    page: impl Fn(u32) -> PageId,
) -> (Option<PageId>, Option<PageId>) {
    let sibling = |part: u32| (part > 0 && index(part) < count).then(|| page(part));
    (part.checked_sub(1).and_then(sibling), sibling(part + 1))
}

/// The address of a part: the first has that of the page, so that it can be passed on.
pub(in crate::pages) fn address_of_part(page: String, part: u32) -> String {
    if part < 2 { page } else { format!("{page}/{part}") }
}

/// The title of a part: the first has that of the page.
pub(in crate::pages) fn title_of_part(context: &PageContext<'_>, page: Phrase, part: u32) -> Phrase {
    if part < 2 {
        return page;
    }
    let marks = [("name", &*page.text), ("number", &part.to_string())];
    Phrase { text: context.filled("measure-index.part", &marks).text, lang: page.lang }
}

/// How many bytes a label takes at most, in whatever language.
pub(in crate::pages) fn weight(label: &Label) -> usize {
    label.texts().map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{PART_BYTES_MAX, divided, in_part};

    #[test]
    fn entries_stay_in_their_order_and_no_part_is_too_heavy() {
        let half = PART_BYTES_MAX / 2;
        assert_eq!(divided([(1, half), (2, half), (3, half)]), [vec![1, 2], vec![3]]);
    }

    #[test]
    fn what_is_too_heavy_alone_stands_alone() {
        let heavy = PART_BYTES_MAX + 1;
        assert_eq!(divided([(1, heavy), (2, 1), (3, heavy)]), [vec![1], vec![2], vec![3]]);
    }

    #[test]
    fn nothing_is_one_part() {
        let parts = divided::<u8>([]);
        assert_eq!(parts.len(), 1);
        assert!(in_part(&parts, 1).is_empty());
    }
}
