//! The demo business: there in a moment, only in an empty installation, and as consistent as if people had made it.

use crate::harness::World;
use crate::on_both;
use server::demo;
use sqlx::AssertSqlSafe;
use std::time::{Duration, Instant};
use stoa::accounts::Visitor;
use stoa::accounts::actions::{self as accounts, Device};
use stoa::accounts::model::Role;
use stoa::chats::actions as chats;
use stoa::chats::origins::may_frame;
use stoa::conversations::search;
use stoa::platform::Db;
use stoa::talks::actions as talks;
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
    assert_eq!(count(world, "FROM ticket t JOIN shop_order o ON o.id = t.order_id WHERE t.partner_lane IS NOT NULL AND o.partner_id = t.partner_id").await, 2);
    assert_eq!(count(world, "FROM product WHERE partner_id IS NOT NULL").await, 1);
    assert_eq!(count(world, "FROM member WHERE role = 'customer'").await, 40);
    assert_eq!(count(world, "FROM business").await, 1);
    assert!((36..=42).contains(&count(world, "FROM chat").await) && count(world, "FROM chat WHERE ticket_id IS NOT NULL").await == 1);
    assert_eq!(count(world, "FROM talk").await, 2);
    assert_eq!((count(world, "FROM offering").await, count(world, "FROM appointment").await), (3, 30));
    assert!(count(world, "FROM appointment WHERE state = 'booked'").await > 5);
    assert_eq!((count(world, "FROM product").await, count(world, "FROM shop_order").await), (24, 60));
}

