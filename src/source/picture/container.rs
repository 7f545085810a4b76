//! The parts that a PNG, JPEG or WebP file consists of. Its pixels are copied as they are; what else it says is
//! left out unless it is needed to show them.

use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::Png;
use img_parts::webp::{self, WebP};
use img_parts::{Bytes, ImageEXIF};

use super::camera::Camera;
use super::format::PictureFormat;
use super::private_data::PrivateData;

pub(super) enum Container {
    Png(Png),
    /// With the file's bytes, because the segments keep what follows the first scan to themselves.
    Jpeg(Jpeg, Bytes),
    WebP(WebP),
}

/// What each part of a file that is left out says.
type Found = Vec<PrivateData>;

impl Container {
    /// Nothing for a file that ends too early, or whose parts do not hold together.
    pub(super) fn read(format: PictureFormat, bytes: &[u8]) -> Option<Self> {
        let bytes = Bytes::copy_from_slice(bytes);
        match format {
            PictureFormat::Png => Png::from_bytes(bytes).ok().filter(is_whole_png).map(Self::Png),
            PictureFormat::Jpeg => {
                let jpeg = Jpeg::from_bytes(bytes.clone()).ok()?;
                is_whole_jpeg(&jpeg, &bytes).then_some(())?;
                Some(Self::Jpeg(jpeg, bytes))
            }
            PictureFormat::WebP => WebP::from_bytes(bytes).ok().map(Self::WebP),
            PictureFormat::Gif | PictureFormat::Svg => None,
        }
    }

    /// The Exif block, which cameras write.
    pub(super) fn camera(&self) -> Option<Vec<u8>> {
        let block = match self {
            Self::Png(png) => png.exif(),
            Self::Jpeg(jpeg, _) => jpeg.exif(),
            Self::WebP(webp) => webp.exif(),
        };
        block.map(|bytes| bytes.to_vec())
    }

    /// The file without what it says besides the picture, where that makes a difference, and what was left out.
    pub(super) fn without_private_data(self, camera: &Camera) -> (Option<Vec<u8>>, Found) {
        let block = camera.only_orientation().map(Bytes::from);
        let (bytes, mut found) = match self {
            Self::Png(png) => clean_png(png, block),
            Self::Jpeg(jpeg, bytes) => clean_jpeg(jpeg, &bytes, block),
            Self::WebP(webp) => clean_webp(webp, block),
        };
        found.extend(&camera.private);
        found.sort_unstable();
        found.dedup();
        (Some(bytes).filter(|_| !found.is_empty()), found)
    }
}

fn is_whole_png(png: &Png) -> bool {
    png.chunk_by_type(*b"IDAT").is_some() && png.chunk_by_type(*b"IEND").is_some()
}

/// The parts of a PNG that say how it is shown (PNG, third edition, chapter 11); programs add their own in small
/// letters.
const PNG_KEPT: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP",
    b"mDCV", b"cLLI", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

fn clean_png(mut png: Png, block: Option<Bytes>) -> (Vec<u8>, Found) {
    let mut found = Found::new();
    png.chunks_mut().retain(|chunk| {
        let is_kept = PNG_KEPT.contains(&&chunk.kind());
        if !is_kept && chunk.kind() != *b"eXIf" {
            found.push(said(chunk.contents()));
        }
        is_kept
    });
    png.set_exif(block);
    (png.encoder().bytes().to_vec(), found)
}

fn clean_webp(mut webp: WebP, block: Option<Bytes>) -> (Vec<u8>, Found) {
    let xmp =
        webp.chunk_by_id(webp::CHUNK_XMP).and_then(|chunk| chunk.content().data().map(|data| said(data)));
    webp.remove_chunks_by_id(webp::CHUNK_XMP);
    webp.set_exif(block);
    (webp.encoder().bytes().to_vec(), xmp.into_iter().collect())
}

fn clean_jpeg(mut jpeg: Jpeg, bytes: &Bytes, block: Option<Bytes>) -> (Vec<u8>, Found) {
    let mut found = Found::new();
    let mut segments: Vec<JpegSegment> = Vec::with_capacity(jpeg.segments().len());
    for segment in jpeg.segments() {
        if segment.marker() == markers::COM {
            found.push(PrivateData::Comment);
        } else if is_application_data(segment) {
            // The camera's block is judged field by field.
            found.extend(
                Some(said(segment.contents())).filter(|_| !segment.contents().starts_with(b"Exif\0")),
            );
        } else {
            let (segment, has_more) = until_the_end(segment, bytes);
            found.extend(has_more.then_some(PrivateData::Other));
            segments.push(segment);
        }
    }
    *jpeg.segments_mut() = segments;
    jpeg.set_exif(block);
    (jpeg.encoder().bytes().to_vec(), found)
}

/// Whether a segment is one of a program (APP0 to APP15) that is not needed to show the picture: JFIF, a colour
/// profile and Adobe's colour transform are.
fn is_application_data(segment: &JpegSegment) -> bool {
    let contents = segment.contents();
    match segment.marker() {
        markers::APP0 => !contents.starts_with(b"JFIF\0"),
        markers::APP2 => !contents.starts_with(b"ICC_PROFILE\0"),
        markers::APP14 => !contents.starts_with(b"Adobe"),
        marker => (markers::APP0..=markers::APP15).contains(&marker),
    }
}

fn is_whole_jpeg(jpeg: &Jpeg, bytes: &Bytes) -> bool {
    match jpeg.segments().last() {
        Some(last) if last.has_entropy() => end_of_picture(&scans(last, bytes)).is_some(),
        _ => bytes.ends_with(&[markers::P, markers::EOI]),
    }
}

/// What follows the head of the last segment: the scans, and whatever stands behind the picture.
fn scans(last: &JpegSegment, bytes: &Bytes) -> Bytes {
    bytes.slice(bytes.len() - (last.len_with_entropy() - last.len())..)
}

/// The last segment without what follows the picture (phones put a second one there, with its own position), and
/// whether anything does.
fn until_the_end(segment: &JpegSegment, bytes: &Bytes) -> (JpegSegment, bool) {
    let scans = scans(segment, bytes);
    match end_of_picture(&scans) {
        Some(end) if segment.has_entropy() && end < scans.len() => {
            let contents = segment.contents().clone();
            (JpegSegment::new_with_entropy(segment.marker(), contents, scans.slice(..end)), true)
        }
        _ => (segment.clone(), false),
    }
}

/// Where the picture ends in what follows its first scan: behind the mark `FF D9`. Between scans stand segments
/// with a length, whose bytes are passed over; in a scan, `FF 00` and `FF D0` to `FF D7` are data (ITU-T T.81, B.1.1).
fn end_of_picture(data: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += data.get(at..)?.iter().position(|byte| *byte == markers::P)?;
        match *data.get(at + 1)? {
            0x00 | 0xD0..=0xD7 => at += 2,
            markers::P => at += 1,
            markers::EOI => return Some(at + 2),
            _ => at += 2 + usize::from(u16::from_be_bytes([*data.get(at + 2)?, *data.get(at + 3)?])),
        }
    }
}

/// What a part written by a program says, by its words (XMP, the key words of PNG).
fn said(contents: &[u8]) -> PrivateData {
    let text = String::from_utf8_lossy(contents).to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&["gpslatitude", "gpslongitude", "location"]) {
        PrivateData::Position
    } else if has(&["author", "artist", "creator>", "photoshop 3.0"]) {
        PrivateData::Author
    } else if has(&["comment", "description"]) {
        PrivateData::Comment
    } else {
        PrivateData::Other
    }
}
