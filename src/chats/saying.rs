//! Saying something in a chat on nobody's behalf: the bot's answers, and automatic responses, each once.

use super::automatic::Staffing;
use super::model::Chat;
use super::queries::belongings;
use super::times;
use crate::accounts::actions as accounts;
use crate::businesses::actions as businesses;
use crate::conversations::model::{Extra, SenderKind};
use crate::conversations::store::{Outgoing, Stored, store_one};
use crate::error::Result;
use crate::help::actions as help;
use crate::help::model::Occasion;
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::sla::calendar::Calendar;

/// Says something as the bot, in the transaction that decided on it.
pub(super) async fn say(tx: &mut Tx, chat: &Chat, body: String, chips: Vec<String>) -> Result<Stored> {
    let message = Outgoing::of_nobody(chat.conversation_id, SenderKind::Bot, body);
    store_one(tx, Outgoing { extra: Extra { chips, ..Extra::default() }, ..message }).await
}

/// Says what the business wrote for an occasion, unless it was said in this chat before or is switched off.
pub(super) async fn say_once(tx: &mut Tx, chat: &Chat, occasion: Occasion, chips: Vec<String>) -> Result<()> {
    if !belongings::insert_reply(tx, chat.business_id, chat.id, occasion).await? {
        return Ok(());
    }
    let business = businesses::find(&mut *tx, chat.business_id).await?;
    let name = name_of(&mut *tx, chat).await?;
    let (_, opens_at) = times::opening(&business, &chat.zone, tx.now());
    let position = position(&mut *tx, chat).await?.unwrap_or(1).to_string();
    let values = [("business", business.name.as_str()), ("name", name.as_str()), ("opens_at", opens_at.as_str()), ("position", position.as_str())];
    if let Some(body) = help::text_for(&mut *tx, chat.business_id, occasion, &values).await? {
        say(tx, chat, body, chips).await?;
    }
    Ok(())
}

/// How the one who asks is called.
pub(super) async fn name_of(ex: impl Into<Ex<'_>>, chat: &Chat) -> Result<String> {
    let mut ex = ex.into();
    if let Some(guest) = accounts::find_guest(ex.again(), chat.business_id, chat.asker_id).await? {
        return Ok(guest.name);
    }
    Ok(accounts::find_contact(ex, chat.business_id, chat.asker_id).await?.map(|c| c.name).unwrap_or_default())
}

/// The place of a chat in the queue; the next one is 1. `None` while it does not wait.
pub(super) async fn position(ex: impl Into<Ex<'_>>, chat: &Chat) -> Result<Option<i64>> {
    match chat.waiting_since {
        Some(_) => Ok(Some(super::queries::count_before(ex, chat.business_id, chat).await? + 1)),
        None => Ok(None),
    }
}

/// What of the business decides on what is said automatically now.
pub(super) async fn staffing(ex: impl Into<Ex<'_>>, chat: &Chat, now: Timestamp) -> Result<Staffing> {
    let mut ex = ex.into();
    let business = businesses::find(ex.again(), chat.business_id).await?;
    let setting = super::queries::settings::find(ex.again(), chat.business_id).await?.unwrap_or_default();
    let ready = accounts::count_ready(ex, chat.business_id, now).await?;
    let calendar = Calendar::opening(&business);
    let next = calendar.next_open(now);
    let is_open = next == Some(now);
    let long_at = chat.waiting_since.map(|since| calendar.due_at(since, setting.long_wait_seconds * 1000));
    Ok(Staffing { is_open, opens_at: next.filter(|_| !is_open), ready, long_at })
}
