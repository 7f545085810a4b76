//! `[[menu]]` in `site.toml`: items that a site adds to its menu.

use std::fmt;
use std::ops::Deref;

use crate::diagnostic::{Bilingual, Help};
use crate::rules;
use crate::source::Written;
use crate::values::Label;

use super::declaration::Shape;
use super::declare::record;
use super::field::Kind;
use super::reader::{Reader, Value};

record! {
    /// An item that the site adds to its menu.
    #[ja = "メニューに加える項目です。"]
    pub struct MenuItemRecord {
        /// The words shown in the menu.
        #[ja = "メニューに表示する語。"]
        label: Label,
        /// Where it leads: a file of `content/` as links in texts name it, from `@/` (`@/recruit.md`), or a web
        /// address from `https://`.
        #[ja = "行き先。`@/recruit.md`（`content` の中のファイル）か、`https://` から始まるアドレス。"]
        link: Written<MenuLink>,
    }
}

/// A page of the site as links in texts name it, from `@/`, or a web address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MenuLink(String);

impl Deref for MenuLink {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MenuLink {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self)
    }
}

impl Kind for MenuLink {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let link = reader.text(value)?;
        let Some(help) = what_is_wrong(&link) else { return Some(Self(link)) };
        let diagnostic = reader.diagnostic(
            rules::SITE_MENU,
            value.span,
            format!("`{link}` は、メニューの行き先にできません"),
            format!("the menu cannot lead to `{link}`"),
        );
        reader.report(diagnostic.help_if(Some(help)));
        None
    }

    fn shape() -> Shape {
        Shape::Pattern(MENU_LINK, "@/recruit.md")
    }
}

/// What [`what_is_wrong`] checks, as a regular expression.
const MENU_LINK: &str = r#"^(@/[^\s#]+\.md(#[^\s#]+)?|https?://[^/\s"<>\\][^\s"<>\\]*)$"#;

/// What to write instead of a link that is neither a page of the site nor a web address.
fn what_is_wrong(link: &str) -> Option<Help> {
    let instead = |link: &str| Some(Help::write(link));
    let general = || {
        let words = Bilingual::new(
            "`@/recruit.md` のような `content` の中のファイルか、`https://` から始まるアドレスを書きます",
            "write a file of `content` such as `@/recruit.md`, or an address from `https://`",
        );
        Some(Help::from(words))
    };
    let is_unusable = |character: char| character.is_whitespace() || "\"<>\\".contains(character);
    if link.contains(is_unusable) {
        return general();
    }
    if let Some(page) = link.strip_prefix("@/") {
        let file = page.split_once('#').map_or(page, |(file, _)| file);
        return match file.strip_suffix(".html") {
            Some(name) => instead(&format!("@/{name}.md")),
            None if file.ends_with(".md") && file.len() > ".md".len() => None,
            None => general(),
        };
    }
    let host = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://"));
    if let Some(host) = host {
        return if host.is_empty() || host.starts_with('/') { general() } else { None };
    }
    let file = link.trim_start_matches("./").trim_start_matches('/');
    let file = file.strip_prefix("content/").unwrap_or(file);
    match file.split_once('#').map_or(file, |(file, _)| file) {
        name if name.ends_with(".md") && !name.contains(':') && !name.starts_with("..") => {
            instead(&format!("@/{file}"))
        }
        name if link.starts_with("www.") || name.ends_with(".jp") || name.ends_with(".jp/") => {
            instead(&format!("https://{file}"))
        }
        _ => general(),
    }
}
