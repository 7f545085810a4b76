//! The languages of a page, marked when it is whole: every word under the `lang` that it is in, and every `lang` with
//! its direction where a site has both.
//!
//! - In text, words in another language get an element of their own.
//! - An attribute cannot carry a language. A name (`aria-label`) becomes a hidden element that the name refers to
//!   (`aria-labelledby`); what stands on an element without content gives the element its language; a tooltip is
//!   left out.
//!
//! Done for the HTML and not in templates, a theme need not think of it: the default one and those of others are
//! right in every language, also in one that they have no words for.

use crate::values::signs::{BEGIN, Piece, first_language, only_language, pieces, without_signs};

/// What of the languages of a site a page needs.
pub(super) struct PageLanguages<'a> {
    /// The tag of the page's.
    pub(super) page: &'a str,
    /// The tags that are written from right to left.
    pub(super) right_to_left: &'a [String],
}

impl PageLanguages<'_> {
    fn attributes(&self, lang: &str) -> String {
        format!(" lang=\"{lang}\"{}", self.direction(lang))
    }

    /// Nothing where a site has one direction.
    fn direction(&self, lang: &str) -> &'static str {
        match self.right_to_left {
            [] => "",
            known if known.iter().any(|known| known == lang) => " dir=\"rtl\"",
            _ => " dir=\"ltr\"",
        }
    }
}

/// A page with its languages marked.
pub(super) fn marked(html: String, languages: &PageLanguages<'_>) -> String {
    if languages.right_to_left.is_empty() && !html.contains(BEGIN) {
        return html;
    }
    let mut marker = Marker { rest: &html, ..Marker::new(languages) };
    marker.page();
    marker.out
}

struct Marker<'a> {
    languages: &'a PageLanguages<'a>,
    rest: &'a str,
    out: String,
    /// How many `<svg>` are open: text in them is marked by other elements.
    drawings: usize,
    /// The languages of the words that are open.
    open: Vec<&'a str>,
    /// Names that attributes refer to.
    names: Vec<String>,
    /// The end tag before which the element around a cell's content ends.
    cell: Option<&'a str>,
}

/// An attribute of a start tag.
struct Attribute<'a> {
    name: &'a str,
    /// As it is written, with the space before it.
    written: &'a str,
    /// Nothing where it has no value.
    value: Option<&'a str>,
}

/// The languages that attributes of an element are in, where they are not the page's.
#[derive(Default)]
struct Given<'a> {
    /// What the element must be in.
    element: Option<&'a str>,
    /// What a script may show. It is told by `data-lang`.
    data: Option<&'a str>,
    /// What the style sheet shows before the content of a cell.
    label: Option<&'a str>,
}

impl<'a> Marker<'a> {
    fn new(languages: &'a PageLanguages<'a>) -> Self {
        Self {
            languages,
            rest: "",
            out: String::new(),
            drawings: 0,
            open: Vec::new(),
            names: Vec::new(),
            cell: None,
        }
    }

    fn page(&mut self) {
        while let Some(at) = self.rest.find('<') {
            let text = self.take(at);
            self.text(text);
            self.markup();
        }
        let text = self.take(self.rest.len());
        self.text(text);
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    /// All up to the end of what ends with this, or all that is left.
    fn take_through(&mut self, end: &str) -> &'a str {
        let length = self.rest.find(end).map_or(self.rest.len(), |at| at + end.len());
        self.take(length)
    }

    fn text(&mut self, text: &'a str) {
        for piece in joined(pieces(text)) {
            match piece {
                Piece::Words(words) => self.out.push_str(words),
                Piece::Begin(lang) => {
                    self.begin(lang);
                    self.open.push(lang);
                }
                Piece::End => {
                    let lang = self.open.pop().unwrap_or(self.languages.page);
                    if lang != self.around() {
                        let element = self.element();
                        self.out.push_str(&format!("</{element}>"));
                    }
                }
            }
        }
    }

    fn begin(&mut self, lang: &str) {
        if lang != self.around() {
            let start = format!("<{}{}>", self.element(), self.attributes(lang));
            self.out.push_str(&start);
        }
    }

