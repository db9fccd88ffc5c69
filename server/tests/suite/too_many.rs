//! Whoever orders, books, looks at times, pays, looks for an order or changes an appointment too often is told to wait, with the status that says so and a
//! sentence; programs also read for how long.

use crate::appointments::open_salon;
use crate::harness::program::address;
use crate::harness::{Answer, Browser, World};
use crate::on_both;
use http::Method;
use serde_json::Value;
use stoa::Error;
use stoa::platform::limits::{self, Limit};

on_both!(
    programs_that_order_book_or_look_at_times_without_end_are_told_to_wait_and_for_how_long,
    forms_that_pay_look_for_an_order_or_change_an_appointment_without_end_are_told_to_wait,
);

/// Sends until there were too many; the answer that said so. Never fewer than the limit lets through.
async fn too_often(limit: Limit, send: impl AsyncFn() -> Answer) -> Answer {
    // Slow machines earn a few more tries meanwhile.
    for n in 0..3 * limit.burst {
        let answer = send().await;
        if answer.status == 429 {
            assert!(n >= limit.burst, "{} is refused after {n}", limit.name);
            return answer;
        }
        assert!(answer.status < 500, "{}: {}", limit.name, answer.text());
    }
    panic!("{} lets everything through", limit.name);
}

async fn programs_that_order_book_or_look_at_times_without_end_are_told_to_wait_and_for_how_long(world: &World) {
    let (salon, site) = (open_salon(world).await, world.site().await);
    let program = site.browser("");
    let slots = format!("/services/{}/slots", salon.consultation);
    for (limit, method, path) in
        [(limits::ORDER_FROM, Method::POST, "/orders"), (limits::BOOK_FROM, Method::POST, "/appointments"), (limits::SLOTS_FROM, Method::GET, slots.as_str())]
    {
        let to = address(&salon.business, path);
        let refused = too_often(limit, async || program.send(program.request(method.clone(), &to).header("idempotency-key", "k").body("{}")).await).await;
        let said: Value = serde_json::from_slice(&refused.bytes).unwrap_or_else(|e| panic!("{path}: {e}"));
        let seconds: u64 = refused.header("retry-after").parse().unwrap_or_else(|_| panic!("{path}: {refused:?}"));
        assert_eq!(
            (&said["error"]["kind"], said["error"]["message"].as_str()),
            (&"too_many".into(), Some(Error::TooMany(seconds).to_string().as_str())),
            "{path}"
        );
        assert!((1..=limit.every.as_secs() + 1).contains(&seconds), "{path}: {seconds} seconds");
    }
}

/// Sends a form until there were too many.
async fn form_too_often(limit: Limit, browser: &Browser<'_>, function: &str, fields: &[(&str, &str)]) {
    let refused = too_often(limit, async || browser.call(function, fields).await).await;
    let seconds = if let Some(Error::TooMany(seconds)) = refused.error() { seconds } else { 0 };
    assert!((1..=limit.every.as_secs() + 1).contains(&seconds), "{function}: {}", refused.text());
}

/// Sends the form once more as a page does, which shows the sentence.
async fn shows(browser: &Browser<'_>, page: &str, function: &str, fields: &[(&str, &str)]) {
    let html = browser.get(browser.post(page, function, fields).await.location()).await.text();
    assert!(html.contains("Too many tries. Wait "), "{page} says so: {html}");
}

async fn forms_that_pay_look_for_an_order_or_change_an_appointment_without_end_are_told_to_wait(world: &World) {
    let (salon, site) = (open_salon(world).await, world.site().await);
    let browser = site.browser("");
    let (link, appointment) = salon.book(&world.services, "10.0.0.1", "2026-03-12T07:00:00Z").await.expect("booked");
    let track = ("/api/app/orders/api/track_order", [("number", "ORD-000001"), ("email", "somebody@example.com")]);
    form_too_often(limits::TRACK_FROM, &browser, track.0, &track.1).await;
    shows(&browser, app::routes::TRACK, track.0, &track.1).await;
    form_too_often(limits::PAY_FROM, &browser, "/api/app/payments/api/pay_order", &[("link", "guessed"), ("phone", ""), ("country", "")]).await;
    // What was seen is not how it stands: no try succeeds, and each counts.
    let seen = (appointment.sequence + 7).to_string();
    let cancel = ("/api/app/appointments/api/cancel_own_appointment", [("link", link.as_str()), ("seen", seen.as_str())]);
    form_too_often(limits::CHANGE_APPOINTMENT, &browser, cancel.0, &cancel.1).await;
    shows(&browser, &app::routes::appointment(&link), cancel.0, &cancel.1).await;
    let moved = [("link", link.as_str()), ("seen", "0"), ("starts_at", "1773309600000")];
    let refused = browser.call("/api/app/appointments/api/move_own_appointment", &moved).await;
    assert_eq!(refused.status, 429, "moving and calling off count together: {}", refused.text());
    world.drain().await;
}
