//! Webhooks: what is known of a ticket, sent to another system as JSON, signed, by a job that tries again.

use super::model::{Automation, Happening};
use super::queries::hooks as queries;
use crate::accounts::actions as accounts;
use crate::businesses::actions as businesses;
use crate::error::{Error, Result};
use crate::job::Job;
use crate::kernel::ids::{BusinessId, HookId};
use crate::platform::web::Fault;
use crate::platform::{Services, Tx, secret};
use crate::tags::actions as tags;
use crate::tickets::model::{Ticket, number_text};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha2::Sha256;

/// The header that carries the signature: `t=1773219600,v1=` and the HMAC-SHA256 of the time, a full stop and the body, in hexadecimal.
pub const SIGNATURE: &str = "x-stoa-signature";
/// The header that tells one call from every other, also when it is tried again.
pub const DELIVERY: &str = "x-stoa-delivery";
/// Characters of a secret.
const SECRET_CHARS: usize = 40;

/// Asks for a call of a webhook, with the ticket as it stands now.
///
/// # Errors
/// When the database fails.
pub async fn ask(tx: &mut Tx, ticket: &Ticket, automation: &Automation, happening: &Happening, url: &str) -> Result<()> {
    let business = businesses::find(&mut *tx, ticket.business_id).await?;
    let person = async |tx: &mut Tx, id| accounts::find_contact(tx, business.id, id).await;
    let customer = person(tx, ticket.customer_id).await?;
    let holder = match ticket.assignee_id {
        Some(id) => person(tx, id).await?,
        None => None,
    };
    let tags = tags::of_ticket(&mut *tx, business.id, ticket.id).await?;
    let body = json!({
        "automation": automation.name,
        "occasion": happening.occasion,
        "at": tx.now().utc().to_rfc3339(),
        "business": business.slug,
        "ticket": {
            "id": ticket.id,
            "number": number_text(ticket.number),
            "url": format!("{}/desk/{}", tx.services().url(), ticket.number),
            "subject": ticket.subject,
            "status": ticket.status,
            "priority": ticket.priority,
            "tags": tags,
            "opened_at": ticket.opened_at.utc().to_rfc3339(),
            "customer": customer.map(|m| json!({ "name": m.name, "email": m.email })),
            "assignee": holder.map(|m| json!({ "name": m.name, "email": m.email })),
        },
    });
    own_secret(tx, business.id).await?;
    let hook = queries::insert(tx, business.id, automation.id, ticket.id, url, &body.to_string()).await?;
    tx.enqueue(Job::CallWebhook { hook }).await
}

/// Calls a webhook. One that was answered well is not called again.
///
/// # Errors
/// Why it did not work out; the runner tries again later.
pub async fn call(services: &Services, hook: HookId) -> Result<(), String> {
    let words = |e: Error| e.to_string();
    let Some((business, url, body)) = queries::find_open(services.db(), hook).await.map_err(words)? else { return Ok(()) };
    let key = secret_of(services, business).await.map_err(words)?;
    let at = services.now().0 / 1000;
    let headers = [(SIGNATURE, format!("t={at},v1={}", sign(&key, at, &body))), (DELIVERY, hook.to_string())];
    let outcome = match services.web().post_json(&url, &headers, body).await {
        Ok(answer) if (200..300).contains(&answer.status) => Ok(()),
        Ok(answer) => Err(Fault::Failed(format!("It answered with status {}.", answer.status))),
        Err(fault) => Err(fault),
    };
    let mut tx = services.begin().await.map_err(words)?;
    match &outcome {
        Ok(()) => queries::update_sent(&mut tx, hook).await.map_err(words)?,
        Err(Fault::Refused(why) | Fault::Unreached(why) | Fault::Failed(why)) => queries::update_failed(&mut tx, hook, why).await.map_err(words)?,
    }
    tx.commit().await.map_err(words)?;
    match outcome {
        Err(Fault::Unreached(why) | Fault::Failed(why)) => Err(why),
        // An address that may not be called is not called later either.
        Ok(()) | Err(Fault::Refused(_)) => Ok(()),
    }
}

/// The signature of a body that is sent at a second.
pub fn sign(secret: &str, at: i64, body: &str) -> String {
    let mac = <Hmac<Sha256> as KeyInit>::new_from_slice(secret.as_bytes()).expect("any key is long enough");
    let bytes = mac.chain_update(format!("{at}.{body}").as_bytes()).finalize().into_bytes();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The secret that signs what a business sends; made when it is needed first.
///
/// # Errors
/// `Conflict` when it does not open because `STOA_SECRET` is another one.
pub async fn secret_of(services: &Services, business: BusinessId) -> Result<String> {
    if let Some(sealed) = queries::find_secret(services.db(), business).await? {
        return services.vault().open(&place(business), &sealed);
    }
    let mut tx = services.begin().await?;
    let secret = own_secret(&mut tx, business).await?;
    tx.commit().await?;
    Ok(secret)
}

async fn own_secret(tx: &mut Tx, business: BusinessId) -> Result<String> {
    let services = tx.services();
    let sealed = services.vault().seal(&place(business), &secret::token(SECRET_CHARS))?;
    queries::insert_secret(tx, business, &sealed).await?;
    let sealed = queries::find_secret(&mut *tx, business).await?.ok_or(Error::Internal)?;
    services.vault().open(&place(business), &sealed)
}

/// Makes another secret; what is signed from now on is signed with it.
///
/// # Errors
/// When the database fails.
pub async fn renew_secret(tx: &mut Tx, business: BusinessId) -> Result<()> {
    let sealed = tx.services().vault().seal(&place(business), &secret::token(SECRET_CHARS))?;
    queries::set_secret(tx, business, &sealed).await
}

fn place(business: BusinessId) -> String {
    format!("automation_setting/{business}")
}

#[cfg(test)]
mod tests {
    use super::sign;

    #[test]
    fn a_signature_is_that_of_the_time_and_the_body_under_the_secret() {
        // As `printf '1773219600.{}' | openssl dgst -sha256 -hmac secret` says.
        let signature = sign("secret", 1_773_219_600, "{}");
        assert_eq!(signature.len(), 64);
        assert_ne!(signature, sign("secret", 1_773_219_601, "{}"));
        assert_ne!(signature, sign("other", 1_773_219_600, "{}"));
        assert_ne!(signature, sign("secret", 1_773_219_600, "{ }"));
        assert_eq!(signature, "d21b8b4af7dfbf18fc6be57a4ff91ac7e08ec0b2430aa42b76836e1e19478a1c");
    }
}
