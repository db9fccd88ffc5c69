//! People, their roles in a business, and their signed-in devices.

use crate::choice;
use crate::kernel::ids::{AccountId, BusinessId, MemberId, SessionId};
use crate::kernel::time::Timestamp;
use serde::{Deserialize, Serialize};

choice! {
    /// What somebody is in one business.
    pub enum Role {
        /// Chats without a sign-in.
        Guest = "guest" "Guest",
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
    /// Whether somebody is at their device.
    pub enum Being {
        /// There, and doing something.
        Online = "online" "Online",
        /// There, but did nothing for five minutes.
        Idle = "idle" "Idle",
        /// Not there.
        Gone = "gone" "Offline",
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
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
    /// Last time they did anything: wrote, read, clicked.
    pub active_at: Option<Timestamp>,
    /// They count as online until then.
    pub online_until: Timestamp,
    /// Since when they belong to the business.
    pub created_at: Timestamp,
    /// Since when they may not sign in any more.
    pub deactivated_at: Option<Timestamp>,
}

/// When somebody was there, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Seen {
    /// They count as online until then.
    pub online_until: Timestamp,
    /// Last time they did anything: wrote, read, clicked.
    pub active_at: Option<Timestamp>,
    /// Last time a socket of theirs was open.
    pub last_seen_at: Option<Timestamp>,
}

impl Member {
    /// When they were there.
    pub const fn seen(&self) -> Seen {
        Seen { online_until: self.online_until, active_at: self.active_at, last_seen_at: self.last_seen_at }
    }

    /// Whether they answer customers: one of the staff who may still sign in.
    pub const fn is_on_staff(&self) -> bool {
        self.role.is_staff() && self.deactivated_at.is_none()
    }
}

/// A signed-in device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
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

choice! {
    /// Which people a list shows.
    pub enum Group {
        /// Agents and admins.
        Team = "team" "Team",
        /// Who buys, asks, books.
        Customers = "customers" "Customers",
        /// The other parties of orders.
        Partners = "partners" "Partners",
    }
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

/// A member as the admin's list shows them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct PersonRow {
    /// The person.
    #[cfg_attr(feature = "server", sqlx(flatten))]
    pub member: Member,
    /// Whether an invitation waits for them.
    pub is_invited: bool,
}

/// Where a request comes from, for the list of signed-in devices and the rate limits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// The browser, as it calls itself.
    pub user_agent: String,
    /// The network address.
    pub address: String,
    /// The token this browser had before: its session ends when another one begins. Of a guest for whom a host page vouches: the guest token
    /// it had, whose chats come along.
    pub replaces: Option<String>,
}

/// A session that just began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// What the browser keeps. Only its hash is stored.
    pub token: String,
    /// What the person is in the business they are in now.
    pub role: Role,
}

/// What is typed to sign up or to accept an invitation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SignUp {
    /// How they want to be called.
    pub name: String,
    /// Their address; fixed in an invitation.
    #[serde(default)]
    pub email: String,
    /// Their password.
    pub password: String,
}

/// What is typed to invite somebody.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Invitation {
    /// How they are called.
    pub name: String,
    /// Their address.
    pub email: String,
    /// The word of a role: of the staff, or of a partner.
    pub role: String,
}

/// What a link in a mail is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct LinkView {
    /// Whose account it belongs to.
    pub email: String,
    /// How they are called in the business, when the link names one.
    pub name: String,
    /// The business, when the link names one.
    pub business: String,
    /// Whether the account has a password already.
    pub has_password: bool,
    /// Whether the address was shown to be theirs.
    pub is_verified: bool,
}

/// An account of the demo, as the sign-in page lists it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct DemoAccount {
    /// Its address.
    pub email: String,
    /// How its person is called.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// Whether they run the installation.
    pub is_owner: bool,
}

/// A business somebody belongs to, for switching between them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Membership {
    /// The business.
    pub business_id: BusinessId,
    /// Its name.
    pub business: String,
    /// What they are there.
    pub role: Role,
}

choice! {
    /// What a link in a mail does.
    pub enum Purpose {
        /// Shows that an address is theirs.
        Verify = "verify" "Confirm address",
        /// Sets a new password.
        Reset = "reset" "New password",
        /// Lets somebody in.
        Invite = "invite" "Invitation",
    }
}
