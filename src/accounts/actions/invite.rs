//! Inviting staff and partners by mail, and accepting.

use super::super::model::{Device, Invitation, Purpose, Role, SignUp, SignedIn};
use super::super::proof::Admin;
use super::super::{queries, rules};
use super::password::{hash_password, try_password};
use super::recovery::{find_link, make_link, take_link};
use super::sessions::{arrive, start_session};
use super::sign_up::confirm_address;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::kernel::ids::SessionId;
use crate::kernel::text::Check;
use crate::platform::letters::{self, Words};
use crate::platform::{Services, limits};

/// Whether invitations go by mail. Otherwise the admin hands the link over, and it proves nothing about the address.
pub fn is_by_mail(services: &Services) -> bool {
    services.mailer().is_some()
}

/// Invites somebody to become staff or a partner; they have no access before they accept. Inviting again replaces the link.
/// Returns the link only where no mail server can carry it, so that the admin can hand it over.
///
/// # Errors
/// `Invalid` when something typed cannot be used; `Conflict` when the person is here already; `TooMany` when asked too often.
pub async fn invite(services: &Services, who: &Admin, draft: &Invitation) -> Result<Option<String>> {
    let mut check = Check::new();
    let name = check.line("name", "Name", &draft.name, 1, 80);
    let email = check.email("email", &draft.email);
    let role: Option<Role> = check.choice("role", "Role", &draft.role);
    if role.is_some_and(|r| !r.is_staff() && r != Role::Partner) {
        check.fail("role", "Role: choose agent, admin or partner. Customers sign up themselves.");
    }
    check.finish()?;
    let role = role.ok_or(Error::Internal)?;
    services.limits().check(limits::MAIL_LINK, &email)?;
    let business = who.business();
    let mut tx = services.begin().await?;
    let account = match queries::find_credentials(&mut tx, &email).await? {
        Some(known) => known.id,
        None => queries::insert_account(&mut tx, &email, None, false, false).await?,
    };
    let member = match queries::insert_member(&mut tx, business, account, role, &name, false).await? {
        Some(member) => member,
        None => {
            let again = queries::update_invited(&mut tx, business, account, role, &name).await?;
            again.ok_or_else(|| Error::Conflict(format!("{email} belongs to this business already. Find them in the list and change their role there.")))?
        }
    };
    queries::delete_invites(&mut tx, member).await?;
    let link = make_link(&mut tx, account, Some(member), Purpose::Invite).await?;
    let from = queries::find_business_name(&mut tx, business).await?.unwrap_or_default();
    let said = format!("{} invites you to join {from} as {}.", who.name(), role.label().to_lowercase());
    let after = "The invitation stands for seven days.";
    let words = Words { name: &name, paragraphs: &[&said], button: Some(("Accept the invitation", &link)), after, business: &from };
    let (text, html) = letters::write(&words);
    letters::queue(&mut tx, business, &email, &format!("Join {from}"), &text, &html, None).await?;
    tx.emit(business, Some(who.member()), Event::MemberChanged { member }).await?;
    tx.commit().await?;
    Ok((!is_by_mail(services)).then_some(link))
}

/// Accepts an invitation and signs in. Who has a confirmed account types its password; everybody else chooses one.
///
/// # Errors
/// `Invalid` when the name or the password cannot be used; `Conflict` when the link has been used or is too old.
pub async fn accept(services: &Services, token: &str, draft: &SignUp, device: &Device) -> Result<SignedIn> {
    let link = find_link(services, token, Purpose::Invite).await?;
    let by_mail = is_by_mail(services);
    let must_know = rules::must_know_password(link.has_password, link.is_verified, by_mail);
    let mut check = Check::new();
    let name = check.line("name", "Name", &draft.name, 1, 80);
    if !must_know {
        rules::check_password(&mut check, "password", &draft.password, &link.email);
    }
    check.finish()?;
    let new_hash = if must_know {
        services.limits().check(limits::SIGN_IN_FROM, &device.address)?;
        let known = queries::find_credentials(services.db(), &link.email).await?;
        if !try_password(services, &link.email, known.as_ref().and_then(|k| k.password_hash.as_deref()), &draft.password).await? {
            return Err(Error::field(
                "password",
                format!("This is not the password of {}. Write the one you sign in with, or ask for a new one first.", link.email),
            ));
        }
        None
    } else {
        Some(hash_password(services, &draft.password).await?)
    };
    let mut tx = services.begin().await?;
    let taken = take_link(&mut tx, token, Purpose::Invite).await?;
    let member = taken.member_id.ok_or(Error::Internal)?;
    if let Some(hash) = new_hash {
        queries::update_password(&mut tx, taken.account_id, &hash).await?;
        queries::delete_other_sessions(&mut tx, taken.account_id, SessionId(0)).await?;
    }
    if by_mail {
        confirm_address(&mut tx, taken.account_id).await?;
    }
    let home = queries::activate(&mut tx, member, &name).await?.ok_or(Error::Internal)?;
    let signed_in = start_session(&mut tx, taken.account_id, home.business_id, home.role, device).await?;
    arrive(&mut tx, home.business_id, taken.account_id).await?;
    tx.emit(home.business_id, Some(member), Event::MemberJoined { member }).await?;
    tx.commit().await?;
    Ok(signed_in)
}
