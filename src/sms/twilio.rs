//! Twilio's Messages API: one request for each SMS, and the signature under what Twilio reports.

use super::model::{Keys, Outgoing};
use super::rules::meaning;
use crate::error::{Error, Result};
use crate::kernel::ids::{BusinessId, SmsId};
use crate::platform::Services;
use crate::platform::line::{Line, Refusal, said, text_of};
use crate::platform::web::Ask;
use base64ct::{Base64, Encoding};
use hmac::{Hmac, Mac};
use reqwest::Url;
use serde_json::Value;
use sha1::Sha1;

const OWN: &str = "https://api.twilio.com";
/// What the signature in a secret address is good for.
const PLACE: &str = "sms";

/// The account of a business at Twilio.
pub struct Twilio {
    line: Line,
    keys: Keys,
}

/// The keys of a business.
///
/// # Errors
/// `Conflict` says that they cannot be read.
pub fn open(services: &Services, business: BusinessId, sealed: &str) -> Result<Keys> {
    let json = services.vault().open(&setting_place(business), sealed)?;
    serde_json::from_str(&json).map_err(|_| Error::Internal)
}

/// The keys of a business, sealed.
///
/// # Errors
/// `Internal` when they are too long.
pub fn seal(services: &Services, business: BusinessId, keys: &Keys) -> Result<String> {
    services.vault().seal(&setting_place(business), &serde_json::to_string(keys).map_err(|_| Error::Internal)?)
}

fn setting_place(business: BusinessId) -> String {
    format!("sms_setting/{business}")
}

/// Where Twilio reports what came of an SMS.
pub fn report_path(services: &Services, business: BusinessId, id: SmsId) -> String {
    format!("/api/sms/{business}/{id}/{}", services.vault().sign(PLACE, &format!("{business}/{id}")))
}

/// Whether the secret part of such an address is right.
pub fn is_our_mark(services: &Services, business: BusinessId, id: SmsId, mark: &str) -> bool {
    services.vault().is_signed(PLACE, &format!("{business}/{id}"), mark)
}

/// Whether Twilio signed what was posted to an address, as `X-Twilio-Signature` says: HMAC-SHA1 over the address and the fields in order. How long it
/// takes says nothing about where they differ.
pub fn is_signed(token: &str, url: &str, fields: &[(String, String)], signature: &str) -> bool {
    let Ok(signature) = Base64::decode_vec(signature.trim()) else { return false };
    signed(token, url, fields).verify_slice(&signature).is_ok()
}

/// The signature of what is posted to an address.
pub fn sign(token: &str, url: &str, fields: &[(String, String)]) -> String {
    Base64::encode_string(&signed(token, url, fields).finalize().into_bytes())
}

fn signed(token: &str, url: &str, fields: &[(String, String)]) -> Hmac<Sha1> {
    let mut sorted: Vec<&(String, String)> = fields.iter().collect();
    sorted.sort();
    sorted.dedup();
    let text = sorted.iter().fold(url.to_owned(), |text, (name, value)| text + name + value);
    <Hmac<Sha1> as hmac::KeyInit>::new_from_slice(token.as_bytes()).expect("any key is long enough").chain_update(text)
}

impl Twilio {
    /// With these keys.
    pub fn new(services: &Services, keys: Keys) -> Self {
        Self { line: Line::new(services, "Twilio", OWN, services.stand_ins().twilio.as_deref()), keys }
    }

    /// Asks for one SMS. Says what Twilio calls it.
    ///
    /// # Errors
    /// `Never` when Twilio will not, `Later` when it has not, `Unknown` when it may have.
    pub async fn send(&self, services: &Services, business: BusinessId, id: SmsId, sms: &Outgoing) -> std::result::Result<String, Refusal> {
        let basic = Base64::encode_string(format!("{}:{}", self.keys.account, self.keys.token).as_bytes());
        let path = format!("/2010-04-01/Accounts/{}/Messages.json", self.keys.account);
        let report = format!("{}{}", services.url(), report_path(services, business, id));
        let form = self.form(sms, &report);
        let (status, answer) = self.line.ask(&path, &[("authorization", format!("Basic {basic}"))], Ask::Form(form)).await?;
        let sid = text_of(&answer["sid"]);
        if (200..300).contains(&status) {
            return if sid.is_empty() { Err(Refusal::Unknown("Twilio's answer could not be read. It may have arrived.".into())) } else { Ok(sid) };
        }
        Err(refused(status, &answer))
    }

