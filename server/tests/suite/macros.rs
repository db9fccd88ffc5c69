//! Macros: written step by step, looked at, applied as a whole or not at all.

use crate::harness::{Someone, World, draft};
use crate::on_both;
use stoa::Error;
use stoa::businesses::model::Business;
use stoa::conversations::model::SenderKind;
use stoa::fields::actions as fields;
use stoa::fields::draft::FieldDraft;
use stoa::kernel::ids::MacroId;
use stoa::kernel::zone::Zone;
use stoa::macros::actions::{self as macros, By, Move};
use stoa::macros::draft::StepDraft;
use stoa::macros::model::{Macro, Step, Whom};
use stoa::tickets::actions as tickets;
use stoa::tickets::jobs::settled;
use stoa::tickets::model::{Priority, Status, Ticket};
use uuid::Uuid;

on_both!(
    a_macro_does_all_its_steps_once,
    a_step_that_cannot_be_done_keeps_all_others_from_being_done,
    steps_are_written_moved_and_checked,
    stoa_applies_steps_where_nobody_acts,
    a_macro_is_taken_back_with_its_tags_and_fields,
    a_macro_that_wrote_to_the_customer_is_not_taken_back,
    a_macro_is_looked_at_and_applied_by_form,
);

async fn scene(world: &World) -> (Business, Someone, Someone, Ticket) {
    let shop = world.business("Kiln").await;
    let (wanjiru, boss) = (world.customer(&shop, "Wanjiru Njoroge").await, world.admin(&shop, "Otieno Ouma").await);
    let ticket = tickets::open(&world.services, &wanjiru.customer(), draft("Broken mugs", "")).await.unwrap();
    world.drain().await;
    (shop, wanjiru, boss, ticket)
}

async fn written(world: &World, boss: &Someone, steps: &[(&str, &str)]) -> Macro {
    let (s, admin) = (&world.services, boss.admin());
    let id = macros::create(s, &admin, &format!("Macro {}", Uuid::now_v7()), "").await.unwrap();
    for (revision, (deed, value)) in (1..).zip(steps) {
        add(world, boss, id, revision, deed, value).await.unwrap();
    }
    macros::find(s, &admin, id).await.unwrap()
}

async fn add(world: &World, boss: &Someone, id: MacroId, revision: i64, deed: &str, value: &str) -> Result<(), Error> {
    let step = StepDraft { deed: deed.into(), value: value.into(), field: String::new() };
    macros::add_step(&world.services, &boss.admin(), id, revision, &step).await
}

async fn a_macro_does_all_its_steps_once(world: &World) {
    let s = &world.services;
    let (_, wanjiru, boss, ticket) = scene(world).await;
    let agent = boss.agent();
    let steps = [
        ("assign", "applier"),
        ("set_priority", "high"),
        ("add_tag", "Photo asked"),
        ("reply", "Hello {{customer.first_name}}, about {{ticket.number}}: a photo, please. {{agent.first_name}}, {{business.name}}"),
        ("note", "{{customer.name}} was asked."),
        ("set_status", "waiting_response"),
    ];
    let found = written(world, &boss, &steps).await;
    let ready = macros::find_ready(s, &agent, found.id, ticket.id).await.unwrap();
    assert!(ready.effects.iter().all(|e| e.changes && !e.is_refused), "{:?}", ready.effects);
    assert_eq!(ready.effects[3].text.as_deref(), Some("Hello Wanjiru, about TKT-000001: a photo, please. Otieno, Kiln"));

    let client_id = Uuid::now_v7();
    for _ in 0..2 {
        macros::run(s, &agent, found.id, ticket.id, found.revision, client_id).await.unwrap();
    }
    world.drain().await;
    let opened = tickets::find(s, &agent, ticket.number).await.unwrap();
    let t = &opened.ticket;
    assert_eq!((t.status, t.priority, t.assignee_id, t.paused_at.is_some()), (Status::WaitingResponse, Priority::High, Some(boss.member()), true));
    assert_eq!((t.responded_at.is_some(), opened.row.tags.has("photo asked"), opened.row.last_by_staff), (true, true, true), "the reply is the first response");
    let (talk, notes) = tickets::thread(s, &agent, t).await.unwrap();
    let said: Vec<&str> = talk.messages.iter().filter(|m| m.kind == SenderKind::Agent).map(|m| m.body.as_str()).collect();
    assert_eq!(said, ["Hello Wanjiru, about TKT-000001: a photo, please. Otieno, Kiln"], "once");
    assert!(notes.unwrap().messages.iter().any(|m| m.sender == Some(boss.member()) && m.body == "Wanjiru Njoroge was asked."));
    let (theirs, none) = tickets::thread(s, &wanjiru.customer(), t).await.unwrap();
    assert!(none.is_none() && theirs.messages.iter().all(|m| !m.body.contains("was asked")));
    let again = macros::find_ready(s, &agent, found.id, ticket.id).await.unwrap();
    assert_eq!(again.effects.iter().filter(|e| e.changes).count(), 2, "only what is written is new: {:?}", again.effects);
}

