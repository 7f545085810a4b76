//! What a server shows for an address that does not exist.

use crate::model::Site;
use crate::pages::context::PageContext;
use crate::pages::kind::{Kind, Pages, only};
use crate::pages::outline::Outline;
use crate::pages::phrase::Phrase;

/// What a server shows for an address that does not exist.
pub(super) struct NotFoundPage;

impl Kind for NotFoundPage {
    type About = ();
    type View = ();

    const NAME: &'static str = "not-found";
    const VARIABLE: Option<&'static str> = None;
    const PAGES: Pages<()> = Pages::OfSite(|_| only(true));
    const DESCRIPTION: Option<&'static str> = Some("not-found-text");
    const IS_LISTED: bool = false;

    fn address(_site: &Site, (): ()) -> String {
        "404".to_owned()
    }

    fn title(context: &PageContext<'_>, (): ()) -> Phrase {
        context.translated("not-found")
    }

    fn outline(_context: &PageContext<'_>, (): ()) -> Outline<()> {
        Outline::of(())
    }
}
