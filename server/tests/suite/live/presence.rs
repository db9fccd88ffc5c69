//! Who is there: one person on many devices, idle after five minutes, away after their last socket.

use super::Scene;
use crate::harness::{Process, World, drain};
use crate::on_both;
use stoa::accounts::actions as accounts;
use stoa::accounts::jobs;
use stoa::accounts::model::{Availability, Being, Member};
use stoa::accounts::rules::being;
use stoa::event::{Heard, Say, Subject, Topic};
use stoa::kernel::ids::MemberId;

on_both!(
    several_tabs_and_devices_are_one_person,
    who_comes_is_online_at_once_idle_after_five_minutes_and_back_with_the_first_word,
    two_minutes_after_the_last_socket_availability_goes_away_and_comes_back_with_the_next,
    a_person_in_two_processes_is_there_until_both_are_left,
);

async fn row(world: &World, scene: &Scene, member: MemberId) -> Member {
    accounts::find_person(&world.services, &scene.agent.agent(), member).await.unwrap()
}

fn is(member: MemberId, online: bool) -> impl Fn(&Heard) -> bool {
    move |h| matches!(h, Heard::Presence { member: m, online: o, .. } if *m == member && *o == online)
}

async fn several_tabs_and_devices_are_one_person(world: &World) {
    let scene = Scene::new(world).await;
    let member = scene.customer.member();
    let mut desk = scene.process.tab(&scene.agent.token).await;
    desk.watch(Topic::Desk(scene.shop.id), 0).await;
    let phone = scene.process.tab(&scene.customer.token).await;
    desk.hear_until(is(member, true)).await;
    let laptop = world.fresh_token(Some(&scene.customer)).await;
    let (first, second) = (scene.process.tab(&laptop).await, scene.process.tab(&laptop).await);
    drop(phone);
    drop(first);
    // Whoever comes after them is told after whatever there was to tell of them.
    let other = world.customer(&scene.shop, "Njeri").await;
    let _njeri = scene.process.tab(&other.token).await;
    let heard = desk.hear_until(is(other.member(), true)).await;
    assert!(!heard.iter().any(|h| matches!(h, Heard::Presence { member: m, .. } if *m == member)), "{heard:?}");
    drop(second);
    desk.hear_until(is(member, false)).await;
    let person = row(world, &scene, member).await;
    assert_eq!((person.last_seen_at, person.online_until), (Some(world.services.now()), world.services.now()));
}

async fn who_comes_is_online_at_once_idle_after_five_minutes_and_back_with_the_first_word(world: &World) {
    let scene = Scene::new(world).await;
    let member = scene.customer.member();
    let mut desk = scene.process.tab(&scene.agent.token).await;
    desk.watch(Topic::Desk(scene.shop.id), 0).await;
    let mut customer = scene.process.tab(&scene.customer.token).await;
    desk.hear_until(is(member, true)).await;
    let came = row(world, &scene, member).await;
    assert_eq!(being(world.services.now(), came.online_until, came.active_at), Being::Online);
    world.advance_minutes(5);
    // The sockets of the process go on telling that they are open.
    accounts::note_presence(&world.services, &[(scene.shop.id, member)], world.services.now().plus_ms(90_000)).await.unwrap();
    let idle = row(world, &scene, member).await;
    assert_eq!(being(world.services.now(), idle.online_until, idle.active_at), Being::Idle);
    customer.say(&Say::Typing { conversation: scene.chat, text: None }).await;
    desk.hear_until(is(member, true)).await;
    let back = row(world, &scene, member).await;
    assert_eq!((being(world.services.now(), back.online_until, back.active_at), back.active_at), (Being::Online, Some(world.services.now())));
}

async fn two_minutes_after_the_last_socket_availability_goes_away_and_comes_back_with_the_next(world: &World) {
    let scene = Scene::new(world).await;
    let (s, amina) = (&world.services, scene.agent.agent());
    let boss = world.admin(&scene.shop, "Boss").await;
    let mut watcher = scene.process.tab(&boss.token).await;
    watcher.watch(Topic::Desk(scene.shop.id), 0).await;
    accounts::set_availability(s, &amina, Availability::Available).await.unwrap();
    world.advance_minutes(1);
    let (first, second) = (scene.process.tab(&scene.agent.token).await, scene.process.tab(&scene.agent.token).await);
    watcher.hear_until(is(amina.member(), true)).await;
    assert_eq!(accounts::count_ready(s.db(), scene.shop.id, s.now()).await, Ok(1));
    drop((first, second));
    watcher.hear_until(is(amina.member(), false)).await;
    assert_eq!(accounts::count_ready(s.db(), scene.shop.id, s.now()).await, Ok(0), "nobody is promised to a visitor who is not there");
    let says = async || row(world, &scene, amina.member()).await.availability;
    world.advance_minutes(1);
    jobs::sweep_presence(s).await.unwrap();
    assert_eq!(says().await, Availability::Available, "a page may be loading");
    world.advance_minutes(1);
    jobs::sweep_presence(s).await.unwrap();
    assert_eq!(says().await, Availability::Away);
    let is_told = |h: &Heard| matches!(h, Heard::Changed { hints, .. } if hints.iter().any(|h| h.what == Subject::Agent && h.id == amina.member().0));
    watcher.hear_until(is_told).await;
    let _again = scene.process.tab(&scene.agent.token).await;
    watcher.hear_until(is(amina.member(), true)).await;
    assert_eq!((says().await, accounts::count_ready(s.db(), scene.shop.id, s.now()).await), (Availability::Available, Ok(1)));
}

async fn a_person_in_two_processes_is_there_until_both_are_left(world: &World) {
    let scene = Scene::new(world).await;
    let (one, two) = world.two_processes().await;
    let (here, there) = (Process::start(&one).await, Process::start(&two).await);
    let member = scene.customer.member();
    let mut desk = here.tab(&scene.agent.token).await;
    desk.watch(Topic::Desk(scene.shop.id), 0).await;
    let phone = here.tab(&scene.customer.token).await;
    desk.hear_until(is(member, true)).await;
    let laptop = there.tab(&scene.customer.token).await;
    desk.hear_until(is(member, true)).await;
    drop(phone);
    // The process that was left says so, and the other one sets it right.
    desk.hear_until(is(member, false)).await;
    desk.hear_until(is(member, true)).await;
    assert!(row(world, &scene, member).await.online_until > world.services.now());
    drop(laptop);
    desk.hear_until(is(member, false)).await;
    assert!(row(world, &scene, member).await.online_until <= world.services.now());
    drain(&one).await;
}
