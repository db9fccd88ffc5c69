//! Working side by side at the desk: replies that do not pass each other, followers, mentions, undoing, finding, own settings.

mod away;
mod find;
mod followers;
mod meanwhile;
mod taken_back;
mod undo;

use crate::harness::{Someone, World, draft};
use stoa::businesses::model::Business;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::Ticket;

/// A ticket of a customer, and two who answer.
pub struct Scene {
    pub shop: Business,
    pub wanjiru: Someone,
    pub amina: Someone,
    pub brian: Someone,
    pub ticket: Ticket,
}

impl Scene {
    pub async fn new(world: &World) -> Self {
        let shop = world.business("Kiln").await;
        let wanjiru = world.customer(&shop, "Wanjiru Njoroge").await;
        let (amina, brian) = (world.agent(&shop, "Amina Otieno").await, world.agent(&shop, "Brian Mwangi").await);
        let ticket = tickets::open(&world.services, &wanjiru.customer(), draft("Broken mugs", "")).await.expect("a ticket");
        world.drain().await;
        Self { shop, wanjiru, amina, brian, ticket }
    }

    /// The ticket as it stands.
    pub async fn now(&self, world: &World) -> Ticket {
        tickets::find(&world.services, &self.amina.agent(), self.ticket.number).await.expect("the ticket").ticket
    }
}
