//! Hostile input through forms, uploads, raw requests and the socket: refused with the field named, nothing stored, and the server goes on.

mod bombs;
mod fields;
mod forms;
mod frames;
mod requests;
mod sessions;
mod swelling;
mod uploads;

use crate::harness::{Site, World, difference};

/// Fails when the database is not as it was, or the server does not answer as before. Gives how the database is.
async fn left_no_trace(world: &World, site: &Site, before: &[String], what: &str) -> Vec<String> {
    let after = world.snapshot(None).await;
    assert!(before == after, "{what} leaves something behind:\n{}", difference(before, &after));
    assert_eq!(site.browser("").get("/healthz").await.status, 200, "the server answers after {what}");
    after
}
