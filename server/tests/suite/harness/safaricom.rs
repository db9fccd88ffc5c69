//! A stand-in for Safaricom's Daraja that speaks its documented formats: tokens, requests on phones, questions about them, reversals.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64ct::{Base64, Encoding};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// Keys it knows.
pub const KEY: &str = "key-of-a-shop";
pub const SECRET: &str = "secret-of-a-shop";
pub const SHORTCODE: &str = "174379";
pub const PASSKEY: &str = "pass-key-of-a-shop";
const TOKEN: &str = "c9SQxWWhmdVRlyh0zh8gZDTkubVF";

/// A phone that was asked.
#[derive(Clone, Debug)]
pub struct Push {
    /// What Safaricom calls the request.
    pub request: String,
    /// Who is asked.
    pub phone: String,
    /// For how much, in shillings.
    pub amount: String,
    /// Where it calls back, without the host.
    pub callback: String,
    /// What came of it; nothing yet.
    pub code: Option<i64>,
}

/// What it has done, and how it is minded.
#[derive(Default)]
pub struct Desk {
    pushes: Vec<Push>,
    /// Of each reversal: its name, the receipt, the amount in shillings, where it calls back.
    pub reversals: Vec<[String; 4]>,
    /// Every question fails.
    pub is_down: bool,
    /// Requests are taken, and the answer is lost.
    pub swallows: bool,
}

/// The stand-in. Clones are the same one.
#[derive(Clone)]
pub struct Safaricom {
    /// Its address.
    pub url: String,
    desk: Arc<Mutex<Desk>>,
}

impl Safaricom {
    /// Starts it on a free port; it ends with the test's runtime.
    pub async fn start() -> Self {
        let desk = Arc::<Mutex<Desk>>::default();
        let app = Router::new()
            .route("/oauth/v1/generate", get(token))
            .route("/mpesa/stkpush/v1/processrequest", post(push))
            .route("/mpesa/stkpushquery/v1/query", post(query))
            .route("/mpesa/reversal/v1/request", post(reverse))
            .with_state(Arc::clone(&desk));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        tokio::spawn(async move { axum::serve(listener, app).await.expect("it serves") });
        Self { url, desk }
    }

    /// What it has done, and how it is minded.
    pub fn desk(&self) -> std::sync::MutexGuard<'_, Desk> {
        self.desk.lock().expect("no panic while locked")
    }

    /// The phones that were asked.
    pub fn pushes(&self) -> Vec<Push> {
        self.desk().pushes.clone()
    }

    /// What comes of the n-th request.
    pub fn decide(&self, n: usize, code: i64) {
        self.desk().pushes[n].code = Some(code);
    }

    /// The body of the callback about a request, as documented.
    pub fn callback(push: &Push, code: i64, amount: &str, receipt: &str) -> String {
        let mut told = json!({
            "MerchantRequestID": "29115-34620561-1",
            "CheckoutRequestID": push.request,
            "ResultCode": code,
            "ResultDesc": if code == 0 { "The service request is processed successfully." } else { "Request cancelled by user." },
        });
        if code == 0 {
            told["CallbackMetadata"] = json!({ "Item": [
                { "Name": "Amount", "Value": amount.parse::<f64>().unwrap_or_default() },
                { "Name": "MpesaReceiptNumber", "Value": receipt },
                { "Name": "Balance" },
                { "Name": "TransactionDate", "Value": 20_260_311_120_000_i64 },
                { "Name": "PhoneNumber", "Value": push.phone.parse::<i64>().unwrap_or_default() },
            ] });
        }
        json!({ "Body": { "stkCallback": told } }).to_string()
    }
}

type Shared = State<Arc<Mutex<Desk>>>;
type Said = (StatusCode, Json<Value>);

fn error(status: StatusCode, code: &str, words: &str) -> Said {
    (status, Json(json!({ "requestId": "4788-81090592-4", "errorCode": code, "errorMessage": words })))
}

/// Whether a call may be answered: it carries the token and the desk is not down.
fn refused(desk: &Desk, headers: &HeaderMap) -> Option<Said> {
    if desk.is_down {
        return Some(error(StatusCode::SERVICE_UNAVAILABLE, "500.003.02", "System is busy. Please try again in few minutes."));
    }
    let is_known = headers.get("authorization").is_some_and(|v| v.to_str().is_ok_and(|v| v == format!("Bearer {TOKEN}")));
    (!is_known).then(|| error(StatusCode::NOT_FOUND, "404.001.03", "Invalid Access Token"))
}

fn text(body: &Value, field: &str) -> String {
    body[field].as_str().map_or_else(|| body[field].to_string(), str::to_owned)
}

