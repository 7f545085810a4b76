//! Pictures, built of the parts that cameras and programs write.

use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::{Png, PngChunk};
use img_parts::{Bytes, ImageEXIF, ImageICC};

use super::{Picture, PictureFormat, PictureSize, PrivateData};

/// What a camera writes: an orientation, and as many other fields as are asked for.
fn camera(orientation: u8, fields: &[(u16, &[u8])]) -> Bytes {
    let mut block = b"MM\0\x2A\0\0\0\x08\0".to_vec();
    block.push(1 + fields.len() as u8);
    block.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    for (tag, value) in fields {
        block.extend(tag.to_be_bytes());
        block.extend(*value);
    }
    block.extend([0; 4]);
    block.into()
}

/// The field `Artist`, of two letters.
const ARTIST: (u16, &[u8]) = (0x013B, b"\0\x02\0\0\0\x03AB\0\0");

/// A JPEG of 400 × 200 whose picture is no more than a few bytes.
fn photograph() -> Jpeg {
    let frame = JpegSegment::new_with_contents(
        markers::SOF0,
        Bytes::from_static(b"\x08\0\xC8\x01\x90\x01\x01\x11\0"),
    );
    let scan = JpegSegment::new_with_entropy(
        markers::SOS,
        Bytes::from_static(b"\x01\x01\0\0\x3F\0"),
        Bytes::from_static(b"\x12\xFF\0\x34\xFF\xD0\x56\xFF\xD9"),
    );
    let mut jpeg = Jpeg::from_bytes(Bytes::from_static(b"\xFF\xD8\xFF\xD9")).unwrap();
    jpeg.segments_mut().extend([frame, scan]);
    jpeg
}

fn read(jpeg: Jpeg) -> Picture {
    Picture::read(&jpeg.encoder().bytes()).unwrap()
}

fn size(width: u32, height: u32) -> Option<PictureSize> {
    Some(PictureSize { width, height })
}

#[test]
fn a_photograph_is_as_wide_and_high_as_it_is_seen() {
    for (orientation, expected) in
        [(1, size(400, 200)), (3, size(400, 200)), (6, size(200, 400)), (8, size(200, 400))]
    {
        let mut jpeg = photograph();
        jpeg.set_exif(Some(camera(orientation, &[])));
        let picture = read(jpeg);
        assert_eq!(picture.size, expected, "orientation {orientation}");
        assert!(picture.published.is_none(), "which way up it is tells nothing of anybody");
    }
}

#[test]
fn the_published_photograph_says_nothing_but_which_way_up_it_is() {
    let mut jpeg = photograph();
    jpeg.set_icc_profile(Some(Bytes::from_static(b"a profile of colours")));
    jpeg.set_exif(Some(camera(6, &[ARTIST])));
    let comment = JpegSegment::new_with_contents(markers::COM, Bytes::from_static(b"taken at home"));
    let xmp = JpegSegment::new_with_contents(
        markers::APP1,
        Bytes::from_static(b"http://ns.adobe.com/xap/1.0/\0<exif:GPSLatitude>35"),
    );
    jpeg.segments_mut().splice(1..1, [comment, xmp]);
    let picture = read(jpeg);
    assert_eq!(picture.left_out, [PrivateData::Position, PrivateData::Author, PrivateData::Comment]);
    assert_eq!(picture.size, size(200, 400));

    let published = picture.published.unwrap();
    let again = Picture::read(&published).unwrap();
    assert_eq!((again.size, again.left_out), (size(200, 400), Vec::new()));
    let again = Jpeg::from_bytes(published.to_vec().into()).unwrap();
    assert_eq!(again.icc_profile().unwrap(), &b"a profile of colours"[..]);
    let text = String::from_utf8_lossy(&published);
    assert!(!["AB\0", "home", "GPS"].iter().any(|word| text.contains(word)));
    assert!(published.ends_with(b"\x12\xFF\0\x34\xFF\xD0\x56\xFF\xD9"), "the pixels are as they were");
}

#[test]
fn a_second_picture_behind_the_first_is_left_out() {
    let mut bytes = photograph().encoder().bytes().to_vec();
    let whole = bytes.len();
    bytes.extend(b"\xFF\xD8\xFF\xE1\0\x08Exif\0\0 where it was taken");
    let picture = Picture::read(&bytes).unwrap();
    assert_eq!(picture.left_out, [PrivateData::Other]);
    assert_eq!(&*picture.published.unwrap(), &bytes[..whole]);
}

#[test]
fn what_programs_write_into_a_png_is_left_out() {
    let mut png = Png::from_bytes(png().into()).unwrap();
    let text = PngChunk::new(*b"tEXt", Bytes::from_static(b"Author\0Kawasaki Hanako"));
    let day = PngChunk::new(*b"tIME", Bytes::from_static(b"\x07\xEA\x0B\x1B\0\0\0"));
    png.chunks_mut().splice(1..1, [text, day]);
    let picture = Picture::read(&png.encoder().bytes()).unwrap();
    assert_eq!(picture.left_out, [PrivateData::Author, PrivateData::Other]);
    assert_eq!(&*picture.published.unwrap(), self::png());
}

