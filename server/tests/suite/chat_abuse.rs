//! Visitors who mean no good: floods, endless messages, scripts, files of a wrong kind, tokens of others.

use crate::chat_pages::{API, WANJIRU, say, send, start};
use crate::harness::{Browser, World, png};
use crate::on_both;
use reqwest::multipart::{Form, Part};
use stoa::businesses::model::Business;
use stoa::platform::limits;
use uuid::Uuid;

on_both!(
    one_address_leaves_its_name_only_so_often,
    one_visitor_writes_only_so_fast,
    all_visitors_of_one_address_together_write_only_so_fast,
    a_message_that_is_too_long_is_refused_with_words_and_kept,
    what_is_written_never_runs,
    files_of_a_wrong_kind_are_refused_by_name,
    a_stolen_cookie_of_one_business_finds_nothing_at_another,
    another_site_sends_no_form,
);

async fn one_address_leaves_its_name_only_so_often(world: &World) {
    let (shop, site) = (world.business("Kiln").await, world.site().await);
    let (mut let_in, mut told) = (0, 0);
    for _ in 0..40 {
        let browser = site.browser("");
        let answer = send(&browser, &shop, "start_chat", &WANJIRU).await;
        let_in += usize::from(answer.location().contains("&chat="));
        told += usize::from(answer.location().contains("refused="));
    }
    assert!((20..30).contains(&let_in) && told == 40 - let_in, "{let_in} came in, {told} were told to wait");
    drop(site);
}

async fn one_visitor_writes_only_so_fast(world: &World) {
    let (shop, site) = (world.business("Kiln").await, world.site().await);
    let browser = site.browser("");
    let (_, chat) = start(&browser, &shop).await;
    let mut refused = 0;
    for n in 0..60 {
        let answer = say(&browser, &shop, &chat, "body", &format!("Message {n}")).await;
        refused += usize::from(answer.status == 429);
    }
    assert!(refused > 10, "{refused} were refused");
    world.drain().await;
    drop(site);
}

async fn all_visitors_of_one_address_together_write_only_so_fast(world: &World) {
    let (shop, site) = (world.business("Kiln").await, world.site().await);
    let (one, other) = (site.browser(""), site.browser(""));
    let ((_, chat), (_, beside)) = (start(&one, &shop).await, start(&other, &shop).await);
    let mut refused = [0, 0];
    for n in 0..5 {
        for (side, (browser, chat)) in [(&one, &chat), (&other, &beside)].into_iter().enumerate() {
            // What somebody else of the same office has used up.
            while world.services.limits().check(limits::SAY_FROM, "127.0.0.1").is_ok() {}
            refused[side] += usize::from(say(browser, &shop, chat, "body", &format!("Message {n}")).await.status == 429);
        }
    }
    assert!(refused.iter().all(|n| *n > 0), "{refused:?} were refused");
    world.drain().await;
    drop(site);
}

async fn a_message_that_is_too_long_is_refused_with_words_and_kept(world: &World) {
    let (shop, site) = (world.business("Kiln").await, world.site().await);
    let browser = site.browser("");
    let (page, chat) = start(&browser, &shop).await;
    let long = "word ".repeat(2001);
    let answer = say(&browser, &shop, &chat, "body", &long).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("10,000") || answer.text().contains("10000"), "{}", answer.text());
    // The same from a page without script: what was written is still there.
    let id = Uuid::now_v7().to_string();
    let form = [("chat", chat.as_str()), ("client_id", &id), ("body", &long), ("chip", ""), ("pictures", "")];
    let form = form.iter().fold(Form::new(), |form, (name, value)| form.text((*name).to_owned(), (*value).to_owned()));
    let action = format!("{API}/say_in_chat?guest={}", shop.id);
    let request = browser.request(http::Method::POST, &action).header("accept", "text/html").header("origin", &site.url);
    let back = browser.send(request.header("referer", format!("{}{page}", site.url)).multipart(form)).await;
    assert!(back.location().starts_with(&page) && back.location().contains("refused="), "{} {}", back.status, back.location());
    let html = browser.get(back.location()).await.text();
    assert!(html.contains("word word word") && html.contains("is the most"), "what was written is kept");
    drop(site);
}

async fn what_is_written_never_runs(world: &World) {
    let (shop, site) = (world.business("Kiln").await, world.site().await);
    let browser = site.browser("");
    let (page, chat) = start(&browser, &shop).await;
    let hostile = "</textarea><script>alert(1)</script> <img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](data:text/html,x) <javascript:alert(1)>";
    say(&browser, &shop, &chat, "body", hostile).await;
    let rest = [("title", hostile), ("url", "javascript:alert(1)"), ("browser", hostile)];
    send(&browser, &shop, "note_visit", &rest).await;
    world.drain().await;
    let html = browser.get(&page).await.text();
    assert!(html.contains("&lt;script&gt;alert(1)"), "it is shown as written: {html}");
    for bad in ["<script>alert", "<img src=x", "href=\"javascript:", "href=\"data:"] {
        assert!(!html.contains(bad), "{bad}: {html}");
    }
    let list = browser.get(&format!("/chat?business={}&view=chats", shop.slug)).await.text();
    assert!(!list.contains("<script>alert"), "{list}");
    drop(site);
}

