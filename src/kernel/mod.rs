//! The ground floor: small types that every feature shares.

pub mod choice;
pub mod currency;
pub mod hours;
pub mod ids;
pub mod money;
pub mod page;
pub mod period;
pub mod phone;
#[cfg(feature = "server")]
pub mod stored;
pub mod text;
pub mod time;
pub mod zone;

/// In the browser there is no database.
#[cfg(not(feature = "server"))]
#[macro_export]
macro_rules! stored_as_word {
    ($name:ident) => {};
}

/// In the browser there is no database.
#[cfg(not(feature = "server"))]
#[macro_export]
macro_rules! read_from_text {
    ($($name:ident),*) => {};
}
