//! Nobody sees another business, a customer sees nobody else's things and never a private note: by page, function, file, list, search and socket.
//!
//! What is tried is compared with the route table, the registry of server functions and the router: whatever is new and not tried fails here.

mod appointments;
mod automations;
mod calls;
mod cards;
mod chats;
mod colleagues;
pub mod crawl;
mod endpoints;
pub mod functions;
mod handling;
mod journeys;
pub mod pages;
mod refusals;
mod shop;
mod topics;
mod worded;

use crate::harness::{Answer, BUYER, COURIER, DANIEL, Estate, KILN, NOTE, Someone};
use std::collections::BTreeSet;

/// Who may come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Whoever comes.
    Anybody,
    /// Whoever is signed in.
    Person,
    /// Partners.
    Partner,
    /// Customers.
    Customer,
    /// Agents and admins.
    Staff,
    /// Admins.
    Admin,
    /// The owner of the installation.
    Owner,
}

/// Whose thing is reached for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// None is named: it is about whoever asks, or a list of what they may see.
    Own,
    /// Something of Wanjiru alone.
    Wanjirus,
    /// Something of Wanjiru and the staff of A.
    Tickets,
    /// Something of A.
    Business,
    /// Something of Amina and Otieno among themselves.
    Team,
    /// Something of Pius, a partner of A.
    Partners,
}

/// What somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    Visitor,
    Partner,
    Customer,
    Agent,
    Admin,
    Owner,
}

/// Somebody who tries everything.
pub struct Actor<'a> {
    /// For messages.
    pub who: &'static str,
    /// Nobody for visitors.
    pub someone: Option<&'a Someone>,
    pub rank: Rank,
    /// Whether they belong to A.
    pub is_of_a: bool,
    /// Whether they are Wanjiru.
    pub is_wanjiru: bool,
}

impl Actor<'_> {
    /// The token of their session; empty for visitors.
    pub fn token(&self) -> &str {
        self.someone.map_or("", |s| s.token.as_str())
    }

    /// Whether this door is open for them, whatever lies behind it.
    pub fn may_enter(&self, door: Door) -> bool {
        match door {
            Door::Anybody => true,
            Door::Person => self.rank > Rank::Visitor,
            Door::Partner => self.rank == Rank::Partner,
            Door::Customer => self.rank == Rank::Customer,
            Door::Staff => self.rank >= Rank::Agent,
            Door::Admin => self.rank >= Rank::Admin,
            Door::Owner => self.rank == Rank::Owner,
        }
    }

    /// Whether the thing is none of theirs.
    pub fn is_stranger_to(&self, thing: Whose) -> bool {
        match thing {
            Whose::Own => false,
            Whose::Wanjirus => !self.is_wanjiru,
            Whose::Tickets => !self.is_of_a || (self.rank < Rank::Agent && !self.is_wanjiru),
            Whose::Partners => !self.is_of_a || self.rank != Rank::Partner,
            Whose::Business => !self.is_of_a,
            Whose::Team => !self.is_of_a || !matches!(self.rank, Rank::Agent | Rank::Admin),
        }
    }

    /// Fails when something that this actor must never read stands in what they got.
    pub fn may_read(&self, what: &str, text: &str) {
        let of_b: &[&str] = if self.is_of_a { &[] } else { &[KILN, NOTE, DANIEL, COURIER, BUYER] };
        let of_customers: &[&str] = if self.rank == Rank::Customer { &[NOTE, COURIER] } else { &[] };
        let of_partners: &[&str] = if self.rank == Rank::Partner { &[NOTE, DANIEL, BUYER] } else { &[] };
        let of_wanjiru: &[&str] = if self.is_wanjiru { &[DANIEL] } else { &[] };
        let of_daniel: &[&str] = if self.rank == Rank::Customer && !self.is_wanjiru { &[BUYER] } else { &[] };
        for word in [of_b, of_customers, of_partners, of_wanjiru, of_daniel].concat() {
            if let Some(at) = text.find(word) {
                let around = text.char_indices().filter(|(i, _)| i + 300 > at && *i < at + 60).map(|(_, c)| c).collect::<String>();
                panic!("{} reads “{word}” in {what}: …{around}…", self.who);
            }
        }
    }
}

/// Everybody: strangers first, Wanjiru last.
pub fn actors<'a>(e: &'a Estate) -> Vec<Actor<'a>> {
    let actor = |who, someone: Option<&'a Someone>, rank, is_of_a| Actor { who, someone, rank, is_of_a, is_wanjiru: rank == Rank::Customer && is_of_a };
    vec![
        actor("a visitor", None, Rank::Visitor, false),
        actor("a customer of B", Some(&e.spies[0]), Rank::Customer, false),
        actor("an agent of B", Some(&e.spies[1]), Rank::Agent, false),
        actor("an admin of B", Some(&e.spies[2]), Rank::Admin, false),
        Actor { is_wanjiru: false, ..actor("Daniel, another customer of A,", Some(&e.daniel), Rank::Customer, true) },
        actor("Pius, a partner of A,", Some(&e.lane.pius), Rank::Partner, true),
        actor("Amina, an agent of A,", Some(&e.amina), Rank::Agent, true),
        actor("Otieno, an admin of A,", Some(&e.otieno), Rank::Admin, true),
        actor("Njeri, the owner,", Some(&e.njeri), Rank::Owner, true),
        actor("Wanjiru, the customer whose it is,", Some(&e.wanjiru), Rank::Customer, true),
    ]
}

/// Whether an answer asks to sign in.
pub fn asks_to_sign_in(answer: &Answer) -> bool {
    answer.location().starts_with("/sign-in") || answer.error() == Some(stoa::Error::sign_in_first()) || answer.status == 401
}

/// Fails with what to add when what is tried is not exactly what exists.
pub fn compare(tried: Vec<String>, existing: Vec<String>, table: &str) {
    let (set, existing): (BTreeSet<String>, BTreeSet<String>) = (tried.iter().cloned().collect(), existing.into_iter().collect());
    assert_eq!(set.len(), tried.len(), "{table} names something twice");
    let missing: Vec<_> = existing.difference(&set).collect();
    let gone: Vec<_> = set.difference(&existing).collect();
    assert!(missing.is_empty(), "nobody tries to break into {missing:?}. Add them to {table}: who may come in, and how to ask for a thing of business A.");
    assert!(gone.is_empty(), "{gone:?} do not exist any more. Take them out of {table}.");
}
