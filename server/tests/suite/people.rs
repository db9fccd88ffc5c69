//! What admins do about people: invitations, roles, shutting out and letting in again.

use crate::harness::{MailServer, PASSWORD, Someone, World, drain};
use crate::on_both;
use stoa::accounts::actions::{self, Device, Invitation, SignUp};
use stoa::accounts::model::{Availability, Group, PersonRow, Role};
use stoa::event::Event;
use stoa::kernel::ids::MemberId;
use stoa::platform::outbox;
use stoa::{Error, Result};

on_both!(
    an_invited_agent_gets_in_by_accepting_and_not_before,
    an_invitation_can_be_withdrawn_and_renewed,
    without_mail_an_invitation_does_not_open_an_account_that_has_a_password,
    by_mail_an_invitation_outranks_the_password_of_an_unconfirmed_account,
    nobody_changes_themselves_or_the_owner,
    two_admins_who_shut_each_other_out_leave_one,
    somebody_shut_out_is_signed_out_at_once_and_may_come_back,
    people_of_another_business_are_not_found,
    only_people_with_a_confirmed_address_become_staff,
    lists_are_searched_and_go_on_after_the_last_row,
    an_agent_is_available_after_signing_in_and_offline_after_signing_out,
);

const NEW: &str = "another long password";

fn invitation(email: &str) -> Invitation {
    Invitation { name: "Ivy".into(), email: email.into(), role: "agent".into() }
}

fn acceptance(password: &str) -> SignUp {
    SignUp { name: "Ivy Green".into(), email: String::new(), password: password.into() }
}

async fn list(world: &World, who: &Someone, staff: bool) -> Vec<PersonRow> {
    actions::list_people(&world.services, &who.admin(), if staff { Group::Team } else { Group::Customers }, "", None).await.unwrap().items
}

fn token(link: &str) -> &str {
    link.rsplit('/').next().unwrap_or_default()
}

async fn invite(world: &World, who: &Someone, email: &str) -> Result<String> {
    let link = actions::invite(&world.services, &who.admin(), &invitation(email)).await?;
    world.drain().await;
    Ok(token(&link.expect("without a mail server the link is shown")).to_owned())
}

async fn an_invited_agent_gets_in_by_accepting_and_not_before(world: &World) {
    let owner = world.set_up().await;
    let link = invite(world, &owner, "Ivy@stoa.test").await.unwrap();
    let ivy = list(world, &owner, true).await.remove(0);
    assert!(ivy.is_invited && ivy.member.deactivated_at.is_some());
    assert!(actions::sign_in(&world.services, "ivy@stoa.test", "", &Device::default()).await.is_err());
    let admin = owner.admin();
    assert!(matches!(actions::reactivate(&world.services, &admin, ivy.member.id).await, Err(Error::Denied(_))), "only accepting lets them in");

    let short = actions::accept(&world.services, &link, &acceptance("short"), &Device::default()).await.unwrap_err();
    assert!(short.of_field("password").is_some());
    let signed_in = actions::accept(&world.services, &link, &acceptance(NEW), &Device::default()).await.unwrap();
    let me = world.recognise(signed_in.token).await.identity.me();
    assert_eq!((me.role, me.name.as_str(), me.is_verified, me.availability), (Role::Agent, "Ivy Green", false, Availability::Available));
    assert!(matches!(actions::accept(&world.services, &link, &acceptance(NEW), &Device::default()).await, Err(Error::Conflict(_))));
    assert!(matches!(invite(world, &owner, "ivy@stoa.test").await, Err(Error::Conflict(_))));
    let customer = Invitation { role: "customer".into(), ..invitation("x@stoa.test") };
    assert!(actions::invite(&world.services, &admin, &customer).await.unwrap_err().of_field("role").is_some());
}

async fn an_invitation_can_be_withdrawn_and_renewed(world: &World) {
    let owner = world.set_up().await;
    let first = invite(world, &owner, "ivy@stoa.test").await.unwrap();
    let second = invite(world, &owner, "ivy@stoa.test").await.unwrap();
    assert!(actions::accept(&world.services, &first, &acceptance(NEW), &Device::default()).await.is_err());
    let ivy = list(world, &owner, true).await.remove(0).member.id;
    actions::deactivate(&world.services, &owner.admin(), ivy).await.unwrap();
    assert!(actions::accept(&world.services, &second, &acceptance(NEW), &Device::default()).await.is_err());
    assert!(!list(world, &owner, true).await[0].is_invited);
    let third = invite(world, &owner, "ivy@stoa.test").await.unwrap();
    world.advance_minutes(7 * 24 * 60);
    assert!(actions::accept(&world.services, &third, &acceptance(NEW), &Device::default()).await.is_err(), "seven days are over");
}

