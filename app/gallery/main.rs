//! The component gallery: every part of `app::ui` in every state and the four frames, in the browser alone, with no server.
//! `?show=desk` picks a page, `&theme=dark` the colours.

mod actions;
mod admin;
mod data;
mod desk;
mod forms;
mod plain;
mod portal;
mod talk;

use app::ui::*;
use leptos::prelude::*;

fn main() {
    let location = window().location();
    let query = location.search().unwrap_or_default();
    let has = |pair: &str| query.trim_start_matches('?').split('&').any(|part| part == pair);
    let theme = if has("theme=dark") {
        "dark"
    } else if has("theme=light") {
        "light"
    } else {
        "system"
    };
    let root = document().document_element().expect("a page has a root");
    root.set_attribute("data-theme", theme).expect("the attribute has a valid name");
    let page = query.split(['?', '&']).find_map(|part| part.strip_prefix("show=")).unwrap_or("parts").to_string();
    leptos::mount::mount_to_renderer(&document().body().expect("a page has a body").into(), move || match page.as_str() {
        "desk" => view! { <desk::Desk open=true /> }.into_any(),
        "inbox" => view! { <desk::Desk open=false /> }.into_any(),
        "shop" => view! { <portal::Shop /> }.into_any(),
        "ticket" => view! { <portal::TicketPage /> }.into_any(),
        "admin" => view! { <admin::AdminPage /> }.into_any(),
        "sign-in" => view! { <plain::SignIn /> }.into_any(),
        _ => view! { <Parts /> }.into_any(),
    })
    .forget();
}

/// All parts on one page, and links to the frames.
#[component]
fn Parts() -> impl IntoView {
    let frames = ["desk", "inbox", "shop", "ticket", "admin", "sign-in"].map(|name| NavItem::new(format!("?show={name}"), name)).to_vec();
    let themes = ["system", "light", "dark"].map(|name| NavItem::new(format!("?theme={name}"), name)).to_vec();
    view! {
        <main class="mx-auto flex max-w-6xl flex-col gap-6 px-4 py-8">
            <PageHead title="Stoa gallery" subtitle="Every part in every state. The frames are pages of their own." />
            <Tabs label="Frames" items=frames look=TabLook::Chip />
            <Tabs label="Colours" items=themes look=TabLook::Pill />
            <actions::Actions />
            <forms::Forms />
            <talk::Talk />
            <data::Data />
        </main>
        <ToastRegion>
            <Toast action=|| {
                view! {
                    <Button look=Look::Quiet size=Size::Small kind="button">
                        "Undo"
                    </Button>
                }
            }>"Ticket resolved."</Toast>
        </ToastRegion>
    }
}
