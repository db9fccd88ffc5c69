//! The cart.

use super::buyer;
use crate::catalog::store::Thumb;
use crate::error::Result;
use crate::forms::refused;
use crate::frames;
use crate::layout::PortalLayout;
use crate::notes::{done_note, refusal};
use crate::orders::api::{BeginCheckout, SetCartQuantity};
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::orders::actions;
use stoa::orders::model::{Cart, CartLine};

/// `/cart`
#[component]
pub fn CartPage() -> impl IntoView {
    page(async {
        let (business, buyer) = (session::business().await?, buyer().await?);
        let cart = actions::cart(&session::services(), &buyer).await?;
        let frame = frames::portal().await?.back(routes::SHOP, "The shop");
        let subtitle = match cart.pieces() {
            0 => String::new(),
            1 => "One piece".to_owned(),
            n => format!("{n} pieces"),
        };
        Ok(view! {
            <Title text="Cart" />
            <PortalLayout frame narrow=true>
                <PageHead title="Your cart" subtitle />
                {done_note(&[("in-cart", "It is in your cart.")])}
                {refusal(&refused(), &[])}
                <Filled cart currency=business.currency />
            </PortalLayout>
        }
        .into_any())
    })
}

/// The cart beside the product that was just put into it.
///
/// # Errors
/// When the database fails.
pub async fn drawer(currency: &str) -> Result<AnyView> {
    let cart = actions::cart(&session::services(), &buyer().await?).await?;
    let (total, is_fine) = (cart.total().shown(currency), cart.is_fine());
    let line = |line: CartLine| {
        let (each, amount, fault) = (line.item.variant.price.shown(currency), line.amount().shown(currency), line.fault());
        view! {
            <li class="flex items-center gap-3 border-b border-line py-3">
                <Thumb picture=line.item.picture.clone() />
                <div class="min-w-0 flex-1">
                    <span class="block font-semibold">{line.item.name()}</span>
                    <span class="block text-sm text-muted tabular-nums">{format!("{} × {each}", line.quantity)}</span>
                    <Fault fault />
                </div>
                <span class="font-semibold whitespace-nowrap tabular-nums">{amount}</span>
            </li>
        }
    };
    let lines = cart.lines.into_iter().map(line).collect_view();
    Ok(view! {
        <Drawer id="cart" title="Your cart" is_open=true>
            <p role="status" class="mb-2 flex gap-1.5 text-good"><Icon glyph=Glyph::Done class="mt-0.5 size-4 flex-none" /> "It is in your cart."</p>
            <ul class="border-t border-line">{lines}</ul>
            <p class="flex justify-between gap-3 py-4 text-lg font-semibold">
                <span>"Total"</span>
                <span class="tabular-nums">{total}</span>
            </p>
            <form method="post" action=BeginCheckout::PATH class="flex flex-col gap-2.5">
                <Button look=Look::Primary size=Size::Large icon=Glyph::Lock disabled=!is_fine>"Check out"</Button>
                <ButtonLink href=routes::CART size=Size::Large>"See and change the cart"</ButtonLink>
                <Button look=Look::Quiet size=Size::Large attr:formmethod="dialog">"Go on shopping"</Button>
            </form>
        </Drawer>
    }
    .into_any())
}

#[component]
fn Filled(cart: Cart, currency: String) -> impl IntoView {
    if cart.lines.is_empty() {
        return view! {
            <Empty glyph=Glyph::Cart text="There is nothing in your cart yet.">
                <ButtonLink href=routes::SHOP look=Look::Primary>"Look around the shop"</ButtonLink>
            </Empty>
        }
        .into_any();
    }
    let (total, is_fine) = (cart.total().shown(&currency), cart.is_fine());
    let lines = cart.lines.into_iter().map(|line| view! { <Line line currency=currency.clone() /> }).collect_view();
    view! {
        <ul class="border-t border-line">{lines}</ul>
        <p class="flex justify-between gap-3 py-4 text-lg font-semibold">
            <span>"Total"</span>
            <span class="tabular-nums">{total}</span>
        </p>
        <form method="post" action=BeginCheckout::PATH class="flex flex-col gap-3 sm:flex-row-reverse">
            <Button look=Look::Primary size=Size::Large icon=Glyph::Lock disabled=!is_fine>"Check out"</Button>
            <ButtonLink href=routes::SHOP size=Size::Large look=Look::Quiet>"Go on shopping"</ButtonLink>
        </form>
    }
    .into_any()
}

/// Why something in the cart cannot be bought as it is.
#[component]
fn Fault(fault: Option<String>) -> impl IntoView {
    fault.map(|why| {
        view! {
            <p class="flex gap-1.5 text-sm text-bad">
                <Icon glyph=Glyph::Alert class="mt-0.5 size-4 flex-none" />
                {why}
            </p>
        }
    })
}

#[component]
fn Line(line: CartLine, currency: String) -> impl IntoView {
    let (id, name, amount, fault) = (line.item.variant.id, line.item.name(), line.amount().shown(&currency), line.fault());
    let each = line.item.variant.price.shown(&currency);
    let field = format!("quantity-{id}");
    let remove = format!("Remove {name}");
    let refused = Some(refused().of("/set_cart_quantity")).filter(|refused| refused.value("variant") == id.to_string()).unwrap_or_default();
    let (pieces, wrong) = (refused.value_or("quantity", &line.quantity.to_string()), refused.error_of("quantity"));
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-2.5 border-b border-line py-4">
            <Thumb picture=line.item.picture />
            <div class="min-w-0 flex-1 basis-48">
                <a href=routes::product(&line.item.slug) class="rounded-xs font-semibold hover:underline">{name.clone()}</a>
                <span class="block text-sm text-muted tabular-nums">{each} " each"</span>
                <Fault fault />
            </div>
            <form method="post" action=SetCartQuantity::PATH class="flex items-center gap-2">
                <input type="hidden" name="variant" value=id.to_string() />
                <label for=field.clone() class="sr-only">{format!("Pieces of {name}")}</label>
                <TextInput name="quantity" id=field kind="number" value=pieces error=wrong class="w-20!" />
                <Button size=Size::Small>"Change"</Button>
            </form>
            <span class="w-28 text-end font-semibold whitespace-nowrap tabular-nums">{amount}</span>
            <form method="post" action=SetCartQuantity::PATH>
                <input type="hidden" name="variant" value=id.to_string() />
                <IconButton glyph=Glyph::Trash label=remove name="quantity" value="0" />
            </form>
        </li>
    }
    .into_any()
}
