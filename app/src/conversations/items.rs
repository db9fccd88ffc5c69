//! What a thread draws, from top to bottom: days, messages, events in a row.

use super::entry::Entry;
use super::thread::Thread;
use stoa::conversations::model::SenderKind;
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;

/// One thing that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// The messages of another day begin.
    Day(String),
    /// One message.
    Message(Box<Entry>),
    /// Events one after the other.
    Events(Vec<Entry>),
}

impl Item {
    /// What tells it apart from the others and from itself at an earlier stage.
    pub fn key(&self) -> String {
        match self {
            Self::Day(label) => label.clone(),
            Self::Message(e) => format!("{}/{}/{:?}/{}", e.lane, e.client_id, e.stage, e.is_confirmed),
            Self::Events(all) => all.first().map(|e| format!("{}/{}/{}", e.lane, e.client_id, all.len())).unwrap_or_default(),
        }
    }
}

impl Thread {
    /// What is drawn. `now` decides which day is today.
    pub fn items(&self, zone: &Zone, now: Timestamp) -> Vec<Item> {
        let (mut items, mut last_day) = (Vec::with_capacity(self.entries.len() + 4), None);
        // Where a lane goes further back than the page does, the other lane must not show what lies before: the order would be wrong.
        let horizon = self.lanes.iter().filter(|l| l.has_older).filter_map(|l| self.first_at(l.conversation)).max().unwrap_or(Timestamp(i64::MIN));
        for entry in self.entries.iter().filter(|e| e.at >= horizon) {
            let day = zone.day(entry.at);
            if last_day != Some(day) {
                items.push(Item::Day(zone.day_words(entry.at, now)));
                last_day = Some(day);
            }
            match (entry.kind, items.last_mut()) {
                (SenderKind::System, Some(Item::Events(events))) => events.push(entry.clone()),
                (SenderKind::System, _) => items.push(Item::Events(vec![entry.clone()])),
                _ => items.push(Item::Message(Box::new(entry.clone()))),
            }
        }
        items
    }
}
