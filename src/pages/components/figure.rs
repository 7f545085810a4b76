//! `{{<figure file="…" alt="…" />}}`: a picture with its words.

use serde::Serialize;

use crate::model::CallResolver;
use crate::source::SourcePath;

use super::component::{Component, ComponentCall};

pub(super) struct Figure {
    picture: SourcePath,
    /// What the picture says, for people who cannot see it.
    alternative: String,
    caption: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct FigureView {
    /// Relative to this page.
    pub url: String,
    /// How large it is, where its file says so.
    pub size: Option<SizeView>,
    pub alternative: String,
    pub caption: Option<String>,
    /// The language of its words, where it is not the page's.
    pub lang: Option<String>,
}

/// The size of a picture in pixels.
#[derive(Debug, Serialize)]
pub(super) struct SizeView {
    pub width: u32,
    pub height: u32,
}

impl Component for Figure {
    type View = FigureView;

    const NAME: &'static str = "figure";
    const REQUIRED: &'static [&'static str] = &["file", "alt"];
    const OPTIONAL: &'static [&'static str] = &["caption"];
    const TEMPLATES: &'static [&'static str] = &["components/figure.html"];

    fn resolve(call: &mut CallResolver<'_>) -> Option<Self> {
        Some(Self {
            picture: call.file("file")?,
            alternative: call.value("alt")?.to_owned(),
            caption: call.value("caption").map(str::to_owned),
        })
    }

    fn view(&self, call: &ComponentCall<'_>) -> Option<FigureView> {
        let size = call.context.site.assets.get(&self.picture).and_then(|asset| asset.picture);
        Some(FigureView {
            url: call.context.url_of_asset(&self.picture),
            size: size.map(|size| SizeView { width: size.width, height: size.height }),
            alternative: self.alternative.clone(),
            caption: self.caption.clone(),
            lang: call.lang(),
        })
    }
}
