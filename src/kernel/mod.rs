//! The ground floor: small types that every feature shares.

pub mod choice;
pub mod currency;
pub mod hours;
pub mod ids;
pub mod money;
pub mod page;
pub mod period;
pub mod phone;
pub mod text;
pub mod time;
pub mod zone;
