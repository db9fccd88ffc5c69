//! `stoa serve`: from the open database to the last finished request.

use crate::config::Config;
use crate::http::router;
use crate::state::State;
use crate::{data, demo, jobs};
use app::routes;
use axum::serve::ListenerExt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use stoa::businesses;
use stoa::platform::Services;
use tokio::net::{TcpListener, TcpStream};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How long requests and sockets get to finish.
const GRACE: Duration = Duration::from_secs(10);

/// Serves until the process is told to stop.
///
/// # Errors
/// A sentence that says what could not be opened.
pub async fn serve(config: Config) -> Result<(), String> {
    let secret = data::prepare(&config)?;
    let services = Services::start(config.options(secret)).await?;
    if config.demo && demo::seed(&services).await.map_err(|e| format!("STOA_DEMO: the demo business could not be made: {e}"))? {
        tracing::info!("the demo business is there");
    }
    let db = services.db().clone();
    tokio::spawn(async move { db.warm().await });
    let asked = asked_to_stop();
    let listener = TcpListener::bind(config.addr).await.map_err(|e| format!("STOA_ADDR: {} cannot be listened on: {e}", config.addr))?;
    let (stop, stopping) = watch::channel(false);
    let state = State::new(Arc::new(config), services.clone(), stopping.clone());
    let is_set_up = businesses::actions::find_oldest(&services).await.map_err(|e| e.to_string())?.is_some();
    let next = if is_set_up { "Stoa is ready".to_owned() } else { format!("Stoa is ready: open {}{} to set it up", services.url(), routes::SETUP) };
    tracing::info!(url = services.url(), version = env!("CARGO_PKG_VERSION"), "{next}");
    let app = router(state).into_make_service_with_connect_info::<SocketAddr>();
    let mut runner = tokio::spawn(jobs::run(services.clone(), stopping.clone()));
    let mut told = stopping.clone();
    let mut server =
        tokio::spawn(axum::serve(listener.tap_io(at_once), app).with_graceful_shutdown(async move { drop(told.wait_for(|stop| *stop).await) }).into_future());
    drop(stopping);
    let over = until_over(asked, &mut runner, &mut server).await;
    match &over {
        Ok(()) => tracing::info!("stopping"),
        Err(why) => tracing::error!(why, "stopping"),
    }
    stop.send_replace(true);
    let done = async {
        if !server.is_finished() {
            let _ = server.await;
        }
        if !runner.is_finished() {
            let _ = runner.await;
        }
        // Sockets hold a receiver each until they are closed.
        stop.closed().await;
    };
    if tokio::time::timeout(GRACE, done).await.is_err() {
        tracing::warn!("not everything finished in time");
    }
    services.db().close().await;
    over
}

/// Waits until the process is asked to stop. A process without its runner or its server is of no use to anybody: then it ends with a fault, and whoever
/// watches over it starts it again.
async fn until_over(asked: impl Future<Output = ()>, runner: &mut JoinHandle<()>, server: &mut JoinHandle<std::io::Result<()>>) -> Result<(), String> {
    let (what, how) = tokio::select! {
        () = asked => return Ok(()),
        ended = runner => ("background work", ended.map_err(|e| e.to_string())),
        ended = server => ("server", ended.map_err(|e| e.to_string()).and_then(|done| done.map_err(|e| e.to_string()))),
    };
    Err(format!("The {what} has ended by itself: {}.", how.err().unwrap_or_else(|| "nobody asked it to".into())))
}

/// Small frames go out when they are written, not when more has come together.
fn at_once(stream: &mut TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection stays slow");
    }
}

/// Begins to listen for Ctrl-C and the signal of service managers, and waits for one of them. Before anybody can reach the process: a signal that comes
/// while nobody listens for it ends it in the middle of an answer.
fn asked_to_stop() -> impl Future<Output = ()> {
    let [mut terminate, mut interrupt] = [SignalKind::terminate(), SignalKind::interrupt()].map(|kind| signal(kind).expect("signals can be heard"));
    async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::{pending, ready};

    #[tokio::test]
    async fn a_runner_or_a_server_that_ends_by_itself_ends_the_process_with_a_fault() {
        let (mut busy, mut open) = (tokio::spawn(pending::<()>()), tokio::spawn(pending()));
        assert_eq!(until_over(ready(()), &mut busy, &mut open).await, Ok(()));
        let mut broken = tokio::spawn(async { assert!(std::hint::black_box(false), "a bad turn") });
        let why = until_over(pending(), &mut broken, &mut open).await.unwrap_err();
        assert!(why.starts_with("The background work has ended by itself: ") && why.contains("panicked"), "{why}");
        let mut deaf = tokio::spawn(async { Err(std::io::Error::other("no more connections")) });
        assert_eq!(until_over(pending(), &mut busy, &mut deaf).await.unwrap_err(), "The server has ended by itself: no more connections.");
    }
}
