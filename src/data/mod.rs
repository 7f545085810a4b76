//! What other programs read: the site map, the rules for robots, the list of former addresses, and what scripts look
//! measures up in. Open data and feeds belong here too.

mod measure_data;
mod measure_index;
mod redirects;
mod sitemap;

pub use measure_index::measure_index;
pub use redirects::redirects;
pub use sitemap::{robots, sitemap};
