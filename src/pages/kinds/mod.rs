//! The kinds of pages: one file each, and one line in [`list`].

mod booklet;
mod changes;
mod chapter;
mod city;
mod city_matrix;
mod city_translations;
mod comparison;
mod department;
pub(super) mod dispatch;
mod free_page;
mod glossary;
mod home;
mod indicator_comparison;
pub(super) mod list;
mod measure;
pub(super) mod measure_index;
mod measure_list;
mod not_found;
mod parallel;
mod plan;
mod role_comparison;
mod statement_comparison;
mod time_line;
mod topic_comparison;
mod translations;
