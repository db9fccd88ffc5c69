//! The background work of a test, done at once and in order instead of by a runner.

use super::World;
use server::jobs;
use stoa::help::actions::{self as help, Told};
use stoa::kernel::ids::BusinessId;
use stoa::platform::Services;

impl World {
    /// Does everything that is due: reactions to events and messages, then jobs, until nothing is left. A job that fails fails the test.
    pub async fn drain(&self) {
        drain(&self.services).await;
    }
}

/// Does everything that is due, with these services. A job that fails fails the test.
pub async fn drain(services: &Services) {
    let failures = drain_with_failures(services).await;
    assert!(failures.is_empty(), "background work failed: {}", failures.join("; "));
}

/// The same for tests in which jobs must fail: says why each did. A failed job waits for its next try.
pub async fn drain_with_failures(services: &Services) -> Vec<String> {
    jobs::drain(services).await.expect("the database answers")
}

/// A question to the help centre, decided and remembered as the bot does.
pub async fn ask_help(services: &Services, business: BusinessId, question: &str) -> Told {
    let told = help::ask(services, business, question).await.expect("a decision");
    let mut tx = services.begin().await.expect("a transaction");
    help::remember(&mut tx, business, &told).await.expect("room for a question");
    tx.commit().await.expect("the question is kept");
    told
}
