//! The preview: the only socket, and tiny_http's one door.
//!
//! ```text
//! browser ─ gate ─ passage ─ tiny_http ─ answers ─┬─ pages and files of the current snapshot
//!           who, how many,                        ├─ events: what is new for the page that a browser shows
//!           how long                              └─ the script and the panel
//! the loop ─publish→ Preview (the current snapshot, a generation number)
//! ```
//!
//! - [`gate`]: everything that comes from outside is bounded and judged before tiny_http sees it ([`head`]).
//! - [`Preview::publish`] swaps an `Arc`. A thread that answers clones it and releases the lock before it
//!   writes: a slow browser blocks no other. A thread that waits, waits for a generation greater than the one
//!   it has seen, so that no update is missed.
//! - [`page_cache`]: pages are rendered when they are requested. Each has a version, made of the contents of the page and of
//!   what it loads; a browser says which it shows, and gets an event only when there is another.
//! - [`answers`]: addresses → files. No request reaches the disk: what is not in the site's table is not there.
//! - [`mistakes`]: diagnostics as data for the panel, which makes text of them, never HTML.

mod address;
mod answers;
mod events;
mod gate;
mod head;
mod headers;
mod listening;
mod lock;
mod mistakes;
mod page_cache;
mod passage;
mod preview;
mod reload;
mod short_hash;
mod streams;

pub use listening::Listening;
pub use mistakes::Editor;
pub use preview::{FoundLater, Preview, Update};
