//! Calls: who rings whom, what their card says meanwhile, and how they end.

use crate::chats::{asker, begun, guest, present};
use crate::harness::World;
use crate::on_both;
use stoa::Error;
use stoa::accounts::actions as accounts;
use stoa::accounts::{Agent, Asker, Person};
use stoa::businesses::model::Business;
use stoa::calls::actions as calls;
use stoa::calls::model::{CallView, Part, Stage};
use stoa::calls::rules::{RINGS_MS, SILENT_MS};
use stoa::cards::actions as cards;
use stoa::cards::model::Face;
use stoa::chats::actions as chats;
use stoa::conversations::actions as conversations;
use stoa::event::Signal;
use stoa::kernel::ids::{CallId, ConversationId, MemberId};
use stoa::tickets::model::Ticket;
use uuid::Uuid;

on_both!(
    a_call_is_answered_once_and_says_how_long_it_was,
    a_call_that_nobody_wants_says_for_each_of_the_two_what_became_of_it,
    a_call_rings_for_a_while_and_is_missed,
    a_call_whose_browsers_fall_silent_is_over_when_they_were_heard_last,
    nobody_is_rung_who_would_not_hear_it_or_is_in_a_call,
    only_the_two_who_speak_answer_end_and_signal,
);

/// A visitor who chats, and an agent.
struct Scene {
    shop: Business,
    amina: Agent,
    wanjiru: Asker,
    talk: ConversationId,
}

impl Scene {
    async fn new(world: &World) -> Self {
        let shop = world.business("kiln").await;
        let (amina, wanjiru) = (present(world, &shop, "Amina").await, asker(world, &shop, "Wanjiru").await);
        here(world, &shop, wanjiru.member()).await;
        let talk = begun(world, &wanjiru).await.conversation_id;
        Self { shop, amina, wanjiru, talk }
    }

    async fn ring(&self, world: &World) -> CallId {
        cards::ring(&world.services, &self.amina, self.talk, Uuid::now_v7()).await.expect("it rings")
    }

    async fn stages(&self, world: &World) -> (Stage, Stage) {
        (seen(world, &self.amina, self.talk).await.stage, seen(world, &self.wanjiru, self.talk).await.stage)
    }
}

/// Staff rings the customer of a ticket, who does not answer.
pub async fn missed(world: &World, amina: &Agent, ticket: &Ticket) {
    let s = &world.services;
    accounts::note_presence(s, &[(amina.business(), ticket.customer_id)], s.now().plus_ms(60_000)).await.unwrap();
    let call = cards::ring(s, amina, ticket.customer_lane, Uuid::now_v7()).await.unwrap();
    calls::end(s, amina, call).await.unwrap();
}

/// Somebody has a page open for the next two hours.
async fn here(world: &World, shop: &Business, member: MemberId) {
    accounts::note_presence(&world.services, &[(shop.id, member)], world.services.now().plus_ms(7_200_000)).await.unwrap();
}

/// The last call of a conversation, as somebody is shown it.
async fn seen(world: &World, who: &Person, talk: ConversationId) -> CallView {
    let lane = conversations::open(&world.services, who, talk).await.unwrap();
    match cards::list(&world.services, &lane).await.unwrap().into_iter().next().map(|card| card.face) {
        Some(Face::Call(view)) => view,
        other => panic!("{other:?}"),
    }
}

async fn a_call_is_answered_once_and_says_how_long_it_was(world: &World) {
    let (scene, s) = (Scene::new(world).await, &world.services);
    let call = scene.ring(world).await;
    let rings = seen(world, &scene.wanjiru, scene.talk).await;
    assert_eq!((rings.stage, rings.part, rings.other()), (Stage::Rings, Part::Callee, "Amina"));
    assert_eq!(seen(world, &scene.amina, scene.talk).await.other(), "Wanjiru");
    let said = chats::open_own(s, &scene.wanjiru, begun(world, &scene.wanjiru).await.id, None).await.unwrap().1.messages;
    assert_eq!(said.last().map(|m| (m.body.as_str(), m.extra.card.is_some())), Some(("Call from Amina", true)), "the words say it where no card is drawn");
    calls::answer(s, &scene.wanjiru, call).await.unwrap();
    let twice = calls::answer(s, &scene.wanjiru, call).await.unwrap_err();
    assert_eq!(twice, Error::Conflict("You have answered this call somewhere else.".into()));
    assert_eq!(scene.stages(world).await, (Stage::Goes(s.now()), Stage::Goes(s.now())));
    world.advance_minutes(1);
    for _ in 0..2 {
        calls::end(s, &scene.wanjiru, call).await.expect("ending it twice is ending it");
    }
    assert_eq!(scene.stages(world).await, (Stage::Over(60_000), Stage::Over(60_000)));
    assert_eq!(calls::answer(s, &scene.wanjiru, call).await, Err(Error::Conflict("This call is over.".into())));
    world.advance_minutes(60);
    world.drain().await;
    assert_eq!(scene.stages(world).await.0, Stage::Over(60_000), "nothing ends it once more");
}

