//! Who works at the demo business and who asks there.

use stoa::accounts::model::{Availability, Role};
use stoa::kernel::hours::Interval;
use stoa::queue::model::Shifts;

/// The password of everybody in the demo.
pub use stoa::accounts::rules::DEMO_PASSWORD as PASSWORD;

/// Somebody who works there.
#[derive(Clone, Copy, Debug)]
pub struct Staff {
    /// How they are called.
    pub name: &'static str,
    /// Their address.
    pub email: &'static str,
    /// What they are.
    pub role: Role,
    /// Whether they run the installation.
    pub is_owner: bool,
    /// What they say of themselves.
    pub availability: Availability,
}

/// Everybody who works there; the first [`AGENTS`] answer tickets.
pub const STAFF: [Staff; 5] = [
    Staff { name: "Amina Otieno", email: "agent1@example.com", role: Role::Agent, is_owner: false, availability: Availability::Available },
    Staff { name: "Brian Mwangi", email: "agent2@example.com", role: Role::Agent, is_owner: false, availability: Availability::Available },
    Staff { name: "Zainab Hassan", email: "agent3@example.com", role: Role::Agent, is_owner: false, availability: Availability::Away },
    Staff { name: "Daniel Mutua", email: "admin@example.com", role: Role::Admin, is_owner: false, availability: Availability::Busy },
    Staff { name: "Njeri Kamau", email: "owner@example.com", role: Role::Admin, is_owner: true, availability: Availability::Offline },
];

/// How many of [`STAFF`] answer tickets.
pub const AGENTS: usize = 3;

/// When the agents work, in their order: two by day, with a break, one until the evening and on Saturdays.
pub fn shifts(agent: usize) -> Shifts {
    let interval = |start: u16, end: u16| Interval { start: start * 60, end: end * 60 };
    let (day, last) = if agent == 2 { (vec![interval(11, 15), interval(16, 20)], 6) } else { (vec![interval(8, 12), interval(13, 17)], 5) };
    Shifts { week: std::array::from_fn(|weekday| if weekday < last { day.clone() } else { Vec::new() }), ..Shifts::default() }
}

/// Names and addresses of the customers; the first is the one people sign in as.
pub fn customers() -> Vec<(&'static str, &'static str)> {
    include_str!("customers.txt").lines().filter_map(|line| line.strip_suffix('>')?.split_once(" <")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn everybody_has_an_address_of_their_own() {
        let customers = customers();
        assert_eq!(customers.len(), 40);
        assert_eq!(customers[0], ("Wanjiru Njoroge", "customer@example.com"));
        let addresses: HashSet<_> = customers.iter().map(|c| c.1).chain(STAFF.iter().map(|s| s.email)).collect();
        assert_eq!(addresses.len(), 45);
    }
}
