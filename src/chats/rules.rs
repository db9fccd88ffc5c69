//! What follows for a chat from what is said and done. Pure: `now` is a parameter.

use super::model::{Chat, State};
use crate::conversations::model::SenderKind;
use crate::kernel::ids::MemberId;
use crate::kernel::time::Timestamp;

/// How far unread chats stand before all others: more milliseconds than there will be.
const UNREAD_FIRST: i64 = 1 << 50;
/// For how long a chat can be rated after its end: four weeks.
const RATE_MS: i64 = 28 * 86_400_000;
/// Questions in a row without an answer after which a human is called.
pub const MISSES_MAX: i64 = 2;

/// What lists are sorted by, the greatest first: unread, then when somebody wrote last.
pub const fn sort_key(written_at: Timestamp, unread: i64) -> i64 {
    if unread > 0 { written_at.0 + UNREAD_FIRST } else { written_at.0 }
}

/// The same for a chat in which nobody has written since: what is said automatically moves nothing up.
pub const fn kept_key(chat: &Chat, unread: i64) -> i64 {
    sort_key(Timestamp(chat.sort_key % UNREAD_FIRST), unread)
}

/// Something said in a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said<'a> {
    /// Its number.
    pub seq: i64,
    /// Who speaks.
    pub kind: SenderKind,
    /// Who exactly; `None` for the bot.
    pub by: Option<MemberId>,
    /// When.
    pub at: Timestamp,
    /// The start of it.
    pub preview: &'a str,
}

/// What follows from things said.
#[derive(Clone, Debug, PartialEq)]
pub struct Followed {
    /// The chat afterwards.
    pub chat: Chat,
    /// The bot has to answer the visitor's last message.
    pub asks_bot: bool,
    /// The chat began to wait for a human.
    pub waits: bool,
    /// Whoever answered first is in charge now.
    pub taken: bool,
    /// Somebody should look what is to be said automatically.
    pub needs_attention: bool,
}

/// What follows for a chat from what was said since the last look, in order. A human's word ends the bot's: whatever it is computing is not said.
pub fn follow(before: &Chat, said: &[Said<'_>]) -> Followed {
    let mut chat = before.clone();
    let is_active = chat.state == State::Active;
    let (mut asks_bot, mut is_asked, mut written_at) = (false, false, None);
    for s in said {
        match s.kind {
            // No partner is in a chat.
            SenderKind::System | SenderKind::Partner => continue,
            SenderKind::Bot => {}
            SenderKind::Customer => {
                chat.asked_seq = s.seq;
                chat.unread += 1;
                is_asked = true;
                if is_active && !chat.bot_holds && chat.assignee_id.is_none() && chat.waiting_since.is_none() {
                    chat = waiting(chat, s.at);
                }
                asks_bot = is_active && has_word(&chat);
            }
            SenderKind::Agent => {
                chat.unread = 0;
                chat.first_response_at = chat.first_response_at.or(Some(s.at));
                asks_bot = false;
                if is_active {
                    let agent = chat.assignee_id.or(s.by);
                    chat = held_by(chat, agent);
                }
            }
        }
        if s.kind != SenderKind::Bot {
            written_at = Some(s.at);
        }
        chat.messages += 1;
        chat.last_message_at = s.at;
        chat.last_kind = s.kind;
        chat.preview = s.preview.to_owned();
    }
    chat.sort_key = written_at.map_or_else(|| kept_key(&chat, chat.unread), |at| sort_key(at, chat.unread));
    let waits = chat.waiting_since.is_some() && before.waiting_since.is_none();
    // Each of the visitor's words may be the first of an evening; what was said once is not said again.
    let needs_attention = is_active && (waits || (is_asked && chat.assignee_id.is_none()));
    Followed { asks_bot, waits, taken: chat.assignee_id != before.assignee_id, needs_attention, chat }
}

/// The chat in the hands of a human: the bot has no word in it any more.
#[must_use]
pub fn held_by(chat: Chat, agent: Option<MemberId>) -> Chat {
    Chat { assignee_id: agent, waiting_since: None, ..without_bot(chat) }
}

/// The chat in nobody's hands: it waits for a human from now on, or still.
#[must_use]
pub fn waiting(chat: Chat, now: Timestamp) -> Chat {
    let since = chat.waiting_since.or(Some(now));
    // The first answer is measured from the first waiting: what comes after that answer is no part of it.
    let first = chat.first_waited_at.or(chat.first_response_at.is_none().then_some(now));
    Chat { assignee_id: None, waiting_since: since, first_waited_at: first, ..without_bot(chat) }
}

/// The chat over.
#[must_use]
pub fn ended(chat: Chat, state: State, now: Timestamp) -> Chat {
    let closed_at = chat.closed_at.or(Some(now));
    let sort_key = kept_key(&chat, 0);
    Chat { state, closed_at, waiting_since: None, unread: 0, sort_key, ..without_bot(chat) }
}

/// The chat opened again: as at its beginning the bot answers, until a human is wanted. It counts as written in now, or it would be
/// closed for its silence at once.
#[must_use]
pub fn reopened(chat: Chat, now: Timestamp) -> Chat {
    let chat = Chat { state: State::Active, closed_at: None, assignee_id: None, bot_holds: true, bot_epoch: chat.bot_epoch + 1, misses: 0, ..chat };
    Chat { last_message_at: now, sort_key: sort_key(now, chat.unread), ..chat }
}

/// Whether nobody has written in an open chat for so many hours, and nobody is owed an answer: whoever waits for a human, or has the last word
/// with one, keeps their place however long it takes.
pub const fn is_quiet(chat: &Chat, hours: i64, now: Timestamp) -> bool {
    let is_owed = chat.waiting_since.is_some() || (!chat.bot_holds && matches!(chat.last_kind, SenderKind::Customer));
    matches!(chat.state, State::Active) && !is_owed && now.since(chat.last_message_at) >= hours * 3_600_000
}

/// Whether the bot may say anything: while it holds the chat, and while somebody waits for the first word of a human.
const fn has_word(chat: &Chat) -> bool {
    chat.bot_holds || (chat.waiting_since.is_some() && chat.first_response_at.is_none())
}

fn without_bot(chat: Chat) -> Chat {
    let epoch = chat.bot_epoch + i64::from(has_word(&chat));
    Chat { bot_holds: false, bot_epoch: epoch, misses: 0, ..chat }
}

/// Whether the chat can be rated now: after its end, once or again for four weeks.
pub fn may_rate(chat: &Chat, now: Timestamp) -> bool {
    chat.state != State::Active && chat.closed_at.is_some_and(|at| now.since(at) <= RATE_MS)
}

/// Whether what the bot computed for message `seq` under `epoch` may still be said.
pub const fn may_bot_say(chat: &Chat, epoch: i64, seq: i64) -> bool {
    matches!(chat.state, State::Active) && has_word(chat) && chat.bot_epoch == epoch && chat.asked_seq == seq
}

#[cfg(test)]
pub(crate) mod tests;
