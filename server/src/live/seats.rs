//! How many sockets customers and guests of one network may have in this process: whoever makes guests by the hundred is bounded all the same.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use stoa::platform::limits::network;

/// Behind the address of a carrier or of a campus sit many.
const MOST: usize = 2000;

/// The sockets of each network. Clones are the same.
#[derive(Clone, Debug, Default)]
pub struct Seats {
    taken: Arc<Mutex<HashMap<String, usize>>>,
}

/// The place of one socket, free again when it is dropped.
#[derive(Debug)]
pub struct Seat {
    seats: Seats,
    network: String,
}

impl Seats {
    /// A place for a socket from this address, unless its network has all it may have.
    pub fn take(&self, address: IpAddr) -> Option<Seat> {
        let network = network(&address.to_string());
        let mut taken = self.taken.lock().expect("no panic while locked");
        let count = taken.entry(network.clone()).or_default();
        (*count < MOST).then(|| {
            *count += 1;
            Seat { seats: self.clone(), network }
        })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.seats.taken.lock().expect("no panic while locked");
        if let Some(count) = taken.get_mut(&self.network) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_has_so_many_sockets_and_a_closed_one_makes_room() {
        let (seats, crowd, other) = (Seats::default(), "203.0.113.9".parse().unwrap(), "203.0.113.10".parse().unwrap());
        let mut taken: Vec<Seat> = (0..MOST).map_while(|_| seats.take(crowd)).collect();
        assert!(taken.len() == MOST && seats.take(crowd).is_none() && seats.take(other).is_some());
        taken.pop();
        assert!(seats.take(crowd).is_some(), "that one is free again at once");
        taken.clear();
        assert!(seats.taken.lock().unwrap().is_empty(), "networks without sockets are forgotten");
    }
}
