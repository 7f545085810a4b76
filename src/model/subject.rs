//! What texts are about.

use super::{ChapterId, CityId, FreePageId, MeasureId, PlanId};

/// What a text is about. Only these can be linked to from another text: their files have a path to write. The
/// pages that Shirube makes besides are an affair of `pages`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Subject {
    /// The site as a whole, on its home page.
    Home,
    /// A city.
    City(CityId),
    /// A plan.
    Plan(PlanId),
    /// A chapter.
    Chapter(ChapterId),
    /// A measure.
    Measure(MeasureId),
    /// A free page.
    FreePage(FreePageId),
}
