//! What a socket was opened with. It is asked again and again whose it is: a session may end, a guest may be shut out.

use app::{guests, session};
use http::HeaderMap;
use stoa::accounts::{Person, actions};
use stoa::kernel::ids::BusinessId;
use stoa::platform::Services;
use stoa::{Error, Result};

/// What a socket was opened with.
#[derive(Clone, Debug)]
pub enum Pass {
    /// The token of somebody signed in.
    Session(String),
    /// The token of a guest of a business.
    Guest(BusinessId, String),
}

impl Pass {
    /// What a request carries: a session, or what says who its guest is at a business.
    pub fn of(headers: &HeaderMap, guest_of: Option<BusinessId>) -> Option<Self> {
        match guest_of {
            Some(business) => Some(Self::Guest(business, guests::token(headers, business)?)),
            None => session::token(headers).map(Self::Session),
        }
    }

    /// Whose it is now; nobody's when it has ended.
    ///
    /// # Errors
    /// `Denied` when the business has blocked the guest.
    pub async fn person(&self, services: &Services) -> Result<Option<Person>> {
        match self {
            Self::Session(token) => Ok(actions::identify(services, token).await?.map(|identity| identity.person())),
            Self::Guest(business, token) => match actions::identify_guest(services, *business, token).await {
                Ok(guest) => Ok(Some(Person::clone(&guest))),
                Err(Error::NotFound) => Ok(None),
                Err(error) => Err(error),
            },
        }
    }
}