async fn a_step_that_cannot_be_done_keeps_all_others_from_being_done(world: &World) {
    let s = &world.services;
    let (shop, _, boss, ticket) = scene(world).await;
    let agent = boss.agent();
    let found = written(world, &boss, &[("add_tag", "done"), ("reply", "It is settled."), ("set_status", "waiting_response")]).await;
    tickets::set_status(s, &agent, ticket.id, Status::Resolved).await.unwrap();
    world.drain().await;
    let before = world.snapshot(Some(shop.id)).await;
    let refused = macros::run(s, &agent, found.id, ticket.id, found.revision, Uuid::now_v7()).await;
    assert!(matches!(&refused, Err(Error::Conflict(why)) if why.contains("cannot become waiting for customer")), "{refused:?}");
    let stale = macros::run(s, &agent, found.id, ticket.id, found.revision - 1, Uuid::now_v7()).await;
    assert!(matches!(&stale, Err(Error::Conflict(why)) if why.contains("just changed")), "{stale:?}");
    assert!(world.snapshot(Some(shop.id)).await == before, "nothing happened");
    assert!(macros::find_ready(s, &agent, found.id, ticket.id).await.unwrap().effects[2].is_refused);
    let spy = world.agent(&world.business("press").await, "Spy").await.agent();
    assert_eq!(macros::run(s, &spy, found.id, ticket.id, found.revision, Uuid::now_v7()).await, Err(Error::NotFound));
    assert!(macros::list_ready(s, &spy).await.unwrap().iter().all(|(m, _)| m.id != found.id));
    world.drain().await;
}

async fn steps_are_written_moved_and_checked(world: &World) {
    let s = &world.services;
    let (shop, _, boss, _) = scene(world).await;
    let admin = boss.admin();
    let found = written(world, &boss, &[("reply", "One."), ("add_tag", "two"), ("set_priority", "low")]).await;
    let id = found.id;
    let twice = add(world, &boss, id, found.revision, "reply", "Another.").await.unwrap_err();
    assert!(twice.of_field("deed").is_some_and(|why| why.contains("one reply")), "{twice}");
    assert!(matches!(add(world, &boss, id, found.revision - 1, "add_tag", "late").await, Err(Error::Conflict(_))), "somebody else was faster");
    macros::move_step(s, &admin, id, found.revision, 2, Move::Up).await.unwrap();
    macros::move_step(s, &admin, id, found.revision + 1, 0, Move::Away).await.unwrap();
    let step = StepDraft { deed: "assign".into(), value: "nobody".into(), field: String::new() };
    macros::change_step(s, &admin, id, found.revision + 2, 1, &step).await.unwrap();
    let after = macros::find(s, &admin, id).await.unwrap();
    assert_eq!(after.steps.0, [Step::SetPriority { to: Priority::Low }, Step::Assign { to: Whom::Nobody }]);
    macros::change(s, &admin, id, "Quiet", "", true).await.unwrap();
    assert!(macros::list_ready(s, &boss.agent()).await.unwrap().iter().all(|(m, _)| m.id != id), "what is put away is not offered");
    let names: Vec<String> = macros::list_ready(s, &boss.agent()).await.unwrap().into_iter().map(|(m, _)| m.name).collect();
    assert_eq!(names, ["Ask for a photo", "Solved, with thanks", "Take over as urgent"], "what every business starts with");

    // A colleague who leaves is a fault of the macros that name them.
    let amina = world.agent(&shop, "Amina").await;
    let named = written(world, &boss, &[("assign", &amina.member().to_string())]).await;
    stoa::accounts::actions::deactivate(s, &admin, amina.member()).await.unwrap();
    let ticket = tickets::find(s, &boss.agent(), 1).await.unwrap().ticket;
    assert!(macros::find_ready(s, &boss.agent(), named.id, ticket.id).await.unwrap().effects[0].is_refused);
    world.drain().await;
}

