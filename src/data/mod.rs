//! What other programs read: the site map and the rules for robots. Open data and feeds belong here too.

mod sitemap;

pub use sitemap::{robots, sitemap};
