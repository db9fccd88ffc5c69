//! Where somebody who comes in is taken.

use crate::{routes, session};
use stoa::accounts::actions::SignedIn;
use stoa::accounts::model::Role;

/// Keeps the session in this browser and goes to `next`, or to where somebody of this role works.
pub fn come_in(signed_in: &SignedIn, next: &str) {
    session::remember(&signed_in.token);
    go_home(signed_in.role, next);
}

/// Goes to `next`, or to where somebody of this role works.
pub fn go_home(role: Role, next: &str) {
    let home = match role {
        Role::Agent | Role::Admin => routes::DESK,
        Role::Partner => routes::PARTNER,
        Role::Customer | Role::Guest => routes::TICKETS,
    };
    let next = routes::safe_next(next);
    leptos_axum::redirect(if next == routes::HOME { home } else { next });
}
