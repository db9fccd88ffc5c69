//! What a page says after a form: why it was refused, or that it is done.

use crate::forms::{Refused, refused};
use crate::ui::{Banner, TextField, TextInput, Tone};
use crate::{routes, session};
use leptos::prelude::*;

const HISTORY: &str = "A note for the history";
/// The parameter of the address that says what is done.
const DONE: &str = "done";

/// A page's address that says there: it is done. `word` is one of those the page knows.
pub fn done(path: &str, word: &str) -> String {
    format!("{path}{}{DONE}={word}", if path.contains('?') { '&' } else { '?' })
}

/// Leads back to the page a form stood on, which says that it is done. A script that sends no page stays where it is.
pub fn lead_back(back: &str, word: &str) {
    if !back.is_empty() {
        leptos_axum::redirect(&done(routes::safe_next(back), word));
    }
}

/// Whether the page was reached because `word` is done, and nothing was refused since.
pub fn is_done(word: &str) -> bool {
    session::query(DONE).is_some_and(|said| said == word) && refused().error.is_none()
}

/// Says that it is done, when the address has one of these words.
pub fn done_note(words: &[(&str, &str)]) -> AnyView {
    let said = words.iter().find(|(word, _)| is_done(word)).map(|(_, text)| (*text).to_owned());
    said.map(|text| view! { <Banner tone=Tone::Good class="mb-5">{text}</Banner> }).into_any()
}

/// Says why a form was refused, apart from what its fields say themselves.
pub fn refusal(refused: &Refused, fields: &[&str]) -> AnyView {
    refused.error_besides(fields).map(|why| view! { <Banner tone=Tone::Bad class="mb-5">{why}</Banner> }).into_any()
}

/// What stands in the history beside a deed: a field in a row of buttons, with what was typed when that was refused.
#[component]
pub fn NoteBeside(id: String, refused: Refused) -> impl IntoView {
    view! {
        <TextInput
            name="note"
            id
            value=refused.value("note")
            error=refused.error_of("note")
            placeholder=HISTORY
            class="w-64! max-w-full"
            attr:aria-label=HISTORY
        />
    }
    .into_any()
}

/// The same in a dialog, below what it asks.
#[component]
pub fn NoteBelow(id: String, refused: Refused) -> impl IntoView {
    view! { <TextField name="note" id label=HISTORY optional=true value=refused.value("note") error=refused.error_of("note") class="mt-4" /> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::done;

    #[test]
    fn the_word_is_added_to_whatever_address_there_is() {
        assert_eq!(done("/account", "saved"), "/account?done=saved");
        assert_eq!(done("/admin/people?show=customers", "saved"), "/admin/people?show=customers&done=saved");
    }
}
