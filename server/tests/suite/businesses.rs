//! Setting up, making, entering, joining and changing businesses.

use crate::harness::{PASSWORD, World};
use crate::on_both;
use stoa::Error;
use stoa::accounts::Visitor;
use stoa::accounts::actions::{self as accounts, Device};
use stoa::accounts::model::Role;
use stoa::businesses::actions;
use stoa::businesses::model::{Draft, Settings, Setup};
use stoa::businesses::rules::{CATEGORIES, TARGETS, default_hours};

on_both!(
    the_setup_works_once_also_when_two_submit_at_the_same_time,
    a_setup_that_cannot_be_used_is_told_field_by_field_and_leaves_nothing,
    a_new_business_starts_with_categories_promises_and_hours,
    the_owner_enters_every_business_and_others_only_their_own,
    somebody_signed_in_joins_another_business_as_a_customer,
    somebody_shut_out_cannot_join_again,
    settings_are_changed_by_admins_with_hours_as_they_are_written,
);

fn draft(name: &str) -> Draft {
    Draft { name: name.into(), slug: String::new(), time_zone: "Europe/Berlin".into(), currency: "eur".into() }
}

fn setup(email: &str) -> Setup {
    Setup { business: draft("First"), name: "Olive".into(), email: email.into(), password: PASSWORD.into() }
}

async fn the_setup_works_once_also_when_two_submit_at_the_same_time(world: &World) {
    assert_eq!(actions::needs_setup(&world.services).await, Ok(true));
    assert_eq!(actions::find_oldest(&world.services).await, Ok(None));
    let (one, two, here) = (setup("one@stoa.test"), setup("two@stoa.test"), Device::default());
    let (first, second) = tokio::join!(actions::setup(&world.services, &one, &here), actions::setup(&world.services, &two, &here));
    assert!(first.is_ok() != second.is_ok());
    assert!(matches!(first.clone().and(second.clone()), Err(Error::Conflict(_))));
    let owner = world.recognise(first.or(second).unwrap().token).await;
    assert!(owner.identity.owner().is_ok() && owner.identity.admin().is_ok() && owner.identity.me().is_verified);
    assert_eq!(actions::list(&world.services, &owner.owner()).await.unwrap().len(), 1);
    assert_eq!(actions::needs_setup(&world.services).await, Ok(false));
    assert!(matches!(actions::setup(&world.services, &setup("three@stoa.test"), &Device::default()).await, Err(Error::Conflict(_))));
}

async fn a_setup_that_cannot_be_used_is_told_field_by_field_and_leaves_nothing(world: &World) {
    let business = Draft { name: String::new(), slug: "A B".into(), time_zone: "Mars/Base".into(), currency: "XXX".into() };
    let error = actions::setup(&world.services, &Setup { business, ..Setup::default() }, &Device::default()).await.unwrap_err();
    for field in ["business", "slug", "time_zone", "currency", "name", "email", "password"] {
        assert!(error.of_field(field).is_some(), "{field}");
    }
    assert_eq!(actions::needs_setup(&world.services).await, Ok(true));
}

async fn a_new_business_starts_with_categories_promises_and_hours(world: &World) {
    const COUNT_CATEGORIES: &str = "SELECT COUNT(*) FROM category WHERE business_id = $1";
    const COUNT_TARGETS: &str = "SELECT COUNT(*) FROM sla_target WHERE business_id = $1";
    let owner = world.set_up().await;
    let business = actions::create(&world.services, &owner.owner(), &draft("Green & Market")).await.unwrap();
    assert_eq!((business.slug.as_str(), business.currency.as_str(), business.hours()), ("green-market", "EUR", default_hours()));
    let categories: i64 = stoa::db_val!(world.services.db(), COUNT_CATEGORIES, business.id).unwrap();
    let targets: i64 = stoa::db_val!(world.services.db(), COUNT_TARGETS, business.id).unwrap();
    assert_eq!((categories, targets), (CATEGORIES.len() as i64, TARGETS.len() as i64));
    assert_eq!(actions::find_by_slug(&world.services, "Green-Market").await, Ok(Some(business.clone())));
    assert_eq!(actions::find_by_invite_code(&world.services, &business.invite_code).await, Ok(Some(business)));
    let again = actions::create(&world.services, &owner.owner(), &draft("Green Market")).await.unwrap_err();
    assert!(again.of_field("slug").is_some());
}

