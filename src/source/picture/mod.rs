//! What the bytes of a picture say of it: its format, its size as it is seen, what it says about people and places,
//! and whether it is whole. The door of `imagesize`, `img_parts` and `exif`.

use std::sync::Arc;

mod camera;
mod container;
mod drawing;
mod format;
mod gif;
mod private_data;
mod size;
mod svg;

use camera::Camera;
use container::Container;

pub use format::PictureFormat;
pub use private_data::PrivateData;
pub use size::PictureSize;

/// A file that is read as a picture.
#[derive(Debug)]
pub struct Picture {
    pub format: PictureFormat,
    /// As it is seen, in pixels or in the units of an SVG; nothing for an SVG that does not say.
    pub size: Option<PictureSize>,
    /// The bytes without what is left out; nothing where they are the file's own.
    pub published: Option<Arc<[u8]>>,
    /// What is left out when it is published, each once, in order.
    pub left_out: Vec<PrivateData>,
    /// Whether the file ends where a picture of its format ends.
    pub is_whole: bool,
}

impl Picture {
    /// Reads a PNG, JPEG, GIF, WebP or SVG, whatever its file is called; nothing for other files.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let format = PictureFormat::of(bytes)?;
        let stored = size::of(format, bytes);
        let whole = Self { format, size: stored, published: None, left_out: Vec::new(), is_whole: true };
        let cleaned = match format {
            PictureFormat::Svg => Some(drawing::without_private_data(bytes)),
            PictureFormat::Gif => Some(gif::without_private_data(bytes)),
            _ => None,
        };
        if let Some(cleaned) = cleaned {
            let (published, left_out) = cleaned.unwrap_or_default();
            let published = (!left_out.is_empty()).then(|| Arc::from(published));
            let is_whole = stored.is_some() || format == PictureFormat::Svg;
            return Some(Self { is_whole, published, left_out, ..whole });
        }
        let Some(container) = Container::read(format, bytes) else {
            return Some(Self { is_whole: false, ..whole });
        };
        let camera = container.camera().map(Camera::read).unwrap_or_default();
        let (published, left_out) = container.without_private_data(&camera);
        Some(Self {
            size: stored.map(|size| if camera.is_turned() { size.turned() } else { size }),
            published: published.map(Arc::from),
            left_out,
            ..whole
        })
    }
}

/// Whether a file is a photograph whose private data cannot be left out: it is cut off, or in a format that cameras
/// write and browsers mostly do not show (HEIC, AVIF, TIFF and the raw formats that are made of it).
pub(super) fn keeps_private_data(bytes: &[u8], picture: Option<&Picture>) -> bool {
    match picture {
        Some(picture) => !picture.is_whole,
        None => {
            let brand = bytes.get(4..12).and_then(|head| head.strip_prefix(b"ftyp"));
            let is_still = brand.is_some_and(|brand| {
                [b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis"]
                    .iter()
                    .any(|known| brand == *known)
            });
            is_still || bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*")
        }
    }
}

#[cfg(test)]
mod tests;
