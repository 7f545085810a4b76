//! Handles to the nouns of a site. Only `assemble` makes them, so a look-up with one cannot fail.

macro_rules! handles {
    ($($(#[$about:meta])* $handle:ident -> $noun:ident in $list:ident;)+) => {
        $(
            $(#[$about])*
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

            impl std::ops::Index<$handle> for super::Site {
                type Output = super::$noun;

                fn index(&self, handle: $handle) -> &super::$noun {
                    &self.$list[handle.index()]
                }
            }
        )+
    };
}

handles! {
    /// A [`City`](super::City).
    CityId -> City in cities;
    /// A [`Department`](super::Department).
    DepartmentId -> Department in departments;
    /// A [`Plan`](super::Plan).
    PlanId -> Plan in plans;
    /// A [`Chapter`](super::Chapter).
    ChapterId -> Chapter in chapters;
    /// A [`Measure`](super::Measure).
    MeasureId -> Measure in measures;
    /// An [`Indicator`](super::Indicator).
    IndicatorId -> Indicator in indicators;
    /// A [`Topic`](super::Topic).
    TopicId -> Topic in topics;
    /// A [`CategoryRecord`](super::CategoryRecord).
    CategoryId -> CategoryRecord in categories;
    /// A [`StatementKindRecord`](super::StatementKindRecord).
    StatementKindId -> StatementKindRecord in statement_kinds;
    /// A [`TermRecord`](super::TermRecord).
    TermId -> TermRecord in terms;
    /// A [`FreePage`](super::FreePage).
    FreePageId -> FreePage in free_pages;
}
