//! Links in mails: made, looked at, and used for a new password.

use super::super::model::{LinkView, Purpose};
use super::super::queries::{self, Credentials};
use super::super::rules;
use super::password::hash_password;
use super::sign_up::confirm_address;
use crate::error::{Error, Result};
use crate::job::Job;
use crate::kernel::ids::{AccountId, BusinessId, MemberId, SessionId};
use crate::kernel::text::Check;
use crate::platform::letters::{self, Words};
use crate::platform::{Ex, Services, Tx, limits, secret};

/// The sentence for a link that no longer works.
const LINK_IS_OVER: &str = "This link has been used or is too old. Ask for a new one.";

/// Makes a link that works once and says where it leads.
pub(super) async fn make_link(tx: &mut Tx, account: AccountId, member: Option<MemberId>, purpose: Purpose) -> Result<String> {
    let lifetime = match purpose {
        Purpose::Verify => rules::VERIFY_LINK_MS,
        Purpose::Reset => rules::RESET_LINK_MS,
        Purpose::Invite => rules::INVITE_LINK_MS,
    };
    make_link_for(tx, account, member, purpose, lifetime).await
}

async fn make_link_for(tx: &mut Tx, account: AccountId, member: Option<MemberId>, purpose: Purpose, lifetime: i64) -> Result<String> {
    let (token, services) = (secret::long_token(), tx.services());
    let expires_at = tx.now().plus_ms(lifetime);
    queries::insert_link(tx, &secret::hash(&token), account, member, purpose, expires_at).await?;
    Ok(format!("{}/{purpose}/{token}", services.url()))
}

/// Uses a link up.
pub(super) async fn take_link(tx: &mut Tx, token: &str, purpose: Purpose) -> Result<queries::LinkRow> {
    queries::take_link(tx, &secret::hash(token), purpose).await?.ok_or_else(|| Error::Conflict(LINK_IS_OVER.into()))
}

/// Whose link this is, for the page it opens. Looking does not use it up.
///
/// # Errors
/// `Conflict` when it has been used or is too old.
pub async fn find_link(services: &Services, token: &str, purpose: Purpose) -> Result<LinkView> {
    let found = queries::find_link(services.db(), &secret::hash(token), purpose, services.now()).await?;
    found.ok_or_else(|| Error::Conflict(LINK_IS_OVER.into()))
}

/// Asks for a mail with a link to a new password. The answer is the same, and as fast, whether or not there is such an account: a job looks.
///
/// # Errors
/// `Invalid` when this is no address; `TooMany` when asked too often.
pub async fn forgot(services: &Services, email: &str, address: &str) -> Result<()> {
    let mut check = Check::new();
    let email = check.email("email", email);
    check.finish()?;
    services.limits().check(limits::MAIL_LINK_FROM, address)?;
    services.limits().check(limits::MAIL_LINK, &email)?;
    let mut tx = services.begin().await?;
    tx.enqueue(Job::OfferReset { email, request: secret::token(16) }).await?;
    tx.commit().await
}

pub(in crate::accounts) async fn mail_reset_link(services: &Services, email: &str, request: &str) -> Result<()> {
    let Some(known) = queries::find_credentials(services.db(), email).await? else { return Ok(()) };
    let mut tx = services.begin().await?;
    let Some((business, name)) = sender(&mut tx, known.id).await? else { return Ok(()) };
    let link = make_link(&mut tx, known.id, None, Purpose::Reset).await?;
    let words = Words {
        paragraphs: &["Somebody, hopefully you, asked for a new password for this e-mail address."],
        button: Some(("Set a new password", &link)),
        after: "The link works once, for one hour. If you did not ask for it, do nothing: your password stays as it is.",
        business: &name,
        ..Words::default()
    };
    let (text, html) = letters::write(&words);
    letters::queue(&mut tx, business, &known.email, "Set a new password", &text, &html, Some(&format!("reset:{request}"))).await?;
    tx.commit().await
}

/// A link for a mail to a customer who has no password yet: it lets them choose one, by the same page as a forgotten one, and leads on from there. Whoever
/// ordered or wrote without an account has no other way to what is answered. `None` for everybody who can sign in.
///
/// # Errors
/// When the database fails.
pub async fn first_password_link(tx: &mut Tx, business: BusinessId, member: MemberId) -> Result<Option<String>> {
    let Some(account) = queries::find_without_password(&mut *tx, business, member).await? else { return Ok(None) };
    make_link_for(tx, account, None, Purpose::Reset, rules::FIRST_LINK_MS).await.map(Some)
}

/// Whether somebody has set no password yet.
///
/// # Errors
/// When the database fails.
pub async fn is_without_password(ex: impl Into<Ex<'_>>, business: BusinessId, member: MemberId) -> Result<bool> {
    Ok(queries::find_without_password(ex, business, member).await?.is_some())
}

/// Sets a new password by a link and ends all sessions. Having read the mail also shows that the address is theirs.
///
/// # Errors
/// `Invalid` when the password cannot be used; `Conflict` when the link has been used or is too old.
pub async fn reset(services: &Services, token: &str, password: &str) -> Result<()> {
    let link = find_link(services, token, Purpose::Reset).await?;
    let mut check = Check::new();
    rules::check_password(&mut check, "password", password, &link.email);
    check.finish()?;
    let hash = hash_password(services, password).await?;
    let mut tx = services.begin().await?;
    let account = take_link(&mut tx, token, Purpose::Reset).await?.account_id;
    queries::update_password(&mut tx, account, &hash).await?;
    confirm_address(&mut tx, account).await?;
    queries::delete_other_sessions(&mut tx, account, SessionId(0)).await?;
    let known = queries::get_credentials(&mut tx, account).await?;
    mail_password_changed(&mut tx, &known).await?;
    tx.commit().await
}

/// Tells somebody that their password is another one now, in case it was not they who changed it.
pub(super) async fn mail_password_changed(tx: &mut Tx, known: &Credentials) -> Result<()> {
    let Some((business, name)) = sender(tx, known.id).await? else { return Ok(()) };
    let url = format!("{}/forgot", tx.services().url());
    let words = Words {
        paragraphs: &[
            "The password of your account was changed just now. Other devices have been signed out.",
            "If it was not you, set a new password at once.",
        ],
        button: Some(("Set a new password", &url)),
        business: &name,
        ..Words::default()
    };
    let (text, html) = letters::write(&words);
    letters::queue(tx, business, &known.email, "Your password was changed", &text, &html, None).await.map(drop)
}

/// The business in whose name an account gets mail: the one it uses, or else the first.
async fn sender(tx: &mut Tx, account: AccountId) -> Result<Option<(BusinessId, String)>> {
    let business = match queries::find_home(&mut *tx, account).await? {
        Some(home) => Some(home.business_id),
        None => queries::find_first_business(&mut *tx).await?,
    };
    let Some(business) = business else { return Ok(None) };
    Ok(queries::find_business_name(&mut *tx, business).await?.map(|name| (business, name)))
}
