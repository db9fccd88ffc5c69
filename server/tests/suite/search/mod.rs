//! Searching among many entries: what is rare, and how far back it stands; what is everywhere beside.

mod everywhere;

use crate::harness::World;
use crate::on_both;
use crate::tickets::opened;
use stoa::accounts::{Agent, Customer, Person};
use stoa::conversations::model::SenderKind;
use stoa::conversations::store::{Outgoing, store};
use stoa::kernel::ids::ConversationId;
use stoa::platform::Db;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Hit, Ticket};
use uuid::Uuid;

on_both!(a_word_is_found_however_far_back_it_stands, a_rare_word_is_found_beside_one_that_is_everywhere,);

/// What PostgreSQL looks through first, then next; the numbers are a little larger than the stretches it counts in.
const NEWEST: i64 = 5_000;
const RECENT: i64 = 100_000;

/// Lets the word index count on as if so many messages had come meanwhile: what was said before lies so much further back. On SQLite there is nothing to count.
async fn pass(world: &World, entries: i64) {
    if let Db::Postgres(pool) = world.services.db() {
        let counted = "SELECT setval('search_entry_entry_seq', (SELECT last_value FROM search_entry_entry_seq) + $1)";
        sqlx::query(counted).bind(entries).execute(pool).await.expect("the index counts on");
    }
}

/// Lets these texts be said in these lanes, in this order, and enters them.
async fn said(world: &World, texts: impl IntoIterator<Item = (ConversationId, String)>) {
    let texts: Vec<Outgoing> = texts.into_iter().map(|(lane, text)| Outgoing::of_nobody(lane, SenderKind::Bot, text)).collect();
    let mut tx = world.services.begin().await.unwrap();
    assert!(store(&mut tx, &texts).await.unwrap().iter().all(Result::is_ok));
    tx.commit().await.unwrap();
    world.drain().await;
}

async fn hits(world: &World, person: &Person, text: &str) -> Vec<Hit> {
    tickets::search(&world.services, person, text).await.expect("the search runs")
}

/// The numbers of the tickets that are found, in order.
async fn found(world: &World, person: &Person, text: &str) -> Vec<i64> {
    let mut numbers: Vec<i64> = hits(world, person, text).await.iter().map(|hit| hit.row.number).collect();
    numbers.sort_unstable();
    numbers
}

/// A customer may open so many at once.
const EACH: usize = 16;

/// A business with an agent and tickets, the first of which are of the customer.
async fn shop(world: &World, tickets: usize) -> (Agent, Customer, Vec<Ticket>) {
    let shop = world.business("kiln").await;
    let (amina, mut customers, mut all) = (world.agent(&shop, "Amina").await.agent(), Vec::new(), Vec::new());
    for n in 0..tickets {
        if n % EACH == 0 {
            customers.push(world.customer(&shop, &format!("Customer{n}")).await.customer());
        }
        all.push(opened(world, &customers[n / EACH], &format!("Question {n}")).await);
    }
    (amina, customers.remove(0), all)
}

async fn a_word_is_found_however_far_back_it_stands(world: &World) {
    let (amina, wanjiru, t) = shop(world, 3).await;
    said(world, [(t[0].customer_lane, "The celadon bowl leaks.".into())]).await;
    pass(world, RECENT).await;
    said(world, [(t[1].customer_lane, "Celadon once more, the big bowl.".into())]).await;
    pass(world, NEWEST).await;
    said(world, [(t[2].customer_lane, "And a third bowl in celadon.".into())]).await;
    for text in ["celadon", "celad", "cel", "bowls celadon", "celadon bowl", "celadon bow"] {
        assert_eq!(found(world, &amina, text).await, [1, 2, 3], "{text}");
        assert_eq!(found(world, &wanjiru, text).await, [1, 2, 3], "{text}, by whom they are of");
    }
    assert_eq!(found(world, &amina, "celadon leaks").await, [1]);
    assert_eq!(found(world, &amina, "celadon vase").await, Vec::<i64>::new());
    let hit = hits(world, &amina, "leak celadon").await.remove(0);
    assert!(hit.snippet.contains(&("celadon".into(), true)) && hit.snippet.contains(&("leaks".into(), true)), "{:?}", hit.snippet);
}

async fn a_rare_word_is_found_beside_one_that_is_everywhere(world: &World) {
    let (amina, wanjiru, t) = shop(world, 3).await;
    let lane = |n: usize| t[n].customer_lane;
    said(world, [(lane(0), "A celadon teapot without its lid.".into()), (lane(1), "A celadon bowl.".into())]).await;
    tickets::note(&world.services, &amina, t[1].id, Uuid::now_v7(), "His teapot was celadon, too.", vec![]).await.unwrap();
    world.drain().await;
    pass(world, RECENT).await;
    said(world, (0..60).map(|n| (lane(2), format!("Teapot {n}")))).await;
    pass(world, NEWEST).await;
    said(world, (0..60).map(|n| (lane(2), format!("Teapot {n} again")))).await;
    for text in ["celadon teapot", "teapot celadon", "teapots celad", "celadon teap", "celadon tea", "cel teapot"] {
        let whole = text != "cel teapot";
        assert_eq!(found(world, &amina, text).await, if whole { vec![1, 2] } else { vec![] }, "{text}");
        assert_eq!(found(world, &wanjiru, text).await, if whole { vec![1] } else { vec![] }, "{text}: a note is never found by its customer");
    }
    assert_eq!(found(world, &amina, "teapot").await, [1, 2, 3]);
    assert_eq!(found(world, &amina, "teapot lid").await, [1]);
}
