//! The queue: who is given what and why, shifts, capacity, skills, what goes back.

use crate::chats::{asker, begun, says, stands};
use crate::harness::{START, World, draft};
use crate::on_both;
use stoa::accounts::actions as accounts;
use stoa::accounts::model::Availability;
use stoa::accounts::{Admin, Agent, Customer};
use stoa::assignments::actions as assignments;
use stoa::assignments::model::{Returned, Work};
use stoa::businesses::model::Business;
use stoa::chats::actions as chats;
use stoa::kernel::ids::{CategoryId, TicketId};
use stoa::queue::actions as queue;
use stoa::queue::draft::{PlanDraft, SettingsDraft};
use stoa::queue::jobs;
use stoa::tickets::actions::{self as tickets, Draft};
use stoa::tickets::model::{Status, Ticket};
use uuid::Uuid;

on_both!(
    nothing_is_handed_out_before_the_queue_is_switched_on,
    a_ticket_goes_to_the_agent_on_shift_at_once_and_the_reason_is_kept,
    the_urgent_come_first_and_capacity_that_frees_is_filled,
    tickets_go_only_to_those_who_handle_their_category,
    a_chat_that_waits_is_handed_out_and_goes_back_when_its_agent_leaves,
    what_is_left_lying_goes_back_and_not_to_the_same_agent_at_once,
    thanks_that_were_read_want_no_answer,
    whoever_goes_offline_leaves_behind_what_waits_for_them,
    agents_take_the_next_one_by_hand_whatever_their_load,
);

/// What a queue that is switched on is decided to be.
pub fn decided() -> SettingsDraft {
    SettingsDraft {
        is_on: true,
        ticket_weight: "1".into(),
        chat_weight: "2".into(),
        capacity: "8".into(),
        ticket_silent: "60".into(),
        chat_silent: "5".into(),
        chat_priority: "urgent".into(),
        ageing: "24".into(),
    }
}

/// A business with its queue switched on.
pub async fn shop_with_queue(world: &World, settings: &SettingsDraft) -> (Business, Admin) {
    let shop = world.business("kiln").await;
    let boss = world.admin(&shop, "Otieno").await.admin();
    queue::change_settings(&world.services, &boss, settings).await.expect("the settings can work");
    world.drain().await;
    (shop, boss)
}

/// An agent who says that they are available.
pub async fn available(world: &World, shop: &Business, name: &str) -> Agent {
    let agent = world.agent(shop, name).await.agent();
    says_of_themselves(world, &agent, Availability::Available).await;
    agent
}

async fn says_of_themselves(world: &World, agent: &Agent, to: Availability) {
    accounts::set_availability(&world.services, agent, to).await.unwrap();
    world.drain().await;
}

/// A ticket of this customer, with what follows from it done.
pub async fn opens(world: &World, customer: &Customer, priority: &str, category: Option<CategoryId>) -> Ticket {
    let category = category.map(|c| c.to_string()).unwrap_or_default();
    let draft = Draft { priority: priority.into(), ..draft("Broken mugs", &category) };
    let ticket = tickets::open(&world.services, customer, draft).await.unwrap();
    world.drain().await;
    ticket
}

/// Who has a ticket.
pub async fn holder(world: &World, who: &Agent, ticket: &Ticket) -> Option<String> {
    tickets::find(&world.services, who, ticket.number).await.unwrap().row.assignee
}

async fn reasons(world: &World, who: &Agent, ticket: TicketId) -> Vec<(String, String, Option<Returned>)> {
    let all = assignments::list(world.services.db(), who.business(), Work::Ticket(ticket)).await.unwrap();
    all.into_iter().map(|a| (a.agent, a.reason, a.returned_why)).collect()
}

