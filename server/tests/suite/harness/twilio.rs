//! A stand-in for Twilio's Messages API that speaks its documented formats, refuses what it refuses, and signs its reports.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use axum::{Form, Json, Router};
use base64ct::{Base64, Encoding};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use stoa::sms::twilio::sign;
use tokio::net::TcpListener;
use tokio::sync::Notify;

/// Accounts it knows, with their tokens: those of two businesses.
pub const ACCOUNTS: [(&str, &str); 2] =
    [("AC0123456789abcdef0123456789abcdef", "d41d8cd98f00b204e9800998ecf8427e"), ("ACfedcba9876543210fedcba9876543210", "9e107d9d372bb6826bd81d3542a419d6")];
/// A number of theirs.
pub const SENDER: &str = "+254700000999";
/// A messaging service of theirs.
pub const SERVICE: &str = "MG00112233445566778899aabbccddeeff";

/// An SMS that it took.
#[derive(Clone, Debug)]
pub struct Message {
    /// Whose.
    pub account: String,
    /// What it calls it.
    pub sid: String,
    /// The form as it came.
    pub form: HashMap<String, String>,
}

impl Message {
    /// What a field of the form said; empty when there is none.
    pub fn field(&self, name: &str) -> &str {
        self.form.get(name).map_or("", String::as_str)
    }

    /// Where it reports, without the host.
    pub fn path(&self) -> String {
        self.field("StatusCallback").splitn(4, '/').nth(3).map(|rest| format!("/{rest}")).unwrap_or_default()
    }

    /// A report about it, as documented, and its signature under this token.
    pub fn report(&self, status: &str, error: &str, token: &str) -> (Vec<(String, String)>, String) {
        let said = [
            ("SmsSid", self.sid.as_str()),
            ("SmsStatus", status),
            ("MessageStatus", status),
            ("To", self.field("To")),
            ("MessageSid", &self.sid),
            ("AccountSid", &self.account),
            ("From", SENDER),
            ("ApiVersion", "2010-04-01"),
        ];
        let mut fields: Vec<(String, String)> = said.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        if !error.is_empty() {
            fields.push(("ErrorCode".to_owned(), error.to_owned()));
        }
        let signature = sign(token, self.field("StatusCallback"), &fields);
        (fields, signature)
    }
}

/// What it has done, and how it is minded.
#[derive(Default)]
pub struct Desk {
    /// What it took.
    pub messages: Vec<Message>,
    /// How it answers from now on, for each request one: a status and an error code.
    pub refusals: Vec<(u16, u32)>,
    /// It takes what is asked, and the answer is lost.
    pub swallows: bool,
    /// It takes what is asked and never answers.
    pub hangs: bool,
}

/// The stand-in. Clones are the same one.
#[derive(Clone)]
pub struct Twilio {
    /// Its address.
    pub url: String,
    /// Wakes whenever it took something.
    pub taken: Arc<Notify>,
    desk: Arc<Mutex<Desk>>,
}

impl Twilio {
    /// Starts it on a free port; it ends with the test's runtime.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let twilio = Self { url, taken: Arc::default(), desk: Arc::default() };
        let app = Router::new().route("/2010-04-01/Accounts/{account}/Messages.json", post(take)).with_state(twilio.clone());
        tokio::spawn(async move { axum::serve(listener, app).await.expect("it serves") });
        twilio
    }

    /// What it has done, and how it is minded.
    pub fn desk(&self) -> std::sync::MutexGuard<'_, Desk> {
        self.desk.lock().expect("no panic while locked")
    }

    /// What it took.
    pub fn messages(&self) -> Vec<Message> {
        self.desk().messages.clone()
    }

    /// The texts that it took for a number.
    pub fn texts(&self, to: &str) -> Vec<String> {
        self.messages().iter().filter(|m| m.field("To") == to).map(|m| m.field("Body").to_owned()).collect()
    }
}

type Said = (StatusCode, Json<Value>);

fn error(status: u16, code: u32, words: &str) -> Said {
    let body = json!({ "code": code, "message": words, "more_info": format!("https://www.twilio.com/docs/errors/{code}"), "status": status });
    (StatusCode::from_u16(status).expect("a status"), Json(body))
}

async fn take(State(twilio): State<Twilio>, Path(account): Path<String>, headers: HeaderMap, Form(form): Form<HashMap<String, String>>) -> Said {
    let given = headers.get("authorization").and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    let is_known = ACCOUNTS.iter().any(|(a, t)| *a == account && given == format!("Basic {}", Base64::encode_string(format!("{a}:{t}").as_bytes())));
    if !is_known {
        return error(401, 20003, "Authenticate");
    }
    let (hangs, swallows, sid) = {
        let mut desk = twilio.desk();
        if !desk.refusals.is_empty() {
            let (status, code) = desk.refusals.remove(0);
            return error(status, code, &format!("The 'To' number {} is not right.", form["To"]));
        }
        let field = |name: &str| form.get(name).map_or("", String::as_str);
        if !field("To").starts_with('+') || (field("From") != SENDER && field("MessagingServiceSid") != SERVICE) || field("Body").is_empty() {
            return error(400, 21603, "A 'From' phone number is required.");
        }
        let sid = format!("SM{:032x}", desk.messages.len() + 1);
        desk.messages.push(Message { account: account.clone(), sid: sid.clone(), form: form.clone() });
        (desk.hangs, desk.swallows, sid)
    };
    twilio.taken.notify_one();
    if hangs {
        std::future::pending::<()>().await;
    }
    if swallows {
        return (StatusCode::GATEWAY_TIMEOUT, Json(Value::Null));
    }
    let answer = json!({
        "account_sid": account,
        "api_version": "2010-04-01",
        "body": form["Body"],
        "date_sent": null,
        "direction": "outbound-api",
        "error_code": null,
        "error_message": null,
        "from": form.get("From"),
        "messaging_service_sid": form.get("MessagingServiceSid"),
        "num_segments": "1",
        "sid": sid,
        "status": "queued",
        "to": form["To"],
    });
    (StatusCode::CREATED, Json(answer))
}
