//! stub
use super::{
    Body, Hole, HoleKind, Link,
    text::{escape, text_of},
};
use crate::source::Span;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
pub(super) fn write(text: &str) -> Body {
    let mut body = Body::default();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        let out = &mut body.html;
        match event {
            Event::Start(Tag::Paragraph) => out.push_str("<p>"),
            Event::End(TagEnd::Paragraph) => out.push_str("</p>\n"),
            Event::Start(Tag::Heading { level, id, .. }) => {
                let id = id.map_or_else(|| format!("s{}", body.headings.len() + 1), |id| id.to_string());
                body.headings.push(super::Heading {
                    level: level as u8,
                    id,
                    explicit: false,
                    text: String::new(),
                    html: String::new(),
                    span: Span::default(),
                });
                out.push_str("<h");
                body.holes.push(Hole { at: out.len() as u32, kind: HoleKind::Level(level as u8) });
                out.push('>');
            }
            Event::End(TagEnd::Heading(level)) => {
                out.push_str("</h");
                body.holes.push(Hole { at: out.len() as u32, kind: HoleKind::Level(level as u8) });
                out.push_str(">\n");
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                out.push_str("<a");
                body.holes.push(Hole { at: out.len() as u32, kind: HoleKind::Link(body.links.len() as u32) });
                out.push('>');
                body.links.push(Link {
                    destination: dest_url.to_string(),
                    destination_span: Span::default(),
                    span: Span::default(),
                    text: String::new(),
                });
            }
            Event::End(TagEnd::Link) => out.push_str("</a>"),
            Event::Start(Tag::Strong) => out.push_str("<strong>"),
            Event::End(TagEnd::Strong) => out.push_str("</strong>"),
            Event::Text(text) | Event::Code(text) => escape(&text, out),
            Event::SoftBreak => out.push('\n'),
            _ => {}
        }
    }
    let _ = text_of("");
    body
}
