//! Answers that come when their visitor is gone: mailed once after a pause, with a way back into that chat for nobody else.

use crate::chats::{begun, device, draft, present, says};
use crate::harness::World;
use crate::on_both;
use stoa::accounts::actions as accounts;
use stoa::accounts::guest::GuestDraft;
use stoa::accounts::{Agent, Asker, Visitor};
use stoa::businesses::model::Business;
use stoa::chats::actions as chats;
use stoa::chats::missed::PATIENCE_MS;
use stoa::conversations::actions as conversations;
use stoa::kernel::ids::ChatId;
use stoa::{Error, db_val};
use uuid::Uuid;

on_both!(
    whoever_is_gone_before_the_answer_is_mailed_it_once_after_a_pause,
    whoever_has_read_it_or_is_here_is_mailed_nothing,
    the_mailed_link_opens_that_chat_and_for_two_weeks_only,
    a_link_does_not_put_one_visitor_in_the_place_of_another,
    a_customer_is_led_to_their_chat_by_signing_in,
);

const MINUTE: i64 = 60_000;

/// A guest who asked and left, their address and their chat.
async fn gone(world: &World, shop: &Business, name: &str) -> (Asker, String, ChatId) {
    let typed: GuestDraft = draft(name);
    let came = accounts::start_guest(&world.services, &Visitor::of(shop), &typed, &device(), "https://shop.example").await.unwrap();
    let asker: Asker = (&came.guest).into();
    let chat = begun(world, &asker).await.id;
    says(world, &asker, chat, "I want to talk to a human").await;
    (asker, typed.email, chat)
}

async fn answers(world: &World, amina: &Agent, chat: ChatId, text: &str) {
    chats::reply(&world.services, amina, chat, Uuid::now_v7(), text, vec![]).await.unwrap();
    world.drain().await;
}

async fn pause(world: &World) {
    world.advance_minutes(PATIENCE_MS / MINUTE);
    world.drain().await;
}

async fn mails(world: &World, to: &str) -> i64 {
    const MAILS: &str = "SELECT COUNT(*) FROM mail WHERE recipient = $1";
    db_val!(world.services.db(), MAILS, to).unwrap()
}

/// The link of the last mail, without the site.
async fn link(world: &World, to: &str) -> String {
    let text = world.last_mail(to).await.expect("a mail was written");
    text.lines().find_map(|line| line.strip_prefix("http://stoa.test")).expect("the mail has a link").to_owned()
}

async fn whoever_is_gone_before_the_answer_is_mailed_it_once_after_a_pause(world: &World) {
    let shop = world.business("kiln").await;
    let amina = present(world, &shop, "Amina").await;
    let (_, email, chat) = gone(world, &shop, "Wanjiru").await;
    pause(world).await;
    assert_eq!(mails(world, &email).await, 0, "the bot has answered, no human");
    answers(world, &amina, chat, "It left this morning.").await;
    world.advance_minutes(PATIENCE_MS / MINUTE - 1);
    answers(world, &amina, chat, "The courier is **Rapid**.").await;
    world.advance_minutes(1);
    world.drain().await;
    assert_eq!(mails(world, &email).await, 0, "the pause begins with the last answer");
    pause(world).await;
    pause(world).await;
    assert_eq!(mails(world, &email).await, 1, "one mail tells of both");
    let text = world.last_mail(&email).await.unwrap();
    assert!(text.contains("Hello Wanjiru,") && text.contains("It left this morning.") && text.contains("Rapid") && text.contains("Amina:"), "{text}");
    assert!(!text.contains("talk to a human"), "what they said themselves they know: {text}");
    answers(world, &amina, chat, "Is there anything else?").await;
    pause(world).await;
    let text = world.last_mail(&email).await.unwrap();
    assert!(mails(world, &email).await == 2 && text.contains("anything else?") && !text.contains("this morning"), "only what is new: {text}");
}

async fn whoever_has_read_it_or_is_here_is_mailed_nothing(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let amina = present(world, &shop, "Amina").await;
    let (reads, his, first) = gone(world, &shop, "Reader").await;
    let (stays, hers, second) = gone(world, &shop, "Stays").await;
    for chat in [first, second] {
        answers(world, &amina, chat, "Here I am.").await;
    }
    let view = chats::find_own(s, &reads, first).await.unwrap();
    let lane = conversations::open(s, &reads, view.conversation_id).await.unwrap();
    conversations::mark_read(s, &lane, lane.conversation().head).await.unwrap();
    accounts::note_presence(s, &[(shop.id, stays.member())], s.now().plus_ms(2 * PATIENCE_MS - 1)).await.unwrap();
    pause(world).await;
    assert_eq!((mails(world, &his).await, mails(world, &hers).await), (0, 0));
    pause(world).await;
    assert_eq!((mails(world, &his).await, mails(world, &hers).await), (0, 1), "she left without a look");
    let (_, blocked, third) = gone(world, &shop, "Blocked").await;
    answers(world, &amina, third, "Go away.").await;
    chats::block(s, &amina, third).await.unwrap();
    pause(world).await;
    assert_eq!(mails(world, &blocked).await, 0);
}