async fn nothing_is_handed_out_before_the_queue_is_switched_on(world: &World) {
    let shop = world.business("kiln").await;
    let (amina, boss) = (available(world, &shop, "Amina").await, world.admin(&shop, "Otieno").await.admin());
    let customer = world.customer(&shop, "Wanjiru").await.customer();
    let ticket = opens(world, &customer, "urgent", None).await;
    jobs::sweep(&world.services).await.unwrap();
    world.drain().await;
    assert_eq!(holder(world, &amina, &ticket).await, None);
    queue::change_settings(&world.services, &boss, &decided()).await.unwrap();
    world.drain().await;
    assert_eq!(holder(world, &amina, &ticket).await.as_deref(), Some("Amina"), "what waited is handed out when it is switched on");
}

async fn a_ticket_goes_to_the_agent_on_shift_at_once_and_the_reason_is_kept(world: &World) {
    let s = &world.services;
    let (shop, boss) = shop_with_queue(world, &decided()).await;
    let (amina, brian) = (available(world, &shop, "Amina").await, available(world, &shop, "Brian").await);
    // The test begins on a Wednesday at noon in Nairobi: Amina works from two o'clock on, Brian until one.
    let wednesday =
        |hours: &str| PlanDraft { takes_part: true, week: std::array::from_fn(|n| if n == 2 { hours.into() } else { String::new() }), ..PlanDraft::default() };
    queue::change_plan(s, &boss, amina.member(), &wednesday("14-18")).await.unwrap();
    queue::change_plan(s, &boss, brian.member(), &wednesday("8-13")).await.unwrap();
    world.drain().await;
    let customer = world.customer(&shop, "Wanjiru").await.customer();
    let first = opens(world, &customer, "medium", None).await;
    assert_eq!(holder(world, &amina, &first).await.as_deref(), Some("Brian"));
    let why = reasons(world, &amina, first.id).await;
    assert_eq!(why, [("Brian".into(), "Brian: on shift until 13:00, 0 of 8 points, the only one who can take it now.".into(), None)]);

    world.advance_minutes(90);
    let second = opens(world, &customer, "medium", None).await;
    assert_eq!(holder(world, &amina, &second).await, None, "Brian is off, Amina not yet on");
    let overview = queue::overview(s, &amina, None).await.unwrap();
    assert_eq!(overview.lines[0].why, "Nobody who could take it is on shift. Amina comes on at 14:00 today.");
    assert_eq!((overview.depth.total(), overview.depth.oldest), (1, Some(START.plus_ms(90 * 60_000))));
    // The shift begins: nothing else happens, and no sweep runs.
    world.advance_minutes(30);
    world.drain().await;
    assert_eq!(holder(world, &amina, &second).await.as_deref(), Some("Amina"));
    tickets::assign(s, &boss.as_agent(), second.id, Some(brian.member())).await.unwrap();
    world.drain().await;
    assert_eq!(reasons(world, &amina, second.id).await[1].1, "Otieno gave it to Brian.");
}

async fn the_urgent_come_first_and_capacity_that_frees_is_filled(world: &World) {
    let s = &world.services;
    let (shop, _) = shop_with_queue(world, &SettingsDraft { capacity: "1".into(), chat_weight: "1".into(), ..decided() }).await;
    let amina = available(world, &shop, "Amina").await;
    let customer = world.customer(&shop, "Wanjiru").await.customer();
    let held = opens(world, &customer, "low", None).await;
    let mut waiting = Vec::new();
    for priority in ["low", "medium", "urgent", "high", "urgent"] {
        world.advance_minutes(1);
        waiting.push(opens(world, &customer, priority, None).await);
    }
    assert_eq!(queue::overview(s, &amina, None).await.unwrap().lines[0].why, "Everybody who could take it has no room.");
    let (mut order, mut current) = (Vec::new(), held);
    for _ in 0..waiting.len() {
        tickets::set_status(s, &amina, current.id, Status::Resolved).await.unwrap();
        world.drain().await;
        let mut next = Vec::new();
        for ticket in &waiting {
            if holder(world, &amina, ticket).await.is_some() && !order.contains(&ticket.number) {
                next.push(ticket.clone());
            }
        }
        assert_eq!(next.len(), 1, "one at a time");
        order.push(next[0].number);
        current = next.remove(0);
    }
    assert_eq!(order, [4, 6, 5, 3, 2]);
}

