//! What a server shows for an address that does not exist.

use crate::model::Subject;

use super::page::{Making, Outline};
use super::{Detail, View};

pub(super) fn view(making: &Making<'_>) -> View {
    making.finish(Outline {
        kind: "not-found",
        title: making.words("not-found"),
        texts: None,
        above: vec![Subject::Home],
        updated: None,
        contact: None,
        plan: None,
        source_page: None,
        neighbours: (None, None),
        detail: Detail::Nothing,
    })
}
