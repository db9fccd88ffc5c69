//! The conversation engine: numbers without gaps, sending twice, receipts, attachments, who may read.

use crate::harness::World;
use crate::on_both;
use bytes::Bytes;
use std::collections::HashSet;
use stoa::Error;
use stoa::accounts::Person;
use stoa::conversations::actions::{self as conversations, Lane};
use stoa::conversations::model::Kind;
use stoa::conversations::search;
use stoa::event::Topic;
use stoa::files::actions as files;
use stoa::kernel::ids::ConversationId;
use stoa::platform::Db;
use uuid::Uuid;

on_both!(
    parallel_senders_get_numbers_without_gaps_and_everybody_hears_all,
    sending_again_is_harmless,
    receipts_only_grow,
    a_picture_reaches_those_who_may_read_and_nobody_else,
    history_comes_in_pages,
    words_are_entered_once_however_many_enter_them,
);

async fn chat(world: &World, parties: &[&Person]) -> ConversationId {
    let mut tx = world.services.begin().await.unwrap();
    let members: Vec<_> = parties.iter().map(|p| p.member()).collect();
    let id = conversations::start(&mut tx, parties[0].business(), Kind::Chat, &members).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn lane(world: &World, person: &Person, id: ConversationId) -> Lane {
    conversations::open(&world.services, person, id).await.unwrap()
}

async fn parallel_senders_get_numbers_without_gaps_and_everybody_hears_all(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (customer, agent) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let id = chat(world, &[&customer, &agent]).await;
    let mut mailbox = s.bus().listen();
    mailbox.watch(Topic::Conversation(id));
    let lanes = [lane(world, &customer, id).await, lane(world, &agent, id).await];
    let sends = (0..200).map(|n| {
        let (s, lane) = (s.clone(), lanes[n % 2].clone());
        tokio::spawn(async move { conversations::send(&s, &lane, Uuid::now_v7(), &format!("Message {n}"), vec![]).await.unwrap().seq })
    });
    let mut seqs = HashSet::new();
    for send in sends.collect::<Vec<_>>() {
        assert!(seqs.insert(send.await.unwrap()), "a number was given twice");
    }
    assert_eq!(seqs, (1..=200).collect());
    for expected in 1..=200 {
        assert_eq!(mailbox.try_next().expect("everything was announced").seq, expected);
    }
}

async fn sending_again_is_harmless(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let customer = world.customer(&shop, "Wanjiru").await.customer();
    let id = chat(world, &[&customer]).await;
    let lane = lane(world, &customer, id).await;
    let client_id = Uuid::now_v7();
    let (a, b) = tokio::join!(conversations::send(s, &lane, client_id, "Hi", vec![]), conversations::send(s, &lane, client_id, "Hi", vec![]));
    let c = conversations::send(s, &lane, client_id, "Hi", vec![]).await.unwrap();
    assert_eq!((a.unwrap().seq, b.unwrap().seq, c.seq), (1, 1, 1));
    assert_eq!(conversations::history(s, &lane, None, 10).await.unwrap().messages.len(), 1);
    let empty = conversations::send(s, &lane, Uuid::now_v7(), " \n\u{0} ", vec![]).await;
    assert!(empty.unwrap_err().of_field("body").is_some());
    assert!(conversations::send(s, &lane, Uuid::now_v7(), &"x".repeat(10_001), vec![]).await.unwrap_err().of_field("body").is_some());
}

async fn receipts_only_grow(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (customer, agent) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let id = chat(world, &[&customer]).await;
    let (mine, theirs) = (lane(world, &customer, id).await, lane(world, &agent, id).await);
    for _ in 0..5 {
        conversations::send(s, &mine, Uuid::now_v7(), "Hi", vec![]).await.unwrap();
    }
    conversations::mark_read(s, &theirs, 4).await.unwrap();
    conversations::mark_read(s, &theirs, 2).await.unwrap();
    let receipts = conversations::history(s, &mine, None, 10).await.unwrap().receipts;
    let receipt = receipts.iter().find(|r| r.member_id == agent.member()).unwrap();
    assert_eq!((receipt.delivered, receipt.read), (4, 4));
}

fn png() -> Bytes {
    let mut out = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(40, 30).write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner().into()
}

async fn a_picture_reaches_those_who_may_read_and_nobody_else(world: &World) {
    let s = &world.services;
    let (shop, rival) = (world.business("kiln").await, world.business("rival").await);
    let (customer, agent) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let (neighbour, spy) = (world.customer(&shop, "Daniel").await.customer(), world.agent(&rival, "Spy").await.agent());
    let id = chat(world, &[&customer]).await;
    let mine = lane(world, &customer, id).await;
    let file = files::upload(s, &customer, "../../mug.png", png()).await.unwrap();
    assert_eq!((file.width, file.height, file.name.as_str()), (40, 30, ".. .. mug.png"));
    assert!(conversations::open_file(s, &customer, &file.token).await.is_ok(), "one's own upload");
    assert_eq!(conversations::open_file(s, &agent, &file.token).await.unwrap_err(), Error::NotFound);
    let stolen = conversations::send(s, &lane(world, &agent, id).await, Uuid::now_v7(), "mine", vec![file.id]).await;
    assert!(stolen.unwrap_err().of_field("files").is_some(), "nobody attaches what somebody else uploaded");
    conversations::send(s, &mine, Uuid::now_v7(), "", vec![file.id]).await.unwrap();
    assert_eq!(conversations::open_file(s, &agent, &file.token).await.unwrap().content_type, "image/png");
    for nobody in [&*neighbour, &*spy] {
        assert_eq!(conversations::open_file(s, nobody, &file.token).await.unwrap_err(), Error::NotFound);
        assert_eq!(conversations::open(s, nobody, id).await.unwrap_err(), Error::NotFound);
    }
    assert_eq!(conversations::history(s, &mine, None, 10).await.unwrap().messages[0].files, [file]);
}

async fn history_comes_in_pages(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let customer = world.customer(&shop, "Wanjiru").await.customer();
    let id = chat(world, &[&customer]).await;
    let lane = lane(world, &customer, id).await;
    for n in 1..=25 {
        conversations::send(s, &lane, Uuid::now_v7(), &format!("Message {n}"), vec![]).await.unwrap();
    }
    let last = conversations::history(s, &lane, None, 10).await.unwrap();
    assert_eq!((last.messages[0].seq, last.messages.len(), last.has_older, last.head), (16, 10, true, 25));
    let first = conversations::history(s, &lane, Some(6), 10).await.unwrap();
    assert_eq!((first.messages[0].seq, first.messages.len(), first.has_older), (1, 5, false));
    let after = conversations::messages_after(s, &lane, 23, 10).await.unwrap();
    assert_eq!(after.iter().map(|m| m.seq).collect::<Vec<_>>(), [24, 25]);
}

async fn words_are_entered_once_however_many_enter_them(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let agent = world.agent(&shop, "Amina").await.agent();
    let id = chat(world, &[&agent]).await;
    let writes = async {
        for n in 0..40 {
            let to = lane(world, &agent, id).await;
            conversations::send(s, &to, Uuid::now_v7(), &format!("Celadon bowl {n}"), vec![]).await.unwrap();
        }
    };
    let enters = async || {
        for _ in 0..20 {
            search::catch_up(s).await.unwrap();
            tokio::task::yield_now().await;
        }
    };
    tokio::join!(writes, enters(), enters());
    while search::catch_up(s).await.unwrap() {}
    let entries = "SELECT COUNT(*) FROM search_entry";
    let many: i64 = match s.db() {
        Db::Sqlite { read, .. } => sqlx::query_scalar(entries).fetch_one(read).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_scalar(entries).fetch_one(pool).await.unwrap(),
    };
    assert_eq!(many, 40);
    let scopes = conversations::search_scopes_of_chats(&agent);
    for n in 0..40 {
        let found = search::search(s.db(), &scopes, &search::words(&format!("{n} celadon")), 200).await.unwrap();
        assert_eq!(found.iter().map(|f| f.seq).collect::<Vec<_>>(), [n + 1]);
    }
}
