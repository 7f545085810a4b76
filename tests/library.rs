//! What the library in `content/` holds, so that nothing can vanish unnoticed, and some of the facts that readers
//! will look for, as they stand on the built pages.

mod support;

use std::collections::BTreeMap;

use shirube::disk;
use shirube::model::{Site, Translation};
use shirube::pipeline::{Input, Options, Timings, Understanding, understand};
use shirube::values::{Audience, CoverageState};
use support::{rendered, repository};

/// Plan, chapters, measures, indicators, statements, ranks, tables.
const HOLDINGS: &[(&str, [usize; 6])] = &[
    ("kawagoe/policy-2024", [5, 25, 6, 24, 25, 1]),
    ("kawasaki/action-plan-2022", [5, 32, 21, 28, 0, 2]),
    ("kawasaki/reform-2023", [5, 56, 7, 3, 0, 1]),
    ("kawasaki/vision-2026", [7, 19, 0, 12, 0, 0]),
    ("tachikawa/policy-3", [8, 24, 0, 25, 5, 4]),
];

fn built() -> (Site, BTreeMap<String, String>) {
    let (sources, unread) = disk::read(&repository("")).unwrap();
    let options = Options::of(Audience::Public);
    let input = Input::new(sources, unread);
    let outcome = understand(&input, &options, &mut Timings::new());
    assert!(outcome.diagnostics.is_empty(), "{:#?}", outcome.diagnostics);
    let Understanding::Sound(sound) = outcome.understanding else { panic!("there are no errors") };
    let (files, found) = rendered(&sound, &input.sources);
    assert!(found.is_empty(), "{found:#?}");
    let pages = files
        .into_iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect();
    (sound.into_site(), pages)
}

#[test]
fn the_library_is_whole() {
    let (site, pages) = built();
    plans_hold_what_they_should(&site);
    every_measure_has_a_page_of_its_own_in_every_language(&site, &pages);
    every_page_is_found_by_its_address(&site);
    every_translation_is_stamped_and_fresh(&site);
    coverage_is_known_for_every_plan_and_topic(&site);
    the_home_page_counts(&pages);
    published_facts_are_on_their_pages(&pages);
    assert!(site.terms.len() >= 40, "the glossary has {} terms", site.terms.len());
}

fn plans_hold_what_they_should(site: &Site) {
    let found: Vec<(String, [usize; 6])> = site
        .plan_ids()
        .map(|id| {
            let plan = &site[id];
            let ranks = plan.families.iter().map(|family| family.ranks.len()).sum();
            let counts = [
                plan.chapters.len(),
                plan.measures.len(),
                plan.indicators.len(),
                plan.statements.len(),
                ranks,
                plan.tables.len(),
            ];
            (site.plan_name(id), counts)
        })
        .collect();
    let expected: Vec<(String, [usize; 6])> =
        HOLDINGS.iter().map(|(name, counts)| ((*name).to_owned(), *counts)).collect();
    assert_eq!(found, expected, "chapters, measures, indicators, statements, ranks, tables");
}

fn every_measure_has_a_page_of_its_own_in_every_language(site: &Site, pages: &BTreeMap<String, String>) {
    for measure in site.measure_ids() {
        for language in site.languages.iter() {
            let address = shirube::pages::address(site, shirube::pages::PageId::Measure(measure), language);
            let (title, written) = site[measure].texts.title(language).unwrap();
            assert_eq!(written, language, "{address} is not translated");
            let mut escaped = String::new();
            shirube::markdown::escape(title, &mut escaped);
            assert!(pages[&address].contains(&escaped), "{address} does not show `{title}`");
        }
    }
}

fn every_page_is_found_by_its_address(site: &Site) {
    for page in shirube::pages::all(site) {
        let address = shirube::pages::address(site, page.id, page.language);
        assert_eq!(shirube::pages::at(site, &address), Some(page), "{address}");
    }
}

fn every_translation_is_stamped_and_fresh(site: &Site) {
    for (subject, texts) in site.subjects_with_texts().filter(|(_, texts)| texts.authoritative().is_some()) {
        for language in site.languages.translations() {
            let translation = texts.translation(language);
            assert!(
                matches!(translation, Translation::Current(_)),
                "{}: {translation:?}; after checking the translation run `shirube translations accept`",
                shirube::pages::address(site, subject, language)
            );
        }
    }
}

fn coverage_is_known_for_every_plan_and_topic(site: &Site) {
    for plan in site.plan_ids() {
        for topic in site.topic_ids() {
            let state = site[plan].coverage[&topic];
            let (plan, topic) = (site.plan_name(plan), &site[topic].id);
            assert_ne!(
                state,
                CoverageState::NotCollected,
                "nobody has said whether {plan} speaks of {topic}"
            );
        }
    }
}

