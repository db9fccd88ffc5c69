//! Finding tickets, customers and pages; and one's own settings, as a browser without script uses them.

use super::Scene;
use crate::harness::{World, draft};
use crate::on_both;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::Status;
use uuid::Uuid;

on_both!(
    a_ticket_is_found_by_number_and_words_a_customer_by_name_and_a_page_by_its_name,
    what_is_found_is_of_ones_own_business_and_searching_is_bounded,
    settings_are_decided_by_form_and_hold_where_they_matter,
);

const SETTINGS: &str = "/api/app/preferences/api/change_preferences";

async fn a_ticket_is_found_by_number_and_words_a_customer_by_name_and_a_page_by_its_name(world: &World) {
    let scene = Scene::new(world).await;
    let site = world.site().await;
    let browser = site.browser(&scene.amina.token);
    let ticket = format!("href=\"/desk/{}\"", scene.ticket.number);
    let customer = format!("/desk/find?customer={}", scene.wanjiru.member());
    let found = |page: &str| page.split("id=\"found\"").nth(1).and_then(|rest| rest.split("</ul>").next()).unwrap_or_default().to_owned();
    for words in [scene.ticket.number.to_string(), format!("TKT-{:06}", scene.ticket.number), "broken+mug".into()] {
        let page = found(&browser.get(&format!("/desk/find?q={words}")).await.text());
        assert!(page.contains(&ticket), "{words}: {page}");
    }
    let page = found(&browser.get("/desk/find?q=njoro").await.text());
    assert!(page.contains(&customer) && page.contains("Wanjiru Njoroge"), "{page}");
    assert!(found(&browser.get(&customer).await.text()).contains(&ticket), "their tickets");
    let page = found(&browser.get("/desk/find?q=queue").await.text());
    assert!(page.contains("href=\"/desk/queue\"") && !page.contains("/admin/queue"), "an agent is not led to pages of admins: {page}");
    assert!(browser.get("/desk/find?q=zzzz").await.text().contains("Nothing was found"));
    assert_eq!(site.browser(&scene.wanjiru.token).get("/desk/find?q=1").await.status, 403);
    drop(site);
}

async fn what_is_found_is_of_ones_own_business_and_searching_is_bounded(world: &World) {
    let scene = Scene::new(world).await;
    let rival = world.business("Rival").await;
    let spy = world.agent(&rival, "Spy").await;
    let site = world.site().await;
    let browser = site.browser(&spy.token);
    for words in ["broken mug", "Wanjiru", "1"] {
        let answer = browser.call("/api/app/tickets/find/api/find_anything", &[("words", words)]).await;
        assert_eq!((answer.status, answer.text().as_str()), (200, "[]"), "{words}");
    }
    assert_eq!(browser.get(&format!("/desk/find?customer={}", scene.wanjiru.member())).await.status, 404);
    let mut last = 200;
    for _ in 0..200 {
        last = browser.call("/api/app/tickets/find/api/find_anything", &[("words", "mugs")]).await.status;
        if last != 200 {
            break;
        }
    }
    assert_eq!(last, 429);
    drop(site);
}

async fn settings_are_decided_by_form_and_hold_where_they_matter(world: &World) {
    let (s, scene) = (&world.services, Scene::new(world).await);
    let (site, amina) = (world.site().await, scene.amina.agent());
    let browser = site.browser(&scene.amina.token);
    assert!(browser.get("/desk/settings").await.text().contains("Mails while you are away"));
    let long = "x".repeat(1001);
    let refused = browser.post("/desk/settings", SETTINGS, &[("signature", &long), ("first_tab", "mine"), ("after_resolving", "next")]).await;
    let page = browser.get(refused.location()).await.text();
    assert!(page.contains(&long) && page.contains("1000 is the most"), "what was typed is kept");
    let fields = [("signature", "Amina"), ("enter_sends", "true"), ("first_tab", "unassigned"), ("after_resolving", "next")];
    assert_eq!(browser.post("/desk/settings", SETTINGS, &fields).await.location(), "/desk/settings?done=saved");
    // The inbox opens with the tab, and after resolving the next ticket of it is open.
    assert!(browser.get("/desk").await.text().contains("tab=unassigned\" aria-current"), "the tab is chosen");
    let other = tickets::open(s, &scene.wanjiru.customer(), draft("Another one", "")).await.unwrap();
    let (path, id) = (format!("/desk/{}", scene.ticket.number), scene.ticket.id.to_string());
    assert!(browser.get(&path).await.text().contains("Enter sends, Shift+Enter begins a line"));
    let next = browser.post(&path, "/api/app/tickets/desk/api/set_ticket_status", &[("ticket", &id), ("status", "resolved")]).await;
    assert_eq!(next.location(), format!("/desk/{}?tab=unassigned", other.number));
    // With nothing left the list is.
    let id = other.id.to_string();
    let client_id = Uuid::now_v7().to_string();
    let fields = [("ticket", id.as_str()), ("client_id", &client_id), ("body", "Done."), ("mode", "reply"), ("then", "resolve")];
    let form = fields.iter().fold(reqwest::multipart::Form::new(), |form, (name, value)| form.text((*name).to_owned(), (*value).to_owned()));
    let request = browser.request(reqwest::Method::POST, "/api/app/tickets/api/reply_to_ticket").header("accept", "text/html").header("origin", &site.url);
    assert_eq!(browser.send(request.multipart(form)).await.location(), "/desk?tab=unassigned");
    assert_eq!(tickets::find(s, &amina, other.number).await.unwrap().ticket.status, Status::Resolved);
    assert!(!site.browser(&scene.brian.token).get("/desk/settings").await.text().contains("Amina</textarea>"), "everybody has their own");
    drop(site);
}
