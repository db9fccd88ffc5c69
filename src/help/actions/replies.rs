//! Automatic responses: what admins write, and what is said.

use super::tell_and_commit;
use crate::accounts::Admin;
use crate::error::Result;
use crate::help::draft::parse_reply;
use crate::help::model::{Occasion, Reply};
use crate::help::queries;
use crate::help::rules::fill::fill;
use crate::kernel::ids::BusinessId;
use crate::platform::{Ex, Services};

/// The automatic responses in the order of [`Occasion::ALL`]; one that was never written is empty and off.
///
/// # Errors
/// When the database fails.
pub async fn list_replies(services: &Services, who: &Admin) -> Result<Vec<Reply>> {
    let stored = queries::list_replies(services.db(), who.business()).await?;
    let of = |occasion: &Occasion| {
        stored.iter().find(|r| r.occasion == *occasion).cloned().unwrap_or(Reply { occasion: *occasion, body: String::new(), is_on: false })
    };
    Ok(Occasion::ALL.iter().map(of).collect())
}

/// Changes an automatic response, or switches it on or off.
///
/// # Errors
/// `Invalid` when the text is empty, too long, or uses a placeholder that is not known on this occasion.
pub async fn set_reply(services: &Services, who: &Admin, occasion: Occasion, body: &str, is_on: bool) -> Result<()> {
    let body = parse_reply(occasion, body)?;
    let mut tx = services.begin().await?;
    queries::set_reply(&mut tx, who.business(), &Reply { occasion, body, is_on }).await?;
    tell_and_commit(tx, who).await
}

/// What is said on an occasion, with these values for its placeholders (see [`Occasion::placeholders`]); `None` when it is switched off.
///
/// # Errors
/// When the database fails.
pub async fn text_for(ex: impl Into<Ex<'_>>, business: BusinessId, occasion: Occasion, values: &[(&str, &str)]) -> Result<Option<String>> {
    let reply = queries::find_reply(ex, business, occasion).await?.filter(|r| r.is_on);
    Ok(reply.map(|r| fill(&r.body, values)))
}
