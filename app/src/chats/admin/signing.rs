//! How a host page says who its signed-in visitor is: the secret, and an example of how to sign with it.

use super::api::RenewChatSecret;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::chats::model::Setting;

/// The card with the secret.
#[component]
pub fn Signing(setting: Setting, business: String, url: String) -> impl IntoView {
    let secret = if setting.secret_fault.is_empty() {
        view! {
            <Disclosure summary="Show the secret">
                <p class="mt-2 rounded-sm bg-sunk px-3 py-2 font-mono text-sm break-all select-all">{setting.secret}</p>
            </Disclosure>
        }
        .into_any()
    } else {
        view! { <Banner tone=Tone::Bad>{setting.secret_fault}</Banner> }.into_any()
    };
    view! {
        <Card class="scroll-mt-6">
            <h2 id="secret" class="scroll-mt-6 text-md font-semibold">"Visitors who are signed in on your site"</h2>
            <p class="mt-1 mb-3 max-w-prose text-muted">
                "Your server may say who somebody is, so that they need no contact form and find their chats on every device. It signs a JWT (HS256) with this secret; the secret never belongs on a page."
            </p>
            {secret}
            <Disclosure summary="How to sign" class="mt-3">
                <pre tabindex="0" aria-label="Example on the server" class="mt-2 overflow-x-auto rounded-sm bg-sunk px-3 py-2.5 font-mono text-sm">{EXAMPLE}</pre>
                <p class="mt-3 mb-1 text-muted">"Then, on the page:"</p>
                <pre tabindex="0" aria-label="Example on the page" class="overflow-x-auto rounded-sm bg-sunk px-3 py-2.5 font-mono text-sm">{on_page(&url, &business)}</pre>
                <p class="mt-3 text-muted">"On pages of whoever is signed out say " <code>"Stoa.identify(null)"</code> ", so that the next person on the same device does not read their chats."</p>
            </Disclosure>
            <Disclosure summary="Has somebody else seen it?" class="mt-3">
                <form method="post" action=RenewChatSecret::PATH class="mt-2 flex flex-wrap items-center gap-x-3 gap-y-2 text-muted">
                    <span class="min-w-0 flex-1 basis-72">"With a new secret nothing that was signed with the old one holds any more: your server needs the new one at once. This cannot be undone."</span>
                    <Button look=Look::Danger icon=Glyph::Refresh>"Make a new secret"</Button>
                </form>
            </Disclosure>
        </Card>
    }
    .into_any()
}

const EXAMPLE: &str = r#"// Node, on your server; `npm install jsonwebtoken`
const token = require("jsonwebtoken").sign(
  { sub: customer.id, name: customer.name, email: customer.email },
  process.env.STOA_CHAT_SECRET,
  { algorithm: "HS256", expiresIn: "5m" },
);"#;

fn on_page(url: &str, business: &str) -> String {
    format!("<script src=\"{url}/widget.js\" data-business=\"{business}\" async\n  onload=\"Stoa.identify('TOKEN')\"></script>")
}
