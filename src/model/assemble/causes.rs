//! Which diagnostics may only follow from a file that could not be read.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Cause, Diagnostic};
use crate::parse::{Layout, Parsed};
use crate::records::Lost;
use crate::source::SourcePath;

/// Settles what a record may have caused, now that it is known what each file failed to declare: the file may be
/// to blame for what it declares and could not say, and for nothing else.
pub(super) fn settle(diagnostics: &mut [Diagnostic], parsed: &[Arc<Parsed>], layout: &Layout) {
    if diagnostics.iter().all(|diagnostic| diagnostic.causes.is_empty()) {
        return;
    }
    let lost: BTreeMap<&SourcePath, &Lost> = parsed.iter().map(|file| (&file.path, &file.lost)).collect();
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| !diagnostic.causes.is_empty()) {
        let causes = std::mem::take(&mut diagnostic.causes);
        diagnostic.causes = causes.into_iter().flat_map(|cause| settled(cause, &lost, layout)).collect();
    }
}

fn settled(cause: Cause, lost: &BTreeMap<&SourcePath, &Lost>, layout: &Layout) -> Vec<Cause> {
    match cause {
        Cause::Record(file, list, id) => {
            // A file that was not even parsed may declare anything.
            let may_declare = lost.get(&file).is_none_or(|lost| lost.may_declare(list, &id));
            may_declare.then_some(Cause::File(file)).into_iter().collect()
        }
        Cause::File(file) => {
            // What lies in the folder of a plan is nothing without the plan.
            let plan = layout.contains_key(&file).then(|| plan_record(&file)).flatten();
            std::iter::once(file).chain(plan).map(Cause::File).collect()
        }
        other => vec![other],
    }
}

fn plan_record(file: &SourcePath) -> Option<SourcePath> {
    let names: Vec<&str> = file.as_str().split('/').collect();
    let [content, city, plan, _, _] = names[..] else { return None };
    Some(SourcePath::new(format!("{content}/{city}/{plan}/plan.toml")))
}
