//! Who is asking, at which business: read once per request, from the cookie or the `Authorization` header.

use crate::error::{AppError, Result};
use crate::forms::{Kept, Refused};
use crate::layout::Theme;
use axum::extract::Query;
use http::header::{AUTHORIZATION, COOKIE, SET_COOKIE, USER_AGENT};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Uri};
use leptos::prelude::{expect_context, provide_context, use_context};
use leptos_axum::ResponseOptions;
use std::net::IpAddr;
use std::sync::Arc;
use stoa::accounts::model::Device;
use stoa::accounts::{Admin, Agent, Customer, Identity, Owner, Partner, Person, Visitor};
use stoa::businesses::model::Business;
use stoa::platform::{Services, secret};
use stoa::{Error, accounts, businesses};
use tokio::sync::OnceCell;

/// The cookie that holds the session token.
const SESSION: &str = "stoa_session";
/// The cookie that remembers which business a visitor came to.
const BUSINESS: &str = "stoa_business";
/// The cookie of a browser that has voted on a help article: a random word, so that it votes once.
const VOTER: &str = "stoa_voter";
/// How long a browser keeps them: as long as a session may last.
const KEEP_SECONDS: i64 = accounts::rules::SESSION_MAX_MS / 1000;

/// The address a request came from, behind the proxies we trust. The router puts it into every request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// What this request is found to be, once asked.
#[derive(Clone, Debug, Default)]
struct Asked {
    identity: Arc<OnceCell<Option<Identity>>>,
    business: Arc<OnceCell<Option<Business>>>,
}

/// Gives pages and server functions what they ask this module for. Called once per request, with the request's parts in context.
pub fn provide(services: Services) {
    provide_context(services);
    provide_context(Asked::default());
    if let Some(parts) = use_context::<Parts>() {
        provide_context(Theme::parse(&cookie(&parts.headers, Theme::COOKIE).unwrap_or_default()));
        provide_context(parts.extensions.get::<Refused>().cloned().unwrap_or_default());
        provide_context(parts.extensions.get::<Kept>().cloned().unwrap_or_default());
    }
}

/// The services.
pub fn services() -> Services {
    expect_context()
}

/// Who is signed in, if anybody.
pub async fn somebody() -> Result<Option<Identity>> {
    let (services, asked, parts) = (services(), expect_context::<Asked>(), expect_context::<Parts>());
    let identity = asked
        .identity
        .get_or_try_init(|| async move {
            match token(&parts.headers) {
                Some(token) => accounts::actions::identify(&services, &token).await,
                None => Ok(None),
            }
        })
        .await?;
    Ok(identity.clone())
}

/// Who is signed in.
pub async fn identity() -> Result<Identity> {
    somebody().await?.ok_or_else(|| Error::sign_in_first().into())
}

/// Anybody who is signed in.
pub async fn person() -> Result<Person> {
    Ok(identity().await?.person())
}

/// The customer who is signed in.
pub async fn customer() -> Result<Customer> {
    Ok(identity().await?.customer()?)
}

/// The partner who is signed in.
pub async fn partner() -> Result<Partner> {
    Ok(identity().await?.partner()?)
}

/// The agent or admin who is signed in.
pub async fn agent() -> Result<Agent> {
    Ok(identity().await?.agent()?)
}

/// The admin who is signed in.
pub async fn admin() -> Result<Admin> {
    Ok(identity().await?.admin()?)
}

/// The owner of the installation, signed in.
pub async fn owner() -> Result<Owner> {
    Ok(identity().await?.owner()?)
}

/// The business this request is about: that of who is signed in, else the one named in the address, else the one of the last visit, else the oldest.
/// Where there is none yet, a page sends the person to set one up.
pub async fn business() -> Result<Business> {
    let (services, asked, parts) = (services(), expect_context::<Asked>(), expect_context::<Parts>());
    let mine = somebody().await?.map(|identity| identity.person().business());
    let business = asked
        .business
        .get_or_try_init(|| async move {
            if let Some(id) = mine {
                return businesses::actions::find(services.db(), id).await.map(Some);
            }
            let named = parameter(parts.uri.query().unwrap_or_default(), "business");
            for slug in named.clone().into_iter().chain(cookie(&parts.headers, BUSINESS)) {
                let found = businesses::actions::find_by_slug(&services, &slug).await?;
                if let Some(business) = &found {
                    if named.as_ref() == Some(&business.slug) {
                        set_cookie(&services, BUSINESS, &business.slug, KEEP_SECONDS);
                    }
                    return Ok(found);
                }
            }
            businesses::actions::find_oldest(&services).await
        })
        .await
        .map_err(AppError)?;
    business.clone().ok_or_else(|| Error::set_up_first().into())
}

/// Whoever looks at the business of this request, signed in or not.
pub async fn visitor() -> Result<Visitor> {
    Ok(Visitor::of(&business().await?))
}

/// Signs this browser in.
pub fn remember(token: &str) {
    set_cookie(&services(), SESSION, token, KEEP_SECONDS);
}

/// Signs this browser out.
pub fn forget() {
    set_cookie(&services(), SESSION, "", 0);
}

