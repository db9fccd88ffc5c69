//! Appointments: how visitors book and change them, the calendar of the staff, and what admins decide about what can be booked.

pub mod api;
pub mod islands;

#[cfg(feature = "ssr")]
pub mod admin;
#[cfg(feature = "ssr")]
pub mod booking;
#[cfg(feature = "ssr")]
pub mod desk;
