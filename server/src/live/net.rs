//! Compares what browsers were told with the database every few seconds: the net under lost notices.

use std::time::Duration;
use stoa::conversations::recheck;
use stoa::platform::Services;
use tokio::sync::watch;

const PAUSE: Duration = Duration::from_secs(5);

/// Goes on until the process stops.
pub fn start(services: Services, mut stopping: watch::Receiver<bool>) {
    tokio::spawn(async move {
        loop {
            tokio::select! {
                () = tokio::time::sleep(PAUSE) => {}
                () = services.bus().doubted() => services.bus().hint_everything(),
                _ = stopping.wait_for(|stop| *stop) => return,
            }
            if let Err(error) = recheck::compare(&services).await {
                tracing::warn!(%error, "what browsers were told could not be compared with the database");
            }
        }
    });
}
