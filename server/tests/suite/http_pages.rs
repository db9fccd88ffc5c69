//! What every page is: a sound document that runs no foreign script, with the right status; and the way to sign in and back.

use crate::harness::{Answer, PASSWORD, World};
use crate::isolation::pages::PAGES;
use crate::isolation::{Actor, actors};
use crate::on_both;
use app::routes;
use http::Method;
use std::collections::BTreeSet;
use stoa::accounts::model::Role;

on_both!(
    every_page_is_a_sound_document_that_runs_no_foreign_script,
    what_is_not_there_says_so,
    an_empty_installation_leads_to_its_setup,
    who_must_sign_in_comes_back_to_where_they_were,
    assets_are_kept_by_browsers_and_pages_are_not,
);

/// The opening tags of an HTML text.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).filter_map(|rest| rest.split('>').next()).filter(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic()))
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split('"').next())
}

fn is_sound(what: &str, page: &Answer) {
    let html = page.text();
    let csp = page.header("content-security-policy");
    let nonce = csp.split_once("'nonce-").and_then(|(_, rest)| rest.split('\'').next()).unwrap_or_else(|| panic!("{what}: no nonce in {csp}"));
    let ancestors = if what.starts_with("/chat/frame") { "frame-ancestors 'self'" } else { "frame-ancestors 'none'" };
    assert!(nonce.len() >= 16 && !csp.contains("unsafe-inline") && !csp.contains("'unsafe-eval'") && csp.ends_with(ancestors), "{what}: {csp}");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cache-control", "private, no-cache"),
        ("content-type", "text/html; charset=utf-8"),
    ] {
        assert_eq!(page.header(name), value, "{what}: {name}");
    }
    assert!(page.header("permissions-policy").contains("geolocation=()") && !page.header("x-request-id").is_empty(), "{what}");
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("</body>") && html.contains("</html>"), "{what} is cut off: {html}");
    let mut ids = BTreeSet::new();
    for tag in tags(&html) {
        let is_inline_script = tag.starts_with("script") && attribute(tag, "src").is_none();
        assert!(!is_inline_script || attribute(tag, "nonce") == Some(nonce), "{what}: an inline script without the nonce: <{tag}>");
        assert!(!tag.starts_with("style") && attribute(tag, "style").is_none(), "{what}: inline style: <{tag}>");
        assert!(!tag.starts_with("textarea") || attribute(tag, "dir") == Some("auto"), "{what}: text of another direction is misplaced: <{tag}>");
        let handler = tag.split(' ').skip(1).find(|part| part.starts_with("on") && part.contains("=\""));
        assert!(handler.is_none(), "{what}: a script in an attribute: <{tag}>");
        if let Some(id) = attribute(tag, "id") {
            assert!(ids.insert(id.to_owned()), "{what}: the id {id} twice");
        }
        let address = attribute(tag, "src").or_else(|| attribute(tag, "href").filter(|_| tag.starts_with("link")));
        assert!(address.is_none_or(|a| a.starts_with('/') || a.starts_with("data:image/")), "{what}: something from another site: <{tag}>");
    }
    let count = |start: &str| tags(&html).filter(|tag| tag.split([' ', '/']).next() == Some(start)).count();
    // Bars of a chart have titles of their own.
    let titles = html.split("</head>").next().unwrap_or_default().matches("<title>").count();
    assert_eq!((count("html"), count("head"), count("body"), titles, count("main"), count("h1")), (1, 1, 1, 1, 1, 1), "{what}: {html}");
    let title = html.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap_or_default();
    assert!(title.ends_with("Stoa") && title.len() > 6, "{what} is called “{title}”");
    assert!(tags(&html).any(|tag| attribute(tag, "lang") == Some("en")), "{what} has no language");
    for label in tags(&html).filter(|tag| tag.starts_with("label")).filter_map(|tag| attribute(tag, "for")) {
        assert!(ids.contains(label), "{what}: a label for {label}, which is not there");
    }
    for open in ["main", "header", "nav", "form", "section", "ul", "table", "button", "div"] {
        assert_eq!(count(open), html.matches(&format!("</{open}>")).count(), "{what}: <{open}> is not closed");
    }
}

