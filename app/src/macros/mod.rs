//! Macros: applied to a ticket at the desk, written by admins.

pub mod api;
pub mod islands;

#[cfg(feature = "ssr")]
mod editor;
#[cfg(feature = "ssr")]
mod forms;
#[cfg(feature = "ssr")]
mod pages;

#[cfg(feature = "ssr")]
pub use editor::MacroPage;
#[cfg(feature = "ssr")]
pub use pages::{MacrosPage, TicketMacrosPage};

use crate::ui::{Glyph, Icon};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use stoa::kernel::ids::MacroId;
use stoa::macros::model::Effect;

/// A macro to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MacroLine {
    /// Its id.
    pub id: MacroId,
    /// What it is called.
    pub name: String,
    /// When to use it; what it does where nobody wrote that.
    pub about: String,
}

/// What a macro would do to a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Its id.
    pub id: MacroId,
    /// What it is called.
    pub name: String,
    /// The revision that was looked at.
    pub revision: i64,
    /// What each step would do.
    pub effects: Vec<Effect>,
}

impl Preview {
    /// Whether it can be applied: nothing is refused.
    pub fn is_possible(&self) -> bool {
        !self.effects.iter().any(|effect| effect.is_refused)
    }
}

/// What will happen, step by step, with what will be written.
#[component]
pub fn Effects(effects: Vec<Effect>) -> impl IntoView {
    let line = |effect: Effect| {
        let (glyph, tone) = match &effect {
            Effect { is_refused: true, .. } => (Glyph::Alert, "text-bad"),
            Effect { changes: true, .. } => (Glyph::Check, "text-good"),
            _ => (Glyph::Minus, "text-faint"),
        };
        let word = effect.is_refused.then(|| view! { <span class="sr-only">"Cannot be done: "</span> });
        let muted = if effect.changes || effect.is_refused { "" } else { "text-muted" };
        view! {
            <li class="flex gap-2">
                <span class=format!("mt-0.5 flex-none {tone}")>
                    <Icon glyph class="size-4" />
                </span>
                <div class=format!("min-w-0 flex-1 {muted}")>
                    <p>{word} {effect.sentence}</p>
                    {effect
                        .text
                        .map(|text| {
                            view! {
                                <p class="mt-1 max-h-48 overflow-y-auto rounded-sm border border-line bg-canvas px-3 py-2 whitespace-pre-line wrap-anywhere">{text}</p>
                            }
                        })}
                </div>
            </li>
        }
    };
    view! { <ol class="flex flex-col gap-2 text-sm">{effects.into_iter().map(line).collect_view()}</ol> }.into_any()
}
