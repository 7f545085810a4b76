//! What is blocked, in words, and what to do instead.

use crate::diagnostic::{Bilingual, Diagnostic};
use crate::model::{Resource, SecurityRecord};
use crate::rules;
use crate::source::Place;
use crate::values::Languages;

use super::markup::HOLE;

/// What the policy blocks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Blocked {
    /// Something of a host that is not allowed for it.
    Elsewhere {
        name: String,
        resource: Resource,
    },
    /// A host that is allowed, over a connection that anybody on the way can change.
    Insecure(String),
    /// A connection that stays open.
    Socket(String),
    /// Something that stands in its own address.
    Data(Resource),
    /// A script or a style between its tags.
    Script,
    Style,
    StyleAttribute,
    /// An attribute such as `onclick`.
    Handler(String),
    /// An address that is a script.
    ScriptLink,
    Base,
    /// An element such as `<object>`.
    Plugin(String),
    OwnForm,
    OwnFrame,
}

pub(super) fn diagnostic(
    blocked: &Blocked,
    place: Place,
    security: &SecurityRecord,
    languages: &Languages,
) -> Diagnostic {
    let what = what(blocked);
    let instead = match blocked {
        Blocked::Elsewhere { name, resource } => allow(name, *resource, security, languages),
        _ => instead(blocked),
    };
    let ja = format!(
        "{}は、ページを守る決まり（Content-Security-Policy）により、ブラウザーが止めます。読者の画面では働きません",
        what.ja
    );
    let en = format!(
        "browsers block {}: the policy of the pages (Content-Security-Policy) does not allow it, so it works for no reader",
        what.en
    );
    Diagnostic::new(rules::THEME_BLOCKED, place, ja, en).help(instead.ja, instead.en)
}

fn what(blocked: &Blocked) -> Bilingual {
    let same = |text: String| Bilingual::new(format!("{text} "), text);
    match blocked {
        Blocked::Elsewhere { name, resource } => {
            let (ja, en) = words(*resource);
            match is_known(name) {
                true => Bilingual::new(format!("`{name}` の{ja}"), format!("{en} of `{name}`")),
                false => Bilingual::new(format!("ほかのサイトの{ja}"), format!("{en} of another host")),
            }
        }
        Blocked::Insecure(name) => Bilingual::new(
            format!("`https://` で始まらない `{name}` のアドレス"),
            format!("an address of `{name}` that does not begin with `https://`"),
        ),
        Blocked::Socket(name) => {
            Bilingual::new(format!("`{name}` との WebSocket の通信"), format!("a WebSocket to `{name}`"))
        }
        Blocked::Data(resource) => {
            let (ja, en) = words(*resource);
            Bilingual::new(format!("`data:` で書かれた{ja}"), format!("{en} in a `data:` address"))
        }
        Blocked::Script => Bilingual::new("`<script>` の中のスクリプト", "a script inside `<script>`"),
        Blocked::Style => Bilingual::new("`<style>` の中のスタイル", "styles inside `<style>`"),
        Blocked::StyleAttribute => same("`style=\"…\"`".to_owned()),
        Blocked::Handler(name) => same(format!("`{name}=\"…\"`")),
        Blocked::ScriptLink => Bilingual::new("`javascript:` のアドレス", "a `javascript:` address"),
        Blocked::Base => same("`<base href>`".to_owned()),
        Blocked::Plugin(name) => same(format!("`<{name}>`")),
        Blocked::OwnForm => {
            Bilingual::new("このサイト自身に送るフォーム", "a form that is sent to this site itself")
        }
        Blocked::OwnFrame => {
            Bilingual::new("このサイト自身のページの埋め込み", "a frame with a page of this site itself")
        }
    }
}

