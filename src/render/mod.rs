//! Page + theme → bytes. Tera's one door.
//!
//! 1. [`embedded`]: the default theme is in the binary; a site without one of its own gets it.
//! 2. [`theme`]: a theme and those it extends become one set of templates, words and files, checked when
//!    loaded.
//! 3. [`functions`]: what templates may call.
//! 4. [`page`]: a view through its template.
//! 5. [`marks`]: the languages of its words, which carry [`signs`](crate::values::signs) until then.
//!
//! What the policy of the pages would block in a theme is reported by [`blocked`], and what a theme means to replace
//! and misses by a letter by [`overrides`]. Errors of Tera become diagnostics at the place in the template ([`tera_errors`]), in
//! the words of [`tera_phrases`].

mod blocked;
mod component_circles;
mod embedded;
mod functions;
mod marks;
mod overrides;
mod page;
mod tera_errors;
mod tera_phrases;
mod tera_text;
mod theme;
mod undefined;

pub use embedded::{DEFAULT_THEME, add_default_theme, default_theme_files};
pub use page::Renderer;
pub use theme::Theme;
