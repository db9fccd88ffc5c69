//! What a thread shows: messages of one or two lanes merged by time, own ones still on their way, and how far everybody has come.
//!
//! Pure, so that what the socket brings can be tested without one.

use super::entry::{Entry, Stage, Start};
use crate::ui::SendStatus;
use stoa::conversations::model::{History, MessageView, Receipt, SenderKind};
use stoa::kernel::ids::{ConversationId, MemberId};
use stoa::kernel::time::Timestamp;

/// One lane of a thread.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// Its conversation.
    pub conversation: ConversationId,
    /// The number of the last message that is here.
    pub head: i64,
    /// The number of the first message that is here; 0 when there is none.
    pub first: i64,
    /// Whether the server has older ones.
    pub has_older: bool,
    /// How far everybody has come.
    pub receipts: Vec<Receipt>,
}

/// A thread.
#[derive(Clone, Debug, PartialEq)]
pub struct Thread {
    /// Who reads.
    me: MemberId,
    /// Who asks; nobody among colleagues.
    asker: Option<MemberId>,
    /// Its lanes: the talk and, for staff, the notes.
    pub(super) lanes: Vec<Lane>,
    /// Its messages, in order.
    pub(super) entries: Vec<Entry>,
}

impl Thread {
    /// The thread as the page had it.
    pub fn new(me: MemberId, asker: Option<MemberId>, starts: Vec<Start>) -> Self {
        let mut thread = Self { me, asker, lanes: Vec::new(), entries: Vec::new() };
        for start in starts {
            // A page of older messages ends before the head: the socket brings the rest.
            let head = start.history.messages.last().map_or(start.history.head, |m| m.seq);
            thread.lanes.push(Lane { conversation: start.conversation, head, first: 0, has_older: false, receipts: Vec::new() });
            thread.older(start.conversation, start.history);
        }
        thread
    }

    /// The lanes.
    pub fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    fn lane(&mut self, conversation: ConversationId) -> Option<&mut Lane> {
        self.lanes.iter_mut().find(|lane| lane.conversation == conversation)
    }

    /// A stretch of a lane arrived: the newest, or what is before the first message here.
    pub fn older(&mut self, conversation: ConversationId, history: History) {
        let Some(lane) = self.lane(conversation) else { return };
        if let Some(first) = history.messages.first() {
            lane.first = if lane.first == 0 { first.seq } else { lane.first.min(first.seq) };
        }
        lane.has_older = history.has_older;
        for receipt in history.receipts {
            self.heard_receipt(conversation, receipt);
        }
        for message in history.messages {
            self.put(Entry::stored(conversation, message));
        }
        self.sort();
    }

    /// A lane was read anew because the page was too far behind.
    pub fn anew(&mut self, conversation: ConversationId, history: History) {
        self.entries.retain(|e| e.lane != conversation || !e.is_confirmed);
        if let Some(lane) = self.lane(conversation) {
            (lane.first, lane.head) = (0, history.head);
        }
        self.older(conversation, history);
    }

    /// A message arrived. True when it is new and somebody else's.
    pub fn heard(&mut self, conversation: ConversationId, message: MessageView) -> bool {
        let me = self.me;
        let Some(lane) = self.lane(conversation) else { return false };
        lane.head = lane.head.max(message.seq);
        if lane.first == 0 {
            lane.first = message.seq;
        }
        let foreign = message.sender != Some(me);
        let is_new = self.put(Entry::stored(conversation, message));
        self.sort();
        is_new && foreign
    }

    /// Somebody has come so far.
    pub fn heard_receipt(&mut self, conversation: ConversationId, new: Receipt) {
        let Some(lane) = self.lane(conversation) else { return };
        match lane.receipts.iter_mut().find(|r| r.member_id == new.member_id) {
            Some(known) => (known.delivered, known.read) = (known.delivered.max(new.delivered), known.read.max(new.read)),
            None => lane.receipts.push(new),
        }
    }

