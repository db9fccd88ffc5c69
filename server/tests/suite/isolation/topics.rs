//! Everybody watches every topic of business A, and speaks in its conversations.

use super::{Actor, Rank, actors};
use crate::harness::{Estate, NOTE, World, difference};
use crate::on_both;
use std::collections::BTreeMap;
use stoa::event::{Event, Heard, Say, Topic};
use stoa::kernel::ids::ConversationId;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Priority, Status};
use uuid::Uuid;

on_both!(
    no_topic_is_open_to_those_who_are_not_its_audience,
    nothing_said_on_a_socket_reaches_what_is_not_ones_own,
    what_happens_in_a_is_heard_by_its_audience_only
);

/// Conversations of business A: the lanes of a ticket, that with the partner of an order, a live chat and the notes in it, a talk of the team.
fn conversations(e: &Estate) -> [ConversationId; 6] {
    [e.ticket.customer_lane, e.ticket.staff_lane, e.lane.partner_lane(), e.chat.conversation_id, e.chat.notes_id, e.talk]
}

/// A topic of business A of each kind, one after the other. A new kind does not compile before it is in this chain.
fn after(topic: Option<Topic>, e: &Estate) -> Option<Topic> {
    let all = conversations(e);
    Some(match topic {
        None => Topic::Conversation(all[0]),
        Some(Topic::Conversation(id)) => {
            let next = all.iter().skip_while(|c| **c != id).nth(1);
            next.map_or(Topic::Ticket(e.ticket.id), |next| Topic::Conversation(*next))
        }
        Some(Topic::Ticket(_)) => Topic::Case(e.ticket.id),
        Some(Topic::Case(_)) => Topic::Desk(e.a.id),
        Some(Topic::Desk(_)) => Topic::Admin(e.a.id),
        Some(Topic::Admin(_)) => Topic::Person(e.wanjiru.member()),
        Some(Topic::Person(_)) => Topic::Colleagues(all[0]),
        Some(Topic::Colleagues(_)) => return None,
    })
}

fn topics(e: &Estate) -> Vec<Topic> {
    std::iter::successors(after(None, e), |topic| after(Some(*topic), e)).collect()
}

/// Who may watch a topic of [`topics`].
fn may_watch(actor: &Actor<'_>, topic: Topic, e: &Estate) -> bool {
    let is_staff = actor.is_of_a && actor.rank >= Rank::Agent;
    match topic {
        // A talk of the team is for those who are in it; the owner is not.
        Topic::Conversation(id) if id == e.talk => is_staff && actor.rank != Rank::Owner,
        Topic::Conversation(id) => {
            is_staff
                || (actor.is_wanjiru && [e.ticket.customer_lane, e.chat.conversation_id].contains(&id))
                || (actor.is_of_a && actor.rank == Rank::Partner && id == e.lane.partner_lane())
        }
        Topic::Ticket(_) | Topic::Desk(_) | Topic::Colleagues(_) => is_staff,
        Topic::Case(_) | Topic::Person(_) => actor.is_wanjiru,
        Topic::Admin(_) => actor.is_of_a && actor.rank >= Rank::Admin,
    }
}

async fn no_topic_is_open_to_those_who_are_not_its_audience(world: &World) {
    let (e, site) = (world.estate().await, world.site().await);
    for actor in actors(&e) {
        let wire = site.wire(actor.token(), &site.url).await;
        let mut wire = match wire {
            Ok(wire) => wire,
            Err(status) => {
                assert_eq!((actor.rank, status), (Rank::Visitor, 4401), "{} opens a socket", actor.who);
                continue;
            }
        };
        assert_ne!(actor.rank, Rank::Visitor, "a visitor has a socket");
        for topic in topics(&e) {
            assert_eq!(wire.watch(topic).await, may_watch(&actor, topic, &e), "{} watches {topic}", actor.who);
        }
        actor.may_read("what a socket tells", &wire.everything().await);
    }
    assert_eq!(site.wire(&e.wanjiru.token, "https://evil.example").await.err(), Some(403), "another site opens a socket with her cookie");
    drop(site);
}

