//! What the palette asks.

use super::Found;
use crate::error::Result;
use leptos::prelude::*;

/// Tickets by number or words, and customers by name or address: a few of each.
#[server]
pub async fn find_anything(words: String) -> Result<Vec<Found>> {
    let agent = crate::session::agent().await?;
    super::read::found(&crate::session::services(), &agent, &words).await
}
