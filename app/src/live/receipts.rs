//! How far this tab has come in each conversation: said when it grows, and again after a new connection, since the server may have lost it.

use std::collections::HashMap;
use stoa::event::Say;
use stoa::kernel::ids::ConversationId;

/// What was delivered and read here.
#[derive(Debug, Default)]
pub struct Receipts {
    by_talk: HashMap<ConversationId, Progress>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Progress {
    delivered: i64,
    read: i64,
    is_new: bool,
}

impl Receipts {
    /// Everything up to `seq` has arrived, and been read when `read`. Whether that is news.
    pub fn note(&mut self, conversation: ConversationId, seq: i64, read: bool) -> bool {
        let progress = self.by_talk.entry(conversation).or_default();
        let before = (progress.delivered, progress.read);
        progress.delivered = progress.delivered.max(seq);
        if read {
            progress.read = progress.read.max(seq);
        }
        let grew = before != (progress.delivered, progress.read);
        progress.is_new |= grew;
        grew
    }

    /// What the server has not been told.
    pub fn news(&mut self) -> Vec<Say> {
        let mut says = Vec::new();
        for (conversation, progress) in &mut self.by_talk {
            if std::mem::take(&mut progress.is_new) {
                says.extend(progress.say(*conversation));
            }
        }
        says
    }

    /// The connection is fresh: everything is news again.
    pub fn forget_told(&mut self) {
        self.by_talk.values_mut().for_each(|p| p.is_new = true);
    }
}

impl Progress {
    fn say(self, conversation: ConversationId) -> impl Iterator<Item = Say> {
        let delivered = (self.delivered > self.read).then_some(Say::Seen { conversation, seq: self.delivered, read: false });
        let read = (self.read > 0).then_some(Say::Seen { conversation, seq: self.read, read: true });
        read.into_iter().chain(delivered)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TALK: ConversationId = ConversationId(1);

    #[test]
    fn only_progress_is_told_and_once() {
        let mut receipts = Receipts::default();
        assert!(receipts.note(TALK, 3, false));
        assert!(!receipts.note(TALK, 2, false));
        assert!(receipts.note(TALK, 2, true));
        let (read, delivered) = (Say::Seen { conversation: TALK, seq: 2, read: true }, Say::Seen { conversation: TALK, seq: 3, read: false });
        assert_eq!(receipts.news(), [read.clone(), delivered.clone()]);
        assert!(receipts.news().is_empty());
        receipts.forget_told();
        assert_eq!(receipts.news(), [read, delivered]);
    }

    #[test]
    fn reading_everything_is_one_frame() {
        let mut receipts = Receipts::default();
        receipts.note(TALK, 9, true);
        assert_eq!(receipts.news(), [Say::Seen { conversation: TALK, seq: 9, read: true }]);
    }
}