/// Sends one file with a message.
async fn attach(browser: &Browser<'_>, shop: &Business, chat: &str, name: &str, bytes: Vec<u8>) -> crate::harness::Answer {
    let form = Form::new()
        .text("chat", chat.to_owned())
        .text("client_id", Uuid::now_v7().to_string())
        .text("body", "Look")
        .part("files", Part::bytes(bytes).file_name(name.to_owned()));
    let action = format!("{API}/say_in_chat?guest={}", shop.id);
    let request = browser.request(http::Method::POST, &action).header("accept", "application/json").header("origin", &browser.site.url);
    browser.send(request.multipart(form)).await
}

async fn files_of_a_wrong_kind_are_refused_by_name(world: &World) {
    let (shop, site) = (world.business("Kiln").await, world.site().await);
    let browser = site.browser("");
    let (page, chat) = start(&browser, &shop).await;
    for (name, bytes) in [
        ("page.html", b"<script>alert(1)</script>".to_vec()),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec()),
        ("run.exe", b"MZ\x90\x00".to_vec()),
        ("cut.png", png(40, 40)[..60].to_vec()),
    ] {
        let answer = attach(&browser, &shop, &chat, name, bytes).await;
        let said = answer.error().and_then(|e| e.of_field("files").map(str::to_owned)).unwrap_or_else(|| panic!("{name}: {} {}", answer.status, answer.text()));
        assert!(answer.status == 422 && said.contains(name), "{name}: {said}");
    }
    assert!(!browser.get(&page).await.text().contains("Look"), "nothing was said");
    assert_eq!(attach(&browser, &shop, &chat, "mug.png", png(9, 9)).await.location(), page);
    assert!(browser.get(&page).await.text().contains("Picture “mug.png”"));
    drop(site);
}

async fn a_stolen_cookie_of_one_business_finds_nothing_at_another(world: &World) {
    let (shop, rival, site) = (world.business("Kiln").await, world.business("Rival").await, world.site().await);
    let browser = site.browser("");
    let (_, chat) = start(&browser, &shop).await;
    say(&browser, &shop, &chat, "body", "My secret").await;
    let token = browser.cookie(&format!("stoa_guest_{}", shop.id)).expect("a cookie");
    for cookie in [format!("stoa_guest_{}={token}", rival.id), format!("stoa_guest_{}={token}", shop.id)] {
        let thief = site.browser("");
        for path in [format!("/chat?business={}&chat={chat}", rival.slug), format!("/chat?business={}&view=chats", rival.slug)] {
            let page = thief.request(http::Method::GET, &path).header("cookie", &cookie).header("accept", "text/html");
            let answer = thief.send(page).await;
            assert!(answer.status == 200 && !answer.text().contains("My secret"), "{path} with {cookie}");
        }
        let standing = [("business", rival.id.to_string()), ("chat", chat.clone())];
        let call = thief.request(http::Method::POST, &format!("{API}/get_standing")).header("cookie", &cookie).header("accept", "application/json");
        assert_eq!(thief.send(call.header("origin", &site.url).form(&standing)).await.status, 403);
    }
    // Another guest of the same business names a chat that is not theirs.
    let neighbour = site.browser("");
    let (_, own) = start(&neighbour, &shop).await;
    assert_ne!(own, chat);
    assert_eq!(neighbour.get(&format!("/chat?business={}&chat={chat}", shop.slug)).await.status, 404);
    assert_eq!(say(&neighbour, &shop, &chat, "body", "Let me in").await.status, 404);
    drop(site);
}

async fn another_site_sends_no_form(world: &World) {
    let (shop, site) = (world.business("Kiln").await, world.site().await);
    let browser = site.browser("");
    let (_, chat) = start(&browser, &shop).await;
    let (business, fields) = (shop.id.to_string(), [("chat", chat.as_str())]);
    for name in ["end_chat", "call_human", "reopen_chat"] {
        let form: Vec<(&str, &str)> = fields.iter().copied().chain([("business", business.as_str())]).collect();
        let request = browser.request(http::Method::POST, &format!("{API}/{name}")).header("origin", "https://evil.example").form(&form);
        assert_eq!(browser.send(request).await.status, 403, "{name}");
    }
    drop(site);
}
