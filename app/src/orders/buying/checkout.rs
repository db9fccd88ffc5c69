//! The checkout on one page: who, where to, how to pay, and what is bought beside it.

use super::buyer;
use crate::chats::visitor::phone_country;
use crate::forms::{Refused, refused};
use crate::frames;
use crate::layout::PortalLayout;
use crate::notes::refusal;
use crate::orders::api::PlaceOrder;
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::businesses::actions as businesses;
use stoa::businesses::model::Business;
use stoa::kernel::phone::COUNTRIES;
use stoa::orders::actions;
use stoa::orders::model::{Cart, METHODS, Method};
use stoa::payments::actions as payments;
use uuid::Uuid;

const FIELDS: [&str; 6] = ["name", "email", "phone", "address", "note", "method"];

/// `/checkout`
#[component]
pub fn CheckoutPage() -> impl IntoView {
    page(async {
        let (business, buyer, services) = (session::business().await?, buyer().await?, session::services());
        let cart = actions::cart(&services, &buyer).await?;
        if cart.lines.is_empty() {
            leptos_axum::redirect(routes::CART);
            return Ok(().into_any());
        }
        let refused = refused().of("/place_order");
        let me = session::somebody().await?.map(|identity| identity.me()).filter(|me| buyer.member() == Some(me.member));
        let subtitle = if me.is_none() { "No account is needed." } else { "" };
        let (name, email) = me.map_or_else(Default::default, |me| (me.name, me.email));
        let ways = payments::offered(services.db(), business.id, cart.total(), &business.currency).await?;
        let form = form(&refused, &cart, &business, (name, email), ways);
        let kept = kept(&cart, &business);
        let frame = frames::portal().await?.back(routes::CART, "Your cart");
        Ok(view! {
            <Title text="Checkout" />
            <PortalLayout frame>
                <PageHead title="Checkout" subtitle />
                {refusal(&refused, &FIELDS)}
                <div class="grid items-start gap-8 lg:grid-cols-[1fr_22rem]">
                    {form}
                    <aside aria-label="Your order" class="rounded-lg border border-line bg-canvas p-5 max-lg:order-first">
                        <Summary cart currency=business.currency />
                        {kept}
                    </aside>
                </div>
            </PortalLayout>
        }
        .into_any())
    })
}

/// Until when the pieces are kept, in the time of the business.
fn kept(cart: &Cart, business: &Business) -> Option<AnyView> {
    let now = session::services().now();
    let until = cart.held_until.filter(|until| *until > now)?;
    let zone = businesses::zone(business, now);
    let words = format!("Kept for you until {} ({}).", zone.clock(until), zone.place());
    Some(
        view! {
            <p class="mt-4 flex gap-2 text-sm text-muted">
                <Icon glyph=Glyph::Clock class="mt-0.5 size-4 flex-none" />
                {words}
            </p>
        }
        .into_any(),
    )
}

fn method_hint(method: Method) -> &'static str {
    match method {
        Method::OnDelivery => "You pay when it comes.",
        Method::Mpesa => "You confirm on your phone.",
        Method::Paypal => "You are taken to PayPal and back.",
    }
}

fn form(refused: &Refused, cart: &Cart, business: &Business, me: (String, String), ways: Vec<Method>) -> AnyView {
    // The same form sent twice orders once; after a refusal it is still the same form.
    let client_id = refused.value_or("client_id", &Uuid::now_v7().to_string());
    let total = cart.total();
    let chosen = refused.value_or("method", METHODS[0].word());
    let ways = ways
        .into_iter()
        .map(|m| view! { <Radio name="method" value=m.word() card=true checked=chosen == m.word() hint=method_hint(m)>{m.label()}</Radio> }.into_any())
        .collect_view();
    let (wrong_phone, wrong_address, wrong_note) = (refused.error_of("phone"), refused.error_of("address"), refused.error_of("note"));
    let (phone, address, note, wrong_method) = (refused.value("phone"), refused.value("address"), refused.value("note"), refused.error_of("method"));
    let country = refused.value_or("country", &phone_country(&business.currency));
    let countries = COUNTRIES.iter().map(|(iso, name, code)| Choice::new(*iso, format!("{name} (+{code})"))).collect();
    let button = format!("Order for {}", total.shown(&business.currency));
    view! {
        <form method="post" action=PlaceOrder::PATH class="flex min-w-0 flex-col gap-5">
            <input type="hidden" name="client_id" value=client_id />
            <input type="hidden" name="total" value=total.0.to_string() />
            <div class="grid items-start gap-5 sm:grid-cols-2">
                <TextField name="name" label="Name" autocomplete="name" required=true value=refused.value_or("name", &me.0) error=refused.error_of("name") />
                <TextField name="email" label="E-mail address" kind="email" autocomplete="email" required=true value=refused.value_or("email", &me.1) error=refused.error_of("email") />
            </div>
            <Field id="phone" label="Phone number" hint="For whoever brings it." error=wrong_phone.clone()>
                <div class="flex gap-2">
                    <Select name="country" label="Country of the phone number" choices=countries value=country class="w-40! flex-none" />
                    <TextInput name="phone" kind="tel" autocomplete="tel" required=true value=phone error=wrong_phone placeholder="700 000 482" class="flex-1" />
                </div>
            </Field>
            <Field id="address" label="Where it goes" hint="Street and number, building, town." error=wrong_address.clone()>
                <TextArea name="address" rows=3 required=true value=address error=wrong_address />
            </Field>
            <Field id="note" label="Anything we should know" optional=true error=wrong_note.clone()>
                <TextArea name="note" rows=2 value=note error=wrong_note />
            </Field>
            <FieldGroup id="method" label="How you pay" error=wrong_method class="grid gap-2.5 sm:grid-cols-2">{ways}</FieldGroup>
            <div class="flex flex-wrap items-center gap-3 border-t border-line pt-5">
                <Button look=Look::Primary size=Size::Large icon=Glyph::Lock>{button}</Button>
                <ButtonLink href=routes::CART look=Look::Quiet size=Size::Large>"Back to the cart"</ButtonLink>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn Summary(cart: Cart, currency: String) -> impl IntoView {
    let total = cart.total().shown(&currency);
    let line = |line: stoa::orders::model::CartLine| {
        let fault = line.fault().map(|why| view! { <span class="block text-sm text-bad">{why}</span> });
        view! {
            <li class="flex justify-between gap-3 py-1.5">
                <span class="min-w-0">{format!("{} × {}", line.quantity, line.item.name())} {fault}</span>
                <span class="whitespace-nowrap tabular-nums">{line.amount().shown(&currency)}</span>
            </li>
        }
    };
    let lines = cart.lines.into_iter().map(line).collect_view();
    view! {
        <h2 class="mb-2 text-md font-semibold">"Your order"</h2>
        <ul>{lines}</ul>
        <p class="mt-2 flex justify-between gap-3 border-t border-line pt-3 text-md font-semibold">
            <span>"Total"</span>
            <span class="tabular-nums">{total}</span>
        </p>
    }
    .into_any()
}
