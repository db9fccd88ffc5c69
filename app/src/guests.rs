//! Guests: people without a sign-in. A cookie for each business says who they are there, so that staff who try their own widget are visitors in it.

use crate::error::Result;
use crate::session;
use http::header::{HOST, SET_COOKIE};
use http::request::Parts;
use http::{HeaderMap, HeaderValue};
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;
use stoa::accounts::{Asker, Guest, Person, actions};
use stoa::conversations::actions::Lane;
use stoa::kernel::ids::{BusinessId, ConversationId};
use stoa::platform::Services;
use stoa::{Error, accounts};

/// The parameter of an address that says: as the guest of this business.
pub const PARAMETER: &str = "guest";
/// What the cookie of a guest is called, before the id of the business.
const COOKIE: &str = "stoa_guest_";
/// So many businesses are looked at where an address names none.
const MOST: usize = 8;

/// The token of a guest that a request carries for a business.
pub fn token(headers: &HeaderMap, business: BusinessId) -> Option<String> {
    session::cookie(headers, &format!("{COOKIE}{business}")).filter(|t| !t.is_empty() && t.len() <= 200)
}

/// The token of a guest that this request carries for a business.
pub fn own_token(business: BusinessId) -> Option<String> {
    token(&use_context::<Parts>()?.headers, business)
}

/// The guest of a business that a request comes from, if it does.
///
/// # Errors
/// `Denied` when the business has blocked them.
pub async fn find(services: &Services, headers: &HeaderMap, business: BusinessId) -> stoa::Result<Option<Guest>> {
    let Some(token) = token(headers, business) else { return Ok(None) };
    match actions::identify_guest(services, business, &token).await {
        Ok(guest) => Ok(Some(guest)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Everybody that a request comes from: who is signed in first, then the guests of its cookies. For things that lie in one business each.
///
/// # Errors
/// `Denied` when it comes from nobody who is known.
pub async fn persons(services: &Services, headers: &HeaderMap) -> stoa::Result<Vec<Person>> {
    let mut found = Vec::new();
    if let Some(token) = session::token(headers) {
        found.extend(actions::identify(services, &token).await?.map(|identity| identity.person()));
    }
    let cookies = headers.get_all(http::header::COOKIE).iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(';'));
    let businesses = cookies.filter_map(|pair| pair.trim().strip_prefix(COOKIE)?.split_once('=')?.0.parse::<BusinessId>().ok());
    for business in businesses.take(MOST) {
        match find(services, headers, business).await {
            Ok(guest) => found.extend(guest.map(|g| Person::clone(&g))),
            Err(Error::Denied(_)) => {}
            Err(error) => return Err(error),
        }
    }
    if found.is_empty() { Err(Error::sign_in_first()) } else { Ok(found) }
}

/// A conversation that somebody of those a request comes from may read.
///
/// # Errors
/// `NotFound` when none of them may, `Denied` when it comes from nobody.
pub async fn open(conversation: ConversationId) -> Result<Lane> {
    let services = session::services();
    for person in persons(&services, &expect_context::<Parts>().headers).await? {
        match stoa::conversations::actions::open(&services, &person, conversation).await {
            Err(Error::NotFound) => {}
            opened => return Ok(opened?),
        }
    }
    Err(Error::NotFound.into())
}

/// Who asks at a business: its customer who is signed in, else its guest.
///
/// # Errors
/// `Denied` when the business has blocked them.
pub async fn somebody(business: BusinessId) -> Result<Option<Asker>> {
    let customer = session::somebody().await?.and_then(|identity| identity.customer().ok()).filter(|customer| customer.business() == business);
    if let Some(customer) = customer {
        return Ok(Some((&customer).into()));
    }
    let guest = find(&session::services(), &expect_context::<Parts>().headers, business).await?;
    Ok(guest.as_ref().map(Asker::from))
}

/// The business whose chat a form is about: the one its address names, else that of the request.
///
/// # Errors
/// As [`session::business`].
pub async fn business() -> Result<BusinessId> {
    match session::query(PARAMETER).and_then(|id| id.parse().ok()) {
        Some(id) => Ok(id),
        None => Ok(session::business().await?.id),
    }
}

/// Who asks at the business that a form is about.
///
/// # Errors
/// `Denied` when nobody does.
pub async fn asker() -> Result<Asker> {
    asker_at(business().await?).await
}

/// Who asks at this business.
///
/// # Errors
/// `Denied` when nobody does.
pub async fn asker_at(business: BusinessId) -> Result<Asker> {
    somebody(business).await?.ok_or_else(|| Error::sign_in_first().into())
}

/// Lets this browser come back as this guest. `is_framed` when the page stands in a frame, perhaps of another site.
pub fn remember(business: BusinessId, token: &str, is_framed: bool) {
    set(business, token, accounts::rules::SESSION_MAX_MS / 1000, is_framed);
}

/// Lets this browser be nobody at this business again.
pub fn forget(business: BusinessId, is_framed: bool) {
    set(business, "", 0, is_framed);
}

fn set(business: BusinessId, token: &str, seconds: i64, is_framed: bool) {
    let host = use_context::<Parts>().and_then(|parts| Some(parts.headers.get(HOST)?.to_str().ok()?.to_owned())).unwrap_or_default();
    let sites = sites(session::services().url(), &host, is_framed);
    let cookie = format!("{COOKIE}{business}={token}; Path=/; Max-Age={seconds}; HttpOnly; {sites}");
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&cookie)) {
        response.append_header(SET_COOKIE, value);
    }
}

/// On which sites the browser sends the cookie. In a frame of another site only when it is marked so, and apart for each of those sites;
/// browsers take the mark on https, and without it from this machine.
fn sites(url: &str, host: &str, is_framed: bool) -> &'static str {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let is_here = matches!(name, "localhost" | "127.0.0.1" | "[::1]");
    if url.starts_with("https:") || (is_framed && is_here) { "SameSite=None; Secure; Partitioned" } else { "SameSite=Lax" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_sent_from_frames_where_browsers_allow_it() {
        assert_eq!(sites("https://help.example.com", "help.example.com", false), "SameSite=None; Secure; Partitioned");
        assert_eq!(sites("http://127.0.0.1:3000", "localhost:3000", true), "SameSite=None; Secure; Partitioned");
        for (host, is_framed) in [("localhost:3000", false), ("192.168.1.5:3000", true), ("evil.localhost.example", true), ("", true)] {
            assert_eq!(sites("http://127.0.0.1:3000", host, is_framed), "SameSite=Lax", "{host}");
        }
    }

    #[test]
    fn a_guest_of_one_business_is_nobody_at_another() {
        let mut headers = HeaderMap::new();
        headers.insert(http::header::COOKIE, HeaderValue::from_static("stoa_guest_7=abc; stoa_guest_71=; stoa_session=s"));
        assert_eq!(token(&headers, BusinessId(7)).as_deref(), Some("abc"));
        assert_eq!((token(&headers, BusinessId(71)), token(&headers, BusinessId(1))), (None, None));
    }
}
