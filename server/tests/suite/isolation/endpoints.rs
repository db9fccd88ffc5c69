//! Everything that answers and is neither a page nor a server function.

use super::{Rank, actors, asks_to_sign_in, compare};
use crate::harness::{Answer, World, difference, every_source, png};
use crate::on_both;
use http::Method;

on_both!(a_version_of_a_journey_is_a_file_for_its_admins, a_file_opens_for_those_who_may_read_its_conversation, machines_and_visitors_learn_nothing_of_people);

/// The routes of the router as its sources name them, and the test that tries each.
const ENDPOINTS: &[&str] = &[
    // Tried here.
    "routes::FILES",
    "\"/files/{token}\"",
    "\"/admin/journeys/{journey}/file\"",
    "routes::THEME",
    // Tried in shop.rs.
    "\"/pictures/{token}\"",
    // Tried in appointments.rs.
    "\"/a/{token}/appointment.ics\"",
    "routes::PRODUCTS_FILE",
    "routes::FIGURES_FILE",
    // Tried in shop/outside.rs, under /api/public: they know nobody, and see what every visitor of the shop sees.
    "\"/{invite_code}\"",
    "\"/{invite_code}/products\"",
    "\"/{invite_code}/products/{slug}\"",
    "\"/{invite_code}/orders\"",
    "\"/{invite_code}/orders/{token}\"",
    // Tried in appointments/outside.rs, likewise.
    "\"/{invite_code}/services\"",
    "\"/{invite_code}/services/{service}/slots\"",
    "\"/{invite_code}/appointments\"",
    "\"/{invite_code}/appointments/{token}\"",
    // Tried in the tests of payments.
    "\"/api/pay/phone/{business}/{payment}/{mark}\"",
    "\"/api/pay/returned/{business}/{refund}/{mark}\"",
    "\"/api/pay/notices/{business}/{mark}\"",
    "\"/api/pay/back/{business}/{payment}/{mark}\"",
    "\"/o/{token}/invoice\"",
    // Tried in the tests of SMS.
    "\"/api/sms/{business}/{sms}/{mark}\"",
    "\"/pkg/{version}/{file}\"",
    "\"/healthz\"",
    "\"/readyz\"",
    "\"/metrics\"",
    "\"/test/clock\"",
    // Tried in topics.rs.
    "routes::LIVE",
];

#[test]
fn every_endpoint_is_tried() {
    let sources = every_source("server/src");
    let routes = sources.iter().flat_map(|(_, text)| text.split(".route(").skip(1)).filter_map(|rest| rest.split(',').next());
    compare(ENDPOINTS.iter().map(ToString::to_string).collect(), routes.map(|r| r.trim().to_owned()).collect(), "ENDPOINTS in isolation/endpoints.rs");
}

async fn a_file_opens_for_those_who_may_read_its_conversation(world: &World) {
    let (e, site) = (world.estate().await, world.site().await);
    for actor in actors(&e) {
        let browser = site.browser(actor.token());
        let is_staff_of_a = actor.is_of_a && actor.rank >= Rank::Agent;
        let files = [
            ("Wanjiru's picture", &e.picture, actor.is_wanjiru || is_staff_of_a),
            ("the picture of a note", &e.secret_picture, is_staff_of_a),
            ("a picture for the partner", &e.lane.secret, actor.rank == Rank::Partner || is_staff_of_a),
            ("a picture of the customer's side", &e.lane.own, actor.is_wanjiru || is_staff_of_a),
            ("a picture that Wanjiru has not sent", &e.loose_picture, actor.is_wanjiru),
        ];
        for (what, file, may) in files {
            let answer: Answer = browser.get(&app::routes::file(&file.token)).await;
            let wanted = if may {
                200
            } else if actor.rank == Rank::Visitor {
                403
            } else {
                404
            };
            assert_eq!(answer.status, wanted, "{} opens {what}", actor.who);
            assert_eq!(answer.header("content-type").starts_with("image/png"), may, "{} opens {what}", actor.who);
            assert!(answer.header("cache-control").starts_with("private"), "{} opens {what}", actor.who);
            actor.may_read(what, &answer.everything());
        }
        let before = world.snapshot(Some(e.a.id)).await;
        let upload = browser.upload("mine.png", png(9, 9)).await;
        if actor.rank == Rank::Visitor {
            assert!(asks_to_sign_in(&upload), "a visitor uploads: {}", upload.text());
        } else {
            assert_eq!(upload.status, 200, "{} uploads: {}", actor.who, upload.text());
        }
        if !actor.is_of_a {
            let after = world.snapshot(Some(e.a.id)).await;
            assert!(before == after, "{} uploads into business A:\n{}", actor.who, difference(&before, &after));
        }
    }
    drop(site);
}

async fn a_version_of_a_journey_is_a_file_for_its_admins(world: &World) {
    let (e, site) = (world.estate().await, world.site().await);
    for actor in actors(&e) {
        let answer = site.browser(actor.token()).get(&format!("/admin/journeys/{}/file", e.journey)).await;
        let may = actor.is_of_a && actor.rank >= Rank::Admin;
        assert_eq!(answer.status == 200, may, "{} exports: {}", actor.who, answer.text());
        assert!(may || matches!(answer.status, 403 | 404), "{} exports: {}", actor.who, answer.status);
        assert_eq!(answer.text().contains("stoa-journey-1"), may);
    }
    drop(site);
}

async fn machines_and_visitors_learn_nothing_of_people(world: &World) {
    let (e, site) = (world.estate().await, world.site().await);
    let visitor = &actors(&e)[0];
    let browser = site.browser("");
    for path in ["/healthz", "/readyz", "/metrics", "/pkg/none/stoa.css", "/pkg/none/..%2f..%2fCargo.toml", "/test/clock"] {
        visitor.may_read(path, &browser.get(path).await.everything());
    }
    assert_eq!(browser.post("/", "/test/clock?advance_ms=1", &[]).await.status, 404, "the clock of tests is not mounted");
    let far = browser.send(browser.request(Method::GET, "/metrics").header("x-forwarded-for", "203.0.113.9")).await;
    assert_eq!(far.status, 403, "numbers are for this machine");
    let theme = browser.post("/", "/theme", &[("theme", "dark"), ("back", "https://evil.example/")]).await;
    assert_eq!((theme.status, theme.location()), (303, "/"));
    drop(site);
}
