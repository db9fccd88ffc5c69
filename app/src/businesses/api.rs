//! What is sent at the doors of a business.

use crate::error::Result;
use leptos::prelude::*;

/// Sets a fresh installation up: its owner and its first business.
#[server]
pub async fn set_up(business: String, time_zone: String, currency: String, name: String, email: String, password: String) -> Result<()> {
    use crate::accounts::come_in;
    use stoa::businesses::actions;
    use stoa::businesses::model::{Draft, Setup};
    let business = Draft { name: business, slug: String::new(), time_zone, currency };
    let draft = Setup { business, name, email, password };
    come_in(&actions::setup(&crate::session::services(), &draft, &crate::session::device()).await?, crate::routes::ADMIN);
    Ok(())
}

/// Becomes a customer of one more business.
#[server]
pub async fn join_business(invite: String) -> Result<()> {
    let who = crate::session::identity().await?;
    let role = stoa::accounts::actions::join(&crate::session::services(), &who, &super::door(&invite).await?).await?;
    crate::accounts::go_home(role, "");
    Ok(())
}
