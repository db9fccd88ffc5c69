//! The contact form: who somebody is and how they are reached, before the first message.

use super::Door;
use super::frame::{Around, SpotFields, Tab};
use super::home::VisitFields;
use crate::chats::visitor::api::StartChat;
use crate::error::Result;
use crate::forms::refused;
use crate::notes::refusal;
use crate::session;
use crate::ui::*;
use http::header::ACCEPT_LANGUAGE;
use http::request::Parts;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::kernel::phone::COUNTRIES;

const FIELDS: &[&str] = &["name", "email", "phone"];

/// The page with the form.
pub async fn contact(door: Door) -> Result<AnyView> {
    let refused = refused().of("/start_chat");
    let country = refused.value_or("country", &country(&door.business.currency));
    // Whoever comes from a journey has said already what it is about.
    let walk = session::query("walk").unwrap_or_else(|| refused.value("walk"));
    let (phone, phone_error) = (refused.value("phone"), refused.error_of("phone"));
    let content = view! {
        <h1 class="mb-1 text-xl font-bold tracking-tight">"Before we begin"</h1>
        <p class="mb-5 text-muted">"Who are you, and how do we reach you when you are gone before the answer comes?"</p>
        {refusal(&refused, FIELDS)}
        <form method="post" action=StartChat::PATH class="flex flex-col gap-4">
            <SpotFields spot=door.spot.clone() />
            <VisitFields />
            <input type="hidden" name="walk" value=walk />
            <TextField name="name" label="Your name" autocomplete="name" required=true value=refused.value("name") error=refused.error_of("name") />
            <TextField name="email" label="E-mail address" kind="email" autocomplete="email" required=true value=refused.value("email") error=refused.error_of("email") />
            <Field id="phone" label="Phone number" error=phone_error.clone()>
                <div class="flex gap-2">
                    <Select name="country" label="Country of the phone number" choices=countries() value=country class="w-40! flex-none" />
                    <TextInput name="phone" kind="tel" autocomplete="tel" required=true value=phone error=phone_error placeholder="700 000 482" class="flex-1" />
                </div>
            </Field>
            <p class="flex gap-2 text-sm text-muted">
                <Icon glyph=Glyph::Lock class="mt-0.5 size-4 flex-none" />
                <span>"We use this to answer you, and for nothing else. Your network address and browser are kept for 90 days, against abuse."</span>
            </p>
            <Button look=Look::Primary size=Size::Large>"Start the chat"</Button>
        </form>
    };
    Around::page("Start a chat", Tab::Messages).put(&door, content).await
}

/// Countries by their calling codes and names.
fn countries() -> Vec<Choice> {
    COUNTRIES.iter().map(|(iso, name, code)| Choice::new(*iso, format!("{name} (+{code})"))).collect()
}

/// The country of a phone number that is chosen at first: the browser's, else the one whose money the business takes.
pub fn country(currency: &str) -> String {
    let language = use_context::<Parts>().and_then(|parts| Some(parts.headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?.to_owned())).unwrap_or_default();
    likely_country(&language, currency)
}

fn likely_country(language: &str, currency: &str) -> String {
    let first = language.split([',', ';']).next().unwrap_or_default();
    let region = first.split_once('-').map(|(_, region)| region.to_uppercase());
    let known = |iso: &str| COUNTRIES.iter().any(|c| c.0 == iso);
    // A currency is called after its country, mostly. English of Britain or America is set on browsers everywhere.
    let of_currency = currency.get(..2).filter(|iso| known(iso)).map(str::to_owned);
    let is_telling = |region: &String| known(region) && !matches!(first, "en-US" | "en-GB");
    region.filter(is_telling).or(of_currency).unwrap_or_else(|| "US".into())
}

#[cfg(test)]
mod tests {
    use super::likely_country;

    #[test]
    fn the_country_at_first_is_the_browsers_or_that_of_the_money() {
        assert_eq!(likely_country("de-AT,de;q=0.9", "KES"), "AT");
        for vague in ["en-GB,en", "en-US", "sw", "", "xx-YY"] {
            assert_eq!(likely_country(vague, "KES"), "KE", "{vague}");
        }
        assert_eq!(likely_country("en", "EUR"), "US");
    }
}
