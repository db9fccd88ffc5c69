//! SQL of chats as the one who asks sees them, each with everything it shows.

use crate::chats::views::AskerView;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, ChatId, MemberId};
use crate::platform::Ex;
use crate::{db_all, db_opt, db_val, db_val_opt};

// Two looks into an index each, and a plus: else SQLite would walk all chats of the business.
macro_rules! view {
    () => {
        "c.id, c.conversation_id, c.state, (SELECT k.frozen_at IS NULL FROM conversation k WHERE k.id = c.conversation_id) AS is_open,
        c.bot_holds AS is_with_bot, h.name AS agent,
        CASE WHEN c.waiting_since IS NULL THEN NULL ELSE 1 + (SELECT COUNT(*) FROM chat w WHERE w.business_id = c.business_id
            AND w.waiting_since IS NOT NULL AND (w.waiting_since, w.id) < (c.waiting_since, c.id)) END AS position,
        c.preview, c.last_message_at, c.rating, t.number AS ticket_number
        FROM chat c LEFT JOIN member h ON h.id = c.assignee_id LEFT JOIN ticket t ON t.id = c.ticket_id
        WHERE +c.business_id = $1 AND c.id IN (SELECT id FROM chat WHERE business_id = $1 AND asker_id = $2
            UNION SELECT id FROM chat WHERE business_id = $1 AND customer_id = $2)"
    };
}

const LIST: &str = concat!("SELECT ", view!(), " ORDER BY c.id DESC LIMIT $3");
const FIND: &str = concat!("SELECT ", view!(), " AND c.id = $3");
const COUNT_UNREAD: &str = "SELECT COUNT(*) FROM chat c JOIN message m ON m.conversation_id = c.conversation_id
    WHERE c.business_id = $1 AND c.asker_id = $2 AND c.state = 'active' AND m.sender_kind IN ('agent', 'bot')
    AND m.seq > COALESCE((SELECT r.read FROM conversation_member r WHERE r.conversation_id = c.conversation_id AND r.member_id = $2), 0)";

// One that a guest began belongs to their account later.
const FIND_ZONE: &str = "SELECT z.zone FROM (
        SELECT * FROM (SELECT id, zone FROM chat WHERE business_id = $1 AND customer_id = $2 AND zone <> '' ORDER BY id DESC LIMIT 1) AS theirs
        UNION ALL SELECT * FROM (SELECT id, zone FROM chat WHERE business_id = $1 AND asker_id = $2 AND zone <> '' ORDER BY id DESC LIMIT 1) AS asked
    ) AS z ORDER BY z.id DESC LIMIT 1";

/// The last chats of somebody, and those in their profile, the newest first.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, asker: MemberId, limit: i64) -> Result<Vec<AskerView>> {
    Ok(db_all!(ex.into(), LIST, business, asker, limit)?)
}

/// One of their chats.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, asker: MemberId, id: ChatId) -> Result<Option<AskerView>> {
    Ok(db_opt!(ex.into(), FIND, business, asker, id)?)
}

/// What was said to somebody in their open chat and that they have not read.
pub async fn count_unread(ex: impl Into<Ex<'_>>, business: BusinessId, asker: MemberId) -> Result<i64> {
    Ok(db_val!(ex.into(), COUNT_UNREAD, business, asker)?)
}

/// The time zone in which a customer was seen last, by its IANA name.
pub async fn find_zone(ex: impl Into<Ex<'_>>, business: BusinessId, customer: MemberId) -> Result<Option<String>> {
    Ok(db_val_opt!(ex.into(), FIND_ZONE, business, customer)?)
}
