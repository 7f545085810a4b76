//! What a camera wrote beside the picture (Exif).

use exif::{Exif, In, Reader, Tag};

use super::private_data::PrivateData;

/// What matters of it.
#[derive(Default)]
pub(super) struct Camera {
    /// How the picture has to be turned and mirrored to be seen: 1 as stored, 5 to 8 with a quarter turn.
    orientation: Option<u8>,
    pub(super) private: Vec<PrivateData>,
}

/// Tags that say nothing but how the stored picture is to be shown.
const ABOUT_THE_PIXELS: [Tag; 10] = [
    Tag::Orientation,
    Tag::XResolution,
    Tag::YResolution,
    Tag::ResolutionUnit,
    Tag::YCbCrPositioning,
    Tag::ExifVersion,
    Tag::ComponentsConfiguration,
    Tag::FlashpixVersion,
    Tag::ColorSpace,
    Tag::InteroperabilityIndex,
];
const SIZES: [Tag; 2] = [Tag::PixelXDimension, Tag::PixelYDimension];
/// `XPAuthor`, `XPComment`, `XPKeywords`, `XPSubject` and `XPTitle`: what Windows writes in a file's properties.
const XP_AUTHOR: u16 = 0x9C9D;
const XP_COMMENT: u16 = 0x9C9C;

impl Camera {
    /// Reads the TIFF structure of an Exif block. One that cannot be read may hold anything.
    pub(super) fn read(bytes: Vec<u8>) -> Self {
        match read_fields(bytes) {
            Some(fields) => Self { orientation: orientation(&fields), private: private(&fields) },
            None => Self { orientation: None, private: vec![PrivateData::Other] },
        }
    }

    pub(super) fn is_turned(&self) -> bool {
        self.orientation.is_some_and(|orientation| (5..=8).contains(&orientation))
    }

    /// An Exif block that holds the orientation alone: without it the picture would lie on its side.
    pub(super) fn only_orientation(&self) -> Option<Vec<u8>> {
        let orientation = self.orientation.filter(|orientation| *orientation != 1)?;
        let mut block = b"MM\0\x2A\0\0\0\x08\0\x01".to_vec();
        block.extend(b"\x01\x12\0\x03\0\0\0\x01\0");
        block.extend([orientation, 0, 0, 0, 0, 0, 0]);
        Some(block)
    }
}

fn read_fields(bytes: Vec<u8>) -> Option<Exif> {
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    match reader.read_raw(bytes) {
        Ok(fields) => Some(fields),
        Err(error) => error.distill_partial_result(|_| {}).ok(),
    }
}

fn orientation(fields: &Exif) -> Option<u8> {
    let value = fields.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)?;
    u8::try_from(value).ok().filter(|value| (1..=8).contains(value))
}

fn private(fields: &Exif) -> Vec<PrivateData> {
    let mut found: Vec<PrivateData> = fields.fields().filter_map(|field| kind(field.tag)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn kind(tag: Tag) -> Option<PrivateData> {
    if ABOUT_THE_PIXELS.contains(&tag) || SIZES.contains(&tag) {
        return None;
    }
    Some(match tag {
        // Many cameras write this one whether they know where they are or not.
        Tag::GPSVersionID => PrivateData::Other,
        Tag(exif::Context::Gps, _) => PrivateData::Position,
        Tag::Artist | Tag::Copyright | Tag::CameraOwnerName | Tag(_, XP_AUTHOR) => PrivateData::Author,
        Tag::UserComment | Tag::ImageDescription | Tag(_, XP_COMMENT) => PrivateData::Comment,
        _ => PrivateData::Other,
    })
}
