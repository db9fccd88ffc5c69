//! Accounts whose address nobody has confirmed: what belongs to the owner of the address is not for whoever signed up with it.

use crate::chats;
use crate::harness::{PASSWORD, World};
use crate::lanes::open_lanes;
use crate::on_both;
use crate::shop::checkout;
use stoa::accounts::actions::{self, Device, Invitation, SignUp};
use stoa::accounts::guest::GuestDraft;
use stoa::accounts::model::Role;
use stoa::accounts::{Agent, Visitor};
use stoa::businesses::model::Business;
use stoa::chats::actions::{Adoption, turn_into_ticket};
use stoa::orders::actions as orders;
use stoa::orders::draft::CheckoutDraft;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::Ticket;
use stoa::{Error, Result};

on_both!(
    a_ticket_of_a_guest_is_not_for_whoever_signed_up_with_their_address_before,
    an_order_of_a_guest_opens_no_ticket_that_a_stranger_with_their_address_reads,
    a_ticket_of_a_guest_joins_a_confirmed_account_and_leaves_it_as_it_is,
    nobody_of_a_team_is_locked_out_by_a_guest_with_their_unconfirmed_address,
);

const NEW: &str = "another long password";

/// Somebody chats as a guest with this address, and their chat becomes a ticket.
async fn ticket_of_guest(world: &World, at: &Business, agent: &Agent, email: &str) -> Result<Ticket> {
    let draft = GuestDraft { email: email.into(), ..chats::draft("Ann") };
    let guest = actions::start_guest(&world.services, &Visitor::of(at), &draft, &Device::default(), "").await?;
    let chat = chats::begun(world, &(&guest.guest).into()).await;
    chats::says(world, &(&guest.guest).into(), chat.id, "My address is 12 Kiln Lane.").await;
    let adoption = Adoption { subject: "Where I live".into(), category: String::new(), priority: "low".into() };
    turn_into_ticket(&world.services, agent, chat.id, &adoption).await
}

async fn a_ticket_of_a_guest_is_not_for_whoever_signed_up_with_their_address_before(world: &World) {
    let (s, owner) = (&world.services, world.set_up().await);
    let business = world.business_of(&owner).await;
    let mallory = world.sign_up(&business, "ann").await;
    let ticket = ticket_of_guest(world, &business, &owner.agent(), "ann@stoa.test").await.unwrap();
    world.drain().await;
    assert_eq!(ticket.customer_id, mallory.member());
    assert!(actions::identify(s, &mallory.token).await.unwrap().is_none(), "every device is signed out");
    assert!(actions::sign_in(s, "ann@stoa.test", PASSWORD, &Device::default()).await.unwrap_err().of_field("password").is_some());
    let changed = actions::change_password(s, &mallory.identity, PASSWORD, NEW).await;
    assert!(changed.unwrap_err().of_field("old_password").is_some());
    // The owner of the address gets in by a link in a mail.
    actions::forgot(s, "ann@stoa.test", "").await.unwrap();
    world.drain().await;
    actions::reset(s, &world.mailed_token("ann@stoa.test").await, NEW).await.unwrap();
    let token = actions::sign_in(s, "ann@stoa.test", NEW, &Device::default()).await.unwrap().token;
    let ann = world.recognise(token).await;
    assert!(ann.identity.me().is_verified);
    assert_eq!(tickets::find(s, &ann.customer(), ticket.number).await.unwrap().ticket.id, ticket.id);
    // From now on it is hers: the next one changes nothing for her.
    ticket_of_guest(world, &business, &owner.agent(), "ann@stoa.test").await.unwrap();
    assert!(actions::identify(s, &ann.token).await.unwrap().is_some());
}

async fn an_order_of_a_guest_opens_no_ticket_that_a_stranger_with_their_address_reads(world: &World) {
    let (s, lanes) = (&world.services, open_lanes(world).await);
    let mallory = world.sign_up(&lanes.shop.business, "ann").await;
    let guest = lanes.shop.guest_with(world, lanes.pot, 1).await;
    let total = orders::cart(s, &guest).await.unwrap().total();
    let order = orders::place(s, &guest, &CheckoutDraft { email: "ann@stoa.test".into(), ..checkout(total.0) }).await.unwrap();
    world.drain().await;
    assert_eq!(lanes.ticket(world, &order).await.expect("a ticket").customer_id, mallory.member());
    assert!(actions::identify(s, &mallory.token).await.unwrap().is_none());
    assert!(actions::sign_in(s, "ann@stoa.test", PASSWORD, &Device::default()).await.is_err());
}

async fn a_ticket_of_a_guest_joins_a_confirmed_account_and_leaves_it_as_it_is(world: &World) {
    let (s, owner) = (&world.services, world.set_up().await);
    let business = world.business_of(&owner).await;
    let ann = world.sign_up(&business, "ann").await;
    actions::verify(s, &world.mailed_token("ann@stoa.test").await, None, PASSWORD).await.unwrap();
    let ticket = ticket_of_guest(world, &business, &owner.agent(), "ann@stoa.test").await.unwrap();
    assert_eq!(ticket.customer_id, ann.member());
    assert!(actions::identify(s, &ann.token).await.unwrap().is_some());
    assert!(actions::sign_in(s, "ann@stoa.test", PASSWORD, &Device::default()).await.is_ok());
}

async fn nobody_of_a_team_is_locked_out_by_a_guest_with_their_unconfirmed_address(world: &World) {
    let (s, owner) = (&world.services, world.set_up().await);
    let invitation = Invitation { name: "Ivy".into(), email: "ivy@stoa.test".into(), role: "agent".into() };
    let link = actions::invite(s, &owner.admin(), &invitation).await.unwrap().expect("without a mail server the link is shown");
    let acceptance = SignUp { name: "Ivy Green".into(), email: String::new(), password: NEW.into() };
    let ivy = actions::accept(s, link.rsplit('/').next().unwrap(), &acceptance, &Device::default()).await.unwrap();
    let other = world.business("Other").await;
    let chief = world.with_password(&other, Role::Admin, "chief").await;
    assert!(matches!(ticket_of_guest(world, &other, &chief.agent(), "ivy@stoa.test").await, Err(Error::Conflict(_))));
    assert!(actions::identify(s, &ivy.token).await.unwrap().is_some());
    assert_eq!(actions::list_memberships(s, &world.recognise(ivy.token).await.identity).await.unwrap().len(), 1);
}