fn has_password(body: &Value) -> bool {
    let at = text(body, "Timestamp");
    let is_time = at.len() == 14 && at.bytes().all(|b| b.is_ascii_digit());
    is_time && text(body, "BusinessShortCode") == SHORTCODE && text(body, "Password") == Base64::encode_string(format!("{SHORTCODE}{PASSKEY}{at}").as_bytes())
}

fn path_of(url: &str) -> String {
    url.splitn(4, '/').nth(3).map(|rest| format!("/{rest}")).unwrap_or_default()
}

async fn token(headers: HeaderMap) -> Said {
    let right = format!("Basic {}", Base64::encode_string(format!("{KEY}:{SECRET}").as_bytes()));
    if headers.get("authorization").is_none_or(|v| v.to_str().ok() != Some(&right)) {
        return error(StatusCode::BAD_REQUEST, "400.008.01", "Invalid Authentication passed");
    }
    (StatusCode::OK, Json(json!({ "access_token": TOKEN, "expires_in": "3599" })))
}

async fn push(State(desk): Shared, headers: HeaderMap, Json(body): Json<Value>) -> Said {
    let mut desk = desk.lock().expect("no panic while locked");
    if let Some(refused) = refused(&desk, &headers) {
        return refused;
    }
    let (phone, amount, reference) = (text(&body, "PhoneNumber"), text(&body, "Amount"), text(&body, "AccountReference"));
    let callback = text(&body, "CallBackURL");
    let is_right = has_password(&body)
        && text(&body, "TransactionType") == "CustomerPayBillOnline"
        && text(&body, "PartyA") == phone
        && text(&body, "PartyB") == SHORTCODE
        && phone.len() == 12
        && amount.parse::<u64>().is_ok_and(|a| a > 0)
        && (1..=12).contains(&reference.len())
        && (1..=13).contains(&text(&body, "TransactionDesc").len())
        && !["mpesa", "safaricom", "query", "sql", "cmd"].iter().any(|w| callback.contains(w));
    if !is_right {
        return error(StatusCode::BAD_REQUEST, "400.002.02", "Bad Request - Invalid request");
    }
    let request = format!("ws_CO_{:05}_{}", desk.pushes.len() + 1, uuid::Uuid::now_v7().simple());
    desk.pushes.push(Push { request: request.clone(), phone, amount, callback: path_of(&callback), code: None });
    if desk.swallows {
        return error(StatusCode::GATEWAY_TIMEOUT, "504", "Gateway Timeout");
    }
    let answer = json!({
        "MerchantRequestID": "29115-34620561-1",
        "CheckoutRequestID": request,
        "ResponseCode": "0",
        "ResponseDescription": "Success. Request accepted for processing",
        "CustomerMessage": "Success. Request accepted for processing",
    });
    (StatusCode::OK, Json(answer))
}

async fn query(State(desk): Shared, headers: HeaderMap, Json(body): Json<Value>) -> Said {
    let desk = desk.lock().expect("no panic while locked");
    if let Some(refused) = refused(&desk, &headers) {
        return refused;
    }
    let request = text(&body, "CheckoutRequestID");
    let known = desk.pushes.iter().find(|p| p.request == request).filter(|_| has_password(&body));
    match known.map(|p| p.code) {
        None => error(StatusCode::BAD_REQUEST, "400.002.02", "Bad Request - Invalid CheckoutRequestID"),
        Some(None) => error(StatusCode::INTERNAL_SERVER_ERROR, "500.001.1001", "The transaction is being processed"),
        Some(Some(code)) => {
            let answer = json!({
                "ResponseCode": "0",
                "ResponseDescription": "The service request has been accepted successsfully",
                "MerchantRequestID": "29115-34620561-1",
                "CheckoutRequestID": request,
                "ResultCode": code.to_string(),
                "ResultDesc": "The service request is processed successfully.",
            });
            (StatusCode::OK, Json(answer))
        }
    }
}

async fn reverse(State(desk): Shared, headers: HeaderMap, Json(body): Json<Value>) -> Said {
    let mut desk = desk.lock().expect("no panic while locked");
    if let Some(refused) = refused(&desk, &headers) {
        return refused;
    }
    let (receipt, amount) = (text(&body, "TransactionID"), text(&body, "Amount"));
    if text(&body, "CommandID") != "TransactionReversal" || text(&body, "RecieverIdentifierType") != "11" || text(&body, "SecurityCredential").len() < 20 {
        return error(StatusCode::BAD_REQUEST, "400.002.02", "Bad Request - Invalid request");
    }
    let conversation = format!("AG_20260311_{:020}", desk.reversals.len() + 1);
    desk.reversals.push([conversation.clone(), receipt, amount, path_of(&text(&body, "ResultURL"))]);
    let answer = json!({
        "OriginatorConversationID": "8521-4298025-1",
        "ConversationID": conversation,
        "ResponseCode": "0",
        "ResponseDescription": "Accept the service request successfully.",
    });
    (StatusCode::OK, Json(answer))
}
