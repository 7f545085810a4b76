//! Which module or package a name belongs to.

use std::collections::{BTreeMap, BTreeSet};

use super::reference::{Contents, Reference, contents};
use super::source::{ModulePath, Sources};

/// Bounds imports that lead in a circle.
const IMPORTS_FOLLOWED_MAX: usize = 16;

/// The module tree of the crate, with what each module defines and imports.
pub(crate) struct Resolver<'a> {
    pub(crate) sources: &'a Sources,
    modules: BTreeMap<ModulePath, Module>,
    /// The references of each file, in the order of the files.
    pub(crate) references: Vec<Vec<Reference>>,
}

#[derive(Default)]
struct Module {
    file: usize,
    definitions: BTreeSet<String>,
    /// The names that an import brings, and what they stand for.
    imports: BTreeMap<String, Vec<String>>,
    globs: Vec<Vec<String>>,
}

impl<'a> Resolver<'a> {
    pub(crate) fn new(sources: &'a Sources) -> Self {
        let test_modules = sources.test_modules();
        let mut modules = BTreeMap::new();
        let mut references = Vec::new();
        for (file, source) in sources.files.iter().enumerate() {
            let Contents { references: mut written, definitions, modules: found } = contents(source);
            let is_test =
                |module: &ModulePath| (0..=module.len()).any(|end| test_modules.contains(&module[..end]));
            written.iter_mut().for_each(|reference| reference.in_tests |= is_test(&reference.module));
            for path in found {
                modules.entry(path).or_insert_with(|| Module { file, ..Module::default() });
            }
            for definition in definitions {
                let module: &mut Module = modules.get_mut(&definition.module).expect("it was just added");
                module.definitions.insert(definition.name);
            }
            for reference in &written {
                let module: &mut Module = modules.get_mut(&reference.module).expect("it was just added");
                match (&reference.imported_as, reference.names.split_last()) {
                    (Some(name), _) => drop(module.imports.insert(name.clone(), reference.names.clone())),
                    (None, Some((last, path))) if last == "*" => module.globs.push(path.to_vec()),
                    _ => {}
                }
            }
            references.push(written);
        }
        Self { sources, modules, references }
    }

    /// The whole path of a name: from `crate` where it is ours, otherwise from its package.
    pub(crate) fn whole_path(&self, reference: &Reference) -> Vec<String> {
        // An import would find itself under the name that it brings.
        let skipped = reference.imported_as.as_deref();
        self.resolve(&reference.module, &reference.names, skipped, 0)
    }

    fn resolve(
        &self,
        module: &[String],
        names: &[String],
        skipped: Option<&str>,
        depth: usize,
    ) -> Vec<String> {
        let Some((first, rest)) = names.split_first() else { return Vec::new() };
        let from_crate = |module: &[String], rest: &[String]| [&["crate".to_owned()], module, rest].concat();
        match first.as_str() {
            "crate" => return names.to_vec(),
            "self" => return from_crate(module, rest),
            "super" => {
                let mut above = &module[..module.len().saturating_sub(1)];
                let mut rest = rest;
                while rest.first().is_some_and(|name| name == "super") {
                    above = &above[..above.len().saturating_sub(1)];
                    rest = &rest[1..];
                }
                return from_crate(above, rest);
            }
            _ => {}
        }
        let child = [module, std::slice::from_ref(first)].concat();
        if self.modules.contains_key(&child) {
            return from_crate(module, names);
        }
        let Some(known) = self.modules.get(module) else { return names.to_vec() };
        if known.definitions.contains(first) {
            return from_crate(module, names);
        }
        match known.imports.get(first).filter(|_| skipped != Some(first) && depth < IMPORTS_FOLLOWED_MAX) {
            Some(path) => {
                let path = self.resolve(module, path, Some(first), depth + 1);
                [path.as_slice(), rest].concat()
            }
            None => names.to_vec(),
        }
    }

    /// The files that define what a whole path names: one, or each that a glob brings names of.
    pub(crate) fn files_of(&self, path: &[String]) -> BTreeSet<usize> {
        self.definers(path, 0)
    }

    fn definers(&self, path: &[String], depth: usize) -> BTreeSet<usize> {
        let Some(("crate", path)) = path.split_first().map(|(first, rest)| (first.as_str(), rest)) else {
            return BTreeSet::new();
        };
        let module_len = (0..=path.len()).rev().find(|end| self.modules.contains_key(&path[..*end]));
        let Some(module_len) = module_len.filter(|_| depth < IMPORTS_FOLLOWED_MAX) else {
            return BTreeSet::new();
        };
        let (module_path, rest) = path.split_at(module_len);
        let module = &self.modules[module_path];
        match rest.first() {
            // The module alone: what is used of it is written where it is used.
            None => BTreeSet::new(),
            Some(name) if name == "*" => self.all_of(module_path, module, depth),
            Some(name) if module.definitions.contains(name) => BTreeSet::from([module.file]),
            Some(name) => match module.imports.get(name) {
                Some(import) => {
                    let whole = self.resolve(module_path, import, Some(name), depth + 1);
                    self.definers(&[&whole, &rest[1..]].concat(), depth + 1)
                }
                None => self.through_globs(module_path, module, rest, depth),
            },
        }
    }

    /// A name that a module neither defines nor imports by name: from one of its globs, or made by a macro.
    fn through_globs(
        &self,
        module_path: &[String],
        module: &Module,
        rest: &[String],
        depth: usize,
    ) -> BTreeSet<usize> {
        let from_glob = module.globs.iter().find_map(|glob| {
            let whole = self.resolve(module_path, glob, None, depth + 1);
            let target = self.modules.get(whole.strip_prefix(&["crate".to_owned()])?)?;
            let known = target.definitions.contains(&rest[0]) || target.imports.contains_key(&rest[0]);
            // What it imports only for itself may come from here, and then leads nowhere.
            let found = known.then(|| self.definers(&[&whole, rest].concat(), depth + 1));
            found.filter(|files| !files.is_empty())
        });
        from_glob.unwrap_or_else(|| BTreeSet::from([module.file]))
    }

    fn all_of(&self, module_path: &[String], module: &Module, depth: usize) -> BTreeSet<usize> {
        let imported = module.imports.iter().flat_map(|(name, import)| {
            let whole = self.resolve(module_path, import, Some(name), depth + 1);
            self.definers(&whole, depth + 1)
        });
        let through_globs = module.globs.iter().flat_map(|glob| {
            let whole = self.resolve(module_path, glob, None, depth + 1);
            self.definers(&[whole.as_slice(), &["*".to_owned()]].concat(), depth + 1)
        });
        let own = (!module.definitions.is_empty()).then_some(module.file);
        imported.chain(through_globs).chain(own).collect()
    }
}
