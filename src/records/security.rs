//! `[security]` in `site.toml`: the hosts besides its own that the pages of a site may ask, each for one purpose.
//!
//! Pages have a policy that keeps them from loading anything from elsewhere or sending anything there. Each host
//! that a site adds is named alone, with the reason that readers are told.

use std::fmt;
use std::ops::Deref;

use crate::diagnostic::Help;
use crate::rules;
use crate::values::Label;

use super::declaration::Shape;
use super::declare::record;
use super::field::Kind;
use super::reader::{Reader, Value};

record! {
    /// Hosts other than that of the site that its pages may ask, by what for. Without any, pages ask no other
    /// host.
    #[ja = "ページが通信してよい、ほかのサイト（用途ごと）。書かなければ、どことも通信しません。"]
    #[derive(Default, PartialEq)]
    pub struct SecurityRecord {
        /// Scripts, such as a counter of visits.
        #[ja = "スクリプト（アクセス解析など）。"]
        script: Vec<AllowedHost>,
        /// Style sheets.
        #[ja = "スタイルシート。"]
        style: Vec<AllowedHost>,
        /// Fonts.
        #[ja = "書体（フォント）。"]
        font: Vec<AllowedHost>,
        /// Pictures.
        #[ja = "画像。"]
        image: Vec<AllowedHost>,
        /// Sound and films.
        #[ja = "音声と動画。"]
        media: Vec<AllowedHost>,
        /// What scripts ask for or send, such as the counts of a counter.
        #[ja = "スクリプトの通信先（アクセス解析の記録の送り先など）。"]
        connect: Vec<AllowedHost>,
        /// Pages shown inside a page, such as maps and films.
        #[ja = "ページの中に表示するページ（地図や動画の埋め込みなど）。"]
        frame: Vec<AllowedHost>,
        /// Where forms send what readers write.
        #[ja = "フォームの送り先。"]
        form: Vec<AllowedHost>,
    }
}

record! {
    /// A host that the pages may ask.
    #[ja = "通信してよいサイト1つです。"]
    #[derive(PartialEq)]
    pub struct AllowedHost {
        /// The host from `https://` on, without a path: `https://stats.example.lg.jp`.
        #[ja = "サイトのアドレス。`https://stats.example.lg.jp` のように、`https://` からサイトの名前までを書きます。"]
        host: Host,
        /// Why, for readers: every page says it.
        #[ja = "通信する理由。読者に向けて、どのページの終わりにも表示されます。"]
        reason: Label,
    }
}

/// What a page asks a host for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Resource {
    Script,
    Style,
    Font,
    Image,
    Media,
    Connect,
    Frame,
    Form,
}

impl Resource {
    /// Every resource, in the order of the record.
    pub const ALL: [Self; 8] = [
        Self::Script,
        Self::Style,
        Self::Font,
        Self::Image,
        Self::Media,
        Self::Connect,
        Self::Frame,
        Self::Form,
    ];

    /// Its key in `[security]`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Script => "script",
            Self::Style => "style",
            Self::Font => "font",
            Self::Image => "image",
            Self::Media => "media",
            Self::Connect => "connect",
            Self::Frame => "frame",
            Self::Form => "form",
        }
    }
}

impl SecurityRecord {
    /// The hosts that may be asked for a resource.
    pub fn hosts(&self, resource: Resource) -> &[AllowedHost] {
        match resource {
            Resource::Script => &self.script,
            Resource::Style => &self.style,
            Resource::Font => &self.font,
            Resource::Image => &self.image,
            Resource::Media => &self.media,
            Resource::Connect => &self.connect,
            Resource::Frame => &self.frame,
            Resource::Form => &self.form,
        }
    }
}

/// The address of a host, as a policy names it: `https://stats.example.lg.jp`, with a port where it has one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Host(String);

impl Deref for Host {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Host {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self)
    }
}

impl Kind for Host {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let host = reader.text(value)?;
        let Some(help) = what_is_wrong(&host) else { return Some(Self(host)) };
        let diagnostic = reader.diagnostic(
            rules::SITE_HOST,
            value.span,
            format!("`{host}` は、許可できるサイトの書き方ではありません"),
            format!("`{host}` does not name one host"),
        );
        reader.report(diagnostic.help_if(Some(help)));
        None
    }

    fn shape() -> Shape {
        Shape::Pattern(HOST, "https://stats.example.lg.jp")
    }
}

/// What [`is_name`] and [`is_port`] check, as a regular expression.
const HOST: &str = "^https://[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:[0-9]{1,5})?$";

/// What keeps a text from naming one host, as what to write instead; `None` where nothing does.
fn what_is_wrong(host: &str) -> Option<Help> {
    let small = host.trim().to_ascii_lowercase();
    let known = ["https://", "http://", "//"].into_iter().find_map(|scheme| small.strip_prefix(scheme));
    let rest = known.unwrap_or(&small);
    let end = rest.find(['/', '?', '#', ' ']).unwrap_or(rest.len());
    let (name, port) = match rest[..end].split_once(':') {
        Some((name, port)) => (name, Some(port)),
        None => (&rest[..end], None),
    };
    if small.starts_with('\'') || ["data:", "blob:"].contains(&&*small) {
        return Some(Help::say(
            "許可できるのはサイトだけです。スクリプトやスタイルは、テーマの `static` フォルダーのファイルに移してください",
            "only hosts can be allowed: move scripts and styles into files of the theme's folder `static`",
        ));
    }
    if name.contains('*') {
        return Some(Help::say(
            "`*` は使えません。使うサイトを1つずつ書きます",
            "`*` cannot be used: name each host alone",
        ));
    }
    if !name.is_ascii() {
        return Some(Help::say(
            "日本語のドメインは、`xn--` で始まる形（Punycode）で書きます。ブラウザーでそのサイトを開き、アドレス欄から写せます",
            "write a domain in other letters in the form that begins with `xn--` (Punycode); a browser shows it in its address bar",
        ));
    }
    if !is_name(name) || !port.is_none_or(is_port) {
        return Some(Help::say(
            "`https://stats.example.lg.jp` のように書きます",
            "write it as `https://stats.example.lg.jp`",
        ));
    }
    let instead = format!("https://{}", &rest[..end]);
    (instead != host).then(|| Help::write(&instead))
}

/// Labels of letters, digits and hyphens, between dots.
fn is_name(name: &str) -> bool {
    name.split('.').all(|label| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    })
}

fn is_port(port: &str) -> bool {
    (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit())
}
