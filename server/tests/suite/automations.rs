//! Automations: set off by what happens, acting once, never in a circle, tried without doing anything.

use crate::harness::{Someone, World, draft, drain};
use crate::on_both;
use crate::queue::opens;
use stoa::automations::actions;
use stoa::automations::draft::{Draft, Row};
use stoa::automations::jobs;
use stoa::automations::model::Outcome;
use stoa::businesses::model::Business;
use stoa::kernel::ids::{AutomationId, TicketId};
use stoa::tags::actions as tags;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Priority, Status, Ticket};
use uuid::Uuid;

on_both!(
    every_occasion_sets_automations_off_and_each_acts_once,
    conditions_decide_and_what_came_before_counts,
    an_automation_never_acts_on_what_it_caused_and_a_circle_comes_to_rest,
    a_silence_is_noticed_at_its_moment_and_once,
    a_silence_that_no_job_noticed_is_found_by_the_sweep,
    what_is_at_risk_is_escalated_to_the_lead,
    an_automation_that_cannot_do_everything_does_nothing_and_says_why,
    two_processes_act_once_on_each_event,
    trying_one_out_changes_nothing_and_says_what_would_happen,
    automations_are_ordered_switched_and_deleted_by_the_admins_of_their_business,
);

pub struct Shop {
    pub business: Business,
    pub wanjiru: Someone,
    pub amina: Someone,
    pub boss: Someone,
}

pub async fn shop(world: &World) -> Shop {
    let business = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&business, "Wanjiru").await, world.agent(&business, "Amina").await);
    let boss = world.admin(&business, "Otieno").await;
    Shop { business, wanjiru, amina, boss }
}

pub fn row(what: &str, how: &str, value: &str) -> Row {
    Row { what: what.into(), how: how.into(), value: value.into() }
}

/// An automation that is on.
pub async fn automate(world: &World, shop: &Shop, occasion: &str, all: Vec<Row>, acts: Vec<Row>) -> AutomationId {
    let idle = if occasion == "idle" { "2 h" } else { "" };
    let draft = Draft { name: format!("{occasion} rule"), occasion: occasion.into(), idle: idle.into(), all, acts, ..Draft::default() };
    let id = actions::create(&world.services, &shop.boss.admin(), &draft).await.unwrap();
    actions::switch(&world.services, &shop.boss.admin(), id, true).await.unwrap();
    id
}

async fn tag(world: &World, shop: &Shop, occasion: &str, name: &str) -> AutomationId {
    automate(world, shop, occasion, Vec::new(), vec![row("add_tag", "", name)]).await
}

async fn tags_of(world: &World, shop: &Shop, ticket: TicketId) -> Vec<String> {
    tags::of_ticket(world.services.db(), shop.business.id, ticket).await.unwrap()
}

async fn now(world: &World, shop: &Shop, ticket: &Ticket) -> Ticket {
    tickets::find(&world.services, &shop.amina.agent(), ticket.number).await.unwrap().ticket
}

async fn says(world: &World, who: &Someone, ticket: TicketId, words: &str) {
    tickets::reply(&world.services, &who.identity.person(), ticket, Uuid::now_v7(), words, vec![]).await.unwrap();
    world.drain().await;
}

async fn log(world: &World, shop: &Shop) -> Vec<(AutomationId, Outcome)> {
    let runs = actions::list_runs(&world.services, &shop.boss.admin(), None).await.unwrap();
    runs.into_iter().rev().map(|run| (run.automation_id, run.outcome)).collect()
}

async fn every_occasion_sets_automations_off_and_each_acts_once(world: &World) {
    let (s, shop) = (&world.services, shop(world).await);
    let mut ids = Vec::new();
    for occasion in ["created", "updated", "replied", "at_risk", "rated"] {
        ids.push(tag(world, &shop, occasion, occasion).await);
    }
    let off = Draft { name: "Off".into(), occasion: "created".into(), acts: vec![row("add_tag", "", "off")], ..Draft::default() };
    actions::create(s, &shop.boss.admin(), &off).await.unwrap();
    let ticket = opens(world, &shop.wanjiru.customer(), "medium", None).await;
    assert!(tags_of(world, &shop, ticket.id).await.contains(&"created".to_owned()));
    assert_eq!(log(world, &shop).await.iter().filter(|(id, _)| *id == ids[2]).count(), 0, "the description is no reply");
    says(world, &shop.wanjiru, ticket.id, "Hello?").await;
    says(world, &shop.amina, ticket.id, "Which ones?").await;
    world.advance_minutes(60 * 24 * 14);
    world.drain().await;
    tickets::set_status(s, &shop.amina.agent(), ticket.id, Status::Resolved).await.unwrap();
    tickets::rate(s, &shop.wanjiru.customer(), ticket.id, 5, "").await.unwrap();
    world.drain().await;
    assert_eq!(tags_of(world, &shop, ticket.id).await, ["at_risk", "created", "rated", "replied", "updated"]);
    let runs = log(world, &shop).await;
    assert!(runs.iter().all(|(_, outcome)| *outcome != Outcome::Failed), "{runs:?}");
    let count = |id: AutomationId| runs.iter().filter(|(other, _)| *other == id).count();
    assert_eq!((count(ids[0]), count(ids[2]), count(ids[4])), (1, 2, 1), "{runs:?}");
}

