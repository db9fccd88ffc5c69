//! Rate limits by key (an address, an account): a short burst, then a steady trickle.

use crate::error::{Error, Result};
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};
use std::collections::HashMap;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// What is limited, and how much of it: a burst, then one more each `every`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limit {
    /// A name for the kind of try.
    pub name: &'static str,
    /// How many at once.
    pub burst: u32,
    /// One more after each of these.
    pub every: Duration,
}

/// Failed sign-in tries for one account; a success forgives them.
pub const SIGN_IN: Limit = Limit { name: "sign-in", burst: 10, every: Duration::from_secs(30) };
/// Sign-in tries from one network address, behind which a whole office may sit.
pub const SIGN_IN_FROM: Limit = Limit { name: "sign-in-from", burst: 100, every: Duration::from_secs(3) };
/// New accounts from one address.
pub const SIGN_UP: Limit = Limit { name: "sign-up", burst: 10, every: Duration::from_secs(60) };
/// Mails with links to one address.
pub const MAIL_LINK: Limit = Limit { name: "mail-link", burst: 5, every: Duration::from_secs(60) };
/// Mails with links that one network address asks for.
pub const MAIL_LINK_FROM: Limit = Limit { name: "mail-link-from", burst: 5, every: Duration::from_secs(60) };
/// Guests from one network address, behind which a whole office may sit.
pub const GUEST: Limit = Limit { name: "guest", burst: 20, every: Duration::from_secs(15) };
/// Words of host pages about their visitors that do not hold, or name somebody new, from one network address.
pub const VOUCH: Limit = Limit { name: "vouch", burst: 60, every: Duration::from_secs(5) };
/// Chats one guest or customer starts or opens again.
pub const START_CHAT: Limit = Limit { name: "start-chat", burst: 10, every: Duration::from_secs(30) };
/// Messages one person sends by form, and a guest in any way; the sockets of others have rates of their own.
pub const SAY: Limit = Limit { name: "say", burst: 30, every: Duration::from_secs(1) };
/// Messages of guests from one network address, behind which a whole office may sit.
pub const SAY_FROM: Limit = Limit { name: "say-from", burst: 600, every: Duration::from_millis(20) };
/// Guests who come back by what a host page kept for them, from one network address.
pub const GUEST_BACK: Limit = Limit { name: "guest-back", burst: 60, every: Duration::from_secs(2) };
/// Tickets one customer opens.
pub const OPEN_TICKET: Limit = Limit { name: "open-ticket", burst: 20, every: Duration::from_secs(30) };
/// Walks through a journey that one network address begins, behind which a whole office may sit.
pub const START_WALK: Limit = Limit { name: "start-walk", burst: 60, every: Duration::from_secs(5) };
/// Files one person uploads.
pub const UPLOAD: Limit = Limit { name: "upload", burst: 40, every: Duration::from_secs(3) };
/// Searches one person makes.
pub const SEARCH: Limit = Limit { name: "search", burst: 60, every: Duration::from_millis(500) };

/// Searches of the help centre from one network address, behind which many visitors may sit.
pub const HELP_SEARCH_FROM: Limit = Limit { name: "help-search-from", burst: 120, every: Duration::from_millis(500) };
/// Votes on help articles from one network address.
pub const HELP_VOTE_FROM: Limit = Limit { name: "help-vote-from", burst: 60, every: Duration::from_secs(10) };
/// Readings of one help article by one reader that count.
pub const HELP_READING: Limit = Limit { name: "help-reading", burst: 1, every: Duration::from_secs(1800) };

/// Searches of the shop from one network address.
pub const SHOP_SEARCH_FROM: Limit = Limit { name: "shop-search-from", burst: 120, every: Duration::from_millis(500) };
/// Changes of carts from one network address.
pub const CART_FROM: Limit = Limit { name: "cart-from", burst: 300, every: Duration::from_millis(200) };
/// Orders from one network address, behind which a whole office may sit.
pub const ORDER_FROM: Limit = Limit { name: "order-from", burst: 30, every: Duration::from_secs(10) };
/// Payments that are asked for from one network address.
pub const PAY_FROM: Limit = Limit { name: "pay-from", burst: 20, every: Duration::from_secs(10) };
/// Tries to find an order by its number and address.
pub const TRACK_FROM: Limit = Limit { name: "track-from", burst: 20, every: Duration::from_secs(15) };

/// Times that are kept while somebody books, from one network address, behind which a whole office may sit.
pub const BOOK_FROM: Limit = Limit { name: "book-from", burst: 30, every: Duration::from_secs(10) };
/// Looks at free times, from one network address, behind which a whole office may sit.
pub const SLOTS_FROM: Limit = Limit { name: "slots-from", burst: 120, every: Duration::from_millis(500) };
/// Changes of one appointment by its link.
pub const CHANGE_APPOINTMENT: Limit = Limit { name: "change-appointment", burst: 10, every: Duration::from_secs(60) };

/// What other programs read of a business, from one network address.
pub const PROGRAM_FROM: Limit = Limit { name: "program-from", burst: 300, every: Duration::from_millis(100) };

/// Keys that have had their time are let go this often.
const PRUNE_EVERY: Duration = Duration::from_secs(60);

