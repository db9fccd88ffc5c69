//! Fields of a business's own: asked for on opening, filled by the team, found; templates that fill them; the order of categories.

use crate::harness::{World, draft};
use crate::on_both;
use stoa::Error;
use stoa::accounts::Admin;
use stoa::fields::actions as fields;
use stoa::fields::draft::FieldDraft;
use stoa::kernel::ids::{FieldId, TicketId};
use stoa::templates::actions as templates;
use stoa::templates::draft::TemplateDraft;
use stoa::tickets::actions::{self as tickets, Extras};
use stoa::tickets::model::Filter;

on_both!(
    a_customer_fills_what_the_category_asks_and_the_team_the_rest,
    a_field_that_was_filled_is_taken_back_for_a_moment,
    values_are_found_and_lists_narrowed_by_them,
    a_field_keeps_its_kind_and_its_side_once_it_is_used,
    a_public_template_gives_a_ticket_what_customers_never_see,
    the_form_of_a_ticket_shows_refusals_at_the_field,
    categories_are_moved_up_and_down,
);

async fn field(world: &World, admin: &Admin, label: &str, kind: &str, side: &str, change: impl FnOnce(&mut FieldDraft)) -> FieldId {
    let mut draft = FieldDraft { label: label.into(), kind: kind.into(), filled_by: side.into(), ..FieldDraft::default() };
    change(&mut draft);
    fields::create(&world.services, admin, &draft).await.unwrap()
}

fn typed(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

fn extras(pairs: &[(&str, &str)]) -> Extras {
    Extras { fields: typed(pairs), ..Extras::default() }
}

async fn a_customer_fills_what_the_category_asks_and_the_team_the_rest(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, boss) = (world.customer(&shop, "Wanjiru").await.customer(), world.admin(&shop, "Otieno").await);
    let (admin, agent) = (boss.admin(), boss.agent());
    let category = tickets::list_categories(s, &admin).await.unwrap().remove(0).id.to_string();
    field(world, &admin, "Order number", "text", "customer", |f| (f.is_required, f.categories) = (true, vec![category.clone()])).await;
    field(world, &admin, "Bought on", "date", "customer", |_| {}).await;
    field(world, &admin, "Cost", "number", "staff", |f| f.is_required = true).await;

    let open = async |category: &str, pairs: &[(&str, &str)]| tickets::open_with(s, &wanjiru, draft("Broken mugs", category), extras(pairs)).await;
    let missing = open(&category, &[("bought_on", "yesterday")]).await.unwrap_err();
    assert_eq!(missing.of_field("fields[bought_on]"), Some("Bought on: write a day as year-month-day, like 2026-11-30."));
    let missing = open(&category, &[]).await.unwrap_err();
    assert_eq!(missing.of_field("fields[order_number]"), Some("Order number is missing."));
    let both = tickets::open_with(s, &wanjiru, draft("x", &category), extras(&[])).await.unwrap_err();
    assert!(both.of_field("subject").is_some() && both.of_field("fields[order_number]").is_some(), "all complaints at once: {both}");
    let plain = open("", &[("order_number", "17"), ("cost", "5")]).await.unwrap();
    assert!(tickets::slots(s, &wanjiru, &plain).await.unwrap().is_empty(), "other tickets are not asked, and the team's field is not the customer's");

    let ticket = open(&category, &[("order_number", " 10482 "), ("bought_on", "2026-03-01")]).await.unwrap();
    tickets::fill(s, &agent, ticket.id, &typed(&[("cost", "1 250.50"), ("bought_on", "")])).await.unwrap();
    let wrong = tickets::fill(s, &agent, ticket.id, &typed(&[("cost", "a lot")])).await.unwrap_err();
    assert_eq!(wrong.of_field("fields[cost]"), Some("Cost: write a number, like 12 or 3.5."));
    let values = |slots: Vec<stoa::fields::model::Slot>| slots.into_iter().map(|s| (s.field.key, s.value)).collect::<Vec<_>>();
    let own = |pairs: &[(&str, &str)]| typed(pairs);
    assert_eq!(values(tickets::slots(s, &wanjiru, &ticket).await.unwrap()), own(&[("order_number", "10482")]));
    assert_eq!(values(tickets::slots(s, &agent, &ticket).await.unwrap()), own(&[("order_number", "10482"), ("bought_on", ""), ("cost", "1250.5")]));
    let (_, notes) = tickets::thread(s, &agent, &ticket).await.unwrap();
    let lines: Vec<String> = notes.unwrap().messages.into_iter().map(|m| m.body).collect();
    assert!(lines.iter().any(|l| l.contains("Cost set to 1250.5") && l.contains("Bought on emptied")), "{lines:?}");
    world.drain().await;
}

