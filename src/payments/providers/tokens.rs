//! Tokens of providers, kept in this process until shortly before they end.

use crate::kernel::time::Timestamp;
use crate::platform::{Services, secret};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// So long before its end a token is not used any more.
const SPARE_MS: i64 = 60_000;

/// The tokens of all businesses in this process.
#[derive(Debug, Default)]
pub struct Tokens {
    all: Mutex<HashMap<String, (String, Timestamp)>>,
}

impl Tokens {
    /// Those of these services.
    pub fn of(services: &Services) -> Arc<Self> {
        services.part(Self::default)
    }

    /// What the token for these keys at this address is kept under: never the keys themselves.
    pub fn name(base: &str, id: &str, key: &str) -> String {
        secret::hash(&format!("{base}\n{id}\n{key}"))
    }

    /// The token that is kept, while it holds.
    pub fn find(&self, name: &str, now: Timestamp) -> Option<String> {
        let all = self.all.lock().expect("no panic while locked");
        all.get(name).filter(|(_, until)| *until > now).map(|(token, _)| token.clone())
    }

    /// Keeps a token for so many seconds.
    pub fn keep(&self, name: &str, token: &str, seconds: i64, now: Timestamp) {
        let mut all = self.all.lock().expect("no panic while locked");
        all.retain(|_, (_, until)| *until > now);
        all.insert(name.to_owned(), (token.to_owned(), now.plus_ms(seconds.clamp(0, 86_400) * 1000 - SPARE_MS)));
    }

    /// The provider does not take it any more.
    pub fn forget(&self, name: &str) {
        self.all.lock().expect("no panic while locked").remove(name);
    }
}
