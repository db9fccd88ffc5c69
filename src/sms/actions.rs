//! What people do about SMS: say what is to be told, connect Twilio, try whether it works, see what was sent; and what Twilio reports.

use super::draft::SmsDraft;
use super::model::{Connection, Keys, Occasion, Setting, Sms, SmsState};
use super::queries::{self, NewSms};
use super::rules::{DAY_MS, NOT_SET_UP, is_told, reported};
use super::{jobs, twilio, words};
use crate::accounts::Admin;
use crate::businesses::actions as businesses;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::job::Job;
use crate::kernel::ids::{BusinessId, SmsId};
use crate::kernel::page::{Cursor, Page};
use crate::kernel::text::Check;
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Services, Tx};

/// SMS on one page of the admin's list.
const PAGE: usize = 50;
/// What is read of a text that somebody else sent.
const LONGEST: usize = 64;

/// What somebody is to be told.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// Their number in E.164; nobody is told anything where it is empty.
    pub recipient: &'a str,
    /// What it is about.
    pub occasion: Occasion,
    /// The text.
    pub text: &'a str,
    /// After this it is not worth sending; a day when left out.
    pub good_until: Option<Timestamp>,
}

/// Stores an SMS and asks for it to be sent once the transaction is committed, when the business tells of such things by SMS.
/// `cause` names what it tells of: a second one with the same cause is never made.
///
/// # Errors
/// When the database fails.
pub async fn queue(tx: &mut Tx, business: BusinessId, sms: &Written<'_>, cause: &str) -> Result<()> {
    let setting = queries::find_setting(&mut *tx, business).await?;
    if sms.recipient.is_empty() || !is_told(setting.as_ref(), sms.occasion) {
        return Ok(());
    }
    write(tx, business, sms, setting.as_ref(), Some(cause)).await
}

async fn write(tx: &mut Tx, business: BusinessId, sms: &Written<'_>, setting: Option<&Setting>, cause: Option<&str>) -> Result<()> {
    let Written { recipient, occasion, text, good_until } = *sms;
    let good_until = good_until.unwrap_or_else(|| tx.now().plus_ms(DAY_MS));
    let (state, error) = if setting.is_some() { (SmsState::Queued, "") } else { (SmsState::Kept, NOT_SET_UP) };
    let id = queries::insert(tx, business, &NewSms { recipient, occasion, text, state, error, cause, good_until }).await?;
    if let Some(sms) = id.filter(|_| setting.is_some()) {
        tx.enqueue(Job::SendSms { business, sms }).await?;
    }
    Ok(())
}

/// The SMS of a business, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, after: Option<Cursor>) -> Result<Page<Sms>> {
    let rows = queries::list(ex, business, after.map_or(i64::MAX, |c| c.id), PAGE as i64 + 1).await?;
    Ok(Page::cut(rows, PAGE, |sms| Cursor { key: sms.created_at.0, id: sms.id.0 }))
}

