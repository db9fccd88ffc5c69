//! What can be booked, and what was.

use crate::choice;
use crate::kernel::ids::{AppointmentId, BusinessId, MemberId, OfferingId};
use crate::kernel::money::Money;
use crate::kernel::time::Timestamp;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Appointments that the calendar shows at once: two weeks of thirty people with a dozen a day each.
pub const ENTRIES_MAX: usize = 5_000;

const MINUTE: i64 = 60_000;

choice! {
    /// How an appointment stands.
    pub enum State {
        /// Kept for somebody who is booking it.
        Held = "held" "Being booked",
        /// Agreed.
        Booked = "booked" "Booked",
        /// It took place.
        Done = "done" "Done",
        /// The customer did not come.
        NoShow = "no_show" "Did not come",
        /// Called off.
        Cancelled = "cancelled" "Cancelled",
    }
}

choice! {
    /// What happens to an appointment.
    pub enum Step {
        /// It is agreed.
        Book = "book" "Booked",
        /// It gets another time, or somebody else does it.
        Move = "move" "Moved",
        /// It is called off.
        Cancel = "cancel" "Cancelled",
        /// It has taken place.
        Finish = "finish" "Done",
        /// The customer did not come.
        Miss = "miss" "Did not come",
    }
}

/// What can be booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Offering {
    /// Its id.
    pub id: OfferingId,
    /// Whose it is.
    pub business_id: BusinessId,
    /// What it is called.
    pub name: String,
    /// What it is, for customers.
    pub description: String,
    /// How long it takes.
    pub duration_minutes: i64,
    /// How long whoever does it is busy before.
    pub before_minutes: i64,
    /// And after.
    pub after_minutes: i64,
    /// Times to begin are so far apart.
    pub step_minutes: i64,
    /// How long ahead it has to be booked.
    pub lead_minutes: i64,
    /// How far ahead it can be booked.
    pub horizon_days: i64,
    /// Until how long before it customers may move or cancel it themselves.
    pub change_minutes: i64,
    /// What it costs; zero for nothing.
    pub price: Money,
    /// Whether customers can book it.
    pub is_offered: bool,
}

impl Offering {
    /// When it ends that begins then.
    pub const fn ends_at(&self, starts_at: Timestamp) -> Timestamp {
        starts_at.plus_ms(self.duration_minutes * MINUTE)
    }

    /// From when to when whoever does it is busy.
    pub const fn busy(&self, starts_at: Timestamp) -> (Timestamp, Timestamp) {
        (starts_at.plus_ms(-self.before_minutes * MINUTE), starts_at.plus_ms((self.duration_minutes + self.after_minutes) * MINUTE))
    }
}

/// Somebody of the staff who can be booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Provider {
    /// Who.
    pub id: MemberId,
    /// What they are called.
    pub name: String,
}

/// A time that can be booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// When it begins.
    pub at: Timestamp,
    /// Who could do it.
    pub staff: Vec<MemberId>,
}

/// The times of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaySlots {
    /// The day at the business.
    pub day: NaiveDate,
    /// Its times, in order.
    pub slots: Vec<Slot>,
}

/// An appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Appointment {
    /// Its id.
    pub id: AppointmentId,
    /// Whose it is.
    pub business_id: BusinessId,
    /// What its link is made of, and what calendars know it by.
    pub key: String,
    /// What is done.
    pub offering_id: OfferingId,
    /// Who does it.
    pub staff_id: MemberId,
    /// What they are called.
    pub staff: String,
    /// The customer; nobody for a guest.
    pub member_id: Option<MemberId>,
    /// What was booked, as it was called then.
    pub title: String,
    /// What it costs.
    pub price: Money,
    /// ISO 4217 code.
    pub currency: String,
    /// Who comes; empty until they said so.
    pub name: String,
    /// Where mails about it go.
    pub email: String,
    /// In E.164; may be empty.
    pub phone: String,
    /// What the customer wrote about it.
    pub note: String,
    /// How it stands.
    pub state: State,
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
    /// From when on its staff is busy with it.
    pub busy_from: Timestamp,
    /// Until when.
    pub busy_to: Timestamp,
    /// How often it was moved or changed.
    pub sequence: i64,
    /// Until when it is kept for whoever is booking it.
    pub held_until: Option<Timestamp>,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it changed last.
    pub updated_at: Timestamp,
}

/// An appointment and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Owned {
    /// The appointment.
    #[cfg_attr(feature = "server", sqlx(flatten))]
    pub appointment: Appointment,
    /// The guest who booked it, where their chat session says so.
    pub guest_id: Option<MemberId>,
}

impl Owned {
    /// Whether it is theirs: they were signed in, or their session was known.
    pub fn is_of(&self, member: MemberId) -> bool {
        self.appointment.member_id == Some(member) || self.guest_id == Some(member)
    }
}

/// What was done to an appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct PastStep {
    /// What.
    pub deed: Step,
    /// When it was to be from then on.
    pub starts_at: Timestamp,
    /// Who was to do it.
    pub staff_id: MemberId,
    /// What they are called.
    pub staff: String,
    /// What was written about it.
    pub note: String,
    /// Who of the business or its customers did it; nobody for a guest.
    pub member_id: Option<MemberId>,
    /// What they are called.
    pub member: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// An appointment with what is needed to show and to change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The appointment.
    pub appointment: Appointment,
    /// What it is.
    pub offering: Offering,
    /// What happened to it, oldest first.
    pub steps: Vec<PastStep>,
}

/// An appointment as calendars show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Entry {
    /// Its id.
    pub id: AppointmentId,
    /// Who does it.
    pub staff_id: MemberId,
    /// What they are called.
    pub staff: String,
    /// What is done.
    pub title: String,
    /// Who comes.
    pub name: String,
    /// How it stands.
    pub state: State,
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
    /// How often it was moved or changed: says what a page has seen.
    pub sequence: i64,
}

/// From when to when somebody is busy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Busy {
    /// Who.
    pub staff_id: MemberId,
    /// From.
    pub busy_from: Timestamp,
    /// To.
    pub busy_to: Timestamp,
}
