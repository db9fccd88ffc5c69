//! Whose cart it is: the customer who is signed in, or whoever has the token in their cookie.

use crate::accounts::{Customer, Visitor};
use crate::kernel::ids::{BusinessId, MemberId};

/// Somebody at the shop of a business.
#[derive(Clone, Debug)]
pub struct Buyer {
    visitor: Visitor,
    member: Option<MemberId>,
    token: String,
    from: String,
}

impl Buyer {
    /// Somebody who looks at a business; `customer` when they are signed in as a customer of it, `token` from their cookie, empty when there is none,
    /// `from` their network address.
    pub fn new(visitor: Visitor, customer: Option<&Customer>, token: &str, from: &str) -> Self {
        let member = customer.filter(|c| c.business() == visitor.business()).map(|c| c.member());
        Self { visitor, member, token: token.to_owned(), from: from.to_owned() }
    }

    /// The business.
    pub const fn business(&self) -> BusinessId {
        self.visitor.business()
    }

    /// The customer, when they are signed in.
    pub const fn member(&self) -> Option<MemberId> {
        self.member
    }

    /// The token of their cookie; may be empty.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Their network address.
    pub fn from(&self) -> &str {
        &self.from
    }
}
