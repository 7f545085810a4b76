//! The sources of the crate as `tests/architecture.rs` reads them: parsed with `syn`, because text search takes
//! `use crate::{cli, serve};` for nothing and a comment for code.
//!
//! 1. [`Sources`] are the files, each parsed and with its place in the module tree.
//! 2. [`Reference`]s are the names that a file writes: imports, paths, and what stands in macros.
//! 3. [`Resolver`] says which module or package such a name belongs to, through renamed imports and re-exports.
//! 4. [`circles`] and [`functions`] are questions asked about the result.

mod circle;
mod function;
mod reference;
mod resolver;
mod source;
mod tests;
mod token;

pub(crate) use circle::circles;
pub(crate) use function::functions;
pub(crate) use reference::Reference;
pub(crate) use resolver::Resolver;
pub(crate) use source::{Source, Sources};
