//! The document around every page: head, colours, scripts, then the route table.

use crate::chats::visitor::{asker_of_page, is_chat_page};
use crate::frames;
use crate::layout::{ConnectionBanner, Theme, Toaster};
use crate::orders::islands::ShopNews;
use crate::routes::{self, Table};
use crate::session;
use crate::ui::escape_text;
use leptos::hydration::{AutoReload, HydrationScripts};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{MetaTags, Title, provide_meta_context};
use leptos_router::components::Router;
use stoa::accounts::model::Role;

/// Islands wake when the browser is idle. A page that never is, in a frame of a busy page, would stay asleep: within a second they wake all the same.
const WAKE: &str = "{const idle=window.requestIdleCallback;if(idle)window.requestIdleCallback=(run,how)=>idle.call(window,run,how||{timeout:1000})}";

/// The whole document.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let theme = use_context::<Theme>().unwrap_or_default();
    view! {
        <!DOCTYPE html>
        <html lang="en" data-theme=theme.as_str()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content" />
                <meta name="color-scheme" content="light dark" />
                <link rel="stylesheet" href=options.css_path() />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <AutoReload options=options.clone() />
                <MetaTags />
            </head>
            <body>
                <App />
                <Awake options />
            </body>
        </html>
    }
}

/// What is awake on every page of somebody signed in, and where a guest chats. Other pages of visitors are plain: they load no islands.
#[component]
fn Awake(options: LeptosOptions) -> impl IntoView {
    let view = move || {
        let options = options.clone();
        Suspend::new(async move {
            let guest = asker_of_page().await.map(|asker| asker.member());
            let known = match (guest, is_chat_page()) {
                (None, false) => session::somebody().await.ok().flatten().map(|identity| identity.me()),
                _ => None,
            };
            let works_here = routes::is_of_staff(frames::here().split('?').next().unwrap_or_default());
            let news = known.as_ref().filter(|me| me.role.is_staff() && works_here).map(|me| (me.business, me.role == Role::Admin));
            let news = news.map(|(business, is_admin)| view! { <ShopNews business is_admin /> });
            known.map(|me| me.member).or(guest).map(|member| {
                view! {
                    <ConnectionBanner member />
                    <Toaster />
                    {news}
                    <script nonce=use_nonce() inner_html=WAKE></script>
                    <HydrationScripts options islands=true />
                }
            })
        })
    };
    view! { <Suspense>{view}</Suspense> }
}

/// The pages.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        // leptos_meta writes the title as it is; subjects and names in it are text.
        <Title formatter=|title: String| if title.is_empty() { "Stoa".to_owned() } else { format!("{} · Stoa", escape_text(&title)) } />
        <Router>
            <Table />
        </Router>
    }
}
