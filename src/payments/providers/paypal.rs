//! PayPal through Orders v2: an order that the payer approves at PayPal, its capture, refunds, and whether a webhook is PayPal's.

use super::tokens::Tokens;
use super::{About, Calling, Line, PLACE, Provider, Refusal, Returned, Standing, Started, said, text_of};
use crate::kernel::ids::{BusinessId, PaymentId};
use crate::kernel::money::Money;
use crate::orders::model::Method;
use crate::payments::model::{Keys, Payment, Refund};
use crate::payments::rules::{by_hand, paypal_value};
use crate::platform::Services;
use crate::platform::web::Ask;
use base64ct::{Base64, Encoding};
use serde_json::{Value, json};
use std::sync::Arc;

const LIVE: &str = "https://api-m.paypal.com";
const SANDBOX: &str = "https://api-m.sandbox.paypal.com";

/// The headers of a webhook that say whose it is, as PayPal's question about it calls them.
pub const SIGNED: [(&str, &str); 5] = [
    ("paypal-auth-algo", "auth_algo"),
    ("paypal-cert-url", "cert_url"),
    ("paypal-transmission-id", "transmission_id"),
    ("paypal-transmission-sig", "transmission_sig"),
    ("paypal-transmission-time", "transmission_time"),
];

/// The account of a business at PayPal.
pub struct Paypal {
    line: Line,
    keys: Keys,
    business: BusinessId,
    services: Services,
    tokens: Arc<Tokens>,
}

/// Where PayPal sends its webhooks for a business.
pub fn webhook_path(services: &Services, business: BusinessId) -> String {
    format!("/api/pay/notices/{business}/{}", services.vault().sign(PLACE, &webhook_place(business)))
}

/// What the secret part of it is the mark of.
pub fn webhook_place(business: BusinessId) -> String {
    format!("payment_notice/{business}")
}

/// Where PayPal leads the payer back to.
pub fn back_path(services: &Services, business: BusinessId, payment: PaymentId) -> String {
    format!("/api/pay/back/{business}/{payment}/{}", services.vault().sign(PLACE, &back_place(business, payment)))
}

/// What the secret part of it is the mark of.
pub fn back_place(business: BusinessId, payment: PaymentId) -> String {
    format!("payment_back/{business}/{payment}")
}

impl Paypal {
    /// With these keys.
    pub fn new(services: &Services, business: BusinessId, keys: Keys, is_live: bool) -> Self {
        let line = Line::new(services, "PayPal", if is_live { LIVE } else { SANDBOX }, services.stand_ins().paypal.as_deref());
        Self { line, keys, business, services: services.clone(), tokens: Tokens::of(services) }
    }

    async fn token(&self) -> Result<(String, String), Refusal> {
        let name = Tokens::name(self.line.base(), &self.keys.id, &self.keys.secret);
        if let Some(token) = self.tokens.find(&name, self.services.now()) {
            return Ok((name, token));
        }
        let basic = Base64::encode_string(format!("{}:{}", self.keys.id, self.keys.secret).as_bytes());
        let headers = [("authorization", format!("Basic {basic}"))];
        let form = Ask::Form("grant_type=client_credentials".into());
        let (status, body) = self.line.call("/v1/oauth2/token", &headers, form).await.map_err(Refusal::Later)?;
        let token = text_of(&body["access_token"]);
        match status {
            200 if !token.is_empty() => {
                self.tokens.keep(&name, &token, body["expires_in"].as_i64().unwrap_or(0), self.services.now());
                Ok((name, token))
            }
            400 | 401 | 403 => Err(Refusal::Never("PayPal does not know the client id or the secret.".into())),
            _ => Err(Refusal::Later(format!("PayPal answered with status {status}."))),
        }
    }

    /// Calls with a token. `key` makes PayPal do the same thing once, however often it is asked.
    async fn call(&self, path: &str, key: &str, ask: Ask) -> Result<(u16, Value), Refusal> {
        let (name, token) = self.token().await?;
        let mut headers = vec![("authorization", format!("Bearer {token}")), ("prefer", "return=representation".to_owned())];
        if !key.is_empty() {
            headers.push(("paypal-request-id", key.to_owned()));
        }
        let answer = self.line.call(path, &headers, ask).await.map_err(Refusal::Unknown)?;
        match answer.0 {
            401 => {
                self.tokens.forget(&name);
                Err(Refusal::Later("PayPal does not take the token any more.".into()))
            }
            429 | 500..=599 => Err(Refusal::Unknown(format!("PayPal answered with status {}.", answer.0))),
            _ => Ok(answer),
        }
    }

