//! A view through its template.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock};

use tera::{Context, Error, Value};

use crate::diagnostic::{Bilingual, Diagnostic, Help};
use crate::model::Site;
use crate::pages::{
    self, AliasView, ConfigView, Content, Navigation, NavigationView, Page, PageId, Part, Shared, View,
};
use crate::source::{Place, SourcePath, Sources};
use crate::values::Language;

use super::functions::in_plan;
use super::marks::{PageLanguages, marked};
use super::theme::{ALIAS_TEMPLATE, NAVIGATION_TEMPLATE, Theme};
use super::undefined::missing_name;

/// Renders the pages of a site with a theme. One renderer serves many threads.
pub struct Renderer<'a> {
    site: &'a Site,
    theme: &'a Theme,
    sources: &'a Sources,
    shared: Shared<'a>,
    /// The tags of the languages that are written from right to left.
    right_to_left: Vec<String>,
    /// What `config` is in each language.
    configs: Vec<Value>,
    /// The navigation of each plan in each language, rendered when first asked for.
    navigations: Vec<OnceLock<String>>,
    /// What the theme gets wrong, once for each place in a template, with the address of the first page it was
    /// found on.
    diagnostics: Mutex<BTreeMap<Diagnostic, String>>,
}

impl<'a> Renderer<'a> {
    /// A renderer for a site that is at a path of its server, such as `/hr/`.
    pub fn new(site: &'a Site, theme: &'a Theme, sources: &'a Sources, top: &str) -> Self {
        let languages = &site.languages;
        let configs = languages.iter().map(|language| value(&ConfigView::of(site, language))).collect();
        let navigations = (0..site.plans.len() * languages.count()).map(|_| OnceLock::new()).collect();
        let shared = Shared::new(site, theme, top);
        let right_to_left = languages.iter().filter(|language| languages.is_right_to_left(*language));
        let right_to_left = right_to_left.map(|language| languages.tag(language).to_owned()).collect();
        Self {
            site,
            theme,
            sources,
            shared,
            right_to_left,
            configs,
            navigations,
            diagnostics: Mutex::default(),
        }
    }

    /// The address and the bytes of a page. Where the theme fails, the diagnostic is kept for
    /// [`Self::diagnostics`] and there is no page.
    pub fn page(&self, page: Page) -> Option<(String, Vec<u8>)> {
        let view = pages::view(self.site, &self.shared, page);
        let html = in_plan(&view.plan_words, || self.page_html(&view, page.language));
        Some((view.page.address, html?))
    }

    /// The page at a former address, which leads to the page that was there; nothing where the theme fails.
    pub fn alias(&self, address: &str, page: Page) -> Option<Vec<u8>> {
        let mut context = self.context(page.language, &root_from(address));
        let view = AliasView::to(self.site, &self.shared, page, address);
        context.insert_value("alias", value(&view));
        self.whole(ALIAS_TEMPLATE, page.language, &context, address)
    }

    fn page_html(&self, view: &View, language: Language) -> Option<Vec<u8>> {
        let address = &view.page.address;
        let root = &view.root;
        let mut page = view.page.clone();
        page.content = self.content(&view.content, root, address)?;
        let mut context = self.context(language, root);
        context.insert_value("page", value(&page));
        if let Some(variable) = view.kind.variable {
            context.insert_value(variable, value(&view.of_kind));
        }
        if !view.texts.is_empty() {
            let texts = view.texts.iter().map(|text| self.content(text, root, address));
            let texts: Option<Vec<Value>> = texts.map(|text| Some(Value::safe_string(&text?))).collect();
            context.insert_value("texts", Value::from(texts?));
        }
        if let Some(navigation) = &view.navigation {
            context.insert_value("navigation", Value::safe_string(&self.navigation(navigation)?));
        }
        self.whole(&format!("{}.html", view.kind.name), language, &context, address)
    }

    /// A whole page, the languages on it marked.
    fn whole(&self, template: &str, language: Language, context: &Context, address: &str) -> Option<Vec<u8>> {
        let html = self.render(template, language, context, address)?;
        let languages =
            PageLanguages { page: self.site.languages.tag(language), right_to_left: &self.right_to_left };
        Some(marked(text_of(html), &languages).into_bytes())
    }

    fn context(&self, language: Language, root: &str) -> Context {
        let mut context = Context::new();
        context.insert_value("config", self.configs[language.index()].clone());
        context.insert_value("lang", Value::from(self.site.languages.tag(language)));
        context.insert_value("root", Value::from(root));
        context
    }

