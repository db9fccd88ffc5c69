//! Where tickets come from: noted when they are opened, told of those that were there before it was, and seen in the inbox.

use crate::chats::{asker, begun as chat_begun, present, says};
use crate::harness::World;
use crate::journeys::{active, begun, on};
use crate::lanes::{Lanes, open_lanes};
use crate::on_both;
use crate::tickets::{draft, opened};
use sqlx::AssertSqlSafe;
use stoa::chats::actions::{self as chats, Adoption};
use stoa::journeys::actions::{self as journeys, Go, Typed};
use stoa::kernel::ids::{NodeId, TicketId};
use stoa::platform::Db;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Source, Ticket};

on_both!(every_way_to_a_ticket_is_noted_and_told_of_those_before, a_row_of_the_inbox_says_where_it_came_from_and_has_a_box_without_script);

/// What the migration says of tickets that were there before it.
const MIGRATION: &str = include_str!("../../../migrations/sqlite/0059_ticket_source.sql");

/// A ticket at the end of a journey.
async fn walked(world: &World, lanes: &Lanes) -> Ticket {
    let (s, wanjiru) = (&world.services, &lanes.wanjiru);
    active(world, &lanes.shop.boss).await;
    let (token, me) = (begun(world, &lanes.shop.business, Some(wanjiru)).await, Some(wanjiru));
    on(world, me, &token, 1, &["Something arrived broken"]).await;
    on(world, me, &token, 2, &["10482"]).await;
    on(world, me, &token, 3, &["A pot"]).await;
    let images = vec![world.picture(wanjiru, "pot.png", 30).await.id];
    let typed = Typed { at: Some(NodeId(4)), images, by: Some(wanjiru.member()), ..Typed::default() };
    journeys::go(s, Some(&wanjiru.identity), &token, typed, Go::Forth).await.unwrap();
    journeys::open_ticket(s, &wanjiru.customer(), &wanjiru.identity, &token).await.unwrap()
}

/// A ticket that was a chat.
async fn chatted(world: &World, lanes: &Lanes) -> Ticket {
    let grace = present(world, &lanes.shop.business, "Grace").await;
    let guest = asker(world, &lanes.shop.business, "Njoki").await;
    let chat = chat_begun(world, &guest).await;
    says(world, &guest, chat.id, "My glazed planter has a crack.").await;
    let adoption = Adoption { subject: "Cracked planter".into(), category: String::new(), priority: "high".into() };
    chats::turn_into_ticket(&world.services, &grace, chat.id, &adoption).await.unwrap()
}

async fn run(world: &World, sql: &str) {
    let sql = AssertSqlSafe(sql.to_owned());
    match world.services.db() {
        Db::Sqlite { write, .. } => drop(sqlx::query(sql).execute(write).await.expect("it runs")),
        Db::Postgres(pool) => drop(sqlx::query(sql).execute(pool).await.expect("it runs")),
    }
}

async fn every_way_to_a_ticket_is_noted_and_told_of_those_before(world: &World) {
    let s = &world.services;
    let lanes = open_lanes(world).await;
    let (amina, wanjiru) = (lanes.amina.agent(), &lanes.wanjiru);
    let by_form = opened(world, &wanjiru.customer(), "Broken mugs").await;
    let by_staff = tickets::open_for(s, &amina, wanjiru.member(), draft("Called about mugs")).await.unwrap();
    let by_journey = walked(world, &lanes).await;
    let by_chat = chatted(world, &lanes).await;
    let order = lanes.order(world, &[lanes.pot]).await;
    let by_order = lanes.ticket(world, &order).await.expect("a ticket");
    world.drain().await;
    let expected =
        [(by_form.id, Source::Form), (by_staff.id, Source::Staff), (by_journey.id, Source::Journey), (by_chat.id, Source::Chat), (by_order.id, Source::Order)];
    let noted = async |ids: &[(TicketId, Source)]| {
        let mut noted = Vec::new();
        for (id, _) in ids {
            noted.push((*id, tickets::rows(s, &amina, &[*id]).await.unwrap().remove(0).source));
        }
        noted
    };
    assert_eq!([by_form.source, by_staff.source, by_journey.source, by_chat.source, by_order.source], expected.map(|(_, source)| source));
    assert_eq!(noted(&expected).await, expected);

    // As they were before anybody noted it.
    run(world, "UPDATE ticket SET source = 'form'").await;
    assert_eq!(noted(&expected).await, expected.map(|(id, _)| (id, Source::Form)));
    let told: Vec<&str> = MIGRATION.split(';').filter(|sql| sql.contains("UPDATE ticket")).collect();
    assert_eq!(told.len(), 4);
    for sql in told {
        run(world, sql).await;
    }
    assert_eq!(noted(&expected).await, expected);
    let odd = "UPDATE ticket SET source = 'fax'";
    let refused = match s.db() {
        Db::Sqlite { write, .. } => sqlx::query(odd).execute(write).await.is_err(),
        Db::Postgres(pool) => sqlx::query(odd).execute(pool).await.is_err(),
    };
    assert!(refused, "nothing else is a source");
}

async fn a_row_of_the_inbox_says_where_it_came_from_and_has_a_box_without_script(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, someone) = (world.customer(&shop, "Wanjiru").await, world.agent(&shop, "Amina").await);
    let ticket = opened(world, &wanjiru.customer(), "Broken mugs").await;
    let other = tickets::open_for(s, &someone.agent(), wanjiru.member(), draft("Called about plates")).await.unwrap();
    world.drain().await;
    let site = world.site().await;
    let browser = site.browser(&someone.token);
    // In the live list and among what was found.
    for path in ["/desk?tab=all", "/desk?q=mugs"] {
        let page = browser.get(path).await.text();
        assert!(page.contains("title=\"From the form\"") && page.contains("aria-label=\"Choose TKT-000001\""), "{path}: {page}");
        assert!(page.contains("aria-label=\"Change many tickets\"") && page.contains("form=\"bulk\""), "{path}");
    }
    let page = browser.get(&format!("/desk/{}", other.number)).await.text();
    let details = page.split("id=\"came-from\"").nth(1).expect("a line in the details");
    assert!(details.split("</p>").next().unwrap_or_default().contains("Opened by the team"), "{details}");
    // Refused, it is said in the bar, which is there although nothing is ticked any more.
    let api = "/api/app/bulk/api/start_bulk";
    let (client_id, ids) = (uuid::Uuid::now_v7().to_string(), [ticket.id.to_string(), other.id.to_string()]);
    let form = |step: &'static str| {
        [("client_id", client_id.clone()), ("step", step.into()), ("tag", String::new()), ("ids[]", ids[0].clone()), ("ids[]", ids[1].clone())]
    };
    let sent = async |step| {
        let form = form(step);
        let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post("/desk?tab=all", api, &fields).await
    };
    let refused = sent("add_tag").await;
    let page = browser.get(refused.location().trim_start_matches(&site.url)).await.text();
    let bar = page.split("aria-label=\"Change many tickets\"").nth(1).expect("the bar").split("</form>").next().unwrap_or_default().to_owned();
    assert!(bar.contains("role=\"alert\"") && !bar.contains("picking:flex"), "{bar}");
    let done = sent("set_priority:urgent").await;
    assert!(done.location().starts_with("/desk/bulk/"), "{}", done.text());
    world.drain().await;
    assert!(browser.get(done.location()).await.text().contains("2 of 2 tickets were changed"));
    drop(site);
}