async fn a_call_that_nobody_wants_says_for_each_of_the_two_what_became_of_it(world: &World) {
    let (scene, s) = (Scene::new(world).await, &world.services);
    let first = scene.ring(world).await;
    calls::end(s, &scene.wanjiru, first).await.unwrap();
    assert_eq!(scene.stages(world).await, (Stage::Declined, Stage::Declined));
    let second = scene.ring(world).await;
    calls::end(s, &scene.amina, second).await.unwrap();
    assert_eq!(scene.stages(world).await, (Stage::GivenUp, Stage::GivenUp));
}

async fn a_call_rings_for_a_while_and_is_missed(world: &World) {
    let scene = Scene::new(world).await;
    scene.ring(world).await;
    world.drain().await;
    assert_eq!(scene.stages(world).await.0, Stage::Rings, "not yet");
    world.advance_minutes(RINGS_MS / 60_000 + 1);
    world.drain().await;
    assert_eq!(scene.stages(world).await, (Stage::Missed, Stage::Missed));
}

async fn a_call_whose_browsers_fall_silent_is_over_when_they_were_heard_last(world: &World) {
    let (scene, s) = (Scene::new(world).await, &world.services);
    let call = scene.ring(world).await;
    calls::answer(s, &scene.wanjiru, call).await.unwrap();
    for _ in 0..3 {
        world.advance_minutes(1);
        assert_eq!(calls::signal(s, &scene.amina, call, &Signal::Still).await, Ok(None), "that goes to nobody");
        world.drain().await;
    }
    assert!(scene.stages(world).await.0.is_open(), "one of them is heard");
    world.advance_minutes(SILENT_MS / 60_000);
    world.drain().await;
    assert_eq!(scene.stages(world).await.0, Stage::Over(180_000), "it ended when somebody was heard last");
}

async fn nobody_is_rung_who_would_not_hear_it_or_is_in_a_call(world: &World) {
    let (scene, s) = (Scene::new(world).await, &world.services);
    let why = |error: Error| if let Error::Conflict(why) = error { why } else { panic!("{error:?}") };
    let baraka: Asker = (&guest(world, &scene.shop, "Baraka").await.guest).into();
    let other = begun(world, &baraka).await.conversation_id;
    let away = why(cards::ring(s, &scene.amina, other, Uuid::now_v7()).await.unwrap_err());
    assert!(away.contains("Baraka is not here right now"), "{away}");
    here(world, &scene.shop, baraka.member()).await;
    let call = scene.ring(world).await;
    let busy = why(cards::ring(s, &scene.amina, other, Uuid::now_v7()).await.unwrap_err());
    assert!(busy.contains("You are in a call already"), "{busy}");
    let zawadi = present(world, &scene.shop, "Zawadi").await;
    let theirs = why(cards::ring(s, &zawadi, scene.talk, Uuid::now_v7()).await.unwrap_err());
    assert!(theirs.contains("There is a call with them already"), "{theirs}");
    calls::end(s, &scene.amina, call).await.unwrap();
    cards::ring(s, &scene.amina, other, Uuid::now_v7()).await.expect("both are free");
    // Two who ring at once: one of them gets through.
    let (one, two) = (present(world, &scene.shop, "Juma").await, present(world, &scene.shop, "Neema").await);
    let (a, b) = tokio::join!(cards::ring(s, &one, scene.talk, Uuid::now_v7()), cards::ring(s, &two, scene.talk, Uuid::now_v7()));
    assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
    assert!(matches!(a.and(b), Err(Error::Conflict(_))));
}

async fn only_the_two_who_speak_answer_end_and_signal(world: &World) {
    let (scene, s) = (Scene::new(world).await, &world.services);
    let rival = world.business("rival").await;
    let (stranger, zawadi) = (present(world, &rival, "Stranger").await, present(world, &scene.shop, "Zawadi").await);
    let call = scene.ring(world).await;
    for person in [&*stranger as &Person, &*zawadi] {
        assert_eq!(calls::answer(s, person, call).await, Err(Error::NotFound));
        assert_eq!(calls::end(s, person, call).await, Err(Error::NotFound));
        assert_eq!(calls::signal(s, person, call, &Signal::Ready).await, Err(Error::NotFound));
    }
    assert_eq!(calls::answer(s, &scene.amina, call).await, Err(Error::NotFound), "nobody answers their own call");
    assert_eq!(seen(world, &zawadi, scene.talk).await.part, Part::None, "a colleague sees that there is one");
    assert_eq!(calls::signal(s, &scene.wanjiru, call, &Signal::Ready).await, Ok(Some(scene.amina.member())));
    assert_eq!(calls::signal(s, &scene.amina, call, &Signal::Offer("v=0".into())).await, Ok(Some(scene.wanjiru.member())));
    calls::end(s, &scene.amina, call).await.unwrap();
    assert_eq!(calls::signal(s, &scene.wanjiru, call, &Signal::Ready).await, Err(Error::NotFound), "it is over");
}
