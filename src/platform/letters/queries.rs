//! The mail table.

use crate::choice;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, MailId};
use crate::kernel::time::Timestamp;
use crate::platform::{Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val, db_val_opt};

choice! {
    /// How far a mail has come.
    pub enum MailState {
        /// Waits for its job.
        Queued = "queued" "Waiting",
        /// The mail server took it.
        Sent = "sent" "Sent",
        /// There is no mail server.
        NotSent = "not_sent" "Not sent",
        /// The mail server refused it; it is tried again.
        Failed = "failed" "Failed",
    }
}

/// A mail as the admin's list shows it: never its text, which may hold a link that signs its reader in.
#[derive(Clone, Debug, PartialEq, sqlx_macros::FromRow)]
pub struct Mail {
    /// Its id.
    pub id: MailId,
    /// Who gets it.
    pub recipient: String,
    /// Its subject line.
    pub subject: String,
    /// How far it has come.
    pub state: MailState,
    /// What the mail server said last.
    pub error: String,
    /// When it was written.
    pub created_at: Timestamp,
    /// When the mail server took it.
    pub sent_at: Option<Timestamp>,
}

#[derive(sqlx_macros::FromRow)]
pub(super) struct Outgoing {
    pub business: String,
    pub recipient: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub message_id: String,
    pub attachment_name: String,
    pub attachment: String,
}

pub(super) struct NewMail<'a> {
    pub business: BusinessId,
    pub recipient: &'a str,
    pub subject: &'a str,
    pub text: &'a str,
    pub html: &'a str,
    pub message_id: &'a str,
    pub cause: Option<&'a str>,
    pub attachment_name: &'a str,
    pub attachment: &'a str,
}

const INSERT: &str = "INSERT INTO mail (business_id, recipient, subject, text, html, message_id, state, cause, created_at, attachment_name, attachment)
    VALUES ($1, $2, $3, $4, $5, $6, 'queued', $7, $8, $9, $10) ON CONFLICT (cause) DO NOTHING RETURNING id";
const FIND_BY_CAUSE: &str = "SELECT id FROM mail WHERE cause = $1";
const FIND_OUTGOING: &str = "SELECT b.name AS business, m.recipient, m.subject, m.text, m.html, m.message_id, m.attachment_name, m.attachment
    FROM mail m JOIN business b ON b.id = m.business_id WHERE m.id = $1 AND m.state <> 'sent'";
const UPDATE_SENT: &str = "UPDATE mail SET state = 'sent', error = '', sent_at = $2 WHERE id = $1";
const UPDATE_STATE: &str = "UPDATE mail SET state = $2, error = $3 WHERE id = $1 AND state <> 'sent'";
const UPDATE_QUEUED: &str = "UPDATE mail SET state = 'queued', error = '' WHERE id = $2 AND business_id = $1 AND state IN ('not_sent', 'failed')";
const LIST: &str = "SELECT id, recipient, subject, state, error, created_at, sent_at FROM mail WHERE business_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";

/// `None` when a mail with this cause is already there.
pub(super) async fn insert_mail(tx: &mut Tx, mail: &NewMail<'_>) -> Result<Option<MailId>> {
    let now = tx.now();
    Ok(db_val_opt!(
        tx,
        INSERT,
        mail.business,
        mail.recipient,
        mail.subject,
        mail.text,
        mail.html,
        mail.message_id,
        mail.cause,
        now,
        mail.attachment_name,
        mail.attachment
    )?)
}

pub(super) async fn find_by_cause(tx: &mut Tx, cause: &str) -> Result<MailId> {
    Ok(db_val!(tx, FIND_BY_CAUSE, cause)?)
}

/// What is still to be sent; `None` once it is.
pub(super) async fn find_outgoing(ex: impl Into<Ex<'_>>, id: MailId) -> Result<Option<Outgoing>> {
    Ok(db_opt!(ex.into(), FIND_OUTGOING, id)?)
}

pub(super) async fn update_sent(tx: &mut Tx, id: MailId) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, UPDATE_SENT, id, now)?;
    Ok(())
}

pub(super) async fn update_state(tx: &mut Tx, id: MailId, state: &str, error: &str) -> Result<()> {
    db_exec!(tx, UPDATE_STATE, id, state, error)?;
    Ok(())
}

pub(super) async fn update_queued(tx: &mut Tx, business: BusinessId, id: MailId) -> Result<u64> {
    Ok(db_exec!(tx, UPDATE_QUEUED, business, id)?)
}

pub(super) async fn list_mails(ex: impl Into<Ex<'_>>, business: BusinessId, before: i64, limit: i64) -> Result<Vec<Mail>> {
    Ok(db_all!(ex.into(), LIST, business, before, limit)?)
}
