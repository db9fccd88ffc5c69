//! SQL of what the staff decides for itself.

use super::model::Preferences;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, MemberId};
use crate::platform::{Ex, Tx};
use crate::{db_exec, db_opt};

const FIND: &str = "SELECT signature, enter_sends, mail_assigned, mail_mentioned, mail_followed, mail_answered, first_tab, after_resolving FROM preference WHERE business_id = $1 AND member_id = $2";
const SET: &str =
    "INSERT INTO preference (business_id, member_id, signature, enter_sends, mail_assigned, mail_mentioned, mail_followed, mail_answered,
    first_tab, after_resolving) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (member_id) DO UPDATE SET signature = excluded.signature, enter_sends = excluded.enter_sends,
    mail_assigned = excluded.mail_assigned, mail_mentioned = excluded.mail_mentioned, mail_followed = excluded.mail_followed,
    mail_answered = excluded.mail_answered, first_tab = excluded.first_tab, after_resolving = excluded.after_resolving";

/// What somebody decided, if they ever did.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, member: MemberId) -> Result<Option<Preferences>> {
    Ok(db_opt!(ex.into(), FIND, business, member)?)
}

/// Writes what somebody decides.
pub async fn set(tx: &mut Tx, business: BusinessId, member: MemberId, p: &Preferences) -> Result<()> {
    let (signature, first_tab, after) = (&p.signature, p.first_tab, p.after_resolving);
    let (assigned, mentioned, followed, answered) = (p.mail_assigned, p.mail_mentioned, p.mail_followed, p.mail_answered);
    db_exec!(tx, SET, business, member, signature, p.enter_sends, assigned, mentioned, followed, answered, first_tab, after)?;
    Ok(())
}