    /// In a drawing, `dir` is no attribute: its texts have their places anyway.
    fn attributes(&self, lang: &str) -> String {
        if self.drawings > 0 { format!(" lang=\"{lang}\"") } else { self.languages.attributes(lang) }
    }

    /// The language of the words around; that of no words is not known here, so that all are marked.
    fn around(&self) -> &str {
        self.open.last().copied().unwrap_or("")
    }

    fn element(&self) -> &'static str {
        if self.drawings > 0 { "tspan" } else { "span" }
    }

    fn markup(&mut self) {
        if self.rest.starts_with("<!--") {
            let comment = self.take_through("-->");
            self.out.push_str(comment);
        } else if self.rest.starts_with("</") {
            self.end_tag();
        } else if self.rest[1..].starts_with(|character: char| character.is_ascii_alphabetic()) {
            self.start_tag();
        } else {
            let other = self.take_through(">");
            self.out.push_str(other);
        }
    }

    fn end_tag(&mut self) {
        let tag = self.take_through(">");
        match tag {
            "</svg>" => self.drawings = self.drawings.saturating_sub(1),
            "</body>" => self.write_names(),
            tag if self.cell == Some(tag) => {
                self.cell = None;
                self.out.push_str("</div>");
            }
            _ => {}
        }
        self.out.push_str(tag);
    }

    /// Names are not shown: what refers to a hidden element is called as it says all the same.
    fn write_names(&mut self) {
        if self.names.is_empty() {
            return;
        }
        self.out.push_str("<div hidden>\n");
        for name in std::mem::take(&mut self.names) {
            self.out.push_str(&name);
        }
        self.out.push_str("</div>\n");
    }

    fn start_tag(&mut self) {
        let tag = self.take(tag_length(self.rest));
        let name = tag_name(tag);
        let content = self.content_of(name);
        if tag.contains(BEGIN)
            || tag.contains(" lang=")
            || content.is_some_and(|content| content.contains(BEGIN))
        {
            self.marked_tag(tag, name, content);
        } else {
            self.out.push_str(tag);
        }
        if let Some(content) = content {
            self.out.push_str(&without_signs(content));
            self.rest = &self.rest[content.len()..];
        }
        if name == "svg" && !tag.ends_with("/>") {
            self.drawings += 1;
        }
    }

    /// The content of an element that holds nothing but text.
    fn content_of(&self, name: &str) -> Option<&'a str> {
        let is_text = ["title", "desc", "option", "textarea", "script", "style"].contains(&name);
        is_text.then(|| &self.rest[..self.rest.find("</").unwrap_or(self.rest.len())])
    }

    fn marked_tag(&mut self, tag: &'a str, name: &'a str, content: Option<&'a str>) {
        let attributes = attributes(tag, name);
        let has_content = !VOID.contains(&name) && !self.rest.starts_with("</");
        let mut given = Given { element: content.and_then(first_language), ..Given::default() };
        self.out.push_str(&tag[..1 + name.len()]);
        for attribute in &attributes {
            match attribute.value.filter(|value| value.contains(BEGIN)) {
                None => self.out.push_str(attribute.written),
                Some(value) => self.attribute(attribute.name, value, has_content, &mut given),
            }
        }
        let value_of = |name: &str| attributes.iter().find(|known| known.name == name)?.value;
        let attributes = match (value_of("lang"), given.element.or(given.label)) {
            (Some(_), _) if value_of("dir").is_some() => String::new(),
            (Some(_), _) if self.drawings > 0 => String::new(),
            (Some(own), _) => self.languages.direction(own).to_owned(),
            (None, Some(lang)) => self.attributes(lang),
            (None, None) => String::new(),
        };
        self.out.push_str(&attributes);
        if let Some(lang) = given.data {
            self.out.push_str(&format!(" data-lang=\"{lang}\""));
        }
        self.out.push_str(if tag.ends_with("/>") { "/>" } else { ">" });
        if given.label.is_some() && given.element.is_none() {
            self.open_cell(name);
        }
    }

    /// An attribute with words in other languages.
    fn attribute(&mut self, name: &'a str, value: &'a str, has_content: bool, given: &mut Given<'a>) {
        if name == "aria-label" && (has_content || only_language(value).is_none()) {
            let id = self.name(value);
            self.out.push_str(&format!(" aria-labelledby=\"{id}\""));
            return;
        }
        if name == "title" && has_content {
            return;
        }
        let lang = first_language(value);
        if !has_content && (is_read(name) || name.starts_with("data-")) {
            given.element = given.element.or(lang);
        } else if name == "data-label" {
            given.label = lang;
        } else if name.starts_with("data-") {
            given.data = given.data.or(lang);
        }
        self.out.push_str(&format!(" {name}=\"{}\"", without_signs(value)));
    }

    /// The id of a hidden element with a name. `_` is in no id of a text.
    fn name(&mut self, value: &'a str) -> String {
        let mut words = Marker::new(self.languages);
        words.text(value);
        let id = format!("name_{}", self.names.len() + 1);
        self.names.push(format!("<span id=\"{id}\">{}</span>\n", words.out));
        id
    }

    /// A cell whose label gives it a language has its content in an element that is in the page's.
    fn open_cell(&mut self, name: &str) {
        let page = self.languages.attributes(self.languages.page);
        self.out.push_str(&format!("<div{page}>"));
        self.cell = Some(if name == "th" { "</th>" } else { "</td>" });
    }
}