/// The network address this request came from, as far as the proxies we trust can tell.
pub fn address() -> String {
    use_context::<Parts>().and_then(|p| p.extensions.get::<ClientAddress>().copied()).map(|a| a.0.to_string()).unwrap_or_default()
}

/// The browser that asks, for a session that is about to begin.
pub fn device() -> Device {
    let user_agent = use_context::<Parts>().and_then(|p| Some(p.headers.get(USER_AGENT)?.to_str().ok()?.chars().take(300).collect()));
    Device { user_agent: user_agent.unwrap_or_default(), address: address(), replaces: own_token() }
}

/// The word by which a browser votes once: that of its cookie, or a new one that [`remember_voter`] gives it.
pub fn voter() -> String {
    let kept = use_context::<Parts>().and_then(|parts| cookie(&parts.headers, VOTER));
    kept.filter(|word| (40..=64).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_alphanumeric())).unwrap_or_else(secret::long_token)
}

/// Lets this browser keep its word for voting.
pub fn remember_voter(word: &str) {
    set_cookie(&services(), VOTER, word, KEEP_SECONDS);
}

/// A word for whoever reads an article, good enough to count them once; staff and browsers that only fetch ahead do not read.
pub async fn reader() -> Result<Option<String>> {
    let parts = expect_context::<Parts>();
    let fetches_ahead = ["purpose", "sec-purpose"].iter().any(|name| parts.headers.get(*name).is_some_and(|v| v.as_bytes().starts_with(b"prefetch")));
    Ok(match somebody().await?.map(|identity| identity.me()) {
        _ if fetches_ahead => None,
        Some(me) if me.role.is_staff() => None,
        Some(me) => Some(me.member.to_string()),
        None => {
            let Device { address, user_agent, .. } = device();
            Some(secret::hash(&format!("{address} {user_agent}")))
        }
    })
}

/// Whether somebody opens this page. What a script fetches to show a part of it anew, nobody has read.
pub fn is_visit() -> bool {
    let destination = use_context::<Parts>().and_then(|parts| parts.headers.get("sec-fetch-dest").cloned());
    destination.is_none_or(|to| to != "empty")
}

/// The session token this request carries, for signing out.
pub fn own_token() -> Option<String> {
    use_context::<Parts>().and_then(|parts| token(&parts.headers))
}

/// A parameter of the page's address.
pub fn query(name: &str) -> Option<String> {
    use_context::<Parts>().and_then(|parts| parameter(parts.uri.query()?, name))
}

/// All parameters of the page's address.
pub fn parameters() -> Vec<(String, String)> {
    let read = |parts: Parts| Query::<Vec<(String, String)>>::try_from_uri(&parts.uri).ok().map(|Query(pairs)| pairs);
    use_context::<Parts>().and_then(read).unwrap_or_default()
}

/// The session token of a request: the `Authorization` header of programs, else the cookie of browsers.
pub fn token(headers: &HeaderMap) -> Option<String> {
    let bearer = headers.get(AUTHORIZATION).and_then(|v| v.to_str().ok()).and_then(|v| v.strip_prefix("Bearer "));
    bearer.map(|t| t.trim().to_owned()).or_else(|| cookie(headers, SESSION)).filter(|t| !t.is_empty() && t.len() <= 200)
}

/// The value of a cookie of a request.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// A cookie for the whole site that no script can read; `Secure` when the public address is https.
pub fn cookie_header(services: &Services, name: &str, value: &str, seconds: i64) -> String {
    let secure = if services.url().starts_with("https:") { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
}

fn set_cookie(services: &Services, name: &str, value: &str, seconds: i64) {
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&cookie_header(services, name, value, seconds))) {
        response.append_header(SET_COOKIE, value);
    }
}

/// A parameter of the query of an address: what stands behind its question mark.
pub fn parameter(query: &str, name: &str) -> Option<String> {
    let address: Uri = format!("/?{query}").parse().ok()?;
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(&address).ok()?;
    pairs.into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: http::HeaderName, values: &[&str]) -> HeaderMap {
        values.iter().map(|v| (name.clone(), HeaderValue::from_str(v).unwrap())).collect()
    }

    #[test]
    fn a_cookie_is_found_among_others_and_never_by_half_its_name() {
        let headers = headers(COOKIE, &["theme=dark; my_stoa_session=no; stoa_session=abc"]);
        assert_eq!(cookie(&headers, "stoa_session").as_deref(), Some("abc"));
        assert_eq!(cookie(&headers, "session"), None);
        assert_eq!(token(&headers).as_deref(), Some("abc"));
    }

    #[test]
    fn programs_sign_in_by_header_and_endless_tokens_are_dropped() {
        assert_eq!(token(&headers(AUTHORIZATION, &["Bearer  xyz"])).as_deref(), Some("xyz"));
        assert_eq!(token(&headers(AUTHORIZATION, &["Basic xyz"])), None);
        assert_eq!(token(&headers(COOKIE, &[&format!("stoa_session={}", "a".repeat(201))])), None);
    }
}
