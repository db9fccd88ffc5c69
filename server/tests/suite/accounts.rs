//! Signing up, in and out; sessions; passwords; links in mails.

use crate::harness::{MailServer, NO_MAIL_SERVER, PASSWORD, Someone, World, drain, drain_with_failures};
use crate::on_both;
use stoa::accounts::Visitor;
use stoa::accounts::actions::{self, Device, SignUp};
use stoa::accounts::model::{Purpose, Role};
use stoa::{Error, Result};

on_both!(
    a_customer_signs_up_and_out_and_in_again,
    an_address_has_one_account,
    what_was_typed_wrong_is_said_field_by_field,
    a_wrong_password_and_an_unknown_address_get_the_same_answer,
    the_eleventh_failure_has_to_wait_and_a_success_forgives_the_others,
    a_session_ends_after_thirty_days_without_use,
    a_session_ends_after_half_a_year_of_use,
    signing_in_again_replaces_the_token_of_the_browser,
    a_forgotten_password_is_replaced_by_a_link_that_works_once,
    a_link_to_a_new_password_is_good_for_one_hour,
    a_changed_password_ends_the_other_sessions,
    an_address_is_confirmed_by_the_link_in_its_mail,
    who_reads_the_mail_of_a_strangers_sign_up_does_not_let_the_stranger_in,
    people_end_their_own_sessions_only,
    a_mail_server_gets_the_same_mail_once,
    a_mail_that_nobody_takes_is_shown_as_failed_and_tried_again,
);

const NEW: &str = "another long password";

async fn is_signed_in(world: &World, token: &str) -> bool {
    actions::identify(&world.services, token).await.unwrap().is_some()
}

async fn try_sign_in(world: &World, email: &str, password: &str) -> Result<String> {
    actions::sign_in(&world.services, email, password, &Device::default()).await.map(|s| s.token)
}

async fn a_customer(world: &World) -> Someone {
    let owner = world.set_up().await;
    world.sign_up(&world.business_of(&owner).await, "ann").await
}

async fn a_customer_signs_up_and_out_and_in_again(world: &World) {
    let me = a_customer(world).await.identity.me();
    assert_eq!((me.role, me.is_owner, me.is_verified, me.name.as_str(), me.email.as_str()), (Role::Customer, false, false, "ann", "ann@stoa.test"));
    let token = try_sign_in(world, " Ann@Stoa.test ", PASSWORD).await.unwrap();
    assert!(is_signed_in(world, &token).await);
    actions::sign_out(&world.services, &token).await.unwrap();
    assert!(!is_signed_in(world, &token).await);
    assert!(!is_signed_in(world, "no such token").await);
}

async fn an_address_has_one_account(world: &World) {
    let owner = world.set_up().await;
    world.sign_up(&world.business_of(&owner).await, "ann").await;
    let other = world.business("Other").await;
    let draft = SignUp { name: "Ann".into(), email: "ANN@stoa.test".into(), password: PASSWORD.into() };
    let error = actions::sign_up(&world.services, &Visitor::of(&other), &draft, &Device::default()).await.unwrap_err();
    assert!(error.of_field("email").unwrap().contains("already an account"), "{error}");
}

async fn what_was_typed_wrong_is_said_field_by_field(world: &World) {
    let owner = world.set_up().await;
    let at = Visitor::of(&world.business_of(&owner).await);
    let draft = SignUp { name: " \u{202E} ".into(), email: "ann@".into(), password: "short".into() };
    let error = actions::sign_up(&world.services, &at, &draft, &Device::default()).await.unwrap_err();
    assert!(["name", "email", "password"].iter().all(|f| error.of_field(f).is_some()), "{error}");
    let same = SignUp { name: "Ann".into(), email: "ann.longname@stoa.test".into(), password: "Ann.Longname@stoa.test".into() };
    let error = actions::sign_up(&world.services, &at, &same, &Device::default()).await.unwrap_err();
    assert!(error.of_field("password").unwrap().contains("must not be your e-mail"));
}

async fn a_wrong_password_and_an_unknown_address_get_the_same_answer(world: &World) {
    a_customer(world).await;
    let wrong = try_sign_in(world, "ann@stoa.test", "not the password").await.unwrap_err();
    let unknown = try_sign_in(world, "nobody@stoa.test", "not the password").await.unwrap_err();
    assert_eq!(wrong, unknown);
    assert!(wrong.of_field("password").is_some());
    assert!(try_sign_in(world, "ann@stoa.test", &"x".repeat(100_000)).await.is_err());
}

async fn the_eleventh_failure_has_to_wait_and_a_success_forgives_the_others(world: &World) {
    a_customer(world).await;
    for _ in 0..9 {
        assert!(matches!(try_sign_in(world, "ann@stoa.test", "wrong").await, Err(Error::Invalid(_))));
    }
    try_sign_in(world, "ann@stoa.test", PASSWORD).await.unwrap();
    for _ in 0..10 {
        assert!(matches!(try_sign_in(world, "ann@stoa.test", "wrong").await, Err(Error::Invalid(_))));
    }
    assert!(matches!(try_sign_in(world, "ann@stoa.test", PASSWORD).await, Err(Error::TooMany(1..))));
}

