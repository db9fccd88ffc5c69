//! Proof of who is asking. Actions take these as arguments, so that a forgotten check does not compile.
//!
//! Only [`super::actions::identify`] makes an [`Identity`], from a session token; every other proof comes out of one.
//! In tests, sign people in like everybody else.

use super::model::{Availability, Me, Role};
use crate::error::{Error, Result};
use crate::kernel::ids::{AccountId, BusinessId, MemberId, SessionId};
use crate::kernel::time::Timestamp;

/// A row that says who a session belongs to.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub(super) struct SessionRow {
    pub session_id: SessionId,
    pub seen_at: Timestamp,
    pub account_id: AccountId,
    pub email: String,
    pub is_verified: bool,
    pub is_owner: bool,
    pub business_id: BusinessId,
    pub member_id: MemberId,
    pub role: Role,
    pub name: String,
    pub availability: Availability,
}

/// Somebody signed in, read afresh on every request.
#[derive(Clone, Debug)]
pub struct Identity {
    row: SessionRow,
}

impl Identity {
    pub(super) const fn new(row: SessionRow) -> Self {
        Self { row }
    }

    /// What their own browser may know of them.
    pub fn me(&self) -> Me {
        let r = &self.row;
        Me {
            member: r.member_id,
            business: r.business_id,
            role: r.role,
            is_owner: r.is_owner,
            name: r.name.clone(),
            email: r.email.clone(),
            is_verified: r.is_verified,
            availability: r.availability,
        }
    }

    /// Their sign-in.
    pub const fn account(&self) -> AccountId {
        self.row.account_id
    }

    /// The device.
    pub const fn session(&self) -> SessionId {
        self.row.session_id
    }

    /// Anybody who is signed in.
    pub fn person(&self) -> Person {
        let r = &self.row;
        Person { business: r.business_id, member: r.member_id, name: r.name.clone(), role: r.role }
    }

    /// A customer.
    ///
    /// # Errors
    /// `Denied` for staff and partners.
    pub fn customer(&self) -> Result<Customer> {
        match self.row.role {
            Role::Customer => Ok(Customer(self.person())),
            _ => Err(Error::Denied("Only customers can do this.".into())),
        }
    }

    /// A partner.
    ///
    /// # Errors
    /// `Denied` for everybody else.
    pub fn partner(&self) -> Result<Partner> {
        match self.row.role {
            Role::Partner => Ok(Partner(self.person())),
            _ => Err(Error::Denied("Only partners can do this.".into())),
        }
    }

    /// An agent or admin.
    ///
    /// # Errors
    /// `Denied` for everybody else.
    pub fn agent(&self) -> Result<Agent> {
        if self.row.role.is_staff() { Ok(Agent(self.person())) } else { Err(Error::Denied("Only staff can do this.".into())) }
    }

    /// An admin.
    ///
    /// # Errors
    /// `Denied` for everybody else.
    pub fn admin(&self) -> Result<Admin> {
        match self.row.role {
            Role::Admin => Ok(Admin(self.person())),
            _ => Err(Error::Denied("Only admins can do this.".into())),
        }
    }

    /// The owner of the installation.
    ///
    /// # Errors
    /// `Denied` for everybody else.
    pub fn owner(&self) -> Result<Owner> {
        if self.row.is_owner { Ok(Owner(self.person())) } else { Err(Error::Denied("Only the owner of this installation can do this.".into())) }
    }
}

/// Anybody signed in, in one business.
#[derive(Clone, Debug)]
pub struct Person {
    business: BusinessId,
    member: MemberId,
    name: String,
    role: Role,
}

impl Person {
    /// Their business.
    pub const fn business(&self) -> BusinessId {
        self.business
    }

    /// Who they are in it.
    pub const fn member(&self) -> MemberId {
        self.member
    }

    /// How they are called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What they are.
    pub const fn role(&self) -> Role {
        self.role
    }

    /// Whether they are staff.
    pub const fn is_staff(&self) -> bool {
        self.role.is_staff()
    }
}

/// A row that says who a guest's token belongs to.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub(super) struct GuestRow {
    pub business_id: BusinessId,
    pub member_id: MemberId,
    pub name: String,
    pub blocked_at: Option<Timestamp>,
    pub seen_at: Timestamp,
}

/// Declares a proof that is a [`Person`] with something shown about them.
macro_rules! proofs {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name(Person);

        impl std::ops::Deref for $name {
            type Target = Person;
            fn deref(&self) -> &Person {
                &self.0
            }
        }
    )*};
}

proofs! {
    /// A customer of their business.
    Customer;
    /// The other party of orders of their business.
    Partner;
    /// An agent or admin of their business.
    Agent;
    /// An admin of their business.
    Admin;
    /// The owner of the installation; acts as an admin of the business they are in.
    Owner;
    /// Somebody without a sign-in who has left their name: found by [`super::actions::identify_guest`].
    Guest;
    /// A guest or customer: whoever may ask the business in a chat.
    Asker;
}

impl Guest {
    pub(super) fn new(row: GuestRow) -> Self {
        Self(Person { business: row.business_id, member: row.member_id, name: row.name, role: Role::Guest })
    }
}

impl From<&Guest> for Asker {
    fn from(guest: &Guest) -> Self {
        Self(guest.0.clone())
    }
}

impl From<&Customer> for Asker {
    fn from(customer: &Customer) -> Self {
        Self(customer.0.clone())
    }
}

impl Admin {
    /// Admins may do whatever agents may.
    pub fn as_agent(&self) -> Agent {
        Agent(self.0.clone())
    }
}

/// Whoever has the link of something that a customer ordered: they speak for that customer in the talk about it. Nobody knows who they are, so this is no
/// [`Person`] and opens nothing else.
#[derive(Clone, Debug)]
pub struct LinkHolder(Person);

impl LinkHolder {
    pub(super) const fn new(business: BusinessId, customer: MemberId, name: String) -> Self {
        Self(Person { business, member: customer, name, role: Role::Customer })
    }

    /// In whose name they speak: for opening that talk alone.
    pub(crate) const fn speaks_as(&self) -> &Person {
        &self.0
    }
}

/// Somebody not signed in, at one business.
#[derive(Clone, Copy, Debug)]
pub struct Visitor {
    business: BusinessId,
}

impl Visitor {
    /// A visitor of a business that was found by its public address.
    pub const fn of(business: &crate::businesses::model::Business) -> Self {
        Self { business: business.id }
    }

    /// The business.
    pub const fn business(&self) -> BusinessId {
        self.business
    }
}
