//! How an admin connects the business to providers.

use crate::accounts::Admin;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::job::Job;
use crate::orders::model::Method;
use crate::payments::draft::{MpesaDraft, PaypalDraft};
use crate::payments::model::{Account, Checked, Connection, Keys};
use crate::payments::providers::{self, paypal::webhook_path};
use crate::payments::queries::accounts;
use crate::platform::Services;

/// The connection to M-Pesa and the one to PayPal.
///
/// # Errors
/// When the database fails.
pub async fn connections(services: &Services, who: &Admin) -> Result<[Connection; 2]> {
    let all = accounts::list(services.db(), who.business()).await?;
    Ok([Method::Mpesa, Method::Paypal].map(|provider| {
        let account = all.iter().find(|a| a.provider == provider).cloned();
        let (keys, fault) = match account.as_ref().map(|a| providers::open(services, who.business(), a)) {
            Some(Ok(keys)) => (keys, String::new()),
            Some(Err(error)) => (Keys::default(), error.to_string()),
            None => (Keys::default(), String::new()),
        };
        let hidden = |secret: &str| if secret.is_empty() { String::new() } else { "••••••••".to_owned() };
        let shown = Keys { secret: hidden(&keys.secret), passkey: hidden(&keys.passkey), credential: hidden(&keys.credential), ..keys };
        let address = if provider == Method::Paypal { format!("{}{}", services.url(), webhook_path(services, who.business())) } else { String::new() };
        Connection { account, shown, fault, address }
    }))
}

/// The keys there are; none when they cannot be read: then all of them are typed anew.
async fn before(services: &Services, who: &Admin, provider: Method) -> Result<Keys> {
    let account: Option<Account> = accounts::list(services.db(), who.business()).await?.into_iter().find(|a| a.provider == provider);
    Ok(account.and_then(|a| providers::open(services, who.business(), &a).ok()).unwrap_or_default())
}

async fn set(services: &Services, who: &Admin, provider: Method, keys: &Keys, is_live: bool, is_offered: bool) -> Result<()> {
    let sealed = providers::seal(services, who.business(), provider, keys)?;
    let mut tx = services.begin().await?;
    accounts::set(&mut tx, who.business(), provider, is_offered, is_live, &sealed).await?;
    tx.emit(who.business(), Some(who.member()), Event::SettingsChanged { page: "payments".into() }).await?;
    tx.commit().await
}

/// Connects the business to M-Pesa, or changes how.
///
/// # Errors
/// `Invalid` names each field.
pub async fn set_mpesa(services: &Services, who: &Admin, draft: &MpesaDraft) -> Result<()> {
    let keys = draft.parse(&before(services, who, Method::Mpesa).await?)?;
    set(services, who, Method::Mpesa, &keys, draft.is_live, draft.is_offered).await
}

/// Connects the business to PayPal, or changes how.
///
/// # Errors
/// `Invalid` names each field.
pub async fn set_paypal(services: &Services, who: &Admin, draft: &PaypalDraft) -> Result<()> {
    let keys = draft.parse(&before(services, who, Method::Paypal).await?)?;
    set(services, who, Method::Paypal, &keys, draft.is_live, draft.is_offered).await
}

/// Asks whether a provider knows the business; what came of it is on the page a moment later.
///
/// # Errors
/// `Conflict` when there is nothing to test.
pub async fn test(services: &Services, who: &Admin, provider: Method) -> Result<()> {
    let mut tx = services.begin().await?;
    if !accounts::set_checked(&mut tx, who.business(), provider, Checked::Waiting, "").await? {
        return Err(Error::Conflict("Save the keys first, then test them.".into()));
    }
    tx.enqueue(Job::TestProvider { business: who.business(), provider }).await?;
    tx.commit().await
}
