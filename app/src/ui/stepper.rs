//! Stepper: where something stands on its way, such as a ticket or a booking.

use leptos::prelude::*;

/// One step on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Its name.
    pub label: String,
    /// When it was reached, or a word about it.
    pub note: Option<String>,
    /// Where it can be done again: an earlier step of a booking.
    pub href: Option<String>,
}

impl Step {
    /// A step with a name.
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }

    /// With a time or a word below it.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// With a way back to it.
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }
}

/// Where a step stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Done,
    Now,
    Ahead,
}

/// The steps in a row; those before `current` are done. A `current` past the end means that all are.
#[component]
pub fn Stepper(
    /// What is on its way: "Progress of your ticket".
    #[prop(into)]
    label: String,
    steps: Vec<Step>,
    /// Counted from 0.
    current: usize,
) -> impl IntoView {
    let items = steps
        .into_iter()
        .enumerate()
        .map(|(at, step)| {
            let place = match at.cmp(&current) {
                std::cmp::Ordering::Less => Place::Done,
                std::cmp::Ordering::Equal => Place::Now,
                std::cmp::Ordering::Greater => Place::Ahead,
            };
            view! { <StepItem step place first=at == 0 /> }
        })
        .collect_view();
    view! {
        <ol aria-label=label class="flex text-center text-xs">
            {items}
        </ol>
    }
    .into_any()
}

#[component]
fn StepItem(step: Step, place: Place, first: bool) -> impl IntoView {
    let reached = place != Place::Ahead;
    let line = if reached { "before:bg-accent" } else { "before:bg-line-strong" };
    let line = if first { String::new() } else { format!("before:absolute before:top-2 before:-left-1/2 before:h-0.5 before:w-full {line}") };
    let dot = match place {
        Place::Done => "border-accent bg-accent text-accent-ink",
        Place::Now => "border-accent bg-accent-soft text-accent",
        Place::Ahead => "border-control bg-panel text-transparent",
    };
    let words = if place == Place::Now { "font-semibold text-ink" } else { "text-muted" };
    let said = match place {
        Place::Done => " (done)",
        Place::Now => " (now)",
        Place::Ahead => " (to come)",
    };
    let name = match step.href.filter(|_| place == Place::Done) {
        Some(href) => view! { <a href=href class="underline underline-offset-2 hover:text-ink">{step.label}</a> }.into_any(),
        None => step.label.into_any(),
    };
    view! {
        <li aria-current=(place == Place::Now).then_some("step") class=format!("relative min-w-0 flex-1 px-0.5 max-sm:text-2xs sm:px-1 {line} {words}")>
            <svg aria-hidden="true" viewBox="0 0 18 18" class=format!("relative z-1 mx-auto mb-1.5 size-4.5 rounded-full border-2 {dot}")>
                {match place {
                    Place::Done => view! { <path d="M4.5 9.5l3 3l6-6.5" fill="none" stroke="currentColor" stroke-width="2" /> }.into_any(),
                    _ => view! { <circle cx="9" cy="9" r="4" fill="currentColor" /> }.into_any(),
                }}
            </svg>
            {name}
            <span class="sr-only">{said}</span>
            {step.note.map(|note| view! { <span class="block font-normal text-faint tabular-nums">{note}</span> })}
        </li>
    }
    .into_any()
}
