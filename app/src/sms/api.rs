//! What admins send about SMS.

use crate::error::Result;
use leptos::prelude::*;
use stoa::kernel::ids::SmsId;
use stoa::sms::draft::SmsDraft;

/// Connects the business to Twilio; a box that is not ticked is not sent, a token left empty stays as it is.
#[server]
pub async fn change_sms(#[server(flatten)] draft: SmsDraft) -> Result<()> {
    stoa::sms::actions::change(&crate::session::services(), &crate::session::admin().await?, &draft).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_SMS, "saved"));
    Ok(())
}

/// Sends an SMS to a number that is typed.
#[server]
pub async fn test_sms(number: String, #[server(default)] country: String) -> Result<()> {
    stoa::sms::actions::test(&crate::session::services(), &crate::session::admin().await?, &number, &country).await?;
    leptos_axum::redirect(&format!("{}#test", crate::routes::ADMIN_SMS));
    Ok(())
}

/// Tries an SMS again that was not sent.
#[server]
pub async fn send_sms_again(sms: SmsId) -> Result<()> {
    stoa::sms::actions::send_again(&crate::session::services(), &crate::session::admin().await?, sms).await?;
    leptos_axum::redirect(&crate::notes::done(&crate::routes::sms_list(), "sms"));
    Ok(())
}