const DAY: i64 = 24 * 60;

async fn a_session_ends_after_thirty_days_without_use(world: &World) {
    a_customer(world).await;
    let token = try_sign_in(world, "ann@stoa.test", PASSWORD).await.unwrap();
    world.advance_minutes(29 * DAY);
    assert!(is_signed_in(world, &token).await, "and this counts as use");
    world.advance_minutes(29 * DAY);
    assert!(is_signed_in(world, &token).await);
    world.advance_minutes(30 * DAY + 1);
    assert!(!is_signed_in(world, &token).await);
    stoa::accounts::jobs::forget_expired(&world.services).await.unwrap();
    assert!(try_sign_in(world, "ann@stoa.test", PASSWORD).await.is_ok());
}

async fn a_session_ends_after_half_a_year_of_use(world: &World) {
    a_customer(world).await;
    let token = try_sign_in(world, "ann@stoa.test", PASSWORD).await.unwrap();
    for _ in 0..8 {
        world.advance_minutes(20 * DAY);
        assert!(is_signed_in(world, &token).await);
    }
    world.advance_minutes(20 * DAY + 1);
    assert!(!is_signed_in(world, &token).await);
}

async fn signing_in_again_replaces_the_token_of_the_browser(world: &World) {
    a_customer(world).await;
    let first = try_sign_in(world, "ann@stoa.test", PASSWORD).await.unwrap();
    let again = Device { replaces: Some(first.clone()), ..Device::default() };
    let second = actions::sign_in(&world.services, "ann@stoa.test", PASSWORD, &again).await.unwrap().token;
    assert!(!is_signed_in(world, &first).await && is_signed_in(world, &second).await);
}

async fn a_forgotten_password_is_replaced_by_a_link_that_works_once(world: &World) {
    a_customer(world).await;
    let session = try_sign_in(world, "ann@stoa.test", PASSWORD).await.unwrap();
    let unknown = actions::forgot(&world.services, "nobody@stoa.test", "192.0.2.1").await;
    assert_eq!(unknown, actions::forgot(&world.services, "Ann@stoa.test", "192.0.2.1").await);
    world.drain().await;
    assert_eq!(world.last_mail("nobody@stoa.test").await, None);
    let token = world.mailed_token("ann@stoa.test").await;
    assert_eq!(actions::find_link(&world.services, &token, Purpose::Reset).await.unwrap().email, "ann@stoa.test");
    assert!(actions::find_link(&world.services, &token, Purpose::Verify).await.is_err(), "it is good for one thing");

    let short = actions::reset(&world.services, &token, "short").await.unwrap_err();
    assert!(short.of_field("password").is_some());
    actions::reset(&world.services, &token, NEW).await.unwrap();
    assert!(!is_signed_in(world, &session).await);
    assert!(try_sign_in(world, "ann@stoa.test", PASSWORD).await.is_err());
    assert!(world.recognise(try_sign_in(world, "ann@stoa.test", NEW).await.unwrap()).await.identity.me().is_verified);
    assert!(matches!(actions::reset(&world.services, &token, PASSWORD).await, Err(Error::Conflict(_))));
    assert!(world.last_mail("ann@stoa.test").await.unwrap().contains("was changed"));
    world.drain().await;
}

async fn a_link_to_a_new_password_is_good_for_one_hour(world: &World) {
    a_customer(world).await;
    actions::forgot(&world.services, "ann@stoa.test", "192.0.2.1").await.unwrap();
    world.drain().await;
    let token = world.mailed_token("ann@stoa.test").await;
    world.advance_minutes(60);
    assert!(matches!(actions::reset(&world.services, &token, NEW).await, Err(Error::Conflict(_))));
    for _ in 0..4 {
        actions::forgot(&world.services, "ann@stoa.test", "192.0.2.1").await.unwrap();
    }
    assert!(matches!(actions::forgot(&world.services, "ann@stoa.test", "192.0.2.1").await, Err(Error::TooMany(_))));
    world.drain().await;
}

async fn a_changed_password_ends_the_other_sessions(world: &World) {
    let here = a_customer(world).await;
    let there = try_sign_in(world, "ann@stoa.test", PASSWORD).await.unwrap();
    let wrong = actions::change_password(&world.services, &here.identity, "not the password", "short").await.unwrap_err();
    assert!(wrong.of_field("old_password").is_some() && wrong.of_field("new_password").is_some());
    actions::change_password(&world.services, &here.identity, PASSWORD, NEW).await.unwrap();
    assert!(!is_signed_in(world, &there).await);
    assert_eq!(actions::list_sessions(&world.services, &here.identity).await.unwrap().iter().map(|s| s.id).collect::<Vec<_>>(), [here.identity.session()]);
    assert!(try_sign_in(world, "ann@stoa.test", NEW).await.is_ok());
    world.drain().await;
}