    /// The same words for the same thing in every try, and other ones in every installation.
    fn key(&self, what: &str) -> String {
        self.services.vault().sign(PLACE, &format!("paypal/{}/{what}", self.business))
    }

    async fn create(&self, payment: &Payment, about: &About) -> Result<Started, Refusal> {
        let value = value_of(payment.amount, &payment.currency)?;
        let back = format!("{}{}", self.services.url(), back_path(&self.services, self.business, payment.id));
        let body = json!({
            "intent": "CAPTURE",
            "purchase_units": [{
                "reference_id": "default",
                "custom_id": payment.id.to_string(),
                "description": format!("{} at {}", about.number, about.business).chars().take(120).collect::<String>(),
                "amount": { "currency_code": payment.currency, "value": value },
            }],
            "payment_source": { "paypal": { "experience_context": {
                "brand_name": about.business.chars().take(120).collect::<String>(),
                "shipping_preference": "NO_SHIPPING",
                "user_action": "PAY_NOW",
                "return_url": back,
                "cancel_url": back,
            } } },
        });
        let (status, answer) = self.call("/v2/checkout/orders", &self.key(&format!("create/{}", payment.id)), Ask::Json(body.to_string())).await?;
        let request = text_of(&answer["id"]);
        let links = answer["links"].as_array().map(Vec::as_slice).unwrap_or_default();
        let link = links.iter().find(|l| matches!(l["rel"].as_str(), Some("payer-action" | "approve"))).map(|l| text_of(&l["href"])).unwrap_or_default();
        // Only a page of the web: it becomes a link on a page of ours.
        let is_page = link.starts_with("https://") || (link.starts_with("http://") && self.services.stand_ins().paypal.is_some());
        if matches!(status, 200 | 201) && !request.is_empty() && is_page {
            return Ok(Started { request, link });
        }
        Err(Refusal::Never(words(status, &answer)))
    }

    async fn look(&self, payment: &Payment, collects: bool) -> Result<Standing, Refusal> {
        let Some(request) = payment.request.as_deref().filter(|r| is_name(r)) else { return Ok(Standing::Open) };
        let (status, order) = self.call(&format!("/v2/checkout/orders/{request}"), "", Ask::Get).await?;
        match (status, order["status"].as_str().unwrap_or_default()) {
            (200, "APPROVED") if collects => self.capture(payment, request).await,
            // Nothing is taken for what cannot be paid any more: giving it back would cost fees.
            (200, "APPROVED") => Ok(Standing::Open),
            (200, "COMPLETED") => captured(&order),
            (200, "VOIDED") | (404, _) => Ok(Standing::Lost("PayPal has given this payment up. Try again.".into())),
            (200, _) => Ok(Standing::Open),
            _ => Err(Refusal::Unknown(words(status, &order))),
        }
    }

    async fn capture(&self, payment: &Payment, request: &str) -> Result<Standing, Refusal> {
        let path = format!("/v2/checkout/orders/{request}/capture");
        let (status, answer) = self.call(&path, &self.key(&format!("capture/{}", payment.id)), Ask::Json("{}".into())).await?;
        let issue = answer["details"][0]["issue"].as_str().unwrap_or_default();
        match (status, issue) {
            (200 | 201, _) => captured(&answer),
            // Approved a moment ago and not any more, or captured by another try: the next look tells.
            (422, "ORDER_NOT_APPROVED" | "ORDER_ALREADY_CAPTURED") => Ok(Standing::Open),
            (422, "INSTRUMENT_DECLINED" | "PAYER_CANNOT_PAY" | "TRANSACTION_REFUSED") => {
                Ok(Standing::Lost("PayPal could not take the money with what was chosen there. Try again with another card or account.".into()))
            }
            (400..=499, _) => Ok(Standing::Lost(words(status, &answer))),
            _ => Err(Refusal::Unknown(words(status, &answer))),
        }
    }

    async fn give_back(&self, payment: &Payment, refund: &Refund) -> Result<Returned, Refusal> {
        let capture = payment.reference.as_deref().filter(|r| is_name(r));
        let capture =
            capture.ok_or_else(|| Refusal::Never("What PayPal calls this payment is not known. Give it back at PayPal and note that here.".into()))?;
        let body = json!({ "amount": { "currency_code": payment.currency, "value": value_of(refund.amount, &payment.currency)? } });
        let key = self.key(&format!("refund/{}/{}", refund.id, refund.round));
        let (status, answer) = self.call(&format!("/v2/payments/captures/{capture}/refund"), &key, Ask::Json(body.to_string())).await?;
        match status {
            200 | 201 => returned(&answer),
            _ => Err(Refusal::Never(words(status, &answer))),
        }
    }

