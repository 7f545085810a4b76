//! Which pages exist and what each shows.
//!
//! A [`Page`] is a page of the site in a language. [`view()`] makes the [`View`] of one: everything that its
//! template may show, complete, in the page's language, with no reference back to the model. The manual documents
//! the fields of each kind for people who write themes. Where a page shows a text, its body becomes [`Content`]:
//! HTML with component calls between, which the theme renders.
//!
//! From the bottom up; no file uses one above it:
//!
//! 1. [`phrase`], [`page_id`], [`page_kind`], [`translator`]: words with their language, and which page is meant.
//! 2. [`shared`], [`by_topic`]: what is made once for all pages; [`declare`]: how views are declared.
//! 3. [`context`]: from where one page is written. It knows of other pages what its [`context::Directory`] says, and
//!    no kind.
//! 4. [`views`](mod@views): what several kinds show; [`components`]: what a text can call.
//! 5. [`content`]: a text as a page shows it; [`outline`] and [`frame`]: what all pages have ([`page_view`],
//!    [`description`], [`linked_data`]).
//! 6. [`kind`](mod@kind): what a kind of page has to say of itself; [`kinds`]: all of them, one file each and one line in
//!    [`kinds::list`].
//! 7. [`addresses`], [`aliases`], [`alias`], [`config`], [`navigation`], [`view`](mod@view): the site's pages as `render` and `data` see them.

mod addresses;
mod alias;
mod aliases;
mod attachment;
mod by_topic;
mod components;
mod config;
mod content;
mod context;
mod declare;
mod description;
mod frame;
mod held_back;
mod kind;
mod kinds;
mod linked_data;
mod navigation;
mod outline;
mod page_id;
mod page_kind;
mod page_view;
mod phrase;
mod shared;
mod translator;
mod view;
mod views;
mod whole_plan;

pub use addresses::{
    KEPT_FILES, KEPT_FOLDERS, address, all, at, has_words, ids, kind, source, texts, updated,
};
pub use alias::AliasView;
pub use aliases::{AliasMistake, Aliases, Wrong};
pub use components::list::{COMPONENTS, ComponentView, component_templates, table_files};
pub use config::{ConfigView, is_in_menu};
pub use content::{Content, Part};
pub use held_back::HeldBackView;
pub use kinds::dispatch::{KINDS, KindView};
pub use kinds::measure_index::measure_data_address;
pub use navigation::{Navigation, NavigationView};
pub use page_id::{Page, PageId};
pub use page_kind::PageKind;
pub use page_view::PageView;
pub use phrase::{DateView, LinkView, Phrase, fiscal_year, number, years_in_words};
pub use shared::Shared;
pub use translator::Translator;
pub use view::{View, view};

// What kinds and views are made of: their files import it from here.
use context::PageContext;
use declare::views;
use held_back::NumberedLink;
use kind::{Kind, Pages, only};
use outline::{Outline, above_city_parts};
use page_view::{OutdatedView, outdated};
