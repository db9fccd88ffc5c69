//! What happens elsewhere in the business reaches the sockets of those it is for: a ticket's course its customer, appointments and stock the desk.

use super::Scene;
use crate::appointments::{at, contact, furnished};
use crate::harness::{Someone, Tab, World};
use crate::on_both;
use crate::shop::{Shop, ordered};
use stoa::appointments::actions as booking;
use stoa::event::{Event, Heard, Subject, Topic};
use stoa::inventory::actions as inventory;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::Status;

on_both!(
    a_step_of_a_ticket_reaches_its_customer_as_a_numbered_event,
    an_appointment_reaches_the_calendar_of_the_desk_and_whoever_booked_it,
    stock_reaches_the_desk_and_admins_and_no_customer,
);

async fn a_step_of_a_ticket_reaches_its_customer_as_a_numbered_event(world: &World) {
    let (scene, s) = (Scene::new(world).await, &world.services);
    let (ticket, agent) = (scene.ticket(world).await, scene.agent.agent());
    let case = Topic::Case(ticket.id);
    let mut tab = scene.process.tab(&scene.customer.token).await;
    tab.watch(case, 0).await;
    let mut numbers = Vec::new();
    for (from, to) in [(Status::Open, Status::InProgress), (Status::InProgress, Status::Resolved), (Status::Resolved, Status::Closed)] {
        tickets::set_status(s, &agent, ticket.id, to).await.unwrap();
        let heard = tab.hear_until(|h| matches!(h, Heard::Event { event: Event::StatusChanged { .. }, .. })).await.pop();
        let Some(Heard::Event { topic, seq, event, .. }) = heard else { panic!("{heard:?}") };
        assert_eq!((topic, event), (case, Event::StatusChanged { ticket: ticket.id, customer: scene.customer.member(), from, to }));
        numbers.push(seq);
    }
    // Whoever was away meanwhile gets what they missed, under the same numbers.
    let mut later = scene.process.tab(&scene.customer.token).await;
    let missed = later.watch(case, 0).await.into_iter();
    let steps = missed.filter_map(|h| if let Heard::Event { seq, event: Event::StatusChanged { .. }, .. } = h { Some(seq) } else { None });
    assert_eq!(steps.collect::<Vec<_>>(), numbers);
    assert!(numbers.is_sorted_by(|one, next| one < next), "{numbers:?}");
    world.drain().await;
}

/// Tabs of the agent and of an admin, who watch the desk, and of the customer, who watches what is theirs.
async fn watching(scene: &Scene, boss: &Someone) -> [Tab; 3] {
    let mut tabs = [scene.process.tab(&scene.agent.token).await, scene.process.tab(&boss.token).await, scene.process.tab(&scene.customer.token).await];
    let of_desk = Topic::Desk(scene.shop.id);
    for (tab, topic) in tabs.iter_mut().zip([of_desk, of_desk, Topic::Person(scene.customer.member())]) {
        tab.watch(topic, 0).await;
    }
    tabs
}

/// Waits until a tab is told on this topic that lists should look at this.
async fn told(tab: &mut Tab, on: Topic, what: Subject, id: i64) {
    tab.hear_until(|h| matches!(h, Heard::Changed { topic, hints } if *topic == on && hints.iter().any(|h| h.what == what && h.id == id))).await;
}

async fn an_appointment_reaches_the_calendar_of_the_desk_and_whoever_booked_it(world: &World) {
    let (scene, s) = (Scene::new(world).await, &world.services);
    let boss = world.admin(&scene.shop, "Otieno").await;
    let salon = furnished(world, &scene.shop, &boss, &scene.agent).await;
    let (of_desk, of_customer) = (Topic::Desk(scene.shop.id), Topic::Person(scene.customer.member()));
    let [mut desk, mut admin, mut own] = watching(&scene, &boss).await;
    let (visitor, who, wish) = (salon.visitor(), scene.customer.customer(), salon.wish("2026-03-12T07:00:00Z"));
    let (link, booked) = booking::book(s, &visitor, Some(&who), "10.0.0.1", &wish, &contact()).await.unwrap();
    told(&mut desk, of_desk, Subject::NewAppointment, booked.id.0).await;
    told(&mut admin, of_desk, Subject::NewAppointment, booked.id.0).await;
    told(&mut own, of_customer, Subject::Appointment, booked.id.0).await;
    let moved = booking::move_by_link(s, &link, booked.sequence, at("2026-03-12T09:00:00Z"), None).await.unwrap();
    told(&mut desk, of_desk, Subject::Appointment, booked.id.0).await;
    told(&mut own, of_customer, Subject::Appointment, booked.id.0).await;
    booking::cancel_by_link(s, &link, moved.sequence, None).await.unwrap();
    told(&mut desk, of_desk, Subject::Appointment, booked.id.0).await;
    told(&mut admin, of_desk, Subject::Appointment, booked.id.0).await;
    told(&mut own, of_customer, Subject::Appointment, booked.id.0).await;
    world.drain().await;
}

async fn stock_reaches_the_desk_and_admins_and_no_customer(world: &World) {
    let (scene, s) = (Scene::new(world).await, &world.services);
    let boss = world.admin(&scene.shop, "Otieno").await;
    let shop = Shop { business: scene.shop.clone(), boss: boss.clone() };
    let (product, mug) = shop.product(world, "Mug", "950", 4).await;
    world.drain().await;
    let of_desk = Topic::Desk(scene.shop.id);
    let [mut desk, mut admin, mut own] = watching(&scene, &boss).await;
    // Of four at a threshold of three, one is sold.
    ordered(world, &shop.guest_with(world, mug, 1).await).await;
    for tab in [&mut desk, &mut admin] {
        let heard = tab.hear_until(|h| serde_json::to_string(h).unwrap().contains("low_stock")).await;
        let all = serde_json::to_string(&heard).unwrap();
        for (what, id) in [("product", product.0), ("low_stock", mug.0)] {
            assert!(all.contains(&format!("{{\"what\":\"{what}\",\"id\":{id}}}")), "{what}: {all}");
        }
    }
    inventory::restock(s, &boss.admin(), &[(mug, "10".into())], "A new batch").await.unwrap();
    told(&mut desk, of_desk, Subject::Product, product.0).await;
    told(&mut admin, of_desk, Subject::Product, product.0).await;
    let heard = serde_json::to_string(&own.settle().await).unwrap();
    assert!(!heard.contains("product") && !heard.contains("low_stock"), "{heard}");
    world.drain().await;
}
