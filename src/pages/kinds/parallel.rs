//! The whole of a plan, original and translation side by side, paired by the ids of the headings: they are
//! the same in every language.
//!
//! The page below `/xx/` sets the original beside that language. The page of the authoritative language sets
//! it beside the first translation and leads to the pages of the others: three columns would be too narrow
//! to read, and a person who checks a translation checks one.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{ChapterId, MeasureId, Pillar, PlanId, Site, StatementNote, Text, Texts, Translation};
use crate::pages::content::{Content, RenderedText, TextSection};
use crate::pages::context::PageContext;
use crate::pages::kind::{Kind, Pages};
use crate::pages::outline::Outline;
use crate::pages::page_id::PageId;
use crate::pages::phrase::{LinkView, Phrase};
use crate::pages::whole_plan::{CHAPTER_SHIFT, MEASURE_SHIFT, part_id, whole_translation};
use crate::values::{Label, Language};

/// What a parallel text shows. Its texts are in `texts`; the rows have their numbers there.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ParallelView {
    pub city: LinkView,
    pub plan: LinkView,
    pub booklet: LinkView,
    pub title: Pair,
    pub original_lang: String,
    pub translation_lang: String,
    /// The parallel texts of other languages: each code and the URL.
    pub others: Vec<OtherLanguage>,
    pub introduction: Option<ParallelPart>,
    /// What it stands for, by kind.
    pub statements: Vec<ParallelStatements>,
    pub chapters: Vec<ParallelPart>,
    pub pillars: Vec<ParallelPillar>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct OtherLanguage {
    pub lang: String,
    pub url: String,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Pair {
    pub original: String,
    /// The translation; nothing where there is none.
    pub translation: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct ParallelPart {
    /// Its id on this page.
    pub id: String,
    /// Its own page.
    pub url: String,
    pub number: Option<Pair>,
    pub title: Pair,
    /// Whether its title changed since it was translated.
    pub title_outdated: bool,
    /// How it is translated: `official`, `reviewed`, `provisional`, `machine`, `outdated`, `missing`.
    pub translation: &'static str,
    pub rows: Vec<ParallelRow>,
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

#[derive(Clone, Debug, Serialize)]
pub(super) struct ParallelStatements {
    pub kind: String,
    pub label: Pair,
    pub statements: Vec<ParallelStatement>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct ParallelStatement {
    pub number: Option<Pair>,
    /// The statement, or its name.
    pub name: Pair,
    pub text: Option<Pair>,
    /// The footnotes printed with it: the word and what it means.
    pub notes: Vec<ParallelNote>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct ParallelNote {
    pub term: Pair,
    pub text: Pair,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct ParallelPillar {
    /// Its id on this page.
    pub id: String,
    pub number: Option<Pair>,
    pub label: Pair,
    pub text: Option<Pair>,
    pub measures: Vec<ParallelPart>,
}

/// A plan with original and translation side by side.
pub(super) struct ParallelPage;

impl Kind for ParallelPage {
    type About = PlanId;
    type View = ParallelView;

    const NAME: &'static str = "parallel";
    const VARIABLE: Option<&'static str> = Some("parallel");
    const PAGES: Pages<PlanId> =
        Pages::OfPlan(|site, plan| if site.languages.count() > 1 { vec![plan] } else { Vec::new() });
    /// It repeats the pages of its plan, as the booklet does.
    const IS_LISTED: bool = false;
    const HAS_SEVERAL_TEXTS: bool = true;

    fn address(site: &Site, id: PlanId) -> String {
        format!("{}/parallel", site.plan_name(id))
    }

    fn title(context: &PageContext<'_>, _: PlanId) -> Phrase {
        context.translated("parallel.title")
    }

    fn description(context: &PageContext<'_>, id: PlanId, _title: &str) -> Option<String> {
        let plan = context.phrase(&context.site[id].title).text;
        Some(context.filled("parallel.description", &[("plan", &plan)]))
    }

    fn outline(context: &PageContext<'_>, id: PlanId) -> Outline<ParallelView> {
        let translation = whole_translation(context.site, id, context.page.language);
        let (view, texts) = parallel_view(context, id);
        Outline {
            translation: Some(translation.mark()),
            texts,
            ..Outline::below_plan(context.site, id, view)
        }
    }
}

fn parallel_view(context: &PageContext<'_>, id: PlanId) -> (ParallelView, Vec<Content>) {
    let site = context.site;
    let plan = &site[id];
    let language = translation_of(context);
    let mut parts = ParallelParts { context, plan: id, language, texts: Vec::new() };
    let pillars = plan.pillars.iter().filter(|pillar| !pillar.measures.is_empty());
    let view = ParallelView {
        introduction: parts.introduction(),
        chapters: plan.chapters.iter().map(|chapter| parts.chapter(*chapter)).collect(),
        pillars: pillars.map(|pillar| parts.pillar(pillar)).collect(),
        city: context.link(PageId::City(plan.city)),
        plan: context.link(PageId::Plan(id)),
        booklet: context.link(PageId::Booklet(id)),
        title: parts.pair(&plan.title),
        original_lang: site.languages.code(Language::AUTHORITATIVE).to_owned(),
        translation_lang: site.languages.code(language).to_owned(),
        others: others(context, id, language),
        statements: parts.statements(),
    };
    (view, parts.texts)
}

/// The language beside the original.
fn translation_of(context: &PageContext<'_>) -> Language {
    let language = context.page.language;
    let first = context.site.languages.translations().next();
    if language.is_authoritative() { first.unwrap_or(language) } else { language }
}

/// The parallel texts of the languages that are not on this page.
fn others(context: &PageContext<'_>, id: PlanId, shown: Language) -> Vec<OtherLanguage> {
    let site = context.site;
    let others = site.languages.translations().filter(|language| *language != shown);
    others
        .map(|language| OtherLanguage {
            lang: site.languages.code(language).to_owned(),
            url: context.url_of_file(&context.address_of(PageId::Parallel(id), language)),
        })
        .collect()
}

/// The parts of a parallel text, which put their texts where the theme finds them.
struct ParallelParts<'a> {
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
        let plan = &self.context.site[self.plan];
        let part =
            self.part(PageId::Plan(self.plan), None, self.pair(&plan.title), &plan.texts, CHAPTER_SHIFT);
        (!part.rows.is_empty()).then_some(part)
    }

    fn chapter(&mut self, id: ChapterId) -> ParallelPart {
        let chapter = &self.context.site[id];
        let number = self.number(chapter.texts.number(self.language), chapter.number.as_deref());
        let title = self.title(&chapter.texts);
        self.part(PageId::Chapter(id), number, title, &chapter.texts, CHAPTER_SHIFT)
    }

    fn pillar(&mut self, pillar: &Pillar) -> ParallelPillar {
        ParallelPillar {
            id: format!("pillar-{}", pillar.id),
            number: pillar.number.as_ref().and_then(|number| self.printed_number(number)),
            label: self.pair(&pillar.label),
            text: pillar.text.as_ref().map(|text| self.pair(text)),
            measures: pillar.measures.iter().map(|measure| self.measure(*measure)).collect(),
        }
    }

    fn measure(&mut self, id: MeasureId) -> ParallelPart {
        let measure = &self.context.site[id];
        let number = self.number(measure.texts.number(self.language), measure.number.as_deref());
        let title = self.title(&measure.texts);
        self.part(PageId::Measure(id), number, title, &measure.texts, MEASURE_SHIFT)
    }

    fn printed_number(&self, number: &Label) -> Option<Pair> {
        self.number(number.translation(self.language), Some(number.authoritative()))
    }

    fn statements(&self) -> Vec<ParallelStatements> {
        let site = self.context.site;
        let mut groups: Vec<ParallelStatements> = Vec::new();
        for statement in &site[self.plan].statements {
            let kind = &site[statement.kind];
            let view = ParallelStatement {
                number: statement.number.as_ref().and_then(|number| self.printed_number(number)),
                name: self.pair(&statement.name),
                text: statement.text.as_ref().map(|text| self.pair(text)),
                notes: statement.notes.iter().map(|note| self.note(note)).collect(),
            };
            match groups.iter_mut().find(|group| kind.id == *group.kind) {
                Some(group) => group.statements.push(view),
                None => groups.push(ParallelStatements {
                    kind: kind.id.to_string(),
                    label: self.pair(&kind.label),
                    statements: vec![view],
                }),
            }
        }
        groups
    }

    fn note(&self, note: &StatementNote) -> ParallelNote {
        ParallelNote { term: self.pair(&note.term), text: self.pair(&note.text) }
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

    fn part(
        &mut self,
        page: PageId,
        number: Option<Pair>,
        title: Pair,
        texts: &Texts,
        heading_shift: u8,
    ) -> ParallelPart {
        let id = part_id(self.context.site, page);
        let translation = texts.translation(self.language);
        let outdated = match &translation {
            Translation::Outdated(_, sections) => sections.as_slice(),
            _ => &[],
        };
        let sections = |text: Option<&Text>, id: &str, language| match text {
            Some(text) => {
                RenderedText::of(&self.context.part_of_whole(self.plan, id, language), text, heading_shift)
                    .sections()
            }
            None => Vec::new(),
        };
        let original = sections(texts.authoritative(), &id, Language::AUTHORITATIVE);
        // The ids of headings are the same in both: those of the translation begin with its language.
        let code = self.context.site.languages.code(self.language);
        let translated = sections(texts.get(self.language), &format!("{code}_{id}"), self.language);
        ParallelPart {
            rows: self.rows(original, translated, outdated),
            id,
            url: self.context.url_of(page),
            number,
            title,
            title_outdated: outdated.iter().any(|section| section == "title"),
            translation: translation.mark(),
        }
    }

    /// The sections of the original, each with that of the same heading; then those that only the translation
    /// has.
    fn rows(
        &mut self,
        original: Vec<TextSection>,
        translated: Vec<TextSection>,
        outdated: &[String],
    ) -> Vec<ParallelRow> {
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
