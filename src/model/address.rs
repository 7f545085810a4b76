//! How nouns are named in records, links and addresses.

use crate::values::Language;

use super::{DepartmentId, MeasureId, PlanId, Site};

impl Site {
    /// The file of a page in a language, below the output folder: the page `kawasaki/index` is
    /// `kawasaki/index.html`, in English `en/kawasaki/index.html`.
    pub fn file_of_page(&self, page: &str, language: Language) -> String {
        if language.is_authoritative() {
            format!("{page}.html")
        } else {
            format!("{}/{page}.html", self.languages.code(language))
        }
    }

    /// The page and the language of a file: what [`file_of_page`](Self::file_of_page) gives, the other way round.
    pub fn page_of_file<'a>(&self, file: &'a str) -> Option<(&'a str, Language)> {
        let page = file.strip_suffix(".html")?;
        let translated =
            page.split_once('/').and_then(|(code, page)| Some((page, self.languages.find(code)?)));
        let translated = translated.filter(|(_, language)| !language.is_authoritative());
        Some(translated.unwrap_or((page, Language::AUTHORITATIVE)))
    }

    /// `kawasaki-personnel`: how a department is named in the measure index. The ids of departments are only
    /// unique within their city.
    pub fn department_name(&self, department: DepartmentId) -> String {
        format!("{}-{}", self[self[department].city].id, self[department].id)
    }

    /// `kawasaki/vision-2026`: how a plan is named in records and addresses.
    pub fn plan_name(&self, plan: PlanId) -> String {
        format!("{}/{}", self[self[plan].city].id, self[plan].id)
    }

    /// The plan of a name such as `kawasaki/vision-2026`.
    pub fn plan_named(&self, name: &str) -> Option<PlanId> {
        let (city, plan) = name.split_once('/')?;
        let city = self.cities.iter().find(|known| known.id == city)?;
        city.plans.iter().copied().find(|known| self[*known].id == plan)
    }

    /// `kawasaki/vision-2026/recruitment-review`: how a measure is named in records and marks.
    pub fn measure_name(&self, measure: MeasureId) -> String {
        format!("{}/{}", self.plan_name(self[measure].plan), self[measure].id)
    }
}

/// The relative path from one file to another, naming the file: from `kawasaki/index.html` to `glossary.html`
/// it is `../glossary.html`.
pub fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = |path: &[&str]| path.len() - 1;
    let shared = (0..folders(&from).min(folders(&to))).take_while(|at| from[*at] == to[*at]).count();
    let mut path = "../".repeat(folders(&from) - shared);
    path.push_str(&to[shared..].join("/"));
    path
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn relative_paths_name_the_file() {
        assert_eq!(relative("index.html", "kawasaki/index.html"), "kawasaki/index.html");
        assert_eq!(relative("kawasaki/index.html", "index.html"), "../index.html");
        assert_eq!(relative("kawasaki/a/index.html", "kawasaki/b/x.html"), "../b/x.html");
        assert_eq!(relative("kawasaki/x.html", "kawasaki/x.html"), "x.html");
        assert_eq!(relative("en/a/b.html", "a/b.html"), "../../a/b.html");
    }
}
