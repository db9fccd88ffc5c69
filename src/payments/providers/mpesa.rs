//! M-Pesa through Safaricom's Daraja: a request on the payer's phone, a question how it stands, a reversal. Callbacks are read in `callbacks`.

use super::tokens::Tokens;
use super::{About, Calling, Line, PLACE, Provider, Refusal, Returned, Standing, Started, said, text_of};
use crate::kernel::ids::{BusinessId, PaymentId, RefundId};
use crate::kernel::money::Money;
use crate::orders::model::Method;
use crate::payments::model::{Keys, Payment, Refund, TillKind};
use crate::payments::rules::{by_hand, mpesa_number, mpesa_value, mpesa_words};
use crate::platform::Services;
use crate::platform::web::Ask;
use base64ct::{Base64, Encoding};
use serde_json::{Value, json};
use std::sync::Arc;

const LIVE: &str = "https://api.safaricom.co.ke";
const SANDBOX: &str = "https://sandbox.safaricom.co.ke";
/// Daraja's clock is that of Nairobi.
const NAIROBI_MS: i64 = 3 * 3_600_000;
/// Nothing is known yet: the phone is still being asked.
const IN_PROCESS: &str = "500.001.1001";

/// The account of a business at M-Pesa.
pub struct Mpesa {
    line: Line,
    keys: Keys,
    business: BusinessId,
    services: Services,
    tokens: Arc<Tokens>,
}

/// Where Safaricom calls back about a payment. No word in it that their filters refuse.
pub fn payment_path(services: &Services, business: BusinessId, payment: PaymentId) -> String {
    format!("/api/pay/phone/{business}/{payment}/{}", services.vault().sign(PLACE, &payment_place(business, payment)))
}

/// Where Safaricom calls back about a refund.
pub fn refund_path(services: &Services, business: BusinessId, refund: RefundId) -> String {
    format!("/api/pay/returned/{business}/{refund}/{}", services.vault().sign(PLACE, &refund_place(business, refund)))
}

/// What the secret part of the first address is the mark of.
pub fn payment_place(business: BusinessId, payment: PaymentId) -> String {
    format!("payment/{business}/{payment}")
}

/// What the secret part of the second address is the mark of.
pub fn refund_place(business: BusinessId, refund: RefundId) -> String {
    format!("payment_refund/{business}/{refund}")
}

impl Mpesa {
    /// With these keys.
    pub fn new(services: &Services, business: BusinessId, keys: Keys, is_live: bool) -> Self {
        let line = Line::new(services, "M-Pesa", if is_live { LIVE } else { SANDBOX }, services.stand_ins().mpesa.as_deref());
        Self { line, keys, business, services: services.clone(), tokens: Tokens::of(services) }
    }

    async fn token(&self) -> Result<(String, String), Refusal> {
        let name = Tokens::name(self.line.base(), &self.keys.id, &self.keys.secret);
        if let Some(token) = self.tokens.find(&name, self.services.now()) {
            return Ok((name, token));
        }
        let basic = Base64::encode_string(format!("{}:{}", self.keys.id, self.keys.secret).as_bytes());
        let headers = [("authorization", format!("Basic {basic}"))];
        let (status, body) = self.line.call("/oauth/v1/generate?grant_type=client_credentials", &headers, Ask::Get).await.map_err(Refusal::Later)?;
        let token = text_of(&body["access_token"]);
        match status {
            200 if !token.is_empty() => {
                let seconds = text_of(&body["expires_in"]).parse().unwrap_or(0);
                self.tokens.keep(&name, &token, seconds, self.services.now());
                Ok((name, token))
            }
            400 | 401 | 403 => Err(Refusal::Never("M-Pesa does not know the consumer key or the consumer secret.".into())),
            _ => Err(Refusal::Later(format!("M-Pesa answered with status {status}."))),
        }
    }

    /// Calls with a token. What goes wrong before the call has not happened.
    async fn post(&self, path: &str, body: &Value) -> Result<(u16, Value), Refusal> {
        let (name, token) = self.token().await?;
        let headers = [("authorization", format!("Bearer {token}"))];
        let answer = self.line.call(path, &headers, Ask::Json(body.to_string())).await.map_err(Refusal::Unknown)?;
        if answer.0 == 401 || text_of(&answer.1["errorCode"]) == "404.001.03" {
            self.tokens.forget(&name);
            return Err(Refusal::Later("M-Pesa does not take the token any more.".into()));
        }
        Ok(answer)
    }

    /// The time and the password that go with it.
    fn password(&self) -> (String, String) {
        let at = self.services.now().plus_ms(NAIROBI_MS).utc().format("%Y%m%d%H%M%S").to_string();
        let password = Base64::encode_string(format!("{}{}{at}", self.keys.shortcode, self.keys.passkey).as_bytes());
        (at, password)
    }

