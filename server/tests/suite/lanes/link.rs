//! The link of an order opens the talk about that order, and nothing else of the customer it was placed for.

use super::asking::{ask, id, placed};
use super::open_lanes;
use crate::harness::{PASSWORD, World};
use crate::on_both;
use stoa::accounts::actions as accounts;
use stoa::accounts::model::Role;
use stoa::tickets::actions as tickets;
use uuid::Uuid;

on_both!(a_link_opens_nothing_else_of_the_customer);

async fn a_link_opens_nothing_else_of_the_customer(world: &World) {
    let lanes = open_lanes(world).await;
    let (s, site) = (&world.services, world.site().await);
    let (agent, email) = (lanes.amina.agent(), "wanjiru.k@example.com");
    accounts::add_person(s, lanes.shop.business.id, Role::Customer, "Wanjiru", email, PASSWORD).await.unwrap();
    let wanjiru = &world.sign_in(email).await;
    let secret = world.picture(wanjiru, "secret.png", 33).await;
    let own = crate::tickets::opened(world, &wanjiru.customer(), "My knee hurts").await;
    tickets::reply(s, &wanjiru.customer(), own.id, Uuid::now_v7(), "It is the left one.", vec![secret.id]).await.unwrap();
    // Somebody types her address at the checkout.
    let (order, page) = placed(world, &lanes, lanes.pot, &wanjiru.email()).await;
    let ticket = lanes.ticket(world, &order).await.expect("a ticket");
    assert_eq!(ticket.customer_id, wanjiru.member());
    let browser = site.browser("");
    assert_eq!(ask(&browser, &order, &id(), "Where is it?").await.0, 200);
    // She reads it where all that is hers is, and answers there.
    tickets::reply(s, &wanjiru.customer(), ticket.id, Uuid::now_v7(), "I have ordered nothing!", vec![]).await.unwrap();
    tickets::reply(s, &agent, ticket.id, Uuid::now_v7(), "We look into it.", vec![]).await.unwrap();
    world.drain().await;
    let mail = world.last_mail(&wanjiru.email()).await.expect("a mail");
    assert!(mail.contains(&format!("/tickets/{}", ticket.number)) && !mail.contains(&page), "who has a password reads it in her account: {mail}");
    let unread = async |html: &str| {
        for hidden in ["knee", "left one", &secret.token, &format!("TKT-{:06}", own.number), &wanjiru.email(), ">Wanjiru<"] {
            assert!(!html.contains(hidden), "{hidden}: {html}");
        }
        assert_eq!(browser.get(&app::routes::file_by_link(&secret.token, &order.token)).await.status, 404);
    };
    let html = browser.get(&page).await.text();
    assert!(html.contains("Where is it?") && html.contains("We look into it."));
    let shown = html.replace(&wanjiru.email(), "");
    unread(&shown).await;
    // Also not when staff puts both tickets together, which are of one customer.
    tickets::merge(s, &agent, own.id, ticket.id).await.unwrap();
    world.drain().await;
    let merged = tickets::history(s, &wanjiru.customer(), ticket.customer_lane, None).await.unwrap();
    assert!(merged.messages.iter().any(|m| m.body == "It is the left one."), "she reads it");
    let html = browser.get(&page).await.text().replace(&wanjiru.email(), "");
    unread(&html).await;
    for path in [app::routes::ticket(ticket.number), app::routes::ticket(own.number)] {
        assert_ne!(browser.get(&path).await.status, 200, "{path}");
    }
    // Once her access has ended nobody speaks in her name.
    accounts::deactivate(s, &lanes.shop.boss.admin(), wanjiru.member()).await.unwrap();
    assert!(!browser.get(&page).await.text().contains("Questions about this order"));
    assert_eq!(ask(&browser, &order, &id(), "Hello?").await.0, 409);
    drop(site);
}
