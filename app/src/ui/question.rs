//! The question before something is called off or deleted. People come with browsers of all ages: where one does not know `commandfor`, the same markup
//! is a popover, which Esc and a click beside it close as well, and which gives the keyboard back. It only leaves the page behind it within reach.

use leptos::prelude::*;

use super::{
    button::{Button, Look, button_class},
    dialog::{CloseDialog, Dialog, DialogActions, DialogFrame, OpenDialog},
    icon::{Glyph, Icon},
    tone::Size,
};

/// The button that opens the question.
#[component]
pub fn OpenQuestion(
    /// The id of the question.
    #[prop(into)]
    target: String,
    #[prop(optional)] size: Size,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
    children: Children,
) -> impl IntoView {
    let class = format!("{} {class}", button_class(Look::Plain, size));
    view! {
        <button type="button" command="show-modal" commandfor=target.clone() popovertarget=target aria-haspopup="dialog" class=class>
            <Icon glyph=Glyph::Close class="size-4 flex-none" />
            {children()}
        </button>
    }
}

/// What an `OpenQuestion` opens: it ends with the form that does it.
#[component]
pub fn Question(
    #[prop(into)] id: String,
    #[prop(into)] title: String,
    /// What follows from it, before the form.
    #[prop(optional, into)]
    words: String,
    /// Where the form goes.
    action: &'static str,
    /// The hidden fields of the form.
    children: Children,
) -> impl IntoView {
    let target = id.clone();
    view! {
        <DialogFrame id title is_open=false is_popover=true class="m-auto w-[calc(100vw-2rem)] max-w-lg rounded-lg open:animate-pop">
            {(!words.is_empty()).then(|| view! { <p>{words}</p> })}
            <form method="post" action=action>
                {children()}
                <div class="mt-5 flex flex-row-reverse flex-wrap gap-2">
                    <Button look=Look::Danger>"Yes, cancel it"</Button>
                    <CloseDialog target class=button_class(Look::Quiet, Size::Medium)>"Keep it"</CloseDialog>
                </div>
            </form>
        </DialogFrame>
    }
    .into_any()
}

/// The small button by which staff deletes one of a list, and the question it asks before: the form sends `value` as `name`.
#[component]
pub fn AskDelete(
    /// The id of the question, of its own on the page.
    #[prop(into)]
    id: String,
    /// How the thing is called.
    #[prop(into)]
    what: String,
    /// What follows from it.
    words: &'static str,
    /// Where the form goes.
    action: &'static str,
    name: &'static str,
    #[prop(into)] value: String,
) -> impl IntoView {
    let title = format!("Delete “{what}”?");
    view! {
        <OpenDialog target=id.clone() look=Look::Quiet size=Size::Small icon=Glyph::Trash>"Delete" <span class="sr-only">" " {what}</span></OpenDialog>
        <Dialog id title>
            <p>{words}</p>
            <form method="post" action=action>
                <DialogActions cancel="Keep it">
                    <Button look=Look::Danger name=name value=value>"Yes, delete it"</Button>
                </DialogActions>
            </form>
        </Dialog>
    }
    .into_any()
}
