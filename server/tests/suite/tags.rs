//! Tags: on tickets, in lists, for staff only; renamed, joined and deleted by admins.

use crate::harness::{World, draft};
use crate::on_both;
use stoa::Error;
use stoa::accounts::Agent;
use stoa::conversations::model::SenderKind;
use stoa::event::{Heard, Topic};
use stoa::kernel::ids::TicketId;
use stoa::platform::outbox;
use stoa::tags::actions as tags;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::Filter;

on_both!(
    agents_tag_tickets_and_find_them_and_customers_never_see_it,
    a_tag_put_on_or_taken_off_is_taken_back_for_a_moment,
    admins_rename_join_and_delete_tags,
    a_tag_is_put_and_taken_off_by_form,
);

async fn on(world: &World, agent: &Agent, ticket: TicketId) -> Vec<String> {
    tickets::rows(&world.services, agent, &[ticket]).await.unwrap().remove(0).tags.0
}

async fn agents_tag_tickets_and_find_them_and_customers_never_see_it(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let ticket = tickets::open(s, &wanjiru, draft("Broken mugs", "")).await.unwrap();
    let other = tickets::open(s, &wanjiru, draft("Late parcel", "")).await.unwrap();
    tickets::tag(s, &amina, ticket.id, "VIP, #Refund  due, vip").await.unwrap();
    tickets::tag(s, &amina, ticket.id, "vip").await.unwrap();
    assert_eq!(on(world, &amina, ticket.id).await, ["refund due", "vip"]);
    let heard = outbox::list_after(s.db(), Topic::Ticket(ticket.id), 0, 100).await.unwrap();
    let changes = heard.iter().filter(|(_, h)| format!("{h:?}").contains("TagsChanged")).count();
    assert_eq!(changes, 1, "what was there already is no change");
    assert!(matches!(heard.last(), Some((_, Heard::Event { .. }))));
    assert!(outbox::list_after(s.db(), Topic::Case(ticket.id), 0, 100).await.unwrap().iter().all(|(_, h)| !format!("{h:?}").contains("Tags")));
    let (_, notes) = tickets::thread(s, &amina, &ticket).await.unwrap();
    assert!(notes.unwrap().messages.iter().any(|m| m.kind == SenderKind::System && m.body == "Tagged vip, refund due by Amina."));

    let vip = Filter { tag: Some("vip".into()), ..Filter::default() };
    let found: Vec<TicketId> = tickets::list(s, &amina, &vip, None).await.unwrap().items.iter().map(|r| r.id).collect();
    assert_eq!(found, [ticket.id]);
    let theirs = tickets::list(s, &wanjiru, &vip, None).await.unwrap().items;
    assert_eq!(theirs.len(), 2, "narrowing by a tag tells a customer nothing");
    assert!(theirs.iter().all(|row| row.tags.0.is_empty()));

    tickets::untag(s, &amina, ticket.id, "VIP").await.unwrap();
    tickets::untag(s, &amina, other.id, "vip").await.unwrap();
    assert_eq!(on(world, &amina, ticket.id).await, ["refund due"]);
    let many = (0..20).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
    let error = tickets::tag(s, &amina, ticket.id, &many).await.unwrap_err();
    assert!(error.of_field("tags").is_some_and(|why| why.contains("at most 20")), "{error}");
    let stranger = world.agent(&world.business("press").await, "Spy").await.agent();
    assert_eq!(tickets::tag(s, &stranger, ticket.id, "mine").await, Err(Error::NotFound));
    world.drain().await;
}