/// A PNG of one pixel.
fn png() -> Vec<u8> {
    let mut png = Png::from_bytes(Bytes::from_static(b"\x89PNG\r\n\x1a\n")).unwrap();
    let header = PngChunk::new(*b"IHDR", Bytes::from_static(b"\0\0\0\x01\0\0\0\x01\x08\0\0\0\0"));
    let pixels = PngChunk::new(*b"IDAT", Bytes::from_static(b"\x78\x9c\x63\0\0\0\x02\0\x01"));
    png.chunks_mut().extend([header, pixels, PngChunk::new(*b"IEND", Bytes::new())]);
    png.encoder().bytes().to_vec()
}

#[test]
fn a_picture_that_is_cut_off_is_not_whole() {
    let png = png();
    assert!(Picture::read(&png).unwrap().is_whole);
    let jpeg = photograph().encoder().bytes();
    for cut in [&png[..png.len() - 4], &png[..20], &jpeg[..jpeg.len() - 2], &jpeg[..10], b"GIF89a\x01"] {
        assert!(!Picture::read(cut).unwrap().is_whole, "{cut:?}");
    }
}

#[test]
fn a_picture_is_what_its_bytes_say() {
    let format = |bytes: &[u8]| Picture::read(bytes).map(|picture| picture.format);
    assert_eq!(format(b"<?xml version='1.0'?><svg width='4' height='3'/>"), Some(PictureFormat::Svg));
    assert_eq!(format(b"GIF89a\x40\x01\xf0\0\0\0\0"), Some(PictureFormat::Gif));
    assert_eq!(format(b"\0\0\0\x18ftypheic"), None);
    assert_eq!(format(b"%PDF-1.7"), None);
    assert_eq!(format(b""), None);
}

#[test]
fn pictures_say_how_large_they_are() {
    let check =
        |bytes: &[u8], expected| assert_eq!(Picture::read(bytes).and_then(|picture| picture.size), expected);
    check(b"GIF89a\x40\x01\xf0\0\0\0\0", size(320, 240));
    check(&png(), size(1, 1));
    check(br#"<?xml version="1.0"?><svg width="320" height="240.4px">"#, size(320, 240));
    check(br#"<svg viewBox="0 0 32 16" stroke-width="2">"#, size(32, 16));
    check(br#"<svg width='100%' height='100%' viewBox='0,0,600,400'/>"#, size(600, 400));
    check(br#"<svg width="10em">"#, None);
    check(b"<svg width=\"12", None);
}

/// A GIF of one pixel, with other parts before it.
fn moving(parts: &[&[u8]]) -> Vec<u8> {
    let head: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff";
    let image: &[u8] = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b";
    [head, &parts.concat(), image].concat()
}

#[test]
fn a_gif_is_published_without_what_programs_and_people_say_in_it() {
    let repeated: &[u8] = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0";
    let comment: &[u8] = b"\x21\xfe\x06A. Abe\x03!!!\0";
    let program: &[u8] = b"\x21\xff\x0bXMP DataXMP\x01x\0";
    let picture = Picture::read(&moving(&[comment, repeated, program])).unwrap();
    assert_eq!(picture.published.as_deref(), Some(&moving(&[repeated])[..]));
    assert_eq!(picture.left_out, [PrivateData::Author, PrivateData::Comment]);
    assert!(picture.is_whole);
    assert!(Picture::read(&moving(&[repeated])).unwrap().published.is_none());
    // Cut off, it is left as it is.
    let cut = moving(&[comment]);
    assert!(Picture::read(&cut[..cut.len() - 4]).unwrap().published.is_none());
}

#[test]
fn a_drawing_is_published_without_what_its_program_says() {
    let read = |text: &str| Picture::read(text.as_bytes()).unwrap();
    let picture = read(
        r#"<?xml version="1.0"?><!-- by A. Abe > -->
<svg width="4" height="3" sodipodi:docname="C:\Users\abe\x.svg" fill="red"><metadata id="m"><rdf:RDF>Abe</rdf:RDF></metadata>
<style><![CDATA[ a > b { fill: url("<!-- kept -->") } ]]></style><text inkscape:export-filename='/home/abe/x.png'>a &lt; b</text></svg>"#,
    );
    let published = String::from_utf8(picture.published.unwrap().to_vec()).unwrap();
    assert_eq!(
        published,
        r#"<?xml version="1.0"?>
<svg width="4" height="3" fill="red"><metadata id="m"></metadata>
<style><![CDATA[ a > b { fill: url("<!-- kept -->") } ]]></style><text>a &lt; b</text></svg>"#
    );
    assert_eq!(picture.left_out, [PrivateData::Author, PrivateData::Comment, PrivateData::Path]);
    for untouched in [
        r#"<svg width="4" height="3"><metadata/><text>docname="x"</text></svg>"#,
        r#"<!DOCTYPE svg [<!ENTITY a "b">]><svg width="4" height="3"/>"#,
        r#"<svg width="4" height="3"><!-- not closed </svg>"#,
    ] {
        assert!(read(untouched).published.is_none(), "{untouched}");
    }
}
