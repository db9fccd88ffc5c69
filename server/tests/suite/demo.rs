//! The demo business: there in a moment, only in an empty installation, and as consistent as if people had made it.

use crate::harness::World;
use crate::on_both;
use server::demo;
use sqlx::AssertSqlSafe;
use std::time::{Duration, Instant};
use stoa::accounts::actions::{self as accounts, Device};
use stoa::accounts::model::Role;
use stoa::platform::Db;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Filter, Status};
use uuid::Uuid;

on_both!(the_demo_fills_an_empty_installation_once, the_demo_is_as_the_engine_would_have_left_it, everybody_of_the_demo_signs_in_and_finds_their_tickets);

async fn count(world: &World, sql: &str) -> i64 {
    let sql = AssertSqlSafe(format!("SELECT CAST(COUNT(*) AS BIGINT) {sql}"));
    match world.services.db() {
        Db::Sqlite { read, .. } => sqlx::query_scalar(sql).fetch_one(read).await,
        Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_one(pool).await,
    }
    .expect("the rows can be counted")
}

async fn the_demo_fills_an_empty_installation_once(world: &World) {
    let begun = Instant::now();
    assert_eq!(demo::seed(&world.services).await, Ok(true));
    // Three seconds in a release build; tests run without optimisation and beside each other.
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    assert_eq!(demo::seed(&world.services).await, Ok(false));
    assert_eq!(count(world, "FROM ticket").await, 200);
    assert_eq!(count(world, "FROM member WHERE role = 'customer'").await, 40);
    assert_eq!(count(world, "FROM business").await, 1);
}

async fn the_demo_is_as_the_engine_would_have_left_it(world: &World) {
    demo::seed(&world.services).await.unwrap();
    let faults = [
        (
            "heads that are not the last message",
            "FROM conversation c WHERE head <> (SELECT COALESCE(MAX(seq), 0) FROM message m WHERE m.conversation_id = c.id)",
        ),
        ("gaps in the numbers", "FROM conversation c WHERE head <> (SELECT COUNT(*) FROM message m WHERE m.conversation_id = c.id)"),
        ("messages that wait for reactions", "FROM conversation WHERE dispatched <> head"),
        ("messages out of order", "FROM message a JOIN message b ON b.conversation_id = a.conversation_id AND b.seq = a.seq + 1 WHERE b.at < a.at"),
        (
            "closed tickets with open lanes",
            "FROM ticket t JOIN conversation c ON c.id IN (t.customer_lane, t.staff_lane) WHERE (t.status = 'closed') <> (c.frozen_at IS NOT NULL)",
        ),
        (
            "receipts beyond the head",
            "FROM conversation_member m JOIN conversation c ON c.id = m.conversation_id WHERE m.read > c.head OR m.delivered > c.head",
        ),
        (
            "customers who are no party of their ticket",
            "FROM ticket t WHERE NOT EXISTS (SELECT 1 FROM conversation_member m WHERE m.conversation_id = t.customer_lane AND m.member_id = t.customer_id AND m.is_party)",
        ),
        (
            "spoken messages nobody finds",
            "FROM message m WHERE m.sender_kind <> 'system' AND NOT EXISTS (SELECT 1 FROM search_entry e WHERE e.conversation_id = m.conversation_id AND e.seq = m.seq)",
        ),
        ("tickets without a category", "FROM ticket WHERE category_id IS NULL"),
        ("resolved tickets without a time", "FROM ticket WHERE (status IN ('resolved', 'closed')) <> (resolved_at IS NOT NULL)"),
        ("waiting tickets whose clock runs", "FROM ticket WHERE (status = 'waiting_response') <> (paused_at IS NOT NULL)"),
        (
            "answers without a time",
            "FROM ticket t WHERE (responded_at IS NOT NULL) <> EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = t.customer_lane AND m.sender_kind = 'agent')",
        ),
        ("stars before the solution", "FROM ticket WHERE rating IS NOT NULL AND resolved_at IS NULL"),
    ];
    for (fault, sql) in faults {
        assert_eq!(count(world, sql).await, 0, "{fault}");
    }
    // The engine finds nothing to put right: no reaction, no job, no missed deadline.
    let before = (count(world, "FROM message").await, count(world, "FROM event").await);
    stoa::tickets::jobs::sweep(&world.services).await.unwrap();
    world.drain().await;
    assert_eq!((count(world, "FROM message").await, count(world, "FROM event").await), before);
    // Each unfinished ticket is looked at again, and in a year the engine has closed or escalated all of them.
    let waiting = count(world, "FROM ticket WHERE status = 'resolved'").await;
    assert_eq!(count(world, "FROM job WHERE body LIKE '%close_ticket%'").await, waiting);
    world.advance_minutes(8 * 1440);
    world.drain().await;
    assert_eq!(count(world, "FROM ticket WHERE status = 'resolved'").await, 0);
}

async fn everybody_of_the_demo_signs_in_and_finds_their_tickets(world: &World) {
    demo::seed(&world.services).await.unwrap();
    let sign_in = async |email: &str| {
        let signed_in = accounts::sign_in(&world.services, email, demo::PASSWORD, &Device::default()).await.expect("the password fits");
        world.recognise(signed_in.token).await
    };
    for person in demo::STAFF {
        let someone = sign_in(person.email).await;
        assert_eq!(someone.identity.me().name, person.name);
        let counts = tickets::counts(&world.services, &someone.agent()).await.unwrap();
        assert_eq!(counts.total(), 200);
        assert!(Status::ALL.iter().all(|status| counts.of(*status) >= 6), "{counts:?}");
    }
    let wanjiru = sign_in("customer@example.com").await;
    assert_eq!(wanjiru.identity.me().role, Role::Customer);
    let own = tickets::list(&world.services, &wanjiru.customer(), &Filter::default(), None).await.unwrap();
    assert!(own.items.len() >= 6 && own.items.iter().all(|row| row.customer == "Wanjiru Njoroge"));
    assert!(!tickets::search(&world.services, &sign_in("agent1@example.com").await.agent(), "mug").await.unwrap().is_empty());

    let draft = tickets::Draft {
        client_id: Uuid::now_v7().to_string(),
        subject: "One more".into(),
        description: "The handle came off this morning.".into(),
        priority: "high".into(),
        ..tickets::Draft::default()
    };
    assert_eq!(tickets::open(&world.services, &wanjiru.customer(), draft).await.unwrap().number, 201);
}
