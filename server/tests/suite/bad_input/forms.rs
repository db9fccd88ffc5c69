//! Plain forms that are refused: back on their page, with the error beside its field and what was typed, but never a password.

use super::left_no_trace;
use crate::harness::{World, draft};
use crate::on_both;
use stoa::tickets::actions as tickets;
use uuid::Uuid;

on_both!(
    a_refused_form_comes_back_with_what_was_typed_and_without_the_password,
    what_was_refused_is_not_said_again_when_it_is_done,
    a_form_that_is_far_too_long_is_refused_whole,
    a_form_sent_again_opens_one_ticket_and_says_one_thing,
    a_reply_that_asks_for_what_is_not_allowed_is_not_stored,
    nothing_that_is_written_ends_a_title_or_a_text_field,
);

const OPEN: &str = "/api/app/tickets/api/open_ticket";
const REPLY: &str = "/api/app/tickets/api/reply_to_ticket";

const KEPT: &str = "SELECT fields FROM typed";

async fn a_refused_form_comes_back_with_what_was_typed_and_without_the_password(world: &World) {
    let (_, site) = (world.business("Kiln").await, world.site().await);
    let (browser, before) = (site.browser(""), world.snapshot(None).await);
    let form = [("name", "Zoë <b>\"Quote\"</b>"), ("email", "zoe at example"), ("password", "hunter2"), ("invite", ""), ("next", "/")];
    let refused = browser.post("/sign-up?from=mail", "/api/app/accounts/api/sign_up", &form).await;
    assert!(refused.location().starts_with("/sign-up?from=mail&refused="), "{} {}", refused.status, refused.location());
    assert!(!refused.everything().contains("hunter2"));
    let page = browser.get(refused.location()).await;
    let html = page.text();
    assert_eq!(page.status, 200);
    assert!(html.contains("Zoë &lt;b&gt;&quot;Quote&quot;&lt;/b&gt;") && html.contains("zoe at example"), "what was typed is kept: {html}");
    assert!(!html.contains("hunter2") && !html.contains("<b>\"Quote"), "{html}");
    let marked = html.split("<input").filter(|input| input.split('>').next().is_some_and(|tag| tag.contains("aria-invalid=\"true\""))).count();
    assert_eq!(marked, 2, "address and password say that they are wrong: {html}");
    let kept: Vec<String> = stoa::db_vals!(world.services.db(), KEPT).expect("what was typed");
    assert!(kept.len() == 1 && !kept[0].contains("hunter2"), "{kept:?}");
    assert!(!browser.get("/sign-up").await.text().contains("zoe at example"), "a fresh page is empty");
    assert!(!site.browser("").get("/sign-up?refused=guessed").await.text().contains("zoe at example"));
    world.advance_minutes(16);
    assert!(!browser.get(refused.location()).await.text().contains("zoe at example"), "after a quarter of an hour it is forgotten");
    left_no_trace(world, &site, &before, "a refused form").await;
    drop(site);
}

async fn what_was_refused_is_not_said_again_when_it_is_done(world: &World) {
    let shop = world.business("Kiln").await;
    let (customer, agent, site) = (world.customer(&shop, "Wanjiru").await, world.agent(&shop, "Amina").await, world.site().await);
    let first = tickets::open(&world.services, &customer.customer(), draft("Broken mugs", "")).await.unwrap();
    tickets::open(&world.services, &customer.customer(), draft("A cracked vase", "")).await.unwrap();
    let (browser, page, id) = (site.browser(&agent.token), app::routes::desk_ticket(first.number), first.id.to_string());
    let link = async |from: &str, number: &str| {
        let sent = browser.post(from, "/api/app/tickets/desk/api/link_tickets", &[("ticket", &id), ("number", number)]).await;
        sent.location().trim_start_matches(&site.url).to_owned()
    };
    let refused = link(&page, "abc").await;
    assert!(refused.starts_with(&format!("{page}?refused=")) && browser.get(&refused).await.text().contains("Write the number of a ticket"), "{refused}");
    assert_eq!(link(&refused, "2").await, page, "the way back forgets what was refused");
    drop(site);
}

async fn a_form_that_is_far_too_long_is_refused_whole(world: &World) {
    let (_, site) = (world.business("Kiln").await, world.site().await);
    let (browser, before) = (site.browser(""), world.snapshot(None).await);
    let (long, endless) = ("x".repeat(300 * 1024), "x".repeat(2 * 1024 * 1024));
    for name in [long.as_str(), endless.as_str()] {
        let answer = browser
            .post("/sign-up", "/api/app/accounts/api/sign_up", &[("name", name), ("email", "zoe@example.com"), ("password", "seven tall giraffes")])
            .await;
        assert_eq!(answer.status, 413, "{}", answer.text());
        assert!(answer.text().contains("larger than"), "{}", answer.text());
    }
    left_no_trace(world, &site, &before, "a long form").await;
    drop(site);
}

