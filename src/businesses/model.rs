//! A business and what it decides for itself.

use crate::kernel::ids::BusinessId;
use serde::{Deserialize, Serialize};

/// A tenant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Business {
    /// Its id.
    pub id: BusinessId,
    /// Its word in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Public endpoints are addressed with this.
    pub invite_code: String,
    /// IANA name, like `Africa/Nairobi`.
    pub time_zone: String,
    /// ISO 4217 code, like `KES`.
    pub currency: String,
    /// [`crate::kernel::hours::Hours`] as JSON.
    pub hours: String,
}

impl Business {
    /// Its opening hours; what cannot be read counts as always open.
    pub fn hours(&self) -> crate::kernel::hours::Hours {
        serde_json::from_str(&self.hours).unwrap_or_else(|_| crate::kernel::hours::Hours::always())
    }
}

/// What is typed to make a business.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Its name.
    pub name: String,
    /// Its word in addresses; made from the name when empty.
    #[serde(default)]
    pub slug: String,
    /// IANA name.
    pub time_zone: String,
    /// ISO 4217 code.
    pub currency: String,
}

/// What is typed to change a business: its opening hours as text, see [`super::rules::parse_hours`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// Its name.
    pub name: String,
    /// IANA name.
    pub time_zone: String,
    /// ISO 4217 code.
    pub currency: String,
    /// Monday to Sunday, like `08:00-12:00, 13:00-17:00`; empty is closed.
    pub week: [String; 7],
    /// Days off, like `2026-12-25`, one on each line.
    pub holidays: String,
}

/// What is typed on a fresh installation: its owner and its first business.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Setup {
    /// The first business.
    pub business: Draft,
    /// How the owner is called.
    pub name: String,
    /// The owner's address.
    pub email: String,
    /// The owner's password.
    pub password: String,
}
