//! Cards in conversations, and what staff does beside them.

mod acting;
mod pages;
mod sharing;
mod times;

use crate::harness::{Someone, World};
use crate::shop::{Shop, open_shop, ordered};
use stoa::accounts::{Agent, Person};
use stoa::cards::actions as cards;
use stoa::cards::model::{CardView, Face, OrderFace, Sharing};
use stoa::conversations::actions as conversations;
use stoa::conversations::model::MessageView;
use stoa::kernel::ids::{ConversationId, ProductId, VariantId};
use stoa::orders::actions as orders;
use stoa::orders::model::{Deed, Order};
use stoa::tickets::actions as tickets;
use stoa::tickets::model::Ticket;
use uuid::Uuid;

/// A shop with a customer who has ordered two mugs and asks about them.
pub struct Scene {
    shop: Shop,
    wanjiru: Someone,
    amina: Someone,
    ticket: Ticket,
    product: ProductId,
    variant: VariantId,
    order: Order,
}

impl Scene {
    async fn new(world: &World) -> Self {
        let shop = open_shop(world).await;
        let (product, variant) = shop.product(world, "Mug", "950", 10).await;
        let (wanjiru, amina) = (world.customer(&shop.business, "Wanjiru").await, world.agent(&shop.business, "Amina").await);
        let order = two_mugs(world, &shop, &wanjiru, variant).await;
        let ticket = asked(world, &wanjiru).await;
        Self { shop, wanjiru, amina, ticket, product, variant, order }
    }

    fn agent(&self) -> Agent {
        self.amina.agent()
    }

    const fn talk(&self) -> ConversationId {
        self.ticket.customer_lane
    }

    async fn show(&self, world: &World, what: Sharing) -> stoa::Result<()> {
        cards::share(&world.services, &self.agent(), self.talk(), Uuid::now_v7(), &what).await
    }

    /// The order, delivered and paid.
    async fn delivered(&self, world: &World) {
        for deed in [Deed::Confirm, Deed::Ship, Deed::Deliver] {
            orders::act(&world.services, &self.agent(), self.order.id, deed, "").await.expect("it moves on");
        }
    }
}

/// An order of two mugs.
async fn two_mugs(world: &World, shop: &Shop, who: &Someone, variant: VariantId) -> Order {
    let buyer = shop.buyer(who, "");
    orders::add_to_cart(&world.services, &buyer, variant, "2").await.expect("in the cart");
    ordered(world, &buyer).await
}

/// A ticket of somebody.
async fn asked(world: &World, who: &Someone) -> Ticket {
    let draft = tickets::Draft {
        client_id: Uuid::now_v7().to_string(),
        subject: "A mug came broken".into(),
        description: "One of the two has a crack.".into(),
        category: String::new(),
        priority: "medium".into(),
        files: Vec::new(),
    };
    tickets::open(&world.services, &who.customer(), draft).await.expect("a ticket")
}

/// Shows the newest order of whoever asked in a ticket.
pub async fn shown(world: &World, who: &Agent, ticket: &Ticket) {
    let own = orders::list_of_member(&world.services, who, ticket.customer_id).await.expect("orders");
    cards::share(&world.services, who, ticket.customer_lane, Uuid::now_v7(), &Sharing::Order(own[0].order.id)).await.expect("it is shown");
}

/// The cards of a conversation as somebody sees them.
async fn seen(world: &World, who: &Person, talk: ConversationId) -> Vec<CardView> {
    let lane = conversations::open(&world.services, who, talk).await.expect("the conversation");
    cards::list(&world.services, &lane).await.expect("cards")
}

/// What was said in a conversation.
async fn said(world: &World, who: &Person, talk: ConversationId) -> Vec<MessageView> {
    let lane = conversations::open(&world.services, who, talk).await.expect("the conversation");
    conversations::history(&world.services, &lane, None, 100).await.expect("what was said").messages
}

/// The newest card, which is an order.
fn order_of(cards: &[CardView]) -> &OrderFace {
    match cards.first().map(|c| &c.face) {
        Some(Face::Order(face)) => face,
        other => panic!("not an order: {other:?}"),
    }
}
