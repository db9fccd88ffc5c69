//! Who may watch what.

use super::{Scene, ticket_of};
use crate::harness::{Someone, World};
use crate::on_both;
use stoa::conversations::actions as conversations;
use stoa::event::{Heard, Topic};
use stoa::talks::actions as talks;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::Status;
use uuid::Uuid;

on_both!(
    everybody_watches_only_what_is_theirs,
    a_customer_never_hears_what_staff_say_among_themselves,
    whoever_leaves_a_group_neither_reads_nor_writes_there_from_another_tab,
    lists_hear_of_new_tickets,
);

async fn may(scene: &Scene, who: &Someone, topic: Topic) -> bool {
    let mut tab = scene.process.tab(&who.token).await;
    !matches!(tab.watch(topic, 0).await.last(), Some(Heard::Denied { .. }))
}

async fn everybody_watches_only_what_is_theirs(world: &World) {
    let scene = Scene::new(world).await;
    let ticket = scene.ticket(world).await;
    let (customer, agent, admin) = (&scene.customer, &scene.agent, &world.admin(&scene.shop, "Ada").await);
    let neighbour = &world.customer(&scene.shop, "Njeri").await;
    let other_shop = world.business("Loom").await;
    let (stranger, other_agent) = (&world.customer(&other_shop, "Otieno").await, &world.admin(&other_shop, "Brian").await);
    let nobody: &[&Someone] = &[];
    for (topic, allowed) in [
        (scene.topic(), &[customer, agent, admin][..]),
        (Topic::Conversation(ticket.customer_lane), &[customer, agent, admin]),
        (Topic::Conversation(ticket.staff_lane), &[agent, admin]),
        (Topic::Ticket(ticket.id), &[agent, admin]),
        (Topic::Case(ticket.id), &[customer]),
        (Topic::Desk(scene.shop.id), &[agent, admin]),
        (Topic::Admin(scene.shop.id), &[admin]),
        (Topic::Person(customer.member()), &[customer]),
        (Topic::Colleagues(scene.chat), &[agent, admin]),
        (Topic::Colleagues(ticket.customer_lane), &[agent, admin]),
        (Topic::Colleagues(ticket.staff_lane), nobody),
        (Topic::Conversation(stoa::kernel::ids::ConversationId(999_999)), nobody),
        (Topic::Ticket(stoa::kernel::ids::TicketId(-1)), nobody),
    ] {
        for who in [customer, agent, admin, neighbour, stranger, other_agent] {
            let expected = allowed.iter().any(|a| a.member() == who.member());
            assert_eq!(may(&scene, who, topic).await, expected, "{} and {topic}", who.identity.me().name);
        }
    }
}

async fn a_customer_never_hears_what_staff_say_among_themselves(world: &World) {
    let scene = Scene::new(world).await;
    let ticket = scene.ticket(world).await;
    let mut tab = scene.process.tab(&scene.customer.token).await;
    for topic in [
        Topic::Case(ticket.id),
        Topic::Ticket(ticket.id),
        Topic::Conversation(ticket.customer_lane),
        Topic::Conversation(ticket.staff_lane),
        Topic::Person(scene.customer.member()),
        Topic::Desk(scene.shop.id),
    ] {
        tab.watch(topic, 0).await;
    }
    let (services, agent) = (&world.services, scene.agent.agent());
    tickets::note(services, &agent, ticket.id, Uuid::now_v7(), "SECRET: he always complains", vec![]).await.unwrap();
    tickets::take(services, &agent, ticket.id).await.unwrap();
    tickets::reply(services, &agent, ticket.id, Uuid::now_v7(), "A new one leaves today.", vec![]).await.unwrap();
    tickets::set_status(services, &agent, ticket.id, Status::Resolved).await.unwrap();
    world.drain().await;
    let heard = tab.settle().await;
    let text = serde_json::to_string(&heard).unwrap();
    assert!(text.contains("A new one leaves today.") && text.contains("resolved"), "{text}");
    assert!(!text.contains("SECRET") && !text.contains("\"ticket:"), "{text}");
    assert!(!text.contains(&format!("conversation\":{},", ticket.staff_lane)), "{text}");
    // Nor by writing or looking there.
    let client_id = tab.send(ticket.staff_lane, "Let me in").await;
    let answer = tab.hear_until(|h| matches!(h, Heard::Refused { .. } | Heard::Stored { .. })).await;
    assert_eq!(answer.last(), Some(&Heard::Refused { client_id, error: stoa::Error::NotFound }));
    let lane = conversations::open(services, &agent, ticket.staff_lane).await.unwrap();
    assert!(conversations::messages_after(services, &lane, 0, 50).await.unwrap().iter().all(|m| m.body != "Let me in"));
}

async fn whoever_leaves_a_group_neither_reads_nor_writes_there_from_another_tab(world: &World) {
    let scene = Scene::new(world).await;
    let (s, brian) = (&world.services, world.agent(&scene.shop, "Brian").await);
    let amina = scene.agent.agent();
    let group = talks::open_group(s, &amina, "Night shift", &[brian.member()]).await.unwrap();
    world.drain().await;
    let mut tab = scene.process.tab(&brian.token).await;
    let topic = Topic::Conversation(group);
    tab.watch(topic, 0).await;
    let client_id = tab.send(group, "I am here").await;
    tab.hear_until(|h| matches!(h, Heard::Stored { client_id: id, .. } if *id == client_id)).await;
    talks::leave(s, &brian.agent(), group).await.unwrap();
    let told = tab.hear_until(|h| matches!(h, Heard::Denied { .. })).await;
    assert!(matches!(told.last(), Some(Heard::Denied { topic: denied, .. }) if *denied == topic), "{told:?}");
    let client_id = tab.send(group, "Still here").await;
    let answer = tab.hear_until(|h| matches!(h, Heard::Refused { .. } | Heard::Stored { .. })).await;
    assert_eq!(answer.last(), Some(&Heard::Refused { client_id, error: stoa::Error::NotFound }));
    talks::say(s, &amina, group, Uuid::now_v7(), "SECRET: who takes Sunday?", vec![]).await.unwrap();
    world.drain().await;
    let heard = serde_json::to_string(&tab.settle().await).unwrap();
    assert!(!heard.contains("SECRET"), "{heard}");
}

async fn lists_hear_of_new_tickets(world: &World) {
    let scene = Scene::new(world).await;
    let mut desk = scene.process.tab(&scene.agent.token).await;
    desk.watch(Topic::Desk(scene.shop.id), 0).await;
    let ticket = ticket_of(world, &scene.customer).await;
    let hints = desk.hear_until(|h| matches!(h, Heard::Changed { .. })).await;
    let text = serde_json::to_string(hints.last().unwrap()).unwrap();
    assert!(text.contains("new_ticket") && text.contains(&format!("\"id\":{}", ticket.id)), "{text}");
}
