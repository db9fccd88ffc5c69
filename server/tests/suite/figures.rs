//! The numbers that admins see, and what becomes of tickets when people go.

use crate::harness::{Someone, World};
use crate::on_both;
use std::collections::BTreeMap;
use stoa::accounts::actions as accounts;
use stoa::kernel::ids::{MemberId, TicketId};
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Status, Today};
use uuid::Uuid;

on_both!(today_begins_at_midnight_where_the_business_is, active_tickets_are_counted_by_who_holds_them, tickets_of_somebody_shut_out_are_nobodys_again);

async fn open(world: &World, customer: &Someone) -> TicketId {
    let draft = tickets::Draft {
        client_id: Uuid::now_v7().to_string(),
        subject: "Late parcel".into(),
        description: "It should have been here on Monday.".into(),
        category: String::new(),
        priority: "high".into(),
        files: Vec::new(),
    };
    tickets::open(&world.services, &customer.customer(), draft).await.expect("a ticket").id
}

/// How many active tickets each agent has who has any.
async fn open_by_agent(world: &World, admin: &Someone) -> BTreeMap<MemberId, i64> {
    let all = tickets::by_agent(&world.services, &admin.admin(), world.services.now(), None).await.unwrap();
    all.into_iter().filter(|a| a.open > 0).map(|a| (a.agent, a.open)).collect()
}

/// The world begins at 12:00 in Nairobi.
async fn today_begins_at_midnight_where_the_business_is(world: &World) {
    let business = world.business("Kiln").await;
    let (ann, amina, admin) = (world.customer(&business, "Ann").await, world.agent(&business, "Amina").await, world.admin(&business, "Otieno").await);
    let services = &world.services;
    let today = async || tickets::today(services, &admin.admin()).await.unwrap();
    assert_eq!(today().await, Today::default());

    let (first, second) = (open(world, &ann).await, open(world, &ann).await);
    for (ticket, minutes) in [(first, 10), (second, 20)] {
        world.advance_minutes(minutes);
        tickets::reply(services, &amina.agent(), ticket, Uuid::now_v7(), "We are looking for it.", Vec::new()).await.unwrap();
        world.drain().await;
    }
    tickets::set_status(services, &amina.agent(), first, Status::Resolved).await.unwrap();
    let minute = 60_000.0;
    assert_eq!(today().await, Today { opened: 2, answered: 2, resolved: 1, breached: 0, first_reply_ms: Some(20.0 * minute) });

    world.advance_minutes(11 * 60 + 29);
    assert_eq!(today().await.opened, 2, "23:59");
    world.advance_minutes(1);
    assert_eq!(today().await, Today::default(), "00:00");
    world.drain().await;
    world.advance_minutes(14 * 60 + 1);
    world.drain().await;
    assert_eq!(today().await.breached, 1, "twelve opening hours are over for the second");
}

async fn active_tickets_are_counted_by_who_holds_them(world: &World) {
    let business = world.business("Kiln").await;
    let (ann, amina, admin) = (world.customer(&business, "Ann").await, world.agent(&business, "Amina").await, world.admin(&business, "Otieno").await);
    let opened: Vec<TicketId> = [open(world, &ann).await, open(world, &ann).await, open(world, &ann).await].into();
    for ticket in &opened[..2] {
        tickets::take(&world.services, &amina.agent(), *ticket).await.unwrap();
    }
    let held = async || open_by_agent(world, &admin).await;
    assert_eq!(held().await.into_iter().collect::<Vec<_>>(), [(amina.member(), 2)]);
    tickets::set_status(&world.services, &amina.agent(), opened[0], Status::Resolved).await.unwrap();
    assert_eq!(held().await.get(&amina.member()), Some(&1));
    let elsewhere = world.admin(&world.business("Other").await, "Zoe").await;
    assert!(open_by_agent(world, &elsewhere).await.is_empty());
}

async fn tickets_of_somebody_shut_out_are_nobodys_again(world: &World) {
    let business = world.business("Kiln").await;
    let (ann, amina, admin) = (world.customer(&business, "Ann").await, world.agent(&business, "Amina").await, world.admin(&business, "Otieno").await);
    let (first, second, third) = (open(world, &ann).await, open(world, &ann).await, open(world, &ann).await);
    for ticket in [first, second, third] {
        tickets::take(&world.services, &amina.agent(), ticket).await.unwrap();
    }
    tickets::assign(&world.services, &admin.agent(), third, Some(admin.member())).await.unwrap();
    accounts::rename(&world.services, &amina.identity.person(), "Amina A.").await.unwrap();
    world.drain().await;
    let held = async || open_by_agent(world, &admin).await;
    assert_eq!(held().await.get(&amina.member()), Some(&2), "another name takes nothing away");
    accounts::deactivate(&world.services, &admin.admin(), amina.member()).await.unwrap();
    world.drain().await;
    assert_eq!(held().await.into_iter().collect::<Vec<_>>(), [(admin.member(), 1)]);
    assert_eq!(tickets::counts(&world.services, &admin.agent()).await.unwrap().unassigned, 2);
}
