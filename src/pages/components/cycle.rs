//! `{{<cycle id="…" />}}`: a circular diagram of a plan.

use serde::Serialize;

use crate::model::{CallResolver, Noun, PlanId};
use crate::pages::phrase::Phrase;

use super::component::{Component, ComponentCall};

pub(super) struct Cycle {
    plan: PlanId,
    /// As a position in the plan's cycles.
    cycle: usize,
}

/// A circular diagram. The coordinates are those of an SVG 320 wide and 320 high.
#[derive(Debug, Serialize)]
pub(super) struct CycleView {
    /// Its id on the page.
    pub id: String,
    pub name: Phrase,
    pub steps: Vec<CycleStep>,
    /// The arcs between them, as SVG paths.
    pub arcs: Vec<String>,
    /// What it leads to.
    pub outcome: Option<Phrase>,
}

/// A step of a cycle and where it stands.
#[derive(Debug, Serialize)]
pub(super) struct CycleStep {
    pub text: Phrase,
    /// Its number, from 1.
    pub number: usize,
    /// How far from the left.
    pub x: String,
    /// How far from the top.
    pub y: String,
}

impl Component for Cycle {
    type View = CycleView;

    const NAME: &'static str = "cycle";
    const REQUIRED: &'static [&'static str] = &["id"];
    const TEMPLATES: &'static [&'static str] = &["components/cycle.html"];

    fn resolve(call: &mut CallResolver<'_>) -> Option<Self> {
        let plan = call.plan()?;
        let cycles = &call.site[plan].cycles;
        let ids = cycles.iter().map(|cycle| cycle.id.as_str());
        let cycle = call.position("id", Noun::CYCLE, ids, |cycle| cycles[cycle].name.words())?;
        Some(Self { plan, cycle })
    }

    fn view(&self, call: &ComponentCall<'_>) -> Option<CycleView> {
        let context = call.context;
        let cycle = &context.site[self.plan].cycles[self.cycle];
        let count = cycle.steps.len();
        Some(CycleView {
            id: format!("{}cycle-{}-{}", context.id_prefix(), cycle.id, call.number),
            name: context.phrase(&cycle.name),
            steps: cycle
                .steps
                .iter()
                .enumerate()
                .map(|(at, step)| {
                    let (x, y) = on_circle(at as f64 / count as f64);
                    CycleStep {
                        text: context.phrase(step),
                        number: at + 1,
                        x: format!("{x:.1}"),
                        y: format!("{y:.1}"),
                    }
                })
                .collect(),
            arcs: (0..count).map(|at| arc(at, count)).collect(),
            outcome: cycle.outcome.as_ref().map(|outcome| context.phrase(outcome)),
        })
    }
}

/// The middle and the radius of the circle on which the steps stand.
const MIDDLE: f64 = 160.0;
const RADIUS: f64 = 120.0;
/// How much of a turn an arc keeps clear of the steps at its ends: the steps are discs of 28.
const CLEARANCE: f64 = 0.05;

/// The point at a part of a turn, clockwise from the top.
fn on_circle(turn: f64) -> (f64, f64) {
    let angle = turn * std::f64::consts::TAU;
    (MIDDLE + RADIUS * angle.sin(), MIDDLE - RADIUS * angle.cos())
}

fn arc(at: usize, count: usize) -> String {
    let (from_x, from_y) = on_circle(at as f64 / count as f64 + CLEARANCE);
    let (to_x, to_y) = on_circle((at + 1) as f64 / count as f64 - CLEARANCE);
    format!("M{from_x:.1} {from_y:.1} A{RADIUS} {RADIUS} 0 0 1 {to_x:.1} {to_y:.1}")
}
