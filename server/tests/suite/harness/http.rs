//! The real router over a world, asked without a network.

use super::World;
use axum::Router;
use axum::body::{Body, to_bytes};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode};
use server::config::Config;
use server::state::State;
use std::sync::Arc;
use tokio::sync::watch;
use tower::ServiceExt;

/// What the router said.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body as text.
    pub text: String,
}

impl Answer {
    /// A header's text, empty when it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().expect("headers are text"))
    }
}

/// Variables for [`World::state`].
pub type Variables<'a> = &'a [(&'a str, &'a str)];

impl World {
    /// The state of a process on this world, started with these variables. Drop the sender to let it stop.
    pub fn state(&self, variables: Variables<'_>) -> (State, watch::Sender<bool>) {
        let config = Config::read(|name| variables.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned())).expect("the variables are right");
        let (stop, stopping) = watch::channel(false);
        (State::new(Arc::new(config), self.services.clone(), stopping), stop)
    }

    /// Its router.
    pub fn router(&self, variables: Variables<'_>) -> Router {
        server::http::router(self.state(variables).0)
    }
}

/// Asks a router.
pub async fn ask(router: &Router, method: Method, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Answer {
    let mut request = Request::builder().method(method).uri(path).body(body.into()).expect("a request");
    for (name, value) in headers {
        let name: HeaderName = name.parse().expect("a header name");
        request.headers_mut().append(name, HeaderValue::from_str(value).expect("a header value"));
    }
    let (parts, body) = router.clone().oneshot(request).await.expect("the router answers").into_parts();
    let bytes = to_bytes(body, 64 << 20).await.expect("the body ends");
    Answer { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
}

/// Opens a page as a browser does.
pub async fn open(router: &Router, path: &str) -> Answer {
    ask(router, Method::GET, path, &[("accept", "text/html"), ("host", "stoa.test")], Body::empty()).await
}
