//! How a command ends.

/// How a command ended. The numbers are a promise to scripts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ending {
    /// 0: done.
    Done,
    /// 1: the content has errors; nothing was published.
    ContentErrors,
    /// 2: it could not work.
    CouldNotWork,
}
