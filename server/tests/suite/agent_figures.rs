//! What each agent did: on their page, and on the overview.

use crate::chats::{begun, guest, says};
use crate::harness::{Someone, World, draft};
use crate::on_both;
use stoa::accounts::Asker;
use stoa::accounts::actions as accounts;
use stoa::accounts::model::Availability;
use stoa::chats::actions as chats;
use stoa::kernel::period::Period;
use stoa::queue::actions as queue;
use stoa::queue::figures::AgentFigures;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::Status;
use uuid::Uuid;

on_both!(an_agents_work_is_measured_over_a_period, the_overview_and_the_agents_page_show_it_without_script);

const MINUTE: i64 = 60_000;

/// Three tickets and a chat of Amina: two solved, one answered too late, the first and the chat rated. 150 minutes after noon.
async fn a_day_of_work(world: &World) -> (Someone, Someone) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (boss, amina) = (world.admin(&shop, "Otieno").await, world.agent(&shop, "Amina").await);
    let (ann, agent) = (world.customer(&shop, "Ann").await.customer(), amina.agent());
    let mut opened = Vec::new();
    for subject in ["A cracked mug", "A late parcel", "A wrong colour"] {
        let ticket = tickets::open(s, &ann, draft(subject, "")).await.unwrap();
        tickets::take(s, &agent, ticket.id).await.unwrap();
        opened.push(ticket.id);
    }
    accounts::set_availability(s, &agent, Availability::Available).await.unwrap();
    let asker: Asker = (&guest(world, &shop, "Wanjiru").await.guest).into();
    let chat = begun(world, &asker).await;
    says(world, &asker, chat.id, "I want to talk to a human").await;
    world.drain().await;
    chats::take(s, &agent, chat.id).await.unwrap();
    let reply = async |n: usize| tickets::reply(s, &agent, opened[n], Uuid::now_v7(), "We look into it.", vec![]).await.map(drop).unwrap();
    world.advance_minutes(10);
    reply(0).await;
    chats::reply(s, &agent, chat.id, Uuid::now_v7(), "I am a human.", vec![]).await.unwrap();
    world.advance_minutes(10);
    reply(1).await;
    world.drain().await;
    world.advance_minutes(10);
    tickets::set_status(s, &agent, opened[0], Status::Resolved).await.unwrap();
    tickets::rate(s, &ann, opened[0], 4, "").await.unwrap();
    world.advance_minutes(30);
    tickets::set_status(s, &agent, opened[1], Status::Resolved).await.unwrap();
    chats::close(s, &agent, chat.id).await.unwrap();
    chats::rate(s, &asker, chat.id, 5, "").await.unwrap();
    world.advance_minutes(90);
    reply(2).await;
    world.drain().await;
    (boss, amina)
}

async fn an_agents_work_is_measured_over_a_period(world: &World) {
    let s = &world.services;
    let (boss, amina) = a_day_of_work(world).await;
    let admin = boss.admin();
    let figures = queue::agent_figures(s, &admin, Period::Week, amina.member()).await.unwrap();
    let wanted = AgentFigures {
        resolved: 2,
        open: 1,
        chats: 1,
        first_reply_ms: Some(20 * MINUTE),
        solution_ms: Some(45 * MINUTE),
        first_answer_ms: Some(10 * MINUTE),
        met: 4,
        promised: 5,
        stars: 9,
        ratings: 2,
    };
    assert_eq!(figures, wanted, "first replies after 10, 20 and 150 minutes, the last one late; solutions after 30 and 60");
    assert_eq!((figures.compliance_percent(), figures.rating().as_deref()), (Some(80), Some("4.5")));
    let team = queue::team_figures(s, &admin, Period::Week).await.unwrap();
    assert_eq!(team.into_iter().collect::<Vec<_>>(), [(amina.member(), wanted)], "who did nothing is left out");

    let elsewhere = world.admin(&world.business("lamps").await, "Zoe").await.admin();
    assert_eq!(queue::agent_figures(s, &elsewhere, Period::Week, amina.member()).await.unwrap(), AgentFigures::default());
    assert!(queue::team_figures(s, &elsewhere, Period::Quarter).await.unwrap().is_empty());

    world.advance_minutes(8 * 1440);
    world.drain().await;
    let week = queue::agent_figures(s, &admin, Period::Week, amina.member()).await.unwrap();
    assert_eq!((week.resolved, week.chats, week.first_reply_ms, week.ratings, week.open), (0, 0, None, 0, 1));
    assert_eq!((week.met, week.promised), (0, 1), "the third was never solved");
    let month = queue::agent_figures(s, &admin, Period::Month, amina.member()).await.unwrap();
    assert_eq!((month.resolved, month.chats, month.met, month.promised), (2, 1, 4, 6));
}

async fn the_overview_and_the_agents_page_show_it_without_script(world: &World) {
    let (boss, amina) = a_day_of_work(world).await;
    let site = world.site().await;
    let browser = site.browser(&boss.token);
    let own = format!("/admin/people/{}", amina.member());
    let overview = browser.get("/admin").await.text();
    for part in [format!("{own}?days=7"), "/admin?days=30#team".into(), "80 %".into(), "4.5 (2)".into(), "45 m".into()] {
        assert!(overview.contains(&part), "{part}");
    }
    assert!(browser.get("/admin?days=90").await.text().contains(&format!("{own}?days=90")));
    let page = browser.get(&format!("{own}?days=7")).await.text();
    for part in
        ["The last 7 days", "80 %", "4 of 5 in time", "4.5", "2 ratings", "1 open now", "first answer after 10 m", "All categories", "8 points", "Not seen yet"]
    {
        assert!(page.contains(part), "{part}");
    }
    for days in [7, 30, 90] {
        assert!(page.contains(&format!("{own}?days={days}#figures")), "{days}");
    }
    assert!(browser.get(&format!("{own}?days=13")).await.text().contains("The last 30 days"), "what is no period is the usual one");
    assert_eq!(site.browser(&amina.token).get(&own).await.status, 403);
    drop(site);
}
