//! What a component call in a text draws.

use super::{CategoryId, IndicatorId, MeasureId, PlanId, StatementKindId, Target};

/// The name of a component and the arguments it takes.
#[derive(Clone, Copy, Debug)]
pub struct ComponentKind {
    /// Its name.
    pub name: &'static str,
    /// The arguments that must be given.
    pub required: &'static [&'static str],
    /// The arguments that may be given.
    pub optional: &'static [&'static str],
}

/// Every component that a text may call. Themes draw them; what they show is decided here.
pub const COMPONENTS: &[ComponentKind] = &[
    ComponentKind { name: "indicator", required: &["id"], optional: &[] },
    ComponentKind { name: "indicators", required: &[], optional: &[] },
    ComponentKind { name: "schedule", required: &[], optional: &["pillar"] },
    ComponentKind { name: "roles", required: &[], optional: &["family"] },
    ComponentKind { name: "statements", required: &["kind"], optional: &[] },
    ComponentKind { name: "measures", required: &[], optional: &["pillar", "category", "grid"] },
    ComponentKind { name: "figure", required: &["file", "alt"], optional: &["caption"] },
    ComponentKind { name: "table", required: &["file", "caption"], optional: &[] },
    ComponentKind { name: "cycle", required: &["id"], optional: &[] },
];

/// What a component call draws, every reference resolved. Positions are those in the plan's lists.
#[derive(Clone, Debug)]
pub enum Component {
    /// Some indicators of a plan.
    Indicators(Vec<IndicatorId>),
    /// The schedules of some measures as one grid.
    Schedule(Vec<MeasureId>),
    /// Job families of a plan.
    Roles(PlanId, Vec<usize>),
    /// The statements of one kind.
    Statements(PlanId, StatementKindId),
    /// A list of measures.
    Measures(Vec<MeasureId>),
    /// Pillars × categories, with the measures in the cells.
    Grid(PlanId, Vec<CategoryId>),
    /// A picture.
    Figure {
        /// The picture.
        target: Target,
        /// What it shows, for those who do not see it.
        alternative: String,
        /// What is written under it.
        caption: Option<String>,
    },
    /// A table of a plan.
    Table(PlanId, usize, String),
    /// A circular diagram of a plan.
    Cycle(PlanId, usize),
    /// Nothing; a diagnostic says why.
    Broken,
}
