//! Where one disk ends and another begins. A folder that another disk is mounted on cannot be exchanged,
//! and what is mounted *in* the output would be copied whole and then removed with the old folder.

use std::path::Path;

use crate::disk::Error;

/// What a folder is mounted from: the same for two folders that are on one disk, mounted at one place.
#[derive(PartialEq)]
pub(super) struct Mount {
    disk: u64,
    /// A folder that is mounted a second time (`mount --bind`) is on the same disk: only the number of
    /// the mount identifies it. Zero where the system does not give one.
    number: u64,
}

impl Mount {
    /// The mount of a folder, of a link itself.
    #[cfg(target_os = "linux")]
    pub(super) fn of(folder: &Path) -> Result<Self, Error> {
        use rustix::fs::{AtFlags, CWD, StatxFlags, statx};
        use std::os::linux::fs::MetadataExt;
        let disk = std::fs::symlink_metadata(folder).map_err(Error::at(folder))?.st_dev();
        // Old systems and strict containers do not know the call; then the disk has to do.
        let number = statx(CWD, folder, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::MNT_ID)
            .map_or(0, |status| status.stx_mnt_id);
        Ok(Self { disk, number })
    }

    /// The mount of a folder, of a link itself.
    #[cfg(all(unix, not(target_os = "linux")))]
    pub(super) fn of(folder: &Path) -> Result<Self, Error> {
        use std::os::unix::fs::MetadataExt;
        let disk = std::fs::symlink_metadata(folder).map_err(Error::at(folder))?.dev();
        Ok(Self { disk, number: 0 })
    }

    /// Only what std takes for a link leads to another disk there, and links are not followed.
    #[cfg(not(unix))]
    pub(super) fn of(_: &Path) -> Result<Self, Error> {
        Ok(Self { disk: 0, number: 0 })
    }
}
