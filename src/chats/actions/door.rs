//! Before a chat: who stands at the door, and what they are shown.

use super::settings::secret_of;
use crate::accounts::Visitor;
use crate::accounts::actions::{self as accounts, Device, GuestIn};
use crate::businesses::actions as businesses;
use crate::chats::queries::figures;
use crate::chats::times;
use crate::chats::views::Welcome;
use crate::error::Result;
use crate::platform::Services;

/// From how far back the usual reply time comes.
const OF_LATE_MS: i64 = 30 * 86_400_000;

/// Lets in whom a host page vouches for, by a JWT (HS256: `sub`, `name`, `email`, `exp`) under the secret of the business.
///
/// # Errors
/// `Denied` when the JWT does not hold, or the business has blocked them; `TooMany` when one network address tries often.
pub async fn identify_by_host(services: &Services, at: &Visitor, jwt: &str, device: &Device, host: &str) -> Result<GuestIn> {
    let secret = secret_of(services, at.business()).await?;
    accounts::start_vouched(services, at, &secret, jwt, device, host).await
}

/// What a visitor sees before a chat: who is there, whether it is open, how long it usually takes. `zone` is theirs.
///
/// # Errors
/// When the database fails.
pub async fn welcome(services: &Services, at: &Visitor, zone: &str) -> Result<Welcome> {
    let (db, now) = (services.db(), services.now());
    let business = businesses::find(db, at.business()).await?;
    let (is_open, opens_at) = times::opening(&business, zone, now);
    let since = now.plus_ms(-OF_LATE_MS);
    let responses = figures::find(db, business.id, since).await?.responses;
    let first_name = |name: String| name.split_whitespace().next().unwrap_or_default().to_owned();
    Ok(Welcome {
        present: accounts::list_ready(db, business.id, now).await?.into_iter().map(first_name).collect(),
        is_open,
        opens_at,
        usual_reply_ms: figures::find_median(db, business.id, since, responses).await?,
        business: business.name,
    })
}
