//! Addresses in the web and of e-mail.

use std::fmt;
use std::ops::Deref;

use crate::diagnostic::{Diagnostic, Help};
use crate::records::declaration::Shape;
use crate::records::field::Kind;
use crate::records::reader::{Reader, Value};
use crate::rules;
use crate::source::Place;
use crate::values::{WrongAddress, web_address};

/// A web address, in ASCII.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Url {
    address: String,
    written: String,
}

/// Where a site is published: a web address that ends in `/`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BaseUrl(Url);

/// An e-mail address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Email(String);

impl Url {
    /// As it was written, for people: `https://例え.jp/`.
    pub fn written(&self) -> &str {
        &self.written
    }
}

macro_rules! texts {
    ($($name:ident: $text:ident,)+) => {
        $(
            impl Deref for $name {
                type Target = str;

                fn deref(&self) -> &str {
                    texts!(@$text self)
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    formatter.write_str(self)
                }
            }
        )+
    };
    (@address $value:ident) => { &$value.address };
    (@inner $value:ident) => { &$value.0 };
}

texts! {
    Url: address,
    BaseUrl: inner,
    Email: inner,
}

impl BaseUrl {
    /// Where a site is published, as it is given on the command line.
    pub fn parse(written: &str) -> Result<Self, WrongAddress> {
        let slash = if written.ends_with('/') { "" } else { "/" };
        let written = format!("{written}{slash}");
        Ok(Self(Url { address: web_address(&written)?, written }))
    }

    /// As it was written, for people.
    pub fn written(&self) -> &str {
        self.0.written()
    }

    /// Where the site is on its server: `/hr/` of `https://example.lg.jp/hr/`.
    pub fn path(&self) -> &str {
        let host = self.find("://").map_or(0, |at| at + "://".len());
        self[host..].find('/').map_or("/", |path| &self[host + path..])
    }
}

impl Kind for Url {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let url = reader.text(value)?;
        let Some(help) = what_is_wrong(&url) else {
            return match web_address(&url) {
                Ok(address) => Some(Self { address, written: url }),
                Err(wrong) => {
                    reader.report(wrong_host(reader.place(value.span), &url, wrong));
                    None
                }
            };
        };
        let diagnostic = reader.diagnostic(
            rules::RECORD_URL,
            value.span,
            format!("`{url}` はウェブのアドレスではありません"),
            format!("`{url}` is not a web address"),
        );
        reader.report(diagnostic.help_if(Some(help)));
        None
    }

    fn shape() -> Shape {
        Shape::Pattern(URL, "https://www.example.lg.jp/")
    }
}

const URL: &str = r#"^https?://[^/\s"<>\\\u0000-\u001f\u007f-\u009f][^\s"<>\\\u0000-\u001f\u007f-\u009f]*$"#;

impl Kind for BaseUrl {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let url = Url::read(reader, value)?;
        if url.written.contains(['?', '#']) {
            reader.report(reader.diagnostic(
                rules::RECORD_URL,
                value.span,
                "base_url に `?` や `#` は使えません",
                "`base_url` cannot have `?` or `#`",
            ));
            return None;
        }
        Self::parse(&url.written).ok()
    }

    fn shape() -> Shape {
        Shape::Pattern(BASE_URL, "https://www.example.lg.jp/hr/")
    }

    fn stand_in() -> Option<Self> {
        Self::parse("https://example.invalid/").ok()
    }
}

const BASE_URL: &str =
    r#"^https?://[^/\s"<>\\?#\u0000-\u001f\u007f-\u009f][^\s"<>\\?#\u0000-\u001f\u007f-\u009f]*$"#;

