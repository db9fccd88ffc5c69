//! Orders with a partner: their ticket, its two lanes, and the partner's portal.

mod asking;
mod freezing;
mod leak;
mod link;
mod nearby;
mod opening;
mod portal;
mod refused;
mod telling;

use crate::harness::{BUYER, COURIER, NOTE, Someone, World};
use crate::shop::{Shop, checkout, ordered};
use stoa::businesses::model::Business;
use stoa::catalog::actions as catalogue;
use stoa::catalog::draft::ProductDraft;
use stoa::catalog::model::ProductState;
use stoa::conversations::model::SenderKind;
use stoa::files::model::FileView;
use stoa::kernel::ids::{ConversationId, MemberId, VariantId};
use stoa::orders::actions as orders;
use stoa::orders::draft::CheckoutDraft;
use stoa::orders::model::{Deed, Order};
use stoa::tickets::actions as tickets;
use stoa::tickets::model::Ticket;
use uuid::Uuid;

/// A shop with a partner and their product.
pub struct Lanes {
    /// The shop.
    pub shop: Shop,
    /// Answers.
    pub amina: Someone,
    /// Buys.
    pub wanjiru: Someone,
    /// Sends.
    pub pius: Someone,
    /// The product of Pius.
    pub pot: VariantId,
}

/// A shop in which nothing was ordered yet.
pub async fn open_lanes(world: &World) -> Lanes {
    let business = world.business("Kiln").await;
    let boss = world.admin(&business, "Otieno").await;
    let (amina, wanjiru, pius) = (world.agent(&business, "Amina").await, world.customer(&business, "Wanjiru").await, world.partner(&business, "Pius").await);
    let shop = Shop { business, boss };
    let pot = supplied(world, &shop, "Pot", Some(&pius)).await;
    Lanes { shop, amina, wanjiru, pius, pot }
}

/// A product that a partner supplies, or nobody.
pub async fn supplied(world: &World, shop: &Shop, name: &str, partner: Option<&Someone>) -> VariantId {
    let (product, variant) = shop.product(world, name, "950", 20).await;
    let partner = partner.map(|p| p.member().to_string()).unwrap_or_default();
    let draft = ProductDraft { name: name.into(), partner, ..ProductDraft::default() };
    catalogue::update(&world.services, &shop.boss.admin(), product, &draft).await.expect("a product of a partner");
    variant
}

impl Lanes {
    /// Wanjiru orders these; everything that follows has happened.
    pub async fn order(&self, world: &World, what: &[VariantId]) -> Order {
        let buyer = self.shop.buyer(&self.wanjiru, "");
        for variant in what {
            orders::add_to_cart(&world.services, &buyer, *variant, "2").await.expect("in the cart");
        }
        let order = ordered(world, &buyer).await;
        world.drain().await;
        order
    }

    /// The ticket of an order, if it has one.
    pub async fn ticket(&self, world: &World, order: &Order) -> Option<Ticket> {
        let number = tickets::of_order(&world.services, &self.amina.agent(), order.id).await.expect("the database answers")?.number;
        Some(tickets::find(&world.services, &self.amina.agent(), number).await.expect("the ticket").ticket)
    }

    /// What staff does to an order, with everything that follows.
    pub async fn act(&self, world: &World, order: &Order, deed: Deed, note: &str) {
        orders::act(&world.services, &self.amina.agent(), order.id, deed, note).await.expect("done");
        world.drain().await;
    }

    /// Staff gives an order to somebody, with everything that follows.
    pub async fn entrust(&self, world: &World, order: &Order, partner: Option<MemberId>) {
        orders::entrust(&world.services, &self.amina.agent(), order.id, partner).await.expect("given");
        world.drain().await;
    }

    /// The lines that Stoa wrote in a lane.
    pub async fn marks(&self, world: &World, lane: ConversationId) -> Vec<String> {
        let said = tickets::history(&world.services, &self.amina.agent(), lane, None).await.expect("the lane");
        said.messages.into_iter().filter(|m| m.kind == SenderKind::System).map(|m| m.body).collect()
    }
}

