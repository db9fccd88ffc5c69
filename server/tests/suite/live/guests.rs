//! Guests on the socket: only theirs, only at their business, and not a moment longer than they may.

use crate::chats::{begun, guest, says};
use crate::harness::{Process, Site, World, numbers, png};
use crate::on_both;
use reqwest::multipart::{Form, Part};
use stoa::accounts::Asker;
use stoa::businesses::model::Business;
use stoa::chats::actions as chats;
use stoa::conversations::model::BODY_MAX;
use stoa::error::Error;
use stoa::event::{Heard, Topic};

on_both!(
    a_guest_talks_with_staff_on_a_socket_of_their_own,
    a_guest_watches_their_own_chat_and_nothing_else,
    a_token_of_another_business_opens_no_socket,
    a_blocked_guest_is_cut_off_at_once,
    a_guest_who_floods_is_told_to_wait_and_then_shown_out,
    a_guest_reads_and_attaches_pictures_of_their_own_chat_only,
);

async fn a_guest_talks_with_staff_on_a_socket_of_their_own(world: &World) {
    let shop = world.business("Kiln").await;
    let (process, amina) = (Process::start(&world.services).await, world.agent(&shop, "Amina").await);
    let came = guest(world, &shop, "Wanjiru").await;
    let chat = begun(world, &(&came.guest).into()).await;
    chats::take(&world.services, &amina.agent(), chat.id).await.unwrap();
    let topic = Topic::Conversation(chat.conversation_id);
    let (mut visitor, mut agent) = (process.guest_tab(shop.id, &came.token).await.unwrap(), process.tab(&amina.token).await);
    let head = numbers(&visitor.watch(topic, 0).await).len() as i64;
    agent.watch(topic, head).await;
    visitor.send(chat.conversation_id, "Are you there?").await;
    let asked = agent.hear_until(|h| matches!(h, Heard::Message { .. })).await;
    let Some(Heard::Message { message, .. }) = asked.last() else { panic!("{asked:?}") };
    assert_eq!((message.body.as_str(), message.sender, message.seq), ("Are you there?", Some(came.guest.member()), head + 1));
    agent.send(chat.conversation_id, "I am.").await;
    visitor.hear_until(|h| matches!(h, Heard::Message { message, .. } if message.body == "I am.")).await;
    // Somebody of the staff who tries the widget is a visitor there, and staff everywhere else.
    let both = format!("stoa_session={}; stoa_guest_{}={}", amina.token, shop.id, came.token);
    let mut tried = crate::harness::Tab::open_at(process.address, &format!("/live?guest={}", shop.id), &[("cookie", &both)]).await.unwrap();
    assert!(matches!(tried.watch(Topic::Desk(shop.id), 0).await.last(), Some(Heard::Denied { .. })));
    let mut desk = crate::harness::Tab::open(process.address, &[("cookie", &both)]).await.unwrap();
    assert!(matches!(desk.watch(Topic::Desk(shop.id), 0).await.last(), Some(Heard::CaughtUp { .. })));
}

async fn a_guest_watches_their_own_chat_and_nothing_else(world: &World) {
    let shop = world.business("Kiln").await;
    let process = Process::start(&world.services).await;
    let (wanjiru, neighbour) = (guest(world, &shop, "Wanjiru").await, guest(world, &shop, "Neighbour").await);
    let (own, theirs) = (begun(world, &(&wanjiru.guest).into()).await, begun(world, &(&neighbour.guest).into()).await);
    let ticket = super::ticket_of(world, &world.customer(&shop, "Daniel").await).await;
    let mut tab = process.guest_tab(shop.id, &wanjiru.token).await.unwrap();
    for (topic, may) in [
        (Topic::Conversation(own.conversation_id), true),
        (Topic::Person(wanjiru.guest.member()), true),
        (Topic::Conversation(own.notes_id), false),
        (Topic::Conversation(theirs.conversation_id), false),
        (Topic::Person(neighbour.guest.member()), false),
        (Topic::Conversation(ticket.customer_lane), false),
        (Topic::Ticket(ticket.id), false),
        (Topic::Case(ticket.id), false),
        (Topic::Desk(shop.id), false),
        (Topic::Admin(shop.id), false),
    ] {
        let heard = tab.watch(topic, 0).await;
        assert_eq!(matches!(heard.last(), Some(Heard::CaughtUp { .. })), may, "{topic}");
    }
    let client_id = tab.send(theirs.conversation_id, "Let me in").await;
    let answer = tab.hear_until(|h| matches!(h, Heard::Refused { .. } | Heard::Stored { .. })).await;
    assert_eq!(answer.last(), Some(&Heard::Refused { client_id, error: Error::NotFound }));
}

