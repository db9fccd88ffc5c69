//! What fails or never ends keeps nothing else waiting: mail servers, reactions, jobs.

use crate::chats::{begun, guest};
use crate::harness::{SilentMailServer, World, drain_with_failures};
use crate::jobs::until;
use crate::on_both;
use server::jobs::run;
use sqlx::AssertSqlSafe;
use std::time::Duration;
use stoa::accounts::Asker;
use stoa::chats::actions as chats;
use stoa::conversations::model::SenderKind;
use stoa::event::Event;
use stoa::job::Job;
use stoa::kernel::ids::{BusinessId, ChatId, ConversationId, MemberId, TicketId};
use stoa::platform::jobs::{list_dead, next_run, run_again};
use stoa::platform::{Services, letters, outbox};
use stoa::{db_exec, db_val};
use tokio::sync::watch;
use uuid::Uuid;

on_both!(
    a_mail_server_that_never_answers_keeps_no_answer_of_the_bot_waiting,
    an_event_whose_reaction_always_fails_is_put_aside_alone_and_can_be_run_again,
    a_talk_whose_reaction_always_fails_holds_up_no_other_and_goes_on_later,
    what_is_due_is_done_while_nothing_can_be_handed_on,
);

async fn ask(services: &Services, asker: &Asker, chat: ChatId) -> i64 {
    chats::say(services, asker, chat, Uuid::now_v7(), "When are you open?", vec![]).await.expect("it is stored").seq
}

/// Whether the bot has said something after this message.
async fn is_answered(services: &Services, asker: &Asker, chat: ChatId, seq: i64) -> bool {
    let talk = chats::open_own(services, asker, chat, None).await.expect("their own chat").1;
    talk.messages.iter().any(|m| m.kind == SenderKind::Bot && m.seq > seq)
}

async fn a_mail_server_that_never_answers_keeps_no_answer_of_the_bot_waiting(world: &World) {
    let business = world.business("Kiln").await;
    let asker: Asker = (&guest(world, &business, "Wanjiru").await.guest).into();
    let chat = begun(world, &asker).await;
    world.drain().await;
    let server = SilentMailServer::start().await;
    let services = world.with_mail(&server.url).await;
    let mut tx = services.begin().await.unwrap();
    for n in 0..40 {
        letters::queue(&mut tx, business.id, &format!("p{n}@stoa.test"), "News", "News.", "<p>News.</p>", None).await.unwrap();
    }
    tx.commit().await.unwrap();
    let (_stop, stopping) = watch::channel(false);
    let runner = tokio::spawn(run(services.clone(), stopping));
    until(async || server.calls() == 4).await;
    let seq = ask(&services, &asker, chat.id).await;
    // A mail gives up after twenty seconds: whatever waited for one would come too late.
    let answered = until(async || is_answered(&services, &asker, chat.id, seq).await);
    tokio::time::timeout(Duration::from_secs(15), answered).await.expect("the bot answers meanwhile");
    assert_eq!(server.calls(), 4, "mails have their own places, and no more");
    runner.abort();
    drop(runner.await);
    services.db().close().await;
}

/// Makes every change of a table fail where `when` holds, as a reaction that cannot work does.
async fn poison(services: &Services, table: &str, occasion: &str, when: &str) {
    let mut tx = services.begin().await.unwrap();
    if tx.is_postgres() {
        const FUNCTION: &str = "CREATE OR REPLACE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''poison''; END'";
        db_exec!(tx, FUNCTION).unwrap();
        let trigger = format!("CREATE TRIGGER poison_{table} BEFORE {occasion} ON {table} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION poison()");
        db_exec!(tx, AssertSqlSafe(trigger)).unwrap();
    } else {
        let trigger = format!("CREATE TRIGGER poison_{table} BEFORE {occasion} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, 'poison'); END");
        db_exec!(tx, AssertSqlSafe(trigger)).unwrap();
    }
    tx.commit().await.unwrap();
}

async fn heal(services: &Services, table: &str) {
    let mut tx = services.begin().await.unwrap();
    let on = if tx.is_postgres() { format!(" ON {table}") } else { String::new() };
    db_exec!(tx, AssertSqlSafe(format!("DROP TRIGGER poison_{table}{on}"))).unwrap();
    tx.commit().await.unwrap();
}