/// Words that follow each other in one language, with nothing but figures or signs between them, are one: a sentence
/// of several parts would stand in the wrong order where the page runs the other way.
fn joined(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut joined: Vec<Piece<'_>> = Vec::with_capacity(pieces.len());
    let mut open: Vec<&str> = Vec::new();
    // The last words that ended: where, and their language.
    let mut ended: Option<(usize, &str)> = None;
    for piece in pieces {
        match piece {
            Piece::Begin(lang) => {
                match ended.take().filter(|(_, known)| *known == lang) {
                    Some((at, _)) => drop(joined.remove(at)),
                    None => joined.push(piece),
                }
                open.push(lang);
            }
            Piece::End => {
                ended = open.pop().map(|lang| (joined.len(), lang));
                joined.push(piece);
            }
            Piece::Words(words) => {
                ended = ended.filter(|_| !words.chars().any(char::is_alphabetic));
                joined.push(piece);
            }
        }
    }
    joined
}

/// Elements that have no content.
const VOID: [&str; 5] = ["img", "input", "meta", "link", "br"];

/// Attributes that people read or hear.
fn is_read(name: &str) -> bool {
    ["aria-label", "alt", "title", "placeholder", "content", "value", "label"].contains(&name)
}

/// How long the start tag at the beginning of a text is: `>` in a quoted value does not end it.
fn tag_length(html: &str) -> usize {
    let mut quote = None;
    for (at, character) in html.char_indices() {
        match (quote, character) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), character) if open == character => quote = None,
            _ => {}
        }
    }
    html.len()
}

fn tag_name(tag: &str) -> &str {
    let name = &tag[1..];
    &name[..name.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(name.len())]
}

fn attributes<'a>(tag: &'a str, name: &str) -> Vec<Attribute<'a>> {
    let mut rest = tag[1 + name.len()..].trim_end_matches('>').trim_end_matches('/');
    let mut attributes = Vec::new();
    loop {
        let start = rest.len() - rest.trim_start().len();
        if start == rest.len() {
            return attributes;
        }
        let name_end = rest[start..]
            .find(|character: char| character == '=' || character.is_whitespace())
            .map_or(rest.len(), |at| start + at);
        let (end, value) = value_at(rest, name_end);
        attributes.push(Attribute { name: &rest[start..name_end], written: &rest[..end], value });
        rest = &rest[end..];
    }
}

