//! Cities and their departments.

use std::sync::Arc;

use crate::records::{CityRecord, DepartmentRecord};
use crate::source::SourcePath;

use super::held::holds_record;
use super::{CityId, DepartmentId, MeasureId, PlanId, Texts};

/// A municipality.
#[derive(Debug)]
pub struct City {
    /// What `city.toml` says.
    pub record: Arc<CityRecord>,
    /// The name of its folder.
    pub id: String,
    /// Its `city.toml`.
    pub path: SourcePath,
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
    /// What `[[department]]` says.
    pub record: Arc<DepartmentRecord>,
    /// The city whose register it is in.
    pub city: CityId,
    /// The department whose work it took over.
    pub former: Option<DepartmentId>,
    /// The departments that took over its work.
    pub later: Vec<DepartmentId>,
    /// The measures it answers for, in the order of the site.
    pub measures: Vec<MeasureId>,
}

holds_record! {
    City: CityRecord,
    Department: DepartmentRecord,
}
