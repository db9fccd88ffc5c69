//! The pages of journeys with plain forms alone: eight steps are written as a list, activated, and walked with two pictures.

use crate::harness::{Answer, Browser, Someone, World, png};
use crate::journeys::FILE;
use crate::on_both;
use http::Method;
use http::header::{ACCEPT, ORIGIN, REFERER};
use reqwest::multipart::{Form, Part};

on_both!(
    eight_steps_are_written_as_a_list_and_walked_with_two_pictures,
    what_is_wrong_stands_beside_its_place,
    an_ending_offers_the_skills_there_are_and_refuses_any_other_at_its_field,
    a_visitor_walks_to_the_end_and_signs_in_there,
    two_admins_do_not_write_over_each_other_by_form,
    a_version_is_imported_from_a_file_or_from_its_text,
);

const ADMIN: &str = "/api/app/journeys/admin/api/";
const ANSWER: &str = "/api/app/journeys/walker/api/answer_step";

/// An admin who writes a version by form.
struct Author<'a> {
    browser: Browser<'a>,
    page: String,
}

impl Author<'_> {
    async fn begin<'a>(browser: Browser<'a>) -> Author<'a> {
        let made = browser.post("/admin/journeys", &format!("{ADMIN}create_journey"), &[("name", "Help with an order")]).await;
        let page = made.location().to_owned();
        assert!(page.starts_with("/admin/journeys/"), "{} {page}", made.status);
        Author { browser, page }
    }

    fn id(&self) -> &str {
        self.page.rsplit('/').next().unwrap_or_default()
    }

    /// Sends a form of the page under the revision that the page shows.
    async fn send(&self, function: &str, fields: &[(&str, &str)]) -> Answer {
        let html = self.browser.get(&self.page).await.text();
        let revision = html.split("name=\"revision\" value=\"").nth(1).and_then(|r| r.split('"').next()).unwrap_or_default().to_owned();
        let own = [("journey", self.id()), ("revision", revision.as_str())];
        let fields: Vec<(&str, &str)> = own.into_iter().chain(fields.iter().copied()).collect();
        self.browser.post(&self.page, &format!("{ADMIN}{function}"), &fields).await
    }

    async fn done(&self, function: &str, fields: &[(&str, &str)]) {
        let answer = self.send(function, fields).await;
        assert!(answer.status == 302 && !answer.location().contains("refused="), "{function}: {} {}", answer.status, answer.location());
    }

    /// The way with this text in the page: its number.
    async fn way(&self, from: &str, nth: usize) -> String {
        let html = self.browser.get(&self.page).await.text();
        let card = html.split(&format!("id=\"node-{from}\"")).nth(1).and_then(|rest| rest.split("id=\"node-").next()).unwrap_or_default().to_owned();
        card.split("id=\"edge-").nth(nth).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
    }
}

/// What → order → items → pictures → ticket; what → date → article; what → chat. Steps and ways share their numbers.
async fn written<'a>(browser: Browser<'a>) -> Author<'a> {
    let author = Author::begin(browser).await;
    let add = async |shape: &str, title: &str, after: &str| author.done("add_step", &[("shape", shape), ("title", title), ("after", after)]).await;
    add("one", "What is it about?", "").await; // 1
    let options = "Something arrived broken\nMy parcel is late\nSomething else";
    author.done("change_step", &[("step", "1"), ("shape", "one"), ("title", "What is it about?"), ("options", options), ("is_required", "true")]).await;
    add("short", "Which order is it?", "1").await; // 2, way 3
    add("several", "What is broken?", "2").await; // 4, way 5
    author
        .done("change_step", &[("step", "4"), ("shape", "several"), ("title", "What is broken?"), ("options", "A pot\nA plant"), ("is_required", "true")])
        .await;
    add("images", "Show us the damage", "4").await; // 6, way 7
    add("ticket", "We look into it", "6").await; // 8, way 9
    author
        .done(
            "change_step",
            &[("step", "8"), ("shape", "ticket"), ("title", "We look into it"), ("subject", "Order {2}: {4}"), ("priority", "high"), ("tags", "damage")],
        )
        .await;
    add("date", "When did you order?", "1").await; // 10, way 11
    add("article", "Parcels that are late", "10").await; // 12, way 13
    author.done("change_step", &[("step", "12"), ("shape", "article"), ("title", "Parcels that are late"), ("article", "late-delivery")]).await;
    add("chat", "Talk to us", "1").await; // 14, way 15
    let when = |to: &'static str, value: &'static str| [("to", to), ("join", "all"), ("asks1", "1"), ("test1", "is"), ("value1", value)];
    let broken: Vec<_> = when("2", "Something arrived broken").into_iter().chain([("way", "3")]).collect();
    author.done("change_way", &broken).await;
    author.done("change_way", &[("way", "11"), ("to", "10"), ("join", "words"), ("words", "1 is \"My parcel is late\"")]).await;
    author
}

