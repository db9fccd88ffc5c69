//! Becoming a customer, and showing that the address is one's own.

use super::super::model::{Device, Purpose, Role, SignUp, SignedIn};
use super::super::proof::{Identity, Visitor};
use super::super::queries;
use super::enrol::{Newcomer, check_newcomer, enrol};
use super::password::{hash_password, try_password};
use super::recovery::{find_link, forgot, make_link, take_link};
use super::sessions::start_session;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::kernel::ids::{AccountId, BusinessId};
use crate::kernel::text::Check;
use crate::platform::letters::{self, Words};
use crate::platform::{Services, Tx, limits};

/// Makes somebody a customer of the business they visit, signs them in and mails a link that confirms their address. Whoever has ordered or written with
/// the address before has an account already, without a password: to them goes a link that sets one, and nobody is signed in.
///
/// # Errors
/// `Invalid` when something typed cannot be used or the address has an account; `TooMany` when one network address makes many.
pub async fn sign_up(services: &Services, at: &Visitor, draft: &SignUp, device: &Device) -> Result<Option<SignedIn>> {
    let mut check = Check::new();
    let (name, email) = check_newcomer(&mut check, &draft.name, &draft.email, &draft.password);
    check.finish()?;
    services.limits().check(limits::SIGN_UP, &device.address)?;
    if queries::find_credentials(services.db(), &email).await?.is_some_and(|known| known.password_hash.is_none()) {
        return forgot(services, &email, &device.address).await.map(|()| None);
    }
    let hash = hash_password(services, &draft.password).await?;
    let business = at.business();
    let mut tx = services.begin().await?;
    let new = Newcomer { role: Role::Customer, name: &name, email: &email, password_hash: Some(&hash), is_verified: false, is_owner: false };
    let (account, member) = enrol(&mut tx, business, &new).await?;
    let signed_in = start_session(&mut tx, account, business, Role::Customer, device).await?;
    mail_verify_link(&mut tx, account, business, &name, &email).await?;
    tx.emit(business, Some(member), Event::MemberJoined { member }).await?;
    tx.commit().await?;
    Ok(Some(signed_in))
}

/// Mails the link that confirms an address once more.
///
/// # Errors
/// `Conflict` when it is confirmed already; `TooMany` when asked too often.
pub async fn send_verification(services: &Services, who: &Identity) -> Result<()> {
    let me = who.me();
    if me.is_verified {
        return Err(Error::Conflict("Your e-mail address is confirmed already.".into()));
    }
    services.limits().check(limits::MAIL_LINK, &me.email)?;
    let mut tx = services.begin().await?;
    mail_verify_link(&mut tx, who.account(), me.business, &me.name, &me.email).await?;
    tx.commit().await
}

/// Confirms an address by the link in its mail. Whoever is not signed in as that account shows with its `password` that it is theirs: a stranger may have
/// signed up with the address, and its owner, confirming it, would hand over to the stranger whatever reaches the address from then on.
///
/// # Errors
/// `Conflict` when the link has been used or is too old; `Invalid` when the password is wrong; `TooMany` after several wrong ones.
pub async fn verify(services: &Services, token: &str, who: Option<&Identity>, password: &str) -> Result<()> {
    let email = find_link(services, token, Purpose::Verify).await?.email;
    let known = queries::find_credentials(services.db(), &email).await?.ok_or(Error::NotFound)?;
    if who.is_none_or(|who| who.account() != known.id) && !try_password(services, &known.email, known.password_hash.as_deref(), password).await? {
        return Err(Error::field("password", "This is not the password of this account. Write the one you chose when you signed up, or set a new one."));
    }
    let mut tx = services.begin().await?;
    let account = take_link(&mut tx, token, Purpose::Verify).await?.account_id;
    confirm_address(&mut tx, account).await?;
    queries::delete_links(&mut tx, account, Purpose::Verify).await?;
    tx.commit().await
}

/// Notes that an address is its account's, and tells it everywhere the account belongs to when it is news.
pub(in crate::accounts) async fn confirm_address(tx: &mut Tx, account: AccountId) -> Result<()> {
    if queries::update_verified(tx, account).await? > 0 {
        for home in queries::list_homes(&mut *tx, account).await? {
            tx.emit(home.business_id, Some(home.member_id), Event::AddressConfirmed { member: home.member_id }).await?;
        }
    }
    Ok(())
}

async fn mail_verify_link(tx: &mut Tx, account: AccountId, business: BusinessId, name: &str, email: &str) -> Result<()> {
    let link = make_link(tx, account, None, Purpose::Verify).await?;
    let from = queries::find_business_name(&mut *tx, business).await?.unwrap_or_default();
    let said = format!("Welcome to {from}. Please confirm that this is your e-mail address, so that answers to your tickets reach you.");
    let words = Words {
        name,
        paragraphs: &[&said],
        button: Some(("Confirm my address", &link)),
        after: "The link works for seven days. If you did not sign up, do nothing.",
        business: &from,
    };
    let (text, html) = letters::write(&words);
    letters::queue(tx, business, email, "Confirm your e-mail address", &text, &html, None).await.map(drop)
}