/// Where an attribute ends whose name ends here, and its value.
fn value_at(text: &str, name_end: usize) -> (usize, Option<&str>) {
    let Some(value) = text[name_end..].strip_prefix('=') else { return (name_end, None) };
    let start = name_end + 1;
    match value.chars().next().filter(|quote| matches!(quote, '"' | '\'')) {
        Some(quote) => {
            let length = value[1..].find(quote).unwrap_or(value.len() - 1);
            (text.len().min(start + length + 2), Some(&value[1..=length]))
        }
        None => {
            let length = value.find(char::is_whitespace).unwrap_or(value.len());
            (start + length, Some(&value[..length]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PageLanguages, marked};
    use crate::values::signs::signed;

    fn ja(words: &str) -> String {
        in_language(words, "ja")
    }

    fn in_language(words: &str, lang: &str) -> String {
        let mut out = String::new();
        signed(words, Some(lang), &mut out);
        out
    }

    /// On a page in Portuguese.
    fn on_page(html: &str) -> String {
        marked(html.to_owned(), &PageLanguages { page: "pt", right_to_left: &[] })
    }

    #[test]
    fn words_in_text_get_an_element() {
        assert_eq!(on_page(&format!("<p>{}</p>", ja("目次"))), "<p><span lang=\"ja\">目次</span></p>");
        let parts = format!("<p>{} 70 {}</p>", ja("目標は"), ja("以上です。"));
        assert_eq!(on_page(&parts), "<p><span lang=\"ja\">目標は 70 以上です。</span></p>");
        let nested = ja(&format!("{}と{}の表", in_language("Nome", "pt"), ja("研修")));
        assert_eq!(
            on_page(&format!("<p>{nested}</p>")),
            "<p><span lang=\"ja\"><span lang=\"pt\">Nome</span>と研修の表</span></p>"
        );
        assert_eq!(
            on_page(&format!("<svg><title>{0}</title><text>{0}</text></svg><p>{0}</p>", ja("図"))),
            "<svg><title lang=\"ja\">図</title><text><tspan lang=\"ja\">図</tspan></text></svg><p><span lang=\"ja\">図</span></p>"
        );
    }

    #[test]
    fn a_name_refers_to_words_with_their_language() {
        assert_eq!(
            on_page(&format!(
                "<body><nav class=\"a > b\" aria-label=\"{}\"><ul></ul></nav></body>",
                ja("言語")
            )),
            "<body><nav class=\"a > b\" aria-labelledby=\"name_1\"><ul></ul></nav><div hidden>\n<span id=\"name_1\"><span lang=\"ja\">言語</span></span>\n</div>\n</body>"
        );
    }

    #[test]
    fn an_element_without_content_carries_the_language() {
        assert_eq!(
            on_page(&format!("<a href=\"#x\" aria-label=\"{}\"></a>", ja("見出し"))),
            "<a href=\"#x\" aria-label=\"見出し\" lang=\"ja\"></a>"
        );
        assert_eq!(
            on_page(&format!("<meta name=\"description\" content=\"{}\">", ja("説明"))),
            "<meta name=\"description\" content=\"説明\" lang=\"ja\">"
        );
        assert_eq!(
            on_page(&format!("<p hidden data-a=\"{0}\"></p><p data-a=\"{0}\">x</p>", ja("写し"))),
            "<p hidden data-a=\"写し\" lang=\"ja\"></p><p data-a=\"写し\" data-lang=\"ja\">x</p>"
        );
    }

    #[test]
    fn what_stands_on_an_element_with_content_does_not_change_its_language() {
        assert_eq!(on_page(&format!("<abbr title=\"{}\">RH</abbr>", ja("人事"))), "<abbr>RH</abbr>");
        assert_eq!(
            on_page(&format!("<td data-label=\"{}\">RH</td><td>x</td>", ja("人事"))),
            "<td data-label=\"人事\" lang=\"ja\"><div lang=\"pt\">RH</div></td><td>x</td>"
        );
        assert_eq!(on_page(&format!("<a href=\"{}\">x</a>", ja("語/語"))), "<a href=\"語/語\">x</a>");
    }

    #[test]
    fn every_language_has_its_direction_where_a_site_has_both() {
        let arabic = ["ar".to_owned()];
        let html = format!("<html lang=\"ar\"><a lang=\"ja\" hreflang=\"ja\">x</a> {}</html>", ja("語"));
        assert_eq!(
            marked(html, &PageLanguages { page: "ar", right_to_left: &arabic }),
            "<html lang=\"ar\" dir=\"rtl\"><a lang=\"ja\" hreflang=\"ja\" dir=\"ltr\">x</a> <span lang=\"ja\" dir=\"ltr\">語</span></html>"
        );
    }
}
