//! From where a page is written: its site, its language and its own address, with what every kind needs of them.

use std::sync::Arc;

use crate::model::{MeasureOrder, PlanId, PlanWordsRecord, Site, Target, Texts, TopicId, relative};

use crate::source::SourcePath;
use crate::values::{Date, FiscalYear, Label, Language, Period, Time};

use super::{DateView, HeldBackView, LinkView, Page, PageId, PageKind, Phrase, Shared, phrase, whole_plan};

/// What one page may ask of any other: where it is and what it is called. Each kind answers for its own pages;
/// through this, no kind needs to know another.
pub(super) trait Directory: Sync {
    fn kind(&self, page: PageId) -> &'static PageKind;

    /// Whether the site has the page.
    fn exists(&self, site: &Site, page: PageId) -> bool;

    /// The address in the authoritative language, without `.html`.
    fn address(&self, site: &Site, page: PageId) -> String;

    /// What links to the page call it.
    fn title(&self, context: &PageContext<'_>, page: PageId) -> Phrase;

    /// The description of a page for search engines where it has no text to quote.
    fn description(&self, context: &PageContext<'_>, page: PageId, title: &str) -> Option<Phrase>;

    fn texts<'a>(&self, site: &'a Site, page: PageId) -> Option<&'a Texts>;

    /// Whether the page shows words of its own in a language.
    fn has_words(&self, site: &Site, page: PageId, language: Language) -> bool;
}

/// The context in which a page is written.
pub struct PageContext<'a> {
    pub(super) site: &'a Site,
    pub(super) shared: &'a Shared<'a>,
    pub(super) page: Page,
    directory: &'a dyn Directory,
    /// What the plan that the page belongs to calls its parts.
    pub(super) plan_words: Option<&'a Arc<PlanWordsRecord>>,
    /// Of the page in its language.
    address: String,
    /// The part of a plan's whole that is being written, on a page that shows the whole.
    part: Option<WholePart>,
}

/// A part of a page that shows the whole of a plan.
struct WholePart {
    plan: PlanId,
    id_prefix: String,
}

impl<'a> PageContext<'a> {
    pub(super) fn new(
        site: &'a Site,
        shared: &'a Shared<'a>,
        directory: &'a dyn Directory,
        page: Page,
    ) -> Self {
        let address = site.file_of_page(&directory.address(site, page.id), page.language);
        let plan_words = whole_plan::plan_of(site, page.id).and_then(|plan| site[plan].words.as_ref());
        Self { site, shared, page, directory, plan_words, address, part: None }
    }

    /// The same page while it writes a part of the whole of a plan, in a language: links to parts of the plan
    /// stay on the page, and the ids of the part's text begin with the part's own. `_` is in no id of a site,
    /// so that the two can be distinguished.
    pub(super) fn part_of_whole(&self, plan: PlanId, id: &str, language: Language) -> Self {
        Self {
            page: Page { language, ..self.page },
            address: self.address.clone(),
            part: Some(WholePart { plan, id_prefix: format!("{id}_") }),
            ..*self
        }
    }

    /// What the ids of a text on this page begin with.
    pub(super) fn id_prefix(&self) -> &str {
        self.part.as_ref().map_or("", |part| &part.id_prefix)
    }

    /// Whether this page is made for paper, where nothing can be unfolded.
    pub(super) fn is_on_paper(&self) -> bool {
        matches!(self.page.id, PageId::Booklet(_))
    }

    pub(super) fn address(&self) -> &str {
        &self.address
    }

