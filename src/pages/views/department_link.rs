//! A department that a plan or a measure names, with what became of it since.

use crate::model::{DepartmentId, DepartmentStanding};
use crate::pages::{DateView, LinkView, PageId, views};

views! {
    pub(in crate::pages) struct DepartmentLink(context, id: DepartmentId) {
        let site = context.site;
        let stands = site.department_standing(id);
        let present = if stands == DepartmentStanding::Former { site.present_departments(id) } else { Vec::new() };
        let announced = if stands == DepartmentStanding::Current { site.coming_departments(id) } else { Vec::new() };
        #[serde(flatten)]
        pub link: LinkView = context.link(PageId::Department(id)),
        /// `current`, `coming`, `former` or `closed`.
        pub standing: &'static str = stands.code(),
        /// The departments that do its work now, where it is former.
        pub later: Vec<LinkView> = context.links(&present, PageId::Department),
        /// Those that take over its work on a later day.
        pub coming: Vec<ComingDepartment> = context.each(&announced, ComingDepartment::of),
    }

    /// A department that begins on a later day.
    pub(in crate::pages) struct ComingDepartment(context, id: DepartmentId) {
        #[serde(flatten)]
        pub link: LinkView = context.link(PageId::Department(id)),
        /// When it begins.
        pub from: Option<DateView> = context.site[id].from.map(|date| context.date(date)),
    }
}