async fn conditions_decide_and_what_came_before_counts(world: &World) {
    let shop = shop(world).await;
    let is_refund = vec![row("message", "contains", "refund"), row("writer", "is", "customer")];
    automate(world, &shop, "replied", is_refund, vec![row("add_tag", "", "refund"), row("set_priority", "", "high")]).await;
    // The second one sees what the first one did.
    automate(world, &shop, "replied", vec![row("tag", "is", "refund")], vec![row("assign", "", &shop.amina.member().to_string())]).await;
    let ticket = opens(world, &shop.wanjiru.customer(), "low", None).await;
    says(world, &shop.amina, ticket.id, "Do you want a refund?").await;
    assert_eq!((now(world, &shop, &ticket).await.priority, log(world, &shop).await.len()), (Priority::Low, 0));
    says(world, &shop.wanjiru, ticket.id, "A REFUND, please.").await;
    let after = now(world, &shop, &ticket).await;
    assert_eq!((after.priority, after.assignee_id), (Priority::High, Some(shop.amina.member())));
    let (_, notes) = tickets::thread(&world.services, &shop.amina.agent(), &after).await.unwrap();
    let lines: Vec<String> = notes.unwrap().messages.into_iter().map(|m| m.body).collect();
    assert!(lines.iter().any(|line| line.contains("the automation “replied rule”")), "{lines:?}");
}

async fn an_automation_never_acts_on_what_it_caused_and_a_circle_comes_to_rest(world: &World) {
    let shop = shop(world).await;
    let up = automate(world, &shop, "updated", vec![row("priority", "is", "high")], vec![row("set_priority", "", "urgent")]).await;
    let down = automate(world, &shop, "updated", vec![row("priority", "is", "urgent")], vec![row("set_priority", "", "high")]).await;
    let ticket = opens(world, &shop.wanjiru.customer(), "low", None).await;
    tickets::set_priority(&world.services, &shop.amina.agent(), ticket.id, Priority::High).await.unwrap();
    world.drain().await;
    let runs = log(world, &shop).await;
    assert_eq!(runs, [(up, Outcome::Done), (down, Outcome::Done)], "each once in the chain");
    // Somebody changes it again and again: that looks like a circle too.
    for n in 0..14 {
        let to = if n % 2 == 0 { Priority::Low } else { Priority::Medium };
        tickets::set_priority(&world.services, &shop.amina.agent(), ticket.id, to).await.unwrap();
        tickets::set_priority(&world.services, &shop.amina.agent(), ticket.id, Priority::High).await.unwrap();
        world.drain().await;
    }
    let runs = log(world, &shop).await;
    let count = |outcome| runs.iter().filter(|run| **run == (up, outcome)).count();
    assert_eq!(count(Outcome::Done), 10, "{runs:?}");
    assert!(count(Outcome::Stopped) > 0);
}

async fn a_silence_is_noticed_at_its_moment_and_once(world: &World) {
    let shop = shop(world).await;
    let id = automate(world, &shop, "idle", vec![row("status", "is", "open")], vec![row("note", "", "Nobody has looked at {{ticket.number}}.")]).await;
    let ticket = opens(world, &shop.wanjiru.customer(), "low", None).await;
    world.advance_minutes(119);
    world.drain().await;
    assert_eq!(log(world, &shop).await, []);
    world.advance_minutes(1);
    world.drain().await;
    assert_eq!(log(world, &shop).await, [(id, Outcome::Done)]);
    // What it did itself is no end of the silence.
    world.advance_minutes(600);
    world.drain().await;
    jobs::sweep(&world.services).await.unwrap();
    assert_eq!(log(world, &shop).await.len(), 1);
    says(world, &shop.wanjiru, ticket.id, "Hello?").await;
    world.advance_minutes(121);
    world.drain().await;
    assert_eq!(log(world, &shop).await.len(), 2, "a new silence");
}

