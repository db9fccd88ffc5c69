//! A stand-in for PayPal that speaks its documented formats: tokens, orders, captures, refunds, and whether a webhook is its own.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use base64ct::{Base64, Encoding};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// Keys it knows.
pub const CLIENT: &str = "client-of-a-shop";
pub const CLIENT_SECRET: &str = "secret-of-a-client";
pub const WEBHOOK: &str = "8PT597110X687430LKGECATA";
const TOKEN: &str = "A21AAFEpH4PsADK7qSS7pSRsgzfENtu";
/// What its webhooks are signed with.
pub const SIGNATURE: &str = "kQB2ckgfnlNtTVo";

/// An order at PayPal.
#[derive(Clone, Debug)]
pub struct PaypalOrder {
    /// What PayPal calls it.
    pub id: String,
    /// For what: the currency and the amount as PayPal writes it.
    pub amount: (String, String),
    /// `CREATED`, `APPROVED`, `COMPLETED`.
    pub status: String,
    /// What its capture says it took; what was asked for unless a test says otherwise.
    pub takes: (String, String),
    /// Whether the card is refused at the capture.
    pub declines: bool,
    /// Whether what is captured is only on its way: an electronic cheque, a review.
    pub pends: bool,
    /// How much was given back, by refund.
    pub refunds: Vec<String>,
}

#[derive(Default)]
struct Till {
    orders: Vec<PaypalOrder>,
    /// What was answered under each request id: asked twice it is done once.
    done: HashMap<String, Value>,
    is_down: bool,
    /// New refunds wait.
    refunds_wait: bool,
}

/// The stand-in. Clones are the same one.
#[derive(Clone)]
pub struct PaypalDesk {
    /// Its address.
    pub url: String,
    till: Arc<Mutex<Till>>,
}

impl PaypalDesk {
    /// Starts it on a free port; it ends with the test's runtime.
    pub async fn start() -> Self {
        let till = Arc::<Mutex<Till>>::default();
        let app = Router::new()
            .route("/v1/oauth2/token", post(token))
            .route("/v2/checkout/orders", post(create))
            .route("/v2/checkout/orders/{id}", get(look))
            .route("/v2/checkout/orders/{id}/capture", post(capture))
            .route("/v2/payments/captures/{id}/refund", post(refund))
            .route("/v2/payments/refunds/{id}", get(look_at_refund))
            .route("/v1/notifications/verify-webhook-signature", post(verify))
            .with_state(Arc::clone(&till));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        tokio::spawn(async move { axum::serve(listener, app).await.expect("it serves") });
        Self { url, till }
    }

    /// The orders that were made.
    pub fn orders(&self) -> Vec<PaypalOrder> {
        self.till.lock().expect("no panic").orders.clone()
    }

    /// Changes the n-th order: its payer approves it, say.
    pub fn change(&self, n: usize, change: impl Fn(&mut PaypalOrder)) {
        change(&mut self.till.lock().expect("no panic").orders[n]);
    }

    /// Its payer approves the n-th order.
    pub fn approve(&self, n: usize) {
        self.change(n, |o| o.status = "APPROVED".into());
    }

    /// Answers nothing sensible from now on, or again.
    pub fn set_down(&self, is_down: bool) {
        self.till.lock().expect("no panic").is_down = is_down;
    }

    /// Refunds wait from now on, or are made at once; those that wait are made.
    pub fn set_refunds_wait(&self, wait: bool) {
        self.till.lock().expect("no panic").refunds_wait = wait;
    }

    /// A webhook about the n-th order.
    pub fn notice(&self, n: usize, kind: &str) -> String {
        let order = &self.orders()[n];
        let resource = match kind {
            "CHECKOUT.ORDER.APPROVED" => json!({ "id": order.id, "status": "APPROVED", "intent": "CAPTURE" }),
            _ => json!({
                "id": format!("CAP-{}", order.id),
                "status": "COMPLETED",
                "amount": { "currency_code": order.amount.0, "value": order.amount.1 },
                "supplementary_data": { "related_ids": { "order_id": order.id } },
            }),
        };
        json!({ "id": "WH-58D329510W468432D", "event_version": "1.0", "event_type": kind, "resource": resource }).to_string()
    }
}