async fn stoa_applies_steps_where_nobody_acts(world: &World) {
    let s = &world.services;
    let (shop, _, boss, ticket) = scene(world).await;
    let steps = [
        Step::SetPriority { to: Priority::Urgent },
        Step::AddTag { tag: "old".into() },
        Step::Reply { text: "We have not forgotten you. {{agent.name}}".into() },
    ];
    let mut tx = s.begin().await.unwrap();
    let locked = settled(&mut tx, shop.id, ticket.id).await.unwrap();
    macros::apply(&mut tx, locked, &steps, By::Stoa("the automation “Old tickets”")).await.unwrap();
    tx.commit().await.unwrap();
    world.drain().await;
    let opened = tickets::find(s, &boss.agent(), ticket.number).await.unwrap();
    assert_eq!((opened.ticket.status, opened.ticket.responded_at), (Status::Open, None), "a machine's words are no answer of the staff");
    let (talk, notes) = tickets::thread(s, &boss.agent(), &ticket).await.unwrap();
    let last = talk.messages.last().unwrap();
    assert_eq!((last.kind, last.body.as_str()), (SenderKind::Bot, "We have not forgotten you. Kiln"));
    assert!(notes.unwrap().messages.iter().any(|m| m.body == "Priority Medium → Urgent by the automation “Old tickets”."));
    let mut tx = s.begin().await.unwrap();
    let locked = settled(&mut tx, shop.id, ticket.id).await.unwrap();
    let refused = macros::apply(&mut tx, locked, &[Step::Assign { to: Whom::Applier }], By::Stoa("x")).await;
    assert!(matches!(refused, Err(Error::Conflict(_))));
    drop(tx);
    world.drain().await;
}

async fn a_macro_is_taken_back_with_its_tags_and_fields(world: &World) {
    let s = &world.services;
    let (shop, _, boss, ticket) = scene(world).await;
    let (agent, brian) = (boss.agent(), world.agent(&shop, "Brian").await.agent());
    let draft = FieldDraft { label: "Batch".into(), kind: "text".into(), filled_by: "staff".into(), ..FieldDraft::default() };
    let batch = fields::create(s, &boss.admin(), &draft).await.unwrap();
    tickets::tag(s, &agent, ticket.id, "vip").await.unwrap();
    tickets::fill(s, &agent, ticket.id, &[("batch".to_owned(), "7".to_owned())]).await.unwrap();
    tickets::snooze(s, &agent, ticket.id, s.now().plus_ms(3_600_000), &Zone::utc()).await.unwrap();
    world.drain().await;
    let found =
        written(world, &boss, &[("assign", "applier"), ("add_tag", "late"), ("remove_tag", "vip"), ("note", "Done."), ("set_status", "resolved")]).await;
    let step = StepDraft { deed: "set_field".into(), value: "8".into(), field: batch.to_string() };
    macros::add_step(s, &boss.admin(), found.id, found.revision, &step).await.unwrap();
    let found = macros::find(s, &boss.admin(), found.id).await.unwrap();
    let stands = async || {
        let t = tickets::find(s, &agent, ticket.number).await.unwrap().ticket;
        let standing = macros::standing(s.db(), &t).await.unwrap();
        (Ticket { updated_at: ticket.updated_at, ..t }, standing)
    };
    let before = stands().await;
    macros::run(s, &agent, found.id, ticket.id, found.revision, Uuid::now_v7()).await.unwrap();
    let after = stands().await;
    assert_eq!((after.0.status, after.0.snoozed_until, after.1.tags.as_slice()), (Status::Resolved, None, ["late".to_owned()].as_slice()));
    assert_eq!(after.1.values, [(batch, "8".to_owned())]);
    assert_eq!(tickets::undoable(s, &agent, ticket.id).await.unwrap(), Some(format!("Applied “{}”", found.name)));
    assert_eq!(tickets::undoable(s, &brian, ticket.id).await.unwrap(), None);
    tickets::revert(s, &agent, ticket.id).await.unwrap();
    assert_eq!(stands().await, before);
    assert!(tickets::revert(s, &agent, ticket.id).await.is_err(), "once");

    // Only tags: that can be taken back too, and what a colleague did since stays.
    let tags = written(world, &boss, &[("add_tag", "late"), ("add_tag", "big")]).await;
    macros::run(s, &agent, tags.id, ticket.id, tags.revision, Uuid::now_v7()).await.unwrap();
    tickets::untag(s, &brian, ticket.id, "big").await.unwrap();
    tickets::revert(s, &agent, ticket.id).await.unwrap();
    assert_eq!(stands().await, before);
    world.drain().await;
}

