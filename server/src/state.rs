//! What every handler has at hand.

use crate::config::Config;
use axum::extract::FromRef;
use leptos::prelude::LeptosOptions;
use metrics_exporter_prometheus::PrometheusHandle;
use std::sync::Arc;
use stoa::platform::Services;
use tokio::sync::watch;

/// The state of the router. Clones are the same state.
#[derive(Clone)]
pub struct State {
    /// What Stoa was started with.
    pub config: Arc<Config>,
    /// The services.
    pub services: Services,
    /// Becomes true when the process is about to stop: sockets then tell their browsers to come back and close.
    /// Whoever holds a clone is waited for, up to the end of the grace period.
    pub stopping: watch::Receiver<bool>,
    /// The numbers behind `/metrics`.
    pub metrics: PrometheusHandle,
    pub(crate) leptos: LeptosOptions,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("State")
    }
}

impl State {
    /// The state of a router that stops when `stopping` says so.
    pub fn new(config: Arc<Config>, services: Services, stopping: watch::Receiver<bool>) -> Self {
        let leptos = LeptosOptions::builder().output_name("stoa").site_pkg_dir(crate::assets::folder()).build();
        Self { config, services, stopping, metrics: crate::telemetry::metrics(), leptos }
    }
}

impl FromRef<State> for LeptosOptions {
    fn from_ref(state: &State) -> Self {
        state.leptos.clone()
    }
}
