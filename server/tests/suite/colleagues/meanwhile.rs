//! A reply that would pass somebody's words is stopped once, with its text kept.

use super::Scene;
use crate::harness::World;
use crate::on_both;
use stoa::Error;
use stoa::tickets::actions::{self as tickets, Shown};
use uuid::Uuid;

on_both!(
    a_reply_stops_when_somebody_else_wrote_and_goes_through_the_second_time,
    sending_the_same_reply_again_is_harmless_whoever_wrote_since,
    without_script_the_text_is_kept_and_the_new_page_lets_it_through,
);

async fn shown(world: &World, scene: &Scene) -> Shown {
    let (talk, notes) = tickets::thread(&world.services, &scene.amina.agent(), &scene.ticket).await.unwrap();
    Shown { talk: talk.head, notes: notes.unwrap().head }
}

async fn a_reply_stops_when_somebody_else_wrote_and_goes_through_the_second_time(world: &World) {
    let (s, scene) = (&world.services, Scene::new(world).await);
    let (amina, id) = (scene.amina.agent(), scene.ticket.id);
    let before = shown(world, &scene).await;
    tickets::note(s, &amina, id, Uuid::now_v7(), "I look into it.", vec![]).await.unwrap();
    let first = Uuid::now_v7();
    tickets::reply_to_shown(s, &amina, id, first, "Which two?", vec![], before).await.expect("one's own words stop nobody");
    tickets::reply(s, &scene.wanjiru.customer(), id, Uuid::now_v7(), "The blue ones.", vec![]).await.unwrap();
    tickets::note(s, &scene.brian.agent(), id, Uuid::now_v7(), "I called her.", vec![]).await.unwrap();
    let client_id = Uuid::now_v7();
    let refused = tickets::reply_to_shown(s, &amina, id, client_id, "Any news?", vec![], before).await;
    assert!(matches!(&refused, Err(Error::Conflict(why)) if why.contains("Brian Mwangi") && why.contains("Wanjiru")), "{refused:?}");
    let now = shown(world, &scene).await;
    tickets::reply_to_shown(s, &amina, id, client_id, "Any news?", vec![], now).await.expect("they were seen");
}

async fn sending_the_same_reply_again_is_harmless_whoever_wrote_since(world: &World) {
    let (s, scene) = (&world.services, Scene::new(world).await);
    let (amina, id, before) = (scene.amina.agent(), scene.ticket.id, shown(world, &scene).await);
    let client_id = Uuid::now_v7();
    let stored = tickets::reply_to_shown(s, &amina, id, client_id, "A new one is on its way.", vec![], before).await.unwrap();
    tickets::reply(s, &scene.wanjiru.customer(), id, Uuid::now_v7(), "Thank you!", vec![]).await.unwrap();
    tickets::note(s, &scene.brian.agent(), id, Uuid::now_v7(), "Good.", vec![]).await.unwrap();
    let again = tickets::reply_to_shown(s, &amina, id, client_id, "A new one is on its way.", vec![], before).await.unwrap();
    assert_eq!(stored.seq, again.seq);
}

async fn without_script_the_text_is_kept_and_the_new_page_lets_it_through(world: &World) {
    let (s, scene) = (&world.services, Scene::new(world).await);
    let site = world.site().await;
    let browser = site.browser(&scene.amina.token);
    let path = format!("/desk/{}", scene.ticket.number);
    let (ticket, client_id) = (scene.ticket.id.to_string(), Uuid::now_v7().to_string());
    let page = browser.get(&path).await.text();
    tickets::reply(s, &scene.brian.agent(), scene.ticket.id, Uuid::now_v7(), "A new one leaves today.", vec![]).await.unwrap();
    let send = async |page: &str| {
        let (talk, notes) = (value(page, "shown_talk"), value(page, "shown_notes"));
        let fields = [("ticket", ticket.as_str()), ("client_id", &client_id), ("body", "We look into it."), ("mode", "reply"), ("then", "")];
        let fields: Vec<(&str, &str)> = fields.into_iter().chain([("shown_talk", talk.as_str()), ("shown_notes", notes.as_str())]).collect();
        let form = fields.iter().fold(reqwest::multipart::Form::new(), |form, (name, value)| form.text((*name).to_owned(), (*value).to_owned()));
        let request = browser.request(reqwest::Method::POST, "/api/app/tickets/api/reply_to_ticket").header("accept", "text/html");
        let request = request.header("origin", &site.url).header("referer", format!("{}{path}", site.url));
        browser.send(request.multipart(form)).await.location().to_owned()
    };
    let back = send(&page).await;
    assert!(back.starts_with(&format!("{path}?refused=")), "{back}");
    let page = browser.get(&back).await.text();
    assert!(page.contains("Brian Mwangi wrote while you were writing") && page.contains("We look into it.") && page.contains("A new one leaves today."));
    assert_eq!(send(&page).await, path);
    assert!(browser.get(&path).await.text().contains("We look into it."));
    drop(site);
}

/// What a hidden field of a page holds.
fn value(page: &str, name: &str) -> String {
    let field = page.split("<input").find(|input| input.contains(&format!("name=\"{name}\""))).unwrap_or_else(|| panic!("no field {name}"));
    field.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a value").to_owned()
}