/// Counts tries in this process.
#[derive(Default)]
pub struct Limits {
    by_limit: Mutex<HashMap<&'static str, Counter>>,
    /// How often a key was forgiven: part of what is counted, so that counting begins anew.
    forgiven: Mutex<HashMap<(&'static str, String), u64>>,
}

/// What is counted of one limit, and when keys were let go last.
struct Counter {
    keys: Arc<DefaultKeyedRateLimiter<String>>,
    pruned: Instant,
}

impl Counter {
    fn new(limit: Limit, now: Instant) -> Self {
        let quota = Quota::with_period(limit.every).expect("a limit has a period").allow_burst(NonZeroU32::new(limit.burst).expect("a limit has a burst"));
        Self { keys: Arc::new(DefaultKeyedRateLimiter::keyed(quota)), pruned: now }
    }

    /// Whether it is time to let keys go again; by time, not by number: when many come at once they all still count.
    fn wants_pruning(&mut self, now: Instant) -> bool {
        let is_time = now.saturating_duration_since(self.pruned) >= PRUNE_EVERY;
        if is_time {
            self.pruned = now;
        }
        is_time
    }
}

impl std::fmt::Debug for Limits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Limits")
    }
}

impl Limits {
    /// Counts one try under `key`. A network address stands for its network, as [`network`] has it.
    ///
    /// # Errors
    /// `TooMany` with the seconds to wait.
    pub fn check(&self, limit: Limit, key: &str) -> Result<()> {
        self.check_at(limit, key, Instant::now())
    }

    fn check_at(&self, limit: Limit, key: &str, now: Instant) -> Result<()> {
        let key = network(key);
        let (keys, wants_pruning) = {
            let mut all = self.by_limit.lock().expect("no panic while locked");
            let counter = all.entry(limit.name).or_insert_with(|| Counter::new(limit, now));
            (Arc::clone(&counter.keys), counter.wants_pruning(now))
        };
        if wants_pruning {
            keys.retain_recent();
        }
        let forgiven = self.forgiven.lock().expect("no panic while locked").get(&(limit.name, key.clone())).copied();
        let counted = format!("{key}#{}", forgiven.unwrap_or_default());
        keys.check_key(&counted).map_err(|until| Error::TooMany(until.wait_time_from(DefaultClock::default().now()).as_secs() + 1))
    }

    /// Forgets the tries counted under `key`: they led to a success.
    pub fn forgive(&self, limit: Limit, key: &str) {
        let mut forgiven = self.forgiven.lock().expect("no panic while locked");
        if forgiven.len() > 10_000 {
            forgiven.clear();
        }
        *forgiven.entry((limit.name, network(key))).or_default() += 1;
    }
}

/// What a key is counted as: an address of IPv6 as its /64, which is what one household or one rented machine has all addresses of; one of IPv4 that is
/// written as IPv6 as itself. Whatever is no address stays as it is.
pub fn network(key: &str) -> String {
    match key.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        Ok(address) => address.to_string(),
        Err(_) => key.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_let_through_and_the_next_try_is_told_how_long_to_wait() {
        let (limits, limit) = (Limits::default(), Limit { name: "t", burst: 3, every: Duration::from_secs(60) });
        assert!((0..3).all(|_| limits.check(limit, "a").is_ok()));
        assert!(matches!(limits.check(limit, "a"), Err(Error::TooMany(1..=61))));
        assert!(limits.check(limit, "b").is_ok());
        limits.forgive(limit, "a");
        assert!(limits.check(limit, "a").is_ok());
    }

    #[test]
    fn all_addresses_of_a_network_of_ipv6_count_as_one() {
        let (limits, limit) = (Limits::default(), Limit { name: "t", burst: 2, every: Duration::from_secs(60) });
        assert!(limits.check(limit, "2001:db8:1:2::1").is_ok() && limits.check(limit, "2001:db8:1:2:ffff:1:2:3").is_ok());
        assert!(limits.check(limit, "2001:db8:1:2:aaaa::9").is_err());
        assert!(limits.check(limit, "2001:db8:1:3::1").is_ok(), "the neighbour");
        limits.forgive(limit, "2001:db8:1:2::7");
        assert!(limits.check(limit, "2001:db8:1:2::1").is_ok());
        assert_eq!(network("::ffff:203.0.113.9"), "203.0.113.9");
        assert_eq!(["203.0.113.9", "12", "ann@example.com"].map(network), ["203.0.113.9", "12", "ann@example.com"]);
    }

    #[test]
    fn keys_are_let_go_by_time_however_many_there_are() {
        let (limits, start) = (Limits::default(), Instant::now());
        // Full again after a moment: whoever is let go loses nothing.
        let limit = Limit { name: "t", burst: 1, every: Duration::from_nanos(1) };
        let many = || limits.by_limit.lock().unwrap()["t"].keys.len();
        for n in 0..12_000 {
            limits.check_at(limit, &format!("key {n}"), start).unwrap();
        }
        assert_eq!(many(), 12_000, "no check walked through all of them");
        limits.check_at(limit, "late", start + PRUNE_EVERY).unwrap();
        assert_eq!(many(), 1);
    }
}
