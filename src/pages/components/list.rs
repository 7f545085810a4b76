//! The one list of the components' views. To add one, write its file beside this one, and its line here.

use serde::Serialize;

use crate::model::Component;

use super::call::ComponentCall;

/// What a component shows; `component` in its template.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct ComponentView(AnyView);

macro_rules! components {
    ($($variant:ident $(($($name:ident),+))? $({$($field:ident),+})? => $module:ident::$view:ident,)+) => {
        #[derive(Debug, Serialize)]
        #[serde(untagged)]
        enum AnyView {
            $($variant(super::$module::$view),)+
        }

        impl ComponentView {
            /// The template that renders it.
            pub fn template(&self) -> &'static str {
                match &self.0 {
                    $(AnyView::$variant(_) => concat!("components/", stringify!($module), ".html"),)+
                }
            }
        }

        pub const COMPONENT_TEMPLATES: &[&str] =
            &[$(concat!("components/", stringify!($module), ".html"),)+];

        /// The view of a component; nothing where it could not be resolved, or has nothing to show.
        pub(in crate::pages) fn component_view(
            call: &ComponentCall<'_>,
            component: &Component,
        ) -> Option<ComponentView> {
            match component {
                $(Component::$variant $(($($name),+))? $({ $($field),+ })? => {
                    // Most have a view whatever happens, and `into` wraps it; a table may have none.
                    let view: Option<_> = super::$module::view(call $(, $($name),+)? $(, $($field),+)?).into();
                    view.map(|view| ComponentView(AnyView::$variant(view)))
                })+
                Component::Broken => None,
            }
        }
    };
}

// The variant of the model's component with what it holds, the file of its view, whose name is also that of its
// template, and the view.
components! {
    Indicators(indicators) => indicators::IndicatorsView,
    Schedule(measures) => schedule::ScheduleView,
    Roles(plan, families) => roles::RolesView,
    Statements(plan, kind) => statements::StatementGroup,
    Measures(measures) => measures::MeasuresView,
    Grid(plan, categories) => grid::GridView,
    Figure { target, alternative, caption } => figure::FigureView,
    Table(plan, table, caption) => table::TableView,
    Cycle(plan, cycle) => cycle::CycleView,
}
