//! Who is mailed what was said: whoever is away at once, whoever is here only when it stays unread; a page that nobody looks at hides nothing.

use super::Scene;
use super::followers::mails;
use crate::harness::{Someone, World};
use crate::on_both;
use stoa::accounts::actions as accounts;
use stoa::conversations::actions as conversations;
use stoa::kernel::ids::ConversationId;
use stoa::preferences::actions as preferences;
use stoa::preferences::model::PreferencesDraft;
use stoa::tickets::actions as tickets;
use uuid::Uuid;

on_both!(
    whoever_is_here_is_mailed_an_answer_only_when_it_stays_unread,
    a_page_that_was_left_open_hides_no_mail,
    whoever_answers_a_ticket_is_mailed_what_the_customer_writes_while_they_are_away,
    whoever_answers_a_ticket_hears_of_it_once_and_only_when_they_want_it,
);

/// They have a page open, and did something there just now or not.
async fn arrive(world: &World, scene: &Scene, who: &Someone, is_active: bool) {
    let (s, them) = (&world.services, [(scene.shop.id, who.member())]);
    accounts::note_presence(s, &them, s.now().plus_ms(3_600_000)).await.unwrap();
    if is_active {
        accounts::note_activity(s, &them).await.unwrap();
    }
}

async fn reply(world: &World, scene: &Scene, text: &str) {
    tickets::reply(&world.services, &scene.amina.agent(), scene.ticket.id, Uuid::now_v7(), text, vec![]).await.unwrap();
    world.drain().await;
}

async fn ask(world: &World, scene: &Scene, text: &str) {
    tickets::reply(&world.services, &scene.wanjiru.customer(), scene.ticket.id, Uuid::now_v7(), text, vec![]).await.unwrap();
    world.drain().await;
}

async fn read(world: &World, lane: ConversationId, who: &Someone) {
    let lane = conversations::open(&world.services, &who.identity.person(), lane).await.unwrap();
    conversations::mark_read(&world.services, &lane, lane.conversation().head).await.unwrap();
}

/// How many of their mails say this; two minutes later.
async fn count(world: &World, scene: &Scene, who: &Someone, what: &str) -> usize {
    mails(world, scene, &who.email()).await.iter().filter(|subject| subject.contains(what)).count()
}

async fn whoever_is_here_is_mailed_an_answer_only_when_it_stays_unread(world: &World) {
    let scene = Scene::new(world).await;
    arrive(world, &scene, &scene.wanjiru, true).await;
    reply(world, &scene, "New ones are on the way.").await;
    read(world, scene.ticket.customer_lane, &scene.wanjiru).await;
    for _ in 0..3 {
        assert_eq!(count(world, &scene, &scene.wanjiru, "Re: ").await, 0, "she has read it");
    }
    arrive(world, &scene, &scene.wanjiru, true).await;
    reply(world, &scene, "They leave today.").await;
    assert_eq!(count(world, &scene, &scene.wanjiru, "Re: ").await, 0, "she is here and has a moment to read it");
    for _ in 0..3 {
        assert_eq!(count(world, &scene, &scene.wanjiru, "Re: ").await, 1, "she has not, and is told once");
    }
}

async fn a_page_that_was_left_open_hides_no_mail(world: &World) {
    let (s, scene) = (&world.services, Scene::new(world).await);
    arrive(world, &scene, &scene.wanjiru, true).await;
    arrive(world, &scene, &scene.brian, true).await;
    world.advance_minutes(6);
    reply(world, &scene, "New ones are on the way.").await;
    assert_eq!(count(world, &scene, &scene.wanjiru, "Re: ").await, 1);
    tickets::note(s, &scene.amina.agent(), scene.ticket.id, Uuid::now_v7(), "@Brian, is this yours?", vec![]).await.unwrap();
    assert_eq!(count(world, &scene, &scene.brian, "You were named").await, 1);
}

async fn whoever_answers_a_ticket_is_mailed_what_the_customer_writes_while_they_are_away(world: &World) {
    let (s, scene) = (&world.services, Scene::new(world).await);
    tickets::take(s, &scene.amina.agent(), scene.ticket.id).await.unwrap();
    ask(world, &scene, "Any news?").await;
    assert_eq!(count(world, &scene, &scene.amina, "Answer: ").await, 1);
    assert_eq!(count(world, &scene, &scene.brian, "Answer: ").await, 0, "it is not his");
    arrive(world, &scene, &scene.amina, true).await;
    ask(world, &scene, "Hello?").await;
    assert_eq!(count(world, &scene, &scene.amina, "Answer: ").await, 1, "she is here");
    // Whoever it was given to meanwhile has what is unread.
    tickets::assign(s, &scene.amina.agent(), scene.ticket.id, Some(scene.brian.member())).await.unwrap();
    assert_eq!(count(world, &scene, &scene.brian, "Answer: ").await, 1);
    assert_eq!(count(world, &scene, &scene.amina, "Answer: ").await, 1);
}

async fn whoever_answers_a_ticket_hears_of_it_once_and_only_when_they_want_it(world: &World) {
    let (s, scene) = (&world.services, Scene::new(world).await);
    let amina = scene.amina.agent();
    tickets::take(s, &amina, scene.ticket.id).await.unwrap();
    tickets::follow(s, &amina, scene.ticket.id).await.unwrap();
    ask(world, &scene, "Any news?").await;
    let told = mails(world, &scene, &scene.amina.email()).await;
    assert!(matches!(told.as_slice(), [one] if one.contains("News: ")), "{told:?}");
    tickets::unfollow(s, &amina, scene.ticket.id).await.unwrap();
    let quiet = PreferencesDraft { first_tab: "last".into(), after_resolving: "stay".into(), ..PreferencesDraft::default() };
    preferences::change(s, &amina, &quiet).await.unwrap();
    assert!(!preferences::own(s, &amina).await.unwrap().mail_answered);
    ask(world, &scene, "Hello?").await;
    assert_eq!(mails(world, &scene, &scene.amina.email()).await.len(), 1);
}
