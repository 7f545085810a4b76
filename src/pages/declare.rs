//! The macro that declares views.

/// Declares views: each a struct for templates, and how each of its fields is made.
///
/// ```text
/// views! {
///     /// What the view is.
///     pub(super) struct MeasureCard(context, id: MeasureId) {     becomes `MeasureCard::of(context, id)`
///         let measure = &context.site[id];                        what several fields need, if anything
///         /// What a writer of themes cannot guess of the field.
///         pub page: Option<u32> = measure.page,
///         #[serde(flatten)]
///         pub link: LinkView = context.link(PageId::Measure(id)),
///     }
/// }
/// ```
///
/// The first value that a view is made of is the [`PageContext`](crate::pages::PageContext) unless it has a type.
/// Fields are made in their order.
macro_rules! views {
    ($(
        $(#[$about:meta])*
        $visibility:vis struct $view:ident($first:ident $(: $first_type:ty)? $(, $from:ident: $from_type:ty)*) {
            $(let $local:tt $(: $local_type:ty)? = $value:expr;)*
            $(
                $(#[$attribute:meta])*
                pub $field:ident: $type:ty = $make:expr,
            )+
        }
    )+) => {$(
        $(#[$about])*
        #[derive(Clone, Debug, serde::Serialize)]
        $visibility struct $view {
            $($(#[$attribute])* pub $field: $type,)+
        }

        impl $view {
            $visibility fn of(
                $first: $crate::pages::declare::views!(@first $($first_type)?),
                $($from: $from_type),*
            ) -> Self {
                $(let $local $(: $local_type)? = $value;)*
                Self { $($field: $make),+ }
            }
        }
    )+};

    (@first) => { &$crate::pages::PageContext<'_> };
    (@first $type:ty) => { $type };
}

pub(super) use views;
