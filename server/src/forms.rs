//! Plain forms that are refused lead back to their page with what was typed, and programs get the status that goes with the error.
//!
//! Both happen around `/api`, where server functions answer 500 to programs and a redirect with the error in the address to forms.

use crate::answers;
use crate::http::BODY_BYTES;
use crate::state::State;
use app::error::AppError;
use app::forms::{Kept, PARAMETER, Refused, may_keep};
use app::multipart::{WITH_PICTURES, is_form};
use axum::body::{Body, to_bytes};
use axum::extract::{self, FromRequest, FromRequestParts, Multipart, Query, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::header::{ACCEPT, CONTENT_TYPE, HOST, HeaderValue, LOCATION, REFERER};
use http::request::Parts;
use http::{HeaderMap, HeaderName, StatusCode, Uri};
use leptos::server_fn::error::FromServerFnError;
use std::collections::HashMap;
use stoa::Error;
use stoa::platform::typed;

/// Larger plain forms are refused: files have their own encoding.
const FORM_BYTES: usize = 256 * 1024;
/// The header by which a server function says that its body is an error.
const IS_ERROR: HeaderName = HeaderName::from_static("serverfnerror");

/// Around server functions: keeps what was typed and gives errors their status.
pub async fn keep_typed(extract::State(state): extract::State<State>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let kept = Kept::default();
    parts.extensions.insert(kept.clone());
    let is_page = mentions(&parts.headers, ACCEPT, "text/html");
    let back = is_page.then(|| page_before(&parts));
    let from = parts.headers.get(REFERER).cloned();
    let action = parts.uri.path().to_owned();
    let mut form = HashMap::new();
    if WITH_PICTURES.contains(&action.as_str()) && !is_form(parts.headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default()) {
        return (StatusCode::UNSUPPORTED_MEDIA_TYPE, "This takes a form: multipart/form-data with a boundary.").into_response();
    }
    let body = if is_page && mentions(&parts.headers, CONTENT_TYPE, "application/x-www-form-urlencoded") {
        // Read further than it may be: a browser hears an answer when it has sent all it had.
        match to_bytes(body, BODY_BYTES).await {
            Ok(bytes) if bytes.len() <= FORM_BYTES => {
                form = form_urlencoded::parse(&bytes).into_owned().filter(|(name, _)| may_keep(name)).collect();
                Body::from(bytes)
            }
            _ => return (StatusCode::PAYLOAD_TOO_LARGE, "This form is larger than 256 KB. Shorten the text and send it again.").into_response(),
        }
    } else {
        body
    };
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if !response.headers().contains_key(IS_ERROR) {
        // A form that is done leads back to its page, which may still be the one that said why it was refused before.
        let there = response.headers().get(LOCATION).filter(|there| from.as_ref() == Some(there));
        if let Some(there) = there.and_then(|v| HeaderValue::from_str(&without_refused(v.to_str().ok()?)).ok()) {
            response.headers_mut().insert(LOCATION, there);
        }
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, FORM_BYTES).await.unwrap_or_default();
    let error = AppError::de(bytes.clone()).of_form(form.iter().map(|(name, value)| (name.as_str(), value.as_str()))).0;
    let Some(back) = back else {
        parts.status = answers::status(&error);
        return Response::from_parts(parts, Body::from(bytes));
    };
    form.extend(kept.take());
    lead_back(&state, &back, Refused { action, error: Some(error), typed: form }).await
}

async fn lead_back(state: &State, back: &str, refused: Refused) -> Response {
    match typed::keep(&state.services, serde_json::to_string(&refused).expect("plain data")).await {
        Ok(token) => {
            let join = if back.contains('?') { '&' } else { '?' };
            Redirect::to(&format!("{back}{join}{PARAMETER}={token}")).into_response()
        }
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

/// Leads a form whose files are too large together back to its page, with what was typed. None when it cannot be read.
pub async fn too_large(state: &State, request: Request, most: &str) -> Option<Response> {
    let (parts, body) = request.into_parts();
    let (back, action) = (page_before(&parts), parts.uri.path().to_owned());
    if !is_form(parts.headers.get(CONTENT_TYPE)?.to_str().ok()?) {
        return None;
    }
    let mut form = Multipart::from_request(Request::from_parts(parts, body), &()).await.ok()?;
    let (mut typed, mut room) = (HashMap::new(), FORM_BYTES);
    while let Ok(Some(mut part)) = form.next_field().await {
        let name = part.name().unwrap_or_default().to_owned();
        // Files are skipped, and so is the rest of a text that nobody typed.
        if part.file_name().is_none() && may_keep(&name) {
            let mut text = Vec::new();
            while let Some(piece) = part.chunk().await.ok()?.filter(|piece| piece.len() <= room) {
                room -= piece.len();
                text.extend_from_slice(&piece);
            }
            typed.insert(name, String::from_utf8_lossy(&text).into_owned());
        }
    }
    let error = Some(Error::field("files", format!("Together the files are larger than {most}. Choose fewer or smaller ones.")));
    Some(lead_back(state, &back, Refused { action, error, typed }).await)
}

/// Around pages: finds what was typed, when the address names it.
pub async fn find_typed(extract::State(state): extract::State<State>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    if parts.uri.query().is_some_and(|q| q.contains(PARAMETER))
        && let Ok(Query(pairs)) = Query::<Vec<(String, String)>>::from_request_parts(&mut parts, &()).await
        && let Some((_, token)) = pairs.iter().find(|(name, _)| name == PARAMETER)
        && let Ok(Some(fields)) = typed::find(state.services.db(), token, state.services.now()).await
        && let Ok(refused) = serde_json::from_str::<Refused>(&fields)
    {
        parts.extensions.insert(refused);
    }
    next.run(Request::from_parts(parts, body)).await
}

fn mentions(headers: &HeaderMap, name: HeaderName, what: &str) -> bool {
    headers.get(name).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains(what))
}

/// The page the form was on, without what it was refused for before; home when the browser does not say or it is not ours.
pub fn page_before(request: &Parts) -> String {
    let page = || {
        let referer: Uri = request.headers.get(REFERER)?.to_str().ok()?.parse().ok()?;
        let host = request.headers.get(HOST)?.to_str().ok()?;
        if referer.authority()?.as_str() != host {
            return None;
        }
        Some(without_refused(referer.path_and_query()?.as_str()))
    };
    page().unwrap_or_else(|| app::routes::HOME.to_owned())
}

/// An address without what was refused on it.
fn without_refused(address: &str) -> String {
    let (address, fragment) = address.split_at(address.find('#').unwrap_or(address.len()));
    let Some((path, query)) = address.split_once('?') else { return format!("{address}{fragment}") };
    let query: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(PARAMETER)).collect();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{path}{mark}{}{fragment}", query.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(referer: &str) -> String {
        let request = Request::builder().uri("/api/x").header(HOST, "help.example.com").header(REFERER, referer).body(Body::empty()).unwrap();
        page_before(&request.into_parts().0)
    }

    #[test]
    fn a_form_leads_back_to_its_page_and_never_to_another_site() {
        assert_eq!(back("https://help.example.com/tickets/new?priority=high"), "/tickets/new?priority=high");
        assert_eq!(back("https://help.example.com/tickets/new?refused=abc&priority=high"), "/tickets/new?priority=high");
        assert_eq!(back("https://help.example.com/tickets/new?refused=abc"), "/tickets/new");
        assert_eq!(back("https://evil.example/tickets"), "/");
        assert_eq!(back("nonsense"), "/");
    }

    #[test]
    fn only_what_was_refused_is_taken_from_an_address() {
        assert_eq!(without_refused("http://a.test/desk?refused=x&refused_by=y#talk"), "http://a.test/desk?refused_by=y#talk");
        assert_eq!(without_refused("/desk?refused=x#talk"), "/desk#talk");
        assert_eq!(without_refused("/desk"), "/desk");
    }
}