async fn without_mail_an_invitation_does_not_open_an_account_that_has_a_password(world: &World) {
    let owner = world.set_up().await;
    let business = world.business_of(&owner).await;
    world.sign_up(&business, "ivy").await;
    let other = world.business("Other").await;
    let chief = world.with_password(&other, Role::Admin, "chief").await;
    let link = invite(world, &chief, "ivy@stoa.test").await.unwrap();
    let wrong = actions::accept(&world.services, &link, &acceptance(NEW), &Device::default()).await.unwrap_err();
    assert!(wrong.of_field("password").is_some());
    let signed_in = actions::accept(&world.services, &link, &acceptance(PASSWORD), &Device::default()).await.unwrap();
    let ivy = world.recognise(signed_in.token).await;
    assert_eq!((ivy.identity.me().business, ivy.identity.me().role), (other.id, Role::Agent));
    assert_eq!(actions::list_memberships(&world.services, &ivy.identity).await.unwrap().len(), 2);
}

async fn by_mail_an_invitation_outranks_the_password_of_an_unconfirmed_account(world: &World) {
    let owner = world.set_up().await;
    let business = world.business_of(&owner).await;
    let other = world.business("Other").await;
    let stranger = world.sign_up(&other, "ivy").await;
    let server = MailServer::start().await;
    let services = world.with_mail(&server.url()).await;
    assert_eq!(actions::invite(&services, &owner.admin(), &invitation("ivy@stoa.test")).await, Ok(None), "the link goes by mail only");
    drain(&services).await;
    assert!(server.taken()[0].contains("invites you to join Savanna Crafts"));
    let link = world.mailed_token("ivy@stoa.test").await;
    let signed_in = actions::accept(&services, &link, &acceptance(NEW), &Device::default()).await.unwrap();
    let ivy = world.recognise(signed_in.token).await;
    assert!(ivy.identity.me().is_verified && ivy.identity.me().business == business.id);
    assert!(actions::sign_in(&services, "ivy@stoa.test", PASSWORD, &Device::default()).await.is_err());
    assert!(actions::identify(&services, &stranger.token).await.unwrap().is_none());
    services.db().close().await;
}

async fn nobody_changes_themselves_or_the_owner(world: &World) {
    let business = world.business("Kiln").await;
    let (owner, admin) = (world.owner(&business, "Njeri").await, world.admin(&business, "Otieno").await.admin());
    for id in [admin.member(), owner.member()] {
        assert!(matches!(actions::deactivate(&world.services, &admin, id).await, Err(Error::Denied(_))));
        assert!(matches!(actions::change_role(&world.services, &admin, id, Role::Agent).await, Err(Error::Denied(_))));
    }
    assert_eq!(actions::deactivate(&world.services, &admin, MemberId(999)).await, Err(Error::NotFound));
}

async fn two_admins_who_shut_each_other_out_leave_one(world: &World) {
    let owner = world.set_up().await;
    let business = world.business_of(&owner).await;
    let (ann, bob) = (world.with_password(&business, Role::Admin, "ann").await.admin(), world.with_password(&business, Role::Admin, "bob").await.admin());
    let (first, second) =
        tokio::join!(actions::deactivate(&world.services, &ann, bob.member()), actions::change_role(&world.services, &bob, ann.member(), Role::Agent));
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    let admins = actions::list_staff(&world.services, &owner.agent()).await.unwrap();
    assert_eq!(admins.iter().filter(|m| m.role == Role::Admin).count(), 2, "the owner and one of the two");
}

async fn somebody_shut_out_is_signed_out_at_once_and_may_come_back(world: &World) {
    let owner = world.set_up().await;
    let email = world.with_password(&world.business_of(&owner).await, Role::Agent, "ann").await.email();
    let token = actions::sign_in(&world.services, &email, PASSWORD, &Device::default()).await.unwrap().token;
    let ann = world.recognise(token.clone()).await.member();
    world.advance_minutes(1);
    let admin = owner.admin();
    actions::deactivate(&world.services, &admin, ann).await.unwrap();
    assert!(actions::identify(&world.services, &token).await.unwrap().is_none());
    assert!(matches!(actions::sign_in(&world.services, &email, PASSWORD, &Device::default()).await, Err(Error::Denied(_))));
    actions::reactivate(&world.services, &admin, ann).await.unwrap();
    actions::reactivate(&world.services, &admin, ann).await.unwrap();
    assert_eq!(world.sign_in(&email).await.identity.me().member, ann);
}

