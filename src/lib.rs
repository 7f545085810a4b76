//! Shirube
#![allow(missing_docs)]
pub mod check;
pub mod cli;
pub mod data;
pub mod diagnostic;
pub mod disk;
pub mod markdown;
pub mod model;
pub mod pages;
pub mod parse;
pub mod pipeline;
pub mod render;
pub mod source;
pub mod values;
