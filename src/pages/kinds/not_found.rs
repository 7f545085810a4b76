//! What a server shows for an address that does not exist.

use crate::pages::{Kind, Outline, PageContext, Pages, only};

pub(super) struct NotFoundPage;

impl Kind for NotFoundPage {
    type About = ();
    type View = ();

    const NAME: &'static str = "not-found";
    const VARIABLE: Option<&'static str> = None;
    const PAGES: Pages<()> = Pages::OfSite(|_| only(true));
    const ADDRESS: &'static str = "404";
    const DESCRIPTION: Option<&'static str> = Some("not-found-text");
    const IS_LISTED: bool = false;
    const IS_SHOWN_ANYWHERE: bool = true;

    fn outline(_context: &PageContext<'_>, (): ()) -> Outline<()> {
        Outline::of(())
    }
}
