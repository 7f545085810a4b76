//! Who takes the place of whom, and since when: departments, by the day that the site speaks of. Nobody is called
//! former before the day, and a name that is still to come is announced as coming.

use std::collections::BTreeSet;

use crate::values::{Date, FiscalYear};

use super::{CityId, DepartmentId, PlanId, Site};

/// How a department stands to the day that the site speaks of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum DepartmentStanding {
    /// It is there.
    Current,
    /// It begins on a later day.
    Coming,
    /// Others have taken over its work.
    Former,
    /// It is over, and none has taken over its work.
    Closed,
}

impl DepartmentStanding {
    /// The word for it in views: `current`, `coming`, `former` or `closed`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Coming => "coming",
            Self::Former => "former",
            Self::Closed => "closed",
        }
    }
}

impl Site {
    /// How a department stands to the day that the site speaks of. Where it does not say until when it is there, it
    /// is until all that follow it have begun.
    pub fn department_standing(&self, id: DepartmentId) -> DepartmentStanding {
        let department = &self[id];
        if department.from.is_some_and(|from| !self.has_come(from)) {
            return DepartmentStanding::Coming;
        }
        let later = self.next_departments(id);
        let have_begun =
            || later.iter().all(|later| self[*later].from.is_none_or(|from| self.has_come(from)));
        let is_over = match department.until {
            Some(until) => self.is_past(until),
            None => !later.is_empty() && have_begun(),
        };
        match (is_over, later.is_empty()) {
            (false, _) => DepartmentStanding::Current,
            (true, false) => DepartmentStanding::Former,
            (true, true) => DepartmentStanding::Closed,
        }
    }

    /// Whether a department is there no more.
    pub fn is_over(&self, id: DepartmentId) -> bool {
        self.department_standing(id) >= DepartmentStanding::Former
    }

    /// The departments that do today what a department did, or will do; those that will, where none
    /// does; none where it was closed.
    pub fn present_departments(&self, id: DepartmentId) -> Vec<DepartmentId> {
        let (mut present, mut coming) = (Vec::new(), Vec::new());
        let mut pending = vec![id];
        let mut seen = BTreeSet::new();
        while let Some(id) = pending.pop() {
            if !seen.insert(id) {
                continue;
            }
            match self.department_standing(id) {
                DepartmentStanding::Current => present.push(id),
                DepartmentStanding::Former => pending.extend(self[id].later.iter().rev()),
                DepartmentStanding::Coming => {
                    coming.push(id);
                    pending.extend(self[id].former.iter().rev().filter(|former| !self.is_over(**former)));
                }
                DepartmentStanding::Closed => {}
            }
        }
        if present.is_empty() { coming } else { present }
    }

    /// The departments that take over the work of one on a later day.
    pub fn coming_departments(&self, id: DepartmentId) -> Vec<DepartmentId> {
        let is_coming = |later: &DepartmentId| self.department_standing(*later) == DepartmentStanding::Coming;
        self[id].later.iter().copied().filter(is_coming).collect()
    }

    /// All departments that came before one, the latest first.
    pub fn earlier_departments(&self, id: DepartmentId) -> Vec<DepartmentId> {
        let mut earlier: Vec<DepartmentId> = self[id].former.clone();
        let mut at = 0;
        while let Some(before) = earlier.get(at).copied() {
            let new: Vec<_> = self[before].former.iter().filter(|one| !earlier.contains(one)).collect();
            earlier.extend(new);
            at += 1;
        }
        earlier
    }

    /// Whether a city is no more on the day that the site speaks of: it merged with others or was dissolved.
    pub fn is_former_city(&self, id: CityId) -> bool {
        match self[id].until {
            Some(until) => self.is_past(until),
            None => !self[id].replaced_by.is_empty(),
        }
    }

    /// Whether all plans that take the place of one have begun by a fiscal year; not where there are none.
    pub(super) fn is_replaced(&self, plan: PlanId, year: FiscalYear) -> bool {
        let next = nearest(&self[plan].superseded_by, |later| &self[later].superseded_by[..]);
        !next.is_empty() && next.iter().all(|later| self[*later].period.start <= year)
    }

    fn next_departments(&self, id: DepartmentId) -> Vec<DepartmentId> {
        nearest(&self[id].later, |later| &self[later].later[..])
    }

    /// Whether a day has come. A month comes with its first day.
    pub(super) fn has_come(&self, date: Date) -> bool {
        self.as_of().is_none_or(|day| date.first_day() <= day.first_day())
    }

    /// Whether a day is past. A month is past after its last day.
    pub(super) fn is_past(&self, date: Date) -> bool {
        self.as_of().is_some_and(|day| date.last_day() < day.first_day())
    }
}

/// Those that follow directly: who lists all that came before names some that another took the place of already.
fn nearest<'a, T: Copy + Ord + 'a>(later: &'a [T], after: impl Fn(T) -> &'a [T] + Copy) -> Vec<T> {
    let leads_to = |from: T, to: T| {
        let mut pending = after(from).to_vec();
        let mut seen = BTreeSet::new();
        while let Some(one) = pending.pop() {
            if one == to {
                return true;
            }
            if seen.insert(one) {
                pending.extend(after(one));
            }
        }
        false
    };
    let is_nearest = |one: &T| !later.iter().any(|other| other != one && leads_to(*other, *one));
    later.iter().copied().filter(is_nearest).collect()
}
