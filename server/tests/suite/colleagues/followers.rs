//! Who follows a ticket, or is named in it, hears what happens there: once, in person, and by mail only while away.

use super::Scene;
use crate::harness::{Process, World};
use crate::on_both;
use stoa::accounts::actions as accounts;
use stoa::event::{Heard, Subject, Topic};
use stoa::kernel::ids::MemberId;
use stoa::platform::letters;
use stoa::preferences::actions as preferences;
use stoa::preferences::model::PreferencesDraft;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Priority, Status};
use uuid::Uuid;

on_both!(
    who_follows_a_ticket_hears_of_it_by_mail_while_away_and_who_did_it_does_not,
    who_is_named_in_a_note_is_told_once_and_follows_from_then_on,
    a_mention_is_heard_at_once_and_by_that_colleague_only,
    nobody_is_mailed_who_does_not_want_it,
    following_twice_is_following_once_and_only_in_ones_own_business,
);

/// The subjects of the mails to somebody, oldest first.
pub async fn mails(world: &World, scene: &Scene, to: &str) -> Vec<String> {
    world.drain().await;
    // What can be taken back for a minute is mailed after that.
    world.advance_minutes(2);
    world.drain().await;
    let mut all = letters::list(world.services.db(), scene.shop.id, None).await.unwrap().items;
    all.retain(|mail| mail.recipient == to);
    all.reverse();
    all.into_iter().map(|mail| mail.subject).collect()
}

async fn note(world: &World, scene: &Scene, body: &str) {
    tickets::note(&world.services, &scene.amina.agent(), scene.ticket.id, Uuid::now_v7(), body, vec![]).await.unwrap();
}

async fn who_follows_a_ticket_hears_of_it_by_mail_while_away_and_who_did_it_does_not(world: &World) {
    let (s, scene) = (&world.services, Scene::new(world).await);
    let (amina, brian, id) = (scene.amina.agent(), scene.brian.agent(), scene.ticket.id);
    for agent in [&amina, &brian] {
        tickets::follow(s, agent, id).await.unwrap();
    }
    tickets::set_priority(s, &amina, id, Priority::High).await.unwrap();
    tickets::reply(s, &scene.wanjiru.customer(), id, Uuid::now_v7(), "Any news?", vec![]).await.unwrap();
    note(world, &scene, "I ask the kiln.").await;
    let to_brian = mails(world, &scene, &scene.brian.email()).await;
    assert_eq!(to_brian.len(), 3, "{to_brian:?}");
    assert!(to_brian.iter().all(|subject| subject.contains("News: ")), "{to_brian:?}");
    assert_eq!(mails(world, &scene, &scene.amina.email()).await.len(), 1, "only what the customer wrote is news to her");
    assert!(!mails(world, &scene, &scene.wanjiru.email()).await.iter().any(|subject| subject.contains("News")));
    tickets::unfollow(s, &brian, id).await.unwrap();
    tickets::set_status(s, &amina, id, Status::Resolved).await.unwrap();
    assert_eq!(mails(world, &scene, &scene.brian.email()).await.len(), 3);
    // Whoever is still at an open page of ours when the change cannot be taken back any more is told there.
    tickets::follow(s, &brian, id).await.unwrap();
    accounts::note_presence(s, &[(scene.shop.id, brian.member())], s.now().plus_ms(240_000)).await.unwrap();
    accounts::note_activity(s, &[(scene.shop.id, brian.member())]).await.unwrap();
    tickets::set_status(s, &amina, id, Status::InProgress).await.unwrap();
    assert_eq!(mails(world, &scene, &scene.brian.email()).await.len(), 3);
}

async fn who_is_named_in_a_note_is_told_once_and_follows_from_then_on(world: &World) {
    let scene = Scene::new(world).await;
    note(world, &scene, "@Brian, have you seen these? @brian mwangi, @Wanjiru @Amina @nobody").await;
    let told = mails(world, &scene, &scene.brian.email()).await;
    assert!(matches!(told.as_slice(), [one] if one.contains("You were named")), "{told:?}");
    let following = tickets::following(&world.services, &scene.brian.agent(), scene.ticket.id).await.unwrap();
    assert!(following.is_mine && following.others.is_empty(), "{following:?}");
    note(world, &scene, "They are from Tuesday.").await;
    let told = mails(world, &scene, &scene.brian.email()).await;
    assert!(told.len() == 2 && told[1].contains("News"), "{told:?}");
    assert!(!mails(world, &scene, &scene.wanjiru.email()).await.iter().any(|subject| subject.contains("named")), "customers are not of the team");
    tickets::reply(&world.services, &scene.amina.agent(), scene.ticket.id, Uuid::now_v7(), "Hello @Brian", vec![]).await.unwrap();
    let told = mails(world, &scene, &scene.brian.email()).await;
    assert_eq!(told.iter().filter(|subject| subject.contains("named")).count(), 1, "a name in a reply calls nobody: {told:?}");
}

