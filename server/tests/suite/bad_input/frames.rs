//! Frames that make no sense, and frames that never end.

use super::left_no_trace;
use crate::harness::{Wire, World};
use crate::on_both;
use stoa::event::{Heard, Say};
use stoa::kernel::ids::ConversationId;
use tokio_tungstenite::tungstenite::Message;
use uuid::Uuid;

on_both!(a_frame_that_makes_no_sense_is_answered_and_the_tenth_ends_the_socket);

async fn complaint(wire: &mut Wire, frame: Message) -> String {
    wire.send(frame).await;
    wire.until(|h| matches!(h, Heard::Misunderstood { .. })).await.pop().unwrap_or_default()
}

async fn a_frame_that_makes_no_sense_is_answered_and_the_tenth_ends_the_socket(world: &World) {
    let shop = world.business("Kiln").await;
    let (customer, site) = (world.customer(&shop, "Wanjiru").await, world.site().await);
    let before = world.snapshot(None).await;
    let mut wire = site.wire(&customer.token, &site.url).await.expect("a socket");
    let bad = [
        ("\"frame\"", Message::text("{")),
        ("\"say\"", Message::text(format!("{}1{}", "[".repeat(5000), "]".repeat(5000)))),
        ("\"frame\"", Message::text("x".repeat(65 * 1024))),
        ("\"frame\"", Message::binary(vec![0, 159, 146, 150])),
        ("\"say\"", Message::text("{\"say\":\"shout\"}")),
        ("\"more\"", Message::text("{\"say\":\"unwatch\",\"topic\":\"desk:1\",\"more\":1}")),
        ("\"after\"", Message::text("{\"say\":\"watch\",\"topic\":\"desk:1\"}")),
        ("topic", Message::text("{\"say\":\"watch\",\"topic\":\"attic:1\",\"after\":0}")),
        ("\"frame\"", Message::text("{\"say\":\"send\",\"conversation\":\"one\",\"client_id\":\"no\",\"body\":1}")),
    ];
    for (field, frame) in bad {
        let said = complaint(&mut wire, frame.clone()).await;
        assert!(said.contains("invalid") && said.contains(field), "{frame:?}: {said}");
    }
    wire.say(&Say::Send { conversation: ConversationId(1), client_id: Uuid::nil(), body: "\u{0}".into(), files: vec![] }).await;
    wire.until(|h| matches!(h, Heard::Refused { .. })).await;
    complaint(&mut wire, Message::text("{}")).await;
    assert_eq!(wire.next().await, None, "the tenth ends it");
    let mut wire = site.wire(&customer.token, &site.url).await.expect("a socket");
    wire.until(|h| matches!(h, Heard::Welcome { .. })).await;
    wire.send(Message::text("x".repeat(1024 * 1024))).await;
    assert_eq!(wire.next().await, None, "a frame that never ends closes the socket");
    let mut wire = site.wire(&customer.token, &site.url).await.expect("a socket");
    wire.everything().await;
    left_no_trace(world, &site, &before, "a bad frame").await;
    drop(site);
}
