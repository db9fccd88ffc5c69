//! Pure decisions about passwords, sessions and links.

use super::model::{Being, Role, Seen};
use crate::kernel::text::Check;
use crate::kernel::time::{Timestamp, ago, short_duration};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// A session nobody uses ends after this, in milliseconds.
pub const SESSION_IDLE_MS: i64 = 30 * DAY;
/// Every session ends after this.
pub const SESSION_MAX_MS: i64 = 180 * DAY;
/// A session notes that it is used at most this often.
pub const SESSION_TOUCH_MS: i64 = 5 * MINUTE;
/// How long a link that confirms an address works.
pub const VERIFY_LINK_MS: i64 = 7 * DAY;
/// How long a link that sets a new password works.
pub const RESET_LINK_MS: i64 = 60 * MINUTE;
/// How long a link works that sets the first password of somebody who was written to, say about their order: mails are read late.
pub const FIRST_LINK_MS: i64 = 14 * DAY;
/// How long an invitation stands.
pub const INVITE_LINK_MS: i64 = 7 * DAY;

/// How long a guest's network address and browser are kept.
pub const GUEST_ADDRESS_MS: i64 = 90 * DAY;
/// A guest's token that was not used for so long is forgotten.
pub const GUEST_TOKEN_MS: i64 = 180 * DAY;
/// It is noted at most this often that a guest's token was used.
pub const GUEST_SEEN_MS: i64 = DAY;
/// Who comes with the same browser from the same address so soon after being blocked is taken for the same person.
pub const BLOCKED_ADDRESS_MS: i64 = DAY;

/// Who does nothing for so long is idle.
pub const IDLE_MS: i64 = 5 * MINUTE;
/// Staff whose last socket has been gone for so long are away.
pub const AWAY_AFTER_MS: i64 = 2 * MINUTE;

/// The shortest password.
pub const PASSWORD_MIN: usize = 10;
/// The longest password.
pub const PASSWORD_MAX: usize = 200;

/// A new password: long enough, and not the address it belongs to.
pub fn check_password(check: &mut Check, field: &str, password: &str, email: &str) {
    let n = password.chars().count();
    if n == 0 {
        check.fail(field, "Password is missing.");
    } else if n < PASSWORD_MIN {
        check.fail(field, format!("The password needs at least {PASSWORD_MIN} characters; a few words in a row are easy to remember."));
    } else if n > PASSWORD_MAX {
        check.fail(field, format!("The password has {n} characters; {PASSWORD_MAX} is the most."));
    } else if password.trim().eq_ignore_ascii_case(email) {
        check.fail(field, "The password must not be your e-mail address.");
    }
}

/// The accounts of the demo, which its sign-in page lists. Their addresses are reserved for examples: nobody real has them.
pub const DEMO_EMAILS: [&str; 6] =
    ["owner@example.com", "admin@example.com", "agent1@example.com", "agent2@example.com", "partner@example.com", "customer@example.com"];
/// The password of every demo account.
pub const DEMO_PASSWORD: &str = "stoa-demo-2026";

/// Whether somebody who accepts an invitation must know the password their account already has.
/// An account whose address was never shown to be theirs may have been made by a stranger: then the link in their mail outranks its password.
/// Without a mail server the link proves nothing, because the admin who invited hands it over.
pub const fn must_know_password(has_password: bool, is_verified: bool, came_by_mail: bool) -> bool {
    has_password && (is_verified || !came_by_mail)
}

/// What becomes of an account when something of whoever has its address is to be put into it: a ticket of a guest, say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// It is theirs, or nobody can enter it yet.
    Fits,
    /// Somebody has a password for it and never showed that the address is theirs: that password opens it no longer, a link in a mail to the address does.
    NewPassword,
    /// The same, but it works for a business: nothing is put into it.
    Refused,
}

/// Whether something of whoever has an address may be put into the account with it. Anybody can sign up with an address of somebody else's and wait for it.
pub const fn claim(has_password: bool, is_verified: bool, works_for_a_business: bool) -> Claim {
    match (has_password, is_verified) {
        (_, true) | (false, _) => Claim::Fits,
        // Without a mail server nobody of the team ever confirmed theirs; they must not be locked out by an order in their name.
        (true, false) if works_for_a_business => Claim::Refused,
        (true, false) => Claim::NewPassword,
    }
}

