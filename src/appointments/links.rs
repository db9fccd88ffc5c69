//! Links to appointments: a key that is stored and a signature that is not, so that a copy of the database opens none of them.

use super::ics;
use super::model::Appointment;
use crate::kernel::ids::BusinessId;
use crate::platform::{Services, letters, secret};

/// What the signature is good for.
const PLACE: &str = "appointment";
/// The letters of a key.
const KEY: usize = 20;

/// A new key.
pub fn new_key() -> String {
    secret::token(KEY)
}

/// The key of an appointment that another program booked under its own name for it: always the same one.
pub fn outside_key(business: BusinessId, name: &str) -> String {
    secret::hash(&format!("appointment from outside: {business}: {name}")).chars().take(KEY).collect()
}

/// The last part of the link to the appointment with this key.
pub fn token(services: &Services, key: &str) -> String {
    format!("{key}{}", services.vault().sign(PLACE, key))
}

/// The key in the last part of a link, when its signature holds.
pub fn read<'a>(services: &Services, token: &'a str) -> Option<&'a str> {
    let (key, signature) = token.split_at_checked(KEY)?;
    services.vault().is_signed(PLACE, key, signature).then_some(key)
}

/// The link to an appointment, from the root of the site.
pub fn path(services: &Services, a: &Appointment) -> String {
    format!("/a/{}", token(services, &a.key))
}

/// The appointment as a file for calendars; `organiser` is the name of the business.
pub fn entry(services: &Services, a: &Appointment, organiser: &str) -> String {
    ics::entry(a, letters::host(services.url()), organiser, &format!("{}{}", services.url(), path(services, a)))
}