type Shared = State<Arc<Mutex<Till>>>;
type Said = (StatusCode, Json<Value>);

fn error(status: StatusCode, name: &str, issue: &str) -> Said {
    let words = format!("{issue} happened.");
    (status, Json(json!({ "name": name, "message": words, "details": [{ "issue": issue, "description": words }], "debug_id": "90957fca61718" })))
}

fn refused(till: &Till, headers: &HeaderMap) -> Option<Said> {
    if till.is_down {
        return Some(error(StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL_SERVER_ERROR", "INTERNAL_SERVICE_ERROR"));
    }
    let is_known = headers.get("authorization").is_some_and(|v| v.to_str().is_ok_and(|v| v == format!("Bearer {TOKEN}")));
    (!is_known).then(|| error(StatusCode::UNAUTHORIZED, "AUTHENTICATION_FAILURE", "INVALID_TOKEN"))
}

/// What was answered to this request before, and its id.
fn before(till: &Till, headers: &HeaderMap) -> (String, Option<Said>) {
    let id = headers.get("paypal-request-id").and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    assert!((10..=108).contains(&id.len()), "every step that changes something has a request id");
    let known = till.done.get(&id).cloned();
    (id, known.map(|body| (StatusCode::OK, Json(body))))
}

fn shown(order: &PaypalOrder) -> Value {
    let captures = (order.status == "COMPLETED").then(|| {
        json!([{
            "id": format!("CAP-{}", order.id),
            "status": if order.pends { "PENDING" } else { "COMPLETED" },
            "amount": { "currency_code": order.takes.0, "value": order.takes.1 },
            "final_capture": true,
        }])
    });
    json!({ "id": order.id, "status": order.status, "purchase_units": [{ "reference_id": "default", "payments": { "captures": captures } }] })
}

async fn token(headers: HeaderMap, Form(form): Form<HashMap<String, String>>) -> Said {
    let right = format!("Basic {}", Base64::encode_string(format!("{CLIENT}:{CLIENT_SECRET}").as_bytes()));
    let is_known = headers.get("authorization").is_some_and(|v| v.to_str().ok() == Some(&right));
    if !is_known || form.get("grant_type").map(String::as_str) != Some("client_credentials") {
        return (StatusCode::UNAUTHORIZED, Json(json!({ "error": "invalid_client", "error_description": "Client Authentication failed" })));
    }
    (StatusCode::OK, Json(json!({ "access_token": TOKEN, "token_type": "Bearer", "expires_in": 32_400 })))
}

async fn create(State(till): Shared, headers: HeaderMap, Json(body): Json<Value>) -> Said {
    let mut till = till.lock().expect("no panic");
    if let Some(refused) = refused(&till, &headers) {
        return refused;
    }
    let (key, known) = before(&till, &headers);
    if let Some(known) = known {
        return known;
    }
    let amount = &body["purchase_units"][0]["amount"];
    let (Some(currency), Some(value)) = (amount["currency_code"].as_str(), amount["value"].as_str()) else {
        return error(StatusCode::BAD_REQUEST, "INVALID_REQUEST", "MISSING_REQUIRED_PARAMETER");
    };
    if body["intent"] != "CAPTURE" || body["payment_source"]["paypal"]["experience_context"]["return_url"].as_str().is_none() {
        return error(StatusCode::BAD_REQUEST, "INVALID_REQUEST", "MISSING_REQUIRED_PARAMETER");
    }
    let id = format!("5O190127TN{:07}", till.orders.len());
    let both = (currency.to_owned(), value.to_owned());
    till.orders.push(PaypalOrder {
        id: id.clone(),
        amount: both.clone(),
        status: "CREATED".into(),
        takes: both,
        declines: false,
        pends: false,
        refunds: vec![],
    });
    let answer = json!({
        "id": id,
        "status": "PAYER_ACTION_REQUIRED",
        "links": [
            { "href": format!("https://api-m.paypal.com/v2/checkout/orders/{id}"), "rel": "self", "method": "GET" },
            { "href": format!("https://www.paypal.com/checkoutnow?token={id}"), "rel": "payer-action", "method": "GET" },
        ],
    });
    till.done.insert(key, answer.clone());
    (StatusCode::OK, Json(answer))
}

async fn look(State(till): Shared, headers: HeaderMap, Path(id): Path<String>) -> Said {
    let till = till.lock().expect("no panic");
    if let Some(refused) = refused(&till, &headers) {
        return refused;
    }
    match till.orders.iter().find(|o| o.id == id) {
        Some(order) => (StatusCode::OK, Json(shown(order))),
        None => error(StatusCode::NOT_FOUND, "RESOURCE_NOT_FOUND", "INVALID_RESOURCE_ID"),
    }
}

async fn capture(State(till): Shared, headers: HeaderMap, Path(id): Path<String>) -> Said {
    let mut till = till.lock().expect("no panic");
    if let Some(refused) = refused(&till, &headers) {
        return refused;
    }
    let (key, known) = before(&till, &headers);
    if let Some(known) = known {
        return known;
    }
    let Some(order) = till.orders.iter_mut().find(|o| o.id == id) else {
        return error(StatusCode::NOT_FOUND, "RESOURCE_NOT_FOUND", "INVALID_RESOURCE_ID");
    };
    match order.status.as_str() {
        "APPROVED" if order.declines => return error(StatusCode::UNPROCESSABLE_ENTITY, "UNPROCESSABLE_ENTITY", "INSTRUMENT_DECLINED"),
        "APPROVED" => order.status = "COMPLETED".into(),
        "COMPLETED" => return error(StatusCode::UNPROCESSABLE_ENTITY, "UNPROCESSABLE_ENTITY", "ORDER_ALREADY_CAPTURED"),
        _ => return error(StatusCode::UNPROCESSABLE_ENTITY, "UNPROCESSABLE_ENTITY", "ORDER_NOT_APPROVED"),
    }
    let answer = shown(order);
    till.done.insert(key, answer.clone());
    (StatusCode::CREATED, Json(answer))
}

async fn refund(State(till): Shared, headers: HeaderMap, Path(id): Path<String>, Json(body): Json<Value>) -> Said {
    let mut till = till.lock().expect("no panic");
    if let Some(refused) = refused(&till, &headers) {
        return refused;
    }
    let (key, known) = before(&till, &headers);
    if let Some(known) = known {
        return known;
    }
    let status = if till.refunds_wait { "PENDING" } else { "COMPLETED" };
    let value = body["amount"]["value"].as_str().unwrap_or_default().to_owned();
    let Some(order) = till.orders.iter_mut().find(|o| format!("CAP-{}", o.id) == id) else {
        return error(StatusCode::NOT_FOUND, "RESOURCE_NOT_FOUND", "INVALID_RESOURCE_ID");
    };
    order.refunds.push(value.clone());
    let answer = json!({ "id": format!("REF-{}-{}", order.id, order.refunds.len()), "status": status, "amount": { "value": value } });
    till.done.insert(key, answer.clone());
    (StatusCode::CREATED, Json(answer))
}

async fn look_at_refund(State(till): Shared, headers: HeaderMap, Path(id): Path<String>) -> Said {
    let till = till.lock().expect("no panic");
    if let Some(refused) = refused(&till, &headers) {
        return refused;
    }
    (StatusCode::OK, Json(json!({ "id": id, "status": if till.refunds_wait { "PENDING" } else { "COMPLETED" } })))
}

async fn verify(State(till): Shared, headers: HeaderMap, Json(body): Json<Value>) -> Said {
    let till = till.lock().expect("no panic");
    if let Some(refused) = refused(&till, &headers) {
        return refused;
    }
    let is_whole = ["auth_algo", "cert_url", "transmission_id", "transmission_time"].iter().all(|f| body[f].as_str().is_some_and(|v| !v.is_empty()));
    let is_ours = is_whole && body["transmission_sig"] == SIGNATURE && body["webhook_id"] == WEBHOOK && body["webhook_event"].is_object();
    (StatusCode::OK, Json(json!({ "verification_status": if is_ours { "SUCCESS" } else { "FAILURE" } })))
}