/// An order with a partner, in the estate.
pub struct Entrusted {
    /// The partner.
    pub pius: Someone,
    /// The order.
    pub order: Order,
    /// Its ticket.
    pub ticket: Ticket,
    /// A picture that the partner sent.
    pub secret: FileView,
    /// A picture that the customer sent.
    pub own: FileView,
}

impl Entrusted {
    /// The talk with the partner.
    pub fn partner_lane(&self) -> ConversationId {
        self.ticket.partner_lane.expect("a lane")
    }
}

/// Wanjiru has ordered something that Pius sends, and both have talked about it with Amina. The product is put away.
pub async fn entrusted(world: &World, business: &Business, boss: &Someone, amina: &Someone, wanjiru: &Someone) -> Entrusted {
    let s = &world.services;
    let pius = world.partner(business, "Pius").await;
    let shop = Shop { business: business.clone(), boss: boss.clone() };
    let pot = supplied(world, &shop, "Clay pot", Some(&pius)).await;
    let buyer = shop.buyer(wanjiru, "");
    orders::add_to_cart(s, &buyer, pot, "2").await.expect("in the cart");
    let total = orders::cart(s, &buyer).await.expect("a cart").total();
    let form = CheckoutDraft { email: wanjiru.email(), note: format!("For the {BUYER} party"), ..checkout(total.0) };
    let order = orders::place(s, &buyer, &form).await.expect("an order");
    let product = catalogue::list_products(s, &boss.admin(), ProductState::Active, None).await.expect("products").0;
    let product = product.items.into_iter().find(|p| p.name == "Clay pot").expect("the pot").id;
    catalogue::set_state(s, &boss.admin(), product, ProductState::Archived).await.expect("put away");
    world.drain().await;
    let agent = amina.agent();
    orders::act(s, &agent, order.id, Deed::Confirm, &format!("She paid in {BUYER} before")).await.expect("confirmed");
    world.drain().await;
    let number = tickets::of_order(s, &agent, order.id).await.expect("the database answers").expect("a ticket").number;
    let ticket = tickets::find(s, &agent, number).await.expect("the ticket").ticket;
    let own = world.picture(wanjiru, &format!("{BUYER}.png"), 41).await;
    tickets::reply(s, &wanjiru.customer(), ticket.id, Uuid::now_v7(), &format!("Is the {BUYER} one in it?"), vec![own.id]).await.expect("a question");
    tickets::reply(s, &agent, ticket.id, Uuid::now_v7(), &format!("Yes, the {BUYER} one."), vec![]).await.expect("an answer");
    let secret = world.picture(&pius, &format!("{COURIER}.png"), 43).await;
    tickets::reply_as_partner(s, &pius.partner(), order.id, Uuid::now_v7(), &format!("The {COURIER} van is full."), vec![secret.id]).await.expect("a word");
    tickets::reply_to_partner(s, &agent, ticket.id, Uuid::now_v7(), &format!("Then take the {COURIER} bicycle."), vec![]).await.expect("an answer");
    tickets::note(s, &agent, ticket.id, Uuid::now_v7(), &format!("Both are {NOTE}."), vec![]).await.expect("a note");
    world.drain().await;
    Entrusted { pius, order, ticket, secret, own }
}

/// An order that went from one partner to another, for the backup.
pub async fn handed_over(world: &World, business: &Business, boss: &Someone, amina: &Someone, wanjiru: &Someone) {
    let shop = Shop { business: business.clone(), boss: boss.clone() };
    let (pius, otis) = (world.partner(business, "Pius").await, world.partner(business, "Otis").await);
    let pot = supplied(world, &shop, "Heavy pot", Some(&pius)).await;
    let lanes = Lanes { shop, amina: amina.clone(), wanjiru: wanjiru.clone(), pius, pot };
    let order = lanes.order(world, &[pot]).await;
    tickets::reply_as_partner(&world.services, &lanes.pius.partner(), order.id, Uuid::now_v7(), "Too heavy.", vec![]).await.expect("a word");
    lanes.entrust(world, &order, Some(otis.member())).await;
}
