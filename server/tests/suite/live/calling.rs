//! Signals of a call: what two browsers tell each other reaches the two of them, whichever process they are at, and nobody else.

use super::ticket_of;
use crate::harness::{Process, Tab, World};
use crate::on_both;
use stoa::calls::actions as calls;
use stoa::cards::actions as cards;
use stoa::event::{Heard, Say, Signal, Topic};
use stoa::kernel::ids::CallId;
use uuid::Uuid;

on_both!(what_two_browsers_tell_each_other_reaches_the_other_one_alone_and_byte_for_byte,);

/// The next signal of a call.
async fn hears(tab: &mut Tab) -> Signal {
    match tab.hear_until(|h| matches!(h, Heard::Signal { .. })).await.pop() {
        Some(Heard::Signal { signal, .. }) => signal,
        other => panic!("{other:?}"),
    }
}

async fn what_two_browsers_tell_each_other_reaches_the_other_one_alone_and_byte_for_byte(world: &World) {
    let shop = world.business("Kiln").await;
    let (customer, agent, colleague) = (world.customer(&shop, "Wanjiru").await, world.agent(&shop, "Amina").await, world.agent(&shop, "Zawadi").await);
    let talk = ticket_of(world, &customer).await.customer_lane;
    let (here, there) = world.two_processes().await;
    let (first, second) = (Process::start(&here).await, Process::start(&there).await);
    let mut hers = first.tab(&customer.token).await;
    hers.watch(Topic::Person(customer.member()), 0).await;
    let mut ours = second.tab(&agent.token).await;
    ours.watch(Topic::Person(agent.member()), 0).await;
    let mut spy = second.tab(&colleague.token).await;
    spy.watch(Topic::Person(colleague.member()), 0).await;
    spy.watch(Topic::Conversation(talk), 0).await;
    stoa::accounts::actions::note_presence(&here, &[(shop.id, customer.member())], here.now().plus_ms(60_000)).await.unwrap();
    let call = cards::ring(&here, &agent.agent(), talk, Uuid::now_v7()).await.unwrap();
    calls::answer(&there, &customer.identity.person(), call).await.unwrap();

    // As long as a description gets, with what JSON and Redis could stumble over.
    let long = format!("v=0\r\no=- “ü” \\ \"\n{}", "a=candidate:1 1 udp 2113937151 192.0.2.1 54321 typ host\r\n".repeat(400));
    let way = Signal::Way { candidate: "candidate:1".into(), mid: Some("0".into()), line: Some(0) };
    hers.say(&Say::Signal { call, signal: Signal::Ready }).await;
    assert_eq!(hears(&mut ours).await, Signal::Ready);
    for signal in [Signal::Offer(long.clone()), way.clone()] {
        ours.say(&Say::Signal { call, signal: signal.clone() }).await;
        assert_eq!(hears(&mut hers).await, signal);
    }
    hers.say(&Say::Signal { call, signal: Signal::Answer(long) }).await;
    hears(&mut ours).await;

    spy.say(&Say::Signal { call, signal: way.clone() }).await;
    assert_eq!(hears(&mut spy).await, Signal::Bye, "whoever takes no part is told that there is nothing for them");
    ours.say(&Say::Signal { call: CallId(call.0 + 1), signal: way }).await;
    assert_eq!(hears(&mut ours).await, Signal::Bye, "and whoever names no call");
    for tab in [&mut hers, &mut spy] {
        assert!(!tab.settle().await.iter().any(|h| matches!(h, Heard::Signal { .. })), "nothing went astray");
    }
    for services in [here, there] {
        services.db().close().await;
    }
}