async fn the_owner_enters_every_business_and_others_only_their_own(world: &World) {
    let owner = world.set_up().await;
    let (first, second) = (world.business_of(&owner).await, world.business("Second").await);
    assert_eq!(accounts::switch(&world.services, &owner.identity, second.id).await, Ok(Role::Admin));
    let chief = world.with_password(&second, Role::Admin, "chief").await;
    assert!(chief.identity.owner().is_err());
    assert_eq!(accounts::switch(&world.services, &chief.identity, first.id).await, Err(Error::NotFound));
    assert_eq!(accounts::switch(&world.services, &owner.identity, stoa::kernel::ids::BusinessId(999)).await, Err(Error::NotFound));
    let homes = accounts::list_memberships(&world.services, &owner.identity).await.unwrap();
    assert_eq!(homes.iter().map(|m| m.business.as_str()).collect::<Vec<_>>(), ["Savanna Crafts", "Second"]);
}

async fn somebody_signed_in_joins_another_business_as_a_customer(world: &World) {
    let owner = world.set_up().await;
    let (first, second) = (world.business_of(&owner).await, world.business("Second").await);
    world.sign_up(&first, "ann").await;
    let token = accounts::sign_in(&world.services, "ann@stoa.test", PASSWORD, &Device::default()).await.unwrap().token;
    let ann = world.recognise(token.clone()).await;
    for _ in 0..2 {
        assert_eq!(accounts::join(&world.services, &ann.identity, &Visitor::of(&second)).await, Ok(Role::Customer));
    }
    let now = world.recognise(token.clone()).await.identity.me();
    assert!(now.business == second.id && now.member != ann.identity.me().member && now.name == "ann");
    assert_eq!(accounts::join(&world.services, &owner.identity, &Visitor::of(&first)).await, Ok(Role::Admin), "staff stay what they are");
}

async fn somebody_shut_out_cannot_join_again(world: &World) {
    let owner = world.set_up().await;
    let (first, second) = (world.business_of(&owner).await, world.business("Second").await);
    let ann = world.sign_up(&first, "ann").await;
    accounts::join(&world.services, &ann.identity, &Visitor::of(&second)).await.unwrap();
    accounts::deactivate(&world.services, &owner.admin(), ann.identity.me().member).await.unwrap();
    let ann = world.sign_in("ann@stoa.test").await;
    assert_eq!(ann.identity.me().business, second.id);
    assert!(matches!(accounts::join(&world.services, &ann.identity, &Visitor::of(&first)).await, Err(Error::Denied(_))));
}

async fn settings_are_changed_by_admins_with_hours_as_they_are_written(world: &World) {
    let owner = world.set_up().await;
    let admin = owner.admin();
    let mut week: [String; 7] = std::array::from_fn(|_| "8-12, 13:30–17".into());
    week[6] = "closed".into();
    let good = Settings { name: "New name".into(), time_zone: "Asia/Tokyo".into(), currency: "JPY".into(), week: week.clone(), holidays: "2026-12-25".into() };
    actions::update(&world.services, &admin, &good).await.unwrap();
    let business = world.business_of(&owner).await;
    assert_eq!((business.name.as_str(), business.time_zone.as_str(), business.currency.as_str()), ("New name", "Asia/Tokyo", "JPY"));
    assert_eq!((business.hours().week[0].len(), business.hours().week[6].len(), business.hours().holidays.len()), (2, 0, 1));
    week[2] = "late".into();
    let bad = Settings { name: "x".into(), time_zone: "Tokyo".into(), currency: "yen".into(), week, holidays: "Christmas".into() };
    let error = actions::update(&world.services, &admin, &bad).await.unwrap_err();
    for field in ["name", "time_zone", "currency", "wednesday", "holidays"] {
        assert!(error.of_field(field).is_some(), "{field}");
    }
    assert_eq!(world.business_of(&owner).await, business);
}
