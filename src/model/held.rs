//! A noun of the model is its record, plus what was resolved.

/// Lets a noun be read as the record it holds: `plan.title` is what `plan.toml` says. A field of the noun's own is
/// found first: `pillar.topic` is the topic itself, `pillar.record.topic` the id that was written.
macro_rules! holds_record {
    ($($noun:ty: $record:ty,)+) => {
        $(
            impl std::ops::Deref for $noun {
                type Target = $record;

                fn deref(&self) -> &$record {
                    &self.record
                }
            }
        )+
    };
}

pub(super) use holds_record;