    pub(super) fn kind(&self) -> &'static PageKind {
        self.directory.kind(self.page.id)
    }

    pub(super) fn texts(&self) -> Option<&'a Texts> {
        self.directory.texts(self.site, self.page.id)
    }

    /// Whether the page shows words of its own in a language; if not, it only repeats the original.
    pub(super) fn has_words(&self, language: Language) -> bool {
        self.directory.has_words(self.site, self.page.id, language)
    }

    /// The description of the page for search engines where it has no text to quote.
    pub(super) fn own_description(&self, title: &str) -> Option<Phrase> {
        self.directory.description(self, self.page.id, title)
    }

    /// The address of a page in a language.
    pub(super) fn address_of(&self, page: PageId, language: Language) -> String {
        self.site.file_of_page(&self.directory.address(self.site, page), language)
    }

    /// The whole address of a page, with that of the site.
    pub(super) fn whole_url_of(&self, page: PageId, language: Language) -> String {
        format!("{}{}", self.site.base_url, self.address_of(page, language))
    }

    /// The whole address of this page, or that of the original where this page only repeats it.
    pub(super) fn permalink(&self) -> String {
        let has_words = self.has_words(self.page.language);
        let language = if has_words { self.page.language } else { Language::AUTHORITATIVE };
        self.whole_url_of(self.page.id, language)
    }

    /// The relative URL of another page in the same language.
    pub(super) fn url_of(&self, page: PageId) -> String {
        match self.id_on_page(page) {
            Some(id) => format!("#{id}"),
            None => self.url_of_file(&self.address_of(page, self.page.language)),
        }
    }

    /// The relative URL of a heading of another page, or of the page.
    pub(super) fn url_of_heading(&self, page: PageId, heading: Option<&str>) -> String {
        let url = self.url_of(page);
        match heading {
            None => url,
            Some(heading) if url.starts_with('#') => format!("{url}_{heading}"),
            Some(heading) => format!("{url}#{heading}"),
        }
    }

    /// The URL of a file of the output: relative, but on a page that a server shows anywhere.
    pub(super) fn url_of_file(&self, address: &str) -> String {
        if self.kind().is_shown_anywhere {
            return format!("{}{address}", self.shared.top);
        }
        relative(&self.address, address)
    }

    /// The way from this page to the top of the output.
    pub(super) fn root(&self) -> String {
        if self.kind().is_shown_anywhere {
            return self.shared.top.clone();
        }
        "../".repeat(self.address.matches('/').count())
    }

    /// This page's URL from any page in a folder beside its own: `../measures/x.html`.
    pub(super) fn url_from_sibling_folder(&self) -> String {
        let mut names = self.address.rsplitn(3, '/');
        let (file, folder) = (names.next().unwrap_or(""), names.next().unwrap_or(""));
        format!("../{folder}/{file}")
    }

    /// The id of a part of the plan that this page shows the whole of.
    fn id_on_page(&self, page: PageId) -> Option<String> {
        let whole = self.part.as_ref()?.plan;
        whole_plan::part(self.site, page).filter(|(plan, _)| *plan == whole).map(|(_, id)| id)
    }

    /// A link to a page, by its title.
    pub(super) fn link(&self, page: PageId) -> LinkView {
        LinkView { title: self.title_of(page), url: self.url_of(page) }
    }

    /// The same to a page that not every site or plan has.
    pub(super) fn link_if_exists(&self, page: PageId) -> Option<LinkView> {
        self.directory.exists(self.site, page).then(|| self.link(page))
    }

    /// A link to the page of each.
    pub(super) fn links<T: Copy>(&self, ids: &[T], page: fn(T) -> PageId) -> Vec<LinkView> {
        ids.iter().map(|id| self.link(page(*id))).collect()
    }

    /// The view of each.
    pub(super) fn each<T: Copy, V>(&self, ids: &[T], mut view: impl FnMut(&Self, T) -> V) -> Vec<V> {
        ids.iter().map(|id| view(self, *id)).collect()
    }

    /// Why a page is not published yet.
    pub(super) fn held_back(&self, page: PageId) -> Option<HeldBackView> {
        let texts = self.directory.texts(self.site, page);
        HeldBackView::of_page(self.site, page, texts, self.page.language)
    }

    /// What links to a page call it.
    pub(super) fn title_of(&self, page: PageId) -> Phrase {
        self.directory.title(self, page)
    }

    pub(super) fn phrase(&self, label: &Label) -> Phrase {
        Phrase::of(label, self.page.language, &self.site.languages)
    }

    /// What a topic is called where it stands alone: schemes have topics of the same name, so all but the main one say
    /// whose it is.
    pub(super) fn topic_name(&self, id: TopicId) -> Phrase {
        let topic = &self.site[id];
        let name = self.phrase(&topic.label);
        if topic.scheme.index() == 0 {
            return name;
        }
        let scheme = self.named_in("topic-of-scheme", &self.site[topic.scheme].label).text;
        let marks = [("topic", &*name.text), ("scheme", &scheme)];
        Phrase { text: self.filled("topic-of-scheme", &marks).text, lang: name.lang }
    }

    pub(super) fn phrase_if(&self, label: &Option<Label>) -> Option<Phrase> {
        label.as_ref().map(|label| self.phrase(label))
    }

    /// The words of a label in the authoritative language.
    pub(super) fn original(&self, label: &Label) -> Phrase {
        self.foreign(label.authoritative(), Language::AUTHORITATIVE)
    }

    /// Words that are in another language.
    pub(super) fn foreign(&self, text: &str, written: Language) -> Phrase {
        Phrase::foreign(text, written, self.page.language, &self.site.languages)
    }

    pub(super) fn phrases(&self, labels: &[Label]) -> Vec<Phrase> {
        labels.iter().map(|label| self.phrase(label)).collect()
    }

    pub(super) fn code(&self) -> &'a str {
        self.site.languages.code(self.page.language)
    }

    /// The tag of a language in HTML.
    pub(super) fn tag(&self, language: Language) -> String {
        self.site.languages.tag(language).to_owned()
    }

    /// The tag of a language, where it is not the page's.
    pub(super) fn lang(&self, written: Language) -> Option<String> {
        self.site.languages.lang_on(self.page.language, written).map(str::to_owned)
    }

    /// What a language calls itself, or what the theme calls it in the language.
    pub(super) fn name_of_language(&self, language: Language) -> String {
        self.words(&format!("language.{}", self.site.languages.code(language))).text
    }

    /// What a language is called on this page.
    pub(super) fn language_in_words(&self, language: Language) -> Phrase {
        self.words(&format!("language-in-words.{}", self.site.languages.code(language)))
    }

    /// The language of a letter that lists are divided by, where it is not the page's: kana are Japanese.
    pub(super) fn lang_of_letter(&self, letter: &str) -> Option<String> {
        let is_japanese = self.site.languages.tag(self.page.language).split('-').next() == Some("ja");
        let is_kana =
            letter.chars().any(|letter| matches!(letter, '\u{3041}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}'));
        (is_kana && !is_japanese).then(|| "ja".to_owned())
    }

    pub(super) fn date(&self, date: Date) -> DateView {
        DateView::of(date, self.code())
    }

    /// A year of the calendar.
    pub(super) fn calendar_year(&self, year: u16) -> DateView {
        DateView::of_year(year, self.code())
    }

    pub(super) fn period(&self, period: Period) -> String {
        phrase::period(period, self.code())
    }

    pub(super) fn fiscal_year(&self, year: FiscalYear) -> String {
        phrase::fiscal_year(year, self.code())
    }

    /// When something was measured or is to be reached.
    pub(super) fn time(&self, time: Time) -> String {
        match time {
            Time::Year(year) => self.fiscal_year(year),
            Time::Date(date) => self.date(date).text,
        }
    }

    pub(super) fn title(&self, texts: &Texts) -> Phrase {
        Phrase::title(texts, self.page.language, &self.site.languages)
    }

    /// The number of a text as printed.
    pub(super) fn number(&self, texts: &Texts, printed: Option<&str>) -> Option<Phrase> {
        let language = self.page.language;
        Phrase::number(texts.number(language), printed, language, &self.site.languages)
    }

    /// A number that a record prints.
    pub(super) fn printed_number(
        &self,
        number: &Option<impl std::ops::Deref<Target = Label>>,
    ) -> Option<Phrase> {
        let (number, language) = (number.as_ref()?, self.page.language);
        let printed = Some(number.authoritative());
        Phrase::number(number.translation(language), printed, language, &self.site.languages)
    }

    /// A number that a record prints, after the word that the plan of the page has for such a part: `視点1`.
    pub(super) fn part_number(
        &self,
        word: impl Fn(&PlanWordsRecord) -> &Option<Label>,
        number: &Option<impl std::ops::Deref<Target = Label>>,
    ) -> Option<Phrase> {
        let number = self.printed_number(number)?;
        let word = self.plan_words.and_then(|words| word(words).as_ref()?.translation(self.page.language));
        match word.filter(|word| number.lang.is_none() && !number.text.contains(*word)) {
            Some(word) => Some(self.filled("numbered", &[("word", word), ("number", &number.text)])),
            None => Some(number),
        }
    }

    /// The first paragraph of a text.
    pub(super) fn summary(&self, texts: &Texts) -> Option<Phrase> {
        let (text, written) = texts.shown(self.page.language)?;
        let lead = text.document.body.lead.as_ref()?;
        Some(self.foreign(&lead.text, written))
    }

    /// Words of the theme; their key where it has none.
    pub(super) fn words(&self, key: &str) -> Phrase {
        match self.shared.translator.find(self.page.language, key, self.plan_words.map(Arc::as_ref)) {
            Some(found) => {
                Phrase { text: found.words.into_owned().other, lang: found.lang.map(str::to_owned) }
            }
            None => Phrase { text: key.to_owned(), lang: None },
        }
    }

    /// The words of the theme for what the site is: a city's own, or a collection.
    pub(super) fn by_site_kind(&self, own: &'static str, collection: &'static str) -> &'static str {
        if self.site.is_collection() { collection } else { own }
    }

    /// Words of the theme with marks such as `{name}` replaced.
    pub(super) fn filled(&self, key: &'static str, marks: &[(&str, &str)]) -> Phrase {
        let mut words = self.words(key);
        for (name, value) in marks {
            words.text = words.text.replace(&format!("{{{name}}}"), value);
        }
        words
    }

    /// Words of the theme with one mark, which stands for a label: where they are in another language than the page's,
    /// the label is in the same, if it can be.
    pub(super) fn filled_with(&self, key: &'static str, mark: &str, label: &Label) -> Phrase {
        let (words, name) = (self.words(key), self.named_in(key, label));
        let text = words.text.replace(&format!("{{{mark}}}"), &name.text);
        Phrase { text, lang: words.lang.or(name.lang) }
    }

    /// A label that stands in words of the theme.
    pub(super) fn named_in(&self, key: &'static str, label: &Label) -> Phrase {
        let (words, name) = (self.words(key), self.phrase(label));
        if words.lang.is_some() && words.lang != name.lang { self.original(label) } else { name }
    }

    /// The measures of the site in the order of lists.
    pub(super) fn measure_order(&self) -> &MeasureOrder {
        self.shared.measure_order(self.site, self.page.language)
    }

    /// The first use of each glossary term becomes a link to it.
    pub(super) fn mark_terms(&self, html: &str, language: Language) -> String {
        let Some(matcher) = self.shared.term_matcher(language) else { return html.to_owned() };
        let glossary = self.url_of(PageId::Glossary);
        matcher.mark(html, &mut Vec::new(), &mut |term, spelling, out| {
            let id = &self.site.terms[term].id;
            out.push_str(r#"<a class="term" href=""#);
            out.push_str(&format!("{glossary}#{id}"));
            out.push_str(r#"">"#);
            out.push_str(spelling);
            out.push_str("</a>");
        })
    }

    /// Where a link of a text leads, and a picture's file is; nothing for what leads nowhere.
    pub(super) fn url_of_target(&self, target: &Target) -> Option<String> {
        Some(match target {
            Target::Page(subject, heading) => self.url_of_heading((*subject).into(), heading.as_deref()),
            Target::Heading(id) => format!("#{}{id}", self.id_prefix()),
            Target::Asset(path, None) => self.url_of_asset(path),
            Target::Asset(path, Some(place)) => format!("{}#{}", self.url_of_asset(path), encoded(place)),
            Target::Elsewhere(address) => address.clone(),
            Target::Broken => return None,
        })
    }

    /// The relative URL of a file of `content/`.
    pub(super) fn url_of_asset(&self, path: &SourcePath) -> String {
        encoded(&self.url_of_file(path.as_str().trim_start_matches("content/")))
    }
}

/// A path as a link has it (RFC 3986): what is not plain ASCII is percent-encoded.
fn encoded(path: &str) -> String {
    let mut link = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte) {
            link.push(char::from(byte));
        } else {
            link.push_str(&format!("%{byte:02X}"));
        }
    }
    link
}