/// What keeps a text from being a web address; `None` where it is one.
fn what_is_wrong(url: &str) -> Option<Help> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    match rest {
        None if is_file_name(url) => Some(Help::say(
            "ここにはウェブのアドレスを `https://` から書きます。content/ に置いたファイルへのリンクは、本文に `[名前](ファイル名)` と書きます",
            "a web address that begins with `https://` belongs here; to link to a file in content/, write `[words](its-name)` in the text",
        )),
        None if url.contains('.') && !url.contains([':', ' ', '@']) && !url.starts_with(['/', '.']) => {
            Some(Help::write(&format!("https://{url}")))
        }
        None => Some(Help::say("`https://` から書きます", "begin with `https://`")),
        Some(rest) if rest.is_empty() || rest.starts_with('/') => Some(Help::say(
            "`https://` の後にサイトの名前を書きます",
            "after `https://` comes the name of the site",
        )),
        Some(rest) => match rest.chars().find(|character| is_not_of_a_url(*character))? {
            ' ' if rest.find('/') < rest.find(' ') => {
                Some(Help::say("空白は `%20` と書きます", "write a space as `%20`"))
            }
            ' ' => Some(Help::say(
                "サーバーの名前に空白は使えません。空白を取ってください",
                "the name of a server has no space: take it out",
            )),
            wrong => Some(Help::say(
                format!("`{}` はアドレスに使えません", wrong.escape_debug()),
                format!("`{}` cannot be part of an address", wrong.escape_debug()),
            )),
        },
    }
}

/// Whether a text is the name of a file, on a computer or in content/, and not that of a host.
fn is_file_name(text: &str) -> bool {
    let endings = [
        "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "csv", "txt", "zip", "md", "html", "htm", "png",
        "jpg", "jpeg", "svg",
    ];
    let name = text.rsplit(['/', '\\']).next().unwrap_or(text);
    let has_ending =
        name.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending.to_lowercase().as_str()));
    let begins_with_host =
        text.split_once('/').is_some_and(|(host, _)| host.contains('.') && !host.starts_with('.'));
    has_ending && !begins_with_host
}

fn is_not_of_a_url(character: char) -> bool {
    character.is_whitespace() || character.is_control() || "\"<>\\".contains(character)
}

/// What is wrong with the server of a web address.
pub fn wrong_host(place: Place, written: &str, wrong: WrongAddress) -> Diagnostic {
    let after_scheme = written.split_once("://").map_or(written, |(_, rest)| rest);
    let host = after_scheme.split(['/', '?', '#']).next().unwrap_or_default();
    let diagnostic = Diagnostic::new(
        rules::ADDRESS_HOST,
        place,
        format!("`{host}` はサーバーの名前ではありません"),
        format!("`{host}` is not the name of a server"),
    );
    match wrong {
        WrongAddress::Host => diagnostic.help(
            "ブラウザーでそのページを開き、アドレスの欄から写してください",
            "open the page in a browser and copy its address from there",
        ),
        WrongAddress::Port => diagnostic.help(
            "`:` の後のポート番号は、0 から 65535 までの半角の数字です。要らなければ `:` から消してください",
            "after `:` comes a port, a number from 0 to 65535: correct it, or take it out with its `:`",
        ),
    }
}

impl Kind for Email {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let email = reader.text(value)?;
        if is_email(&email) {
            return Some(Self(email));
        }
        reader.report(reader.diagnostic(
            rules::RECORD_EMAIL,
            value.span,
            format!("`{email}` はメールアドレスではありません"),
            format!("`{email}` is not an e-mail address"),
        ));
        None
    }

    fn shape() -> Shape {
        Shape::Pattern(EMAIL, "jinji@example.lg.jp")
    }
}

/// What [`is_email`] checks, as a regular expression: printable ASCII without `"<>\,;:`, one `@`, a dot after it.
const EMAIL: &str = r#"^[!#-+\--9=?A-\[\]-~]+@[!#-+\--9=?A-\[\]-~]*\.[!#-+\--9=?A-\[\]-~]*$"#;

fn is_email(email: &str) -> bool {
    let plain = email.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\,;:".contains(&byte));
    let parts = email
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'));
    plain && parts
}
