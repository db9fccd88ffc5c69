//! Signing in.

use app::{layout::*, ui::*};
use leptos::prelude::*;

#[component]
pub fn SignIn() -> impl IntoView {
    view! {
        <PlainLayout business="Kiln & Leaf" foot=|| view! { "New here? " <a href="#" class="text-accent underline">"Make an account"</a> }>
            <h1 class="mb-5 text-xl font-bold tracking-tight">"Sign in"</h1>
            <form class="flex flex-col gap-4">
                <Banner tone=Tone::Bad>"The e-mail or the password is not right. Check both and try again."</Banner>
                <TextField name="email" label="E-mail" kind="email" value="wanjiru@example.com" autocomplete="username" required=true />
                <TextField name="password" label="Password" kind="password" autocomplete="current-password" required=true />
                <Checkbox name="stay">"Stay signed in on this device"</Checkbox>
                <Button look=Look::Primary size=Size::Large>
                    "Sign in"
                </Button>
            </form>
        </PlainLayout>
    }
}
