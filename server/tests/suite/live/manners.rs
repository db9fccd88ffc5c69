//! Frames that are too many, too long or make no sense, and tabs that do not read.

use super::Scene;
use crate::harness::{Tab, World, numbers};
use crate::on_both;
use std::time::{Duration, Instant};
use stoa::Error;
use stoa::conversations::actions as conversations;
use stoa::event::{Heard, Say};
use tokio_tungstenite::tungstenite::Message;
use uuid::Uuid;

on_both!(
    frames_without_sense_are_answered_and_the_tenth_is_the_last,
    a_long_frame_is_refused_by_name_and_a_huge_one_ends_the_socket,
    a_flood_of_frames_ends_the_socket_and_messages_have_room_of_their_own,
    a_customer_who_sends_many_at_once_is_read_more_slowly_and_loses_nothing,
    one_person_has_only_so_many_tabs,
    only_our_own_pages_and_programs_open_sockets,
    a_refused_message_says_why,
    a_tab_that_does_not_read_is_cut_off_and_resumes,
);

/// So many long messages are said while nobody reads …
const FLOOD: i64 = 1000;
/// … and so many in the end.
const SAID: i64 = FLOOD + 600;

fn field(heard: &Heard) -> &str {
    match heard {
        Heard::Misunderstood { error: Error::Invalid(fields) } => &fields[0].field,
        other => panic!("{other:?}"),
    }
}

