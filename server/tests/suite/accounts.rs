//! People and their sessions.

use crate::harness::{PASSWORD, World};
use crate::on_both;
use stoa::accounts::actions::{self as accounts, Device};
use stoa::accounts::model::Role;

on_both!(a_session_ends_with_its_sign_out, a_wrong_password_opens_nothing, a_deactivated_person_is_nobody_at_once);

async fn a_session_ends_with_its_sign_out(world: &World) {
    let business = world.business("Kiln").await;
    let amina = world.agent(&business, "Amina").await;
    let again = world.recognise(amina.token.clone()).await;
    assert_eq!(again.member(), amina.member());
    accounts::sign_out(&world.services, &amina.token).await.unwrap();
    assert!(accounts::identify(&world.services, &amina.token).await.unwrap().is_none());
}

async fn a_wrong_password_opens_nothing(world: &World) {
    let business = world.business("Kiln").await;
    let wanjiru = world.with_password(&business, Role::Customer, "Wanjiru").await;
    let refused = accounts::sign_in(&world.services, &wanjiru.email(), "seven small giraffes", &Device::default()).await;
    assert!(refused.is_err());
    let fine = accounts::sign_in(&world.services, &wanjiru.email(), PASSWORD, &Device::default()).await.unwrap();
    assert_eq!(world.recognise(fine.token).await.member(), wanjiru.customer().member());
}

async fn a_deactivated_person_is_nobody_at_once(world: &World) {
    let business = world.business("Kiln").await;
    let owner = world.owner(&business, "Njeri").await;
    let admin = world.admin(&business, "Otieno").await;
    let agent = world.agent(&business, "Brian").await;
    assert_eq!(owner.owner().member(), owner.member());
    accounts::deactivate(&world.services, &admin.admin(), agent.agent().member()).await.unwrap();
    assert!(accounts::identify(&world.services, &agent.token).await.unwrap().is_none());
}
