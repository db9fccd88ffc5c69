//! What admins decide about chats: the secret of host pages, times, the widget.

use crate::accounts::{Admin, Person, Visitor};
use crate::chats::draft::{self, WidgetDraft};
use crate::chats::model::{Setting, Widget};
use crate::chats::origins;
use crate::chats::queries::settings;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::kernel::ids::BusinessId;
use crate::platform::{Services, Tx, secret};

/// What the business decided. Its secret is made when it is asked for first.
///
/// # Errors
/// When the database fails.
pub async fn setting(services: &Services, who: &Admin) -> Result<Setting> {
    let (business, known) = (who.business(), settings::find(services.db(), who.business()).await?);
    let mut setting = match known.filter(|s| !s.secret.is_empty()) {
        Some(setting) => setting,
        None => {
            let mut tx = services.begin().await?;
            settings::insert(&mut tx, business).await?;
            settings::set_first_secret(&mut tx, business, &sealed(services, business, &secret::long_token())?).await?;
            let setting = settings::find(&mut tx, business).await?.unwrap_or_default();
            tx.commit().await?;
            setting
        }
    };
    // The page is shown all the same: it is where another secret can be made.
    (setting.secret, setting.secret_fault) = match services.vault().open(&place(business), &setting.secret) {
        Ok(secret) => (secret, String::new()),
        Err(fault) => (String::new(), fault.to_string()),
    };
    Ok(setting)
}

/// The secret under which host pages of a business sign; empty when it has none that can be read, and then nobody is believed.
pub(super) async fn secret_of(services: &Services, business: BusinessId) -> Result<String> {
    let sealed = settings::find_secret(services.db(), business).await?.unwrap_or_default();
    let opened = if sealed.is_empty() { Ok(String::new()) } else { services.vault().open(&place(business), &sealed) };
    // The log says why; visitors cannot mend it.
    opened.or_else(|error| if matches!(error, Error::Conflict(_)) { Ok(String::new()) } else { Err(error) })
}

/// Makes another secret: whatever host pages signed with the old one no longer holds.
///
/// # Errors
/// When the database fails.
pub async fn renew_secret(services: &Services, who: &Admin) -> Result<String> {
    let secret = secret::long_token();
    let sealed = sealed(services, who.business(), &secret)?;
    let mut tx = services.begin().await?;
    settings::insert(&mut tx, who.business()).await?;
    settings::set_secret(&mut tx, who.business(), &sealed).await?;
    tell_and_commit(tx, who).await?;
    Ok(secret)
}

fn sealed(services: &Services, business: BusinessId, secret: &str) -> Result<String> {
    services.vault().seal(&place(business), secret)
}

fn place(business: BusinessId) -> String {
    format!("chat_setting/{business}")
}

/// Sets after how many seconds of waiting visitors are told that it takes long.
///
/// # Errors
/// `Invalid` names `long_wait`.
pub async fn set_long_wait(services: &Services, who: &Admin, seconds: i64) -> Result<()> {
    let seconds = draft::parse_long_wait(seconds)?;
    let mut tx = services.begin().await?;
    settings::insert(&mut tx, who.business()).await?;
    settings::set_long_wait(&mut tx, who.business(), seconds).await?;
    tell_and_commit(tx, who).await
}

/// Sets after how many hours without a message a chat is closed.
///
/// # Errors
/// `Invalid` names `idle_close`.
pub async fn set_idle_close(services: &Services, who: &Admin, hours: i64) -> Result<()> {
    let hours = draft::parse_idle_close(hours)?;
    let mut tx = services.begin().await?;
    settings::insert(&mut tx, who.business()).await?;
    settings::set_idle_close(&mut tx, who.business(), hours).await?;
    tell_and_commit(tx, who).await
}

/// How the widget of a business looks and where it may stand: one query.
///
/// # Errors
/// When the database fails.
pub async fn widget(services: &Services, at: &Visitor) -> Result<Widget> {
    Ok(settings::find_widget(services.db(), at.business()).await?.unwrap_or_default())
}

/// Whether staff may see what visitors of this person's business are typing: one query.
///
/// # Errors
/// When the database fails.
pub async fn shows_typing(services: &Services, who: &Person) -> Result<bool> {
    Ok(settings::find_widget(services.db(), who.business()).await?.unwrap_or_default().typing_preview)
}

/// Changes how the widget looks and where it may stand.
///
/// # Errors
/// `Invalid` names each field.
pub async fn set_widget(services: &Services, who: &Admin, draft: &WidgetDraft) -> Result<()> {
    let widget = draft.parse()?;
    let mut tx = services.begin().await?;
    settings::insert(&mut tx, who.business()).await?;
    settings::set_widget(&mut tx, who.business(), &widget).await?;
    tell_and_commit(tx, who).await
}

/// Notes, once, that a page the business named has shown the widget: the admin's page waits for that.
///
/// # Errors
/// When the database fails.
pub async fn note_widget_seen(services: &Services, at: &Visitor, origin: &str) -> Result<()> {
    let Some(known) = settings::find(services.db(), at.business()).await? else { return Ok(()) };
    let named = origins::parse(origin).ok().filter(|origin| origins::may_frame(&known.widget.origins, origin));
    let Some(origin) = named.filter(|_| known.first_seen_at.is_none()) else { return Ok(()) };
    let mut tx = services.begin().await?;
    if settings::set_seen(&mut tx, at.business(), &origin).await? {
        tx.emit(at.business(), None, Event::SettingsChanged { page: "chats".into() }).await?;
    }
    tx.commit().await
}

/// Tells that the settings of chats have changed, and makes it true.
pub(super) async fn tell_and_commit(mut tx: Tx, who: &Admin) -> Result<()> {
    tx.emit(who.business(), Some(who.member()), Event::SettingsChanged { page: "chats".into() }).await?;
    tx.commit().await
}
