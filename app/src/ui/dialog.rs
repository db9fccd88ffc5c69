//! Dialogs and drawers on the native `<dialog>`: opened by an `OpenDialog` button without a line of script,
//! or by an island with `show_modal()`.

use leptos::prelude::*;

use super::{
    button::{IconButton, Look, button_class},
    icon::{Glyph, Icon},
    tone::Size,
};

/// Something that has to be looked at before going on. `id` is what `OpenDialog` names.
#[component]
pub fn Dialog(
    #[prop(into)] id: String,
    #[prop(into)] title: String,
    /// Wider than a question needs.
    #[prop(optional)]
    wide: bool,
    children: Children,
) -> impl IntoView {
    let width = if wide { "max-w-3xl" } else { "max-w-lg" };
    view! {
        <DialogFrame
            id
            title
            is_open=false
            is_popover=false
            class=format!("m-auto max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] rounded-lg {width} open:animate-pop")
        >
            {children()}
        </DialogFrame>
    }
    .into_any()
}

/// Something beside the page: a cart, filters on a phone. It stands at the right edge, full height.
#[component]
pub fn Drawer(
    #[prop(into)] id: String,
    #[prop(into)] title: String,
    /// Already there when the page comes, beside what can still be used: the keyboard is in it. It stands where the keyboard is to go on once it is closed.
    #[prop(optional)]
    is_open: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <DialogFrame id title is_open is_popover=false class="fixed inset-y-0 z-40 my-0 me-0 ms-auto h-dvh max-h-none w-full max-w-md border-y-0 border-e-0 open:animate-pop">
            {children()}
        </DialogFrame>
    }
    .into_any()
}

/// What all of them stand in. As a popover it opens in older browsers, too.
#[component]
pub(super) fn DialogFrame(id: String, title: String, is_open: bool, is_popover: bool, #[prop(into)] class: String, children: Children) -> impl IntoView {
    let heading = format!("{id}-title");
    let labelled_by = heading.clone();
    let close = if is_popover {
        view! { <CloseDialog target=id.clone() label="Close" class=button_class(Look::Quiet, Size::Small)><Icon glyph=Glyph::Close /></CloseDialog> }.into_any()
    } else {
        view! {
            <form method="dialog">
                <IconButton glyph=Glyph::Close label="Close" size=Size::Small />
            </form>
        }
        .into_any()
    };
    view! {
        <dialog
            id=id
            popover=is_popover.then_some("auto")
            aria-labelledby=labelled_by
            closedby="any"
            open=is_open
            class=format!("border border-line bg-panel p-0 text-ink shadow-pop backdrop:bg-veil {class}")
        >
            <header class="sticky top-0 z-10 flex items-center gap-3 border-b border-line bg-panel px-5 py-3">
                <h2 id=heading tabindex=is_open.then_some("-1") autofocus=is_open class="min-w-0 flex-1 text-md font-semibold outline-none">
                    {title}
                </h2>
                {close}
            </header>
            <div class="p-5">{children()}</div>
        </dialog>
    }
    .into_any()
}

/// The button that opens the dialog with this id.
#[component]
pub fn OpenDialog(
    /// The id of the dialog.
    #[prop(into)]
    target: String,
    #[prop(optional)] look: Look,
    #[prop(optional)] size: Size,
    #[prop(optional_no_strip, into)] icon: Option<Glyph>,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
    children: Children,
) -> impl IntoView {
    view! {
        <button type="button" command="show-modal" commandfor=target aria-haspopup="dialog" class=format!("{} {class}", button_class(look, size))>
            {icon.map(|glyph| view! { <Icon glyph class="size-4 flex-none" /> })}
            {children()}
        </button>
    }
}

/// The buttons at the foot of a dialog. The action comes first in the source, because Enter presses the first button of a form.
#[component]
pub fn DialogActions(
    /// The word on the button that leaves without doing anything.
    #[prop(default = "Cancel".into(), into)]
    cancel: String,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="mt-5 flex flex-row-reverse flex-wrap gap-2">
            {children()}
            <button type="submit" formmethod="dialog" formnovalidate=true class=button_class(Look::Quiet, Size::Medium)>
                {cancel}
            </button>
        </div>
    }
    .into_any()
}

/// Closes what stands around it, however that was opened.
#[component]
pub(super) fn CloseDialog(
    target: String,
    /// Its name, where it has no words.
    #[prop(optional, into)]
    label: Option<String>,
    class: String,
    children: Children,
) -> impl IntoView {
    view! {
        <button type="button" command="close" commandfor=target.clone() popovertarget=target popovertargetaction="hide" aria-label=label class=class>
            {children()}
        </button>
    }
}