async fn step(browser: &Browser<'_>, token: &str, at: &str, answers: &[&str], files: &[(&str, Vec<u8>)], then: &str) -> Answer {
    let mut form = Form::new().text("token", token.to_owned()).text("at", at.to_owned()).text("then", then.to_owned());
    for answer in answers {
        form = form.text("answer", (*answer).to_owned());
    }
    for (name, bytes) in files {
        form = form.part("files", Part::bytes(bytes.clone()).file_name((*name).to_owned()));
    }
    let request = browser.request(Method::POST, ANSWER).header(ACCEPT, "text/html").header(ORIGIN, &browser.site.url);
    browser.send(request.header(REFERER, format!("{}/j/{token}", browser.site.url)).multipart(form)).await
}

/// Begins a walk from a page that offers it; gives the token.
async fn begun(browser: &Browser<'_>, from: &str) -> String {
    let html = browser.get(from).await.text();
    let business = html.split("name=\"business\" value=\"").nth(1).and_then(|r| r.split('"').next()).expect("the page offers a journey").to_owned();
    let answer = browser.post(from, "/api/app/journeys/walker/api/start_journey", &[("business", &business)]).await;
    answer.location().strip_prefix("/j/").expect("a step").to_owned()
}

async fn eight_steps_are_written_as_a_list_and_walked_with_two_pictures(world: &World) {
    let shop = world.business("Kiln").await;
    let (boss, wanjiru, site) = (world.admin(&shop, "Otieno").await, world.customer(&shop, "Wanjiru").await, world.site().await);
    let author = written(site.browser(&boss.token)).await;
    assert_eq!((author.way("1", 1).await, author.way("1", 2).await), ("3".into(), "11".into()), "in their order");
    author.done("activate_journey", &[]).await;
    let browser = site.browser(&wanjiru.token);
    let token = begun(&browser, "/tickets/new").await;
    let page = format!("/j/{token}");
    let first = browser.get(&page).await.text();
    assert!(first.contains("What is it about?") && first.contains("My parcel is late") && !first.contains("value=\"back\""), "{first}");
    step(&browser, &token, "1", &["Something arrived broken"], &[], "next").await;
    step(&browser, &token, "2", &["10482"], &[], "next").await;
    step(&browser, &token, "4", &["A pot", "A plant"], &[], "next").await;
    let refused = step(&browser, &token, "6", &[], &[("evil.png", b"<script>".to_vec())], "next").await;
    assert!(browser.get(refused.location()).await.text().contains("is not a JPG or PNG picture"), "{}", refused.location());
    step(&browser, &token, "6", &[], &[("pot.png", png(30, 20)), ("parcel.png", png(40, 20))], "next").await;
    // Back to the order and forth again: nothing is lost.
    step(&browser, &token, "8", &[], &[], "back").await;
    assert!(browser.get(&page).await.text().contains("parcel.png"), "the pictures are still there");
    let kept = browser.get(&page).await.text();
    let pictures = kept.split("name=\"pictures\" value=\"").nth(1).and_then(|r| r.split('"').next()).unwrap_or_default().replace("&quot;", "\"");
    let form = Form::new().text("token", token.clone()).text("at", "6").text("then", "next").text("pictures", pictures);
    browser.send(browser.request(Method::POST, ANSWER).header(ACCEPT, "text/html").header(ORIGIN, &site.url).multipart(form)).await;
    let end = browser.get(&page).await.text();
    assert!(end.contains("We look into it") && end.contains("A pot, A plant") && end.matches("<img").count() >= 2, "{end}");
    let opened = browser.post(&page, "/api/app/journeys/walker/api/open_journey_ticket", &[("token", &token)]).await;
    assert_eq!(opened.location(), "/tickets/1");
    assert!(browser.get("/tickets/1").await.text().contains("Order 10482: A pot, A plant"));
    let desk = site.browser(&boss.token).get("/desk/1").await.text();
    assert!(desk.contains("“Help with an order”, version 1") && desk.contains("What is broken?") && desk.contains("damage"), "{desk}");
    let figures = author.browser.get(&format!("{}/figures", author.page)).await.text();
    assert!(figures.contains("8. We look into it"));
    drop(author);
    world.drain().await;
    drop(site);
}

