//! Mails about chats: to a visitor who was gone before the answer came.

use super::actions::write;
use super::words::Mail;
use crate::chats::missed::{self, Missed};
use crate::error::Result;
use crate::kernel::ids::ChatId;
use crate::kernel::text::preview;
use crate::platform::Tx;

/// The letters of one answer; the rest is behind the button.
const ANSWER: usize = 2000;

fn mail(m: &Missed) -> Mail {
    let said = m.answers.iter().map(|a| {
        let text = if a.body.is_empty() { "We have sent you a picture.".to_owned() } else { preview(&a.body, ANSWER) };
        if a.name.is_empty() { text } else { format!("{}:\n{text}", a.name) }
    });
    let first = "You wrote to us in a chat and were gone before the answer came. Here it is:".to_owned();
    let last = "The button leads back into your chat. It is meant for you alone, so please do not pass this mail on.".to_owned();
    Mail {
        subject: "An answer to your chat".into(),
        paragraphs: std::iter::once(first).chain(said).chain([last]).collect(),
        button: "Go on with the chat",
        path: m.path.clone(),
    }
}

/// Mails what the visitor of a chat missed, once.
///
/// # Errors
/// When the database fails.
pub(super) async fn mail_answers(tx: &mut Tx, chat: ChatId) -> Result<()> {
    let Some(missed) = missed::claim(tx, chat).await? else { return Ok(()) };
    let last = missed.answers.last().map_or(0, |a| a.seq);
    write(tx, missed.business, (&missed.name, &missed.email), &mail(&missed), &format!("chat:{chat}:{last}"), None).await
}