async fn a_silence_that_no_job_noticed_is_found_by_the_sweep(world: &World) {
    let shop = shop(world).await;
    let ticket = opens(world, &shop.wanjiru.customer(), "low", None).await;
    world.advance_minutes(30);
    // It was there before anybody waited for its silence.
    let id = automate(world, &shop, "idle", Vec::new(), vec![row("add_tag", "", "quiet")]).await;
    world.drain().await;
    world.advance_minutes(91);
    world.drain().await;
    assert_eq!(log(world, &shop).await, []);
    // What Stoa itself did to the ticket just now is settled a moment later.
    world.advance_minutes(2);
    jobs::sweep(&world.services).await.unwrap();
    jobs::sweep(&world.services).await.unwrap();
    world.drain().await;
    assert_eq!(log(world, &shop).await, [(id, Outcome::Done)]);
    assert_eq!(tags_of(world, &shop, ticket.id).await, ["quiet"]);
}

async fn what_is_at_risk_is_escalated_to_the_lead(world: &World) {
    let (s, shop) = (&world.services, shop(world).await);
    let grace = world.agent(&shop.business, "Grace").await;
    let policy = stoa::sla::model::Policy { lead: Some(grace.member()), ..Default::default() };
    stoa::sla::actions::change_policy(s, &shop.boss.admin(), policy).await.unwrap();
    automate(world, &shop, "at_risk", vec![row("promise", "is", "response")], vec![row("escalate", "", "")]).await;
    let ticket = opens(world, &shop.wanjiru.customer(), "low", None).await;
    tickets::take(s, &shop.amina.agent(), ticket.id).await.unwrap();
    // Four hours are promised; the warning comes when a fifth is left.
    world.advance_minutes(193);
    world.drain().await;
    let after = now(world, &shop, &ticket).await;
    assert_eq!((after.priority, after.assignee_id), (Priority::Medium, Some(grace.member())));
    let given = stoa::assignments::actions::list(s.db(), shop.business.id, stoa::assignments::model::Work::Ticket(ticket.id)).await.unwrap();
    assert_eq!(given.last().unwrap().reason, "The automation “at_risk rule” escalated it, so Grace leads.");
    let mails = stoa::platform::letters::list(s.db(), shop.business.id, None).await.unwrap();
    assert!(mails.items.iter().any(|m| m.subject.contains("Escalated") && m.recipient == shop.boss.email()));
}

async fn an_automation_that_cannot_do_everything_does_nothing_and_says_why(world: &World) {
    let (s, shop) = (&world.services, shop(world).await);
    let grace = world.agent(&shop.business, "Grace").await;
    let acts = vec![row("add_tag", "", "seen"), row("assign", "", &grace.member().to_string())];
    let id = automate(world, &shop, "created", Vec::new(), acts).await;
    stoa::accounts::actions::deactivate(s, &shop.boss.admin(), grace.member()).await.unwrap();
    world.drain().await;
    let ticket = opens(world, &shop.wanjiru.customer(), "low", None).await;
    assert_eq!(tags_of(world, &shop, ticket.id).await, Vec::<String>::new());
    let runs = actions::list_runs(s, &shop.boss.admin(), Some(id)).await.unwrap();
    assert_eq!((runs.len(), runs[0].outcome), (1, Outcome::Failed));
    assert!(runs[0].words.starts_with("Nothing was done: "), "{runs:?}");
}

