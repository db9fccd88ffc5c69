//! Answers that come when their visitor is gone: who is to be told of which, and how they come back.

use super::model::Chat;
use super::queries;
use super::queries::missed::{self, Answer};
use crate::accounts::actions as accounts;
use crate::businesses::actions as businesses;
use crate::error::Result;
use crate::job::Job;
use crate::kernel::ids::{BusinessId, ChatId};
use crate::platform::Tx;

/// For so long after an answer its visitor may still look by themselves: eight minutes. Each further answer begins it anew, so that one mail
/// tells of all.
pub const PATIENCE_MS: i64 = 8 * 60_000;

/// What a visitor missed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// Where.
    pub business: BusinessId,
    /// How they are called.
    pub name: String,
    /// Their address.
    pub email: String,
    /// The answers, in order.
    pub answers: Vec<Answer>,
    /// The way back into the chat, from the root of the site: for nobody else.
    pub path: String,
}

/// An answer was given: after a while somebody looks whether it was read.
pub(super) async fn expect(tx: &mut Tx, chat: &Chat) -> Result<()> {
    let at = tx.now().plus_ms(PATIENCE_MS);
    tx.enqueue_at(Job::MailAnswers { chat: chat.id }, at).await
}

/// What is to be mailed to the visitor of a chat now, which from then on counts as mailed; `None` when they have read it, are here and will
/// (then it is looked at again), or it goes on as a ticket, which writes mails of its own.
///
/// # Errors
/// When the database fails.
pub async fn claim(tx: &mut Tx, id: ChatId) -> Result<Option<Missed>> {
    let Some(business) = queries::find_business(&mut *tx, id).await? else { return Ok(None) };
    let chat = queries::lock(tx, business, id).await?;
    let answers = missed::list(&mut *tx, business, id, chat.asker_id).await?;
    if answers.is_empty() || chat.ticket_id.is_some() {
        return Ok(None);
    }
    let Some(asker) = missed::find_asker(&mut *tx, business, chat.asker_id).await? else { return Ok(None) };
    if asker.online_until > tx.now() {
        expect(tx, &chat).await?;
        return Ok(None);
    }
    let slug = businesses::find(&mut *tx, business).await?.slug;
    let token = if asker.is_guest {
        accounts::mailed_token(&tx.services(), business, asker.id)
    } else {
        // A customer signs in, unless they are.
        "account".to_owned()
    };
    let path = format!("/chat?business={slug}&back={token}&chat={id}");
    missed::set_mailed(tx, business, id).await?;
    Ok(Some(Missed { business, name: asker.name, email: asker.email, answers, path }))
}
