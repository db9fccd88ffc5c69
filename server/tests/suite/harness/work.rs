//! The background work of a test, done at once and in order instead of by a runner.

use super::World;
use stoa::job::Job;
use stoa::platform::{Services, jobs};
use stoa::reactions;

/// More rounds than this mean that the work makes new work for ever.
const ROUNDS: usize = 1000;

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
    let mut failures = Vec::new();
    for _ in 0..ROUNDS {
        let events = reactions::dispatch_events(services).await.expect("reactions to events");
        let lanes = reactions::dispatch_messages(services).await.expect("reactions to messages");
        let mut tx = services.begin().await.expect("a transaction");
        let claimed = jobs::claim(&mut tx, 50).await.expect("jobs can be claimed");
        tx.commit().await.expect("a commit");
        if events == 0 && lanes == 0 && claimed.is_empty() {
            return failures;
        }
        for job in claimed {
            let outcome = match serde_json::from_str::<Job>(&job.body) {
                Ok(body) => body.run(services).await,
                Err(error) => Err(error.to_string()),
            };
            let mut tx = services.begin().await.expect("a transaction");
            match outcome {
                Ok(()) => jobs::finish(&mut tx, &job).await.expect("a job can be finished"),
                Err(why) => {
                    jobs::fail(&mut tx, &job, &why, 0.0).await.expect("a job can fail");
                    failures.push(format!("{}: {why}", job.body));
                }
            }
            tx.commit().await.expect("a commit");
        }
    }
    panic!("background work makes new work for ever");
}
