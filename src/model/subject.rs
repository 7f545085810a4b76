//! What texts are about.

use super::{ChapterId, CityId, FreePageId, MeasureId, PlanId};

/// What a text is about. Only these can be linked to from another text: their files have a path to write. The
/// pages that Shirube makes of facts belong to `pages`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Subject {
    /// The site as a whole, on its home page.
    Home,
    City(CityId),
    Plan(PlanId),
    Chapter(ChapterId),
    Measure(MeasureId),
    FreePage(FreePageId),
}
