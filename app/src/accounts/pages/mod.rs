//! The pages at the door, and one's own account.

mod account;
mod devices;
mod invite;
mod recovery;
mod sign_in;
mod sign_up;

pub use account::AccountPage;
pub use invite::InvitePage;
pub use recovery::{ForgotPage, ResetPage, VerifyPage};
pub use sign_in::SignInPage;
pub use sign_up::{SignUpForm, SignUpPage};
