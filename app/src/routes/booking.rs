//! The paths of appointments: for visitors, for the desk and for admins.

use super::escape;
use stoa::kernel::ids::{AppointmentId, MemberId, OfferingId};

/// What can be booked.
pub const BOOK: &str = "/book";
/// A customer's appointments.
pub const APPOINTMENTS: &str = "/appointments";
/// The calendar of the staff.
pub const DESK_CALENDAR: &str = "/desk/calendar";
/// What can be booked, and by whom it is done.
pub const ADMIN_OFFERINGS: &str = "/admin/services";
/// Something new that can be booked.
pub const ADMIN_OFFERING_NEW: &str = "/admin/services/new";

/// The free times of something.
pub fn book(offering: OfferingId) -> String {
    format!("{BOOK}/{offering}")
}

/// Who comes to what is being booked.
pub fn booking_contact(token: &str) -> String {
    format!("/booking/{}/contact", escape(token))
}

/// The last look at what is being booked.
pub fn booking_review(token: &str) -> String {
    format!("/booking/{}/review", escape(token))
}

/// An appointment as whoever has its link sees it.
pub fn appointment(token: &str) -> String {
    format!("/a/{}", escape(token))
}

/// Another time for it.
pub fn appointment_move(token: &str) -> String {
    format!("/a/{}/move", escape(token))
}

/// It as a file for calendars.
pub fn appointment_file(token: &str) -> String {
    format!("/a/{}/appointment.ics", escape(token))
}

/// An appointment as staff sees it.
pub fn desk_appointment(id: AppointmentId) -> String {
    format!("{DESK_CALENDAR}/{id}")
}

/// Something that can be booked, as admins write it.
pub fn admin_offering(id: OfferingId) -> String {
    format!("{ADMIN_OFFERINGS}/{id}")
}

/// When one of the staff can be booked.
pub fn admin_roster(member: MemberId) -> String {
    format!("{ADMIN_OFFERINGS}/hours/{member}")
}