async fn frames_without_sense_are_answered_and_the_tenth_is_the_last(world: &World) {
    let scene = Scene::new(world).await;
    let mut tab = scene.process.tab(&scene.customer.token).await;
    for (text, name) in [
        ("{", "frame"),
        ("[1,2]", "say"),
        (r#"{"say":"shout"}"#, "say"),
        (r#"{"say":"seen","conversation":1,"seq":2}"#, "read"),
        (r#"{"say":"watch","topic":"attic:1","after":0}"#, "frame"),
        (r#"{"say":"unwatch","topic":"desk:1","more":"\u0000"}"#, "more"),
        (r#"{"say":"send","conversation":1,"client_id":"no","body":"x"}"#, "frame"),
        ("\u{202e}\u{0}💥", "frame"),
    ] {
        tab.say_text(text).await;
        assert_eq!(field(&tab.hear().await), name, "{text}");
    }
    tab.say_raw(Message::binary(vec![0, 159, 146, 150])).await;
    assert_eq!(field(&tab.hear().await), "frame");
    tab.say_text("one more").await;
    let (heard, code) = tab.hear_out().await;
    assert_eq!((heard.len(), code), (1, 1008));
    assert!(scene.process.tab(&scene.customer.token).await.settle().await.is_empty());
}

async fn a_long_frame_is_refused_by_name_and_a_huge_one_ends_the_socket(world: &World) {
    let scene = Scene::new(world).await;
    let mut tab = scene.process.tab(&scene.customer.token).await;
    tab.send(scene.chat, &"x".repeat(70_000)).await;
    assert_eq!(field(&tab.hear().await), "frame");
    tab.send(scene.chat, "still here").await;
    assert!(matches!(tab.hear().await, Heard::Stored { seq: 1, .. }));
    tab.send(scene.chat, &"x".repeat(300_000)).await;
    let (_, code) = tab.hear_out().await;
    // The rest of the frame may be in the way of the good-bye.
    assert!([1009, 0].contains(&code), "{code}");
    assert!(scene.process.tab(&scene.customer.token).await.settle().await.is_empty());
}

async fn a_flood_of_frames_ends_the_socket_and_messages_have_room_of_their_own(world: &World) {
    let scene = Scene::new(world).await;
    let mut tab = scene.process.tab(&scene.agent.token).await;
    for n in 0..600 {
        tab.send(scene.chat, &format!("Message {n}")).await;
    }
    for n in 1..=600 {
        assert!(matches!(tab.hear().await, Heard::Stored { seq, .. } if seq == n));
    }
    for _ in 0..600 {
        tab.say(&Say::Ping).await;
    }
    let (heard, code) = tab.hear_out().await;
    assert!(heard.contains(&Heard::Misunderstood { error: Error::TooMany(1) }));
    assert_eq!(code, 1008);
}

async fn a_customer_who_sends_many_at_once_is_read_more_slowly_and_loses_nothing(world: &World) {
    const MANY: i64 = 75;
    let scene = Scene::new(world).await;
    let mut tab = scene.process.tab(&scene.customer.token).await;
    let start = Instant::now();
    for n in 0..MANY {
        tab.send(scene.chat, &format!("Message {n}")).await;
    }
    for n in 1..=MANY {
        assert!(matches!(tab.hear().await, Heard::Stored { seq, .. } if seq == n));
    }
    assert!(start.elapsed() >= Duration::from_millis(1300), "fourteen came ten a second: {:?}", start.elapsed());
}

async fn one_person_has_only_so_many_tabs(world: &World) {
    let scene = Scene::new(world).await;
    let customer = format!("Bearer {}", scene.customer.token);
    let mut tabs = Vec::new();
    let refused = loop {
        match Tab::open(scene.process.address, &[("authorization", &customer)]).await {
            Ok(tab) => tabs.push(tab),
            Err(status) => break status,
        }
    };
    assert_eq!((refused, tabs.len()), (429, 24));
    // Others have their own, and one that closes makes room.
    scene.process.tab(&scene.agent.token).await;
    tabs.pop().expect("a tab").close().await;
    let again = async {
        while Tab::open(scene.process.address, &[("authorization", &customer)]).await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), again).await.expect("there is room again");
}

async fn only_our_own_pages_and_programs_open_sockets(world: &World) {
    let scene = Scene::new(world).await;
    let (address, cookie) = (scene.process.address, format!("theme=dark; stoa_session={}", scene.customer.token));
    let ours = format!("http://{address}");
    assert!(Tab::open(address, &[("cookie", &cookie), ("origin", &ours)]).await.is_ok());
    for (headers, status) in [
        (&[("cookie", cookie.as_str()), ("origin", "https://evil.example")][..], 403),
        (&[("cookie", &cookie), ("sec-fetch-site", "cross-site")], 403),
        (&[("cookie", "stoa_session=forged"), ("origin", &ours)], 4401),
        (&[], 4401),
    ] {
        assert_eq!(Tab::open(address, headers).await.err(), Some(status), "{headers:?}");
    }
}

async fn a_refused_message_says_why(world: &World) {
    let scene = Scene::new(world).await;
    let mut tab = scene.process.tab(&scene.customer.token).await;
    let client_id = tab.send(scene.chat, " \n ").await;
    let Heard::Refused { client_id: refused, error } = tab.hear().await else { panic!("it was not refused") };
    assert_eq!((refused, error.of_field("body")), (client_id, Some("Message is missing.")));
    let client_id = Uuid::now_v7();
    for _ in 0..2 {
        tab.say(&Say::Send { conversation: scene.chat, client_id, body: "Once".into(), files: vec![] }).await;
        assert!(matches!(tab.hear().await, Heard::Stored { seq: 1, client_id: id, .. } if id == client_id));
    }
}

/// Says these messages, fifty at a time.
async fn say(scene: &Scene, sender: &mut Tab, numbers: std::ops::RangeInclusive<i64>, body: &str) {
    for n in numbers {
        sender.send(scene.chat, body).await;
        if n % 50 == 0 {
            sender.hear_until(|h| matches!(h, Heard::Stored { seq, .. } if *seq == n)).await;
        }
    }
}

/// Takes as long as a writer waits for a reader.
async fn a_tab_that_does_not_read_is_cut_off_and_resumes(world: &World) {
    let scene = Scene::new(world).await;
    let mut slow = scene.process.tab(&scene.customer.token).await;
    slow.watch(scene.topic(), 0).await;
    let mut sender = scene.process.tab(&scene.agent.token).await;
    let body = "A long story. ".repeat(700);
    // More than the buffers of the system between the two ends can hold.
    say(&scene, &mut sender, 1..=FLOOD, &body).await;
    // Once the line is cut, the others are told that the customer is gone.
    sender.watch(scene.topic(), FLOOD).await;
    let customer = scene.customer.member();
    sender.hear_until(|h| matches!(h, Heard::Presence { member, online: false, .. } if *member == customer)).await;
    let (heard, _) = slow.hear_out().await;
    let mut seen = numbers(&heard);
    assert!(seen.len() < FLOOD as usize, "nobody was slow");
    assert_eq!(seen, (1..=seen.len() as i64).collect::<Vec<_>>(), "what came before the cut came in order");
    let known = seen.len() as i64;
    // The others go on, further than a socket catches up one by one.
    say(&scene, &mut sender, FLOOD + 1..=SAID, "And then?").await;
    let mut again = scene.process.tab(&scene.customer.token).await;
    let rest = again.watch(scene.topic(), known).await;
    assert!(rest.contains(&Heard::Resync { topic: scene.topic() }) && numbers(&rest).is_empty(), "too far behind to be told one by one");
    assert_eq!(rest.last(), Some(&Heard::CaughtUp { topic: scene.topic(), seq: SAID }));
    // So the page is fetched anew, as the browser does it: the newest, then what is older, up to what it knows.
    let lane = conversations::open(&world.services, &scene.customer.identity.person(), scene.chat).await.unwrap();
    let mut before = None;
    while before.is_none_or(|first| first > known + 1) {
        let page = conversations::history(&world.services, &lane, before, 100).await.unwrap();
        assert!(before.is_some() || page.head == SAID, "the newest page comes first");
        let fresh: Vec<i64> = page.messages.iter().map(|m| m.seq).filter(|seq| *seq > known).collect();
        before = page.messages.first().map(|m| m.seq);
        seen.splice(known as usize..known as usize, fresh);
    }
    assert_eq!(seen, (1..=SAID).collect::<Vec<_>>());
    // From there on it is told one by one again.
    sender.send(scene.chat, "Are you there?").await;
    assert_eq!(numbers(&again.hear_until(|h| matches!(h, Heard::Message { .. })).await), [SAID + 1]);
}
