//! What people send about who they are.

use crate::error::Result;
use leptos::prelude::*;
use stoa::accounts::model::Availability;
use stoa::kernel::ids::{BusinessId, SessionId};

/// Signs in and goes to `next`.
#[server]
pub async fn sign_in(email: String, password: String, #[server(default)] next: String) -> Result<()> {
    use super::entry;
    let signed_in = stoa::accounts::actions::sign_in(&crate::session::services(), &email, &password, &crate::session::device()).await?;
    entry::come_in(&signed_in, &next);
    Ok(())
}

/// Becomes a customer of the business of this page, or of the one with the invite code.
#[server]
pub async fn sign_up(name: String, email: String, password: String, #[server(default)] invite: String, #[server(default)] next: String) -> Result<()> {
    use super::entry;
    use stoa::accounts::{actions, actions::SignUp};
    let at = crate::businesses::door(&invite).await?;
    let draft = SignUp { name, email, password };
    match actions::sign_up(&crate::session::services(), &at, &draft, &crate::session::device()).await? {
        Some(signed_in) => entry::come_in(&signed_in, &next),
        None => leptos_axum::redirect(&crate::notes::done(crate::routes::FORGOT, "known")),
    }
    Ok(())
}

/// Ends this browser's session.
#[server]
pub async fn sign_out() -> Result<()> {
    if let Some(token) = crate::session::own_token() {
        stoa::accounts::actions::sign_out(&crate::session::services(), &token).await?;
    }
    crate::session::forget();
    leptos_axum::redirect(&crate::notes::done(crate::routes::SIGN_IN, "out"));
    Ok(())
}

/// Asks for a mail with a link to a new password.
#[server]
pub async fn forgot_password(email: String) -> Result<()> {
    stoa::accounts::actions::forgot(&crate::session::services(), &email, &crate::session::address()).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::FORGOT, "sent"));
    Ok(())
}

/// Sets a new password by the link in a mail, and goes to `next` with it.
#[server]
pub async fn reset_password(token: String, password: String, #[server(default)] next: String) -> Result<()> {
    stoa::accounts::actions::reset(&crate::session::services(), &token, &password).await?;
    crate::session::forget();
    let sign_in = if next.is_empty() { crate::routes::SIGN_IN.to_owned() } else { crate::routes::sign_in_then(&next) };
    leptos_axum::redirect(&crate::notes::done(&sign_in, "reset"));
    Ok(())
}

/// Confirms an address by the link in a mail; with the password, where this browser is not signed in as its account.
#[server]
pub async fn verify_address(token: String, #[server(default)] password: String) -> Result<()> {
    let who = crate::session::somebody().await?;
    stoa::accounts::actions::verify(&crate::session::services(), &token, who.as_ref(), &password).await?;
    let page = if who.is_some() { crate::routes::ACCOUNT } else { crate::routes::SIGN_IN };
    leptos_axum::redirect(&crate::notes::done(page, "verified"));
    Ok(())
}

/// Asks for the mail that confirms the address once more.
#[server]
pub async fn send_verification() -> Result<()> {
    stoa::accounts::actions::send_verification(&crate::session::services(), &crate::session::identity().await?).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ACCOUNT, "sent"));
    Ok(())
}

/// Accepts an invitation to a team.
#[server]
pub async fn accept_invitation(token: String, name: String, password: String) -> Result<()> {
    use super::entry;
    use stoa::accounts::{actions, actions::SignUp};
    let draft = SignUp { name, password, ..SignUp::default() };
    let signed_in = actions::accept(&crate::session::services(), &token, &draft, &crate::session::device()).await?;
    entry::come_in(&signed_in, "");
    Ok(())
}

/// Changes one's own name.
#[server]
pub async fn change_name(name: String) -> Result<()> {
    stoa::accounts::actions::rename(&crate::session::services(), &crate::session::person().await?, &name).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ACCOUNT, "name"));
    Ok(())
}

/// Changes one's own password.
#[server]
pub async fn change_password(old_password: String, new_password: String) -> Result<()> {
    let who = crate::session::identity().await?;
    stoa::accounts::actions::change_password(&crate::session::services(), &who, &old_password, &new_password).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ACCOUNT, "password"));
    Ok(())
}

/// Signs one of one's own devices out.
#[server]
pub async fn revoke_session(session: SessionId) -> Result<()> {
    stoa::accounts::actions::revoke(&crate::session::services(), &crate::session::identity().await?, session).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ACCOUNT, "revoked"));
    Ok(())
}

/// Signs all one's other devices out.
#[server]
pub async fn revoke_other_sessions() -> Result<()> {
    stoa::accounts::actions::revoke_others(&crate::session::services(), &crate::session::identity().await?).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ACCOUNT, "revoked"));
    Ok(())
}

/// Says whether one takes work, and goes back to the page.
#[server]
pub async fn set_availability(to: Availability, #[server(default)] next: String) -> Result<()> {
    stoa::accounts::actions::set_availability(&crate::session::services(), &crate::session::agent().await?, to).await?;
    leptos_axum::redirect(crate::routes::safe_next(if next.is_empty() { crate::routes::ACCOUNT } else { &next }));
    Ok(())
}

/// Goes to another business one belongs to, or owns.
#[server]
pub async fn switch_business(business: BusinessId) -> Result<()> {
    let role = stoa::accounts::actions::switch(&crate::session::services(), &crate::session::identity().await?, business).await?;
    super::entry::go_home(role, "");
    Ok(())
}
