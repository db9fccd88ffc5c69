//! The macros of the open ticket: a list that narrows while one types, what the chosen one will do, and the button that does it.

use super::api::{apply_macro, list_macros, preview_macro};
use super::{Effects, MacroLine, Preview};
use crate::live;
use crate::routes;
use crate::tickets::desk::islands::change;
use crate::ui::*;
use leptos::html::{Div, Input};
use leptos::prelude::*;
use leptos::task::spawn_local;
use stoa::kernel::ids::{MacroId, MemberId, TicketId};
use uuid::Uuid;

/// The popover.
const ID: &str = "macros";

/// The button with its popover. Part of the island that shows the ticket's head; without script a link to a page that does the same.
#[component]
pub fn MacroMenu(id: TicketId, number: i64, me: MemberId) -> impl IntoView {
    let all = RwSignal::new(None::<Vec<MacroLine>>);
    let looking = RwSignal::new(None::<(Preview, Uuid)>);
    let letters = RwSignal::new(String::new());
    let (pop, search) = (NodeRef::<Div>::new(), NodeRef::<Input>::new());
    let open = move |_| {
        looking.set(None);
        letters.set(String::new());
        spawn_local(async move {
            match list_macros().await {
                Ok(lines) => all.set(Some(lines)),
                Err(error) => live::toast(Tone::Bad, error.to_string(), None),
            }
            focus(search);
        });
    };
    let look = move |chosen: MacroId| {
        spawn_local(async move {
            match preview_macro(chosen, id).await {
                Ok(preview) => looking.set(Some((preview, Uuid::now_v7()))),
                Err(error) => live::toast(Tone::Bad, error.to_string(), None),
            }
        });
    };
    let back = move || {
        looking.set(None);
        focus(search);
    };
    let apply = move || {
        let Some((preview, client_id)) = looking.get_untracked() else { return };
        if let Some(pop) = pop.get_untracked() {
            let _ = pop.hide_popover();
        }
        change(id, me, apply_macro(preview.id, id, preview.revision, client_id, false), || {});
    };
    let found = move || {
        let letters = letters.get().to_lowercase();
        let fits = |m: &MacroLine| m.name.to_lowercase().contains(&letters) || m.about.to_lowercase().contains(&letters);
        all.get().map(|all| all.into_iter().filter(fits).collect::<Vec<_>>())
    };
    let enter = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter"
            && !event.is_composing()
            && let Some(first) = untrack(found).and_then(|lines| lines.into_iter().next())
        {
            event.prevent_default();
            look(first.id);
        }
    };
    view! {
        <button type="button" popovertarget=ID aria-label="Macros" on:click=open class=format!("{} noscript:hidden!", button_class(Look::Plain, Size::Medium))>
            <Icon glyph=Glyph::Bolt class="size-4 flex-none" />
            <span class="max-sm:hidden">"Macros"</span>
        </button>
        <a href=routes::desk_macros(number) class=format!("{} hidden! noscript:inline-flex!", button_class(Look::Plain, Size::Medium))>
            "Macros"
        </a>
        <div
            node_ref=pop
            id=ID
            popover="auto"
            role="group"
            aria-label="Macros"
            class="max-h-[70dvh] w-96 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-md border border-line bg-raised p-3 text-ink shadow-pop pop-below-end open:animate-pop"
        >
            {move || match looking.get() {
                Some((preview, _)) => view! { <WillDo preview apply back /> }.into_any(),
                None => {
                    view! {
                        <input
                            node_ref=search
                            type="search"
                            aria-label="Find a macro"
                            placeholder="Find a macro"
                            prop:value=move || letters.get()
                            on:input=move |event| letters.set(event_target_value(&event))
                            on:keydown=enter
                            class="h-control w-full rounded-sm border border-control bg-raised px-3 text-base focus-visible:border-accent focus-visible:outline-offset-0"
                        />
                        {move || view! { <Found found=found() look /> }}
                    }
                        .into_any()
                }
            }}
        </div>
    }
    .into_any()
}

fn focus(field: NodeRef<Input>) {
    request_animation_frame(move || {
        if let Some(field) = field.get_untracked() {
            let _ = field.focus();
        }
    });
}

/// The list.
#[component]
fn Found(found: Option<Vec<MacroLine>>, look: impl Fn(MacroId) + Copy + 'static) -> impl IntoView {
    let Some(lines) = found else { return view! { <SkeletonRows count=3 /> }.into_any() };
    if lines.is_empty() {
        return view! { <p role="status" class="px-1 py-4 text-sm text-muted">"No macro fits. Admins add them under Admin, Macros."</p> }.into_any();
    }
    let line = move |m: MacroLine| {
        view! {
            <li>
                <button type="button" on:click=move |_| look(m.id) class="w-full rounded-sm px-2.5 py-1.5 text-start hover:bg-sunk pointer-coarse:min-h-11">
                    <b class="block text-sm font-semibold">{m.name}</b>
                    <span class="line-clamp-2 block text-xs text-muted">{m.about}</span>
                </button>
            </li>
        }
    };
    view! { <ul class="mt-2 flex flex-col">{lines.into_iter().map(line).collect_view()}</ul> }.into_any()
}

/// What the chosen one will do.
#[component]
fn WillDo(preview: Preview, apply: impl Fn() + Copy + 'static, back: impl Fn() + Copy + 'static) -> impl IntoView {
    let is_possible = preview.is_possible();
    let first = NodeRef::<leptos::html::H3>::new();
    Effect::new(move |_| {
        if let Some(title) = first.get() {
            let _ = title.focus();
        }
    });
    view! {
        <h3 node_ref=first tabindex="-1" class="mb-2 font-semibold outline-none">{preview.name}</h3>
        <Effects effects=preview.effects />
        {(!is_possible).then(|| view! { <p class="mt-3 text-sm text-bad">"It cannot be applied as a whole, so nothing of it will be."</p> })}
        <div class="mt-3 flex gap-2">
            <Button look=Look::Primary size=Size::Small kind="button" disabled=!is_possible on:click=move |_| apply()>"Apply"</Button>
            <Button look=Look::Quiet size=Size::Small kind="button" on:click=move |_| back()>"Back"</Button>
        </div>
    }
    .into_any()
}
