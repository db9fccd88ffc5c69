//! Sending: the body of [`crate::job::Job::SendSms`]. Twilio cannot be asked twice for the same, so it is written down before that it was asked.

use super::model::{Outgoing, Setting, SmsState};
use super::queries;
use super::rules::{DAY_MS, Next, next};
use super::twilio::{self, Twilio};
use crate::error::{Error, Result};
use crate::event::{Hint, Subject, Topic};
use crate::kernel::ids::{BusinessId, SmsId};
use crate::platform::line::Refusal;
use crate::platform::{Services, Tx};

fn words(error: Error) -> String {
    error.to_string()
}

/// Sends an SMS that waits, once.
///
/// # Errors
/// Why it did not work out this time, when Twilio has certainly not sent it; the job runner tries again later.
pub async fn send(services: &Services, business: BusinessId, id: SmsId) -> std::result::Result<(), String> {
    let Some((sms, setting)) = begin(services, business, id).await.map_err(words)? else { return Ok(()) };
    let outcome = match twilio::open(services, business, &setting.sealed) {
        Ok(keys) => Twilio::new(services, keys).send(services, business, id, &sms).await,
        Err(error) => Err(Refusal::Never(words(error))),
    };
    let mut tx = services.begin().await.map_err(words)?;
    record(&mut tx, business, id, &outcome).await.map_err(words)?;
    hint(&mut tx, business);
    tx.commit().await.map_err(words)?;
    match outcome {
        Err(Refusal::Later(why)) => Err(why),
        Ok(_) | Err(Refusal::Never(_) | Refusal::Unknown(_)) => Ok(()),
    }
}

/// Decides whether it is sent, under the lock of the business's settings, and notes that Twilio may know of it from now on.
async fn begin(services: &Services, business: BusinessId, id: SmsId) -> Result<Option<(Outgoing, Setting)>> {
    let mut tx = services.begin().await?;
    let setting = queries::lock_setting(&mut tx, business).await?;
    let Some(sms) = queries::find_queued(&mut tx, business, id).await? else { return Ok(None) };
    let now = tx.now();
    let today = queries::count_since(&mut tx, business, &sms.recipient, now.plus_ms(-DAY_MS)).await?;
    let is_next = match next(&sms, setting.as_ref(), today, now) {
        Next::Send => queries::set_asked(&mut tx, business, id).await?,
        Next::Stay(state, why) => {
            queries::set_state(&mut tx, business, id, state, why).await?;
            hint(&mut tx, business);
            false
        }
    };
    tx.commit().await?;
    Ok(setting.filter(|_| is_next).map(|setting| (sms, setting)))
}

/// Writes down what came of it. A report may have come before, and counts.
async fn record(tx: &mut Tx, business: BusinessId, id: SmsId, outcome: &std::result::Result<String, Refusal>) -> Result<()> {
    match outcome {
        Ok(sid) => queries::set_reported(tx, business, id, sid, SmsState::Sent, "").await.map(drop),
        Err(Refusal::Never(why)) => queries::set_state(tx, business, id, SmsState::Failed, why).await,
        Err(Refusal::Unknown(why)) => queries::set_state(tx, business, id, SmsState::Unknown, why).await,
        Err(Refusal::Later(why)) => queries::unset_asked(tx, business, id, why).await,
    }
}

/// Admins who look at the settings see what came of their test.
pub(super) fn hint(tx: &mut Tx, business: BusinessId) {
    tx.hint(Topic::Admin(business), Hint { what: Subject::Settings, id: 0 });
}
