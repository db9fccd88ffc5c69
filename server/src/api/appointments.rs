//! What can be booked, when, and booking it, for other programs. Amounts in the smallest unit, times in milliseconds since 1970.

use super::answer::{Answer, found, read};
use super::{business, key, look};
use crate::state::State;
use app::session::ClientAddress;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{self, Extension, Path, Query};
use chrono::NaiveDate;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};
use stoa::Error;
use stoa::appointments::actions::{self as appointments, OutsideBooking};
use stoa::appointments::model::{Appointment, DaySlots, Offering};
use stoa::kernel::ids::{MemberId, OfferingId};

/// The days that are shown when nobody says how many.
const DAYS: u64 = 7;

/// `GET …/services`: what can be booked.
pub async fn services(extract::State(state): extract::State<State>, Extension(from): Extension<ClientAddress>, Path(code): Path<String>) -> Answer {
    let (business, visitor) = look(&state, from, &code).await?;
    let line = |o: &Offering| json!({ "id": o.id, "name": o.name, "description": o.description, "minutes": o.duration_minutes, "price": o.price.0 });
    let all = appointments::offerings(&state.services, &visitor).await?;
    found(Json(json!({ "currency": business.currency, "time_zone": business.time_zone, "services": all.iter().map(line).collect::<Vec<_>>() })))
}

/// Which free times.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// The first day, like 2026-11-22; today where it is left out.
    from: Option<NaiveDate>,
    /// How many days.
    days: Option<u64>,
    /// Only with this person.
    staff: Option<MemberId>,
}

/// `GET …/services/{service}/slots?from=&days=&staff=`: free times by the days of the business, and who could do it then.
pub async fn slots(
    extract::State(state): extract::State<State>,
    Extension(from): Extension<ClientAddress>,
    Path((code, service)): Path<(String, String)>,
    asked: Result<Query<Asked>, extract::rejection::QueryRejection>,
) -> Answer {
    let (business, visitor) = business(&state, &code).await?;
    let service: OfferingId = service.parse().map_err(|_| Error::NotFound)?;
    let Query(asked) = asked.map_err(|_| Error::field("from", "Write from=2026-11-22, days as a number and staff as an id."))?;
    let today = state.services.now().utc().date_naive();
    // Where the clocks of the business are behind, its today is our yesterday; what is over is left out anyway.
    let first = asked.from.unwrap_or_else(|| today.pred_opt().unwrap_or(today));
    let (services, many) = (&state.services, asked.days.unwrap_or(DAYS));
    let (_, staff) = appointments::offering(services, &visitor, service).await?;
    let days = appointments::free_from(services, &visitor, &from.0.to_string(), service, asked.staff, (first, many)).await?;
    let day = |d: &DaySlots| json!({ "day": d.day, "slots": d.slots.iter().map(|s| json!({ "starts_at": s.at.0, "staff": s.staff })).collect::<Vec<_>>() });
    let people: Vec<Value> = staff.iter().map(|p| json!({ "id": p.id, "name": p.name })).collect();
    found(Json(json!({ "time_zone": business.time_zone, "staff": people, "days": days.iter().map(day).collect::<Vec<_>>() })))
}

/// `POST …/appointments` with a header `Idempotency-Key`: 201 with the new appointment, 200 with the one that this key made before.
pub async fn book(
    extract::State(state): extract::State<State>,
    Extension(from): Extension<ClientAddress>,
    Path(code): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let (_, visitor) = business(&state, &code).await?;
    let draft: OutsideBooking = read(&body)?;
    let (token, booked, is_new) = appointments::book_outside(&state.services, &visitor, &from.0.to_string(), key(&headers), &draft).await?;
    let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
    found((status, Json(shown(&state, &token, &booked))))
}

/// `GET …/appointments/{token}`: how an appointment stands, for whoever has its link.
pub async fn show(
    extract::State(state): extract::State<State>,
    Extension(from): Extension<ClientAddress>,
    Path((code, token)): Path<(String, String)>,
) -> Answer {
    let (_, visitor) = look(&state, from, &code).await?;
    let opened = appointments::find_of_business(&state.services, &visitor, &token).await?;
    found(Json(shown(&state, &token, &opened.appointment)))
}

fn shown(state: &State, token: &str, a: &Appointment) -> Value {
    json!({
        "token": token, "link": format!("{}{}", state.services.url(), app::routes::appointment(token)), "status": a.state.word(),
        "service": a.offering_id, "title": a.title, "staff": { "id": a.staff_id, "name": a.staff }, "starts_at": a.starts_at.0, "ends_at": a.ends_at.0,
        "price": a.price.0, "currency": a.currency,
    })
}