fn instead(blocked: &Blocked) -> Bilingual {
    let (ja, en) = match blocked {
        Blocked::Insecure(name) => {
            return Bilingual::new(
                format!("`https://{name}` と書いてください"),
                format!("write `https://{name}`"),
            );
        }
        Blocked::Elsewhere { .. } | Blocked::Data(_) => (
            "ファイルにして、テーマの `static` フォルダーに置いてください",
            "put it into the theme's folder `static` as a file",
        ),
        Blocked::Socket(_) => (
            "WebSocket は許可できません。`fetch` で `https://` のサイトに尋ね、そのサイトを site.toml の `[security]` の `connect` で許可してください",
            "a WebSocket cannot be allowed: ask with `fetch`, and allow its `https://` host as `connect` in `[security]` of site.toml",
        ),
        Blocked::Script => (
            "テーマの `static` フォルダーのファイル（`.js`）に移し、`<script defer src=\"{{ get_url(path=\"assets/ファイル名.js\") }}\"></script>` で読み込んでください",
            "move it into a `.js` file of the theme's folder `static`, and load that with `<script defer src=\"{{ get_url(path=\"assets/NAME.js\") }}\"></script>`",
        ),
        Blocked::Style => (
            "テーマの `static` フォルダーの `identity.css` などに移してください",
            "move them into a style sheet of the theme's folder `static`, such as `identity.css`",
        ),
        Blocked::StyleAttribute => (
            "`class` を付け、スタイルをテーマの `static` フォルダーの `identity.css` などに書いてください",
            "give the element a `class`, and write the style into a style sheet of the theme's folder `static`, such as `identity.css`",
        ),
        Blocked::Handler(_) => (
            "テーマの `static` フォルダーのスクリプトに移し、`addEventListener` を使ってください",
            "use `addEventListener` in a script of the theme's folder `static`",
        ),
        Blocked::ScriptLink => (
            "`<button type=\"button\">` にして、テーマの `static` フォルダーのスクリプトで動かしてください",
            "use a `<button type=\"button\">` and a script of the theme's folder `static`",
        ),
        Blocked::Base => (
            "消してください。アドレスは `get_url` か `root` を使って書きます",
            "take it out, and begin addresses with `get_url` or `root`",
        ),
        Blocked::Plugin(_) | Blocked::OwnFrame => {
            ("埋め込みをやめ、`<a href>` のリンクにしてください", "link to it with `<a href>` instead")
        }
        Blocked::OwnForm => (
            "`action` を消してスクリプトで受け取るか、site.toml の `[security]` の `form` で許可したサイトに送ってください",
            "take out `action` and let a script answer, or send it to a host that `form` in `[security]` of site.toml allows",
        ),
    };
    Bilingual::new(ja, en)
}

/// How to do without a host, and how to allow it.
fn allow(name: &str, resource: Resource, security: &SecurityRecord, languages: &Languages) -> Bilingual {
    let name = if is_known(name) { name } else { "…" };
    let reasons: Vec<String> = languages.codes().map(|code| format!("{code} = \"…\"")).collect();
    let host = format!("{{ host = \"https://{name}\", reason = {{ {} }} }}", reasons.join(", "));
    let key = resource.key();
    let (ja, en) = match resource {
        Resource::Frame => ("リンクにするか、", "link to it, or "),
        Resource::Form | Resource::Connect => ("", ""),
        _ => (
            "ファイルをテーマの `static` フォルダーに置くか、",
            "put the file into the theme's folder `static`, or ",
        ),
    };
    if security.hosts(resource).is_empty() {
        Bilingual::new(
            format!(
                "{ja}site.toml の `[security]` に `{key} = [{host}]` と書き、理由を添えて許可してください"
            ),
            format!(
                "{en}allow the host with its reason: write `{key} = [{host}]` below `[security]` in site.toml"
            ),
        )
    } else {
        Bilingual::new(
            format!(
                "{ja}site.toml の `[security]` の `{key}` に `{host}` を加え、理由を添えて許可してください"
            ),
            format!(
                "{en}allow the host with its reason: add `{host}` to `{key}` in `[security]` of site.toml"
            ),
        )
    }
}

/// Whether the name of a host is in the template, and is not made when pages are rendered.
fn is_known(name: &str) -> bool {
    !name.is_empty() && !name.contains(HOLE)
}

fn words(resource: Resource) -> (&'static str, &'static str) {
    match resource {
        Resource::Script => ("スクリプト", "a script"),
        Resource::Style => ("スタイルシート", "a style sheet"),
        Resource::Font => ("書体", "a font"),
        Resource::Image => ("画像", "a picture"),
        Resource::Media => ("音声や動画", "sound or a film"),
        Resource::Connect => ("通信", "what a script asks"),
        Resource::Frame => ("埋め込み", "a frame"),
        Resource::Form => ("フォームの送信", "a form"),
    }
}
