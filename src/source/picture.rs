//! How large a picture is, from its first bytes. `imagesize`'s one door.

/// The size of a picture in pixels, or in the units of an SVG.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PictureSize {
    pub width: u32,
    pub height: u32,
}

/// The size of a PNG, JPEG, GIF, WebP or SVG; nothing for other files, and for an SVG that does not say.
pub fn picture_size(bytes: &[u8]) -> Option<PictureSize> {
    let (width, height) = match imagesize::blob_size(bytes) {
        Ok(size) => (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?),
        Err(_) => svg_size(bytes)?,
    };
    (width > 0 && height > 0).then_some(PictureSize { width, height })
}

/// How much of a file is searched for the `svg` element: comments and declarations come first.
const SVG_HEAD_BYTES: usize = 4096;

/// The size of an SVG: its `width` and `height`, else the last two numbers of its `viewBox`.
fn svg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(SVG_HEAD_BYTES)]).into_owned();
    let start = head.find("<svg")?;
    let tag = &head[start..start + head[start..].find('>')?];
    let sides = length(attribute(tag, "width")).zip(length(attribute(tag, "height")));
    sides.or_else(|| {
        let numbers: Vec<&str> =
            attribute(tag, "viewBox")?.split([' ', ',']).filter(|word| !word.is_empty()).collect();
        let [_, _, width, height] = numbers[..] else { return None };
        length(Some(width)).zip(length(Some(height)))
    })
}

/// The value of an attribute in a start tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.match_indices(name).find_map(|(at, _)| {
        let rest = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|mark| ['"', '\''].contains(mark))?;
        let is_whole = tag[..at].ends_with(char::is_whitespace);
        rest[1..].split(quote).next().filter(|_| is_whole)
    })
}

/// A length in pixels. Other units and shares of the window say nothing about the shape on screen.
fn length(value: Option<&str>) -> Option<u32> {
    let number: f64 = value?.trim().trim_end_matches("px").parse().ok()?;
    (number >= 0.5 && number < f64::from(u32::MAX)).then(|| number.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::{PictureSize, picture_size};

    fn check(bytes: &[u8], expected: Option<(u32, u32)>) {
        assert_eq!(picture_size(bytes), expected.map(|(width, height)| PictureSize { width, height }));
    }

    #[test]
    fn pictures_say_how_large_they_are() {
        check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x40\0\0\0\xf0\x08\x06\0\0\0", Some((320, 240)));
        check(b"GIF89a\x40\x01\xf0\0\0\0\0", Some((320, 240)));
        check(b"%PDF-1.7 is no picture of ours", None);
        check(b"", None);
    }

    #[test]
    fn an_svg_says_its_size_in_attributes() {
        check(br#"<?xml version="1.0"?><svg width="320" height="240.4px">"#, Some((320, 240)));
        check(br#"<svg viewBox="0 0 32 16" stroke-width="2">"#, Some((32, 16)));
        check(br#"<svg width='100%' height='100%' viewBox='0,0,600,400'/>"#, Some((600, 400)));
        check(br#"<svg width="10em">"#, None);
        check("<svg width=\"12".as_bytes(), None);
    }
}
