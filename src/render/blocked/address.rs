//! Whom an address asks.

use super::markup::HOLE;

/// Whom an address asks, as a browser reads it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Address {
    /// The site itself.
    Own,
    /// Nobody, or only rendering can tell.
    Unknown,
    /// Another host.
    Host { name: String, is_secure: bool },
    /// Another host, over a connection that stays open. No host can be allowed for it.
    Socket(String),
    /// The bytes stand in the address itself.
    Data,
    /// A script that runs when the address is followed.
    Script,
}

pub(super) fn address(written: &str) -> Address {
    let written: String = written.chars().filter(|sign| !matches!(sign, '\t' | '\n' | '\r')).collect();
    let is_blank = |sign: char| sign <= ' ' && sign != HOLE;
    let small = written.trim_matches(is_blank).to_ascii_lowercase();
    if small.starts_with(HOLE) || small.starts_with('#') {
        return Address::Unknown;
    }
    if small.starts_with("//") || small.starts_with("/\\") {
        return Address::Host { name: host_name(&small), is_secure: false };
    }
    let is_scheme =
        |scheme: &str| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    match small.split_once(':').filter(|(scheme, _)| is_scheme(scheme)) {
        Some(("javascript", _)) => Address::Script,
        Some(("data", _)) => Address::Data,
        Some(("https", rest)) => Address::Host { name: host_name(rest), is_secure: true },
        Some(("http", rest)) => Address::Host { name: host_name(rest), is_secure: false },
        Some(("wss" | "ws", rest)) => Address::Socket(host_name(rest)),
        Some(_) => Address::Unknown,
        None => Address::Own,
    }
}

/// The host with its port, without a name of a user before it.
fn host_name(rest: &str) -> String {
    let rest = rest.trim_start_matches(['/', '\\']);
    let end = rest.find(['/', '\\', '?', '#', ' ']).unwrap_or(rest.len());
    let host = rest[..end].rsplit('@').next().unwrap_or_default();
    host.trim_end_matches(":443").to_owned()
}