async fn a_form_sent_again_opens_one_ticket_and_says_one_thing(world: &World) {
    let shop = world.business("Kiln").await;
    let (customer, site) = (world.customer(&shop, "Wanjiru").await, world.site().await);
    let (browser, id) = (site.browser(&customer.token), Uuid::now_v7().to_string());
    let form = [("client_id", id.as_str()), ("subject", "Broken mugs"), ("description", "Two of the six broke."), ("category", ""), ("priority", "low")];
    let (a, b) = tokio::join!(browser.call_with_pictures(OPEN, &form), browser.call_with_pictures(OPEN, &form));
    let c = browser.call_with_pictures(OPEN, &form).await;
    assert_eq!([a.location(), b.location(), c.location()], ["/tickets/1"; 3], "{} {} {}", a.text(), b.text(), c.text());
    let ticket = tickets::find(&world.services, &customer.customer(), 1).await.unwrap().ticket;
    assert_eq!(tickets::counts(&world.services, &customer.customer()).await.unwrap().total(), 1);
    let (ticket_id, id) = (ticket.id.to_string(), Uuid::now_v7().to_string());
    let reply = [("ticket", ticket_id.as_str()), ("client_id", id.as_str()), ("body", "One more broke."), ("mode", "reply"), ("then", "")];
    let (a, b) = tokio::join!(browser.call_with_pictures(REPLY, &reply), browser.call_with_pictures(REPLY, &reply));
    assert_eq!((a.status, b.status, browser.call_with_pictures(REPLY, &reply).await.status), (200, 200, 200), "{} {}", a.text(), b.text());
    let talk = tickets::history(&world.services, &customer.identity.person(), ticket.customer_lane, None).await.unwrap();
    assert_eq!(talk.messages.iter().filter(|m| m.body == "One more broke.").count(), 1);
    drop(site);
}

async fn a_reply_that_asks_for_what_is_not_allowed_is_not_stored(world: &World) {
    let shop = world.business("Kiln").await;
    let (customer, site) = (world.customer(&shop, "Wanjiru").await, world.site().await);
    let ticket = tickets::open(&world.services, &customer.customer(), draft("Broken mugs", "")).await.unwrap();
    let (ticket_id, before) = (ticket.id.to_string(), world.snapshot(None).await);
    for (mode, then) in [("reply", "resolve"), ("reply", "wait"), ("note", "")] {
        let id = Uuid::now_v7().to_string();
        let form = [("ticket", ticket_id.as_str()), ("client_id", id.as_str()), ("body", "Let me."), ("mode", mode), ("then", then)];
        let answer = site.browser(&customer.token).call_with_pictures(REPLY, &form).await;
        assert_eq!(answer.status, 403, "{mode} {then}: {}", answer.text());
        left_no_trace(world, &site, &before, &format!("a {mode} that should {then}")).await;
    }
    drop(site);
}

async fn nothing_that_is_written_ends_a_title_or_a_text_field(world: &World) {
    let shop = world.business("Kiln").await;
    let (customer, agent, site) = (world.customer(&shop, "Wanjiru").await, world.agent(&shop, "Amina").await, world.site().await);
    let hostile = "</title></textarea><meta http-equiv=\"refresh\" content=\"0;url=https://evil.example\">";
    let ticket = tickets::open(&world.services, &customer.customer(), draft(hostile, "")).await.unwrap();
    let browser = site.browser(&customer.token);
    let form = [("client_id", ""), ("subject", hostile), ("description", hostile), ("category", ""), ("priority", "low")];
    let refused = browser.post("/desk/tickets/new", "/api/app/tickets/desk/api/open_ticket_for", &form[1..]).await;
    assert!(refused.location().contains("refused="), "{}", refused.location());
    let pages = [
        browser.get(&app::routes::ticket(ticket.number)).await,
        site.browser(&agent.token).get(&app::routes::desk_ticket(ticket.number)).await,
        site.browser(&agent.token).get(refused.location()).await,
    ];
    for page in &pages {
        let html = page.text();
        assert_eq!(page.status, 200);
        assert!(html.contains("&lt;/title&gt;") || html.contains("&lt;/textarea&gt;"), "it is shown: {html}");
        assert!(!html.contains("<meta http-equiv") && html.matches("</title>").count() == 1, "{html}");
        assert_eq!(html.matches("<textarea").count(), html.matches("</textarea>").count(), "{html}");
    }
    drop(site);
}
