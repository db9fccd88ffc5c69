//! How the shop greets, and the groups its products stand in.

use super::api::{AddShelf, DeleteShelf, MoveShelf, RenameShelf, SetShopFront};
use crate::forms::refused;
use crate::frames::{self, AdminFrame};
use crate::layout::AdminLayout;
use crate::notes::{done_note, refusal};
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::accounts::Visitor;
use stoa::catalog::actions;
use stoa::catalog::model::{Front, Shelf};

/// `/admin/products/groups`
#[component]
pub fn ShelvesPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_SHELVES).await?;
        let shelves = actions::list_shelves(services.db(), who.business()).await?;
        let front = actions::front(services.db(), &Visitor::of(&session::business().await?)).await?;
        let refused = refused();
        Ok(view! {
            <Title text="Shop front and groups" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="Shop front and groups" subtitle="What visitors read first, and how products are sorted." />
                {done_note(&[("saved", "Saved."), ("added", "The group is added."), ("deleted", "The group is deleted.")])}
                {refusal(&refused, &["headline", "about", "name"])}
                <div class="flex flex-col gap-5">
                    <FrontForm front />
                    <Groups shelves />
                </div>
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn FrontForm(front: Front) -> impl IntoView {
    let refused = refused().of("/set_shop_front");
    let wrong = refused.error_of("about");
    view! {
        <Card title="Shop front">
            <form method="post" action=SetShopFront::PATH class="flex flex-col gap-4">
                <TextField name="headline" label="Headline" required=true value=refused.value_or("headline", &front.headline) error=refused.error_of("headline") />
                <Field id="about" label="Below it" optional=true hint="One or two sentences: what you make, when it is sent." error=wrong.clone()>
                    <TextArea name="about" rows=2 value=refused.value_or("about", &front.about) error=wrong />
                </Field>
                <div><Button look=Look::Primary>"Save"</Button></div>
            </form>
        </Card>
    }
    .into_any()
}

#[component]
fn Groups(shelves: Vec<Shelf>) -> impl IntoView {
    let last = shelves.len().saturating_sub(1);
    let refused = refused().of("/add_shelf");
    let lines = shelves.into_iter().enumerate().map(|(at, shelf)| view! { <Line shelf is_first=at == 0 is_last=at == last /> }).collect_view();
    view! {
        <Card title="Groups">
            <ul>{lines}</ul>
            <form method="post" action=AddShelf::PATH class="mt-4 flex flex-wrap items-end gap-3">
                <TextField name="name" id="new-name" label="A new group" placeholder="Cups" required=true value=refused.value("name") error=refused.error_of("name") class="min-w-48 flex-1" />
                <Button icon=Glyph::Plus>"Add"</Button>
            </form>
        </Card>
    }
    .into_any()
}

#[component]
fn Line(shelf: Shelf, is_first: bool, is_last: bool) -> impl IntoView {
    let (id, field) = (shelf.id.to_string(), format!("name-{}", shelf.id));
    let products = if shelf.products == 1 { "1 product".to_owned() } else { format!("{} products", shelf.products) };
    let name = shelf.name.clone();
    let refused = Some(refused().of("/rename_shelf")).filter(|refused| refused.value("shelf") == id).unwrap_or_default();
    let (value, error) = (refused.value_or("name", &shelf.name), refused.error_of("name"));
    let why = error.clone().map(|why| view! { <p id=format!("{field}-error") class="basis-full text-sm text-bad">{why}</p> });
    view! {
        <li class="flex flex-wrap items-center gap-2.5 border-b border-line py-2.5">
            <form method="post" action=RenameShelf::PATH class="flex min-w-48 flex-1 flex-wrap items-center gap-2">
                <input type="hidden" name="shelf" value=id.clone() />
                <label for=field.clone() class="sr-only">{format!("Name of {name}")}</label>
                <TextInput name="name" id=field value error required=true class="max-w-64" />
                <Button size=Size::Small>"Rename"</Button>
                {why}
            </form>
            <span class="text-sm text-muted">{products}</span>
            <form method="post" action=MoveShelf::PATH class="flex">
                <input type="hidden" name="shelf" value=id.clone() />
                <IconButton glyph=Glyph::Up label=format!("Move {name} up") size=Size::Small name="up" value="true" disabled=is_first />
                <IconButton glyph=Glyph::Down label=format!("Move {name} down") size=Size::Small name="up" value="false" disabled=is_last />
            </form>
            <AskDelete id=format!("delete-{id}") what=name words="Its products stay in the shop, in no group." action=DeleteShelf::PATH name="shelf" value=id />
        </li>
    }
    .into_any()
}