    async fn look_at_refund(&self, refund: &Refund) -> Result<Returned, Refusal> {
        let Some(request) = refund.request.as_deref().filter(|r| is_name(r)) else { return Ok(Returned::Asked(String::new())) };
        let (status, answer) = self.call(&format!("/v2/payments/refunds/{request}"), "", Ask::Get).await?;
        match status {
            200 => returned(&answer),
            _ => Err(Refusal::Unknown(words(status, &answer))),
        }
    }

    /// Whether PayPal sent a webhook: it is asked. `headers` are those of [`SIGNED`] as JSON, `body` is what came, to the letter.
    ///
    /// # Errors
    /// When PayPal does not say.
    pub async fn has_sent(&self, headers: &Value, body: &str) -> Result<bool, Refusal> {
        let parts: Vec<String> = SIGNED.iter().map(|(_, name)| format!("{}:{}", json!(name), json!(text_of(&headers[name])))).collect();
        // The event goes back as it came: read and written anew it would be another text.
        let ask = format!("{{{},\"webhook_id\":{},\"webhook_event\":{body}}}", parts.join(","), json!(self.keys.webhook));
        let (status, answer) = self.call("/v1/notifications/verify-webhook-signature", "", Ask::Json(ask)).await?;
        match status {
            200 => Ok(answer["verification_status"] == "SUCCESS"),
            400 | 422 => Ok(false),
            _ => Err(Refusal::Later(words(status, &answer))),
        }
    }
}

/// What became of the capture of an order.
fn captured(order: &Value) -> Result<Standing, Refusal> {
    let capture = &order["purchase_units"][0]["payments"]["captures"][0];
    Ok(match capture["status"].as_str().unwrap_or_default() {
        "COMPLETED" | "PARTIALLY_REFUNDED" | "REFUNDED" => {
            let currency = text_of(&capture["amount"]["currency_code"]);
            // What cannot be read is no amount that was asked for.
            let amount = Money::parse(&text_of(&capture["amount"]["value"]), &currency).unwrap_or(Money(-1));
            Standing::Paid { reference: Some(text_of(&capture["id"])).filter(|id| !id.is_empty()), amount: Some((amount, currency)) }
        }
        "PENDING" => Standing::Pending(text_of(&capture["id"])),
        "DECLINED" | "FAILED" => Standing::Lost("PayPal could not take the money with what was chosen there. Try again with another card or account.".into()),
        _ => Standing::Open,
    })
}

/// An amount as PayPal writes it: never cut.
fn value_of(amount: Money, currency: &str) -> Result<String, Refusal> {
    paypal_value(amount, currency).ok_or_else(|| Refusal::Never(by_hand(Method::Paypal, amount, currency).unwrap_or_default()))
}

fn returned(answer: &Value) -> Result<Returned, Refusal> {
    let id = text_of(&answer["id"]);
    match answer["status"].as_str().unwrap_or_default() {
        "COMPLETED" => Ok(Returned::Done(id)),
        "PENDING" => Ok(Returned::Asked(id)),
        other => Err(Refusal::Never(format!("PayPal did not give it back: {}.", said(&other.to_lowercase())))),
    }
}

/// What may stand in an address.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.len() <= 64 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

fn words(status: u16, answer: &Value) -> String {
    let details = [&answer["details"][0]["description"], &answer["message"]].into_iter().map(text_of).find(|t| !t.is_empty());
    format!("PayPal refused: {}", details.map_or_else(|| format!("status {status}."), |t| said(&t)))
}

impl Provider for Paypal {
    fn may_repeat(&self) -> bool {
        true
    }

    fn start<'a>(&'a self, payment: &'a Payment, about: &'a About) -> Calling<'a, Started> {
        Box::pin(self.create(payment, about))
    }

    fn ask<'a>(&'a self, payment: &'a Payment, collects: bool) -> Calling<'a, Standing> {
        Box::pin(self.look(payment, collects))
    }

    fn refund<'a>(&'a self, payment: &'a Payment, refund: &'a Refund) -> Calling<'a, Returned> {
        Box::pin(self.give_back(payment, refund))
    }

    fn ask_refund<'a>(&'a self, refund: &'a Refund) -> Calling<'a, Returned> {
        Box::pin(self.look_at_refund(refund))
    }

    fn test(&self) -> Calling<'_, String> {
        Box::pin(async {
            self.token().await?;
            Ok("PayPal knows the client id and the secret.".to_owned())
        })
    }
}
