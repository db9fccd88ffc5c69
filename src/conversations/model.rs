//! Conversations and messages.

use crate::accounts::model::Role;
use crate::choice;
use crate::files::model::FileView;
use crate::kernel::ids::{BusinessId, CardId, ConversationId, MemberId};
use crate::kernel::time::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The longest message, in characters.
pub const BODY_MAX: usize = 10_000;
/// The most attachments of one message.
pub const FILES_MAX: usize = 5;
/// Messages of one page of a thread.
pub const PAGE: i64 = 100;

choice! {
    /// What a conversation is for: it decides who may read it.
    pub enum Kind {
        /// A ticket's talk with its customer. Its members and staff.
        CustomerLane = "customer_lane" "Customer",
        /// A ticket's talk with the partner of its order. Its members and staff.
        PartnerLane = "partner_lane" "Partner",
        /// A ticket's private notes. Staff only.
        StaffLane = "staff_lane" "Staff",
        /// A live chat. Its members and staff.
        Chat = "chat" "Chat",
        /// A talk of staff among themselves. Its members only.
        Team = "team" "Team",
    }
}

impl Kind {
    /// Whether only staff may ever read it.
    pub const fn is_staff_only(self) -> bool {
        matches!(self, Self::StaffLane | Self::Team)
    }

    /// Whether somebody of this role, who is no staff, may ever be let in: what a customer says is for no partner, and the other way round.
    pub const fn may_admit(self, role: Role) -> bool {
        match role {
            Role::Guest | Role::Customer => matches!(self, Self::CustomerLane | Self::Chat),
            Role::Partner => matches!(self, Self::PartnerLane),
            Role::Agent | Role::Admin => true,
        }
    }

    /// Whether being staff is not enough to read it.
    pub const fn is_for_members_only(self) -> bool {
        matches!(self, Self::Team)
    }
}

choice! {
    /// Who speaks.
    pub enum SenderKind {
        /// The customer or guest.
        Customer = "customer" "Customer",
        /// The partner of an order.
        Partner = "partner" "Partner",
        /// Staff.
        Agent = "agent" "Agent",
        /// The bot.
        Bot = "bot" "Bot",
        /// Stoa itself: a line that marks an event.
        System = "system" "System",
    }
}

/// A conversation.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Conversation {
    /// Its id.
    pub id: ConversationId,
    /// Whose it is.
    pub business_id: BusinessId,
    /// What it is for.
    pub kind: Kind,
    /// The number of its last message; 0 when empty.
    pub head: i64,
    /// Since when nobody can write in it.
    pub frozen_at: Option<Timestamp>,
}

/// What comes with a message besides its words; nothing for most.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extra {
    /// What the reader may answer with one click.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chips: Vec<String>,
    /// Where it was said first, when its ticket was merged into another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// What is shown with it. The words say it too, for mails, searches and whoever hears them read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<CardRef>,
}

choice! {
    /// What a card is about.
    pub enum CardKind {
        /// A product of the shop.
        Product = "product" "Product",
        /// An order.
        Order = "order" "Order",
        /// A time that can be booked.
        Slot = "slot" "Time",
        /// A call.
        Call = "call" "Call",
    }
}

/// A card that comes with a message: which. How it stands is read whenever it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardRef {
    /// What it is about.
    pub kind: CardKind,
    /// Its id.
    pub id: CardId,
}

/// Where a message was said first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The number of the ticket.
    pub number: i64,
    /// When.
    pub at: Timestamp,
}

impl Extra {
    /// Whether there is nothing.
    pub const fn is_none(&self) -> bool {
        self.chips.is_empty() && self.origin.is_none() && self.card.is_none()
    }
}

/// A message as a browser shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MessageView {
    /// Its number in the conversation, from 1 without gaps.
    pub seq: i64,
    /// The sender's own id for it.
    pub client_id: Uuid,
    /// Who wrote it; `None` for the bot and the system.
    pub sender: Option<MemberId>,
    /// How the sender is called.
    pub name: String,
    /// Who speaks.
    pub kind: SenderKind,
    /// What was written, as written.
    pub body: String,
    /// The same as safe HTML.
    pub html: String,
    /// When it was stored.
    pub at: Timestamp,
    /// What is attached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileView>,
    /// What comes with the words.
    #[serde(default, skip_serializing_if = "Extra::is_none")]
    pub extra: Extra,
}

/// How far a member has come in a conversation. Both numbers only grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Receipt {
    /// Who.
    pub member_id: MemberId,
    /// Messages up to here have arrived.
    pub delivered: i64,
    /// Messages up to here have been read.
    pub read: i64,
}

/// A stretch of a conversation, for a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct History {
    /// In order.
    pub messages: Vec<MessageView>,
    /// Whether older ones exist.
    pub has_older: bool,
    /// The conversation's last number.
    pub head: i64,
    /// How far everybody has come.
    pub receipts: Vec<Receipt>,
    /// Whether nobody can write in it.
    pub is_frozen: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_lane_lets_in_both_the_customer_and_the_partner() {
        for kind in Kind::ALL {
            assert!(!(kind.may_admit(Role::Customer) && kind.may_admit(Role::Partner)), "{kind}");
            assert!(!kind.is_staff_only() || !(kind.may_admit(Role::Customer) || kind.may_admit(Role::Partner)), "{kind}");
        }
        assert!(Kind::PartnerLane.may_admit(Role::Partner) && Kind::CustomerLane.may_admit(Role::Customer) && Kind::Chat.may_admit(Role::Guest));
    }
}
