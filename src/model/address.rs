//! Where each page is. Addresses are a promise to everyone who links here: `design.md`, section 3.

use crate::values::Language;

use super::{
    ChapterId, CityId, DepartmentId, FreePageId, IndicatorId, MeasureId, MeasureList, PlanId, Site,
    StatementKindId, TopicId,
};

/// What a page is about, whatever its language.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Subject {
    /// The home page.
    Home,
    /// A city.
    City(CityId),
    /// A department.
    Department(DepartmentId),
    /// A plan.
    Plan(PlanId),
    /// A chapter.
    Chapter(ChapterId),
    /// A measure.
    Measure(MeasureId),
    /// A free page.
    FreePage(FreePageId),
    /// The glossary.
    Glossary,
    /// The state of every translation.
    Translations,
    /// What a server shows for an address that does not exist.
    NotFound,
    /// Topics × cities.
    Comparison,
    /// What cities do about a topic.
    TopicComparison(TopicId),
    /// What plans state of a kind.
    StatementComparison(StatementKindId),
    /// An indicator that cities share; the first with its common id stands for all.
    IndicatorComparison(IndicatorId),
    /// What ranks are asked for.
    RoleComparison,
    /// The periods of all plans.
    TimeLine,
    /// What a plan changed in the one it supersedes.
    Changes(PlanId),
    /// The whole of a plan as one booklet.
    Booklet(PlanId),
    /// The whole of a plan, original and translation side by side.
    Parallel(PlanId),
    /// The ways to every measure.
    MeasureIndex,
    /// A page of a list of measures, counted from 1.
    MeasureList(MeasureList, u32),
}

impl Subject {
    /// Whether search engines should list its page. A booklet and a parallel text repeat the chapters and
    /// measures of their plan: who comes from a search should come to the page that answers, and a canonical
    /// address cannot say so, because it must name a page that holds all that is here (RFC 6596), which the
    /// plan's page does not.
    pub fn is_listed(self) -> bool {
        !matches!(self, Self::NotFound | Self::Booklet(_) | Self::Parallel(_))
    }
}

impl Site {
    /// The address of a page: a path below the output folder that names its file.
    pub fn address(&self, subject: Subject, language: Language) -> String {
        let page = match subject {
            Subject::Home => "index".to_owned(),
            Subject::City(city) => format!("{}/index", self[city].id),
            Subject::Department(department) => {
                let department = &self[department];
                format!("{}/departments/{}", self[department.city].id, department.id)
            }
            Subject::Plan(plan) => format!("{}/index", self.plan_name(plan)),
            Subject::Chapter(chapter) => {
                format!("{}/chapters/{}", self.plan_name(self[chapter].plan), self[chapter].id)
            }
            Subject::Measure(measure) => {
                format!("{}/measures/{}", self.plan_name(self[measure].plan), self[measure].id)
            }
            Subject::Booklet(plan) => format!("{}/print", self.plan_name(plan)),
            Subject::Parallel(plan) => format!("{}/parallel", self.plan_name(plan)),
            Subject::FreePage(page) => self[page].page.clone(),
            Subject::Glossary => "glossary".to_owned(),
            Subject::Translations => "translations".to_owned(),
            Subject::NotFound => "404".to_owned(),
            Subject::MeasureIndex => "measures/index".to_owned(),
            Subject::MeasureList(list, 1) => format!("measures/{}", self.measure_list_name(list)),
            Subject::MeasureList(list, part) => format!("measures/{}-{part}", self.measure_list_name(list)),
            _ => self.comparison_address(subject),
        };
        if language.is_authoritative() {
            format!("{page}.html")
        } else {
            format!("{}/{page}.html", self.languages.code(language))
        }
    }