async fn tickets_go_only_to_those_who_handle_their_category(world: &World) {
    let s = &world.services;
    let (shop, boss) = shop_with_queue(world, &decided()).await;
    let (amina, brian) = (available(world, &shop, "Amina").await, available(world, &shop, "Brian").await);
    let categories = tickets::list_categories(s, &amina).await.unwrap();
    let [payment, returns, delivery] = ["Payment", "Returns", "Delivery"].map(|name| categories.iter().find(|c| c.name == name).unwrap().id);
    let handles = |skills: Vec<CategoryId>| PlanDraft { takes_part: true, skills, ..PlanDraft::default() };
    queue::change_plan(s, &boss, amina.member(), &handles(vec![payment])).await.unwrap();
    queue::change_plan(s, &boss, brian.member(), &handles(vec![returns, payment])).await.unwrap();
    let customer = world.customer(&shop, "Wanjiru").await.customer();
    let lonely = opens(world, &customer, "urgent", Some(delivery)).await;
    let back = opens(world, &customer, "low", Some(returns)).await;
    assert_eq!(holder(world, &amina, &back).await.as_deref(), Some("Brian"));
    let paid = opens(world, &customer, "low", Some(payment)).await;
    assert_eq!(holder(world, &amina, &paid).await.as_deref(), Some("Amina"), "she has less to do");
    assert!(reasons(world, &amina, paid.id).await[0].1.contains("handles Payment, 0 of 8 points, lowest load of 2"));
    assert_eq!(holder(world, &amina, &lonely).await, None);
    assert_eq!(queue::overview(s, &amina, None).await.unwrap().lines[0].why, "Nobody handles Delivery.");
    tickets::set_category(s, &amina, lonely.id, returns).await.unwrap();
    world.drain().await;
    assert_eq!(holder(world, &amina, &lonely).await.as_deref(), Some("Brian"), "now that it is about something else");
}

async fn a_chat_that_waits_is_handed_out_and_goes_back_when_its_agent_leaves(world: &World) {
    let (shop, _) = shop_with_queue(world, &decided()).await;
    let amina = available(world, &shop, "Amina").await;
    let visitor = asker(world, &shop, "Njoki").await;
    let chat = begun(world, &visitor).await.id;
    says(world, &visitor, chat, "I want to talk to a human").await;
    world.drain().await;
    let now = stands(world, &amina, chat).await;
    assert_eq!((now.assignee_id, now.bot_holds, now.waiting_since), (Some(amina.member()), false, None));
    let seen = queue::overview(&world.services, &amina, None).await.unwrap().agents;
    assert_eq!((seen[0].load, seen[0].chats), (2, 1));

    let brian = available(world, &shop, "Brian").await;
    says_of_themselves(world, &amina, Availability::Away).await;
    assert_eq!(stands(world, &amina, chat).await.assignee_id, Some(brian.member()), "a visitor does not wait for somebody who is away");
    let all = assignments::list(world.services.db(), shop.id, Work::Chat(chat)).await.unwrap();
    assert_eq!(all.iter().map(|a| (a.agent.as_str(), a.returned_why)).collect::<Vec<_>>(), [("Amina", Some(Returned::Gone)), ("Brian", None)]);
}

