//! How long the reactions to messages in many chats take. Not a test of every run: `cargo test --workspace --test suite -- --ignored chats_speed`.

use crate::chats::{asker, begun};
use crate::harness::{Kind, World};
use std::time::Instant;
use stoa::accounts::model::Availability;
use stoa::chats::actions as chats;
use stoa::conversations::actions as conversations;
use stoa::{accounts, reactions};
use uuid::Uuid;

const CHATS: u32 = 300;

async fn measure(kind: Kind) {
    let world = World::new(kind).await;
    let s = &world.services;
    let shop = world.business("kiln").await;
    let amina = world.agent(&shop, "Amina").await.agent();
    accounts::actions::set_availability(s, &amina, Availability::Available).await.unwrap();
    let mut lanes = Vec::new();
    for n in 0..CHATS {
        let visitor = asker(&world, &shop, &format!("Visitor {n}")).await;
        let chat = begun(&world, &visitor).await;
        chats::take(s, &amina, chat.id).await.unwrap();
        lanes.push(conversations::open(s, &visitor, chat.conversation_id).await.unwrap());
    }
    world.drain().await;
    let mut times = Vec::new();
    for _ in 0..5 {
        for lane in &lanes {
            conversations::send(s, lane, Uuid::now_v7(), "Is it still there?", vec![]).await.unwrap();
        }
        let begun = Instant::now();
        while reactions::dispatch_messages(s).await.unwrap() > 0 {}
        times.push(begun.elapsed() / CHATS);
    }
    times.sort();
    eprintln!("{kind:?}: {:?} a chat and round, {:?} at worst", times[2], times[4]);
    world.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "measures"]
async fn reactions_to_one_message_in_each_of_many_chats() {
    measure(Kind::Sqlite).await;
    measure(Kind::Postgres).await;
}
