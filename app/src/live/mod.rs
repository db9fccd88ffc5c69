//! The one socket of a tab, for islands: watch topics, send messages, know how the connection is.
//!
//! ```ignore
//! let heard = live::watch(topic, history.head, move |heard| …);   // in an Effect; dropping it stops watching
//! let pending = live::outbox(conversation, move |waiting| …);     // what is not in the conversation yet
//! live::send(conversation, body, files, wish);                    // kept until it is stored, across reloads; then what is wished happens
//! ```
//! Numbered frames arrive in order and once. After `Heard::Resync` fetch the page's state anew; what comes next may overlap with it.
//! On the server everything here does nothing, so that islands compile for both sides.

#[cfg(any(feature = "hydrate", test))]
mod backoff;
#[cfg(any(feature = "hydrate", test))]
mod cursors;
mod model;
#[cfg(any(feature = "hydrate", test))]
mod outbox;
#[cfg(any(feature = "hydrate", test))]
mod receipts;
mod toast;

pub use model::{Connection, Heard, Pending, State, Wish};
pub use toast::{Action, Note, begin_toasts, dismiss, offer, toast, toasts};

#[cfg(not(feature = "hydrate"))]
mod absent;
#[cfg(not(feature = "hydrate"))]
pub use absent::{
    Subscription, as_guest, connection, discard, fulfil, fulfilled, me, outbox, retry, seen, send, server_now, signal, start, typed, typing, watch,
};

#[cfg(feature = "hydrate")]
mod client;
#[cfg(feature = "hydrate")]
mod clock;
#[cfg(feature = "hydrate")]
mod line;
#[cfg(feature = "hydrate")]
mod page;
#[cfg(feature = "hydrate")]
mod storage;
#[cfg(feature = "hydrate")]
mod talk;
#[cfg(feature = "hydrate")]
pub use client::{Subscription, connection, me, start, watch};
#[cfg(feature = "hydrate")]
pub use clock::server_now;
#[cfg(feature = "hydrate")]
pub use page::{as_guest, typed};
#[cfg(feature = "hydrate")]
pub use talk::{discard, fulfil, fulfilled, outbox, retry, seen, send, signal, typing};
