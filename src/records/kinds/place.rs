//! Addresses in the web and of e-mail.

use std::fmt;
use std::ops::Deref;

use crate::diagnostic::Bilingual;
use crate::records::declaration::Shape;
use crate::records::field::Kind;
use crate::records::reader::{Reader, Value};
use crate::rules;

macro_rules! texts {
    ($($(#[$about:meta])+ $name:ident;)+) => {
        $(
            $(#[$about])+
            #[derive(Clone, PartialEq, Eq, Debug)]
            pub struct $name(String);

            impl Deref for $name {
                type Target = str;

                fn deref(&self) -> &str {
                    &self.0
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    formatter.write_str(self)
                }
            }
        )+
    };
}

texts! {
    /// A web address.
    Url;
    /// Where a site is published: a web address that ends in `/`.
    BaseUrl;
    /// An e-mail address.
    Email;
}

/// Where a site is published, as it was given on the command line.
impl From<String> for BaseUrl {
    fn from(url: String) -> Self {
        Self(url)
    }
}

impl BaseUrl {
    /// Where the site is on its server: `/hr/` of `https://example.lg.jp/hr/`.
    pub fn path(&self) -> &str {
        let host = self.0.find("://").map_or(0, |at| at + "://".len());
        self.0[host..].find('/').map_or("/", |path| &self.0[host + path..])
    }
}

impl Kind for Url {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let url = reader.text(value)?;
        let Some(help) = what_is_wrong(&url) else { return Some(Self(url)) };
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
        let Url(mut url) = Url::read(reader, value)?;
        if url.contains(['?', '#']) {
            reader.report(reader.diagnostic(
                rules::RECORD_URL,
                value.span,
                "base_url に `?` や `#` は使えません",
                "`base_url` cannot have `?` or `#`",
            ));
            return None;
        }
        if !url.ends_with('/') {
            url.push('/');
        }
        Some(Self(url))
    }

    fn shape() -> Shape {
        Shape::Pattern(BASE_URL, "https://www.example.lg.jp/hr/")
    }

    fn stand_in() -> Option<Self> {
        Some(Self("https://example.invalid/".to_owned()))
    }
}

const BASE_URL: &str =
    r#"^https?://[^/\s"<>\\?#\u0000-\u001f\u007f-\u009f][^\s"<>\\?#\u0000-\u001f\u007f-\u009f]*$"#;

/// What keeps a text from being a web address; `None` where it is one.
fn what_is_wrong(url: &str) -> Option<Bilingual> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    match rest {
        None if url.contains('.') && !url.contains([':', ' ', '@']) && !url.starts_with(['/', '.']) => Some(
            Bilingual::new(format!("`https://{url}` と書いてください"), format!("write `https://{url}`")),
        ),
        None => Some(Bilingual::new("`https://` から書きます", "begin with `https://`")),
        Some(rest) if rest.is_empty() || rest.starts_with('/') => Some(Bilingual::new(
            "`https://` の後にサイトの名前を書きます",
            "after `https://` comes the name of the site",
        )),
        Some(rest) => match rest.chars().find(|character| is_not_of_a_url(*character))? {
            ' ' => Some(Bilingual::new("空白は `%20` と書きます", "write a space as `%20`")),
            wrong => Some(Bilingual::new(
                format!("`{}` はアドレスに使えません", wrong.escape_debug()),
                format!("`{}` cannot be part of an address", wrong.escape_debug()),
            )),
        },
    }
}

fn is_not_of_a_url(character: char) -> bool {
    character.is_whitespace() || character.is_control() || "\"<>\\".contains(character)
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