async fn what_is_wrong_stands_beside_its_place(world: &World) {
    let shop = world.business("Kiln").await;
    let (boss, site) = (world.admin(&shop, "Otieno").await, world.site().await);
    let author = written(site.browser(&boss.token)).await;
    author.done("change_way", &[("way", "3"), ("to", "2"), ("join", "words"), ("words", "1 is \"Stolen\"")]).await;
    author.done("remove_step", &[("step", "12")]).await;
    let refused = author.send("activate_journey", &[]).await;
    let html = author.browser.get(refused.location()).await.text();
    let beside = |place: &str| html.split(&format!("id=\"{place}\"")).nth(1).and_then(|r| r.split("<form").next()).unwrap_or_default().to_owned();
    assert!(html.contains("This version cannot be walked yet"), "{html}");
    assert!(html.contains("“Stolen” is none of the options of “What is it about?”"), "{html}");
    assert!(beside("node-10").contains("no way leads on"), "{}", beside("node-10"));
    for (words, said) in [("1 is", "An answer is missing"), ("nonsense", "is not understood"), ("(1 is x", "not closed")] {
        let refused = author.send("change_way", &[("way", "3"), ("to", "2"), ("join", "words"), ("words", words)]).await;
        let page = format!("{}&way=3", refused.location());
        let html = author.browser.get(&page).await.text();
        assert!(html.contains(said) && html.contains(words), "{said}: {html}");
    }
    drop(author);
    world.drain().await;
    drop(site);
}

async fn an_ending_offers_the_skills_there_are_and_refuses_any_other_at_its_field(world: &World) {
    let shop = world.business("Kiln").await;
    let (boss, site) = (world.admin(&shop, "Otieno").await, world.site().await);
    let author = written(site.browser(&boss.token)).await;
    let with = |skill: &'static str| [("step", "8"), ("shape", "ticket"), ("title", "We look into it"), ("subject", "Order {2}"), ("skills[4]", skill)];
    author.done("change_step", &with("Returns")).await;
    let open = format!("{}?step=8", author.page);
    let html = author.browser.get(&open).await.text();
    let boxes: Vec<&str> = html.split("name=\"skills[").skip(1).filter_map(|b| b.split('>').next()).collect();
    assert_eq!(boxes.len(), 7, "every category");
    assert_eq!(boxes.iter().filter(|b| b.contains("checked")).count(), 1);
    assert!(boxes.iter().any(|b| b.contains("Returns") && b.contains("checked")), "{boxes:?}");
    let refused = author.send("change_step", &with("Welding")).await;
    let html = author.browser.get(&format!("{}&step=8", refused.location())).await.text();
    let beside = html.split("id=\"skills-error\"").nth(1).and_then(|rest| rest.split("</p>").next()).unwrap_or_default();
    assert!(beside.contains("“Welding” is none of your categories"), "{beside}");
    drop(author);
    world.drain().await;
    drop(site);
}

