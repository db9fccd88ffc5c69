//! The visitor's chat as a browser without script walks through it: home, contact form, talk, human, end, stars, open again; and its frame.

use crate::chats::{guest, present, stands};
use crate::harness::{Answer, Browser, World, root};
use crate::on_both;
use stoa::businesses::model::Business;
use stoa::chats::actions::{self as chats, Adoption};
use stoa::chats::draft::WidgetDraft;
use stoa::chats::model::State;
use uuid::Uuid;

on_both!(
    a_visitor_chats_from_the_first_word_to_the_stars_without_script,
    a_contact_form_comes_back_with_what_was_typed,
    a_chip_is_a_button_and_says_what_it_shows,
    a_customer_skips_the_form_and_finds_the_chat_again,
    outside_hours_the_page_says_when_somebody_is_back_in_the_visitors_zone,
    only_named_pages_may_show_the_frame_and_the_first_of_them_is_noted,
    what_the_host_page_kept_brings_a_guest_back_at_their_business_only,
    in_the_frame_nothing_leads_whoever_has_no_account_out_of_it,
    articles_are_found_and_read_inside,
    the_bots_link_leads_to_the_article_of_its_own_business,
);

pub const API: &str = "/api/app/chats/visitor/api";

/// Where a form of this browser stands.
pub fn at(shop: &Business) -> [(&'static str, String); 3] {
    [("business", shop.id.to_string()), ("framed", String::new()), ("zone", "Africa/Nairobi".into())]
}

/// Sends a form from the chat page.
pub async fn send(browser: &Browser<'_>, shop: &Business, action: &str, fields: &[(&str, &str)]) -> Answer {
    let place = at(shop);
    let fields: Vec<(&str, &str)> = place.iter().map(|(name, value)| (*name, value.as_str())).chain(fields.iter().copied()).collect();
    browser.post(&format!("/chat?business={}", shop.slug), &format!("{API}/{action}"), &fields).await
}

pub const WANJIRU: [(&str, &str); 4] = [("name", "Wanjiru Njoroge"), ("email", "wanjiru@example.com"), ("phone", "0700 000 482"), ("country", "KE")];

/// Fills in the contact form; gives the page it leads to and the id of the chat.
pub async fn start(browser: &Browser<'_>, shop: &Business) -> (String, String) {
    let answer = send(browser, shop, "start_chat", &WANJIRU).await;
    let page = answer.location().to_owned();
    let chat = page.split("&chat=").nth(1).unwrap_or_else(|| panic!("it leads to {page}: {}", answer.text())).to_owned();
    (page, chat)
}

/// Writes through the composer's form.
pub async fn say(browser: &Browser<'_>, shop: &Business, chat: &str, field: &str, words: &str) -> Answer {
    let id = Uuid::now_v7().to_string();
    let body = if field == "chip" { "" } else { words };
    let chip = if field == "chip" { words } else { "" };
    let action = format!("{API}/say_in_chat?guest={}&framed=false&zone=Africa/Nairobi", shop.id);
    browser.call_with_pictures(&action, &[("chat", chat), ("client_id", &id), ("body", body), ("chip", chip), ("pictures", "")]).await
}

async fn a_visitor_chats_from_the_first_word_to_the_stars_without_script(world: &World) {
    let (shop, site) = (world.business("Kiln").await, world.site().await);
    let amina = present(world, &shop, "Amina Otieno").await;
    let (browser, door) = (site.browser(""), format!("/chat?business={}", shop.slug));
    let home = browser.get(&door).await;
    assert_eq!(home.status, 200);
    assert!(home.text().contains("Amina is here.") && home.text().contains("Write to us"), "{}", home.text());
    assert!(!home.text().contains("type=\"module\"") && home.header("set-cookie").contains("stoa_business"), "nothing is known and nothing is awake yet");
    assert!(browser.get(&format!("{door}&view=contact")).await.text().contains("(+254)"));
    let (page, chat) = start(&browser, &shop).await;
    let token = browser.cookie(&format!("stoa_guest_{}", shop.id)).expect("a guest's cookie");
    assert!(token.len() > 30);
    let talk = browser.get(&page).await.text();
    assert!(talk.contains("data-composer") && talk.contains("Talk to a human") && talk.contains("type=\"module\""), "{talk}");
    assert!(talk.contains(&format!("data-guest=\"{}\"", shop.id)));
    let said = say(&browser, &shop, &chat, "body", "how do I send something back?").await;
    assert_eq!(said.location(), page, "{}", said.text());
    let asks = browser.get(&page).await.text();
    assert!(asks.contains("http-equiv=\"refresh\"") && asks.contains("See new ones"), "without script the answer is waited for: {asks}");
    world.drain().await;
    let talk = browser.get(&page).await.text();
    assert!(talk.contains("how do I send something back?") && talk.contains("article=return-item"), "the article's answer: {talk}");
    assert!(!talk.contains("http-equiv=\"refresh\""), "it is there: {talk}");
    assert_eq!(send(&browser, &shop, "call_human", &[("chat", &chat)]).await.location(), page);
    world.drain().await;
    assert!(browser.get(&page).await.text().contains("You are next."));
    let id = chat.parse().unwrap();
    chats::take(&world.services, &amina, id).await.unwrap();
    chats::reply(&world.services, &amina, id, Uuid::now_v7(), "Hello Wanjiru.", vec![]).await.unwrap();
    let talk = browser.get(&page).await.text();
    assert!(talk.contains("Amina Otieno answers you.") && talk.contains("Hello Wanjiru."), "{talk}");
    send(&browser, &shop, "end_chat", &[("chat", &chat)]).await;
    let over = browser.get(&page).await.text();
    assert!(over.contains("This chat is closed.") && over.contains("How did we do?") && over.contains("Open it again"), "{over}");
    send(&browser, &shop, "rate_chat", &[("chat", &chat), ("stars", "4"), ("feedback", "Quick")]).await;
    assert!(browser.get(&page).await.text().contains("Thank you for your rating."));
    assert_eq!(stands(world, &amina, id).await.rating, Some(4));
    send(&browser, &shop, "reopen_chat", &[("chat", &chat)]).await;
    assert_eq!(stands(world, &amina, id).await.state, State::Active);
    let home = browser.get(&door).await.text();
    assert!(home.contains("Go on with your chat") && home.contains("Your last chat"), "{home}");
    assert!(browser.get(&format!("{door}&view=chats")).await.text().contains("Not you, or not your device?"));
    let left = send(&browser, &shop, "leave_chat", &[]).await;
    assert!(left.location().contains("left=true"));
    assert_eq!(browser.cookie(&format!("stoa_guest_{}", shop.id)).as_deref(), Some(""));
    let lost = browser.get(&page).await.text();
    assert!(lost.contains("did not keep this chat") && !lost.contains("how do I send something back?"), "{lost}");
    drop(site);
}

async fn a_contact_form_comes_back_with_what_was_typed(world: &World) {
    let (shop, site) = (world.business("Kiln").await, world.site().await);
    let browser = site.browser("");
    let bad = [("name", "Zoë <b>"), ("email", "zoe at example"), ("phone", "12"), ("country", "DE")];
    let refused = send(&browser, &shop, "start_chat", &bad).await;
    assert!(refused.location().contains("refused="), "{}", refused.location());
    let back = refused.location().replace("?business", "?view=contact&business");
    let html = browser.get(&back).await.text();
    assert!(html.contains("Zoë &lt;b&gt;") && html.contains("zoe at example") && html.contains("digits missing"), "{html}");
    assert_eq!(html.matches("aria-invalid=\"true\"").count(), 2, "address and number say that they are wrong: {html}");
    assert!(html.contains("<option value=\"DE\" selected"), "the country stays: {html}");
    assert_eq!(browser.cookie(&format!("stoa_guest_{}", shop.id)), None);
    drop(site);
}

async fn a_chip_is_a_button_and_says_what_it_shows(world: &World) {
    let (shop, site) = (world.business("Kiln").await, world.site().await);
    let browser = site.browser("");
    let (page, chat) = start(&browser, &shop).await;
    let html = browser.get(&page).await.text();
    let chip = html.split("name=\"chip\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a suggestion").to_owned();
    let said = say(&browser, &shop, &chat, "chip", &chip).await;
    assert_eq!(said.location(), page, "{}", said.text());
    world.drain().await;
    assert!(browser.get(&page).await.text().contains(&format!("<p>{chip}</p>")));
    drop(site);
}

async fn a_customer_skips_the_form_and_finds_the_chat_again(world: &World) {
    let (shop, rival, site) = (world.business("Kiln").await, world.business("Rival").await, world.site().await);
    let wanjiru = world.customer(&shop, "Wanjiru").await;
    let browser = site.browser(&wanjiru.token);
    let page = send(&browser, &shop, "begin_chat", &[]).await.location().to_owned();
    let chat = page.split("&chat=").nth(1).expect("a chat").to_owned();
    say(&browser, &shop, &chat, "body", "Where are my mugs?").await;
    assert_eq!(send(&browser, &shop, "begin_chat", &[]).await.location(), page, "one open chat");
    let html = browser.get(&page).await.text();
    assert!(html.contains("Where are my mugs?") && !html.contains("data-guest"), "{html}");
    // At another business she is a visitor like any other.
    let there = browser.get(&format!("/chat?business={}", rival.slug)).await.text();
    assert!(there.contains("Write to us") && !there.contains("Where are my mugs?"), "{there}");
    let (elsewhere, _) = start(&browser, &rival).await;
    assert!(elsewhere.contains(&rival.slug) && browser.cookie(&format!("stoa_guest_{}", rival.id)).is_some());
    drop(site);
}

async fn outside_hours_the_page_says_when_somebody_is_back_in_the_visitors_zone(world: &World) {
    let (shop, site) = (world.business("Kiln").await, world.site().await);
    world.advance_minutes(10 * 60);
    let browser = site.browser("");
    let frame = |zone: &str| format!("/chat/frame?business={}&zone={zone}", shop.slug);
    assert!(browser.get(&frame("Africa/Nairobi")).await.text().contains("back at 08:00 tomorrow."));
    assert!(browser.get(&frame("Europe/Berlin")).await.text().contains("back at 06:00 tomorrow."));
    assert!(browser.get(&frame("<script>")).await.text().contains("(Nairobi time)"));
    let (page, chat) = start(&browser, &shop).await;
    send(&browser, &shop, "call_human", &[("chat", &chat)]).await;
    world.drain().await;
    let html = browser.get(&page).await.text();
    assert!(html.contains("What you write waits for us."), "{html}");
    // The bot says it as the page does: the zone came with the form, whatever the page itself knows by now.
    let (elsewhere, id) = (site.browser(""), shop.id.to_string());
    let here = [("business", id.as_str()), ("framed", "true"), ("zone", "Europe/Berlin")];
    let begun = elsewhere.post(&frame("Europe/Berlin"), &format!("{API}/start_chat"), &[&here[..], &WANJIRU].concat()).await;
    let page = begun.location().to_owned();
    say(&elsewhere, &shop, page.split("&chat=").nth(1).expect("a chat"), "body", "Do you have red mugs?").await;
    world.drain().await;
    let html = elsewhere.get(&page).await.text();
    assert!(html.contains("right now and back at 06:00 tomorrow."), "{html}");
    drop(site);
}

async fn only_named_pages_may_show_the_frame_and_the_first_of_them_is_noted(world: &World) {
    let (shop, site) = (world.business("Kiln").await, world.site().await);
    let (boss, browser) = (world.admin(&shop, "Boss").await.admin(), site.browser(""));
    let frame = format!("/chat/frame?business={}", shop.slug);
    let policy = async |path: &str| browser.get(path).await.header("content-security-policy").to_owned();
    assert!(policy(&frame).await.ends_with("frame-ancestors 'self'"), "before any page is named: our own only");
    let draft =
        WidgetDraft { hue: "20".into(), position: "left".into(), origins: "https://shop.example\nhttp://localhost:4400".into(), ..WidgetDraft::default() };
    chats::set_widget(&world.services, &boss, &draft).await.unwrap();
    assert!(policy(&frame).await.ends_with("frame-ancestors 'self' https://shop.example http://localhost:4400"));
    for path in [format!("/chat?business={}", shop.slug), "/help".into(), "/sign-in".into(), "/chat/frame?business=none".into()] {
        assert!(policy(&path).await.ends_with("frame-ancestors 'none'"), "{path}");
    }
    let answer = browser.get(&frame).await;
    assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin");
    assert!(answer.header("stoa-may-frame").is_empty() && answer.text().contains(":root{--accent-hue:20}"), "{}", answer.text());
    assert!(chats::setting(&world.services, &boss).await.unwrap().first_seen_at.is_none(), "nobody has shown it yet");
    for (referer, seen) in
        [("https://evil.example/", ""), ("https://shop.example/", "https://shop.example"), ("http://localhost:4400/x", "https://shop.example")]
    {
        browser.send(browser.request(http::Method::GET, &frame).header("accept", "text/html").header("referer", referer)).await;
        assert_eq!(chats::setting(&world.services, &boss).await.unwrap().first_seen_origin, seen, "{referer}");
    }
    drop(site);
}

async fn what_the_host_page_kept_brings_a_guest_back_at_their_business_only(world: &World) {
    let (shop, rival, site) = (world.business("Kiln").await, world.business("Rival").await, world.site().await);
    let came = guest(world, &shop, "Wanjiru").await;
    let browser = site.browser("");
    for (business, token) in [(&rival, came.token.as_str()), (&shop, "guessed")] {
        let fields = [("business", business.id.to_string()), ("token", token.to_owned())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = browser.call(&format!("{API}/come_back"), &fields).await;
        assert_eq!((answer.status, answer.text().as_str()), (200, "false"));
        assert_eq!(browser.cookie(&format!("stoa_guest_{}", business.id)), None);
    }
    // Out of the frame: a form, which leads to the page and takes along who one is.
    let answer = send(&browser, &shop, "pop_out", &[("token", &came.token), ("chat", "")]).await;
    assert_eq!(answer.location(), format!("/chat?business={}", shop.slug));
    assert_eq!(browser.cookie(&format!("stoa_guest_{}", shop.id)).as_deref(), Some(came.token.as_str()));
    assert!(browser.get(answer.location()).await.text().contains(&format!("data-guest=\"{}\"", shop.id)));
    let page = browser.get(&format!("/chat/frame?business={}", shop.slug)).await.text();
    assert!(page.contains(&format!("data-kept=\"{}\"", came.token)), "the frame hands it to the page around it");
    // A token that is tried again and again by one address.
    let mut refused = 0;
    for _ in 0..80 {
        refused += usize::from(browser.call(&format!("{API}/come_back"), &[("business", &shop.id.to_string()), ("token", "guessed")]).await.status == 429);
    }
    assert!(refused > 10, "{refused} were refused");
    drop(site);
}

async fn in_the_frame_nothing_leads_whoever_has_no_account_out_of_it(world: &World) {
    let (s, shop, site) = (&world.services, world.business("Kiln").await, world.site().await);
    let (amina, browser) = (present(world, &shop, "Amina").await, site.browser(""));
    let (page, chat) = start(&browser, &shop).await;
    let (frame, id) = (page.replace("/chat?", "/chat/frame?"), chat.parse().unwrap());
    let adoption = Adoption { subject: "Cracked mug".into(), category: String::new(), priority: "high".into() };
    chats::turn_into_ticket(s, &amina, id, &adoption).await.unwrap();
    world.drain().await;
    let html = browser.get(&frame).await.text();
    assert!(html.contains("Answers come here and by e-mail.") && !html.contains("Open the ticket"), "{html}");
    chats::block(s, &amina, id).await.unwrap();
    let shut = browser.get(&frame).await;
    assert!(shut.status == 403 && shut.header("content-security-policy").ends_with("frame-ancestors 'self'"));
    let html = shut.text();
    assert!(html.contains("You cannot chat with this business any more.") && html.contains("Close the chat"), "{html}");
    assert!(!html.contains("start page") && !html.contains("aria-label=\"Chat\""), "nothing leads anywhere: {html}");
    drop(site);
}

async fn articles_are_found_and_read_inside(world: &World) {
    let (shop, site) = (world.business("Kiln").await, world.site().await);
    let (browser, frame) = (site.browser(""), format!("/chat/frame?business={}", shop.slug));
    let found = browser.get(&format!("{frame}&view=help&q=return")).await.text();
    assert!(found.contains(&format!("business={}&amp;article=return-item", shop.slug)), "{found}");
    let read = browser.get(&format!("{frame}&article=return-item")).await;
    assert!(read.status == 200 && read.text().contains("All answers"), "{}", read.text());
    assert!(read.text().contains("Was this helpful?"));
    let fields = [("business", shop.id.to_string()), ("framed", "true".into()), ("zone", String::new())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).chain([("slug", "return-item"), ("helpful", "true")]).collect();
    let voted = browser.post(&frame, &format!("{API}/vote_in_chat"), &fields).await;
    assert!(voted.location().contains("article=return-item&done=helpful"), "{}", voted.location());
    assert!(browser.get(voted.location().trim_end_matches("#vote")).await.text().contains("We are glad that it helped."));
    assert_eq!(browser.get(&format!("{frame}&article=none")).await.status, 404);
    drop(site);
}

async fn the_bots_link_leads_to_the_article_of_its_own_business(world: &World) {
    // The oldest business is the one that pages without a name are about.
    let (oldest, shop, site) = (world.business("Rival").await, world.business("Kiln").await, world.site().await);
    let browser = site.browser("");
    let (page, chat) = start(&browser, &shop).await;
    say(&browser, &shop, &chat, "body", "how do I send something back?").await;
    world.drain().await;
    let talk = browser.get(&page).await.text();
    let link = talk.split("href=\"http://stoa.test").find_map(|rest| rest.split('"').next().filter(|at| at.contains("return-item"))).expect("a link");
    let link = link.replace("&amp;", "&");
    // Also for who was never there before, and for who is signed in at another business.
    for token in [String::new(), world.customer(&oldest, "Zoe").await.token] {
        let read = site.browser(&token).get(&link).await;
        assert_eq!(read.status, 200, "{link}");
        let html = read.text();
        assert!(html.contains(&format!("data-chat-page=\"{}\"", shop.id)) && html.contains("All answers"), "{html}");
    }
    drop(site);
}

#[test]
fn the_widget_is_small_and_leaves_one_name_behind() {
    let script = std::fs::read_to_string(root().join("public/widget.js")).expect("the widget");
    assert!(script.len() <= 4096, "{} bytes", script.len());
    assert_eq!(script.matches("w.Stoa=").count(), 1);
    assert!(!script.contains("console.") && !script.contains("cookie") && !script.contains("fetch(") && !script.contains("XMLHttp"), "{script}");
}
