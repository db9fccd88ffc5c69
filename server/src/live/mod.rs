//! `GET /live`: the socket of a tab. Everything live goes through it: messages, events, hints, receipts, typing, presence.
//!
//! One task per socket reads, writes and listens to the bus. Whatever cannot be delivered closes the socket: the browser comes back and
//! resumes after the last number it has seen, so nothing is ever dropped silently.

mod ending;
mod identity;
mod looking;
mod net;
mod pass;
mod people;
mod presence;
mod rates;
mod rooms;
mod says;
mod seats;
mod sends;
mod socket;
mod typed;
mod watches;

use app::routes;
use app::session::ClientAddress;
use axum::extract::{Query, State, WebSocketUpgrade};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use ending::End;
use http::{HeaderMap, StatusCode};
use pass::Pass;
use presence::Presence;
use rates::Rates;
use seats::Seats;
use serde::Deserialize;
use socket::Socket;
use stoa::Error;
use stoa::kernel::ids::BusinessId;
use stoa::platform::Services;
use tokio::sync::watch;
use tokio::time::Instant;

/// The longest frame that is understood, in bytes.
const FRAME_MAX: usize = 64 * 1024;
/// A frame longer than this ends the socket; up to here the browser is told what was wrong.
const FRAME_LIMIT: usize = 4 * FRAME_MAX;
/// Sockets of one person at a time in this process: tabs on all their devices, and those whose line broke and that are not noticed yet.
const SOCKETS_MAX: usize = 24;

/// What a socket needs from its process.
#[derive(Clone, Debug)]
struct Live {
    services: Services,
    stopping: watch::Receiver<bool>,
    is_crowd: bool,
    seats: Seats,
}

/// The route of the socket. Sockets say good-bye when `stopping` becomes true; whoever holds its sender can wait for them.
/// Also begins to compare what browsers were told with the database. Where it `is_crowd`, one person stands for many: in tests and measurements.
pub fn routes<S: Clone + Send + Sync + 'static>(services: Services, stopping: watch::Receiver<bool>, is_crowd: bool) -> Router<S> {
    net::start(services.clone(), stopping.clone());
    Router::new().route(routes::LIVE, get(open)).with_state(Live { services, stopping, is_crowd, seats: Seats::default() })
}

/// As whom a socket is opened.
#[derive(Debug, Deserialize)]
struct As {
    guest: Option<BusinessId>,
}

/// Opens a socket for whoever is signed in, or with `?guest=` for the guest of that business; nobody else hears more than that they are signed out.
/// Where the request comes from has been checked by [`crate::security::same_origin`].
async fn open(
    State(live): State<Live>,
    Query(wanted): Query<As>,
    Extension(address): Extension<ClientAddress>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let opened_by = match Pass::of(&headers, wanted.guest) {
        Some(pass) => match pass.person(&live.services).await {
            Ok(person) => person.map(|person| (pass, person)),
            Err(Error::Denied(_)) => None,
            Err(error) => return (StatusCode::SERVICE_UNAVAILABLE, error.to_string()).into_response(),
        },
        None => None,
    };
    let opened_by = match opened_by {
        Some((pass, person)) => {
            let too_many = || (StatusCode::TOO_MANY_REQUESTS, Error::TooMany(60).to_string()).into_response();
            let is_free = live.is_crowd || person.is_staff();
            let seat = live.seats.take(address.0);
            if seat.is_none() && !is_free {
                return too_many();
            }
            let most = if live.is_crowd { usize::MAX } else { SOCKETS_MAX };
            let Some(visit) = Presence::of(&live.services).arrive(&person, most) else { return too_many() };
            Some((pass, person, visit, Rates::new(is_free, Instant::now()), seat))
        }
        None => None,
    };
    // Small buffers: most sockets are idle most of the time, and there are many.
    let upgrade = upgrade.max_message_size(FRAME_LIMIT).max_frame_size(FRAME_LIMIT).read_buffer_size(4096).write_buffer_size(4096);
    upgrade.on_upgrade(move |ws| async move {
        // A browser tells its page nothing of a refused upgrade but that there was none, as if the server were gone.
        let Some((pass, person, visit, rates, _seat)) = opened_by else { return ending::turn_away(ws, End::SignedOut).await };
        let open = [metrics::gauge!("stoa_sockets_open"), metrics::gauge!("stoa_business_sockets_open", "business" => person.business().to_string())];
        open.iter().for_each(|gauge| gauge.increment(1.0));
        Socket::new(live, ws, pass, person, visit, rates, address.0).run().await;
        open.iter().for_each(|gauge| gauge.decrement(1.0));
    })
}
