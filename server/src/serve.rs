//! `stoa serve`: from the open database to the last finished request.

use crate::config::Config;
use crate::http::router;
use crate::state::State;
use crate::{data, demo, jobs};
use axum::serve::ListenerExt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use stoa::platform::Services;
use tokio::net::{TcpListener, TcpStream};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

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
    let listener = TcpListener::bind(config.addr).await.map_err(|e| format!("STOA_ADDR: {} cannot be listened on: {e}", config.addr))?;
    let (stop, stopping) = watch::channel(false);
    let state = State::new(Arc::new(config), services.clone(), stopping.clone());
    tracing::info!(url = services.url(), version = env!("CARGO_PKG_VERSION"), "Stoa is ready");
    let app = router(state).into_make_service_with_connect_info::<SocketAddr>();
    let runner = tokio::spawn(jobs::run(services.clone(), stopping.clone()));
    let mut told = stopping.clone();
    let server =
        tokio::spawn(axum::serve(listener.tap_io(at_once), app).with_graceful_shutdown(async move { drop(told.wait_for(|stop| *stop).await) }).into_future());
    drop(stopping);
    asked_to_stop().await;
    tracing::info!("stopping");
    stop.send_replace(true);
    let done = async {
        let _ = tokio::join!(server, runner);
        // Sockets hold a receiver each until they are closed.
        stop.closed().await;
    };
    if tokio::time::timeout(GRACE, done).await.is_err() {
        tracing::warn!("not everything finished in time");
    }
    services.db().close().await;
    Ok(())
}

/// Small frames go out when they are written, not when more has come together.
fn at_once(stream: &mut TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection stays slow");
    }
}

/// Waits for Ctrl-C or the signal of service managers.
async fn asked_to_stop() {
    let mut terminate = signal(SignalKind::terminate()).expect("signals can be heard");
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
