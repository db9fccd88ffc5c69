//! Adding people: the one way in which accounts and members come to be.

use super::super::model::Role;
use super::super::rules::Claim;
use super::super::{queries, rules};
use super::password::hash_password;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::kernel::ids::{AccountId, BusinessId, MemberId, SessionId};
use crate::kernel::text::Check;
use crate::platform::letters::{self, Words};
use crate::platform::{Ex, Services, Tx};

/// Somebody who is added to a business under a new account, already checked.
#[derive(Clone, Copy, Debug)]
pub struct Newcomer<'a> {
    /// What they become.
    pub role: Role,
    /// How they are called.
    pub name: &'a str,
    /// Their address, in lower case.
    pub email: &'a str,
    /// From [`hash_password`]; `None` when they set it later.
    pub password_hash: Option<&'a str>,
    /// Whether the address is known to be theirs.
    pub is_verified: bool,
    /// Whether they run the installation.
    pub is_owner: bool,
}

/// Writes a new account and its member. No check of its own: for the setup, the seed, the command line and the actions here. Tell of it with [`Event::MemberJoined`].
///
/// # Errors
/// `Invalid` when the address has an account.
pub async fn enrol(tx: &mut Tx, business: BusinessId, new: &Newcomer<'_>) -> Result<(AccountId, MemberId)> {
    let account = queries::insert_account(tx, new.email, new.password_hash, new.is_verified, new.is_owner).await?;
    let member = queries::insert_member(tx, business, account, new.role, new.name, true).await?.ok_or(Error::Internal)?;
    Ok((account, member))
}

/// The customer with this address, for a chat that becomes a ticket and for an order: known already, or made now without a password. Nobody has shown
/// that the address is theirs, so a new account stays unconfirmed and cannot be entered before its owner sets a password by a link in a mail to it.
/// An unconfirmed account that somebody made before gets there, too: whoever signed up with it would read what is somebody else's.
///
/// # Errors
/// `Conflict` when the address is one of the staff's or of a partner, or its access has ended.
pub async fn enrol_asker(tx: &mut Tx, business: BusinessId, name: &str, email: &str) -> Result<MemberId> {
    let account = match queries::find_claimed(&mut *tx, email).await? {
        None => queries::insert_account(tx, email, None, false, false).await?,
        Some(known) => {
            match rules::claim(known.has_password, known.is_verified, known.works) {
                Claim::Fits => {}
                Claim::NewPassword => close_until_mailed(tx, business, known.id, email).await?,
                Claim::Refused => {
                    return Err(Error::Conflict(format!(
                        "Somebody who works with a business signs in with {email} and has not confirmed that it is theirs. Open a ticket by hand instead."
                    )));
                }
            }
            known.id
        }
    };
    if let Some(member) = queries::insert_member(tx, business, account, Role::Customer, name, true).await? {
        tx.emit(business, None, Event::MemberJoined { member }).await?;
        return Ok(member);
    }
    match queries::find_in_business(&mut *tx, business, account).await? {
        Some(home) if home.role == Role::Customer => Ok(home.member_id),
        Some(_) => Err(Error::Conflict(format!("{email} is the address of somebody of your team or of a partner. Open a ticket by hand instead."))),
        None => Err(Error::Conflict(format!("The access of {email} has ended. Let them in again first, or open a ticket by hand."))),
    }
}

/// Nobody enters an unconfirmed account any more but by a link in a mail to its address; whoever has the address is told why.
async fn close_until_mailed(tx: &mut Tx, business: BusinessId, account: AccountId, email: &str) -> Result<()> {
    if queries::delete_password(tx, account).await? == 0 {
        // Confirmed in this moment.
        return Ok(());
    }
    queries::delete_other_sessions(tx, account, SessionId(0)).await?;
    let from = queries::find_business_name(&mut *tx, business).await?.unwrap_or_default();
    let (url, wrote) =
        (format!("{}/forgot", tx.services().url()), format!("Somebody, hopefully you, wrote to or ordered from {from} with this e-mail address."));
    let words = Words {
        paragraphs: &[
            &wrote,
            "There was an account with it already, but nobody had confirmed that the address is theirs. So that nobody else reads what is yours, its password no longer works and its devices have been signed out.",
            "Set a new password to sign in: that also confirms the address.",
        ],
        button: Some(("Set a new password", &url)),
        business: &from,
        ..Words::default()
    };
    let (text, html) = letters::write(&words);
    letters::queue(tx, business, email, "Set a new password", &text, &html, None).await.map(drop)
}

/// Checks a name, an address and a new password as forms type them; returns the name and the address as they are stored.
pub fn check_newcomer(check: &mut Check, name: &str, email: &str, password: &str) -> (String, String) {
    let name = check.line("name", "Name", name, 1, 80);
    let email = check.email("email", email);
    rules::check_password(check, "password", password, &email);
    (name, email)
}

/// Adds somebody with a password, for the command line: whoever runs it answers for the address.
///
/// # Errors
/// `Invalid` when something cannot be used or the address has an account.
pub async fn add_person(services: &Services, business: BusinessId, role: Role, name: &str, email: &str, password: &str) -> Result<MemberId> {
    let mut check = Check::new();
    let (name, email) = check_newcomer(&mut check, name, email, password);
    check.finish()?;
    let hash = hash_password(services, password).await?;
    let mut tx = services.begin().await?;
    let new = Newcomer { role, name: &name, email: &email, password_hash: Some(&hash), is_verified: true, is_owner: false };
    let (_, member) = enrol(&mut tx, business, &new).await?;
    tx.emit(business, None, Event::MemberJoined { member }).await?;
    tx.commit().await?;
    Ok(member)
}

/// Whether anybody has an account.
///
/// # Errors
/// When the database fails.
pub async fn has_accounts(ex: impl Into<Ex<'_>>) -> Result<bool> {
    queries::has_accounts(ex).await
}

/// Makes others that want to add an account wait until this transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn lock_accounts(tx: &mut Tx) -> Result<()> {
    queries::lock_accounts(tx).await
}