async fn the_mailed_link_opens_that_chat_and_for_two_weeks_only(world: &World) {
    let (shop, rival, site) = (world.business("kiln").await, world.business("rival").await, world.site().await);
    let amina = present(world, &shop, "Amina").await;
    let (asker, email, chat) = gone(world, &shop, "Wanjiru").await;
    answers(world, &amina, chat, "It left this morning.").await;
    pause(world).await;
    let link = link(world, &email).await;
    let phone = site.browser("");
    let came = phone.get(&link).await;
    assert_eq!(came.location(), format!("/chat?business={}&chat={chat}", shop.slug), "{}", came.text());
    let page = phone.get(came.location()).await.text();
    assert!(page.contains("It left this morning.") && page.contains("data-composer"), "{page}");
    let token = phone.cookie(&format!("stoa_guest_{}", shop.id)).unwrap();
    assert_eq!(accounts::identify_guest(&world.services, shop.id, &token).await.unwrap().member(), asker.member());
    assert_eq!(accounts::identify_guest(&world.services, rival.id, &token).await.unwrap_err(), Error::NotFound);
    for wrong in [link.replace(&shop.slug, &rival.slug), link.replace("back=back.", "back=back.1"), link.replace(&token, "back.1.2.3")] {
        let stranger = site.browser("");
        let page = stranger.get(&wrong).await.text();
        assert!(page.contains("did not keep this chat") && !page.contains("this morning"), "{wrong}: {page}");
        assert!(stranger.cookie(&format!("stoa_guest_{}", shop.id)).is_none());
    }
    world.advance_minutes(14 * 24 * 60);
    assert_eq!(accounts::identify_guest(&world.services, shop.id, &token).await.unwrap_err(), Error::NotFound);
    assert!(site.browser("").get(&link).await.text().contains("did not keep this chat"));
    drop(site);
}

async fn a_link_does_not_put_one_visitor_in_the_place_of_another(world: &World) {
    let (shop, site) = (world.business("kiln").await, world.site().await);
    let amina = present(world, &shop, "Amina").await;
    let (_, email, chat) = gone(world, &shop, "Wanjiru").await;
    answers(world, &amina, chat, "It left this morning.").await;
    pause(world).await;
    let link = link(world, &email).await;
    let browser = site.browser("");
    crate::chat_pages::start(&browser, &shop).await;
    let before = browser.cookie(&format!("stoa_guest_{}", shop.id));
    let page = browser.get(&link).await.text();
    assert!(page.contains("Go on as Wanjiru") && !page.contains("this morning"), "{page}");
    assert_eq!(browser.cookie(&format!("stoa_guest_{}", shop.id)), before, "looking changes nothing");
    let token = link.split("back=").nth(1).and_then(|rest| rest.split('&').next()).unwrap();
    let went = crate::chat_pages::send(&browser, &shop, "pop_out", &[("token", token), ("chat", &chat.to_string()), ("walk", "")]).await;
    assert!(browser.get(went.location()).await.text().contains("It left this morning."));
    drop(site);
}

async fn a_customer_is_led_to_their_chat_by_signing_in(world: &World) {
    let (shop, site) = (world.business("kiln").await, world.site().await);
    let amina = present(world, &shop, "Amina").await;
    let wanjiru = world.customer(&shop, "Wanjiru").await;
    let asker: Asker = (&wanjiru.customer()).into();
    let chat = begun(world, &asker).await.id;
    says(world, &asker, chat, "I want to talk to a human").await;
    answers(world, &amina, chat, "It left this morning.").await;
    pause(world).await;
    let link = link(world, &wanjiru.email()).await;
    let to = format!("/chat?business={}&chat={chat}", shop.slug);
    assert_eq!(site.browser(&wanjiru.token).get(&link).await.location(), to);
    let outside = site.browser("").get(&link).await.location().to_owned();
    assert!(outside.starts_with("/sign-in?next=/chat%3F"), "{outside}");
    drop(site);
}