    /// Own messages that are not in the conversation yet, all of them: what is no longer among them is in it or was given up.
    /// True when there is one that was not here before.
    pub fn set_waiting(&mut self, conversation: ConversationId, waiting: Vec<Entry>) -> bool {
        let is_known = |e: &Entry| self.entries.iter().any(|k| k.client_id == e.client_id && k.lane == e.lane);
        let is_new = waiting.iter().any(|e| !is_known(e));
        // Those from the server have their HTML and stay.
        self.entries.retain(|e| e.lane != conversation || e.is_confirmed);
        for entry in waiting {
            if !self.entries.iter().any(|e| e.client_id == entry.client_id && e.lane == entry.lane) {
                self.entries.push(entry);
            }
        }
        self.sort();
        is_new
    }

    /// Whether it is too long to be read from the top.
    pub fn is_long(&self) -> bool {
        self.entries.len() > 4
    }

    /// How far a message of ours has come.
    pub fn status(&self, entry: &Entry) -> SendStatus {
        let seq = match entry.stage {
            Stage::Sending => return SendStatus::Sending,
            Stage::Failed(_) => return SendStatus::Failed,
            Stage::Stored(seq) => seq,
        };
        // Colleagues who read along do not count: what staff says is read when the one who asks has read it.
        let is_answer = entry.kind == SenderKind::Agent && !self.is_notes(entry.lane);
        let counts = |who: MemberId| Some(who) != entry.sender && (!is_answer || self.asker.is_none_or(|asker| who == asker));
        let others = || self.lanes.iter().filter(|l| l.conversation == entry.lane).flat_map(|l| &l.receipts).filter(|r| counts(r.member_id));
        if others().any(|r| r.read >= seq) {
            SendStatus::Read
        } else if others().any(|r| r.delivered >= seq) {
            SendStatus::Delivered
        } else {
            SendStatus::Sent
        }
    }

    /// Whether a lane holds the private notes: the second one.
    pub fn is_notes(&self, conversation: ConversationId) -> bool {
        self.lanes.get(1).is_some_and(|l| l.conversation == conversation)
    }

    /// What the bot suggests to say next: only while its suggestions are the last word.
    pub fn chips(&self) -> Vec<String> {
        let last = self.entries.iter().rev().find(|e| e.kind != SenderKind::System);
        last.map(|e| e.chips.clone()).unwrap_or_default()
    }

    /// The lane whose older messages come next, and the number before which they lie.
    pub fn next_older(&self) -> Option<(ConversationId, i64)> {
        self.lanes.iter().filter(|l| l.has_older).max_by_key(|l| self.first_at(l.conversation)).map(|l| (l.conversation, l.first))
    }

    pub(super) fn first_at(&self, conversation: ConversationId) -> Option<Timestamp> {
        self.entries.iter().find(|e| e.lane == conversation).map(|e| e.at)
    }

    fn put(&mut self, entry: Entry) -> bool {
        match self.entries.iter_mut().find(|e| e.client_id == entry.client_id && e.lane == entry.lane) {
            Some(known) => {
                let is_new = !known.is_confirmed;
                *known = entry;
                is_new
            }
            None => {
                self.entries.push(entry);
                true
            }
        }
    }

    fn sort(&mut self) {
        self.entries.sort_by_key(Entry::order);
    }
}

#[cfg(test)]
mod tests {
    use super::super::items::Item;
    use super::*;
    use stoa::kernel::zone::Zone;
    use uuid::Uuid;

    const TALK: ConversationId = ConversationId(1);
    const NOTES: ConversationId = ConversationId(2);
    const CUSTOMER: MemberId = MemberId(7);
    const AMINA: MemberId = MemberId(8);
    const BRIAN: MemberId = MemberId(9);
    const DAY: i64 = 86_400_000;

    fn message(seq: i64, at: i64, sender: MemberId) -> MessageView {
        let kind = if sender == CUSTOMER { SenderKind::Customer } else { SenderKind::Agent };
        let body = format!("m{at}");
        MessageView {
            seq,
            client_id: Uuid::from_u128(at as u128),
            sender: Some(sender),
            name: "N".into(),
            kind,
            html: body.clone(),
            body,
            at: Timestamp(at),
            files: vec![],
            extra: Default::default(),
        }
    }

    fn start(conversation: ConversationId, messages: Vec<MessageView>, has_older: bool) -> Start {
        let head = messages.last().map_or(0, |m| m.seq);
        Start { conversation, history: History { messages, has_older, head, receipts: vec![], is_frozen: false } }
    }