async fn what_is_left_lying_goes_back_and_not_to_the_same_agent_at_once(world: &World) {
    let s = &world.services;
    let (shop, _) = shop_with_queue(world, &decided()).await;
    let amina = available(world, &shop, "Amina").await;
    let customer = world.customer(&shop, "Wanjiru").await.customer();
    let (lying, noted, answered) =
        (opens(world, &customer, "low", None).await, opens(world, &customer, "low", None).await, opens(world, &customer, "low", None).await);
    world.advance_minutes(40);
    tickets::note(s, &amina, noted.id, Uuid::now_v7(), "Asking the supplier.", vec![]).await.unwrap();
    tickets::reply(s, &amina, answered.id, Uuid::now_v7(), "A new one leaves today.", vec![]).await.unwrap();
    world.advance_minutes(21);
    jobs::sweep(s).await.unwrap();
    world.drain().await;
    assert_eq!(holder(world, &amina, &lying).await, None, "nobody else is there, and she gets it not at once");
    assert_eq!(queue::overview(s, &amina, None).await.unwrap().lines[0].why, "Whoever could take it just let it lie. It is tried again in a while.");
    assert_eq!((holder(world, &amina, &noted).await.as_deref(), holder(world, &amina, &answered).await.as_deref()), (Some("Amina"), Some("Amina")));
    let brian = available(world, &shop, "Brian").await;
    assert_eq!(holder(world, &brian, &lying).await.as_deref(), Some("Brian"));
    assert_eq!(reasons(world, &amina, lying.id).await.iter().map(|r| r.2).collect::<Vec<_>>(), [Some(Returned::Silent), None]);
    // Brian is silent, too; and by then Amina may have it again.
    says_of_themselves(world, &brian, Availability::Busy).await;
    world.advance_minutes(61);
    jobs::sweep(s).await.unwrap();
    world.drain().await;
    assert_eq!(holder(world, &amina, &lying).await.as_deref(), Some("Amina"));
}

async fn thanks_that_were_read_want_no_answer(world: &World) {
    let s = &world.services;
    let (shop, _) = shop_with_queue(world, &decided()).await;
    let amina = available(world, &shop, "Amina").await;
    let visitor = asker(world, &shop, "Njoki").await;
    let chat = begun(world, &visitor).await.id;
    says(world, &visitor, chat, "I want to talk to a human").await;
    world.drain().await;
    chats::reply(s, &amina, chat, Uuid::now_v7(), "It is on its way.", vec![]).await.unwrap();
    says(world, &visitor, chat, "Thanks, bye").await;
    chats::seen(s, &amina, chat).await.unwrap();
    let looks = async || {
        world.advance_minutes(6);
        jobs::sweep(s).await.unwrap();
        stands(world, &amina, chat).await.assignee_id
    };
    assert_eq!(looks().await, Some(amina.member()));
    says(world, &visitor, chat, "One more thing: can it be wrapped?").await;
    assert_eq!(looks().await, None, "she has not even looked at that");
    world.drain().await;
}

async fn whoever_goes_offline_leaves_behind_what_waits_for_them(world: &World) {
    let s = &world.services;
    let (shop, _) = shop_with_queue(world, &decided()).await;
    let amina = available(world, &shop, "Amina").await;
    let customer = world.customer(&shop, "Wanjiru").await.customer();
    let (waits, answered) = (opens(world, &customer, "low", None).await, opens(world, &customer, "low", None).await);
    tickets::reply(s, &amina, answered.id, Uuid::now_v7(), "A new one leaves today.", vec![]).await.unwrap();
    says_of_themselves(world, &amina, Availability::Away).await;
    assert_eq!(holder(world, &amina, &waits).await.as_deref(), Some("Amina"), "a break takes no ticket away");
    says_of_themselves(world, &amina, Availability::Offline).await;
    assert_eq!((holder(world, &amina, &waits).await, holder(world, &amina, &answered).await.as_deref()), (None, Some("Amina")));
    says_of_themselves(world, &amina, Availability::Available).await;
    assert_eq!(holder(world, &amina, &waits).await.as_deref(), Some("Amina"), "she is back");
}

async fn agents_take_the_next_one_by_hand_whatever_their_load(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (amina, brian) = (world.agent(&shop, "Amina").await.agent(), world.agent(&shop, "Brian").await.agent());
    assert_eq!(queue::take_next(s, &amina).await.unwrap(), None);
    let customer = world.customer(&shop, "Wanjiru").await.customer();
    let (low, urgent) = (opens(world, &customer, "low", None).await, opens(world, &customer, "urgent", None).await);
    let (one, two) = tokio::join!(queue::take_next(s, &amina), queue::take_next(s, &brian));
    let mut taken = [one.unwrap().unwrap().number, two.unwrap().unwrap().number];
    taken.sort_unstable();
    assert_eq!(taken, [Some(low.number), Some(urgent.number)], "each got one of them");
    assert!(reasons(world, &amina, urgent.id).await[0].1.ends_with("took it."));
    world.drain().await;
}
