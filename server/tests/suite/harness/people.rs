//! Businesses and people in them, signed in like everybody else: through the actions.

use super::World;
use std::sync::atomic::{AtomicUsize, Ordering};
use stoa::accounts::actions::{self as accounts, Device, Newcomer};
use stoa::accounts::model::Role;
use stoa::accounts::{Admin, Agent, Customer, Identity, Owner, Partner};
use stoa::businesses::actions as businesses;
use stoa::businesses::model::{Business, Draft};
use stoa::kernel::ids::MemberId;

/// The password of everybody who has one.
pub const PASSWORD: &str = "seven tall giraffes";

static COUNT: AtomicUsize = AtomicUsize::new(1);

/// Somebody signed in.
#[derive(Clone, Debug)]
pub struct Someone {
    /// Who they are.
    pub identity: Identity,
    /// The token of their session, as their cookie has it.
    pub token: String,
}

impl Someone {
    /// Who they are in their business.
    pub fn member(&self) -> MemberId {
        self.identity.person().member()
    }

    /// Their address.
    pub fn email(&self) -> String {
        self.identity.me().email
    }

    /// As a customer.
    pub fn customer(&self) -> Customer {
        self.identity.customer().expect("a customer")
    }

    /// As a partner.
    pub fn partner(&self) -> Partner {
        self.identity.partner().expect("a partner")
    }

    /// As staff.
    pub fn agent(&self) -> Agent {
        self.identity.agent().expect("staff")
    }

    /// As an admin.
    pub fn admin(&self) -> Admin {
        self.identity.admin().expect("an admin")
    }

    /// As the owner of the installation.
    pub fn owner(&self) -> Owner {
        self.identity.owner().expect("the owner")
    }
}

impl World {
    /// A new business in Nairobi with the categories, promises and opening hours every business starts with.
    pub async fn business(&self, name: &str) -> Business {
        let draft = Draft {
            name: name.into(),
            slug: format!("shop-{}", COUNT.fetch_add(1, Ordering::Relaxed)),
            time_zone: "Africa/Nairobi".into(),
            currency: "KES".into(),
        };
        let mut tx = self.services.begin().await.expect("a transaction");
        let business = businesses::found(&mut tx, &draft).await.expect("a business");
        tx.commit().await.expect("a commit");
        business
    }

    /// A customer of a business, signed in. Without a password: [`World::with_password`] for those who type one.
    pub async fn customer(&self, business: &Business, name: &str) -> Someone {
        self.enrol(business, Role::Customer, name, false).await
    }

    /// A partner of a business, signed in.
    pub async fn partner(&self, business: &Business, name: &str) -> Someone {
        self.enrol(business, Role::Partner, name, false).await
    }

    /// An agent of a business, signed in.
    pub async fn agent(&self, business: &Business, name: &str) -> Someone {
        self.enrol(business, Role::Agent, name, false).await
    }

    /// An admin of a business, signed in.
    pub async fn admin(&self, business: &Business, name: &str) -> Someone {
        self.enrol(business, Role::Admin, name, false).await
    }

    /// The owner of the installation, at home in this business, signed in.
    pub async fn owner(&self, business: &Business, name: &str) -> Someone {
        self.enrol(business, Role::Admin, name, true).await
    }

    async fn enrol(&self, business: &Business, role: Role, name: &str, is_owner: bool) -> Someone {
        let email = address(name);
        let mut tx = self.services.begin().await.expect("a transaction");
        let new = Newcomer { role, name, email: &email, password_hash: None, is_verified: true, is_owner };
        let (account, _) = accounts::enrol(&mut tx, business.id, &new).await.expect("a newcomer");
        let signed_in = accounts::start_session(&mut tx, account, business.id, role, &Device::default()).await.expect("a session");
        tx.commit().await.expect("a commit");
        self.recognise(signed_in.token).await
    }

    /// Somebody who knows [`PASSWORD`], signed in with it.
    pub async fn with_password(&self, business: &Business, role: Role, name: &str) -> Someone {
        let email = address(name);
        accounts::add_person(&self.services, business.id, role, name, &email, PASSWORD).await.expect("a newcomer");
        let signed_in = accounts::sign_in(&self.services, &email, PASSWORD, &Device::default()).await.expect("the password fits");
        self.recognise(signed_in.token).await
    }

    /// One more session of somebody, for what may end it; an empty one of nobody.
    pub async fn fresh_token(&self, someone: Option<&Someone>) -> String {
        let Some(someone) = someone else { return String::new() };
        let me = someone.identity.me();
        let mut tx = self.services.begin().await.expect("a transaction");
        let begun = accounts::start_session(&mut tx, someone.identity.account(), me.business, me.role, &Device::default()).await;
        tx.commit().await.expect("a commit");
        begun.expect("a session").token
    }

    /// Who a session token stands for now.
    pub async fn recognise(&self, token: String) -> Someone {
        let identity = accounts::identify(&self.services, &token).await.expect("the database answers").expect("the session counts");
        Someone { identity, token }
    }
}

/// An address nobody else in this test run has.
fn address(name: &str) -> String {
    let plain: String = name.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '.' }).collect();
    format!("{}{}@example.com", plain.trim_matches('.'), COUNT.fetch_add(1, Ordering::Relaxed))
}
