//! Which business somebody stands in front of.

use crate::error::Result;
use crate::session;
use stoa::Error;
use stoa::accounts::Visitor;
use stoa::businesses::actions;
use stoa::businesses::model::Business;

/// The business with an invite code.
///
/// # Errors
/// `NotFound`.
pub async fn find_invited(code: &str) -> Result<Business> {
    Ok(actions::find_by_invite_code(&session::services(), code).await?.ok_or(Error::NotFound)?)
}

/// A visitor of the business with the invite code, or of the one this page is about.
///
/// # Errors
/// `NotFound` when no business has this code.
pub async fn door(code: &str) -> Result<Visitor> {
    if code.is_empty() { session::visitor().await } else { Ok(Visitor::of(&find_invited(code).await?)) }
}
