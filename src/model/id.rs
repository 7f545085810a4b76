//! Handles to the nouns of a site. Only `assemble` makes them, so a look-up with one cannot fail.

macro_rules! handles {
    ($($handle:ident)+) => {
        $(
            /// The position of a noun in the site's list of its kind.
            #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
            pub struct $handle(u32);

            impl $handle {
                pub(super) fn new(index: usize) -> Self {
                    Self(u32::try_from(index).expect("a site has fewer than four thousand million of a kind"))
                }

                /// The position in the site's list.
                pub fn index(self) -> usize {
                    self.0 as usize
                }
            }
        )+
    };
}

handles! {
    CityId DepartmentId PlanId ChapterId MeasureId IndicatorId SchemeId TopicId CategoryId StatementKindId StepId TermId
    FreePageId
}
