//! Tables. Alignment is a class: a style attribute would be stopped by the site's content security policy.

use pulldown_cmark::Alignment;

use crate::markdown::output::{Mark, Output};

/// The table that is being written; cells have no tables in them.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    is_head: bool,
    has_body: bool,
    /// Before and behind the start tag of the open cell.
    open_cell: Option<(Mark, Mark)>,
}

impl Table {
    pub(super) fn start(&mut self, alignments: &[Alignment], out: &mut Output) {
        *self = Self { alignments: alignments.to_vec(), ..Self::default() };
        out.push("<div class=\"table\">\n<table>\n");
    }

    pub(super) fn end(&mut self, out: &mut Output) {
        out.push(if self.has_body { "</tbody>\n</table>\n</div>\n" } else { "</table>\n</div>\n" });
    }

    pub(super) fn start_row(&mut self, is_head: bool, out: &mut Output) {
        self.column = 0;
        self.is_head = is_head;
        if is_head {
            out.push("<thead>\n");
        } else if !std::mem::replace(&mut self.has_body, true) {
            out.push("<tbody>\n");
        }
        out.push("<tr>");
    }

    pub(super) fn end_row(&mut self, out: &mut Output) {
        out.push(if self.is_head { "</tr>\n</thead>\n" } else { "</tr>\n" });
    }

    pub(super) fn start_cell(&mut self, out: &mut Output) {
        let before = out.mark();
        out.push(if self.is_head { "<th scope=\"col\"" } else { "<td" });
        out.push(match self.alignments.get(self.column) {
            Some(Alignment::Left) => " class=\"align-left\">",
            Some(Alignment::Center) => " class=\"align-center\">",
            Some(Alignment::Right) => " class=\"align-right\">",
            Some(Alignment::None) | None => ">",
        });
        self.open_cell = Some((before, out.mark()));
    }

    pub(super) fn end_cell(&mut self, out: &mut Output) {
        self.column += 1;
        match self.open_cell.take() {
            // The empty corner of a table is no heading of anything.
            Some((before, behind)) if self.is_head && out.since(behind).is_empty() => {
                out.back_to(before);
                out.push("<td></td>");
            }
            _ => out.push(if self.is_head { "</th>" } else { "</td>" }),
        }
    }
}
