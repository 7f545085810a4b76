//! The whole of a plan, original and translation side by side, paired by the ids of the headings: they are
//! the same in every language.
//!
//! The page below `/xx/` sets the original beside that language. The page of the authoritative language sets
//! it beside the first translation and leads to the pages of the others: three columns would be too narrow
//! to read, and a person who checks a translation checks one.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{
    Pillar, PlanId, Site, Statement, StatementKindId, StatementNote, Text, Texts, Translation,
};
use crate::pages::content::{Content, RenderedText, TextSection};
use crate::pages::whole_plan::{PlanPart, pillars, whole_translation};
use crate::pages::{Kind, LinkView, Outline, PageContext, PageId, Pages, Phrase, views};
use crate::values::{Label, Language};

views! {
    /// What a parallel text shows. Its texts are in `texts`; the rows have their numbers there.
    pub(super) struct ParallelView(context, id: PlanId, parts: &mut ParallelParts<'_>) {
        let site = context.site;
        let record = &site[id];
        pub city: LinkView = context.link(PageId::City(record.city)),
        pub plan: LinkView = context.link(PageId::Plan(id)),
        pub booklet: LinkView = context.link(PageId::Booklet(id)),
        pub title: Pair = parts.pair(&record.title),
        pub original_lang: String = context.tag(Language::AUTHORITATIVE),
        pub translation_lang: String = context.tag(parts.language),
        /// What the two languages are called on this page.
        pub original_name: Phrase = context.language_in_words(Language::AUTHORITATIVE),
        pub translation_name: Phrase = context.language_in_words(parts.language),
        /// The parallel texts of the languages that are not on this page.
        pub others: Vec<OtherLanguage> = site
            .languages
            .translations()
            .filter(|language| *language != parts.language)
            .map(|language| OtherLanguage::of(context, id, language))
            .collect(),
        pub introduction: Option<ParallelPart> = parts.introduction(),
        /// What it stands for, by kind.
        pub statements: Vec<ParallelStatements> = parts.statements(),
        pub chapters: Vec<ParallelPart> = context.each(&record.chapters, |_, chapter| {
            parts.titled(PlanPart::chapter(site, chapter))
        }),
        pub pillars: Vec<ParallelPillar> =
            pillars(record).map(|pillar| ParallelPillar::of(parts, pillar)).collect(),
    }

    pub(super) struct OtherLanguage(context, plan: PlanId, language: Language) {
        pub name: Phrase = context.language_in_words(language),
        pub url: String = context.url_of_file(&context.address_of(PageId::Parallel(plan), language)),
    }

    pub(super) struct ParallelPart(parts: &mut ParallelParts<'_>, part: PlanPart<'_>, own_title: Pair) {
        let state = part.texts.translation(parts.language);
        let outdated = match &state {
            Translation::Outdated(_, sections) => sections.as_slice(),
            _ => &[],
        };
        /// Its own page.
        pub url: String = parts.context.url_of(part.page),
        pub number: Option<Pair> = parts.number(part.texts.number(parts.language), part.number),
        pub title: Pair = own_title,
        /// Whether its title changed since it was translated.
        pub title_outdated: bool = outdated.iter().any(|section| section == "title"),
        /// How it is translated: `official`, `reviewed`, `provisional`, `machine`, `outdated`, `missing`.
        pub translation: &'static str = state.mark(),
        pub rows: Vec<ParallelRow> = parts.rows(&part, outdated),
        /// Its id on this page.
        pub id: String = part.id,
    }

    pub(super) struct ParallelStatements(parts: &ParallelParts<'_>, of_kind: StatementKindId) {
        let record = &parts.context.site[of_kind];
        pub kind: String = record.id.to_string(),
        pub label: Pair = parts.pair(&record.label),
        pub statements: Vec<ParallelStatement> = Vec::new(),
    }

    pub(super) struct ParallelStatement(parts: &ParallelParts<'_>, statement: &Statement) {
        pub number: Option<Pair> = statement.number.as_ref().and_then(|number| parts.printed_number(number)),
        /// The statement, or its name.
        pub name: Pair = parts.pair(&statement.name),
        pub text: Option<Pair> = statement.text.as_ref().map(|text| parts.pair(text)),
        /// The footnotes printed with it: the word and what it means.
        pub notes: Vec<ParallelNote> =
            statement.notes.iter().map(|note| ParallelNote::of(parts, note)).collect(),
    }

    pub(super) struct ParallelNote(parts: &ParallelParts<'_>, note: &StatementNote) {
        pub term: Pair = parts.pair(&note.term),
        pub text: Pair = parts.pair(&note.text),
    }

    pub(super) struct ParallelPillar(parts: &mut ParallelParts<'_>, pillar: &Pillar) {
        let site = parts.context.site;
        /// Its id on this page.
        pub id: String = format!("pillar-{}", pillar.id),
        pub number: Option<Pair> = pillar.number.as_ref().and_then(|number| parts.printed_number(number)),
        pub label: Pair = parts.pair(&pillar.label),
        pub text: Option<Pair> = pillar.text.as_ref().map(|text| parts.pair(text)),
        pub measures: Vec<ParallelPart> =
            pillar.measures.iter().map(|id| parts.titled(PlanPart::measure(site, *id))).collect(),
    }
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Pair {
    pub original: String,
    /// The translation; nothing where there is none.
    pub translation: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct ParallelRow {
    /// The number of the original in `texts`; nothing where only the translation has it.
    pub original: Option<usize>,
    /// The number of the translation in `texts`; nothing where it has none.
    pub translation: Option<usize>,
    /// Whether the original changed since it was translated.
    pub outdated: bool,
}

pub(super) struct ParallelPage;

impl Kind for ParallelPage {
    type About = PlanId;
    type View = ParallelView;

    const NAME: &'static str = "parallel";
    const TITLE: &'static str = "parallel.title";
    const PAGES: Pages<PlanId> =
        Pages::OfPlan(|site, plan| if site.languages.count() > 1 { vec![plan] } else { Vec::new() });
    /// It repeats the pages of its plan, as the booklet does.
    const IS_LISTED: bool = false;
    const HAS_SEVERAL_TEXTS: bool = true;

    fn address(site: &Site, id: PlanId) -> String {
        format!("{}/parallel", site.plan_name(id))
    }

    fn description(context: &PageContext<'_>, id: PlanId, _title: &str) -> Option<Phrase> {
        let plan = context.named_in("parallel.description", &context.site[id].title).text;
        Some(context.filled("parallel.description", &[("plan", &plan)]))
    }

    fn has_words(site: &Site, id: PlanId, language: Language) -> bool {
        whole_translation(site, id, language) != Translation::Missing
    }

    fn outline(context: &PageContext<'_>, id: PlanId) -> Outline<ParallelView> {
        let translation = whole_translation(context.site, id, context.page.language);
        let language = translation_of(context);
        let mut parts = ParallelParts { context, plan: id, language, texts: Vec::new() };
        let view = ParallelView::of(context, id, &mut parts);
        Outline {
            translation: Some(translation.mark()),
            texts: parts.texts,
            ..Outline::below_plan(context.site, id, view)
        }
    }
}

/// The language beside the original.
fn translation_of(context: &PageContext<'_>) -> Language {
    let language = context.page.language;
    let first = context.site.languages.translations().next();
    if language.is_authoritative() { first.unwrap_or(language) } else { language }
}

/// The parts of a parallel text, which put their texts where the theme finds them.
pub(super) struct ParallelParts<'a> {
    context: &'a PageContext<'a>,
    plan: PlanId,
    language: Language,
    texts: Vec<Content>,
}

impl ParallelParts<'_> {
    fn pair(&self, label: &Label) -> Pair {
        Pair {
            original: label.authoritative().to_owned(),
            translation: label.translation(self.language).map(str::to_owned),
        }
    }

    /// A number as printed. One that belongs to no language, such as `2-1`, is the same in all.
    fn number(&self, translated: Option<&str>, printed: Option<&str>) -> Option<Pair> {
        let languages = &self.context.site.languages;
        let translation = Phrase::number(translated, printed, self.language, languages);
        Some(Pair {
            original: printed.or(translated)?.to_owned(),
            translation: translation.filter(|number| number.lang.is_none()).map(|number| number.text),
        })
    }

    fn introduction(&mut self) -> Option<ParallelPart> {
        let (site, title) = (self.context.site, self.pair(&self.context.site[self.plan].title));
        let part = ParallelPart::of(self, PlanPart::introduction(site, self.plan), title);
        (!part.rows.is_empty()).then_some(ParallelPart { number: None, ..part })
    }

    fn titled(&mut self, part: PlanPart<'_>) -> ParallelPart {
        let title = self.title(part.texts);
        ParallelPart::of(self, part, title)
    }

    fn printed_number(&self, number: &Label) -> Option<Pair> {
        self.number(number.translation(self.language), Some(number.authoritative()))
    }

    fn statements(&self) -> Vec<ParallelStatements> {
        let mut groups: Vec<(StatementKindId, ParallelStatements)> = Vec::new();
        for statement in &self.context.site[self.plan].statements {
            let known = groups.iter().position(|(kind, _)| *kind == statement.kind);
            let at = known.unwrap_or_else(|| {
                groups.push((statement.kind, ParallelStatements::of(self, statement.kind)));
                groups.len() - 1
            });
            groups[at].1.statements.push(ParallelStatement::of(self, statement));
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    fn title(&self, texts: &Texts) -> Pair {
        let title = |language| {
            let (title, written) = texts.title(language)?;
            (written == language).then(|| title.to_owned())
        };
        Pair {
            original: title(Language::AUTHORITATIVE).unwrap_or_default(),
            translation: title(self.language),
        }
    }

    /// The sections of a text of a part, whose ids begin with this one.
    fn sections(
        &self,
        text: Option<&Text>,
        part: &PlanPart<'_>,
        language: Language,
        id: &str,
    ) -> Vec<TextSection> {
        let context = self.context.part_of_whole(self.plan, id, language);
        let rendered = text.map(|text| RenderedText::of(&context, text, part.heading_shift));
        rendered.map(RenderedText::sections).unwrap_or_default()
    }

    /// The sections of the original, each with that of the same heading; then those that only the translation
    /// has.
    fn rows(&mut self, part: &PlanPart<'_>, outdated: &[String]) -> Vec<ParallelRow> {
        let original = self.sections(part.texts.authoritative(), part, Language::AUTHORITATIVE, &part.id);
        // The ids of headings are the same in both: those of the translation begin with its language.
        let id = format!("{}_{}", self.context.site.languages.code(self.language), part.id);
        let translated = self.sections(part.texts.get(self.language), part, self.language, &id);
        let order: Vec<Option<String>> = translated.iter().map(|(id, _)| id.clone()).collect();
        let mut translated: BTreeMap<Option<String>, Content> = translated.into_iter().collect();
        let mut rows = Vec::new();
        for (id, content) in original {
            let name = id.as_deref().unwrap_or("lead");
            let translation = translated.remove(&id);
            rows.push(ParallelRow {
                outdated: translation.is_some() && outdated.iter().any(|section| section == name),
                original: Some(self.add(content)),
                translation: translation.map(|content| self.add(content)),
            });
        }
        for content in order.iter().filter_map(|id| translated.remove(id)) {
            rows.push(ParallelRow { original: None, translation: Some(self.add(content)), outdated: false });
        }
        rows
    }

    fn add(&mut self, content: Content) -> usize {
        self.texts.push(content);
        self.texts.len() - 1
    }
}
