//! Webhooks of automations: signed, tried again, never to private addresses unless the installation allows them.

use crate::automations::{Shop, row, shop};
use crate::harness::{World, drain_with_failures};
use crate::on_both;
use crate::queue::opens;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use std::sync::{Arc, Mutex};
use stoa::automations::draft::Draft;
use stoa::automations::{actions, hooks};
use stoa::platform::Services;
use stoa::platform::web::Fault;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

on_both!(
    a_webhook_is_signed_and_tried_again_until_it_is_answered,
    a_private_address_is_never_called_and_the_log_says_so,
    what_a_webhook_told_of_a_customer_is_forgotten_after_ninety_days,
);

/// What the system elsewhere was sent.
type Heard = Arc<Mutex<Vec<(HeaderMap, String)>>>;

/// A system elsewhere that notes what it is sent; its first answer is a failure.
pub struct Elsewhere {
    url: String,
    heard: Heard,
    server: JoinHandle<()>,
}

impl Elsewhere {
    /// Starts it on a free port.
    pub async fn start() -> Self {
        let heard = Heard::default();
        let take = |State(heard): State<Heard>, headers: HeaderMap, body: String| async move {
            let mut heard = heard.lock().expect("no panic while locked");
            heard.push((headers, body));
            if heard.len() == 1 { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::NO_CONTENT }
        };
        let app = Router::new()
            .route("/in", post(take))
            .route("/away", post(|| async { (StatusCode::FOUND, [("location", "/in")]) }))
            .route("/endless", post(|| async { "x".repeat(1_000_000) }))
            .with_state(Arc::clone(&heard));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let server = tokio::spawn(async move { axum::serve(listener, app).await.expect("it serves") });
        Self { url, heard, server }
    }

    /// What it was sent.
    pub fn heard(&self) -> Vec<(HeaderMap, String)> {
        self.heard.lock().expect("no panic while locked").clone()
    }
}

impl Drop for Elsewhere {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// An automation from a time when this installation allowed private addresses.
pub async fn was_allowed(world: &World, shop: &Shop, elsewhere: &Elsewhere) {
    let s = world.process_with_private_webhooks().await;
    calls(&s, shop, &elsewhere.url).await;
    s.db().close().await;
}

/// An automation that is on and calls this address.
async fn calls(s: &Services, shop: &Shop, url: &str) {
    let acts = vec![row("call_webhook", "", &format!("{url}/in"))];
    let draft = Draft { name: "Call home".into(), occasion: "created".into(), acts, ..Draft::default() };
    let id = actions::create(s, &shop.boss.admin(), &draft).await.unwrap();
    actions::switch(s, &shop.boss.admin(), id, true).await.unwrap();
}

async fn a_webhook_is_signed_and_tried_again_until_it_is_answered(world: &World) {
    let (shop, elsewhere) = (shop(world).await, Elsewhere::start().await);
    let s = world.process_with_private_webhooks().await;
    calls(&s, &shop, &elsewhere.url).await;
    stoa::tickets::actions::open(&s, &shop.wanjiru.customer(), crate::harness::draft("Broken mugs", "")).await.unwrap();
    let failures = drain_with_failures(&s).await;
    assert!(failures.len() == 1 && failures[0].contains("It answered with status 503."), "{failures:?}");
    let failed = actions::list_hooks(&s, &shop.boss.admin()).await.unwrap().remove(0);
    assert_eq!((failed.tries, failed.sent_at, failed.error.as_str()), (1, None, "It answered with status 503."));
    world.advance_minutes(1);
    assert_eq!(drain_with_failures(&s).await, Vec::<String>::new());
    let sent = actions::list_hooks(&s, &shop.boss.admin()).await.unwrap().remove(0);
    assert!(sent.sent_at.is_some() && sent.tries == 2);
    world.advance_minutes(600);
    drain_with_failures(&s).await;

    let heard = elsewhere.heard();
    assert_eq!(heard.len(), 2, "what was answered well is not sent again");
    let secret = actions::secret(&s, &shop.boss.admin()).await.unwrap();
    for (headers, body) in &heard {
        let header = |name: &str| headers[name].to_str().unwrap().to_owned();
        let signature = header(hooks::SIGNATURE);
        let (at, signature) = signature.strip_prefix("t=").and_then(|rest| rest.split_once(",v1=")).expect("a time and a signature");
        assert_eq!(signature, hooks::sign(&secret, at.parse().unwrap(), body));
        assert_eq!(header(hooks::DELIVERY), sent.id.to_string());
        let told: serde_json::Value = serde_json::from_str(body).unwrap();
        assert_eq!(
            (&told["occasion"], &told["ticket"]["number"], &told["ticket"]["customer"]["name"]),
            (&"created".into(), &"TKT-000001".into(), &"Wanjiru".into())
        );
    }
    actions::renew_secret(&s, &shop.boss.admin()).await.unwrap();
    assert_ne!(actions::secret(&s, &shop.boss.admin()).await.unwrap(), secret);
    let long = s.web().post_json(&format!("{}/endless", elsewhere.url), &[], "{}".into()).await.unwrap();
    assert_eq!(long.body.len(), 64 * 1024, "an endless answer is cut");
    let away = s.web().post_json(&format!("{}/away", elsewhere.url), &[], "{}".into()).await.unwrap();
    assert_eq!((away.status, elsewhere.heard().len()), (302, 2), "nobody is followed anywhere");
    s.db().close().await;
}

async fn a_private_address_is_never_called_and_the_log_says_so(world: &World) {
    let (shop, elsewhere) = (shop(world).await, Elsewhere::start().await);
    was_allowed(world, &shop, &elsewhere).await;
    opens(world, &shop.wanjiru.customer(), "low", None).await;
    let hook = actions::list_hooks(&world.services, &shop.boss.admin()).await.unwrap().remove(0);
    assert!(hook.sent_at.is_none() && hook.tries == 1 && hook.error.contains("private network"), "{hook:?}");
    assert!(elsewhere.heard().is_empty());
    let acts = vec![row("escalate", "", ""), row("call_webhook", "", "http://169.254.169.254/latest")];
    let again = Draft { name: "Call home".into(), occasion: "created".into(), acts, ..Draft::default() };
    let said = actions::create(&world.services, &shop.boss.admin(), &again).await.unwrap_err();
    assert!(said.of_field("acts_value[1]").is_some_and(|why| why.contains("private network")), "said before it is saved: {said}");
    let refused = world.services.web().post_json(&elsewhere.url, &[], String::new()).await.unwrap_err();
    assert!(matches!(refused, Fault::Refused(_)));
}

async fn what_a_webhook_told_of_a_customer_is_forgotten_after_ninety_days(world: &World) {
    let (shop, elsewhere) = (shop(world).await, Elsewhere::start().await);
    was_allowed(world, &shop, &elsewhere).await;
    opens(world, &shop.wanjiru.customer(), "low", None).await;
    let known = async || {
        stoa::automations::jobs::sweep(&world.services).await.unwrap();
        actions::list_hooks(&world.services, &shop.boss.admin()).await.unwrap().len()
    };
    world.advance_minutes(90 * 24 * 60);
    assert_eq!(known().await, 1);
    world.advance_minutes(1);
    assert_eq!(known().await, 0);
    let rows = world.snapshot(Some(shop.business.id)).await;
    assert!(!rows.iter().any(|row| row.starts_with("automation_hook ")), "the name and address of the customer went with it");
}
