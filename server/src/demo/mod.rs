//! The demo business: people to sign in as.

use stoa::Result;
use stoa::accounts::actions::{Newcomer, enrol, hash_password};
use stoa::accounts::model::Role;
use stoa::businesses::actions::found;
use stoa::businesses::model::Draft;
use stoa::event::Event;
use stoa::platform::Services;

/// The password of every demo account, shown on the sign-in page.
pub const PASSWORD: &str = "demo-password";

/// Who can be tried out: address, name, role, whether they own the installation.
pub const PEOPLE: &[(&str, &str, Role, bool)] = &[
    ("owner@example.com", "Olive Otieno", Role::Admin, true),
    ("admin@example.com", "Amina Abdi", Role::Admin, false),
    ("agent1@example.com", "Grace Wanjiru", Role::Agent, false),
    ("agent2@example.com", "Daniel Mwangi", Role::Agent, false),
    ("customer@example.com", "Carol Njeri", Role::Customer, false),
];

/// Makes the demo business in an empty installation.
///
/// # Errors
/// When the database fails.
pub async fn seed(services: &Services) -> Result<()> {
    let hash = hash_password(services, PASSWORD).await?;
    let draft = Draft { name: "Kahawa Supplies".into(), slug: "kahawa".into(), time_zone: "Africa/Nairobi".into(), currency: "KES".into() };
    let mut tx = services.begin().await?;
    let business = found(&mut tx, &draft).await?;
    for (email, name, role, is_owner) in PEOPLE.iter().copied() {
        let new = Newcomer { role, name, email, password_hash: Some(&hash), is_verified: true, is_owner };
        let (_, member) = enrol(&mut tx, business.id, &new).await?;
        tx.emit(business.id, None, Event::MemberJoined { member }).await?;
    }
    tx.commit().await
}
