//! Talks of the staff: one for each pair, groups, unread counts, mentions; and that nobody else reads them.

use crate::harness::World;
use crate::on_both;
use stoa::Error;
use stoa::accounts::actions as accounts;
use stoa::conversations::actions as conversations;
use stoa::event::{Event, Subject, Topic};
use stoa::platform::outbox;
use stoa::talks::actions as talks;
use stoa::tickets::actions as tickets;
use uuid::Uuid;

on_both!(
    two_have_one_talk_whoever_begins_it,
    a_group_counts_what_is_unread_for_each_of_its_members,
    whoever_is_named_hears_of_it_and_nobody_else,
    nobody_reads_a_talk_they_are_no_member_of,
);

async fn two_have_one_talk_whoever_begins_it(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (amina, brian) = (world.agent(&shop, "Amina").await.agent(), world.agent(&shop, "Brian").await.agent());
    let begin = |who: &stoa::accounts::Agent, with| {
        let (s, who) = (s.clone(), who.clone());
        tokio::spawn(async move { talks::open_direct(&s, &who, with).await.unwrap() })
    };
    let (a, b) = (begin(&amina, brian.member()), begin(&brian, amina.member()));
    let (a, b) = (a.await.unwrap(), b.await.unwrap());
    assert_eq!(a, b);
    assert!(talks::open_direct(s, &amina, amina.member()).await.unwrap_err().of_field("agent").is_some());
    let customer = world.customer(&shop, "Wanjiru").await;
    assert!(talks::open_direct(s, &amina, customer.member()).await.unwrap_err().of_field("agent").is_some());
    let row = &talks::list(s, &amina).await.unwrap()[0];
    assert!(row.is_direct && row.name == "Brian" && talks::list(s, &brian).await.unwrap()[0].name == "Amina");
    assert_eq!(talks::leave(s, &amina, a).await, Err(Error::NotFound), "one does not leave a talk of two");
}

async fn a_group_counts_what_is_unread_for_each_of_its_members(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (amina, brian, zoe) =
        (world.agent(&shop, "Amina").await.agent(), world.agent(&shop, "Brian").await.agent(), world.admin(&shop, "Zoë").await.admin().as_agent());
    assert!(talks::open_group(s, &amina, "", &[]).await.unwrap_err().of_field("name").is_some());
    assert!(talks::open_group(s, &amina, "Night shift", &[amina.member()]).await.unwrap_err().of_field("members").is_some());
    let group = talks::open_group(s, &amina, "Night shift", &[brian.member(), brian.member()]).await.unwrap();
    talks::say(s, &amina, group, Uuid::now_v7(), "Who takes Sunday?", vec![]).await.unwrap();
    talks::say(s, &amina, group, Uuid::now_v7(), "Anybody?", vec![]).await.unwrap();
    let row = &talks::list(s, &brian).await.unwrap()[0];
    assert_eq!((row.unread, row.preview.as_str(), row.name.as_str(), row.members.len()), (2, "Anybody?", "Night shift", 2));
    assert_eq!((talks::list(s, &amina).await.unwrap()[0].unread, talks::count_unread(s, &brian).await.unwrap()), (0, 1));
    talks::seen(s, &brian, group).await.unwrap();
    assert_eq!(talks::count_unread(s, &brian).await, Ok(0));
    talks::add_member(s, &brian, group, zoe.member()).await.unwrap();
    talks::rename(s, &zoe, group, "Weekend").await.unwrap();
    assert_eq!(talks::list(s, &zoe).await.unwrap()[0].name, "Weekend");
    talks::leave(s, &brian, group).await.unwrap();
    assert!(talks::list(s, &brian).await.unwrap().is_empty());
    assert_eq!(talks::say(s, &brian, group, Uuid::now_v7(), "Still here", vec![]).await, Err(Error::NotFound));
    let boss = world.admin(&shop, "Boss").await.admin();
    accounts::deactivate(s, &boss, amina.member()).await.unwrap();
    world.drain().await;
    assert!(talks::add_member(s, &zoe, group, amina.member()).await.unwrap_err().of_field("members").is_some());
}

async fn whoever_is_named_hears_of_it_and_nobody_else(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (amina, brian, zoe) =
        (world.agent(&shop, "Amina").await.agent(), world.agent(&shop, "Brian Mwangi").await.agent(), world.agent(&shop, "Zoë").await.agent());
    let group = talks::open_group(s, &amina, "All", &[brian.member(), zoe.member()]).await.unwrap();
    world.drain().await;
    let mut mailbox = s.bus().listen();
    mailbox.watch(Topic::Person(brian.member()));
    let (stop, mut named) = (Uuid::now_v7(), Vec::new());
    talks::say(s, &amina, group, stop, "@brian can you look? I am @Amina", vec![]).await.unwrap();
    talks::say(s, &amina, group, stop, "@brian can you look? I am @Amina", vec![]).await.unwrap();
    let mut tx = s.begin().await.unwrap();
    for recorded in outbox::claim(&mut tx, 100).await.unwrap() {
        if let Some(Event::Mentioned { agent, conversation, .. }) = recorded.event() {
            named.push((agent, conversation));
        }
    }
    drop(tx);
    assert_eq!(named, [(brian.member(), group)], "once, and not whoever writes");
    let hint = format!("{{\"what\":{},\"id\":{group}}}", serde_json::to_string(&Subject::Mention).unwrap());
    while !mailbox.next().await.expect("a notice").frame.text().contains(&hint) {}
}

async fn nobody_reads_a_talk_they_are_no_member_of(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (amina, brian, boss) = (world.agent(&shop, "Amina").await.agent(), world.agent(&shop, "Brian").await.agent(), world.admin(&shop, "Boss").await.admin());
    let talk = talks::open_direct(s, &amina, brian.member()).await.unwrap();
    talks::say(s, &amina, talk, Uuid::now_v7(), "The boss wears zanzibarite", vec![]).await.unwrap();
    assert_eq!(conversations::open(s, &boss, talk).await.map(drop), Err(Error::NotFound), "an admin is no member either");
    assert_eq!(talks::history(s, &boss.as_agent(), talk, None).await, Err(Error::NotFound));
    assert!(tickets::search(s, &boss, "zanzibarite").await.unwrap().is_empty());
    let filter = stoa::chats::views::Filter { search: "zanzibarite".into(), ..Default::default() };
    assert!(stoa::chats::actions::search(s, &boss.as_agent(), &filter).await.unwrap().is_empty());
    let spy = world.agent(&world.business("rival").await, "Spy").await.agent();
    assert_eq!(talks::history(s, &spy, talk, None).await, Err(Error::NotFound));
    assert!(talks::open_direct(s, &spy, amina.member()).await.unwrap_err().of_field("agent").is_some());
    accounts::change_role(s, &boss, brian.member(), stoa::accounts::model::Role::Admin).await.unwrap();
    assert_eq!(talks::history(s, &brian, talk, None).await.unwrap().messages.len(), 1);
    world.drain().await;
}
