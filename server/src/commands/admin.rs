//! `stoa admin create`: an owner, also when nobody can get in any more.

use super::say;
use crate::config::Config;
use crate::data;
use clap::Args;
use std::io::{IsTerminal, Read};
use stoa::accounts::actions::ensure_owner;
use stoa::businesses::actions::{find_oldest, found};
use stoa::businesses::model::{Business, Draft};
use stoa::businesses::rules::check_slug;
use stoa::kernel::text::Check;
use stoa::platform::{Services, secret};

/// What is given on the command line.
#[derive(Args, Debug)]
pub struct Create {
    /// Their e-mail address
    #[arg(long)]
    pub email: String,
    /// How they are called
    #[arg(long, default_value = "Owner")]
    pub name: String,
    /// The first business, when there is none yet
    #[arg(long, default_value = "My business")]
    pub business: String,
    /// Read the password from standard input instead of making one up
    #[arg(long)]
    pub password_stdin: bool,
}

/// Makes or repairs the owner and prints a password that was made up.
///
/// # Errors
/// A sentence that says what cannot be used.
pub async fn create(config: &Config, what: Create) -> Result<(), String> {
    let given = if what.password_stdin { Some(read_password()?) } else { None };
    let secret = data::prepare(config)?;
    let services = Services::start(config.options(secret)).await?;
    let done = ensure(&services, &what, given.as_deref()).await;
    services.db().close().await;
    let (is_new, password) = done?;
    say(&format!("{} {}.", what.email, if is_new { "is an owner now" } else { "is an owner and has a new password; its other sessions have ended" }));
    if given.is_none() {
        say(&format!("Password: {password}"));
    }
    say(&format!("Sign in at {}{}", config.url, app::routes::SIGN_IN));
    Ok(())
}

/// Does it on open services: whether the account is new, and its password.
///
/// # Errors
/// A sentence that says what cannot be used.
pub async fn ensure(services: &Services, what: &Create, password: Option<&str>) -> Result<(bool, String), String> {
    let words = |e: stoa::Error| e.to_string();
    let password = password.map_or_else(|| secret::token(20), str::to_owned);
    let business = match find_oldest(services).await.map_err(words)? {
        Some(business) => business,
        None => first_business(services, &what.business).await.map_err(words)?,
    };
    let is_new = ensure_owner(services, business.id, &what.name, &what.email, &password).await.map_err(words)?;
    Ok((is_new, password))
}

/// Zone and currency are for the owner to set, in the settings.
async fn first_business(services: &Services, name: &str) -> stoa::Result<Business> {
    let mut check = Check::new();
    let name = check.line("business", "Name of the business", name, 2, 80);
    let slug = check_slug(&mut check, "", &name);
    check.finish()?;
    let mut tx = services.begin().await?;
    let business = found(&mut tx, &Draft { name, slug, time_zone: "UTC".into(), currency: "USD".into() }).await?;
    tx.commit().await?;
    Ok(business)
}

fn read_password() -> Result<String, String> {
    if std::io::stdin().is_terminal() {
        return Err("--password-stdin reads from a pipe, so that the password is not shown: printf %s 'the password' | stoa admin create …".into());
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).map_err(|e| format!("The password cannot be read: {e}"))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}
