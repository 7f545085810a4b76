//! The one list of the components. To add one, write its file beside this one, and its line here.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::{ComponentKind, ResolvedComponent, Site};

use super::component::{Component, ComponentCall, PlanFact};

/// What a component shows; `component` in its template.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct ComponentView {
    /// The template that renders it.
    #[serde(skip)]
    pub template: &'static str,
    view: AnyView,
}

macro_rules! components {
    ($($module:ident::$component:ident,)+) => {
        /// Every component that a text may call.
        pub const COMPONENTS: &[ComponentKind] = &[$(
            ComponentKind {
                name: super::$module::$component::NAME,
                required: super::$module::$component::REQUIRED,
                optional: super::$module::$component::OPTIONAL,
                resolve: |call| {
                    let component = super::$module::$component::resolve(call)?;
                    Some(Box::new(AnyComponent::$component(component)))
                },
            },
        )+];

        /// The templates of all components. Some share one, and some have several.
        pub fn component_templates() -> BTreeSet<&'static str> {
            [$(super::$module::$component::TEMPLATES,)+].into_iter().flatten().copied().collect()
        }

        /// What the model holds for a call.
        enum AnyComponent {
            $($component(super::$module::$component),)+
        }

        #[derive(Debug, Serialize)]
        #[serde(untagged)]
        enum AnyView {
            $($component(<super::$module::$component as Component>::View),)+
        }

        impl AnyComponent {
            fn view(&self, call: &ComponentCall<'_>) -> Option<ComponentView> {
                match self {
                    $(Self::$component(component) => {
                        let view = AnyView::$component(component.view(call)?);
                        Some(ComponentView { template: component.template(), view })
                    })+
                }
            }

            fn shows(&self, fact: PlanFact) -> bool {
                match self {
                    $(Self::$component(component) => component.shows(fact),)+
                }
            }
        }
    };
}

// In the order in which messages name them.
components! {
    indicator::Indicator,
    indicators::Indicators,
    schedule::Schedule,
    roles::Roles,
    statements::Statements,
    measures::Measures,
    figure::Figure,
    table::Table,
    cycle::Cycle,
}

/// What a call in a text shows on a page.
pub(in crate::pages) fn component_view(
    call: &ComponentCall<'_>,
    component: &ResolvedComponent,
) -> Option<ComponentView> {
    own(component)?.view(call)
}

/// Whether a call in a text of a plan shows this of the plan.
pub(in crate::pages) fn component_shows(component: &ResolvedComponent, fact: PlanFact) -> bool {
    own(component).is_some_and(|component| component.shows(fact))
}

/// The files of long tables that the pages lead to, with their addresses. One that several texts show is one file.
pub fn table_files(site: &Site) -> BTreeMap<String, String> {
    let texts = site.subjects_with_texts().flat_map(|(_, texts)| texts.all());
    let components = texts.flat_map(|text| &text.components).flatten().filter_map(own);
    let tables = components.filter_map(|component| match component {
        AnyComponent::Table(table) => Some(table),
        _ => None,
    });
    tables.flat_map(|table| table.files(site)).collect()
}

/// The way back from what the model holds. [`COMPONENTS`] makes nothing else, so there always is one.
fn own(component: &ResolvedComponent) -> Option<&AnyComponent> {
    component.downcast_ref()
}