    /// The page at an address: what [`address`](Self::address) gives, the other way round.
    pub fn at(&self, address: &str) -> Option<(Subject, Language)> {
        let translated =
            address.split_once('/').and_then(|(code, page)| Some((self.languages.find(code)?, page)));
        let (language, page) = translated
            .filter(|(language, _)| !language.is_authoritative())
            .unwrap_or((Language::AUTHORITATIVE, address));
        let names: Vec<&str> = page.strip_suffix(".html")?.split('/').collect();
        let part = match names[..] {
            [city, plan, folder, id] => self.part_of_plan(city, plan, folder, id),
            _ => None,
        };
        let is_there = |subject: &Subject| self.address(*subject, language) == address;
        let subject = part.or_else(|| self.subjects().into_iter().find(is_there))?;
        Some((subject, language))
    }

    /// Nearly all pages of a large site are these, so they are not looked for among all.
    fn part_of_plan(&self, city: &str, plan: &str, folder: &str, id: &str) -> Option<Subject> {
        let city = self.cities.iter().find(|known| known.id == city)?;
        let plan = &self[*city.plans.iter().find(|known| self[**known].id == plan)?];
        match folder {
            "chapters" => {
                let chapter = plan.chapters.iter().find(|known| self[**known].id == id)?;
                Some(Subject::Chapter(*chapter))
            }
            "measures" => {
                let measure = plan.measures.iter().find(|known| self[**known].id == id)?;
                Some(Subject::Measure(*measure))
            }
            _ => None,
        }
    }

    fn comparison_address(&self, subject: Subject) -> String {
        match subject {
            Subject::TopicComparison(topic) => format!("compare/topics/{}", self[topic].id),
            Subject::StatementComparison(kind) => format!("compare/statements/{}", self[kind].id),
            Subject::IndicatorComparison(indicator) => {
                let record = &self[indicator].record;
                format!("compare/indicators/{}", record.common.as_ref().unwrap_or(&record.id).value)
            }
            Subject::RoleComparison => "compare/roles".to_owned(),
            Subject::TimeLine => "compare/timeline".to_owned(),
            Subject::Changes(plan) => format!("{}/changes", self.plan_name(plan)),
            _ => "compare/index".to_owned(),
        }
    }

    /// `topic/securing`, `department/kawasaki-personnel`: how a list of measures is named in addresses. The
    /// ids of departments are only unique within their city.
    fn measure_list_name(&self, list: MeasureList) -> String {
        match list {
            MeasureList::Topic(topic) => format!("topic/{}", self[topic].id),
            MeasureList::Category(category) => format!("category/{}", self[category].id),
            MeasureList::Department(department) => format!("department/{}", self.department_name(department)),
            MeasureList::City(city) => format!("city/{}", self[city].id),
        }
    }

    /// `kawasaki-personnel`: how a department is named in the measure index.
    pub fn department_name(&self, department: DepartmentId) -> String {
        format!("{}-{}", self[self[department].city].id, self[department].id)
    }

    /// `kawasaki/vision-2026`: how a plan is named in records and addresses.
    pub fn plan_name(&self, plan: PlanId) -> String {
        format!("{}/{}", self[self[plan].city].id, self[plan].id)
    }

    /// `kawasaki/vision-2026/recruitment-review`: how a measure is named in records and marks.
    pub fn measure_name(&self, measure: MeasureId) -> String {
        format!("{}/{}", self.plan_name(self[measure].plan), self[measure].id)
    }
}

/// The way from one page to another, naming the file: from `kawasaki/index.html` to `glossary.html` it is
/// `../glossary.html`.
pub fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = |path: &[&str]| path.len() - 1;
    let shared = (0..folders(&from).min(folders(&to))).take_while(|at| from[*at] == to[*at]).count();
    let mut way = "../".repeat(folders(&from) - shared);
    way.push_str(&to[shared..].join("/"));
    way
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn ways_name_the_file() {
        assert_eq!(relative("index.html", "kawasaki/index.html"), "kawasaki/index.html");
        assert_eq!(relative("kawasaki/index.html", "index.html"), "../index.html");
        assert_eq!(relative("kawasaki/a/index.html", "kawasaki/b/x.html"), "../b/x.html");
        assert_eq!(relative("kawasaki/x.html", "kawasaki/x.html"), "x.html");
        assert_eq!(relative("en/a/b.html", "a/b.html"), "../../a/b.html");
    }
}
