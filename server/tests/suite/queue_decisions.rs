//! What admins decide about the queue: pausing it, settings and plans that cannot work, and that it is of their business alone.

use crate::chats::{asker, begun, stands};
use crate::harness::{World, draft};
use crate::on_both;
use crate::queue::{available, decided, holder, opens, shop_with_queue};
use stoa::Error;
use stoa::assignments::actions as assignments;
use stoa::assignments::model::Work;
use stoa::chats::actions as chats;
use stoa::kernel::ids::CategoryId;
use stoa::queue::actions as queue;
use stoa::queue::draft::{PlanDraft, SettingsDraft};
use stoa::queue::jobs;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Priority, Status, Ticket};

on_both!(
    a_paused_queue_rests,
    settings_and_plans_that_cannot_work_are_refused_at_their_field,
    the_queue_of_one_business_knows_nothing_of_another,
    whoever_leaves_hands_their_work_to_a_colleague_or_back_to_the_queue,
    what_has_waited_for_long_goes_before_the_urgent_that_keep_coming,
);

async fn a_paused_queue_rests(world: &World) {
    let s = &world.services;
    let (shop, boss) = shop_with_queue(world, &decided()).await;
    let amina = available(world, &shop, "Amina").await;
    queue::set_paused(s, &boss, true).await.unwrap();
    let customer = world.customer(&shop, "Wanjiru").await.customer();
    let ticket = opens(world, &customer, "low", None).await;
    jobs::sweep(s).await.unwrap();
    assert_eq!(holder(world, &amina, &ticket).await, None);
    assert_eq!(queue::overview(s, &amina, None).await.unwrap().lines[0].why, "The queue is paused.");
    queue::set_paused(s, &boss, false).await.unwrap();
    world.drain().await;
    assert_eq!(holder(world, &amina, &ticket).await.as_deref(), Some("Amina"));
    let other = world.business("rival").await;
    let spy = world.admin(&other, "Spy").await.admin();
    assert!(matches!(queue::set_paused(s, &spy, true).await, Err(Error::Conflict(_))), "it is not on there");
}