async fn emit(services: &Services, members: impl IntoIterator<Item = i64>) {
    let mut tx = services.begin().await.unwrap();
    for member in members {
        tx.emit(BusinessId(1), None, Event::MemberJoined { member: MemberId(member) }).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn unseen(services: &Services) -> i64 {
    const UNSEEN: &str = "SELECT COUNT(*) FROM event WHERE dispatched_at IS NULL";
    db_val!(services.db(), UNSEEN).unwrap()
}

async fn an_event_whose_reaction_always_fails_is_put_aside_alone_and_can_be_run_again(world: &World) {
    let s = &world.services;
    // What follows from the second one is a job that cannot be written.
    poison(s, "job", "INSERT", "NEW.body LIKE '%join_chats%902%'").await;
    emit(s, 901..=903).await;
    let failures = drain_with_failures(s).await;
    assert!(failures.len() == 1 && failures[0].starts_with("{\"job\":\"react\""), "{failures:?}");
    assert_eq!((unseen(s).await, outbox::is_waiting(s.db()).await), (1, Ok(false)), "only its own job looks at it from now on");
    emit(s, [904]).await;
    assert!(drain_with_failures(s).await.is_empty(), "what comes later is not held up");
    while let Some(next) = next_run(s.db()).await.unwrap() {
        s.clock().advance(next.since(s.now()));
        drain_with_failures(s).await;
    }
    let dead = list_dead(s.db()).await.unwrap();
    assert_eq!(dead.len(), 1, "the owner finds it among the background work");
    heal(s, "job").await;
    run_again(s, dead[0].id).await.unwrap();
    world.drain().await;
    assert_eq!((unseen(s).await, list_dead(s.db()).await.unwrap().len()), (0, 0));
}

async fn a_talk_whose_reaction_always_fails_holds_up_no_other_and_goes_on_later(world: &World) {
    let s = &world.services;
    let business = world.business("Kiln").await;
    let (bad, good): (Asker, Asker) = ((&guest(world, &business, "Bad").await.guest).into(), (&guest(world, &business, "Good").await.guest).into());
    let (first, second) = (begun(world, &bad).await, begun(world, &good).await);
    world.drain().await;
    let talk: ConversationId = first.conversation_id;
    poison(s, "conversation", "UPDATE OF dispatched", &format!("NEW.id = {talk} AND NEW.dispatched <> OLD.dispatched")).await;
    // Forms wait for what follows from their words, and must not fail over somebody else's.
    let asked = ask(s, &bad, first.id).await;
    let seq = ask(s, &good, second.id).await;
    let failures = drain_with_failures(s).await;
    assert!(failures.len() == 1 && failures[0].starts_with("{\"job\":\"follow_talk\""), "{failures:?}");
    assert!(is_answered(s, &good, second.id, seq).await && !is_answered(s, &bad, first.id, asked).await);
    heal(s, "conversation").await;
    world.advance_minutes(1);
    world.drain().await;
    assert!(is_answered(s, &bad, first.id, asked).await, "nothing was lost");
    let again = ask(s, &bad, first.id).await;
    world.drain().await;
    assert!(is_answered(s, &bad, first.id, again).await, "and from then on it is a talk like any other");
}

async fn what_is_due_is_done_while_nothing_can_be_handed_on(world: &World) {
    let s = &world.services;
    emit(s, [901]).await;
    // Not even claiming works.
    poison(s, "event", "UPDATE", "NEW.id > 0").await;
    let mut tx = s.begin().await.unwrap();
    tx.enqueue(Job::CheckSla { ticket: TicketId(1) }).await.unwrap();
    tx.commit().await.unwrap();
    let (stop, stopping) = watch::channel(false);
    let runner = tokio::spawn(run(s.clone(), stopping));
    until(async || next_run(s.db()).await.unwrap().is_none()).await;
    assert_eq!(unseen(s).await, 1);
    heal(s, "event").await;
    s.wake_runner();
    until(async || unseen(s).await == 0).await;
    stop.send_replace(true);
    runner.await.unwrap();
}
