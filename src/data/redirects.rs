//! `redirects.txt`: former addresses and where their pages are now, for web servers. Hosts that know `_redirects`
//! read these lines as they are, and so does Apache as a map of texts: it takes no notice of what comes third.

use std::fmt::Write;

use crate::model::Site;
use crate::pages::{self, Aliases};

/// A line for each former address: its path on the server, that of the page now, and the status to answer.
pub fn redirects(site: &Site) -> String {
    let top = site.base_url.path();
    let mut text = String::from(
        "# ウェブサーバーを管理する人のための一覧です: 前のアドレス、今のアドレス、応答の番号\n\
         # For whoever runs the web server: former address, present address, status\n",
    );
    for (former, page) in Aliases::of(site).all(site) {
        let _ = writeln!(text, "{top}{former} {top}{} 301", pages::address(site, page.id, page.language));
    }
    text
}
