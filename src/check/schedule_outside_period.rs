//! `measure.schedule-period`: a schedule goes beyond the period of its plan.
//!
//! Often a slip of a digit. Where the document really looks further ahead, the plan's period is usually the
//! one to correct.

use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::rules;
use crate::source::Place;

pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for measure in site.measure_ids() {
        let measure = &site[measure];
        let plan = &site[measure.plan];
        let Some(text) = measure.texts.authoritative() else { continue };
        for scheduled in &measure.schedule {
            let ends = [scheduled.stretch.first, scheduled.stretch.last];
            let Some(outside) = ends.into_iter().find(|year| !plan.period.contains(*year)) else { continue };
            diagnostics.push(
                Diagnostic::new(
                    rules::MEASURE_SCHEDULE_PERIOD,
                    Place::at(&text.document.path, scheduled.span),
                    format!("予定の{}が計画期間の外です", outside.japanese()),
                    format!("the schedule's {} is outside the plan's period", outside.english()),
                )
                .note(
                    Place::file(&plan.path),
                    format!("計画期間は{}です", plan.period.japanese()),
                    format!("the period is {}", plan.period.english()),
                ),
            );
        }
    }
}
