//! The macro that declares a record.

/// Declares a record: its struct and everything that follows from its fields.
///
/// ```text
/// record! {
///     /// What a department is.                 documentation in English, …
///     #[ja = "所管課"]                           … and in Japanese
///     pub struct DepartmentRecord: stands_in {   with wrong values it is read all the same (`field::stand_in`)
///         /// Its address in links.
///         #[ja = "…"]
///         id: Id,                               the type says the kind, and that the key is required
///         /// …
///         #[ja = "…"]
///         #[key = "n"]                          the key, where it is not the field's name
///         #[seen_by = internal]                 dropped from what the public sees
///         extension: Option<String>,            optional; `Vec<T>` is a list
///         /// …
///         #[ja = "…"]
///         part: Part = Part::Lead,              optional, with a default
///     }
///     check(reader, table) { … }                checks of several fields, each of which is an `Option` here
/// }
/// ```
macro_rules! record {
    (
        $(#[doc = $about:literal])+
        #[ja = $about_ja:literal]
        $(#[derive($($derive:ident),+)])?
        pub struct $name:ident $(: $stands_in:ident)? {
            $(
                $(#[doc = $doc:literal])+
                #[ja = $ja:literal]
                $(#[key = $key:literal])?
                $(#[seen_by = $seen_by:ident])?
                $field:ident: $type:ty $(= $default:expr)?,
            )+
        }
        $(check($reader:ident, $table:ident) $check:block)?
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug $($(, $derive)+)?)]
        pub struct $name {
            $($(#[doc = $doc])+ pub $field: $type,)+
        }

        impl $crate::records::field::Record for $name {
            const KEYS: &'static [&'static str] = &[$(record!(@key $field $(, $key)?)),+];

            const STANDS_IN: bool = record!(@stands_in $($stands_in)?);

            fn declaration() -> $crate::records::declaration::Declaration {
                $crate::records::declaration::Declaration::new(
                    &[$($about),+],
                    $about_ja,
                    vec![$($crate::records::field::declare_field::<$type>(
                        record!(@key $field $(, $key)?),
                        (&[$($doc),+], $ja),
                        record!(@default $($default)?),
                        record!(@visibility $($seen_by)?),
                    )),+],
                )
            }

            #[allow(unused_mut, reason = "only some checks change what was read")]
            fn read_keys(
                reader: &mut $crate::records::reader::Reader<'_>,
                table: &mut $crate::records::table::Table<'_, '_>,
            ) -> Option<Self> {
                $(let mut $field = record!(
                    @read reader, table, record!(@key $field $(, $key)?), $type,
                    record!(@visibility $($seen_by)?) $(, $default)?
                );)+
                $(let ($reader, $table) = (&mut *reader, &mut *table); $check)?
                Some(Self {
                    $($field: $field.or_else($crate::records::field::stand_in::<$type, Self>)?),+
                })
            }
        }

        impl $crate::records::field::Kind for $name {
            fn read(
                reader: &mut $crate::records::reader::Reader<'_>,
                value: $crate::records::reader::Value<'_, '_>,
            ) -> Option<Self> {
                $crate::records::field::read_table(reader, value)
            }

            fn shape() -> $crate::records::declaration::Shape {
                $crate::records::declaration::Shape::Record(
                    <Self as $crate::records::field::Record>::declaration,
                )
            }

            fn stand_in() -> Option<Self> {
                Some(Self { $($field: $crate::records::field::stand_in::<$type, Self>()?),+ })
            }
        }
    };

    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident, $key:literal) => { $key };
    (@stands_in) => { false };
    (@stands_in stands_in) => { true };
    (@default) => { false };
    (@default $default:expr) => { true };
    (@visibility) => { $crate::records::declaration::Visibility::Public };
    (@visibility internal) => { $crate::records::declaration::Visibility::Internal };
    (@read $reader:ident, $table:ident, $key:expr, $type:ty, $visibility:expr) => {
        $crate::records::field::read_field::<$type>($table, $reader, $key, $visibility)
    };
    (@read $reader:ident, $table:ident, $key:expr, $type:ty, $visibility:expr, $default:expr) => {
        $crate::records::field::read_field::<Option<$type>>($table, $reader, $key, $visibility)
            .map(|read| read.unwrap_or_else(|| $default))
    };
}

pub(super) use record;
