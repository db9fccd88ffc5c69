//! Cards and sections: a thing with an edge, and the list of facts inside it.

use leptos::prelude::*;

/// A panel with an edge. With a `title` it is a section with a heading.
#[component]
pub fn Card(
    #[prop(optional, into)] title: String,
    /// What stands at the right of the title.
    #[prop(optional, into)]
    aside: ViewFnOnce,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
    children: Children,
) -> impl IntoView {
    view! {
        <section class=format!("min-w-0 rounded-md border border-line bg-panel p-4 shadow-card {class}")>
            {(!title.is_empty())
                .then(|| view! {
                    <header class="mb-3 flex items-center gap-3">
                        <h2 class="min-w-0 flex-1 text-md font-semibold">{title}</h2>
                        {aside.run()}
                    </header>
                })} {children()}
        </section>
    }
    .into_any()
}

/// A block of a side panel: a small heading, something at its right, a line below.
#[component]
pub fn PanelSection(
    #[prop(into)] title: String,
    #[prop(optional, into)] aside: ViewFnOnce,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
    children: Children,
) -> impl IntoView {
    view! {
        <section class=format!("border-b border-line px-4 py-3.5 text-sm last:border-b-0 {class}")>
            <header class="mb-2 flex items-center gap-2">
                <h2 class="min-w-0 flex-1 text-xs font-semibold text-muted">{title}</h2>
                {aside.run()}
            </header>
            {children()}
        </section>
    }
    .into_any()
}

/// Names and values in two columns; holds `Fact`s.
#[component]
pub fn Facts(
    /// Layout only.
    #[prop(optional, into)]
    class: String,
    children: Children,
) -> impl IntoView {
    view! { <dl class=format!("grid grid-cols-[minmax(5.75rem,auto)_minmax(0,1fr)] gap-x-3 gap-y-1.5 {class}")>{children()}</dl> }.into_any()
}

/// One name and its value.
#[component]
pub fn Fact(#[prop(into)] label: String, children: Children) -> impl IntoView {
    view! {
        <dt class="text-muted">{label}</dt>
        <dd class="min-w-0 tabular-nums">{children()}</dd>
    }
    .into_any()
}

/// An e-mail address that opens a letter, in one line.
#[component]
pub fn MailTo(address: String) -> impl IntoView {
    let href = format!("mailto:{address}");
    view! { <a href=href class="block truncate rounded-xs hover:underline" title=address.clone()>{address.clone()}</a> }.into_any()
}

/// A phone number that calls.
#[component]
pub fn CallTo(number: String) -> impl IntoView {
    let href = format!("tel:{number}");
    view! { <a href=href class="rounded-xs hover:underline">{number}</a> }.into_any()
}

/// The head of a page: its one `h1`, a line below it, actions at the right.
#[component]
pub fn PageHead(#[prop(into)] title: String, #[prop(optional, into)] subtitle: String, #[prop(optional, into)] actions: ViewFnOnce) -> impl IntoView {
    view! {
        <header class="mb-5 flex flex-wrap items-center gap-x-4 gap-y-3">
            <div class="min-w-0 flex-1 basis-64">
                <h1 class="text-xl leading-tight font-bold tracking-tight">{title}</h1>
                {(!subtitle.is_empty()).then(|| view! { <p class="mt-1 max-w-prose text-muted tabular-nums">{subtitle}</p> })}
            </div>
            <div class="flex flex-wrap items-center gap-2">{actions.run()}</div>
        </header>
    }
    .into_any()
}
