//! The numbers above the list of chats: stars, what the bot answered, how long people waited for a human.

use crate::chats::{asker, begun, present, says};
use crate::harness::World;
use crate::on_both;
use stoa::accounts::actions as accounts;
use stoa::accounts::{Agent, Asker};
use stoa::chats::actions as chats;
use stoa::kernel::ids::ChatId;
use stoa::kernel::time::Timestamp;
use uuid::Uuid;

on_both!(
    stars_and_what_the_bot_answered_are_counted,
    how_long_people_waited_is_never_less_than_nothing,
    the_numbers_of_this_moment_are_those_of_the_own_business,
);

const MINUTE: i64 = 60_000;

async fn answers(world: &World, amina: &Agent, chat: ChatId) {
    chats::reply(&world.services, amina, chat, Uuid::now_v7(), "Here I am.", vec![]).await.unwrap();
    world.drain().await;
}

async fn calls(world: &World, who: &Asker) -> ChatId {
    let chat = begun(world, who).await.id;
    chats::call_human(&world.services, who, chat).await.unwrap();
    world.drain().await;
    chat
}

async fn stars_and_what_the_bot_answered_are_counted(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let amina = present(world, &shop, "Amina").await;
    let none = chats::figures(s, &amina, Timestamp(0)).await.unwrap();
    assert_eq!((none.sessions, none.automated_percent(), none.average_rating), (0, None, None));
    for (name, stars) in [("Wanjiru", 4), ("Njeri", 5), ("Zoe", 0)] {
        let who = asker(world, &shop, name).await;
        let chat = begun(world, &who).await.id;
        // Saying hello and thanks asks nothing; of two questions one has an answer.
        for text in ["hello", "how do I send something back?", "zebra flute marmalade?", "thanks"] {
            says(world, &who, chat, text).await;
        }
        chats::close_own(s, &who, chat).await.unwrap();
        if stars > 0 {
            chats::rate(s, &who, chat, stars, "").await.unwrap();
        }
    }
    world.drain().await;
    let found = chats::figures(s, &amina, Timestamp(0)).await.unwrap();
    assert_eq!((found.sessions, found.questions, found.answered, found.automated_percent()), (3, 6, 3, Some(50)), "{found:?}");
    assert_eq!((found.ratings, found.average_rating, found.median_first_response_ms), (2, Some(4.5), None));
    let later = chats::figures(s, &amina, s.now().plus_ms(1)).await.unwrap();
    assert_eq!((later.sessions, later.questions, later.ratings), (0, 0, 0));
}

async fn the_numbers_of_this_moment_are_those_of_the_own_business(world: &World) {
    let s = &world.services;
    let (shop, rival) = (world.business("kiln").await, world.business("rival").await);
    let (amina, stranger) = (present(world, &shop, "Amina").await, present(world, &rival, "Stranger").await);
    let here = async |business, member, minutes: i64| accounts::note_presence(s, &[(business, member)], s.now().plus_ms(minutes * MINUTE)).await.unwrap();
    let now = async |agent: &Agent| chats::right_now(s, agent).await.map(|n| (n.active, n.waiting, n.connected)).unwrap();
    assert_eq!(now(&amina).await, (0, 0, 1), "her own page is connected");
    for (business, name) in [(&shop, "Wanjiru"), (&shop, "Njeri"), (&rival, "Zoe")] {
        let who = asker(world, business, name).await;
        here(business.id, who.member(), 2).await;
        calls(world, &who).await;
    }
    begun(world, &asker(world, &shop, "Quiet").await).await;
    assert_eq!((now(&amina).await, now(&stranger).await), ((3, 2, 3), (1, 1, 2)));
    world.advance_minutes(5);
    assert_eq!(now(&amina).await.2, 1, "whose pages are gone is not connected");
}

async fn how_long_people_waited_is_never_less_than_nothing(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let amina = present(world, &shop, "Amina").await;
    let median = async || chats::figures(s, &amina, Timestamp(0)).await.unwrap().median_first_response_ms;
    // Answered while the bot had it, then given back: what waits from then on is another waiting.
    let first = asker(world, &shop, "First").await;
    let chat = begun(world, &first).await.id;
    world.advance_minutes(5);
    answers(world, &amina, chat).await;
    world.advance_minutes(30);
    chats::assign(s, &amina, chat, None, "").await.unwrap();
    world.drain().await;
    assert_eq!(median().await, Some(5 * MINUTE));
    let (second, third) = (asker(world, &shop, "Second").await, asker(world, &shop, "Third").await);
    let (b, c) = (calls(world, &second).await, calls(world, &third).await);
    world.advance_minutes(10);
    answers(world, &amina, b).await;
    world.advance_minutes(10);
    answers(world, &amina, c).await;
    assert_eq!(median().await, Some(10 * MINUTE), "of 5, 10 and 20 minutes");
}
