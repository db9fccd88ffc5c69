//! What happens later: everything that calls a provider, and what time brings. Each body may run again after a crash; where asking twice is not harmless
//! it is written down before that somebody was asked.

mod expiring;
mod paying;
mod refunding;

pub use expiring::expire;
pub use paying::{ask, start};
pub use refunding::{ask_refund, refund};

use super::model::Checked;
use super::providers::{self, Provider, Refusal};
use super::queries::{accounts, refunds};
use crate::error::{Error, Result};
use crate::event::{Hint, Subject, Topic};
use crate::kernel::ids::BusinessId;
use crate::orders::model::Method;
use crate::platform::Services;

/// What a webhook said is kept so long: PayPal repeats itself for three days.
const KEPT_MS: i64 = 30 * 86_400_000;
const MINUTE: i64 = 60_000;

fn words(error: Error) -> String {
    error.to_string()
}

async fn provider(services: &Services, business: BusinessId, which: Method) -> Result<Box<dyn Provider>> {
    let all = accounts::list(services.db(), business).await?;
    providers::of(services, business, which, all.iter().find(|a| a.provider == which))
}

/// Tries whether a provider knows the business.
///
/// # Errors
/// When the database fails.
pub async fn test(services: &Services, business: BusinessId, which: Method) -> Result<()> {
    let outcome = match provider(services, business, which).await {
        Ok(provider) => provider.test().await.map_err(Refusal::words),
        Err(error) => Err(words(error)),
    };
    let (checked, said) = match outcome {
        Ok(said) => (Checked::Fine, said),
        Err(why) => (Checked::Failed, why),
    };
    let mut tx = services.begin().await?;
    accounts::set_checked(&mut tx, business, which, checked, &said).await?;
    tx.hint(Topic::Admin(business), Hint { what: Subject::Settings, id: 0 });
    tx.commit().await
}

/// Forgets what webhooks said long ago.
///
/// # Errors
/// When the database fails.
pub async fn sweep(services: &Services) -> Result<()> {
    let mut tx = services.begin().await?;
    let before = tx.now().plus_ms(-KEPT_MS);
    refunds::forget_notices(&mut tx, before).await?;
    tx.commit().await
}
