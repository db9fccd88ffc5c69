//! The socket: who may watch what, resuming by number, manners, and several processes.

mod calling;
mod guests;
mod looking;
mod manners;
mod presence;
mod processes;
mod resuming;
mod sessions;
mod talking;
mod telling;
mod typing;
mod watching;

use crate::harness::{Process, Someone, World};
use stoa::businesses::model::Business;
use stoa::conversations::actions::{self as conversations, Lane};
use stoa::conversations::model::Kind;
use stoa::event::Topic;
use stoa::kernel::ids::ConversationId;
use stoa::platform::Services;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::Ticket;
use uuid::Uuid;

/// A customer and an agent in a chat, and a process to reach it by.
struct Scene {
    process: Process,
    shop: Business,
    customer: Someone,
    agent: Someone,
    chat: ConversationId,
}

impl Scene {
    async fn new(world: &World) -> Self {
        let shop = world.business("Kiln").await;
        let (customer, agent) = (world.customer(&shop, "Wanjiru").await, world.agent(&shop, "Amina").await);
        let mut tx = world.services.begin().await.unwrap();
        let chat = conversations::start(&mut tx, shop.id, Kind::Chat, &[customer.member(), agent.member()]).await.unwrap();
        tx.commit().await.unwrap();
        Self { process: Process::start(&world.services).await, shop, customer, agent, chat }
    }

    const fn topic(&self) -> Topic {
        Topic::Conversation(self.chat)
    }

    async fn lane(&self, services: &Services) -> Lane {
        conversations::open(services, &self.customer.identity.person(), self.chat).await.unwrap()
    }

    /// Stores `n` messages without a socket.
    async fn write(&self, services: &Services, n: usize) {
        let lane = self.lane(services).await;
        let sends = (0..n).map(|i| {
            let (services, lane) = (services.clone(), lane.clone());
            tokio::spawn(async move { conversations::send(&services, &lane, Uuid::now_v7(), &format!("Message {i}"), vec![]).await.unwrap() })
        });
        for send in sends.collect::<Vec<_>>() {
            send.await.unwrap();
        }
    }

    async fn ticket(&self, world: &World) -> Ticket {
        ticket_of(world, &self.customer).await
    }
}

async fn ticket_of(world: &World, customer: &Someone) -> Ticket {
    let draft = tickets::Draft {
        client_id: Uuid::now_v7().to_string(),
        subject: "Crack in my mug".into(),
        description: "There is a hairline crack below the handle.".into(),
        category: String::new(),
        priority: "medium".into(),
        files: Vec::new(),
    };
    tickets::open(&world.services, &customer.customer(), draft).await.unwrap()
}
