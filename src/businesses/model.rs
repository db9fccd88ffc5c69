//! A business and what it decides for itself.

use crate::kernel::ids::BusinessId;
use serde::{Deserialize, Serialize};

/// A tenant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, sqlx::FromRow)]
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
