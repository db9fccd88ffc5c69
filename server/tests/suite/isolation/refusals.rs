//! Everybody tries every server function and every page with things of Wanjiru and of business A.

use super::functions;
use super::pages::PAGES;
use super::{Rank, actors, asks_to_sign_in, compare};
use crate::harness::{World, difference};
use crate::on_both;
use app::shell::App;
use leptos::server_fn::axum::server_fn_paths;
use leptos_axum::generate_route_list;

on_both!(no_server_function_gives_or_changes_what_is_not_ones_own, no_page_shows_what_is_not_ones_own);

#[tokio::test]
async fn every_server_function_is_tried() {
    let tried = functions::all().map(functions::Function::path).collect();
    compare(tried, server_fn_paths().map(|(path, _)| path.to_owned()).collect(), "FUNCTIONS in isolation/functions.rs");
}

#[tokio::test]
async fn every_page_is_tried() {
    let existing = generate_route_list(App).iter().map(|route| route.path().to_owned()).collect();
    compare(PAGES.iter().map(|page| page.path.to_owned()).collect(), existing, "PAGES in isolation/pages.rs");
}

async fn no_server_function_gives_or_changes_what_is_not_ones_own(world: &World) {
    let (e, site) = (world.estate().await, world.site().await);
    // How business A is, for as long as nobody may have changed it.
    let mut known: Option<Vec<String>> = None;
    for function in functions::all() {
        for actor in actors(&e) {
            let what = format!("{} calls {}", actor.who, function.name);
            let browser = site.browser(&world.fresh_token(actor.someone).await);
            let before = match known.take() {
                Some(known) => known,
                None => world.snapshot(Some(e.a.id)).await,
            };
            let fields = (function.fields)(&e);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let answer = function.call(&browser, &fields).await;
            let said = answer.text();
            assert!(answer.status < 500, "{what}: {} {said}", answer.status);
            actor.may_read(&what, &answer.everything());
            let is_shut_out = !actor.may_enter(function.door) || actor.is_stranger_to(function.whose);
            if is_shut_out {
                assert!(matches!(answer.status, 403 | 404), "{what} and is not refused: {} {said}", answer.status);
            }
            if actor.rank == Rank::Visitor && is_shut_out {
                assert!(asks_to_sign_in(&answer), "{what} and is not asked to sign in: {} {said}", answer.status);
            }
            if is_shut_out || !actor.is_of_a {
                let after = world.snapshot(Some(e.a.id)).await;
                assert!(before == after, "{what} and changes business A:\n{}", difference(&before, &after));
                known = Some(after);
            }
        }
    }
    drop(site);
}

async fn no_page_shows_what_is_not_ones_own(world: &World) {
    let (e, site) = (world.estate().await, world.site().await);
    for page in PAGES {
        for actor in actors(&e) {
            let address = (page.address)(&e);
            let what = format!("{} opens {address}", actor.who);
            let browser = site.browser(actor.token());
            let answer = browser.get(&address).await;
            assert!(answer.status < 500, "{what}: {} {}", answer.status, answer.text());
            actor.may_read(&what, &answer.everything());
            let is_shut_out = !actor.may_enter(page.door) || actor.is_stranger_to(page.whose);
            if actor.rank == Rank::Visitor && is_shut_out {
                assert_eq!((answer.status, answer.location().starts_with("/sign-in?next=")), (302, true), "{what} and is not asked to sign in");
            } else if is_shut_out && answer.status == 302 {
                // Who has come to the wrong door may be shown to their own, and finds nothing of others behind it.
                let shown = browser.get(answer.location()).await;
                actor.may_read(&what, &shown.everything());
                let is_fine = if actor.is_stranger_to(page.whose) { matches!(shown.status, 403 | 404) } else { shown.status < 500 };
                assert!(is_fine, "{what} and is shown {}: {}", answer.location(), shown.status);
            } else if is_shut_out {
                assert!(matches!(answer.status, 403 | 404), "{what} and is let in: {}", answer.status);
            }
        }
    }
    drop(site);
}
