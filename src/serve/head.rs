//! The head of a request: read strictly, and judged before anybody answers.
//!
//! The preview is for browsers that the writer opened. Everything that a page on another host, or another
//! page on this computer, could make a browser send is refused here:
//!
//! - a `Host` that is not ours: another name that leads to this computer (DNS rebinding);
//! - an `Origin` that is not ours, `null` included: a request by a script elsewhere;
//! - `Sec-Fetch-Site` from elsewhere, unless a person followed a link: pictures, scripts and frames elsewhere.

use std::net::{IpAddr, SocketAddr};

/// A head may be this large. Browsers send about one kilobyte, and no cookies of ours.
pub(super) const HEAD_SIZE_MAX: usize = 16 * 1024;
/// Browsers send about twenty.
const HEADERS_MAX: usize = 100;

#[derive(Debug)]
pub(super) struct Head {
    /// `GET` or `HEAD`.
    pub(super) method: &'static str,
    /// The path and the query, in ASCII, beginning with `/`.
    pub(super) target: String,
    headers: Vec<(String, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Refusal {
    Malformed,
    Forbidden,
    Method,
    TooSlow,
    TooLarge,
    LongTarget,
    Body,
    Version,
    Busy,
}

impl Refusal {
    pub(super) fn status(self) -> (u16, &'static str) {
        match self {
            Self::Malformed => (400, "Bad Request"),
            Self::Forbidden => (403, "Forbidden"),
            Self::Method => (405, "Method Not Allowed"),
            Self::TooSlow => (408, "Request Timeout"),
            Self::Body => (413, "Content Too Large"),
            Self::LongTarget => (414, "URI Too Long"),
            Self::TooLarge => (431, "Request Header Fields Too Large"),
            Self::Busy => (503, "Service Unavailable"),
            Self::Version => (505, "HTTP Version Not Supported"),
        }
    }
}

/// Where the end of a head is, if it is there yet.
pub(super) fn end_of_head(bytes: &[u8], from: usize) -> Option<usize> {
    let from = from.saturating_sub(3);
    bytes[from..].windows(4).position(|four| four == b"\r\n\r\n").map(|at| from + at + 4)
}

impl Head {
    /// Reads a head, with the empty line at its end.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, Refusal> {
        let text = std::str::from_utf8(bytes).map_err(|_| Refusal::Malformed)?;
        let mut lines = text.strip_suffix("\r\n\r\n").ok_or(Refusal::Malformed)?.split("\r\n");
        let (method, target) = request_line(lines.next().unwrap_or_default())?;
        let headers: Vec<_> = lines.map(header).collect::<Option<_>>().ok_or(Refusal::Malformed)?;
        if headers.len() > HEADERS_MAX {
            return Err(Refusal::TooLarge);
        }
        let head = Self { method, target: target.to_owned(), headers };
        head.has_no_body()?;
        Ok(head)
    }

    fn has_no_body(&self) -> Result<(), Refusal> {
        let is_zero = |length: &str| !length.is_empty() && length.bytes().all(|digit| digit == b'0');
        let empty = self.values("content-length").all(is_zero);
        if !empty || self.values("transfer-encoding").next().is_some() {
            return Err(Refusal::Body);
        }
        Ok(())
    }

    /// Whether a request comes from a browser that the writer opened on this preview.
    pub(super) fn admit(&self, hosts: &Hosts, local: SocketAddr) -> Result<(), Refusal> {
        let mut named = self.values("host");
        let (Some(host), None) = (named.next(), named.next()) else { return Err(Refusal::Malformed) };
        if host.is_empty() {
            return Err(Refusal::Malformed);
        }
        let own_origin = format!("http://{host}");
        let own = hosts.are(host, local) && self.values("origin").all(|origin| origin == own_origin);
        if own && self.is_not_from_elsewhere() { Ok(()) } else { Err(Refusal::Forbidden) }
    }

    /// Browsers say who asks. `none` is the writer; a link that a person followed may come from anywhere.
    fn is_not_from_elsewhere(&self) -> bool {
        let value = |name| self.values(name).next();
        match value("sec-fetch-site") {
            None | Some("same-origin" | "none") => true,
            Some(_) => {
                value("sec-fetch-mode") == Some("navigate") && value("sec-fetch-dest") == Some("document")
            }
        }
    }

    /// The values of a header, whose name is given in small letters.
    pub(super) fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn is_for(&self, path: &str) -> bool {
        self.target.split('?').next() == Some(path)
    }
}

fn request_line(line: &str) -> Result<(&'static str, &str), Refusal> {
    let mut words = line.split(' ');
    let (Some(method), Some(target), Some(version), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(Refusal::Malformed);
    };
    if !method.bytes().all(|byte| byte.is_ascii_uppercase()) || method.is_empty() {
        return Err(Refusal::Malformed);
    }
    match version {
        "HTTP/1.1" | "HTTP/1.0" => {}
        other if other.starts_with("HTTP/") => return Err(Refusal::Version),
        _ => return Err(Refusal::Malformed),
    }
    let method = match method {
        "GET" => "GET",
        "HEAD" => "HEAD",
        _ => return Err(Refusal::Method),
    };
    let is_visible = |byte: u8| byte.is_ascii_graphic() && byte != b'#';
    if !target.starts_with('/') || !target.bytes().all(is_visible) {
        return Err(Refusal::Malformed);
    }
    if target.len() > HEAD_SIZE_MAX / 4 { Err(Refusal::LongTarget) } else { Ok((method, target)) }
}

fn header(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    let is_text = |character: char| character == '\t' || !character.is_control();
    let sound = !name.is_empty() && name.bytes().all(is_token) && value.chars().all(is_text);
    sound.then(|| (name.to_ascii_lowercase(), value.trim().to_owned()))
}

/// The names under which the preview may be asked.
#[derive(Clone, Debug)]
pub(super) struct Hosts {
    pub(super) port: u16,
    /// What the writer gave as `--host`, if it is a name.
    pub(super) name: Option<String>,
}

impl Hosts {
    /// Whether a `Host` is ours: an address of this computer, as the connection itself came in, or a name
    /// that can only be this computer.
    fn are(&self, host: &str, local: SocketAddr) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
            _ => (host, Some(80)),
        };
        let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
        let is_local = bare.parse::<IpAddr>().is_ok_and(|address| address == local.ip().to_canonical());
        let is_this = local.ip().to_canonical().is_loopback() && name.eq_ignore_ascii_case("localhost");
        let is_given = self.name.as_deref().is_some_and(|given| given.eq_ignore_ascii_case(name));
        port == Some(self.port) && (is_local || is_this || is_given)
    }
}