    fn bodies(thread: &Thread) -> Vec<String> {
        let bodies = |item| match item {
            Item::Day(label) => vec![label],
            Item::Message(e) => vec![e.body],
            Item::Events(all) => all.into_iter().map(|e| e.body).collect(),
        };
        thread.items(&Zone::utc(), Timestamp(2 * DAY)).into_iter().flat_map(bodies).collect()
    }

    #[test]
    fn notes_stand_between_messages_by_time_and_days_are_marked() {
        let talk = start(TALK, vec![message(1, 10, CUSTOMER), message(2, DAY + 5, AMINA)], false);
        let mut thread = Thread::new(AMINA, Some(CUSTOMER), vec![talk, start(NOTES, vec![message(1, 20, BRIAN)], false)]);
        assert_eq!(bodies(&thread), ["Thursday 1 January", "m10", "m20", "Yesterday", "m86400005"]);
        assert!(thread.heard(NOTES, message(2, 2 * DAY, BRIAN)), "somebody else's message is new");
        assert!(!thread.heard(NOTES, message(2, 2 * DAY, BRIAN)), "hearing it twice adds nothing");
        assert_eq!(bodies(&thread)[5..], ["Today", "m172800000"]);
    }

    #[test]
    fn a_lane_that_goes_back_further_waits_for_the_other() {
        let talk = start(TALK, vec![message(5, 100, CUSTOMER)], true);
        let mut thread = Thread::new(AMINA, Some(CUSTOMER), vec![talk, start(NOTES, vec![message(1, 50, BRIAN)], false)]);
        assert_eq!(bodies(&thread)[1..], ["m100"]);
        assert_eq!(thread.next_older(), Some((TALK, 5)));
        thread.older(TALK, start(TALK, vec![message(4, 40, CUSTOMER)], false).history);
        assert_eq!(bodies(&thread)[1..], ["m40", "m50", "m100"]);
        assert_eq!(thread.next_older(), None);
    }

    #[test]
    fn an_own_message_is_shown_at_once_and_becomes_the_stored_one() {
        let mut thread = Thread::new(CUSTOMER, Some(CUSTOMER), vec![start(TALK, vec![message(1, 10, AMINA)], false)]);
        let waiting = Entry { stage: Stage::Sending, is_confirmed: false, html: String::new(), ..Entry::stored(TALK, message(0, 99, CUSTOMER)) };
        assert!(thread.set_waiting(TALK, vec![waiting.clone()]) && !thread.set_waiting(TALK, vec![waiting]));
        assert!(thread.heard(TALK, message(2, 50, AMINA)));
        assert_eq!(bodies(&thread)[1..], ["m10", "m50", "m99"], "what is on its way stays at the end");
        assert!(!thread.heard(TALK, message(3, 99, CUSTOMER)), "an own message is no news");
        assert!(!thread.set_waiting(TALK, vec![]));
        assert_eq!(bodies(&thread)[1..], ["m10", "m50", "m99"]);
    }

    #[test]
    fn what_staff_says_is_read_when_the_customer_has_read_it() {
        let mut thread =
            Thread::new(AMINA, Some(CUSTOMER), vec![start(TALK, vec![message(1, 10, AMINA)], false), start(NOTES, vec![message(1, 11, AMINA)], false)]);
        let status = |t: &Thread, lane| t.status(t.entries.iter().find(|e| e.lane == lane).unwrap());
        thread.heard_receipt(TALK, Receipt { member_id: BRIAN, delivered: 1, read: 1 });
        assert_eq!(status(&thread, TALK), SendStatus::Sent);
        thread.heard_receipt(TALK, Receipt { member_id: CUSTOMER, delivered: 1, read: 0 });
        assert_eq!(status(&thread, TALK), SendStatus::Delivered);
        thread.heard_receipt(TALK, Receipt { member_id: CUSTOMER, delivered: 0, read: 1 });
        assert_eq!(status(&thread, TALK), SendStatus::Read, "receipts only grow");
        thread.heard_receipt(NOTES, Receipt { member_id: BRIAN, delivered: 1, read: 1 });
        assert_eq!(status(&thread, NOTES), SendStatus::Read);
    }
}
