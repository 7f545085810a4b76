//! How large a picture is, from its first bytes.

use super::format::PictureFormat;
use super::svg;

/// The size of a picture in pixels, or in the units of an SVG.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PictureSize {
    pub width: u32,
    pub height: u32,
}

impl PictureSize {
    /// The size after a quarter turn.
    pub(super) fn turned(self) -> Self {
        Self { width: self.height, height: self.width }
    }
}

/// The size as it is stored; nothing where the file does not say, or says that it is empty.
pub(super) fn of(format: PictureFormat, bytes: &[u8]) -> Option<PictureSize> {
    let (width, height) = match format {
        PictureFormat::Svg => svg::size(bytes)?,
        _ => {
            let size = imagesize::blob_size(bytes).ok()?;
            (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)
        }
    };
    (width > 0 && height > 0).then_some(PictureSize { width, height })
}
