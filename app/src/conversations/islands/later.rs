//! Sending a reply later: the moments that are offered, and what happens when one is chosen.

use crate::tickets::desk::api::schedule_reply;
use crate::ui::*;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use stoa::kernel::ids::{FileId, TicketId};
use uuid::Uuid;
use wasm_bindgen::JsCast;
use web_sys::{HtmlButtonElement, HtmlInputElement};

/// The name of the buttons, and what that of the field says.
const LATER: &str = "later";
const AT: &str = "at";
/// The field for any other moment.
const FIELD: &str = "later_at";

/// The moments, in the menu of the send button.
#[component]
pub(super) fn Moments(laters: Vec<(String, String)>) -> impl IntoView {
    let moment = |(label, field): (String, String)| view! { <MenuButton name=LATER value=field icon=Some(Glyph::Clock)>{format!("Send {}", lower(&label))}</MenuButton> };
    view! {
        <div role="group" aria-label="Send later" class="mt-1 border-t border-line pt-1">
            {laters.into_iter().map(moment).collect_view()}
            <div class="flex items-center gap-2 px-2.5 py-1.5">
                <TextInput name=FIELD id=FIELD kind="datetime-local" value="" class="h-control-small! text-sm!" attr:aria-label="Another moment" />
                <Button size=Size::Small name=LATER value=AT>"Send then"</Button>
            </div>
        </div>
    }
    .into_any()
}

fn lower(label: &str) -> String {
    let is_day = label.starts_with("Monday");
    if is_day { format!("on {label}") } else { label.to_lowercase() }
}

/// The moment that was chosen with the button that sent the form.
pub(super) fn chosen(event: &SubmitEvent) -> Option<String> {
    let button = event.submitter()?.dyn_into::<HtmlButtonElement>().ok().filter(|b| b.name() == LATER)?;
    if button.value() != AT {
        return Some(button.value());
    }
    let field = document().get_element_by_id(FIELD)?.dyn_into::<HtmlInputElement>().ok()?;
    Some(field.value())
}

/// Has the reply kept until then.
pub(super) fn send(ticket: TicketId, body: String, files: Vec<FileId>, moment: String, then: impl FnOnce(Result<(), String>) + 'static) {
    spawn_local(async move {
        then(schedule_reply(ticket, Uuid::now_v7(), body, files, moment).await.map_err(|error| error.to_string()));
    });
}

/// The page shows what waits when it is loaded.
pub(super) fn look_again() {
    let _ = window().location().reload();
}
