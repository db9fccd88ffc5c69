//! Mails as rows: queued with the change they tell of, sent by a job, kept for the admin to see.

mod queries;
mod words;

pub use queries::{Mail, MailState};
pub use words::{Words, write};

use super::mail::Letter;
use super::{Ex, Services, Tx, secret};
use crate::error::{Error, Result};
use crate::job::Job;
use crate::kernel::ids::{BusinessId, MailId};
use crate::kernel::page::{Cursor, Page};
use base64ct::{Base64, Encoding};

/// Mails on one page of the admin's list.
const PAGE: usize = 50;

/// Stores a mail and asks for it to be sent once the transaction is committed.
/// `cause` names what it tells of: a second mail with the same cause is never made, its first one's id comes back.
///
/// # Errors
/// When the database fails.
pub async fn queue(tx: &mut Tx, business: BusinessId, recipient: &str, subject: &str, text: &str, html: &str, cause: Option<&str>) -> Result<MailId> {
    queue_with(tx, business, &Written { recipient, subject, text, html, file: None }, cause).await
}

/// A mail that is written.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// Who gets it.
    pub recipient: &'a str,
    /// The subject line.
    pub subject: &'a str,
    /// The text.
    pub text: &'a str,
    /// The same as HTML.
    pub html: &'a str,
    /// What goes along.
    pub file: Option<File<'a>>,
}

/// A file that goes along with a mail.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// What it is called; its ending, `.pdf` or `.ics`, says what it is.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

/// The same as [`queue`], with everything a mail can have.
///
/// # Errors
/// When the database fails.
pub async fn queue_with(tx: &mut Tx, business: BusinessId, mail: &Written<'_>, cause: Option<&str>) -> Result<MailId> {
    let message_id = format!("<{}@{}>", secret::token(26), host(tx.services().url()));
    let Written { recipient, subject, text, html, file } = *mail;
    let (attachment_name, attachment) = file.map_or_else(Default::default, |f| (f.name.to_owned(), Base64::encode_string(f.bytes)));
    let mail = queries::NewMail {
        business,
        recipient,
        subject,
        text,
        html,
        message_id: &message_id,
        cause,
        attachment_name: &attachment_name,
        attachment: &attachment,
    };
    match queries::insert_mail(tx, &mail).await? {
        Some(id) => {
            tx.enqueue(Job::SendMail { mail: id }).await?;
            Ok(id)
        }
        None => queries::find_by_cause(tx, cause.unwrap_or_default()).await,
    }
}

/// Sends a stored mail: the body of [`Job::SendMail`]. Without a mail server it is kept and marked as not sent.
///
/// # Errors
/// What the mail server said; the job runner tries again later.
pub async fn send(services: &Services, id: MailId) -> std::result::Result<(), String> {
    let Some(mail) = queries::find_outgoing(services.db(), id).await.map_err(|e| e.to_string())? else { return Ok(()) };
    let outcome = match services.mailer() {
        None => Outcome::NotSent,
        Some(mailer) => match mailer.send(&mail.letter()).await {
            Ok(()) => Outcome::Sent,
            Err(why) => Outcome::Failed(why),
        },
    };
    record(services, id, &outcome).await.map_err(|e| e.to_string())?;
    match outcome {
        Outcome::Failed(why) => Err(why),
        Outcome::Sent | Outcome::NotSent => Ok(()),
    }
}

/// Tries a mail of the business again that was not sent or failed.
///
/// # Errors
/// `Conflict` without a mail server; `NotFound` when there is no such mail, or it is sent or on its way.
pub async fn send_again(services: &Services, business: BusinessId, id: MailId) -> Result<()> {
    let mut tx = services.begin().await?;
    if queries::update_queued(&mut tx, business, id).await? == 0 {
        return Err(Error::NotFound);
    }
    if services.mailer().is_none() {
        return Err(Error::Conflict("No mail server is configured. Set SMTP_URL and start again, then send the mail.".into()));
    }
    tx.enqueue(Job::SendMail { mail: id }).await?;
    tx.commit().await
}

/// The mails of a business, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, after: Option<Cursor>) -> Result<Page<Mail>> {
    let rows = queries::list_mails(ex, business, after.map_or(i64::MAX, |c| c.id), PAGE as i64 + 1).await?;
    Ok(Page::cut(rows, PAGE, |m| Cursor { key: m.created_at.0, id: m.id.0 }))
}

enum Outcome {
    Sent,
    NotSent,
    Failed(String),
}

async fn record(services: &Services, id: MailId, outcome: &Outcome) -> Result<()> {
    let mut tx = services.begin().await?;
    match outcome {
        Outcome::Sent => queries::update_sent(&mut tx, id).await?,
        Outcome::NotSent => queries::update_state(&mut tx, id, "not_sent", "").await?,
        Outcome::Failed(why) => queries::update_state(&mut tx, id, "failed", &why.chars().take(500).collect::<String>()).await?,
    }
    tx.commit().await
}

/// The host of an address such as `https://help.example.com:8443/x`.
pub fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', ':']).next().filter(|h| !h.is_empty()).unwrap_or("localhost")
}

impl queries::Outgoing {
    fn letter(self) -> Letter {
        let file = Base64::decode_vec(&self.attachment).ok().filter(|_| !self.attachment_name.is_empty()).map(|bytes| (self.attachment_name, bytes));
        Letter { from_name: self.business, to: self.recipient, subject: self.subject, text: self.text, html: self.html, message_id: self.message_id, file }
    }
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn message_ids_carry_the_public_host() {
        assert_eq!(host("https://help.example.com:8443/x"), "help.example.com");
        assert_eq!(host("http://127.0.0.1:3000"), "127.0.0.1");
        assert_eq!(host(""), "localhost");
    }
}
