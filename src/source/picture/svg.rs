//! What the start tag of a drawing says.

pub(super) fn is_svg(bytes: &[u8]) -> bool {
    head(bytes).contains("<svg")
}

/// The part of a file in which the `svg` element is searched.
fn head(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD_BYTES)]).into_owned()
}

/// How much of a file is searched for the `svg` element: comments and declarations come first.
const HEAD_BYTES: usize = 4096;

/// The size of an SVG: its `width` and `height`, else the last two numbers of its `viewBox`.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let head = head(bytes);
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