/// Whether somebody is at their device. All their tabs and devices are one person: the latest of each counts.
pub fn being(now: Timestamp, online_until: Timestamp, active_at: Option<Timestamp>) -> Being {
    match active_at {
        _ if online_until <= now => Being::Gone,
        Some(at) if now.since(at) < IDLE_MS => Being::Online,
        _ => Being::Idle,
    }
}

impl Seen {
    /// Whether they are at their device.
    pub fn being(&self, now: Timestamp) -> Being {
        being(now, self.online_until, self.active_at)
    }

    /// The same in words, with how long it is so: `here now`, `idle for 12 m`, `last seen 3 h ago`.
    pub fn words(&self, now: Timestamp) -> String {
        match (self.being(now), self.active_at, self.last_seen_at) {
            (Being::Online, ..) => "here now".into(),
            (Being::Idle, Some(at), _) => format!("idle for {}", short_duration(now.since(at))),
            (Being::Idle, None, _) => "idle".into(),
            (Being::Gone, _, Some(at)) => format!("last seen {}", ago(at, now)),
            (Being::Gone, _, None) => "not seen yet".into(),
        }
    }
}

/// Whether a role may become another one.
///
/// # Errors
/// A sentence that says why not.
pub fn check_new_role(from: Role, to: Role, is_verified: bool) -> Result<(), &'static str> {
    match (from.is_staff(), to.is_staff()) {
        (_, false) => Err("Staff cannot become customers. Deactivate them instead."),
        (false, true) if !is_verified => Err("This person has not confirmed their e-mail address yet. Once they have, you can make them staff."),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_does_nothing_for_five_minutes_is_idle_until_their_sockets_are_gone() {
        let (now, soon) = (Timestamp(10 * IDLE_MS), Timestamp(10 * IDLE_MS + 1));
        assert_eq!(being(now, soon, Some(now.plus_ms(-IDLE_MS + 1))), Being::Online);
        assert_eq!(being(now, soon, Some(now.plus_ms(-IDLE_MS))), Being::Idle);
        assert_eq!(being(now, soon, None), Being::Idle, "a socket alone shows nobody");
        assert_eq!(being(now, now, Some(now)), Being::Gone);
        let seen = Seen { online_until: soon, active_at: Some(now.plus_ms(-12 * MINUTE)), last_seen_at: None };
        let gone = Seen { online_until: now, last_seen_at: Some(now.plus_ms(-3 * 60 * MINUTE)), ..seen };
        let all = [Seen { active_at: Some(now), ..seen }, seen, gone, Seen { last_seen_at: None, ..gone }].map(|seen| seen.words(now));
        assert_eq!(all, ["here now", "idle for 12 m", "last seen 3 h ago", "not seen yet"]);
    }

    fn complaint(password: &str) -> Option<String> {
        let mut check = Check::new();
        check_password(&mut check, "password", password, "ann@example.com");
        check.finish().err().map(|e| e.to_string())
    }

    #[test]
    fn passwords_are_ten_to_two_hundred_characters_and_not_the_address() {
        assert_eq!(complaint("correct horse"), None);
        assert_eq!(complaint("ünïcödé 10"), None, "characters count, not bytes");
        assert!(complaint("").unwrap().contains("missing"));
        assert!(complaint("123456789").unwrap().contains("at least 10"));
        assert!(complaint(&"x".repeat(201)).unwrap().contains("201"));
        assert!(complaint("Ann@Example.com").unwrap().contains("e-mail address"));
    }

    #[test]
    fn only_a_mailed_link_outranks_the_password_of_an_unconfirmed_account() {
        assert!(!must_know_password(false, false, false), "nobody has set one yet");
        assert!(!must_know_password(true, false, true));
        assert!(must_know_password(true, false, false) && must_know_password(true, true, true));
    }

    #[test]
    fn an_account_whose_address_nobody_confirmed_gets_nothing_of_others_while_its_password_opens_it() {
        assert_eq!(claim(true, true, false), Claim::Fits);
        assert_eq!(claim(false, false, false), Claim::Fits, "only a mailed link opens it");
        assert_eq!(claim(true, false, false), Claim::NewPassword);
        assert_eq!(claim(true, false, true), Claim::Refused);
        assert_eq!(claim(true, true, true), Claim::Fits);
    }

    #[test]
    fn staff_is_made_of_people_with_a_confirmed_address() {
        assert!(check_new_role(Role::Customer, Role::Agent, true).is_ok() && check_new_role(Role::Agent, Role::Admin, false).is_ok());
        assert!(check_new_role(Role::Customer, Role::Admin, false).is_err() && check_new_role(Role::Agent, Role::Customer, true).is_err());
    }
}
