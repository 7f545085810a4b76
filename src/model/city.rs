//! Cities and their departments.

use crate::source::SourcePath;
use crate::values::{CityClass, CityCode, Date, Label};

use super::{CityId, DepartmentId, MeasureId, PlanId, Texts};

/// A municipality.
#[derive(Debug)]
pub struct City {
    /// Its id: the name of its folder.
    pub id: String,
    /// Its `city.toml`.
    pub path: SourcePath,
    /// Its name, with a reading.
    pub name: Label,
    /// 全国地方公共団体コード.
    pub code: CityCode,
    /// The prefecture it is in.
    pub prefecture: Label,
    /// Its class.
    pub class: CityClass,
    /// Its own site.
    pub url: Option<String>,
    /// The text of its page.
    pub texts: Texts,
    /// Its departments, in the order of its register.
    pub departments: Vec<DepartmentId>,
    /// Its plans, the latest first.
    pub plans: Vec<PlanId>,
}

/// Who answers for measures.
#[derive(Debug)]
pub struct Department {
    /// Its id.
    pub id: String,
    /// Its city.
    pub city: CityId,
    /// Its name.
    pub name: Label,
    /// The reading of its name.
    pub kana: Option<String>,
    /// Its telephone number.
    pub phone: Option<String>,
    /// Its fax number.
    pub fax: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Its extension; always `None` for the public.
    pub extension: Option<String>,
    /// Its page on the city's site.
    pub url: Option<String>,
    /// Since when it has this name.
    pub from: Option<Date>,
    /// The department whose work it took over.
    pub former: Option<DepartmentId>,
    /// The departments that took over its work.
    pub later: Vec<DepartmentId>,
    /// The measures it answers for, in the order of the site.
    pub measures: Vec<MeasureId>,
}