async fn a_field_that_was_filled_is_taken_back_for_a_moment(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, boss) = (world.customer(&shop, "Wanjiru").await.customer(), world.admin(&shop, "Otieno").await);
    let agent = boss.agent();
    field(world, &boss.admin(), "Batch", "text", "staff", |_| {}).await;
    field(world, &boss.admin(), "Shelf", "text", "staff", |_| {}).await;
    let ticket = tickets::open(s, &wanjiru, draft("Broken mugs", "")).await.unwrap();
    let stands = async || tickets::slots(s, &agent, &ticket).await.unwrap().into_iter().map(|s| s.value).collect::<Vec<_>>();
    let fill = async |batch: &str, shelf: &str| {
        tickets::fill(s, &agent, ticket.id, &typed(&[("batch", batch), ("shelf", shelf)])).await.unwrap();
        tickets::undoable(s, &agent, ticket.id).await.unwrap()
    };
    assert_eq!(fill("7", "").await.as_deref(), Some("Batch changed"));
    tickets::revert(s, &agent, ticket.id).await.unwrap();
    assert_eq!(stands().await, ["", ""]);
    fill("7", "").await;
    assert_eq!(fill("", "B").await.as_deref(), Some("Fields changed"));
    tickets::revert(s, &agent, ticket.id).await.unwrap();
    assert_eq!(stands().await, ["7", ""]);
    assert_eq!(fill("7", "").await, None, "what changes nothing is no change");
    world.drain().await;
}

async fn values_are_found_and_lists_narrowed_by_them(world: &World) {
    let s = &world.services;
    let (shop, press) = (world.business("kiln").await, world.business("press").await);
    let (wanjiru, boss) = (world.customer(&shop, "Wanjiru").await.customer(), world.admin(&shop, "Otieno").await);
    let agent = boss.agent();
    field(world, &boss.admin(), "Order", "text", "customer", |_| {}).await;
    field(world, &boss.admin(), "Express", "yes_no", "staff", |_| {}).await;
    let one = tickets::open_with(s, &wanjiru, draft("One", ""), extras(&[("order", "KL-10482")])).await.unwrap().id;
    let two = tickets::open_with(s, &wanjiru, draft("Two", ""), extras(&[("order", "KL-10483")])).await.unwrap().id;
    tickets::fill(s, &agent, two, &typed(&[("express", "YES")])).await.unwrap();
    let found = async |words: &str| tickets::search(s, &agent, words).await.unwrap().into_iter().map(|h| h.row.id).collect::<Vec<TicketId>>();
    assert_eq!(found("kl-10482").await, [one]);
    assert_eq!(found("KL-1048").await.len(), 2);
    let hit = tickets::search(s, &agent, "kl-10483").await.unwrap().remove(0);
    assert_eq!(hit.snippet, [("Order: ".to_owned(), false), ("KL-10483".to_owned(), true)]);
    let spy = world.agent(&press, "Spy").await.agent();
    assert!(tickets::search(s, &spy, "kl-10482").await.unwrap().is_empty());
    assert!(tickets::search(s, &wanjiru, "yes").await.unwrap().is_empty(), "what the team filled is nothing customers find");
    let by = |key: &str, value: &str| Filter { field: Some((key.into(), value.into())), ..Filter::default() };
    let list = async |filter: Filter| tickets::list(s, &agent, &filter, None).await.unwrap().items.into_iter().map(|r| r.id).collect::<Vec<_>>();
    assert_eq!(list(by("order", "kl-10482")).await, [one]);
    assert_eq!(list(by("express", "Yes")).await, [two]);
    assert!(list(by("express", "no")).await.is_empty() && list(by("nothing", "x")).await.is_empty());
    assert_eq!(tickets::list(s, &wanjiru, &by("express", "yes"), None).await.unwrap().items.len(), 2, "narrowing tells a customer nothing");
    let site = world.site().await;
    let browser = site.browser(&boss.token);
    let page = browser.get("/desk/tickets?field.order=KL-10482").await.text();
    assert!(page.contains("Order: KL-10482") && page.contains(">One<") && !page.contains(">Two<"));
    let page = browser.get("/desk/tickets?field.order=KL-10482&q=kl").await.text();
    assert!(page.contains(">One<") && !page.contains(">Two<"), "words and a field together");
    world.drain().await;
    drop(site);
}