async fn people_of_another_business_are_not_found(world: &World) {
    let owner = world.set_up().await;
    let ann = world.with_password(&world.business_of(&owner).await, Role::Agent, "ann").await.identity.me().member;
    let other = world.business("Other").await;
    let bob = world.with_password(&other, Role::Admin, "bob").await;
    let admin = bob.admin();
    assert_eq!(actions::deactivate(&world.services, &admin, ann).await, Err(Error::NotFound));
    assert_eq!(actions::reactivate(&world.services, &admin, ann).await, Err(Error::NotFound));
    assert_eq!(actions::change_role(&world.services, &admin, ann, Role::Admin).await, Err(Error::NotFound));
    assert_eq!(actions::find_person(&world.services, &bob.agent(), ann).await.unwrap_err(), Error::NotFound);
    assert!(list(world, &bob, true).await.iter().all(|p| p.member.id != ann));
    assert_eq!(actions::switch(&world.services, &bob.identity, owner.identity.me().business).await, Err(Error::NotFound));
}

async fn only_people_with_a_confirmed_address_become_staff(world: &World) {
    let owner = world.set_up().await;
    let business = world.business_of(&owner).await;
    let (ann, admin) = (world.sign_up(&business, "ann").await.identity.me().member, owner.admin());
    assert!(matches!(actions::change_role(&world.services, &admin, ann, Role::Agent).await, Err(Error::Denied(_))));
    actions::verify(&world.services, &world.mailed_token("ann@stoa.test").await, None, PASSWORD).await.unwrap();
    actions::change_role(&world.services, &admin, ann, Role::Agent).await.unwrap();
    assert_eq!(world.sign_in("ann@stoa.test").await.identity.me().role, Role::Agent);
    assert!(matches!(actions::change_role(&world.services, &admin, ann, Role::Customer).await, Err(Error::Denied(_))));
}

async fn lists_are_searched_and_go_on_after_the_last_row(world: &World) {
    let owner = world.set_up().await;
    let (business, admin) = (world.business_of(&owner).await, owner.admin());
    let mut tx = world.services.begin().await.unwrap();
    for n in 0..60 {
        let (name, email) = (format!("Person {n}% _{n}"), format!("p{n}@stoa.test"));
        let new = actions::Newcomer { role: Role::Customer, name: &name, email: &email, password_hash: None, is_verified: true, is_owner: false };
        actions::enrol(&mut tx, business.id, &new).await.unwrap();
    }
    tx.commit().await.unwrap();
    let search = async |words: &str, after| actions::list_people(&world.services, &admin, Group::Customers, words, after).await.unwrap();
    let first = search("", None).await;
    let second = search("", first.next).await;
    assert_eq!((first.items.len(), second.items.len(), second.next), (50, 10, None));
    assert!(first.items.iter().chain(&second.items).map(|p| p.member.id).is_sorted_by(|a, b| a > b));
    assert_eq!(search("PERSON 7%", None).await.items.len(), 1);
    assert_eq!(search("_7", None).await.items.len(), 1, "an underscore is not a wildcard");
    assert_eq!(search("p59@", None).await.items[0].member.name, "Person 59% _59");
    assert_eq!(list(world, &owner, true).await.len(), 1);
}

async fn an_agent_is_available_after_signing_in_and_offline_after_signing_out(world: &World) {
    let owner = world.set_up().await;
    let ann = world.with_password(&world.business_of(&owner).await, Role::Agent, "ann").await;
    assert_eq!(ann.identity.me().availability, Availability::Available);
    actions::set_availability(&world.services, &ann.agent(), Availability::Busy).await.unwrap();
    actions::set_availability(&world.services, &ann.agent(), Availability::Busy).await.unwrap();
    let token = actions::sign_in(&world.services, &ann.email(), PASSWORD, &Device::default()).await.unwrap().token;
    actions::sign_out(&world.services, &token).await.unwrap();
    let now = async || actions::find_person(&world.services, &owner.agent(), ann.identity.me().member).await.unwrap().availability;
    assert_eq!(now().await, Availability::Busy, "another device is still signed in, and said so");
    actions::revoke_others(&world.services, &ann.identity).await.unwrap();
    let token = actions::sign_in(&world.services, &ann.email(), PASSWORD, &Device::default()).await.unwrap().token;
    actions::sign_out(&world.services, &ann.token).await.unwrap();
    actions::sign_out(&world.services, &token).await.unwrap();
    assert_eq!(now().await, Availability::Offline);
    let mut tx = world.services.begin().await.unwrap();
    let told = outbox::claim(&mut tx, 100).await.unwrap();
    let changes: Vec<_> = told
        .iter()
        .filter_map(|e| match e.event() {
            Some(Event::AvailabilityChanged { to, .. }) => Some(to),
            _ => None,
        })
        .collect();
    assert_eq!(changes, [Availability::Available, Availability::Available, Availability::Busy, Availability::Offline], "the owner's at the setup is the first");
}
