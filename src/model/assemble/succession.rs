//! Departments that take over the work of others: no circles, and dates that fit.

use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::id::DepartmentId;
use crate::records::Reference;
use crate::rules;
use crate::source::{Place, SourcePath};
use crate::values::Date;

use super::references::listed_twice;

/// Links a department with one whose work it takes over. The link that would close a circle is not made.
pub(super) fn link_departments(
    site: &mut Site,
    path: &SourcePath,
    (later, earlier): (DepartmentId, DepartmentId),
    written: &Reference,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if site[later].former.contains(&earlier) {
        diagnostics.push(listed_twice(path, written));
    } else if later == earlier || site.earlier_departments(earlier).contains(&later) {
        diagnostics.push(
            Diagnostic::new(
                rules::DEPARTMENT_REPLACES_ITSELF,
                Place::at(path, written.span),
                "旧称をたどると自分自身に戻ります",
                "following `replaces` leads back to this department",
            )
            .help(
                "新しい所管課にだけ、旧称の id を書きます",
                "only the newer department names the older one",
            ),
        );
    } else {
        site.departments[later.index()].former.push(earlier);
        site.departments[earlier.index()].later.push(later);
    }
}

/// Reports departments that begin before those whose work they take over, and those that go on long after all that
/// follow them have begun.
pub(super) fn check_dates(
    site: &Site,
    path: &SourcePath,
    ids: &[DepartmentId],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for id in ids {
        let department = &site[*id];
        for later in &department.later {
            if let (Some(from), Some(later_from)) = (department.from, site[*later].from)
                && later_from.last_day() < from.first_day()
            {
                diagnostics.push(begins_before(site, path, *later, *id, (later_from, from)));
            }
        }
        let begun = department.later.iter().map(|later| Some((site[*later].from?, *later)));
        let begun: Option<Vec<(Date, DepartmentId)>> = begun.collect();
        let last = begun.and_then(|begun| begun.into_iter().max());
        if let (Some(until), Some((from, later))) = (department.until, last)
            && months(from) + OVERLAP_MONTHS < months(until)
        {
            diagnostics.push(goes_on(site, path, *id, later, (until, from)));
        }
    }
}

/// So long a department may go on beside those that follow it, to hand over its work.
const OVERLAP_MONTHS: u32 = 3;

fn months(date: Date) -> u32 {
    u32::from(date.year) * 12 + u32::from(date.month)
}

fn begins_before(
    site: &Site,
    path: &SourcePath,
    later: DepartmentId,
    earlier: DepartmentId,
    (later_from, from): (Date, Date),
) -> Diagnostic {
    Diagnostic::new(
        rules::DEPARTMENT_DATES,
        Place::at(path, site[later].id.span),
        format!("引き継ぐ課が、引き継がれる課より前の{}に始まっています", later_from.japanese()),
        format!("it begins on {}, before the department whose work it takes over", later_from.english()),
    )
    .note(
        Place::at(path, site[earlier].id.span),
        format!("引き継がれる課の始まりは{}です", from.japanese()),
        format!("that one begins on {}", from.english()),
    )
    .help("2つの課の from を確かめてください", "check `from` of both")
}

fn goes_on(
    site: &Site,
    path: &SourcePath,
    earlier: DepartmentId,
    later: DepartmentId,
    (until, from): (Date, Date),
) -> Diagnostic {
    Diagnostic::new(
        rules::DEPARTMENT_DATES,
        Place::at(path, site[earlier].id.span),
        format!("引き継ぐ課が始まってからも、{}まで続いています", until.japanese()),
        format!("it goes on until {}, long after those that follow it have begun", until.english()),
    )
    .note(
        Place::at(path, site[later].id.span),
        format!("引き継ぐ課の始まりは{}です", from.japanese()),
        format!("that one begins on {}", from.english()),
    )
    .help(
        "この課の until と、引き継ぐ課の from を確かめてください",
        "check its `until` and the `from` of those that follow it",
    )
}