async fn a_token_of_another_business_opens_no_socket(world: &World) {
    let (shop, rival) = (world.business("Kiln").await, world.business("Rival").await);
    let process = Process::start(&world.services).await;
    let came = guest(world, &shop, "Wanjiru").await;
    assert!(process.guest_tab(shop.id, &came.token).await.is_ok());
    for (business, token) in [(rival.id, came.token.as_str()), (shop.id, "guessed"), (shop.id, "")] {
        assert_eq!(process.guest_tab(business, token).await.err(), Some(4401), "{business}");
    }
    // The cookie of one business is not read at another, and a guest's token is no session.
    let cookie = format!("stoa_guest_{}={}", shop.id, came.token);
    let open = async |path: &str, headers: &[(&'static str, &str)]| crate::harness::Tab::open_at(process.address, path, headers).await.err();
    assert_eq!(open(&format!("/live?guest={}", rival.id), &[("cookie", &cookie)]).await, Some(4401));
    assert_eq!(open("/live", &[("cookie", &cookie)]).await, Some(4401));
    assert_eq!(open("/live", &[("cookie", &format!("stoa_session={}", came.token))]).await, Some(4401));
    assert_eq!(open(&format!("/live?guest={}", shop.id), &[("cookie", &cookie), ("origin", "https://evil.example")]).await, Some(403));
    assert_eq!(open("/live?guest=all", &[("cookie", &cookie)]).await, Some(400));
}

async fn a_blocked_guest_is_cut_off_at_once(world: &World) {
    let shop = world.business("Kiln").await;
    let (process, amina) = (Process::start(&world.services).await, world.agent(&shop, "Amina").await.agent());
    let troll = guest(world, &shop, "Troll").await;
    let chat = begun(world, &(&troll.guest).into()).await;
    let mut tab = process.guest_tab(shop.id, &troll.token).await.unwrap();
    tab.watch(Topic::Conversation(chat.conversation_id), 0).await;
    chats::block(&world.services, &amina, chat.id).await.unwrap();
    assert_eq!(tab.hear_out().await.1, 4401);
    assert_eq!(process.guest_tab(shop.id, &troll.token).await.err(), Some(4401));
}

async fn a_guest_who_floods_is_told_to_wait_and_then_shown_out(world: &World) {
    let shop = world.business("Kiln").await;
    let process = Process::start(&world.services).await;
    let came = guest(world, &shop, "Flood").await;
    let chat = begun(world, &(&came.guest).into()).await;
    let mut tab = process.guest_tab(shop.id, &came.token).await.unwrap();
    let long = tab.send(chat.conversation_id, &"x".repeat(BODY_MAX + 1)).await;
    let Heard::Refused { client_id, error } = tab.hear().await else { panic!("it was not refused") };
    assert_eq!(client_id, long);
    assert!(error.of_field("body").is_some_and(|why| why.contains("10001")), "{error:?}");
    for n in 0..400 {
        tab.send(chat.conversation_id, &format!("Message {n}")).await;
    }
    let (heard, code) = tab.hear_out().await;
    let stored = heard.iter().filter(|h| matches!(h, Heard::Stored { .. })).count();
    let waits = heard.iter().filter(|h| matches!(h, Heard::Refused { error: Error::TooMany(_), .. })).count();
    assert!((29..60).contains(&stored) && waits > 100, "{stored} stored, {waits} refused");
    assert_eq!(code, 1008);
}

/// A browser with the guest's cookie uploads a picture as the guest of a business.
async fn upload(site: &Site, cookie: &str, guest_of: &Business) -> crate::harness::Answer {
    let form = Form::new().part("file", Part::bytes(png(9, 9)).file_name("mug.png"));
    let browser = site.browser("");
    let request = browser.request(http::Method::POST, &format!("/files?guest={}", guest_of.id)).header("cookie", cookie);
    browser.send(request.header("origin", &site.url).multipart(form)).await
}

async fn a_guest_reads_and_attaches_pictures_of_their_own_chat_only(world: &World) {
    let (shop, rival, site) = (world.business("Kiln").await, world.business("Rival").await, world.site().await);
    let (wanjiru, spy) = (guest(world, &shop, "Wanjiru").await, guest(world, &rival, "Spy").await);
    let asker: Asker = (&wanjiru.guest).into();
    let chat = begun(world, &asker).await;
    says(world, &asker, chat.id, "Look at this").await;
    let (own, others) = (format!("stoa_guest_{}={}", shop.id, wanjiru.token), format!("stoa_guest_{}={}", rival.id, spy.token));
    let kept: Vec<stoa::files::model::FileView> = serde_json::from_slice(&upload(&site, &own, &shop).await.bytes).unwrap();
    assert!(matches!(upload(&site, &own, &rival).await.error(), Some(Error::Denied(_))), "not as the guest of another business");
    chats::say(&world.services, &asker, chat.id, uuid::Uuid::now_v7(), "", vec![kept[0].id]).await.unwrap();
    let history = [("conversation", chat.conversation_id.to_string())];
    for (cookie, status) in [(own.as_str(), 200), (&others, 404), ("", 403), (&format!("{others}; {own}"), 200)] {
        let browser = site.browser("");
        let get = browser.request(http::Method::GET, &app::routes::file(&kept[0].token)).header("cookie", cookie);
        assert_eq!(browser.send(get).await.status, status, "the picture with {cookie}");
        let read =
            browser.request(http::Method::POST, "/api/app/conversations/api/list_messages").header("cookie", cookie).header("accept", "application/json");
        let answer = browser.send(read.header("origin", &site.url).form(&history)).await;
        assert_eq!((answer.status, answer.text().contains("Look at this")), (status, status == 200), "the talk with {cookie}: {}", answer.text());
    }
    drop(site);
}