    /// A text with its components rendered. Those are in the language of the page, and marked with it in a text
    /// that is in another.
    fn content(&self, content: &Content, root: &str, address: &str) -> Option<String> {
        let mut html = String::new();
        for part in &content.parts {
            match part {
                Part::Html(text) => html.push_str(text),
                Part::Component(component) => {
                    let mut context = self.context(content.language, root);
                    context.insert_value("component", value(component));
                    let rendered =
                        text_of(self.render(component.template, content.language, &context, address)?);
                    if content.written != content.language {
                        let lang = self.site.languages.tag(content.language);
                        html.push_str(&format!("<div lang=\"{lang}\">{rendered}</div>\n"));
                    } else {
                        html.push_str(&rendered);
                    }
                }
            }
        }
        Some(html)
    }

    /// The navigation of a plan with the current page marked.
    fn navigation(&self, navigation: &Navigation) -> Option<String> {
        let Navigation { plan, language, current } = navigation;
        let rendered = self.navigations[plan.index() * self.site.languages.count() + language.index()]
            .get_or_init(|| {
                // Every page that carries it lies two folders below its language's top.
                let depth =
                    pages::address(self.site, PageId::Plan(*plan), *language).matches('/').count() + 1;
                let mut context = self.context(*language, &"../".repeat(depth));
                context.insert_value("navigation", value(&NavigationView::of(self.site, *plan, *language)));
                let name = self.site.plan_name(*plan);
                self.render(NAVIGATION_TEMPLATE, *language, &context, &name).map(text_of).unwrap_or_default()
            });
        let link = format!("href=\"{current}\"");
        Some(rendered.replacen(&link, &format!("{link} aria-current=\"page\""), 1))
    }

    fn render(
        &self,
        template: &str,
        language: Language,
        context: &Context,
        address: &str,
    ) -> Option<Vec<u8>> {
        let mut html = Vec::with_capacity(PAGE_BYTES);
        match self.theme.tera(template, language).render_to(template, context, &mut html) {
            Ok(()) => Some(html),
            Err(error) => {
                self.report(&error, template, language, context, address);
                None
            }
        }
    }

    /// Keeps what an error of Tera says, once, with the address of the first page.
    fn report(&self, error: &Error, template: &str, language: Language, context: &Context, address: &str) {
        let path = SourcePath::new(format!("themes/{template}"));
        let errors = self.theme.errors(self.sources);
        let tera = self.theme.tera(template, language);
        let mut found = self.diagnostics.lock().expect(NEVER_POISONED);
        for diagnostic in errors.diagnostics(error, &path) {
            let text = self.sources.file(diagnostic.place.path.as_str()).map_or("", |file| &file.text);
            let diagnostic = match missing_name(error, text, tera, context) {
                Some((message, span)) => errors.rendering(Place::at(&diagnostic.place.path, span), &message),
                None => diagnostic,
            };
            let first = found.entry(diagnostic).or_insert_with(|| address.to_owned());
            if address < first.as_str() {
                address.clone_into(first);
            }
        }
    }

    /// What the theme got wrong so far, each with the page on which it was first found.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let found = self.diagnostics.lock().expect(NEVER_POISONED);
        found.iter().map(|(diagnostic, address)| found_on(diagnostic.clone(), address)).collect()
    }
}

/// A diagnostic with the page on which it was found, after what to do where that is known.
fn found_on(mut diagnostic: Diagnostic, address: &str) -> Diagnostic {
    let ja = format!("ページ `{address}` を作っているときに見つかりました");
    let en = format!("found while rendering the page `{address}`");
    diagnostic.help = Some(match diagnostic.help.take() {
        Some(help) => help
            .saying(|words| Bilingual::new(format!("{}（{ja}）", words.ja), format!("{} ({en})", words.en))),
        None => Help::say(ja, en),
    });
    diagnostic
}

/// The way from a file to the top of the output folder.
fn root_from(address: &str) -> String {
    "../".repeat(address.matches('/').count())
}

/// Nothing panics while it holds the lock of the diagnostics.
const NEVER_POISONED: &str = "no thread panics while it reports a diagnostic";

/// Room for a usual page, so that it is written without moving.
const PAGE_BYTES: usize = 16 * 1024;

fn value<T: serde::Serialize>(view: &T) -> Value {
    Value::try_from_serializable(view).expect("views are made of texts, numbers, lists and tables")
}

fn text_of(rendered: Vec<u8>) -> String {
    String::from_utf8(rendered).expect("templates and views are UTF-8")
}
