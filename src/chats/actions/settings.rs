//! What admins decide about chats.

use crate::accounts::Admin;
use crate::chats::draft;
use crate::chats::model::Setting;
use crate::chats::queries::settings;
use crate::error::Result;
use crate::event::Event;
use crate::kernel::ids::BusinessId;
use crate::platform::{Services, Tx, secret};

/// What the business decided. Its secret is made when it is asked for first.
///
/// # Errors
/// When the database fails.
pub async fn setting(services: &Services, who: &Admin) -> Result<Setting> {
    let known = settings::find(services.db(), who.business()).await?;
    match known.filter(|s| !s.secret.is_empty()) {
        Some(setting) => Ok(setting),
        None => {
            let mut tx = services.begin().await?;
            settings::insert(&mut tx, who.business(), &secret::long_token()).await?;
            let setting = settings::find(&mut tx, who.business()).await?.unwrap_or_default();
            tx.commit().await?;
            Ok(setting)
        }
    }
}

/// The secret under which host pages of a business sign; empty when it has none, and then nobody is believed.
pub(super) async fn secret_of(services: &Services, business: BusinessId) -> Result<String> {
    Ok(settings::find(services.db(), business).await?.unwrap_or_default().secret)
}

/// Makes another secret: whatever host pages signed with the old one no longer holds.
///
/// # Errors
/// When the database fails.
pub async fn renew_secret(services: &Services, who: &Admin) -> Result<String> {
    let secret = secret::long_token();
    let mut tx = services.begin().await?;
    settings::set_secret(&mut tx, who.business(), &secret).await?;
    tell_and_commit(tx, who).await?;
    Ok(secret)
}

/// Sets after how many seconds of waiting visitors are told that it takes long.
///
/// # Errors
/// `Invalid` names `long_wait`.
pub async fn set_long_wait(services: &Services, who: &Admin, seconds: i64) -> Result<()> {
    let seconds = draft::parse_long_wait(seconds)?;
    let mut tx = services.begin().await?;
    settings::insert(&mut tx, who.business(), &secret::long_token()).await?;
    settings::set_long_wait(&mut tx, who.business(), seconds).await?;
    tell_and_commit(tx, who).await
}

/// Tells that the settings of chats have changed, and makes it true.
pub(super) async fn tell_and_commit(mut tx: Tx, who: &Admin) -> Result<()> {
    tx.emit(who.business(), Some(who.member()), Event::SettingsChanged { page: "chats".into() }).await?;
    tx.commit().await
}
