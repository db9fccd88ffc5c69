//! What people can do about who they are, and what admins can do about them.

mod contacts;
mod enrol;
mod guests;
mod invite;
mod owner;
mod password;
mod people;
mod profile;
mod recovery;
mod sessions;
mod sign_in;
mod sign_up;

pub use super::model::{Device, Invitation, SignUp, SignedIn};
pub use contacts::{find_being, find_confirmed, find_confirmed_by_email, find_contact, find_link_holder, is_partner, list_admins, list_team};
pub use enrol::{Newcomer, add_person, check_newcomer, enrol, enrol_asker, has_accounts, lock_accounts};
pub use guests::{
    GuestIn, block_guest, find_guest, find_unvouched, forget_token, identify_guest, list_blocked, mailed_token, start_guest, start_vouched, unblock_guest,
};
pub use invite::{accept, invite, is_by_mail};
pub use owner::ensure_owner;
pub use password::{change_password, hash_password, set_password};
pub use people::{change_role, deactivate, find_customers, find_person, find_seen, list_partners, list_people, list_staff, reactivate};
pub(super) use profile::told_of_availability;
pub use profile::{count_online, count_ready, list_ready, note_activity, note_presence, rename, set_availability};
pub(super) use recovery::mail_reset_link;
pub use recovery::{find_link, first_password_link, forgot, is_without_password, reset};
pub use sessions::{arrive, identify, list_sessions, revoke, revoke_others, sign_out, start_session};
pub use sign_in::{enter, join, list_demo_accounts, list_memberships, sign_in, switch};
pub use sign_up::{send_verification, sign_up, verify};
