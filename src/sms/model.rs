//! The nouns of SMS: what one tells of, how far it has come, how a business sends them.

use crate::choice;
use crate::kernel::ids::SmsId;
use crate::kernel::time::Timestamp;
use serde::{Deserialize, Serialize};

choice! {
    /// What an SMS tells of.
    pub enum Occasion {
        /// An appointment is booked.
        Booked = "booked" "Appointment booked",
        /// It has moved.
        Moved = "moved" "Appointment moved",
        /// It is called off.
        Cancelled = "cancelled" "Appointment cancelled",
        /// It is near.
        Reminder = "reminder" "Reminder of an appointment",
        /// An order has come.
        Ordered = "ordered" "Order confirmed",
        /// Its money has come.
        Paid = "paid" "Payment confirmed",
        /// An admin tries whether SMS work.
        Test = "test" "Test",
    }
}

impl Occasion {
    /// Those a business decides about.
    pub const CHOSEN: [Self; 6] = [Self::Booked, Self::Moved, Self::Cancelled, Self::Reminder, Self::Ordered, Self::Paid];
}

choice! {
    /// How far an SMS has come.
    pub enum SmsState {
        /// Waits for its job.
        Queued = "queued" "Waiting",
        /// It is not sent: SMS are not set up, or off, or there were too many.
        Kept = "kept" "Kept",
        /// Twilio took it.
        Sent = "sent" "Sent",
        /// The phone has it.
        Delivered = "delivered" "Delivered",
        /// It will not arrive.
        Failed = "failed" "Failed",
        /// Twilio may have it: the answer was lost.
        Unknown = "unknown" "Uncertain",
    }
}

/// An SMS as the admin's list shows it: never its text, which may hold a link that only its reader should have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Sms {
    /// Its id.
    pub id: SmsId,
    /// Who gets it, in E.164.
    pub recipient: String,
    /// What it tells of.
    pub occasion: Occasion,
    /// How far it has come.
    pub state: SmsState,
    /// Why it has come no further.
    pub error: String,
    /// When it was written.
    pub created_at: Timestamp,
    /// Whether Twilio is being asked for it, or was.
    pub asked_at: Option<Timestamp>,
}

impl Sms {
    /// Whether an admin may try it again: nobody is at it any more.
    pub const fn may_go_again(&self) -> bool {
        match self.state {
            SmsState::Kept | SmsState::Failed | SmsState::Unknown => true,
            SmsState::Queued => self.asked_at.is_none() && !self.error.is_empty(),
            SmsState::Sent | SmsState::Delivered => false,
        }
    }
}

/// An SMS for its job.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Outgoing {
    /// Who gets it.
    pub recipient: String,
    /// What it tells of.
    pub occasion: Occasion,
    /// What it says.
    pub text: String,
    /// Since when Twilio may know of it.
    pub asked_at: Option<Timestamp>,
    /// After this it is not worth sending.
    pub good_until: Timestamp,
}

/// How a business sends SMS; the keys stay sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Setting {
    /// Whether customers get SMS.
    pub is_on: bool,
    /// [`Keys`] as JSON, sealed.
    pub sealed: String,
    /// What they are told by SMS, as JSON.
    pub occasions: String,
    /// SMS in a day at most.
    pub most_a_day: i64,
}

impl Setting {
    /// What customers are told by SMS.
    pub fn occasions(&self) -> Vec<Occasion> {
        serde_json::from_str(&self.occasions).unwrap_or_default()
    }
}

/// What Twilio knows a business by.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Keys {
    /// The account SID: `AC` and 32 digits or letters.
    pub account: String,
    /// The auth token.
    pub token: String,
    /// A number in E.164, or the SID of a messaging service.
    pub sender: String,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

/// How a business sends SMS, as its admin sees it: that there is a token, not the token itself.
#[derive(Clone, Debug)]
pub struct Connection {
    /// The setting; none when it was never made.
    pub setting: Option<Setting>,
    /// The keys without the token.
    pub shown: Keys,
    /// Why the stored keys cannot be read; empty when they can.
    pub fault: String,
    /// The last test.
    pub test: Option<Sms>,
}
