//! Shirube
#![allow(missing_docs)]
pub mod diagnostic;
pub mod source;
pub mod values;
