//! A closed ticket freezes both lanes; taking that back thaws them.

use super::open_lanes;
use crate::harness::World;
use crate::on_both;
use stoa::Error;
use stoa::orders::model::Deed;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::Status;
use uuid::Uuid;

on_both!(closing_freezes_both_lanes_and_undoing_thaws_them, a_ticket_with_a_partner_goes_on_in_no_other);

async fn closing_freezes_both_lanes_and_undoing_thaws_them(world: &World) {
    let lanes = open_lanes(world).await;
    let (s, agent, pius) = (&world.services, lanes.amina.agent(), lanes.pius.partner());
    let order = lanes.order(world, &[lanes.pot]).await;
    let ticket = lanes.ticket(world, &order).await.unwrap();
    let lane = ticket.partner_lane.unwrap();
    tickets::set_status(s, &agent, ticket.id, Status::Closed).await.unwrap();
    let said = tickets::reply_as_partner(s, &pius, order.id, Uuid::now_v7(), "One more thing", vec![]).await;
    assert!(matches!(said, Err(Error::Conflict(_))), "{said:?}");
    let said = tickets::reply_to_partner(s, &agent, ticket.id, Uuid::now_v7(), "One more thing", vec![]).await;
    assert!(matches!(said, Err(Error::Conflict(_))), "{said:?}");
    assert!(tickets::history(s, &pius, lane, None).await.unwrap().is_frozen, "it is read on");
    assert_eq!(lanes.marks(world, lane).await.last().unwrap(), "The shop has closed this conversation.");
    let before = (lanes.marks(world, lane).await, lanes.marks(world, ticket.customer_lane).await);
    lanes.act(world, &order, Deed::Confirm, "").await;
    assert_eq!((lanes.marks(world, lane).await, lanes.marks(world, ticket.customer_lane).await), before, "what is frozen stays as it is");
    tickets::revert(s, &agent, ticket.id).await.unwrap();
    tickets::reply_as_partner(s, &pius, order.id, Uuid::now_v7(), "One more thing", vec![]).await.unwrap();
    assert_eq!(lanes.marks(world, lane).await.last().unwrap(), "The shop has opened this conversation again.");
}

async fn a_ticket_with_a_partner_goes_on_in_no_other(world: &World) {
    let lanes = open_lanes(world).await;
    let (s, agent) = (&world.services, lanes.amina.agent());
    let order = lanes.order(world, &[lanes.pot]).await;
    let ticket = lanes.ticket(world, &order).await.unwrap();
    let other = crate::tickets::opened(world, &lanes.wanjiru.customer(), "Where is it?").await;
    let merged = tickets::merge(s, &agent, ticket.id, other.id).await;
    assert!(matches!(&merged, Err(Error::Conflict(why)) if why.contains("partner")), "{merged:?}");
    tickets::merge(s, &agent, other.id, ticket.id).await.unwrap();
    let talk = tickets::history(s, &lanes.wanjiru.customer(), ticket.customer_lane, None).await.unwrap();
    assert!(talk.messages.iter().any(|m| m.body.contains("Where is it?")));
}
