//! The names that a file writes.

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{
    Attribute, ImplItem, Item, ItemMod, ItemUse, Macro, Meta, Path, Stmt, TraitItem, UseTree, VisRestricted,
};

use super::source::{ModulePath, Source, is_for_tests};
use super::token;

/// A name that is written somewhere.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    /// The module that it stands in; one written in a file of its own or between braces.
    pub(crate) module: ModulePath,
    /// As written: `["crate", "pages", "Page"]`. A macro that is called ends in `!`, a glob in `*`.
    pub(crate) names: Vec<String>,
    pub(crate) line: usize,
    /// Whether it is compiled for tests only.
    pub(crate) in_tests: bool,
    /// The name that an import gives it in its module.
    pub(crate) imported_as: Option<String>,
}

/// What a module defines.
#[derive(Clone, Debug)]
pub(crate) struct Definition {
    pub(crate) module: ModulePath,
    pub(crate) name: String,
}

/// Everything that a file writes and defines.
pub(crate) struct Contents {
    pub(crate) references: Vec<Reference>,
    pub(crate) definitions: Vec<Definition>,
    /// The modules in it: its own, and those between braces.
    pub(crate) modules: Vec<ModulePath>,
}

/// Reads a file.
pub(crate) fn contents(source: &Source) -> Contents {
    let mut reader = Reader {
        module: source.module.clone(),
        in_tests: false,
        contents: Contents {
            references: Vec::new(),
            definitions: Vec::new(),
            modules: vec![source.module.clone()],
        },
    };
    reader.visit_file(&source.syntax);
    reader.contents
}

struct Reader {
    module: ModulePath,
    in_tests: bool,
    contents: Contents,
}

impl Reader {
    fn add(&mut self, names: Vec<String>, line: usize, imported_as: Option<String>) {
        let (module, in_tests) = (self.module.clone(), self.in_tests);
        self.contents.references.push(Reference { module, names, line, in_tests, imported_as });
    }

    fn add_tokens(&mut self, tokens: proc_macro2::TokenStream) {
        for path in token::paths(tokens) {
            self.add(path.names, path.line, None);
        }
    }

    /// Each name that an import brings, with its whole path.
    fn import(&mut self, tree: &UseTree, prefix: &[String]) {
        let line = tree.span().start().line;
        match tree {
            UseTree::Path(path) => {
                let prefix = [prefix, &[path.ident.to_string()]].concat();
                self.import(&path.tree, &prefix);
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree, prefix)),
            UseTree::Glob(_) => self.add([prefix, &["*".to_owned()]].concat(), line, None),
            UseTree::Name(name) => self.import_name(&name.ident, None, prefix, line),
            UseTree::Rename(name) => self.import_name(&name.ident, Some(&name.rename), prefix, line),
        }
    }

    fn import_name(&mut self, name: &syn::Ident, other: Option<&syn::Ident>, prefix: &[String], line: usize) {
        let mut names = prefix.to_vec();
        if name != "self" {
            names.push(name.to_string());
        }
        let known_as = other.map(ToString::to_string).or_else(|| names.last().cloned());
        self.add(names, line, known_as);
    }

    /// Goes on with what is compiled for tests only if the attributes say so.
    fn within(&mut self, attributes: &[Attribute], go_on: impl FnOnce(&mut Self)) {
        let before = self.in_tests;
        self.in_tests |= is_for_tests(attributes);
        go_on(self);
        self.in_tests = before;
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast Item) {
        if let Some(name) = defined(item) {
            self.contents.definitions.push(Definition { module: self.module.clone(), name });
        }
        self.within(attributes_of(item), |reader| visit::visit_item(reader, item));
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let attributes: &[Attribute] = match item {
            ImplItem::Fn(function) => &function.attrs,
            ImplItem::Const(constant) => &constant.attrs,
            _ => &[],
        };
        self.within(attributes, |reader| visit::visit_impl_item(reader, item));
    }

    fn visit_trait_item(&mut self, item: &'ast TraitItem) {
        let attributes: &[Attribute] = match item {
            TraitItem::Fn(function) => &function.attrs,
            _ => &[],
        };
        self.within(attributes, |reader| visit::visit_trait_item(reader, item));
    }

    fn visit_stmt(&mut self, statement: &'ast Stmt) {
        let attributes: &[Attribute] = match statement {
            Stmt::Local(local) => &local.attrs,
            Stmt::Macro(called) => &called.attrs,
            _ => &[],
        };
        self.within(attributes, |reader| visit::visit_stmt(reader, statement));
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        if module.content.is_some() {
            self.module.push(module.ident.to_string());
            self.contents.modules.push(self.module.clone());
            visit::visit_item_mod(self, module);
            self.module.pop();
        }
    }

    fn visit_item_use(&mut self, import: &'ast ItemUse) {
        self.import(&import.tree, &[]);
    }

    fn visit_path(&mut self, path: &'ast Path) {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.add(names, path.span().start().line, None);
        visit::visit_path(self, path);
    }

    /// `pub(in crate::x)` says who may see something, and uses nothing.
    fn visit_vis_restricted(&mut self, _: &'ast VisRestricted) {}

    fn visit_macro(&mut self, called: &'ast Macro) {
        let mut names: Vec<String> =
            called.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        names.last_mut().expect("a path has a name").push('!');
        self.add(names, called.path.span().start().line, None);
        self.add_tokens(called.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        self.visit_path(attribute.path());
        if let Meta::List(list) = &attribute.meta {
            self.add_tokens(list.tokens.clone());
        }
    }
}

/// The name that others can import.
fn defined(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::TraitAlias(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

fn attributes_of(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