async fn a_field_keeps_its_kind_and_its_side_once_it_is_used(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, boss) = (world.customer(&shop, "Wanjiru").await.customer(), world.admin(&shop, "Otieno").await);
    let admin = boss.admin();
    let id = field(world, &admin, "Batch", "text", "staff", |_| {}).await;
    let other = field(world, &admin, "Shelf", "text", "staff", |_| {}).await;
    let ticket = tickets::open(s, &wanjiru, draft("Broken mugs", "")).await.unwrap();
    tickets::fill(s, &boss.agent(), ticket.id, &typed(&[("batch", "7")])).await.unwrap();
    let draft = |kind: &str, side: &str, key: &str| FieldDraft {
        label: "Lot".into(),
        key: key.into(),
        kind: kind.into(),
        filled_by: side.into(),
        ..FieldDraft::default()
    };
    assert!(fields::change(s, &admin, id, &draft("number", "staff", "lot")).await.unwrap_err().of_field("kind").is_some());
    assert!(fields::change(s, &admin, id, &draft("text", "customer", "lot")).await.unwrap_err().of_field("filled_by").is_some());
    assert!(fields::change(s, &admin, id, &draft("text", "staff", "shelf")).await.unwrap_err().of_field("key").is_some());
    fields::change(s, &admin, id, &draft("text", "staff", "lot")).await.unwrap();
    fields::change(s, &admin, other, &draft("date", "customer", "shelf")).await.unwrap();
    fields::shift(s, &admin, other, true).await.unwrap();
    assert_eq!(fields::list(s.db(), shop.id).await.unwrap().iter().map(|f| f.id).collect::<Vec<_>>(), [other, id]);
    fields::set_archived(s, &admin, id, true).await.unwrap();
    let slots = tickets::slots(s, &boss.agent(), &ticket).await.unwrap();
    assert_eq!(
        slots.iter().map(|s| (s.field.key.as_str(), s.value.as_str())).collect::<Vec<_>>(),
        [("shelf", ""), ("lot", "7")],
        "what stands in a ticket stays"
    );
    let spy = world.admin(&world.business("press").await, "Spy").await.admin();
    assert_eq!(fields::set_archived(s, &spy, id, false).await, Err(Error::NotFound));
    assert_eq!(fields::change(s, &spy, id, &draft("text", "staff", "lot")).await, Err(Error::NotFound));
    world.drain().await;
}

async fn a_public_template_gives_a_ticket_what_customers_never_see(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, boss) = (world.customer(&shop, "Wanjiru").await, world.admin(&shop, "Otieno").await);
    let admin = boss.admin();
    field(world, &admin, "Size", "choice", "customer", |f| f.options = "Small\nLarge".into()).await;
    field(world, &admin, "Batch", "text", "staff", |_| {}).await;
    let draft_of = |name: &str, is_public| TemplateDraft {
        name: name.into(),
        subject: "A mug to exchange".into(),
        body: "Which mug, and why?".into(),
        priority: "high".into(),
        tags: "exchange".into(),
        fields: typed(&[("size", "small"), ("batch", "B-7")]),
        is_public,
        ..TemplateDraft::default()
    };
    let public = templates::create(s, &admin, &draft_of("Exchange", true)).await.unwrap();
    let inner = templates::create(s, &admin, &draft_of("Recall", false)).await.unwrap();
    assert!(templates::create(s, &admin, &draft_of("Recall", false)).await.unwrap_err().of_field("name").is_some());
    assert_eq!(templates::list(s, &wanjiru.customer()).await.unwrap().iter().map(|t| t.id).collect::<Vec<_>>(), [public]);

    let site = world.site().await;
    let browser = site.browser(&wanjiru.token);
    let page = browser.get(&format!("/tickets/new?template={public}")).await.text();
    assert!(page.contains("A mug to exchange") && page.contains("Which mug, and why?") && page.contains("Exchange") && !page.contains("Recall"));
    assert!(!page.contains("B-7"), "what the team fills is not in the page");
    assert!(!browser.get(&format!("/tickets/new?template={inner}")).await.text().contains("Which mug"));
    let customer = wanjiru.customer();
    let open = async |template| templates::open(s, &customer, Some(template), draft("A mug to exchange", ""), typed(&[("size", "Large")])).await.unwrap();
    let ticket = open(public).await;
    let row = tickets::rows(s, &boss.agent(), &[ticket.id]).await.unwrap().remove(0);
    assert_eq!(row.tags.0, ["exchange"]);
    let values: Vec<String> = tickets::slots(s, &boss.agent(), &ticket).await.unwrap().into_iter().map(|slot| slot.value).collect();
    assert_eq!(values, ["Large", "B-7"], "what the customer chose counts");
    let ticket = open(inner).await;
    assert!(tickets::rows(s, &boss.agent(), &[ticket.id]).await.unwrap()[0].tags.0.is_empty(), "a template of the team is none of theirs");

    let desk = site.browser(&boss.token).get(&format!("/desk/tickets/new?template={inner}")).await.text();
    assert!(desk.contains("A mug to exchange") && desk.contains("B-7") && desk.contains("exchange"));
    templates::delete(s, &admin, inner).await.unwrap();
    assert_eq!(templates::delete(s, &admin, inner).await, Err(Error::NotFound));
    world.drain().await;
    drop(site);
}

