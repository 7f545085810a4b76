//! What is added to a page on its way out: one script, which listens for what is new and shows mistakes.

use super::page_cache::Version;

/// Where the preview's own files are. No id of the site begins with `_`.
pub(super) const OWN_FOLDER: &str = "/_shirube/";

/// The script's file; classic, as the pages' own policy allows (`script-src 'self'`).
pub(super) const SCRIPT: &str = include_str!("reload.js");
/// How the panel looks, inside a shadow root: the theme and the panel do not touch each other.
pub(super) const PANEL: &str = include_str!("panel.css");

/// What is shown while nothing can be: the panel says why.
pub(super) const WAITING_PAGE: &[u8] = include_bytes!("waiting.html");

/// The page with the script before its first own script, so that it sees the page as it was sent.
pub(super) fn with_script(html: &[u8], version: Version) -> Vec<u8> {
    let script =
        format!("<script defer src=\"{OWN_FOLDER}reload.js\" data-shirube=\"{version}\"></script>\n");
    let at = [&b"<script"[..], b"</head>", b"</body>"].iter().find_map(|mark| position(html, mark));
    let (before, after) = html.split_at(at.unwrap_or(html.len()));
    [before, script.as_bytes(), after].concat()
}

/// Where a mark is first, outside of comments: in one of them the script would not run.
fn position(html: &[u8], mark: &[u8]) -> Option<usize> {
    let mut at = 0;
    while at < html.len() {
        let rest = &html[at..];
        if rest.starts_with(b"<!--") {
            // `<!-->` is a whole comment.
            at += 2 + rest[2..].windows(3).position(|window| window == b"-->")? + 3;
        } else if rest.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark)) {
            return Some(at);
        } else {
            at += 1;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::with_script;
    use crate::serve::page_cache::Version;

    #[test]
    fn the_script_is_all_that_is_added() {
        for html in ["<head><script src=\"a\"></script></head>", "<head></head>x", "<p>x</body>", "x"] {
            let out = String::from_utf8(with_script(html.as_bytes(), Version::default())).unwrap();
            let start = out.find("<script defer src=\"/_shirube/reload.js\"").unwrap();
            let end = start + out[start..].find("</script>\n").unwrap() + "</script>\n".len();
            assert_eq!(format!("{}{}", &out[..start], &out[end..]), html);
        }
    }

    #[test]
    fn the_script_is_not_put_into_a_comment() {
        for (before, after) in [
            ("<!-- <script> comes last --><head>", "</head>"),
            ("<!-- </head> --><head><!--><meta>", "<SCRIPT src=a></SCRIPT></head>"),
            ("<head><!-- </head></body> --><p>", ""),
            ("<head>", "</head><!-- not closed </body><script>"),
        ] {
            let out =
                String::from_utf8(with_script(format!("{before}{after}").as_bytes(), Version::default()));
            let out = out.unwrap();
            let at = out.find("<script defer src=\"/_shirube").unwrap();
            let expected = before.len();
            assert_eq!(at, expected, "{out}");
        }
    }
}