#[cfg(test)]
mod tests {
    use super::{Head, Hosts, Refusal};

    fn judge(head: &str) -> Result<(), Refusal> {
        let head = head.replace('\n', "\r\n") + "\r\n\r\n";
        let hosts = Hosts { port: 4080, name: None };
        Head::parse(head.as_bytes())?.admit(&hosts, "127.0.0.1:4080".parse().unwrap())
    }

    #[test]
    fn only_our_own_names_are_answered() {
        for host in ["127.0.0.1:4080", "localhost:4080", "LOCALHOST:4080"] {
            assert_eq!(judge(&format!("GET / HTTP/1.1\nHost: {host}")), Ok(()), "{host}");
        }
        for host in [
            "evil.example:4080",
            "localhost.evil.example:4080",
            "127.0.0.1.evil.example:4080",
            "localhost",
            "localhost:4081",
            "127.0.0.1:80",
            "0.0.0.0:4080",
            "[::1]:4080",
            "2130706433:4080",
            "localhost:4080:4080",
            "192.0.2.1:4080",
        ] {
            assert_eq!(judge(&format!("GET / HTTP/1.1\nHost: {host}")), Err(Refusal::Forbidden), "{host}");
        }
        for heads in ["GET / HTTP/1.1", "GET / HTTP/1.1\nHost:", "GET / HTTP/1.1\nHost: a\nHost: a"] {
            assert_eq!(judge(heads), Err(Refusal::Malformed), "{heads}");
        }
    }

    #[test]
    fn nobody_else_may_ask_through_a_browser() {
        let with = |lines: &str| judge(&format!("GET / HTTP/1.1\nHost: localhost:4080\n{lines}"));
        assert_eq!(with("Origin: http://localhost:4080"), Ok(()));
        assert_eq!(with("Sec-Fetch-Site: same-origin"), Ok(()));
        assert_eq!(
            with("Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document"),
            Ok(())
        );
        for lines in [
            "Origin: null",
            "Origin: https://evil.example",
            "Origin: http://203.0.113.5",
            "Origin: http://localhost:4081",
            "Origin: http://127.0.0.1:4080",
            "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: no-cors\nSec-Fetch-Dest: image",
            "Sec-Fetch-Site: same-site\nSec-Fetch-Mode: cors",
            "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: iframe",
        ] {
            assert_eq!(with(lines), Err(Refusal::Forbidden), "{lines}");
        }
    }

    #[test]
    fn what_is_no_simple_request_is_refused() {
        for (line, refusal) in [
            ("POST / HTTP/1.1", Refusal::Method),
            ("OPTIONS / HTTP/1.1", Refusal::Method),
            ("GET http://evil.example/ HTTP/1.1", Refusal::Malformed),
            ("GET index.html HTTP/1.1", Refusal::Malformed),
            ("GET /a#b HTTP/1.1", Refusal::Malformed),
            ("GET /日本 HTTP/1.1", Refusal::Malformed),
            ("GET / HTTP/2.0", Refusal::Version),
            ("GET /", Refusal::Malformed),
            ("GET  / HTTP/1.1", Refusal::Malformed),
            ("get / HTTP/1.1", Refusal::Malformed),
            ("GET / HTTP/1.1\nContent-Length: 5", Refusal::Body),
            ("GET / HTTP/1.1\nTransfer-Encoding: chunked", Refusal::Body),
            ("GET / HTTP/1.1\nX Y: 1", Refusal::Malformed),
            ("GET / HTTP/1.1\nno colon", Refusal::Malformed),
        ] {
            assert_eq!(judge(&format!("{line}\nHost: localhost:4080")), Err(refusal), "{line}");
        }
    }
}