    /// What is posted. Twilio refuses a report's address that is not public, and with it the SMS.
    fn form(&self, sms: &Outgoing, report: &str) -> String {
        let mut url: Url = "http://form".parse().expect("an address");
        let sender = if self.keys.sender.starts_with('+') { "From" } else { "MessagingServiceSid" };
        url.query_pairs_mut().append_pair("To", &sms.recipient).append_pair(sender, &self.keys.sender).append_pair("Body", &sms.text);
        if report.starts_with("https://") || self.line.is_stood_in() {
            url.query_pairs_mut().append_pair("StatusCallback", report);
        }
        url.query().unwrap_or_default().to_owned()
    }
}

/// A refusal in words. What Twilio says itself may name the number: it is shown to admins, and of what is tried again, which is logged, left out.
fn refused(status: u16, answer: &Value) -> Refusal {
    let code = text_of(&answer["code"]).parse().unwrap_or_default();
    let known = || meaning(if status == 401 { 20003 } else { code }).map(str::to_owned);
    match status {
        429 | 503 => Refusal::Later(format!("Twilio answered with status {status}: it is asked again later.")),
        408 | 500..=599 => Refusal::Unknown(format!("Twilio answered with status {status}. It may have arrived.")),
        _ => Refusal::Never(known().unwrap_or_else(|| match text_of(&answer["message"]) {
            words if words.is_empty() => format!("Twilio refused: status {status}."),
            words => format!("Twilio refused: {}", said(&words)),
        })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn the_signature_is_the_one_that_twilio_documents() {
        let url = "https://mycompany.com/myapp.php?foo=1&bar=2";
        let right = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
        let posted = [("To", "+18005551212"), ("CallSid", "CA1234567890ABCDE"), ("Caller", "+14158675309"), ("Digits", "1234"), ("From", "+14158675309")];
        assert_eq!(sign("12345", url, &fields(&posted)), right);
        assert!(is_signed("12345", url, &fields(&posted), right));
        for wrong in ["", "nonsense", "RSOYDt4T1cUTdK1PDd93/VVr8B9=", "RSOYDt4T1cUTdK1PDd93"] {
            assert!(!is_signed("12345", url, &fields(&posted), wrong), "{wrong}");
        }
        assert!(!is_signed("12346", url, &fields(&posted), right) && !is_signed("12345", url, &fields(&posted[1..]), right));
        assert!(!is_signed("12345", "https://mycompany.com/myapp.php?foo=1&bar=3", &fields(&posted), right));
    }

    #[test]
    fn what_twilio_will_not_do_is_told_from_what_it_may_have_done() {
        let refusal = |status, code: u32| refused(status, &json!({ "code": code, "message": "The 'To' number is wrong.", "status": status }));
        assert!(matches!(refusal(400, 21211), Refusal::Never(why) if why.contains("this number")));
        assert!(matches!(refusal(400, 21610), Refusal::Never(why) if why.contains("STOP")));
        assert!(matches!(refusal(401, 20003), Refusal::Never(why) if why.contains("auth token")));
        assert!(matches!(refusal(400, 99999), Refusal::Never(why) if why.contains("'To' number")));
        assert!(matches!(refusal(429, 20429), Refusal::Later(why) if !why.contains("'To' number")), "what is logged names no number");
        assert!(matches!(refusal(503, 20503), Refusal::Later(_)));
        assert!(matches!(refusal(500, 20500), Refusal::Unknown(_)) && matches!(refused(504, &Value::Null), Refusal::Unknown(_)));
        assert_eq!(refused(404, &Value::Null), Refusal::Never("Twilio refused: status 404.".into()));
    }
}