async fn settings_and_plans_that_cannot_work_are_refused_at_their_field(world: &World) {
    let s = &world.services;
    let (shop, boss) = shop_with_queue(world, &decided()).await;
    let amina = world.agent(&shop, "Amina").await;
    let fields = |error: Error| match error {
        Error::Invalid(faults) => faults.into_iter().map(|f| f.field).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let bad = SettingsDraft { capacity: "none".into(), chat_silent: "99999".into(), chat_priority: "soon".into(), ..decided() };
    assert_eq!(fields(queue::change_settings(s, &boss, &bad).await.unwrap_err()), ["capacity", "chat_silent", "chat_priority"]);
    let mut plan = PlanDraft { takes_part: true, capacity: "3".into(), exceptions: "2026-12-24 off".into(), ..PlanDraft::default() };
    plan.week[0] = "8-12, 11-17".into();
    plan.skills = vec![CategoryId(999_999)];
    assert_eq!(fields(queue::change_plan(s, &boss, amina.member(), &plan).await.unwrap_err()), ["monday", "exceptions", "skills"]);
    plan = PlanDraft { capacity: "3".into(), ..PlanDraft::default() };
    queue::change_plan(s, &boss, amina.member(), &plan).await.unwrap();
    let heavy = SettingsDraft { chat_weight: "4".into(), ..decided() };
    let refused = queue::change_settings(s, &boss, &heavy).await.unwrap_err();
    assert_eq!(refused.of_field("chat_weight"), Some("A live chat: Amina can hold 3 points, so 4 would never fit. Raise that capacity first."));
    let customer = world.customer(&shop, "Wanjiru").await;
    assert_eq!(queue::change_plan(s, &boss, customer.member(), &plan).await.unwrap_err(), Error::NotFound, "customers have no shifts");
    world.drain().await;
}

async fn the_queue_of_one_business_knows_nothing_of_another(world: &World) {
    let s = &world.services;
    let (shop, _) = shop_with_queue(world, &decided()).await;
    let rival = world.business("rival").await;
    let (spy, spies_boss) = (available(world, &rival, "Spy").await, world.admin(&rival, "Boss").await.admin());
    let amina = world.agent(&shop, "Amina").await.agent();
    let customer = world.customer(&shop, "Wanjiru").await.customer();
    let ticket = opens(world, &customer, "low", None).await;
    assert_eq!(holder(world, &amina, &ticket).await, None, "nobody of the other business gets it");
    assert!(queue::overview(s, &spy, None).await.unwrap().lines.is_empty());
    assert_eq!(queue::take_next(s, &spy).await.unwrap(), None);
    assert_eq!(queue::find_plan(s, &spies_boss, amina.member()).await.unwrap_err(), Error::NotFound);
    assert_eq!(queue::change_plan(s, &spies_boss, amina.member(), &PlanDraft::default()).await.unwrap_err(), Error::NotFound);
}

async fn whoever_leaves_hands_their_work_to_a_colleague_or_back_to_the_queue(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let boss = world.admin(&shop, "Otieno").await.admin();
    let (amina, brian) = (world.agent(&shop, "Amina").await.agent(), world.agent(&shop, "Brian").await.agent());
    let customer = world.customer(&shop, "Wanjiru").await.customer();
    let (open, waits, solved) =
        (opens(world, &customer, "low", None).await, opens(world, &customer, "low", None).await, opens(world, &customer, "low", None).await);
    for ticket in [&open, &waits, &solved] {
        tickets::take(s, &amina, ticket.id).await.unwrap();
    }
    tickets::set_status(s, &amina, waits.id, Status::WaitingResponse).await.unwrap();
    tickets::set_status(s, &amina, solved.id, Status::Resolved).await.unwrap();
    let visitor = asker(world, &shop, "Njoki").await;
    let chat = begun(world, &visitor).await.id;
    chats::take(s, &amina, chat).await.unwrap();

    let stranger = world.agent(&world.business("rival").await, "Spy").await.member();
    for nobody in [stranger, amina.member(), customer.member()] {
        let refused = queue::send_off(s, &boss, amina.member(), Some(nobody)).await.unwrap_err();
        assert_eq!(refused.of_field("to"), Some("Choose somebody of your team who stays."));
    }
    queue::send_off(s, &boss, amina.member(), Some(brian.member())).await.unwrap();
    world.drain().await;
    let with = async |ticket: &Ticket| holder(world, &brian, ticket).await;
    assert_eq!((with(&open).await.as_deref(), with(&waits).await.as_deref(), with(&solved).await.as_deref()), (Some("Brian"), Some("Brian"), Some("Amina")));
    assert_eq!(stands(world, &brian, chat).await.assignee_id, Some(brian.member()));

    queue::send_off(s, &boss, brian.member(), None).await.unwrap();
    world.drain().await;
    assert_eq!(holder(world, &boss.as_agent(), &open).await, None);
    assert!(matches!(queue::send_off(s, &boss, boss.member(), None).await, Err(Error::Denied(_))), "nobody shuts themselves out");
}

async fn what_has_waited_for_long_goes_before_the_urgent_that_keep_coming(world: &World) {
    let s = &world.services;
    let (shop, boss) = shop_with_queue(world, &SettingsDraft { ageing: "5".into(), ..decided() }).await;
    let customer = world.customer(&shop, "Wanjiru").await.customer();
    let old = opens(world, &customer, "low", None).await;
    world.advance_minutes(15 * 60);
    // More than the page of the queue shows: that the old one is there is the database's doing.
    for name in ["Njoki", "Achieng", "Barasa", "Chebet", "Hassan", "Zawadi"] {
        let customer = world.customer(&shop, name).await.customer();
        for _ in 0..10 {
            let urgent = tickets::Draft { priority: "urgent".into(), ..draft("Broken mugs", "") };
            tickets::open(s, &customer, urgent).await.unwrap();
        }
    }
    world.drain().await;
    let first = async || queue::overview(s, &boss.as_agent(), None).await.unwrap().lines.remove(0);
    let line = first().await;
    // A promise that was missed has raised it once; fifteen hours do the rest.
    assert_eq!((line.number, line.waiting.priority, line.counts_as), (Some(old.number), Priority::Medium, Some(Priority::Urgent)));
    queue::change_settings(s, &boss, &SettingsDraft { ageing: "0".into(), ..decided() }).await.unwrap();
    let line = first().await;
    assert_eq!((line.number, line.counts_as), (Some(old.number + 1), None), "only the priority counts");

    queue::change_settings(s, &boss, &SettingsDraft { ageing: "5".into(), capacity: "1".into(), chat_weight: "1".into(), ..decided() }).await.unwrap();
    let amina = available(world, &shop, "Amina").await;
    assert_eq!(holder(world, &amina, &old).await.as_deref(), Some("Amina"));
    let why = assignments::list(s.db(), shop.id, Work::Ticket(old.id)).await.unwrap().remove(0).reason;
    assert!(why.ends_with("It had waited 15 h and counted as urgent."), "{why}");
}
