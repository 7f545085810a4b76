//! How a file of ours shows that nobody has touched it, without being read: the fraction of the second of
//! its time of change is made from its hash. An edit of the file, or another file in its place, gives
//! it another fraction; only one in ten million keeps it by chance, and must keep its size too.
//!
//! Times written down in the manifest would show the same, but the manifest of the same site would then
//! never be the same twice, and a copy that keeps times (`cp -a`, `rsync -t`) would still be read anew.
//! Where a disk keeps coarser times the stamp is lost, and the file is read and compared instead.

use std::fs::{File, Metadata};
use std::time::{Duration, UNIX_EPOCH};

use crate::source::ContentHash;

/// The unit of Windows' times, and the finest that every system we publish on keeps.
const TICK_NANOSECONDS: u32 = 100;
const TICKS_IN_A_SECOND: u32 = 1_000_000_000 / TICK_NANOSECONDS;

/// Stamps a file that was just written. The time it gets is at most a second before the true one, never
/// after. A disk that refuses only costs a reading next time.
pub(super) fn put_on(file: &File, hash: ContentHash) {
    let now = file.metadata().ok().and_then(|metadata| modified(&metadata));
    let stamped = now.and_then(|now| stamped(now, hash));
    let _ = stamped.map(|time| file.set_modified(UNIX_EPOCH + time));
}

/// Whether a file bears the stamp of this content.
pub(super) fn is_on(metadata: &Metadata, hash: ContentHash) -> bool {
    modified(metadata).is_some_and(|modified| modified.subsec_nanos() == fraction(hash))
}

fn modified(metadata: &Metadata) -> Option<Duration> {
    metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()
}

fn stamped(now: Duration, hash: ContentHash) -> Option<Duration> {
    let this_second = Duration::new(now.as_secs(), fraction(hash));
    if this_second <= now { Some(this_second) } else { this_second.checked_sub(Duration::from_secs(1)) }
}

fn fraction(hash: ContentHash) -> u32 {
    let [first, second, third, fourth, ..] = hash.0;
    u32::from_le_bytes([first, second, third, fourth]) % TICKS_IN_A_SECOND * TICK_NANOSECONDS
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::Write;
    use std::time::Duration;

    use super::{is_on, put_on, stamped};
    use crate::source::ContentHash;

    #[test]
    fn a_stamp_is_on_until_the_file_is_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = File::create(folder.path().join("a")).unwrap();
        let hash = ContentHash::of(b"a");
        put_on(&file, hash);
        assert!(is_on(&file.metadata().unwrap(), hash));
        assert!(!is_on(&file.metadata().unwrap(), ContentHash::of(b"b")));
        file.write_all(b"b").unwrap();
        assert!(!is_on(&file.metadata().unwrap(), hash));
    }

    #[test]
    fn never_in_the_future_and_at_most_a_second_ago() {
        let now = Duration::new(1_790_000_000, 500_000_000);
        for content in 0..100_u8 {
            let age = now.checked_sub(stamped(now, ContentHash::of(&[content])).unwrap()).unwrap();
            assert!(age <= Duration::from_secs(1));
        }
    }
}