/// Whether the business sends SMS.
///
/// # Errors
/// When the database fails.
pub async fn is_on(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<bool> {
    Ok(queries::find_setting(ex, business).await?.is_some_and(|s| s.is_on))
}

/// Tries an SMS again that was not sent, or of which nobody knows whether it was.
///
/// # Errors
/// `Conflict` where SMS are off; `NotFound` when there is no such SMS, or it is sent or on its way.
pub async fn send_again(services: &Services, who: &Admin, id: SmsId) -> Result<()> {
    let (business, mut tx) = (who.business(), services.begin().await?);
    let good_until = tx.now().plus_ms(DAY_MS);
    if !queries::set_again(&mut tx, business, id, good_until).await? {
        return Err(Error::NotFound);
    }
    if queries::find_setting(&mut tx, business).await?.is_none_or(|s| !s.is_on) {
        return Err(Error::Conflict("SMS are not switched on. Set them up under SMS, then send it.".into()));
    }
    tx.enqueue(Job::SendSms { business, sms: id }).await?;
    tx.commit().await
}

/// How the business sends SMS.
///
/// # Errors
/// When the database fails.
pub async fn connection(services: &Services, who: &Admin) -> Result<Connection> {
    let setting = queries::find_setting(services.db(), who.business()).await?;
    let (keys, fault) = match setting.as_ref().map(|s| twilio::open(services, who.business(), &s.sealed)) {
        Some(Ok(keys)) => (keys, String::new()),
        Some(Err(error)) => (Keys::default(), error.to_string()),
        None => (Keys::default(), String::new()),
    };
    let token = if keys.token.is_empty() { String::new() } else { "••••••••".to_owned() };
    let test = queries::find_last_test(services.db(), who.business()).await?;
    Ok(Connection { setting, shown: Keys { token, ..keys }, fault, test })
}

/// Connects the business to Twilio, or changes how.
///
/// # Errors
/// `Invalid` names each field.
pub async fn change(services: &Services, who: &Admin, draft: &SmsDraft) -> Result<()> {
    let business = who.business();
    // Keys that cannot be read are typed anew.
    let before = queries::find_setting(services.db(), business).await?.and_then(|s| twilio::open(services, business, &s.sealed).ok());
    let checked = draft.parse(&before.unwrap_or_default())?;
    let sealed = twilio::seal(services, business, &checked.keys)?;
    let occasions = serde_json::to_string(&checked.occasions).map_err(|_| Error::Internal)?;
    let mut tx = services.begin().await?;
    queries::set_setting(&mut tx, business, &checked, &sealed, &occasions).await?;
    tx.emit(business, Some(who.member()), Event::SettingsChanged { page: "sms".into() }).await?;
    tx.commit().await
}

/// Sends an SMS to a number that an admin typed; what came of it is on the page a moment later.
///
/// # Errors
/// `Conflict` when there is nothing to test; `Invalid` when it is no number.
pub async fn test(services: &Services, who: &Admin, number: &str, country: &str) -> Result<()> {
    let mut check = Check::new();
    let recipient = check.phone("number", number, country);
    check.finish()?;
    let mut tx = services.begin().await?;
    let setting = queries::find_setting(&mut tx, who.business()).await?;
    let Some(setting) = setting else { return Err(Error::Conflict("Save the settings first, then test them.".into())) };
    let name = businesses::find(&mut tx, who.business()).await?.name;
    let text = format!("{}: this is a test. SMS work.", words::cut(&name, 60));
    let sms = Written { recipient: &recipient, occasion: Occasion::Test, text: &text, good_until: None };
    write(&mut tx, who.business(), &sms, Some(&setting), None).await?;
    tx.emit(who.business(), Some(who.member()), Event::SettingsChanged { page: "sms".into() }).await?;
    tx.commit().await
}

/// Twilio reports how far an SMS has come. Said twice or in another order it leads to the same.
///
/// # Errors
/// `NotFound` at a guessed address; `Denied` when it was not Twilio.
pub async fn report(services: &Services, business: BusinessId, id: SmsId, mark: &str, signature: &str, fields: &[(String, String)]) -> Result<()> {
    if !twilio::is_our_mark(services, business, id, mark) {
        return Err(Error::NotFound);
    }
    let setting = queries::find_setting(services.db(), business).await?.ok_or(Error::NotFound)?;
    let keys = twilio::open(services, business, &setting.sealed)?;
    let url = format!("{}{}", services.url(), twilio::report_path(services, business, id));
    if !twilio::is_signed(&keys.token, &url, fields, signature) {
        tracing::warn!(sms.id = id.0, "a delivery report was not signed by Twilio");
        return Err(Error::Denied("This is not signed by Twilio with the token of this business.".into()));
    }
    let field = |name: &str| fields.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str());
    let sid: String = field("MessageSid").chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    let Some((state, why)) = reported(field("MessageStatus"), field("ErrorCode")).filter(|_| !sid.is_empty()) else { return Ok(()) };
    let mut tx = services.begin().await?;
    if queries::set_reported(&mut tx, business, id, &sid, state, &why).await? {
        jobs::hint(&mut tx, business);
    }
    tx.commit().await
}