async fn two_processes_act_once_on_each_event(world: &World) {
    let shop = shop(world).await;
    let created = automate(world, &shop, "created", Vec::new(), vec![row("note", "", "A new one.")]).await;
    let updated = automate(world, &shop, "updated", vec![row("priority", "is", "urgent")], vec![row("note", "", "It hurries.")]).await;
    let (one, two) = world.two_processes().await;
    let mut opened = Vec::new();
    for n in 0..8 {
        let services = if n % 2 == 0 { &one } else { &two };
        let ticket = tickets::open(services, &shop.wanjiru.customer(), draft(&format!("Mug {n}"), "")).await.unwrap();
        tickets::set_priority(services, &shop.amina.agent(), ticket.id, Priority::Urgent).await.unwrap();
        opened.push(ticket);
    }
    tokio::join!(drain(&one), drain(&two));
    world.drain().await;
    let runs = log(world, &shop).await;
    for id in [created, updated] {
        assert_eq!(runs.iter().filter(|run| **run == (id, Outcome::Done)).count(), opened.len(), "{runs:?}");
    }
    for ticket in &opened {
        let (_, notes) = tickets::thread(&world.services, &shop.amina.agent(), ticket).await.unwrap();
        let notes: Vec<String> = notes.unwrap().messages.into_iter().map(|m| m.body).collect();
        for words in ["A new one.", "It hurries."] {
            assert_eq!(notes.iter().filter(|body| *body == words).count(), 1, "{notes:?}");
        }
    }
    // The same job once more, as after a crash between its work and its end.
    let happening = stoa::automations::model::Happening {
        occasion: stoa::automations::model::Occasion::Created,
        cause: actions_of_first(world, &shop, created).await,
        origin: Vec::new(),
        writer: None,
        promise: None,
    };
    jobs::automate(&world.services, shop.business.id, opened[0].id, &happening).await.unwrap();
    assert_eq!(log(world, &shop).await.len(), runs.len());
}

/// What set an automation off for the first ticket: the event that opened it.
async fn actions_of_first(world: &World, shop: &Shop, _of: AutomationId) -> String {
    const FIRST: &str = "SELECT MIN(id) FROM event WHERE business_id = $1 AND body LIKE '{\"type\":\"ticket_opened\"%'";
    let id: i64 = stoa::db_val!(world.services.db(), FIRST, shop.business.id).unwrap();
    format!("event:{id}")
}

async fn trying_one_out_changes_nothing_and_says_what_would_happen(world: &World) {
    let (s, shop) = (&world.services, shop(world).await);
    for priority in ["low", "high", "urgent"] {
        opens(world, &shop.wanjiru.customer(), priority, None).await;
    }
    let acts = vec![row("add_tag", "", "hot"), row("reply", "", "Hello {{customer.name}}, we hurry."), row("call_webhook", "", "https://example.com/in")];
    let id = automate(world, &shop, "created", vec![row("priority", "at_least", "high")], acts).await;
    let before = world.snapshot(Some(shop.business.id)).await;
    let found = actions::find(s, &shop.boss.admin(), id).await.unwrap();
    let (tried, of) = actions::try_out(s, &shop.boss.admin(), &found).await.unwrap();
    assert_eq!((tried.len(), of), (2, 3));
    assert_eq!(tried[0].effects.len(), 3);
    assert!(tried[0].effects[1].contains("Hello Wanjiru, we hurry.") && tried[0].effects[2].contains("Call https://example.com/in"), "{tried:?}");
    assert!(before == world.snapshot(Some(shop.business.id)).await, "nothing was done");
}

async fn automations_are_ordered_switched_and_deleted_by_the_admins_of_their_business(world: &World) {
    let (s, shop) = (&world.services, shop(world).await);
    let (boss, stranger) = (shop.boss.admin(), world.admin(&world.business("loom").await, "Stranger").await.admin());
    let (one, two) = (tag(world, &shop, "created", "one").await, tag(world, &shop, "created", "two").await);
    let order = async || actions::list(s, &boss).await.unwrap().into_iter().map(|a| a.id).collect::<Vec<_>>();
    actions::shift(s, &boss, two, true).await.unwrap();
    actions::shift(s, &boss, two, true).await.unwrap();
    assert_eq!(order().await, [two, one]);
    assert_eq!(actions::switch(s, &stranger, one, false).await, Err(stoa::Error::NotFound));
    assert_eq!(actions::shift(s, &stranger, one, true).await, Err(stoa::Error::NotFound));
    assert_eq!(actions::delete(s, &stranger, one).await, Err(stoa::Error::NotFound));
    assert!(actions::list(s, &stranger).await.unwrap().is_empty());
    actions::switch(s, &boss, one, false).await.unwrap();
    let ticket = opens(world, &shop.wanjiru.customer(), "low", None).await;
    assert_eq!(tags_of(world, &shop, ticket.id).await, ["two"]);
    actions::delete(s, &boss, two).await.unwrap();
    assert_eq!(order().await, [one]);
    assert_eq!(actions::list_runs(s, &boss, None).await.unwrap().len(), 1, "the log stays");
    let nothing = Draft { name: "Nothing".into(), occasion: "created".into(), ..Draft::default() };
    let empty = actions::create(s, &boss, &nothing).await.unwrap();
    assert!(matches!(actions::switch(s, &boss, empty, true).await, Err(stoa::Error::Conflict(_))));
}
