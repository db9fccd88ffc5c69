//! Uploads and downloads: `POST /files` keeps pictures until a message takes them, `GET /files/{token}` gives one to who may read its conversation.

use crate::answers::refuse;
use crate::state::State;
use app::guests;
use axum::Json;
use axum::extract::{self, Multipart, Path, Query};
use axum::response::{IntoResponse, Response};
use http::HeaderMap;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use serde::Deserialize;
use stoa::accounts::Person;
use stoa::files::actions::Content;
use stoa::files::model::FileView;
use stoa::kernel::ids::BusinessId;
use stoa::{Error, Result, conversations, files, tickets};

/// The most pictures of one request.
const MOST: usize = 5;

/// For whom a picture is kept: whoever is signed in, or the guest of this business.
#[derive(Debug, Deserialize)]
pub struct At {
    guest: Option<BusinessId>,
}

/// `POST /files`: parts named `file`; answers with what they became, as JSON.
pub async fn upload(extract::State(state): extract::State<State>, Query(at): Query<At>, headers: HeaderMap, form: Multipart) -> Response {
    match keep(&state, at.guest, &headers, form).await {
        Ok(kept) => Json(kept).into_response(),
        Err(error) => refuse(error),
    }
}

async fn keep(state: &State, guest: Option<BusinessId>, headers: &HeaderMap, mut form: Multipart) -> Result<Vec<FileView>> {
    let person = match guest {
        Some(business) => guests::find(&state.services, headers, business).await?.map(|guest| Person::clone(&guest)),
        None => guests::persons(&state.services, headers).await?.into_iter().next(),
    };
    let person = person.ok_or_else(Error::sign_in_first)?;
    let cut_off = |_| Error::field("files", "The upload was cut off or is too large. Send each picture again.");
    let mut kept = Vec::new();
    while let Some(part) = form.next_field().await.map_err(cut_off)? {
        if part.name() != Some("file") {
            continue;
        }
        if kept.len() == MOST {
            return Err(Error::field("files", format!("Send at most {MOST} pictures at once.")));
        }
        let name = part.file_name().unwrap_or("picture").to_owned();
        let bytes = part.bytes().await.map_err(cut_off)?;
        kept.push(files::actions::upload(&state.services, &person, &name, bytes).await?);
    }
    if kept.is_empty() { Err(Error::field("files", "Choose a picture to send.")) } else { Ok(kept) }
}

/// By what a file is read that is nobody's who asks: the link of the order it was sent about.
#[derive(Debug, Deserialize)]
pub struct By {
    order: Option<String>,
}

/// `GET /files/{token}`
pub async fn download(extract::State(state): extract::State<State>, Query(by): Query<By>, headers: HeaderMap, Path(token): Path<String>) -> Response {
    match open(&state, &headers, &token, by.order.as_deref()).await {
        Ok(content) => {
            // A file never changes under its token, and is nothing but itself: no script in it may run.
            let headers = [
                (CONTENT_TYPE, content.content_type),
                (CONTENT_DISPOSITION, disposition(&content.name)),
                (CACHE_CONTROL, "private, max-age=31536000, immutable".to_owned()),
                (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
            ];
            (headers, content.bytes).into_response()
        }
        Err(error) => refuse(error),
    }
}

async fn open(state: &State, headers: &HeaderMap, token: &str, link: Option<&str>) -> Result<Content> {
    let persons = guests::persons(&state.services, headers).await;
    for person in persons.iter().flatten() {
        match conversations::actions::open_file(&state.services, person, token).await {
            Err(Error::NotFound) => {}
            opened => return opened,
        }
    }
    let Some(link) = link else { return persons.and(Err(Error::NotFound)) };
    let who = persons.ok().and_then(|all| all.into_iter().next());
    tickets::actions::open_file_by_link(&state.services, who.as_ref(), link, token).await
}

/// Shows it in the page; saved, it has its own name again.
fn disposition(name: &str) -> String {
    format!("inline; filename*=UTF-8''{}", app::routes::escape(name).replace('/', "%2F"))
}
