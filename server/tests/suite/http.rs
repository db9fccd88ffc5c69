//! What the router does around every page: security headers, origins, sizes, health.

use crate::harness::{Kind, World, ask, open};
use crate::jobs::until;
use axum::body::Body;
use http::{Method, StatusCode};
use stoa::job::Job;
use stoa::kernel::ids::TicketId;
use stoa::platform::jobs::next_run;
use tokio::sync::watch;

async fn on_sqlite() -> World {
    World::new(Kind::Sqlite).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_forbids_what_no_page_needs() {
    let world = on_sqlite().await;
    let router = world.router(&[]);
    for path in ["/", "/no/such/page", "/healthz", "/manifest.webmanifest", "/pkg/none/none.js"] {
        let answer = open(&router, path).await;
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}: {answer:?}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert!(answer.header("permissions-policy").contains("geolocation=()"), "{path}");
        assert!(!answer.header("x-request-id").is_empty(), "{path}");
        assert!(answer.headers.get("strict-transport-security").is_none(), "{path}");
    }
    let secure = open(&world.router(&[("STOA_URL", "https://help.example.com")]), "/").await;
    assert_eq!(secure.header("strict-transport-security"), "max-age=31536000");
    assert!(secure.header("content-security-policy").contains("wss://help.example.com"));
    world.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_page_has_a_nonce_of_its_own_and_no_script_without_it() {
    let world = on_sqlite().await;
    let router = world.router(&[]);
    let mut seen = Vec::new();
    for _ in 0..3 {
        let page = open(&router, "/no/such/page").await;
        let policy = page.header("content-security-policy").to_owned();
        let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a nonce").to_owned();
        let scripts: Vec<&str> = page.text.split("<script").skip(1).collect();
        assert!(!scripts.is_empty() && scripts.iter().all(|s| s.contains(&format!("nonce=\"{nonce}\""))), "{policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        assert!(!seen.contains(&nonce));
        seen.push(nonce);
    }
    world.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_path_that_leads_nowhere_is_a_page_with_status_404() {
    let world = on_sqlite().await;
    let router = world.router(&[]);
    let page = open(&router, "/no/such/page").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.text.contains("<h1") && page.text.contains("<title>Not found"), "{}", page.text);
    assert_eq!(ask(&router, Method::POST, "/api/no_such_function", &[], Body::empty()).await.status, StatusCode::NOT_FOUND);
    world.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_site_can_make_a_browser_change_nothing() {
    let world = on_sqlite().await;
    let router = world.router(&[]);
    let form = ("content-type", "application/x-www-form-urlencoded");
    for foreign in [("origin", "https://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site")] {
        for (method, path) in [(Method::POST, "/theme"), (Method::POST, "/files"), (Method::DELETE, "/theme"), (Method::GET, "/live")] {
            let answer = ask(&router, method.clone(), path, &[foreign, form, ("host", "stoa.test")], "theme=dark").await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method} {path} {foreign:?}");
        }
    }
    let own = ask(&router, Method::POST, "/theme", &[("origin", "http://stoa.test"), form, ("host", "stoa.test")], "theme=dark&back=/tickets").await;
    assert_eq!((own.status, own.header("location")), (StatusCode::SEE_OTHER, "/tickets"));
    assert!(own.header("set-cookie").starts_with("theme=dark; Path=/;"), "{own:?}");
    let away = ask(&router, Method::POST, "/theme", &[form], "theme=dark&back=//evil.example").await;
    assert_eq!(away.header("location"), "/");
    world.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_long_is_cut_off_and_told_how_much_may_be_sent() {
    let world = on_sqlite().await;
    let router = world.router(&[]);
    let form = ("content-type", "application/x-www-form-urlencoded");
    let said = ask(&router, Method::POST, "/theme", &[form, ("content-length", "2000000")], Body::empty()).await;
    assert_eq!(said.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(said.text.contains("1 MB"), "{said:?}");
    // Without a length the body is counted while it comes.
    let endless = Body::from_stream(futures_util::stream::iter((0..200).map(|_| Ok::<_, std::io::Error>(vec![b'a'; 16 * 1024]))));
    assert_eq!(ask(&router, Method::POST, "/theme", &[form], endless).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let upload =
        ask(&router, Method::POST, "/files", &[("content-type", "multipart/form-data; boundary=x"), ("content-length", "30000000")], Body::empty()).await;
    assert_eq!(upload.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(upload.text.contains("26 MB"), "{upload:?}");
    world.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_are_for_this_machine_or_for_who_has_the_token() {
    let world = on_sqlite().await;
    let router = world.router(&[("STOA_METRICS_TOKEN", "let me see")]);
    open(&router, "/healthz").await;
    let local = open(&router, "/metrics").await;
    assert!(local.text.contains("stoa_requests_total") && local.text.contains("stoa_jobs_due 0"), "{}", local.text);
    let through_proxy = ("x-forwarded-for", "203.0.113.9");
    assert_eq!(ask(&router, Method::GET, "/metrics", &[through_proxy], Body::empty()).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        ask(&router, Method::GET, "/metrics", &[through_proxy, ("authorization", "Bearer nonsense")], Body::empty()).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(ask(&router, Method::GET, "/metrics", &[through_proxy, ("authorization", "Bearer let me see")], Body::empty()).await.status, StatusCode::OK);
    world.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_stops_says_so_before_it_is_gone() {
    let world = on_sqlite().await;
    let (state, stop) = world.state(&[]);
    let router = server::http::router(state);
    assert_eq!(open(&router, "/readyz").await.status, StatusCode::OK);
    stop.send_replace(true);
    assert_eq!(open(&router, "/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(open(&router, "/healthz").await.status, StatusCode::OK);
    world.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_whose_background_work_has_ended_is_not_ready() {
    let world = on_sqlite().await;
    let router = world.router(&[]);
    let mut tx = world.services.begin().await.unwrap();
    tx.enqueue(Job::CheckSla { ticket: TicketId(1) }).await.unwrap();
    tx.commit().await.unwrap();
    let (_stop, stopping) = watch::channel(false);
    let runner = tokio::spawn(server::jobs::run(world.services.clone(), stopping));
    until(async || next_run(world.services.db()).await.unwrap().is_none()).await;
    assert_eq!(open(&router, "/readyz").await.status, StatusCode::OK);
    runner.abort();
    assert!(runner.await.unwrap_err().is_cancelled());
    let answer = open(&router, "/readyz").await;
    assert!(answer.status == StatusCode::SERVICE_UNAVAILABLE && answer.text.contains("background work"), "{answer:?}");
    world.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_of_a_real_process_can_only_be_moved_when_it_was_started_for_tests() {
    let world = on_sqlite().await;
    let path = "/test/clock?advance_ms=60000";
    assert_eq!(ask(&world.router(&[]), Method::POST, path, &[], Body::empty()).await.status, StatusCode::NOT_FOUND);
    let before = world.services.now();
    let answer = ask(&world.router(&[("STOA_TEST_CLOCK", "1")]), Method::POST, path, &[], Body::empty()).await;
    assert_eq!((answer.status, answer.text), (StatusCode::OK, before.plus_ms(60_000).0.to_string()));
    world.finish().await;
}