async fn a_mention_is_heard_at_once_and_by_that_colleague_only(world: &World) {
    let scene = Scene::new(world).await;
    let process = Process::start(&world.services).await;
    let njeri = world.agent(&scene.shop, "Njeri").await;
    let named = |member: MemberId| move |h: &Heard| matches!(h, Heard::Changed { topic, hints } if *topic == Topic::Person(member) && hints.iter().any(|h| h.what == Subject::MentionInTicket));
    let mut brian = process.tab(&scene.brian.token).await;
    brian.watch(Topic::Person(scene.brian.member()), 0).await;
    let mut others = Vec::new();
    for someone in [&njeri, &scene.wanjiru] {
        let mut tab = process.tab(&someone.token).await;
        for topic in [Topic::Person(someone.member()), Topic::Desk(scene.shop.id), Topic::Ticket(scene.ticket.id), Topic::Case(scene.ticket.id)] {
            tab.watch(topic, 0).await;
        }
        others.push(tab);
    }
    note(world, &scene, "@Brian please").await;
    world.drain().await;
    brian.hear_until(named(scene.brian.member())).await;
    for mut tab in others {
        let heard = tab.settle().await;
        assert!(!format!("{heard:?}").contains("Mention"), "{heard:?}");
    }
    assert_eq!(mails(world, &scene, &scene.brian.email()).await.len(), 0, "they are here");
}

async fn nobody_is_mailed_who_does_not_want_it(world: &World) {
    let (s, scene) = (&world.services, Scene::new(world).await);
    let quiet = PreferencesDraft { first_tab: "last".into(), after_resolving: "stay".into(), ..PreferencesDraft::default() };
    preferences::change(s, &scene.brian.agent(), &quiet).await.unwrap();
    preferences::change(s, &scene.brian.agent(), &quiet).await.expect("again is harmless");
    note(world, &scene, "@Brian, is this yours?").await;
    tickets::set_priority(s, &scene.amina.agent(), scene.ticket.id, Priority::Low).await.unwrap();
    tickets::assign(s, &scene.amina.agent(), scene.ticket.id, Some(scene.brian.member())).await.unwrap();
    assert_eq!(mails(world, &scene, &scene.brian.email()).await, Vec::<String>::new());
    // A signature stands under what the customer is mailed.
    let signed = PreferencesDraft { signature: "Amina, Kiln".into(), ..quiet };
    preferences::change(s, &scene.amina.agent(), &signed).await.unwrap();
    tickets::reply(s, &scene.amina.agent(), scene.ticket.id, Uuid::now_v7(), "A new one leaves today.", vec![]).await.unwrap();
    world.drain().await;
    let kept = world.snapshot(Some(scene.shop.id)).await;
    assert!(kept.iter().any(|row| row.contains("A new one leaves today.") && row.contains("Amina, Kiln")), "{kept:#?}");
}

async fn following_twice_is_following_once_and_only_in_ones_own_business(world: &World) {
    let (s, scene) = (&world.services, Scene::new(world).await);
    let rival = world.business("Rival").await;
    let (spy, id) = (world.agent(&rival, "Spy").await.agent(), scene.ticket.id);
    for _ in 0..2 {
        tickets::follow(s, &scene.brian.agent(), id).await.unwrap();
    }
    assert_eq!(tickets::following(s, &scene.amina.agent(), id).await.unwrap().others, ["Brian Mwangi"]);
    assert!(tickets::follow(s, &spy, id).await.is_err() && tickets::unfollow(s, &spy, id).await.is_err() && tickets::following(s, &spy, id).await.is_err());
    for _ in 0..2 {
        tickets::unfollow(s, &scene.brian.agent(), id).await.unwrap();
    }
    assert!(tickets::following(s, &scene.amina.agent(), id).await.unwrap().others.is_empty());
}
