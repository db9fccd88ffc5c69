//! Sessions that are over, guessed or cut.

use crate::harness::{PASSWORD, Site, World};
use crate::isolation::asks_to_sign_in;
use crate::on_both;
use http::Method;
use http::header::{AUTHORIZATION, COOKIE};
use stoa::accounts::actions as accounts;
use stoa::accounts::model::Role;

on_both!(a_session_that_is_over_or_made_up_opens_nothing, a_password_is_not_guessed_by_trying);

async fn opens_nothing(site: &Site, token: &str, what: &str) {
    let browser = site.browser(token);
    let page = browser.get("/account").await;
    assert!(page.status == 302 && page.location() == "/sign-in?next=/account", "{what}: {} {}", page.status, page.location());
    let call = browser.call("/api/app/accounts/api/change_name", &[("name", "Thief")]).await;
    assert!(call.status == 403 && asks_to_sign_in(&call), "{what}: {} {}", call.status, call.text());
    assert!(asks_to_sign_in(&browser.get("/files/any").await), "{what} opens a file");
    assert_eq!(site.wire(token, &site.url).await.err(), Some(4401), "{what} opens a socket");
}

async fn a_session_that_is_over_or_made_up_opens_nothing(world: &World) {
    let shop = world.business("Kiln").await;
    let (wanjiru, amina, otieno) = (world.customer(&shop, "Wanjiru").await, world.agent(&shop, "Amina").await, world.admin(&shop, "Otieno").await);
    let site = world.site().await;
    assert_eq!(site.browser(&wanjiru.token).get("/account").await.status, 200);
    let (cut, mut turned) = (&wanjiru.token[1..], wanjiru.token.clone());
    turned.replace_range(..1, if turned.starts_with('a') { "b" } else { "a" });
    for (what, token) in
        [("a cut token", cut), ("a changed token", turned.as_str()), ("a guess", "1"), ("SQL", "' OR 1=1 --"), ("a long one", &"a".repeat(5000))]
    {
        opens_nothing(&site, token, what).await;
    }
    let hidden = site.browser("");
    for (name, value) in [(COOKIE, b"stoa_session=\xff\xfe".as_slice()), (AUTHORIZATION, b"Bearer "), (AUTHORIZATION, b"Basic YTpi")] {
        let answer = hidden.send(hidden.request(Method::GET, "/account").header(&name, value)).await;
        assert_eq!(answer.status, 302, "{name}: {value:?}");
    }
    accounts::sign_out(&world.services, &world.fresh_token(Some(&wanjiru)).await).await.unwrap();
    let over = world.fresh_token(Some(&wanjiru)).await;
    site.browser(&over).call("/api/app/accounts/api/sign_out", &[]).await;
    opens_nothing(&site, &over, "a session that was signed out").await;
    accounts::deactivate(&world.services, &otieno.admin(), amina.member()).await.unwrap();
    opens_nothing(&site, &amina.token, "a session of somebody who was shut out").await;
    world.advance_minutes(60 * 24 * 400);
    opens_nothing(&site, &wanjiru.token, "a session that is too old").await;
    drop(site);
}

async fn a_password_is_not_guessed_by_trying(world: &World) {
    let shop = world.business("Kiln").await;
    let wanjiru = world.with_password(&shop, Role::Customer, "Wanjiru").await;
    let (site, email) = (world.site().await, wanjiru.email());
    let browser = site.browser("");
    let mut statuses = Vec::new();
    for n in 0..12 {
        let guess = format!("giraffes {n}");
        statuses.push(browser.call("/api/app/accounts/api/sign_in", &[("email", &email), ("password", &guess)]).await.status);
    }
    assert!(statuses[..10].iter().all(|s| *s == 422) && statuses[11] == 429, "{statuses:?}");
    let right = browser.call("/api/app/accounts/api/sign_in", &[("email", &email), ("password", PASSWORD)]).await;
    assert_eq!((right.status, browser.cookie("stoa_session")), (429, None), "after so many tries even the right one waits");
    drop(site);
}
