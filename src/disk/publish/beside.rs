//! The names that an update uses beside the output folder: on the same disk, so that a rename is enough,
//! and with a dot in front, so that nobody takes them for the site.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::disk::{Error, Refusal};

pub(super) struct Beside {
    /// Where the new site is put together.
    pub(super) stage: PathBuf,
    /// Where the replaced folder goes before it is removed.
    pub(super) aside: PathBuf,
    /// What the system lock is held on.
    pub(super) lock: PathBuf,
}

impl Beside {
    pub(super) fn of(output: &Path) -> Result<Self, Error> {
        let Some(name) = output.file_name() else {
            return Err(Error::Refused { path: output.to_path_buf(), why: Refusal::FileSystemRoot });
        };
        let neighbour = |ending: &str| {
            let mut neighbour = OsString::from(".");
            neighbour.push(name);
            neighbour.push(ending);
            output.with_file_name(neighbour)
        };
        Ok(Self {
            stage: neighbour(".shirube-new"),
            aside: neighbour(".shirube-old"),
            lock: neighbour(".shirube-lock"),
        })
    }
}
