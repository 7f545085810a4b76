//! Which diagnostics may only follow from a file that could not be read.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Cause, Diagnostic};
use crate::parse::{Layout, Parsed};
use crate::records::DeclaredIds;
use crate::source::SourcePath;

/// Settles what may have caused a diagnostic, now that it is known what each file declares: a file may be to blame
/// for what it declares and for nothing else.
pub(super) fn settle(diagnostics: &mut [Diagnostic], parsed: &[Arc<Parsed>], layout: &Layout) {
    if diagnostics.iter().all(|diagnostic| diagnostic.causes.is_empty()) {
        return;
    }
    let declared = parsed.iter().map(|file| (&file.path, &file.declared)).collect();
    for diagnostic in diagnostics {
        let causes = std::mem::take(&mut diagnostic.causes);
        diagnostic.causes = causes.into_iter().flat_map(|cause| settled(cause, &declared, layout)).collect();
    }
}

fn settled(cause: Cause, declared: &BTreeMap<&SourcePath, &DeclaredIds>, layout: &Layout) -> Vec<Cause> {
    match cause {
        Cause::Record(file, list, id) => {
            // A file that was not even parsed may declare anything.
            let may_declare = declared.get(&file).is_none_or(|ids| ids.may_have(list, &id));
            may_declare.then_some(Cause::File(file)).into_iter().collect()
        }
        Cause::File(file) => files_behind(file, layout).into_iter().map(Cause::File).collect(),
        other => vec![other],
    }
}

/// The files without which a file is not what it should be. What lies in the folder of a plan is nothing without
/// the plan; where only a translation is there, its mistake is that the original is missing.
fn files_behind(file: SourcePath, layout: &Layout) -> Vec<SourcePath> {
    if layout.contains_key(&file) {
        let plan = plan_record(&file);
        return std::iter::once(file).chain(plan).collect();
    }
    let stem = file.as_str().rsplit_once('.').map_or("", |(stem, _)| stem);
    let is_translation =
        |other: &&SourcePath| other.as_str().strip_prefix(stem).is_some_and(|rest| rest.starts_with('.'));
    let translations = layout.keys().filter(is_translation);
    // The same file in a folder of the plan whose name is misspelt.
    let plan = |path: &SourcePath| path.folder().rsplit_once('/').map(|(plan, _)| plan.to_owned());
    let is_of_plan = plan_record(&file).is_some();
    let is_namesake =
        |other: &&SourcePath| is_of_plan && other.name() == file.name() && plan(other) == plan(&file);
    let elsewhere = layout.keys().filter(is_namesake);
    let found: Vec<SourcePath> = translations.chain(elsewhere).cloned().collect();
    std::iter::once(file).chain(found).collect()
}

fn plan_record(file: &SourcePath) -> Option<SourcePath> {
    let names: Vec<&str> = file.as_str().split('/').collect();
    let [content, city, plan, _, _] = names[..] else { return None };
    Some(SourcePath::new(format!("{content}/{city}/{plan}/plan.toml")))
}
