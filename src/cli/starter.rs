//! The files that `init` makes.

use include_dir::{Dir, include_dir};

use crate::parse::in_languages;
use crate::values::{CityClass, CityCode, Code};

static SITE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter");

/// Categories and topics that serve any city: those of the library.
const VOCABULARY: &[(&str, &str)] = &[
    ("content/categories.toml", include_str!("../../content/categories.toml")),
    ("content/topics.toml", include_str!("../../content/topics.toml")),
];

/// Whose site it is to be.
pub(super) struct Starter {
    /// `None` for the sample city.
    pub(super) city: Option<StarterCity>,
    pub(super) code: Option<CityCode>,
    /// The codes of its languages, the authoritative one first.
    pub(super) languages: Vec<String>,
}

/// A city, as far as its name is known.
pub(super) struct StarterCity {
    pub(super) name: String,
    pub(super) kana: Option<String>,
    /// In Latin letters.
    pub(super) roman: Option<String>,
    /// The name of its folder.
    pub(super) id: String,
}

/// The folder of the city in the files of the starter.
const SAMPLE_ID: &str = "sample-city";

impl Starter {
    /// The name of the city's folder.
    pub(super) fn city_id(&self) -> &str {
        self.city.as_ref().map_or(SAMPLE_ID, |city| &city.id)
    }

    /// A small site that works: its files, by their path.
    pub(super) fn files(&self) -> Vec<(String, String)> {
        let mut written = Vec::new();
        collect(&SITE, &mut written);
        let mut files = Vec::new();
        for (path, text) in written.iter().chain(VOCABULARY) {
            let own_path = path.replace(SAMPLE_ID, self.city_id());
            if path.ends_with(".toml") {
                let own = self.with_own_names(text);
                let own = in_languages(&own, &self.languages).expect("the starter's records are TOML");
                files.push((own_path, own));
            } else if !path.ends_with(".en.md") {
                let english = path.replace(".md", ".en.md");
                let translation = written.iter().find(|(path, _)| *path == english);
                let (_, english) = translation.expect("the starter's texts are in both languages");
                let [text, english] = [text, english].map(|text| self.with_own_names(text));
                files.extend(self.texts(&own_path, &Words::of(&text), &Words::of(&english)));
            }
        }
        files.sort_unstable();
        files
    }

    fn with_own_names(&self, text: &str) -> String {
        let mut text = text.to_owned();
        let mut put = |sample: &str, own: &str| text = text.replace(sample, own);
        put(r#"languages = ["ja", "en"]"#, &format!("languages = [\"{}\"]", self.languages.join("\", \"")));
        if let Some(city) = &self.city {
            put(
                r#", kana = "みほんし""#,
                &city.kana.as_ref().map_or_else(String::new, |kana| format!(", kana = \"{kana}\"")),
            );
            put("見本市", &city.name);
            put("Sample City", city.roman.as_ref().unwrap_or(&city.name));
        }
        if let Some(code) = self.code {
            let (ja, en) = code.prefecture().unwrap_or(("見本県", "Sample Prefecture"));
            put(
                "\"990001\" # 全国地方公共団体コードに書き換えてください / put your local government code here",
                &format!("\"{}\"", code.as_str()),
            );
            put("見本県", ja);
            put("Sample Prefecture", en);
        }
        put("class = \"city\"", &format!("class = \"{}\"", self.class().code()));
        text
    }

    /// The end of a name tells the class, except for what the code tells better.
    fn class(&self) -> CityClass {
        let ends_with = |end: &str| self.city.as_ref().is_some_and(|city| city.name.ends_with(end));
        let is_union = ends_with("組合") || ends_with("広域連合");
        let by_code = || self.code.as_ref().and_then(CityCode::class);
        let by_name = || match self.city.as_ref()?.name.chars().last()? {
            '町' => Some(CityClass::Town),
            '区' => Some(CityClass::SpecialWard),
            '都' | '道' | '府' | '県' => Some(CityClass::Prefecture),
            _ if is_union => Some(CityClass::Union),
            _ => None,
        };
        match ends_with("村") {
            true => CityClass::Village,
            false => by_code().or_else(by_name).unwrap_or(CityClass::City),
        }
    }

    /// A text in each language of the site that there are words for.
    fn texts(&self, path: &str, japanese: &Words, english: &Words) -> Vec<(String, String)> {
        let stem = path.trim_end_matches(".md");
        let mut files = Vec::new();
        for (place, code) in self.languages.iter().enumerate() {
            let words = match code.as_str() {
                "ja" => japanese,
                _ if code == "en" || place == 0 => english,
                _ => continue,
            };
            files.push(match place {
                0 => (path.to_owned(), words.original(&japanese.facts)),
                _ => (format!("{stem}.{code}.md"), words.translation()),
            });
        }
        files
    }
}

/// A text of the starter, taken apart.
struct Words {
    title: String,
    /// The reading of the title.
    kana: Option<String>,
    /// What its front matter says besides.
    facts: Vec<String>,
    body: String,
}

impl Words {
    fn of(text: &str) -> Self {
        let mut parts = text.splitn(3, "+++\n");
        let front = parts.nth(1).expect("the starter's texts have front matter");
        let value = |key: &str| front.lines().find_map(|line| line.strip_prefix(key)).map(str::to_owned);
        let is_fact =
            |line: &&str| !["title = ", "kana = ", "state = "].iter().any(|key| line.starts_with(key));
        let title = value("title = ").expect("the starter's texts have titles");
        Self {
            // An English title is its own reading.
            kana: value("kana = ").or_else(|| title.is_ascii().then(|| title.to_lowercase())),
            title,
            facts: front.lines().filter(is_fact).map(str::to_owned).collect(),
            body: parts.next().unwrap_or_default().to_owned(),
        }
    }

    fn original(&self, facts: &[String]) -> String {
        // Only measures have facts and, for their lists, readings.
        let kana = self.kana.iter().filter(|_| facts.iter().any(|fact| fact.starts_with("pillar")));
        let lines =
            kana.map(|kana| format!("kana = {kana}")).chain(facts.iter().cloned()).map(|line| line + "\n");
        format!("+++\ntitle = {}\n{}+++\n{}", self.title, lines.collect::<String>(), self.body)
    }

    fn translation(&self) -> String {
        format!("+++\ntitle = {}\nstate = \"provisional\"\n+++\n{}", self.title, self.body)
    }
}

fn collect(folder: &'static Dir<'static>, files: &mut Vec<(&'static str, &'static str)>) {
    for file in folder.files() {
        let path = file.path().to_str().expect("the starter's paths are ASCII");
        files.push((path, file.contents_utf8().expect("the starter's files are UTF-8")));
    }
    folder.dirs().for_each(|inner| collect(inner, files));
}
