//! The macro that declares a record.

/// Declares a record: its struct and everything that follows from its fields.
///
/// ```text
/// record! {
///     /// What a department is.                 documentation in English, …
///     #[ja = "所管課"]                           … and in Japanese
///     pub struct DepartmentRecord {
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
        $(#[derive($derive:ident)])?
        pub struct $name:ident {
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
        #[derive(Clone, Debug $(, $derive)?)]
        pub struct $name {
            $($(#[doc = $doc])+ pub $field: $type,)+
        }

        impl $crate::records::field::Record for $name {
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
                Some(Self { $($field: $field?),+ })
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

            fn placeholder() -> Option<Self> {
                Some(Self { $($field: record!(@placeholder $type $(, $default)?)),+ })
            }
        }
    };

    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident, $key:literal) => { $key };
    (@placeholder $type:ty) => { <$type as $crate::records::field::Field>::placeholder()? };
    (@placeholder $type:ty, $default:expr) => { $default };
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