fn the_home_page_counts(pages: &BTreeMap<String, String>) {
    let home = &pages["index.html"];
    for words in ["3自治体", "5件の計画", "156件の取組"] {
        assert!(home.replace(' ', "").contains(words), "the home page does not say `{words}`");
    }
}

/// Facts of the documents and the pages they must be on: names, figures, marks, dates.
const FACTS: &[(&str, &[&str])] = &[
    (
        "kawasaki/vision-2026/index.html",
        &[
            "市民とともに、かわさきの未来をつくる職員",
            "市職員としての誇りを持ち、自ら考え、行動する",
            "「チームかわさき」として、対話・協力・連携できる職場",
            "選ばれるための組織変革",
            "エグゼクティブ交流",
            "令和8年度（2026年度）から令和19年度（2037年度）まで",
        ],
    ),
    ("en/kawasaki/vision-2026/index.html", &["FY2026–FY2037", "Kawasaki City People Vision"]),
    ("kawasaki/reform-2023/measures/staff-numbers.html", &["1,287,275千円", "令和5年度（2023年度）"]),
    ("kawasaki/reform-2023/measures/programme-review.html", &["65,438千円"]),
    (
        "kawasaki/action-plan-2022/measures/vision-training.html",
        &["人材開発担当", "総務企画局人事部人材育成課"],
    ),
    (
        "kawagoe/policy-2024/index.html",
        &[
            "令和6年度（2024年度）から令和10年度（2028年度）まで",
            "令和6年度から令和10年度までの5年間",
            "049-224-5553",
        ],
    ),
    (
        "kawagoe/policy-2024/chapters/4-promotion-and-progress.html",
        &["川越市職員人材育成推進委員会", "81.3%"],
    ),
    ("kawagoe/departments/personnel-affairs.html", &["049-225-2895"]),
    ("kawagoe/policy-2024/chapters/5-staff-survey.html", &["993"]),
    (
        "compare/statements/follow-up.html",
        &["取組の効果の把握", "計画期間中の検討と見直し", "人材育成推進委員会"],
    ),
    ("kawasaki/action-plan-2022/index.html", &["令和4年（2022年）4月28日", "令和3年6月11日に公布"]),
    (
        "kawasaki/action-plan-2022/chapters/2-results.html",
        &["令和3年（2021年）4月1日の値です", "設定：川崎市特定事業主行動計画", "3倍以上です"],
    ),
    (
        "kawasaki/reform-2023/chapters/2-resources.html",
        &[
            "公共建築物全体の床面積の増加抑制",
            "財政負担の平準化",
            "地域に根差し地域住民に広く利用される場の実現",
        ],
    ),
    ("tachikawa/policy-3/index.html", &["記載なし（始まりは、踏まえた国の指針の年度によります）", "第5章"]),
    (
        "en/tachikawa/policy-3/chapters/4-abilities.html",
        &["what the abilities are", "reach agreement, so that problems are solved"],
    ),
    ("tachikawa/policy-3/chapters/4-abilities.html", &["◎", "〇", "政策立案能力", "能力の内容"]),
    ("tachikawa/policy-3/chapters/6-workplace.html", &["気づきがある。面白い"]),
];

fn published_facts_are_on_their_pages(pages: &BTreeMap<String, String>) {
    for (page, facts) in FACTS {
        for fact in *facts {
            assert!(pages[*page].contains(fact), "{page} does not say `{fact}`");
        }
    }
}

#[test]
fn figures_agree_between_the_languages() {
    let (site, _) = built();
    for (_, texts) in site.subjects_with_texts() {
        let Some(original) = texts.authoritative() else { continue };
        for language in site.languages.translations() {
            let Some(translation) = texts.get(language) else { continue };
            let missing: Vec<String> = figures(&original.document.body.plain_text())
                .into_iter()
                .filter(|figure| !figures(&translation.document.body.plain_text()).contains(figure))
                .collect();
            let place = &translation.document.path;
            assert!(missing.is_empty(), "{place} does not have the figures {missing:?} of the original");
        }
    }
}

/// The figures of a text that no translation may change: numbers with a decimal point or a thousands separator.
/// Years and small numbers are written in other ways (令和8年, 三つ).
fn figures(text: &str) -> std::collections::BTreeSet<String> {
    text.split(|character: char| !(character.is_ascii_digit() || character == '.' || character == ','))
        .map(|number| number.trim_matches(['.', ',']))
        .filter(|number| {
            number.contains(['.', ',']) && number.chars().filter(char::is_ascii_digit).count() > 2
        })
        .filter(|number| number.replace(',', "").parse::<f64>().is_ok())
        .map(|number| number.replace(',', ""))
        .collect()
}
