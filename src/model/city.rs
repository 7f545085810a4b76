//! Cities and their departments.

use std::sync::Arc;

use crate::records::{CityRecord, DepartmentRecord};
use crate::source::SourcePath;
use crate::values::Label;

use super::held::holds_record;
use super::{CityId, DepartmentId, MeasureId, PlanId, Texts};

/// A local government: a municipality, a prefecture, a union, or a ward that publishes plans of its own.
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
    /// What it is called where it stands alone: its name, and where another has the same in that language, what sets
    /// the two apart.
    pub name_alone: Label,
    /// The members of a union.
    pub members: Vec<NamedCity>,
    /// The unions that it is a member of.
    pub unions: Vec<CityId>,
    /// The cities that took its place when it merged or was dissolved.
    pub replaced_by: Vec<NamedCity>,
    /// The cities whose place it took.
    pub replaces: Vec<CityId>,
    /// The designated city that it is a ward of.
    pub ward_of: Option<CityId>,
    /// Its wards.
    pub wards: Vec<CityId>,
}

/// A city that another names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NamedCity {
    /// One of the site.
    InSite(CityId),
    /// One that is not, by its name.
    Elsewhere(Label),
}

/// Who answers for measures.
#[derive(Debug)]
pub struct Department {
    /// What `[[department]]` says.
    pub record: Arc<DepartmentRecord>,
    /// The city whose register it is in.
    pub city: CityId,
    /// The departments whose work it took over, or will.
    pub former: Vec<DepartmentId>,
    /// The departments that took over its work, or will.
    pub later: Vec<DepartmentId>,
    /// The measures it answers for, in the order of the site.
    pub measures: Vec<MeasureId>,
}

holds_record! {
    City: CityRecord,
    Department: DepartmentRecord,
}