async fn a_macro_that_wrote_to_the_customer_is_not_taken_back(world: &World) {
    let s = &world.services;
    let (_, _, boss, ticket) = scene(world).await;
    let found = written(world, &boss, &[("reply", "It is settled."), ("set_status", "resolved")]).await;
    macros::run(s, &boss.agent(), found.id, ticket.id, found.revision, Uuid::now_v7()).await.unwrap();
    assert_eq!(tickets::undoable(s, &boss.agent(), ticket.id).await.unwrap(), None);
    assert!(matches!(tickets::revert(s, &boss.agent(), ticket.id).await, Err(Error::Conflict(_))));
    world.drain().await;
}

async fn a_macro_is_looked_at_and_applied_by_form(world: &World) {
    let s = &world.services;
    let (_, _, boss, ticket) = scene(world).await;
    let site = world.site().await;
    let browser = site.browser(&boss.token);
    let made = browser.post("/admin/macros", "/api/app/macros/api/create_macro", &[("name", "Calm down"), ("about", "When it burns")]).await;
    let path = made.location().to_owned();
    let id = path.rsplit('/').next().unwrap().to_owned();
    assert!(browser.get(&path).await.text().contains("It has no steps yet"));
    let step = [("id", id.as_str()), ("revision", "1"), ("deed", "reply"), ("value", "Hello {{customer.shoe}}"), ("field", "")];
    let refused = browser.post(&path, "/api/app/macros/api/add_macro_step", &step).await;
    let page = browser.get(refused.location()).await.text();
    assert!(page.contains("{{customer.shoe}} is not known here") && page.contains("Hello {{customer.shoe}}"), "what was typed is kept");
    let step = [("id", id.as_str()), ("revision", "1"), ("deed", "reply"), ("value", "Hello {{customer.first_name}}"), ("field", "")];
    browser.post(&path, "/api/app/macros/api/add_macro_step", &step).await;
    assert!(browser.get(&path).await.text().contains("Reply: “Hello {{customer.first_name}}”"));

    let list = browser.get(&app::routes::desk_macros(ticket.number)).await.text();
    assert!(list.contains("Calm down") && list.contains("When it burns"));
    let look = format!("{}?macro={id}", app::routes::desk_macros(ticket.number));
    let page = browser.get(&look).await.text();
    assert!(page.contains("Wanjiru Njoroge gets this reply.") && page.contains("Hello Wanjiru"));
    let (ticket_id, client_id) = (ticket.id.to_string(), Uuid::now_v7().to_string());
    let form = [("id", id.as_str()), ("ticket", &ticket_id), ("revision", "2"), ("client_id", &client_id), ("back", "true")];
    for _ in 0..2 {
        let done = browser.post(&look, "/api/app/macros/api/apply_macro", &form).await;
        assert_eq!(done.location(), app::routes::desk_ticket(ticket.number), "{}", done.text());
    }
    let (talk, _) = tickets::thread(s, &boss.agent(), &ticket).await.unwrap();
    assert_eq!(talk.messages.iter().filter(|m| m.body == "Hello Wanjiru").count(), 1);
    world.drain().await;
    drop(site);
}
