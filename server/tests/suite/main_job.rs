//! The main job from end to end: a customer asks, an agent answers, the customer rates.

use crate::harness::World;
use crate::on_both;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::Status;
use uuid::Uuid;

on_both!(a_ticket_goes_from_opened_to_rated);

async fn a_ticket_goes_from_opened_to_rated(world: &World) {
    let business = world.business("Kiln").await;
    let (wanjiru, amina) = (world.customer(&business, "Wanjiru").await, world.agent(&business, "Amina").await);
    let services = &world.services;
    let draft = tickets::Draft {
        client_id: Uuid::now_v7().to_string(),
        subject: "Crack in my mug".into(),
        description: "There is a hairline crack below the handle.".into(),
        category: String::new(),
        priority: "medium".into(),
        files: Vec::new(),
    };
    let ticket = tickets::open(services, &wanjiru.customer(), draft).await.unwrap();
    assert_eq!((ticket.number, ticket.status), (1, Status::Open));
    world.drain().await;

    world.advance_minutes(10);
    tickets::take(services, &amina.agent(), ticket.id).await.unwrap();
    tickets::reply(services, &amina.agent(), ticket.id, Uuid::now_v7(), "I am sorry! A new one leaves today.", Vec::new()).await.unwrap();
    world.drain().await;
    let answered = tickets::find(services, &wanjiru.customer(), ticket.number).await.unwrap().ticket;
    assert_eq!((answered.status, answered.responded_at), (Status::InProgress, Some(services.now())));

    tickets::set_status(services, &amina.agent(), ticket.id, Status::Resolved).await.unwrap();
    tickets::rate(services, &wanjiru.customer(), ticket.id, 5, "So quick!").await.unwrap();
    world.drain().await;
    let rated = tickets::find(services, &amina.agent(), ticket.number).await.unwrap().ticket;
    assert_eq!((rated.status, rated.rating), (Status::Resolved, Some(5)));
    assert_eq!(rated.assignee_id, Some(amina.member()));

    world.advance_minutes(7 * 1440 + 1);
    world.drain().await;
    let closed = tickets::find(services, &amina.agent(), ticket.number).await.unwrap().ticket;
    assert_eq!(closed.status, Status::Closed);
    let late = tickets::reply(services, &wanjiru.customer(), ticket.id, Uuid::now_v7(), "One more thing", Vec::new()).await;
    assert!(late.is_err());
}