async fn every_page_is_a_sound_document_that_runs_no_foreign_script(world: &World) {
    let (e, site) = (world.estate().await, world.site().await);
    let everybody: Vec<Actor<'_>> = actors(&e);
    let mut nonces = BTreeSet::new();
    for page in PAGES {
        let address = (page.address)(&e);
        let mut shown = 0;
        for actor in &everybody {
            let answer = site.browser(actor.token()).get(&address).await;
            if answer.status == 302 {
                continue;
            }
            let what = format!("{address} for {}", actor.who);
            is_sound(&what, &answer);
            assert!(nonces.insert(answer.header("content-security-policy").to_owned()), "{what}: a nonce is used again");
            shown += 1;
        }
        // The checkout sends everybody back whose cart is empty; the browser's tests look at it.
        assert!(shown > 0 || address == "/setup" || address == routes::CHECKOUT, "nobody is shown {address}");
    }
    for address in [routes::invite(&e.invite_token), routes::join(&e.a.invite_code)] {
        let page = site.browser("").get(&address).await;
        assert_eq!(page.status, 200, "{address}");
        is_sound(&address, &page);
    }
    drop(site);
}

async fn an_empty_installation_leads_to_its_setup(world: &World) {
    let site = world.site().await;
    let browser = site.browser("");
    for path in ["/", "/sign-in", "/shop", "/help"] {
        let page = browser.get(path).await;
        assert_eq!((page.status, page.location()), (302, "/setup"), "{path}");
    }
    let setup = browser.get("/setup").await;
    assert_eq!(setup.status, 200);
    is_sound("/setup", &setup);
    drop(site);
}

async fn what_is_not_there_says_so(world: &World) {
    let (_, site) = (world.business("Kiln").await, world.site().await);
    let browser = site.browser("");
    for path in ["/nothing", "/sign-in/nothing", "/tickets/x/y", "/%F0%9F%8E%89"] {
        let page = browser.get(path).await;
        assert_eq!(page.status, 404, "{path}");
        is_sound(path, &page);
    }
    for token in ["/reset/guessed", "/verify/guessed", "/invite/guessed", "/join/guessed"] {
        let page = browser.get(token).await;
        assert!(matches!(page.status, 404 | 409), "{token}: {}", page.status);
        is_sound(token, &page);
    }
    let call = browser.call("/api/app/nothing", &[]).await;
    assert_eq!((call.status, call.is_page()), (404, false));
    drop(site);
}

async fn who_must_sign_in_comes_back_to_where_they_were(world: &World) {
    let shop = world.business("Kiln").await;
    let wanjiru = world.with_password(&shop, Role::Customer, "Wanjiru").await;
    let (site, email) = (world.site().await, wanjiru.email());
    let browser = site.browser("");
    let sent = browser.get("/account?show=devices").await;
    assert_eq!((sent.status, sent.location()), (302, "/sign-in?next=/account%3Fshow%3Ddevices"));
    let page = browser.get(sent.location()).await;
    assert!(page.text().contains("value=\"/account?show=devices\""), "the form knows where to go on: {}", page.text());
    let form = [("email", email.as_str()), ("password", PASSWORD), ("next", "/account?show=devices")];
    let signed_in = browser.post(sent.location(), "/api/app/accounts/api/sign_in", &form).await;
    assert_eq!((signed_in.status, signed_in.location()), (302, "/account?show=devices"));
    let cookie = signed_in.header("set-cookie");
    assert!(cookie.starts_with("stoa_session=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), "{cookie}");
    assert_eq!(browser.get("/account").await.status, 200);
    let out = browser.post("/account", "/api/app/accounts/api/sign_out", &[]).await;
    assert!(out.location().starts_with("/sign-in") && out.header("set-cookie").contains("Max-Age=0"), "{} {}", out.location(), out.header("set-cookie"));
    assert_eq!(browser.get("/account").await.status, 302, "signed out");
    for outside in ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"] {
        let form = [("email", email.as_str()), ("password", PASSWORD), ("next", outside)];
        let answer = site.browser("").post("/sign-in", "/api/app/accounts/api/sign_in", &form).await;
        assert_eq!((answer.status, answer.location()), (302, "/tickets"), "{outside}");
    }
    drop(site);
}

async fn assets_are_kept_by_browsers_and_pages_are_not(world: &World) {
    let (_, site) = (world.business("Kiln").await, world.site().await);
    let browser = site.browser("");
    for (path, kind) in [("/favicon.svg", "image/svg+xml"), ("/manifest.webmanifest", "application/manifest+json")] {
        let file = browser.get(path).await;
        assert_eq!((file.status, file.header("content-type"), file.header("cache-control")), (200, kind, "public, max-age=3600"));
        let again = browser.send(browser.request(Method::GET, path).header("if-none-match", file.header("etag"))).await;
        assert_eq!((again.status, again.bytes.len()), (304, 0), "{path} is not sent again");
    }
    let other = browser.get("/pkg/another-version/nothing.css").await;
    assert_eq!((other.status, other.is_page()), (404, false));
    assert_eq!(browser.get("/sign-in").await.header("cache-control"), "private, no-cache");
    drop(site);
}