    async fn push(&self, payment: &Payment, about: &About) -> Result<Started, Refusal> {
        let phone = mpesa_number(&payment.payer).map_err(|why| Refusal::Never(why.into()))?;
        let (at, password) = self.password();
        let is_till = self.keys.kind == TillKind::Till.word();
        let path = payment_path(&self.services, self.business, payment.id);
        let body = json!({
            "BusinessShortCode": self.keys.shortcode,
            "Password": password,
            "Timestamp": at,
            "TransactionType": if is_till { "CustomerBuyGoodsOnline" } else { "CustomerPayBillOnline" },
            "Amount": shillings(payment.amount, &payment.currency)?,
            "PartyA": phone,
            "PartyB": if is_till { &self.keys.till } else { &self.keys.shortcode },
            "PhoneNumber": phone,
            "CallBackURL": format!("{}{path}", self.services.url()),
            "AccountReference": about.number.chars().take(12).collect::<String>(),
            "TransactionDesc": about.number.chars().take(13).collect::<String>(),
        });
        let (status, answer) = self.post("/mpesa/stkpush/v1/processrequest", &body).await?;
        let request = text_of(&answer["CheckoutRequestID"]);
        if status == 200 && text_of(&answer["ResponseCode"]) == "0" && !request.is_empty() {
            return Ok(Started { request, link: String::new() });
        }
        refused(status, &answer)
    }

    async fn query(&self, payment: &Payment) -> Result<Standing, Refusal> {
        let Some(request) = &payment.request else { return Ok(Standing::Open) };
        let (at, password) = self.password();
        let body = json!({ "BusinessShortCode": self.keys.shortcode, "Password": password, "Timestamp": at, "CheckoutRequestID": request });
        let (status, answer) = self.post("/mpesa/stkpushquery/v1/query", &body).await?;
        if text_of(&answer["errorCode"]) == IN_PROCESS {
            return Ok(Standing::Open);
        }
        let code = text_of(&answer["ResultCode"]).parse::<i64>().ok();
        let is_ours = text_of(&answer["CheckoutRequestID"]) == *request;
        match code {
            Some(0) if status == 200 && is_ours => {
                // The answer names no receipt; the callback did, if it has come.
                let receipt = payment.claimed().filter(|c| c.code == 0).map(|c| c.receipt).filter(|r| !r.is_empty());
                Ok(Standing::Paid { reference: receipt, amount: None })
            }
            Some(code) if status == 200 && is_ours => Ok(mpesa_words(code).map_or(Standing::Open, |why| Standing::Lost(why.into()))),
            _ => Err(Refusal::Unknown(format!("M-Pesa answered with status {status}. {}", said(&text_of(&answer["errorMessage"]))))),
        }
    }

    async fn reverse(&self, payment: &Payment, refund: &Refund) -> Result<Returned, Refusal> {
        let elsewhere = |why: &str| Refusal::Never(format!("{why} Give it back in the M-Pesa portal and note that here."));
        let receipt = payment.reference.as_deref().ok_or_else(|| elsewhere("The receipt of this payment is not known."))?;
        if self.keys.initiator.is_empty() {
            return Err(elsewhere("No initiator is set up for M-Pesa."));
        }
        let back = format!("{}{}", self.services.url(), refund_path(&self.services, self.business, refund.id));
        let body = json!({
            "Initiator": self.keys.initiator,
            "SecurityCredential": self.keys.credential,
            "CommandID": "TransactionReversal",
            "TransactionID": receipt,
            "Amount": shillings(refund.amount, &payment.currency)?,
            "ReceiverParty": self.keys.shortcode,
            "RecieverIdentifierType": "11",
            "ResultURL": back,
            "QueueTimeOutURL": back,
            "Remarks": "Refund of an order",
            "Occasion": format!("Refund {}", refund.id),
        });
        let (status, answer) = self.post("/mpesa/reversal/v1/request", &body).await?;
        let request = text_of(&answer["ConversationID"]);
        if status == 200 && text_of(&answer["ResponseCode"]) == "0" && !request.is_empty() {
            return Ok(Returned::Asked(request));
        }
        refused(status, &answer)
    }
}

/// Whole shillings: nothing else is ever moved, and nothing is cut.
fn shillings(amount: Money, currency: &str) -> Result<String, Refusal> {
    mpesa_value(amount, currency).ok_or_else(|| Refusal::Never(by_hand(Method::Mpesa, amount, currency).unwrap_or_default()))
}

/// A refusal in words: what the provider did not understand it will not do later either.
fn refused<T>(status: u16, answer: &Value) -> Result<T, Refusal> {
    let words = [&answer["errorMessage"], &answer["ResponseDescription"]].into_iter().map(text_of).find(|t| !t.is_empty()).unwrap_or_default();
    let why = format!("M-Pesa refused: {}", if words.is_empty() { format!("status {status}.") } else { said(&words) });
    Err(match status {
        200 | 400..=499 => Refusal::Never(why),
        _ => Refusal::Unknown(why),
    })
}

impl Provider for Mpesa {
    fn may_repeat(&self) -> bool {
        false
    }

    fn start<'a>(&'a self, payment: &'a Payment, about: &'a About) -> Calling<'a, Started> {
        Box::pin(self.push(payment, about))
    }

    fn ask<'a>(&'a self, payment: &'a Payment, _collects: bool) -> Calling<'a, Standing> {
        Box::pin(self.query(payment))
    }

    fn refund<'a>(&'a self, payment: &'a Payment, refund: &'a Refund) -> Calling<'a, Returned> {
        Box::pin(self.reverse(payment, refund))
    }

    fn ask_refund<'a>(&'a self, refund: &'a Refund) -> Calling<'a, Returned> {
        // Safaricom says what came of it by itself.
        Box::pin(async { Ok(Returned::Asked(refund.request.clone().unwrap_or_default())) })
    }

    fn test(&self) -> Calling<'_, String> {
        Box::pin(async {
            self.token().await?;
            Ok("M-Pesa knows the consumer key and the consumer secret.".to_owned())
        })
    }
}
