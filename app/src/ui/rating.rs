//! Rating: one to five stars, given with radio buttons and shown with words.

use leptos::prelude::*;

use super::icon::Glyph;

const WORDS: [&str; 5] = ["Bad", "Poor", "Fair", "Good", "Excellent"];

/// Asks for one to five stars. Plain radio buttons underneath: arrow keys and forms without script work.
#[component]
pub fn RatingInput(
    #[prop(into)] name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// What was chosen before, 0 for nothing.
    #[prop(optional)]
    value: u8,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let stars = (1..=5_u8)
        .map(|stars| {
            let word = WORDS[usize::from(stars) - 1];
            view! {
                <label class="group/star relative rounded-sm p-1.5 text-line-strong transition-colors peer-hover:text-line-strong hover:text-star has-checked:text-star has-focus-visible:outline-2 has-focus-visible:outline-accent has-[~label:hover]:text-star has-[~label_:checked]:text-star">
                    <input type="radio" name=name.clone() value=stars.to_string() checked=value == stars required=required class="sr-only" />
                    <span class="sr-only">{format!("{stars} of 5, {word}")}</span>
                    <Star class="size-8" />
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="min-w-0">
            <legend class="mb-1 text-sm font-semibold">{label}</legend>
            <div class="-ms-1.5 flex">{stars}</div>
        </fieldset>
    }
    .into_any()
}

/// Shows a rating: five small stars, read out as "4 of 5 stars".
#[component]
pub fn Rating(value: u8) -> impl IntoView {
    let stars = (1..=5_u8)
        .map(|star| {
            let colour = if star <= value { "size-3.5 text-star" } else { "size-3.5 text-line-strong" };
            view! { <Star class=colour /> }
        })
        .collect_view();
    view! {
        <span role="img" aria-label=format!("{value} of 5 stars") class="inline-flex align-[-2px]">
            {stars}
        </span>
    }
    .into_any()
}

#[component]
fn Star(class: &'static str) -> impl IntoView {
    view! {
        <svg aria-hidden="true" viewBox="0 0 24 24" fill="currentColor" class=class>
            <path d=Glyph::Star.path() />
        </svg>
    }
    .into_any()
}
