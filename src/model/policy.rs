//! The policy of the pages: a browser asks no host that it does not name (Content Security Policy Level 3).

use crate::records::{Resource, SecurityRecord};
use crate::values::Label;

/// What a page may load without asking another host, by the directive of the policy; a directive without anything
/// is left to `default-src`. Scripts and styles inside the HTML are not in it: they are what an attacker would add.
const DIRECTIVES: [(&str, &str, Option<Resource>); 11] = [
    ("default-src", "'none'", None),
    ("script-src", "'self'", Some(Resource::Script)),
    ("style-src", "'self'", Some(Resource::Style)),
    ("img-src", "'self' data:", Some(Resource::Image)),
    ("font-src", "'self'", Some(Resource::Font)),
    ("connect-src", "'self'", Some(Resource::Connect)),
    ("media-src", "'self'", Some(Resource::Media)),
    ("manifest-src", "'self'", None),
    ("frame-src", "", Some(Resource::Frame)),
    ("base-uri", "'none'", None),
    ("form-action", "'none'", Some(Resource::Form)),
];

/// The policy of every page, as `<meta http-equiv="Content-Security-Policy">` has it.
pub fn content_security_policy(security: &SecurityRecord) -> String {
    let directives = DIRECTIVES.into_iter().filter_map(|(name, own, resource)| {
        let hosts = resource.map(|resource| security.hosts(resource)).unwrap_or_default();
        // `'none'` stands alone or not at all.
        let own = Some(own).filter(|own| !own.is_empty() && (*own != "'none'" || hosts.is_empty()));
        let sources: Vec<&str> = own.into_iter().chain(hosts.iter().map(|allowed| &*allowed.host)).collect();
        (!sources.is_empty()).then(|| format!("{name} {}", sources.join(" ")))
    });
    directives.collect::<Vec<_>>().join("; ")
}

/// Every host that a site allows, once, with the reasons for it, in the order in which they are written.
pub fn allowed_hosts(security: &SecurityRecord) -> Vec<(&str, Vec<&Label>)> {
    let mut hosts: Vec<(&str, Vec<&Label>)> = Vec::new();
    for allowed in Resource::ALL.iter().flat_map(|resource| security.hosts(*resource)) {
        let at = hosts.iter().position(|(host, _)| **host == *allowed.host).unwrap_or_else(|| {
            hosts.push((&allowed.host, Vec::new()));
            hosts.len() - 1
        });
        let reasons = &mut hosts[at].1;
        if !reasons.contains(&&allowed.reason) {
            reasons.push(&allowed.reason);
        }
    }
    hosts
}
