//! Passwords: hashed with argon2id off the async threads, compared in the same time whether or not there is one.

use super::super::proof::Identity;
use super::super::queries;
use super::super::rules::{self, PASSWORD_MAX};
use super::recovery::mail_password_changed;
use crate::error::{Error, Result};
use crate::kernel::ids::SessionId;
use crate::kernel::text::Check;
use crate::platform::{Services, limits};
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

/// What a password is compared with where there is none, so that the answer takes as long. Its bytes are random: no password opens it.
const DUMMY: &str = "$argon2id$v=19$m=19456,t=2,p=1$ynIZbZY0PmX6VjO+LU7tAg$cJsi+pnjMmpuu7Gw8SsJTxZJTaoqptbleZW9MthYo3A";

/// The hash under which a password is stored.
///
/// # Errors
/// `Internal` when the work fails.
pub async fn hash_password(services: &Services, password: &str) -> Result<String> {
    let password = password.to_owned();
    let hash = services.heavy(move || Argon2::default().hash_password(password.as_bytes()).map(|h| h.to_string())).await?;
    hash.map_err(|error| {
        tracing::error!(%error, "a password could not be hashed");
        Error::Internal
    })
}

/// Whether the password fits. Without a hash it never does, and takes as long to say so.
pub(super) async fn fits(services: &Services, password: &str, hash: Option<&str>) -> Result<bool> {
    let may_fit = hash.is_some() && password.chars().count() <= PASSWORD_MAX;
    let password: String = password.chars().take(PASSWORD_MAX).collect();
    let hash = hash.unwrap_or(DUMMY).to_owned();
    let verify = move || PasswordHash::new(&hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
    Ok(services.heavy(verify).await? && may_fit)
}

/// Counts a try against an account and says whether the password fits. A success forgives what came before.
pub(super) async fn try_password(services: &Services, email: &str, hash: Option<&str>, password: &str) -> Result<bool> {
    let key: String = email.chars().take(254).collect();
    services.limits().check(limits::SIGN_IN, &key)?;
    let fits = fits(services, password, hash).await?;
    if fits {
        services.limits().forgive(limits::SIGN_IN, &key);
    }
    Ok(fits)
}

/// Changes the password of somebody who knows the old one. All their other sessions end.
///
/// # Errors
/// `Invalid` when the old one is wrong or the new one cannot be used; `TooMany` after several wrong ones.
pub async fn change_password(services: &Services, who: &Identity, old: &str, new: &str) -> Result<()> {
    let known = queries::get_credentials(services.db(), who.account()).await?;
    let mut check = Check::new();
    rules::check_password(&mut check, "new_password", new, &known.email);
    if !try_password(services, &known.email, known.password_hash.as_deref(), old).await? {
        check.fail("old_password", "This is not your password. Write the one you sign in with now.");
    }
    check.finish()?;
    let (before, hash) = (known.password_hash.clone().unwrap_or_default(), hash_password(services, new).await?);
    let mut tx = services.begin().await?;
    if !queries::change_password(&mut tx, who.account(), &before, &hash).await? {
        return Err(Error::Conflict("Your password was changed at the same time somewhere else. Sign in again.".into()));
    }
    queries::delete_other_sessions(&mut tx, who.account(), who.session()).await?;
    mail_password_changed(&mut tx, &known).await?;
    tx.commit().await
}

/// Gives an account a new password and ends all its sessions, for the command line.
///
/// # Errors
/// `NotFound` when the address has no account; `Invalid` when the password cannot be used.
pub async fn set_password(services: &Services, email: &str, password: &str) -> Result<()> {
    let email = email.trim().to_lowercase();
    let known = queries::find_credentials(services.db(), &email).await?.ok_or(Error::NotFound)?;
    let mut check = Check::new();
    rules::check_password(&mut check, "password", password, &email);
    check.finish()?;
    let hash = hash_password(services, password).await?;
    let mut tx = services.begin().await?;
    queries::update_password(&mut tx, known.id, &hash).await?;
    queries::delete_other_sessions(&mut tx, known.id, SessionId(0)).await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dummy_costs_as_much_as_a_real_hash() {
        let real = Argon2::default().hash_password(b"correct horse").unwrap().to_string();
        let cost = |hash: &str| hash.split('$').take(4).collect::<Vec<_>>().join("$");
        assert_eq!(cost(DUMMY), cost(&real));
        let dummy = PasswordHash::new(DUMMY).unwrap();
        assert_eq!(dummy.hash.unwrap().len(), PasswordHash::new(&real).unwrap().hash.unwrap().len());
    }
}