async fn a_tag_put_on_or_taken_off_is_taken_back_for_a_moment(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let brian = world.agent(&shop, "Brian").await.agent();
    let id = tickets::open(s, &wanjiru, draft("Broken mugs", "")).await.unwrap().id;
    let offered = async |who| tickets::undoable(s, who, id).await.unwrap();
    tickets::tag(s, &amina, id, "vip").await.unwrap();
    world.advance_minutes(2);
    assert_eq!(offered(&amina).await, None, "too long ago");
    tickets::tag(s, &amina, id, "late, vip").await.unwrap();
    assert_eq!((offered(&amina).await.as_deref(), offered(&brian).await), (Some("Tagged late"), None));
    tickets::revert(s, &amina, id).await.unwrap();
    assert_eq!(on(world, &amina, id).await, ["vip"], "what was there before stays");
    tickets::untag(s, &amina, id, "vip").await.unwrap();
    assert_eq!(offered(&amina).await.as_deref(), Some("No longer tagged vip"));
    tickets::tag(s, &brian, id, "late").await.unwrap();
    tickets::revert(s, &amina, id).await.unwrap();
    assert_eq!(on(world, &amina, id).await, ["late", "vip"], "what a colleague put on meanwhile stays");
    world.drain().await;
}

async fn admins_rename_join_and_delete_tags(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, boss) = (world.customer(&shop, "Wanjiru").await.customer(), world.admin(&shop, "Otieno").await);
    let (agent, admin) = (boss.agent(), boss.admin());
    let one = tickets::open(s, &wanjiru, draft("One", "")).await.unwrap().id;
    let two = tickets::open(s, &wanjiru, draft("Two", "")).await.unwrap().id;
    tickets::tag(s, &agent, one, "late, delayed").await.unwrap();
    tickets::tag(s, &agent, two, "delayed").await.unwrap();
    let all = tags::list(s, &admin).await.unwrap();
    assert_eq!(all.iter().map(|t| (t.name.as_str(), t.tickets)).collect::<Vec<_>>(), [("delayed", 2), ("late", 1)]);
    let (delayed, late) = (all[0].id, all[1].id);
    assert!(tags::rename(s, &admin, delayed, "Late").await.unwrap_err().of_field("name").is_some());
    tags::rename(s, &admin, delayed, "Slow post").await.unwrap();
    assert_eq!(on(world, &agent, two).await, ["slow post"]);
    assert!(tags::merge(s, &admin, late, late).await.unwrap_err().of_field("into").is_some());
    tags::merge(s, &admin, delayed, late).await.unwrap();
    assert_eq!((on(world, &agent, one).await, on(world, &agent, two).await), (vec!["late".to_owned()], vec!["late".to_owned()]));
    assert_eq!(tags::delete(s, &world.admin(&world.business("press").await, "Spy").await.admin(), late).await, Err(Error::NotFound));
    tags::delete(s, &admin, late).await.unwrap();
    assert!(on(world, &agent, one).await.is_empty() && tags::list(s, &admin).await.unwrap().is_empty());
    world.drain().await;
}

async fn a_tag_is_put_and_taken_off_by_form(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, boss) = (world.customer(&shop, "Wanjiru").await.customer(), world.admin(&shop, "Otieno").await);
    let ticket = tickets::open(s, &wanjiru, draft("Broken mugs", "")).await.unwrap();
    let site = world.site().await;
    let (browser, path, id) = (site.browser(&boss.token), app::routes::desk_ticket(ticket.number), ticket.id.to_string());
    let done = browser.post(&path, "/api/app/tags/api/tag_ticket", &[("ticket", &id), ("tags", "Seconds")]).await;
    assert!(done.location().trim_end_matches('?').ends_with(&path), "{} {}", done.location(), done.text());
    let page = browser.get(&path).await.text();
    assert!(page.contains("Remove tag seconds") && page.contains("/desk/tickets?tag=seconds"));
    assert!(browser.get("/desk/tickets?tag=seconds").await.text().contains("Broken mugs"));
    assert!(!browser.get("/desk/tickets?tag=thirds").await.text().contains("Broken mugs"));
    assert!(browser.get("/desk?tag=seconds").await.text().contains("1 open ticket tagged"));
    assert!(browser.get("/admin/tags").await.text().contains("1 ticket"));
    browser.post(&path, "/api/app/tags/api/untag_ticket", &[("ticket", &id), ("tag", "seconds")]).await;
    assert!(!browser.get(&path).await.text().contains("Remove tag"));
    world.drain().await;
    drop(site);
}
