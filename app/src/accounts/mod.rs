//! Coming in, and one's own account.

pub mod api;

#[cfg(feature = "ssr")]
mod entry;
#[cfg(feature = "ssr")]
mod pages;

#[cfg(feature = "ssr")]
pub use entry::{come_in, go_home};
#[cfg(feature = "ssr")]
pub use pages::{AccountPage, ForgotPage, InvitePage, ResetPage, SignInPage, SignUpForm, SignUpPage, VerifyPage};