async fn the_form_of_a_ticket_shows_refusals_at_the_field(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, boss) = (world.customer(&shop, "Wanjiru").await, world.admin(&shop, "Otieno").await);
    field(world, &boss.admin(), "Pieces", "number", "customer", |f| f.is_required = true).await;
    let site = world.site().await;
    let browser = site.browser(&wanjiru.token);
    let client_id = uuid::Uuid::now_v7().to_string();
    let form = |pieces: &'static str| {
        vec![
            ("client_id", client_id.as_str()),
            ("subject", "Broken mugs"),
            ("description", "Two of the six arrived broken."),
            ("category", ""),
            ("priority", "medium"),
            ("fields[pieces]", pieces),
        ]
    };
    let refused = browser.call_with_pictures("/api/app/tickets/api/open_ticket", &form("two")).await;
    assert_eq!(refused.error().unwrap().of_field("fields[pieces]"), Some("Pieces: write a number, like 12 or 3.5."));
    let opened = browser.call_with_pictures("/api/app/tickets/api/open_ticket", &form("2")).await;
    assert!(opened.status < 400, "{}", opened.text());
    let page = browser.get("/tickets/1").await.text();
    assert!(page.contains("Pieces") && page.contains("<dd"), "the customer reads what they filled");
    let ticket = tickets::find(s, &boss.agent(), 1).await.unwrap().ticket;
    let (path, id) = (app::routes::desk_ticket(1), ticket.id.to_string());
    let agent = site.browser(&boss.token);
    agent.post(&path, "/api/app/fields/api/set_ticket_fields", &[("ticket", &id), ("fields[pieces]", "3")]).await;
    assert_eq!(tickets::slots(s, &boss.agent(), &ticket).await.unwrap()[0].value, "3");
    let made = agent
        .post("/admin/fields", "/api/app/fields/api/create_field", &[("label", "Glaze"), ("kind", "choice"), ("options", "Blue"), ("filled_by", "staff")])
        .await;
    let page = agent.get(made.location()).await.text();
    assert!(page.contains("Write at least two options") && page.contains("Glaze"));
    world.drain().await;
    drop(site);
}

async fn categories_are_moved_up_and_down(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let admin = world.admin(&shop, "Otieno").await.admin();
    let names = async || tickets::list_categories(s, &admin).await.unwrap().into_iter().map(|c| c.name).collect::<Vec<_>>();
    let before = names().await;
    let second = tickets::list_categories(s, &admin).await.unwrap()[1].id;
    tickets::shift_category(s, &admin, second, true).await.unwrap();
    let after = names().await;
    assert_eq!((&after[0], &after[1], &after[2..]), (&before[1], &before[0], &before[2..]));
    tickets::shift_category(s, &admin, second, true).await.unwrap();
    assert_eq!(names().await, after, "the first one stays where it is");
    tickets::add_category(s, &admin, "Newest").await.unwrap();
    assert_eq!(names().await.last().map(String::as_str), Some("Newest"));
    world.drain().await;
}
