//! Documents → [`Site`]: every reference resolved, every one that cannot be reported.
//!
//! 0. [`held_back`](mod@held_back): what is not published, of what every file says of itself. An edition is made of
//!    the files that it does not leave out.
//! 1. [`gather`]: the documents of each city, plan, chapter and measure come together.
//! 2. [`vocabulary`], [`topics`], [`cities`], [`plans`]: records become nouns; references to earlier nouns are resolved
//!    at once ([`references`]).
//!    What is unknown has a stand-in ([`stand_ins`]). [`city_relations`] has what cities say of each other, and
//!    [`city_names`] what those of one name are called.
//! 3. [`relations`]: references between plans and measures, which need all of them to be there.
//! 4. [`coverage`]: what is known of every plan and topic.
//! 5. [`links`], [`components`]: links and component calls in the texts, each call by its kind
//!    ([`component_call`]); [`assets`]: the files they use.
//! 6. [`references`]: references to what is held back. [`causes`]: which diagnostics may only follow from a file that could not be read.

mod assets;
mod causes;
mod cited;
mod cities;
mod city_names;
mod city_relations;
mod component_call;
mod components;
mod coverage;
mod gather;
mod held_back;
mod links;
mod plans;
mod references;
mod relations;
mod stages;
mod stand_ins;
mod succession;
mod topics;
mod vocabulary;

pub use component_call::{CallResolver, ComponentKind};
pub use held_back::held_back;
pub use links::linked_file;
pub use stages::assemble;