async fn a_visitor_walks_to_the_end_and_signs_in_there(world: &World) {
    let shop = world.business("Kiln").await;
    let (boss, wanjiru, site) = (world.admin(&shop, "Otieno").await, world.customer(&shop, "Wanjiru").await, world.site().await);
    crate::journeys::active(world, &boss).await;
    let visitor = site.browser("");
    let token = begun(&visitor, &format!("/?business={}", shop.slug)).await;
    let page = format!("/j/{token}");
    step(&visitor, &token, "1", &["Something arrived broken"], &[], "next").await;
    step(&visitor, &token, "2", &["10482"], &[], "next").await;
    step(&visitor, &token, "3", &["A pot"], &[], "next").await;
    let html = visitor.get(&page).await.text();
    assert!(html.contains("Sign in to add pictures") && html.contains(&format!("/sign-in?next=/j/{token}")), "{html}");
    let signed_in: &Someone = &wanjiru;
    let later = site.browser(&signed_in.token);
    assert!(later.get(&page).await.text().contains("Show us the damage"), "the walk goes on with the same address");
    step(&later, &token, "4", &[], &[("pot.png", png(30, 20))], "next").await;
    assert!(visitor.get(&page).await.location().starts_with("/sign-in"), "from then on it is hers");
    let opened = later.post(&page, "/api/app/journeys/walker/api/open_journey_ticket", &[("token", &token)]).await;
    assert_eq!(opened.location(), "/tickets/1");
    // A walk without script leads to an article, too.
    let token = begun(&visitor, "/").await;
    step(&visitor, &token, "1", &["My parcel is late"], &[], "next").await;
    step(&visitor, &token, "6", &["2026-03-01"], &[], "next").await;
    assert!(visitor.get(&format!("/j/{token}")).await.text().contains("/help/late-delivery"));
    assert_eq!(visitor.get("/j/guessed").await.status, 404);
    world.drain().await;
    drop(site);
}

async fn two_admins_do_not_write_over_each_other_by_form(world: &World) {
    let shop = world.business("Kiln").await;
    let (boss, site) = (world.admin(&shop, "Otieno").await, world.site().await);
    let author = written(site.browser(&boss.token)).await;
    let late = [("journey", author.id()), ("revision", "1"), ("step", "2")];
    let refused = author.browser.post(&author.page, &format!("{ADMIN}remove_step"), &late).await;
    let html = author.browser.get(refused.location()).await.text();
    assert!(html.contains("Somebody else has changed this draft") && html.contains("Which order is it?"), "{html}");
    drop(author);
    world.drain().await;
    drop(site);
}

async fn a_version_is_imported_from_a_file_or_from_its_text(world: &World) {
    let shop = world.business("Kiln").await;
    let (boss, site) = (world.admin(&shop, "Otieno").await, world.site().await);
    let browser = site.browser(&boss.token);
    let import = async |file: &str, typed: &str| {
        let form = Form::new().part("chosen", Part::bytes(file.as_bytes().to_vec()).file_name("journey.json")).text("file", typed.to_owned());
        let request = browser.request(Method::POST, &format!("{ADMIN}import_journey")).header(ACCEPT, "text/html").header(ORIGIN, &site.url);
        browser.send(request.header(REFERER, format!("{}/admin/journeys", site.url)).multipart(form)).await.location().to_owned()
    };
    for (file, typed) in [(FILE, ""), ("", FILE), (FILE, "{")] {
        let there = import(file, typed).await;
        assert!(there.ends_with("?done=imported"), "{there}");
    }
    let refused = import("", &FILE.replace("\"several\"", "\"many\"")).await;
    let html = browser.get(&refused).await.text();
    assert!(html.contains("“shape” is “many”: write one of one, several") && html.contains("\"many\""), "with what was pasted: {html}");
    drop(site);
}
