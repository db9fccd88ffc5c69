//! People, their roles in a business, and their signed-in devices.

use crate::choice;
use crate::kernel::ids::{AccountId, BusinessId, MemberId, SessionId};
use crate::kernel::time::Timestamp;
use serde::{Deserialize, Serialize};

choice! {
    /// What somebody is in one business.
    pub enum Role {
        /// Buys, asks, books.
        Customer = "customer" "Customer",
        /// The other party of an order.
        Partner = "partner" "Partner",
        /// Answers.
        Agent = "agent" "Agent",
        /// Runs the business.
        Admin = "admin" "Admin",
    }
}

impl Role {
    /// Agents and admins.
    pub const fn is_staff(self) -> bool {
        matches!(self, Self::Agent | Self::Admin)
    }
}

choice! {
    /// What an agent says of themselves.
    pub enum Availability {
        /// Takes new work.
        Available = "available" "Available",
        /// There, but takes no new work.
        Busy = "busy" "Busy",
        /// Back soon.
        Away = "away" "Away",
        /// Gone.
        Offline = "offline" "Offline",
    }
}

/// A person in one business, as lists and headers show them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Member {
    /// Their id in the business.
    pub id: MemberId,
    /// Their sign-in.
    pub account_id: AccountId,
    /// What they are.
    pub role: Role,
    /// How they are called.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Whether they have shown that the address is theirs.
    pub is_verified: bool,
    /// Staff: whether they take work.
    pub availability: Availability,
    /// Last time a socket of theirs was open.
    pub last_seen_at: Option<Timestamp>,
    /// They count as online until then.
    pub online_until: Timestamp,
    /// Since when they belong to the business.
    pub created_at: Timestamp,
    /// Since when they may not sign in any more.
    pub deactivated_at: Option<Timestamp>,
}

/// A signed-in device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// When it was signed in.
    pub created_at: Timestamp,
    /// When it was used last, to the nearest few minutes.
    pub seen_at: Timestamp,
    /// The browser, as it calls itself.
    pub user_agent: String,
    /// The network address it was signed in from.
    pub address: String,
}

/// Who is asking, as pages and islands need it: safe to send to that person's browser.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Me {
    /// Their id in the business.
    pub member: MemberId,
    /// The business they are in.
    pub business: BusinessId,
    /// What they are there.
    pub role: Role,
    /// Whether they run the installation.
    pub is_owner: bool,
    /// How they are called.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Whether they have shown that the address is theirs.
    pub is_verified: bool,
    /// Staff: whether they take work.
    pub availability: Availability,
}
