//! The form in which somebody asks about an order, and what stands in its place when nobody can any more.

use crate::forms::Refused;
use crate::orders::api::AskAboutOrder;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use uuid::Uuid;

/// Nobody can: the form beside it goes, too.
pub fn closed() -> AnyView {
    view! {
        <p data-closed="" class="mt-4 flex items-center gap-2 rounded-md border border-line bg-panel px-4 py-3 text-sm text-muted">
            <Icon glyph=Glyph::Lock class="size-4 flex-none" />
            <span>"This conversation is closed. Nobody can write here any more."</span>
        </p>
    }
    .into_any()
}

/// The form: it works as it stands.
#[component]
pub fn Ask(token: String, refused: Refused) -> impl IntoView {
    let error = refused.error_of("body");
    let banner = refused.error_besides(&["body"]).map(|why| view! { <Banner tone=Tone::Bad>{why}</Banner> });
    let client_id = refused.value("client_id").parse().unwrap_or_else(|_| Uuid::now_v7()).to_string();
    // Without a script too the page comes back to what has to be mended.
    let is_refused = refused.error.is_some();
    view! {
        <form method="post" action=AskAboutOrder::PATH class="flex flex-col gap-3">
            {banner}
            <input type="hidden" name="link" value=token />
            <input type="hidden" name="client_id" value=client_id autocomplete="off" />
            <Field id="body" label="Your message" error=error.clone()>
                <TextArea name="body" rows=3 required=true value=refused.value("body") error attr:autofocus=is_refused />
            </Field>
            <div><Button look=Look::Primary icon=Glyph::Send>"Send"</Button></div>
        </form>
    }
    .into_any()
}
