//! `{{<figure file="…" alt="…" />}}`: a picture with its words.

use serde::Serialize;

use crate::model::Target;
use crate::pages::context::PageContext;

use super::call::ComponentCall;

#[derive(Clone, Debug, Serialize)]
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
#[derive(Clone, Debug, Serialize)]
pub(super) struct SizeView {
    pub width: u32,
    pub height: u32,
}

pub(super) fn view(
    call: &ComponentCall<'_>,
    target: &Target,
    alternative: &str,
    caption: &Option<String>,
) -> FigureView {
    FigureView {
        url: call.context.url_of_target(target).unwrap_or_default(),
        size: picture_size(call.context, target),
        alternative: alternative.to_owned(),
        caption: caption.clone(),
        lang: call.lang(),
    }
}

fn picture_size(context: &PageContext<'_>, target: &Target) -> Option<SizeView> {
    let Target::Asset(path) = target else { return None };
    let size = context.site.picture_sizes.get(path)?;
    Some(SizeView { width: size.width, height: size.height })
}