async fn nothing_said_on_a_socket_reaches_what_is_not_ones_own(world: &World) {
    let (e, site) = (world.estate().await, world.site().await);
    for actor in actors(&e).iter().filter(|a| a.rank > Rank::Visitor) {
        for conversation in conversations(&e).into_iter().filter(|id| !may_watch(actor, Topic::Conversation(*id), &e)) {
            let mut wire = site.wire(actor.token(), &site.url).await.expect("a socket");
            let before = world.snapshot(Some(e.a.id)).await;
            let client_id = Uuid::now_v7();
            wire.say(&Say::Send { conversation, client_id, body: "Let me in".into(), files: vec![e.picture.id, e.loose_picture.id] }).await;
            let told = wire.until(|h| matches!(h, Heard::Stored { .. } | Heard::Refused { .. })).await;
            assert!(told.last().is_some_and(|t| t.contains("refused") && t.contains("not_found")), "{} writes: {told:?}", actor.who);
            for say in [Say::Typing { conversation, text: None }, Say::Seen { conversation, seq: 1, read: true }] {
                wire.say(&say).await;
                wire.until(|h| matches!(h, Heard::Denied { topic: Topic::Conversation(id), .. } if *id == conversation)).await;
            }
            let after = world.snapshot(Some(e.a.id)).await;
            assert!(before == after, "{} leaves something behind:\n{}", actor.who, difference(&before, &after));
        }
    }
    let mut thief = site.wire(&e.daniel.token, &site.url).await.expect("a socket");
    let client_id = Uuid::now_v7();
    thief.say(&Say::Send { conversation: e.daniels.customer_lane, client_id, body: "Look".into(), files: vec![e.loose_picture.id] }).await;
    let told = thief.until(|h| matches!(h, Heard::Stored { .. } | Heard::Refused { .. })).await;
    assert!(told.last().is_some_and(|t| t.contains("refused") && t.contains("files")), "Daniel attaches Wanjiru's picture: {told:?}");
    drop(site);
}

/// Everybody tries to watch all of A and everything of their own; then a lot happens in A.
async fn what_happens_in_a_is_heard_by_its_audience_only(world: &World) {
    let (e, site) = (world.estate().await, world.site().await);
    let (s, agent) = (&world.services, e.amina.agent());
    let everybody = actors(&e);
    let mut wires = BTreeMap::new();
    for (n, actor) in everybody.iter().enumerate().filter(|(_, a)| a.rank > Rank::Visitor) {
        let mut wire = site.wire(actor.token(), &site.url).await.expect("a socket");
        for topic in topics(&e).into_iter().chain(own_topics(actor)) {
            wire.watch(topic).await;
        }
        wires.insert(n, wire);
    }
    let amina = everybody.iter().position(|a| a.rank == Rank::Agent && a.is_of_a).expect("Amina");
    wires.get_mut(&amina).expect("her socket").say(&Say::Typing { conversation: e.ticket.staff_lane, text: None }).await;
    tickets::note(s, &agent, e.ticket.id, Uuid::now_v7(), &format!("More of {NOTE}."), vec![]).await.unwrap();
    tickets::set_status(s, &agent, e.ticket.id, Status::InProgress).await.unwrap();
    tickets::set_priority(s, &agent, e.ticket.id, Priority::Urgent).await.unwrap();
    tickets::assign(s, &agent, e.ticket.id, Some(e.otieno.member())).await.unwrap();
    world.advance_minutes(14 * 24 * 60);
    world.drain().await;
    tickets::reply(s, &agent, e.ticket.id, Uuid::now_v7(), "One more question.", vec![]).await.unwrap();
    tickets::set_status(s, &agent, e.ticket.id, Status::Closed).await.unwrap();
    world.drain().await;
    for (n, mut wire) in wires {
        let actor = &everybody[n];
        let mut frames = Vec::new();
        if actor.is_wanjiru || (actor.is_of_a && actor.rank >= Rank::Agent) {
            let is_last = |h: &Heard| matches!(h, Heard::Event { event: Event::StatusChanged { to: Status::Closed, .. }, .. });
            frames = wire.until(is_last).await;
        }
        frames.push(wire.everything().await);
        let heard = frames.join("\n");
        actor.may_read("what their socket tells", &heard);
        let is_staff = actor.is_of_a && actor.rank >= Rank::Agent;
        assert_eq!(heard.contains("sla_breached"), is_staff, "{} hears of a breach: {heard}", actor.who);
        assert_eq!(heard.contains(&format!("\"conversation\":{},", e.ticket.staff_lane)), is_staff, "{} hears of notes: {heard}", actor.who);
        assert_eq!(heard.contains("\"status_changed\""), is_staff || actor.is_wanjiru, "{} hears of the ticket: {heard}", actor.who);
    }
    drop(site);
}

/// The topics of whoever it is.
fn own_topics(actor: &Actor<'_>) -> Vec<Topic> {
    let Some(someone) = actor.someone else { return Vec::new() };
    let me = someone.identity.me();
    vec![Topic::Person(me.member), Topic::Desk(me.business), Topic::Admin(me.business)]
}