async fn the_demo_is_as_the_engine_would_have_left_it(world: &World) {
    demo::seed(&world.services).await.unwrap();
    while search::catch_up(&world.services).await.unwrap() {}
    let faults = [
        (
            "heads that are not the last message",
            "FROM conversation c WHERE head <> (SELECT COALESCE(MAX(seq), 0) FROM message m WHERE m.conversation_id = c.id)",
        ),
        (
            "stock that is not the sum of its ledger",
            "FROM variant v WHERE stock <> (SELECT COALESCE(SUM(quantity), 0) FROM stock_change s WHERE s.variant_id = v.id)",
        ),
        (
            "orders that cost something else than their lines",
            "FROM shop_order o WHERE total <> (SELECT SUM(price * quantity) FROM order_line l WHERE l.order_id = o.id)",
        ),
        (
            "appointments whose time nobody keeps, or that keep time though they are cancelled",
            "FROM appointment a WHERE (a.state <> 'cancelled') <> EXISTS (SELECT 1 FROM appointment_claim c WHERE c.appointment_id = a.id)",
        ),
        ("gaps in the numbers", "FROM conversation c WHERE head <> (SELECT COUNT(*) FROM message m WHERE m.conversation_id = c.id)"),
        ("messages that wait for reactions", "FROM conversation WHERE dispatched <> head"),
        ("messages out of order", "FROM message a JOIN message b ON b.conversation_id = a.conversation_id AND b.seq = a.seq + 1 WHERE b.at < a.at"),
        (
            "closed tickets with open lanes",
            "FROM ticket t JOIN conversation c ON c.id IN (t.customer_lane, t.staff_lane, t.partner_lane) WHERE (t.status = 'closed') <> (c.frozen_at IS NOT NULL)",
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
        (
            "partners who are no party of their lane, or of the customer's",
            "FROM ticket t JOIN conversation_member m ON m.conversation_id IN (t.customer_lane, t.partner_lane) AND m.is_party
             WHERE t.partner_lane IS NOT NULL AND (m.member_id = t.partner_id) <> (m.conversation_id = t.partner_lane)",
        ),
        (
            "tickets that came from elsewhere than they say",
            "FROM ticket t WHERE (t.source = 'order') <> (t.order_id IS NOT NULL) OR (t.source = 'chat') <> EXISTS (SELECT 1 FROM chat c WHERE c.ticket_id = t.id)",
        ),
        ("tickets without a category", "FROM ticket WHERE category_id IS NULL"),
        ("resolved tickets without a time", "FROM ticket WHERE (status IN ('resolved', 'closed')) <> (resolved_at IS NOT NULL)"),
        ("waiting tickets whose clock runs", "FROM ticket WHERE (status = 'waiting_response') <> (paused_at IS NOT NULL)"),
        (
            "answers without a time",
            "FROM ticket t WHERE (responded_at IS NOT NULL) <> EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = t.customer_lane AND m.sender_kind = 'agent')",
        ),
        ("stars before the solution", "FROM ticket WHERE rating IS NOT NULL AND resolved_at IS NULL"),
        (
            "chats that count their messages wrongly",
            "FROM chat c WHERE c.ticket_id IS NULL AND c.messages <> (SELECT COUNT(*) FROM message m WHERE m.conversation_id = c.conversation_id AND m.sender_kind <> 'system')",
        ),
        (
            "chats that do not know when something was said last",
            "FROM chat c WHERE c.ticket_id IS NULL AND c.last_message_at <> (SELECT MAX(m.at) FROM message m WHERE m.conversation_id = c.conversation_id AND m.sender_kind <> 'system')",
        ),
        (
            "chats whose last question is another",
            "FROM chat c WHERE c.asked_seq <> (SELECT MAX(m.seq) FROM message m WHERE m.conversation_id = c.conversation_id AND m.sender_kind = 'customer') AND c.ticket_id IS NULL",
        ),
        (
            "closed chats with open talks",
            "FROM chat c JOIN conversation v ON v.id IN (c.conversation_id, c.notes_id) WHERE c.ticket_id IS NULL AND (c.state = 'active') <> (v.frozen_at IS NULL)",
        ),
        (
            "chats that wait though somebody has them",
            "FROM chat WHERE waiting_since IS NOT NULL AND (assignee_id IS NOT NULL OR bot_holds OR state <> 'active')",
        ),
        ("chats that are over and unread", "FROM chat WHERE state <> 'active' AND unread > 0"),
        (
            "answers that the bot did not give",
            "FROM chat_answer a JOIN chat c ON c.id = a.chat_id JOIN message m ON m.conversation_id = c.conversation_id AND m.seq = a.seq WHERE m.sender_kind <> 'bot'",
        ),
        ("answers from articles that are not there", "FROM chat_answer WHERE (outcome = 'article') <> (article_id IS NOT NULL)"),
        (
            "tickets that were chats with other lanes",
            "FROM chat c JOIN ticket t ON t.id = c.ticket_id WHERE c.conversation_id <> t.customer_lane OR c.notes_id <> t.staff_lane OR c.customer_id <> t.customer_id",
        ),
        (
            "members of talks who are no staff",
            "FROM talk t JOIN conversation_member p ON p.conversation_id = t.conversation_id JOIN member m ON m.id = p.member_id WHERE m.role NOT IN ('agent', 'admin')",
        ),
    ];
    for (fault, sql) in faults {
        assert_eq!(count(world, sql).await, 0, "{fault}");
    }
    // The engine finds nothing to put right: no reaction, no job, no missed deadline.
    let before = (count(world, "FROM message").await, count(world, "FROM event").await);
    stoa::tickets::jobs::sweep(&world.services).await.unwrap();
    stoa::chats::jobs::sweep(&world.services).await.unwrap();
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
    let (amina, at) = (sign_in("agent1@example.com").await.agent(), Visitor::of(&world.business_of(&sign_in("agent1@example.com").await).await));
    let counts = chats::counts(&world.services, &amina).await.unwrap();
    assert_eq!((counts.waiting, counts.mine), (2, 1), "{counts:?}");
    let rows = chats::list(&world.services, &amina, &Default::default(), None).await.unwrap().items;
    let opened = chats::find(&world.services, &amina, rows[0].id).await.unwrap();
    let (talk, _) = chats::said(&world.services, &amina, rows[0].id, None).await.unwrap();
    assert!(!talk.messages.is_empty() && !opened.pages.is_empty() && rows[0].unread > 0, "unread chats stand first");
    let team = talks::list(&world.services, &amina).await.unwrap();
    assert_eq!(team.iter().map(|t| t.name.as_str()).collect::<Vec<_>>(), ["Store floor", "Brian Mwangi"]);
    let widget = chats::widget(&world.services, &at).await.unwrap();
    assert!(may_frame(&widget.origins, "http://localhost:4400") && may_frame(&widget.origins, "http://127.0.0.1:4400"));
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
