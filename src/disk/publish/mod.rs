//! Publishing: the output folder becomes the new site in one step, or stays as it is.
//!
//! ```text
//! begin    destination  may we publish here?      lock  are we alone?      recover  what a killed build left
//! write    the same as what stands there (stamp)?  remember it    else: into the stage, a folder beside the output
//! commit   nothing changed: done, the output was never touched
//!          link what stayed, carry what is foreign, manifest, settle ─ exchange ─ rescue, remove the old folder
//! ```
//!
//! Beside an output `public` there may lie, in the same folder:
//!
//! | name | what | how long |
//! |---|---|---|
//! | `.public.shirube-new` | the stage, where the new site is put together | until the exchange; after a kill until the next build |
//! | `.public.shirube-old` | the folder that was replaced | moments; after a kill until the next build |
//! | `.public.shirube-lock` | what an update holds a system lock on | during an update; after a kill for ever, and it blocks nobody (see [`lock`]) |
//!
//! # What is promised
//! *Linux*: after a kill or an error, at any moment, a path inside the output leads to the whole old site
//! or the whole new one (`renameat2(RENAME_EXCHANGE)`); after a power cut too, once there was a site to
//! lose (see [`stage::Stage::settle`]).
//!
//! *Elsewhere*, and on disks that cannot exchange: two renames ([`exchange`]). Between them, for some
//! microseconds, there is no output folder; a build killed right there leaves it missing until the next
//! build, which puts the old site back. Data is not forced to the disk, so after a power cut the newest
//! files may be empty; the next build writes them again.
//!
//! *Nowhere* promised: that a process that has the output folder itself open (a shell, a web server with
//! its working folder there) sees the new site, because the folder is a new one with the old one's name,
//! mode and owner; its extended attributes and access control lists are not taken over.

mod beside;
mod destination;
mod exchange;
mod foreign;
mod lock;
mod manifest;
mod mount;
mod publication;
mod stage;
mod stamp;

pub use publication::{Publication, Published};
