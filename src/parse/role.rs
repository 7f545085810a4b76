//! What a file of a site is.

use crate::values::Language;

/// What a file is.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the fields are the names in the path")]
pub enum Role {
    /// `site.toml`
    Site,
    /// `topics.toml`
    Topics,
    /// `categories.toml`
    Categories,
    /// `glossary.toml`
    Glossary,
    /// `_index.md`
    Home { language: Language },
    /// `<city>/city.toml`
    City { city: String },
    /// `<city>/_index.md`
    CityText { city: String, language: Language },
    /// `<city>/<plan>/plan.toml`
    Plan { city: String, plan: String },
    /// `<city>/<plan>/_index.md`
    PlanText { city: String, plan: String, language: Language },
    /// `<city>/<plan>/indicators.toml`
    Indicators { city: String, plan: String },
    /// `<city>/<plan>/roles.toml`
    Roles { city: String, plan: String },
    /// `<city>/<plan>/chapters/<id>.md`
    Chapter { city: String, plan: String, id: String, language: Language },
    /// `<city>/<plan>/measures/<id>.md`
    Measure { city: String, plan: String, id: String, language: Language },
    /// `<city>/<plan>/tables/<id>.csv`
    Table { city: String, plan: String, id: String, language: Language },
    /// Any other Markdown file; `page` is its path without `content/` and the endings.
    FreePage { page: String, language: Language },
}

impl Role {
    /// The city and the plan that a file of a plan belongs to.
    pub fn plan(&self) -> Option<(&str, &str)> {
        match self {
            Self::Plan { city, plan }
            | Self::PlanText { city, plan, .. }
            | Self::Indicators { city, plan }
            | Self::Roles { city, plan }
            | Self::Chapter { city, plan, .. }
            | Self::Measure { city, plan, .. }
            | Self::Table { city, plan, .. } => Some((city, plan)),
            _ => None,
        }
    }

    /// The city whose record this is.
    pub fn city_of_record(&self) -> Option<&str> {
        match self {
            Self::City { city } => Some(city),
            _ => None,
        }
    }

    /// The language of a text or a table.
    pub fn language(&self) -> Option<Language> {
        match self {
            Self::Home { language }
            | Self::CityText { language, .. }
            | Self::PlanText { language, .. }
            | Self::Chapter { language, .. }
            | Self::Measure { language, .. }
            | Self::Table { language, .. }
            | Self::FreePage { language, .. } => Some(*language),
            _ => None,
        }
    }
}
