//! What a browser asks for → the address of a file of the site. No request is ever turned into a path of the
//! disk: an address is a name in a table, and what is not in the table is not there.

use unicode_normalization::UnicodeNormalization;

/// The address that a target means, decoded once; nothing for what can be no address.
pub(super) fn of_target(target: &str) -> Option<String> {
    let path = target.split('?').next()?.strip_prefix('/')?;
    let mut address: String = decoded(path)?.nfc().collect();
    if address.is_empty() || address.ends_with('/') {
        address.push_str("index.html");
    }
    let sound = |name: &str| !matches!(name, "" | "." | "..") && !name.contains(is_foreign);
    address.split('/').all(sound).then_some(address)
}

/// No name in a site holds these, on any system.
fn is_foreign(character: char) -> bool {
    character.is_control() || matches!(character, '\\' | ':')
}

/// Percent-decoded, once.
pub(super) fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = std::str::from_utf8(&digits).ok().filter(|digits| !digits.starts_with('+'))?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The value of a name in a query.
pub(super) fn in_query(target: &str, name: &str) -> Option<String> {
    let (_, query) = target.split_once('?')?;
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.into_iter().find(|(known, _)| *known == name).and_then(|(_, value)| decoded(value))
}

/// The address as the path of a URL.
pub(super) fn to_path(address: &str) -> String {
    format!("/{}", encoded(address, "/-._~"))
}

/// Percent-encoded, but for letters, digits and these signs.
pub(super) fn encoded(text: &str, kept: &str) -> String {
    let is_kept = |byte: u8| byte.is_ascii_alphanumeric() || kept.as_bytes().contains(&byte);
    text.bytes()
        .map(|byte| if is_kept(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// The type of a file, with its character set.
pub(super) fn media_type(address: &str) -> &'static str {
    let ending = address.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" | "webmanifest" => "application/json; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "pdf" => "application/pdf",
        "mp4" => "video/mp4",
        "mp3" => "audio/mpeg",
        "zip" => "application/zip",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{in_query, of_target, to_path};

    #[test]
    fn what_a_target_means() {
        for (target, address) in [
            ("/", "index.html"),
            ("/en/", "en/index.html"),
            ("/a/b.html?x=1", "a/b.html"),
            ("/%E6%8E%A1%E7%94%A8.pdf", "採用.pdf"),
            ("/%E3%81%8B%E3%82%99.pdf", "が.pdf"),
        ] {
            assert_eq!(of_target(target).as_deref(), Some(address), "{target}");
        }
        for target in [
            "/../x",
            "/a/../x",
            "/%2e%2e/x",
            "/..%2fx",
            "//x",
            "/a//b",
            "/./x",
            "/a%5cb",
            "/c:/x",
            "/a%00b",
            "/%ff",
            "/%c0%ae%c0%ae/x",
            "/%2",
            "/%zz",
            "/%+1",
            "/a%0d%0aSet-Cookie:x=1",
            "x",
        ] {
            assert_eq!(of_target(target), None, "{target}");
        }
        // Decoded once: what is left is a name like any other.
        assert_eq!(of_target("/%252e%252e/x").as_deref(), Some("%2e%2e/x"));
    }

    #[test]
    fn queries_and_paths() {
        assert_eq!(in_query("/x?page=%2Fa%20b&version=1", "page").as_deref(), Some("/a b"));
        assert_eq!(in_query("/x?page=1", "version"), None);
        assert_eq!(to_path("採用/a b.html"), "/%E6%8E%A1%E7%94%A8/a%20b.html");
    }
}
