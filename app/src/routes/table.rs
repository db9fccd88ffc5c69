//! The one table from path to page. Every page is rendered whole on the server, so that status, redirect and title are right.

use crate::page::NotFoundPage;
use leptos::prelude::*;
use leptos_router::components::{Route, Routes};
use leptos_router::{SsrMode, path};

/// All pages.
#[component]
pub fn Table() -> impl IntoView {
    const MODE: SsrMode = SsrMode::Async;
    view! {
        <Routes fallback=NotFoundPage>
            <Route path=path!("/") view=NotFoundPage ssr=MODE />
        </Routes>
    }
}