async fn an_address_is_confirmed_by_the_link_in_its_mail(world: &World) {
    let ann = a_customer(world).await;
    let first = world.mailed_token("ann@stoa.test").await;
    actions::send_verification(&world.services, &ann.identity).await.unwrap();
    world.drain().await;
    let token = world.mailed_token("ann@stoa.test").await;
    actions::verify(&world.services, &token, Some(&ann.identity), "").await.unwrap();
    let ann = world.sign_in("ann@stoa.test").await;
    assert!(ann.identity.me().is_verified);
    assert!(matches!(actions::verify(&world.services, &first, Some(&ann.identity), "").await, Err(Error::Conflict(_))));
    assert!(matches!(actions::send_verification(&world.services, &ann.identity).await, Err(Error::Conflict(_))));
}

async fn who_reads_the_mail_of_a_strangers_sign_up_does_not_let_the_stranger_in(world: &World) {
    let (s, owner) = (&world.services, world.set_up().await);
    let stranger = world.sign_up(&world.business_of(&owner).await, "ann").await;
    let token = world.mailed_token("ann@stoa.test").await;
    for (who, password) in [(None, ""), (None, "a guess of hers"), (Some(&owner.identity), "")] {
        let refused = actions::verify(s, &token, who, password).await.unwrap_err();
        assert!(refused.of_field("password").is_some(), "{refused}");
    }
    assert!(!world.sign_in("ann@stoa.test").await.identity.me().is_verified);
    // Her own way: a new password, which shuts the stranger out and confirms the address.
    actions::forgot(s, "ann@stoa.test", "10.1.1.1").await.unwrap();
    world.drain().await;
    actions::reset(s, &world.mailed_token("ann@stoa.test").await, NEW).await.unwrap();
    assert!(!is_signed_in(world, &stranger.token).await);
    assert!(try_sign_in(world, "ann@stoa.test", PASSWORD).await.is_err() && try_sign_in(world, "ann@stoa.test", NEW).await.is_ok());
}

async fn people_end_their_own_sessions_only(world: &World) {
    let owner = world.set_up().await;
    let ann = world.sign_up(&world.business_of(&owner).await, "ann").await;
    assert_eq!(actions::revoke(&world.services, &ann.identity, owner.identity.session()).await, Err(Error::NotFound));
    let there = world.sign_in("ann@stoa.test").await;
    assert_eq!(actions::list_sessions(&world.services, &ann.identity).await.unwrap().len(), 2);
    actions::revoke(&world.services, &ann.identity, there.identity.session()).await.unwrap();
    world.sign_in("ann@stoa.test").await;
    assert_eq!(actions::revoke_others(&world.services, &ann.identity).await, Ok(1));
    assert_eq!(actions::list_sessions(&world.services, &ann.identity).await.unwrap().len(), 1);
}

async fn a_mail_server_gets_the_same_mail_once(world: &World) {
    let owner = world.set_up().await;
    let server = MailServer::start().await;
    let services = world.with_mail(&server.url()).await;
    for _ in 0..2 {
        let mut tx = services.begin().await.unwrap();
        stoa::platform::letters::queue(&mut tx, owner.identity.me().business, "ann@stoa.test", "Grüße", "Hello", "<p>Hello</p>", Some("greeting:1"))
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
    drain(&services).await;
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    assert!(taken[0].contains("Message-ID: <") && taken[0].contains("@stoa.test>") && taken[0].contains("multipart/alternative"), "{}", taken[0]);
    let mails = stoa::platform::letters::list(services.db(), owner.identity.me().business, None).await.unwrap();
    assert_eq!(mails.items.iter().map(|m| (m.subject.as_str(), m.state.word())).collect::<Vec<_>>(), [("Grüße", "sent")]);
    services.db().close().await;
}

async fn a_mail_that_nobody_takes_is_shown_as_failed_and_tried_again(world: &World) {
    let owner = world.set_up().await;
    let business = owner.identity.me().business;
    let nobody = world.with_mail(NO_MAIL_SERVER).await;
    let mut tx = nobody.begin().await.unwrap();
    let id = stoa::platform::letters::queue(&mut tx, business, "ann@stoa.test", "Hello", "Hello", "<p>Hello</p>", None).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(drain_with_failures(&nobody).await.len(), 1);
    let state = async || stoa::platform::letters::list(world.services.db(), business, None).await.unwrap().items[0].state.word();
    assert_eq!(state().await, "failed");
    nobody.db().close().await;

    let server = MailServer::start().await;
    let services = world.with_mail(&server.url()).await;
    stoa::platform::letters::send_again(&services, business, id).await.unwrap();
    drain(&services).await;
    assert_eq!((state().await, server.taken().len()), ("sent", 1));
    world.advance_minutes(10);
    drain(&services).await;
    assert_eq!(server.taken().len(), 1, "the first job's next try finds it sent");
    services.db().close().await;
}
