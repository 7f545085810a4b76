//! What cities are called where they stand alone: 府中市（東京都） beside 府中市（広島県）. Decided here once, so that no
//! list, title or file can tell two cities apart in a way of its own. In each language only the names that are not
//! unique in it change.

use std::collections::BTreeMap;

use crate::model::Site;
use crate::model::id::CityId;
use crate::values::{CityClass, Code, Label, Language};

pub(super) fn add(site: &mut Site) {
    let by_name: Vec<ByName<'_>> = site.languages.iter().map(|language| by_name(site, language)).collect();
    let names: Vec<Label> = site.city_ids().map(|city| name_alone(site, city, &by_name)).collect();
    drop(by_name);
    for (city, name) in site.cities.iter_mut().zip(names) {
        city.name_alone = name;
    }
}

/// The cities of each name that is shown in a language.
type ByName<'a> = BTreeMap<&'a str, Vec<CityId>>;

fn by_name(site: &Site, language: Language) -> ByName<'_> {
    let mut by_name = ByName::new();
    for city in site.city_ids() {
        by_name.entry(shown_name(site, city, language)).or_default().push(city);
    }
    by_name
}

fn name_alone(site: &Site, city: CityId, by_name: &[ByName<'_>]) -> Label {
    let name = &site[city].record.name;
    let text = |language: Language| {
        let shown = name.translation(language)?;
        let all = by_name[language.index()].get(shown).into_iter().flatten().copied();
        let namesakes: Vec<CityId> = all.filter(|other| *other != city).collect();
        Some(alone_in(site, city, &namesakes, shown, language))
    };
    let texts = site.languages.iter().map(text);
    Label::new(texts.collect(), name.kana().map(str::to_owned)).unwrap_or_else(|| (***name).clone())
}

/// A name with what sets it apart from the same name of others, where there are any.
fn alone_in(site: &Site, city: CityId, namesakes: &[CityId], name: &str, language: Language) -> String {
    if namesakes.is_empty() {
        return name.to_owned();
    }
    let sets_apart = |mark: &Mark| {
        let own = mark(site, city, language).filter(|own| own != name)?;
        let is_own = |other: &CityId| mark(site, *other, language).as_ref() == Some(&own);
        (!namesakes.iter().any(is_own)).then_some(own)
    };
    let mark = MARKS.iter().find_map(sets_apart).unwrap_or_else(|| site[city].id.clone());
    match site.languages.code(language).split('-').next() {
        Some("ja" | "zh") => format!("{name}（{mark}）"),
        _ => format!("{name} ({mark})"),
    }
}

/// The name that is shown in a language: where a city has none in it, that of the language it is a form of, or the
/// original.
fn shown_name(site: &Site, city: CityId, language: Language) -> &str {
    let name = &site[city].record.name;
    let base = || name.translation(site.languages.base(language)?);
    name.translation(language).or_else(base).unwrap_or_else(|| name.authoritative())
}

/// What a city has that others of its name may not have.
type Mark = fn(&Site, CityId, Language) -> Option<String>;

/// What can set two cities of one name apart, the most usual first.
const MARKS: [Mark; 5] = [locality, class, class_and_locality, until, code];

/// The prefecture; of a ward its city, as several of a prefecture have a 北区.
fn locality(site: &Site, city: CityId, language: Language) -> Option<String> {
    let record = &site[city].record;
    if *record.class == CityClass::Ward
        && let Some(of) = record.code.value.designated_city()
    {
        return in_language(site, language, of.ja, of.en).map(str::to_owned);
    }
    let prefecture = record.prefecture.as_ref()?;
    let base = || prefecture.translation(site.languages.base(language)?);
    let (ja, en) = record.code.value.prefecture().unzip();
    let known = || in_language(site, language, ja?, en?);
    prefecture.translation(language).or_else(base).or_else(known).map(str::to_owned)
}

fn class(site: &Site, city: CityId, language: Language) -> Option<String> {
    let class = *site[city].record.class;
    let en = match class {
        CityClass::Designated | CityClass::Core | CityClass::City => "city",
        CityClass::SpecialWard | CityClass::Ward => "ward",
        CityClass::Town => "town",
        CityClass::Village => "village",
        CityClass::Prefecture => "prefecture",
        CityClass::Union => "union",
    };
    in_language(site, language, class.names().first()?, en).map(str::to_owned)
}

fn class_and_locality(site: &Site, city: CityId, language: Language) -> Option<String> {
    let (class, locality) = (class(site, city, language)?, locality(site, city, language)?);
    in_language(site, language, "、", ", ").map(|comma| format!("{class}{comma}{locality}"))
}

/// A merged city often keeps the name of one that went into it.
fn until(site: &Site, city: CityId, language: Language) -> Option<String> {
    match site[city].record.until {
        Some(until) => in_language(site, language, "YEAR年まで", "until YEAR")
            .map(|words| words.replace("YEAR", &until.year.to_string())),
        None => in_language(site, language, "現在", "present").map(str::to_owned),
    }
}

fn code(site: &Site, city: CityId, _language: Language) -> Option<String> {
    site[city].record.code.get().map(|code| code.value.as_str().to_owned())
}

/// Words that are known in Japanese and English; nothing in other languages.
fn in_language<'w>(site: &Site, language: Language, ja: &'w str, en: &'w str) -> Option<&'w str> {
    match site.languages.code(language).split('-').next() {
        Some("ja") => Some(ja),
        Some("en") => Some(en),
        _ => None,
    }
}
