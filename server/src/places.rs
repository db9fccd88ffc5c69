//! How many jobs run at the same time: each pool has places of its own, so that whoever waits for others keeps nothing waiting that is done here.

use std::sync::Arc;
use stoa::job::Pool;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Places for what is done here.
const HERE: usize = 8;
/// Places for each kind of other system: while one of them does not answer, its own work waits.
const ELSEWHERE: usize = 4;

/// The places of one runner.
#[derive(Debug)]
pub struct Places(Vec<(Pool, Arc<Semaphore>)>);

impl Default for Places {
    fn default() -> Self {
        let most = |pool| if pool == Pool::Here { HERE } else { ELSEWHERE };
        Self(Pool::ALL.iter().map(|pool| (*pool, Arc::new(Semaphore::new(most(*pool))))).collect())
    }
}

impl Places {
    /// How many are free in a pool.
    pub fn free(&self, pool: Pool) -> usize {
        self.of(pool).available_permits()
    }

    /// A place, taken until it is dropped; `None` when all are.
    pub fn take(&self, pool: Pool) -> Option<OwnedSemaphorePermit> {
        Arc::clone(self.of(pool)).try_acquire_owned().ok()
    }

    fn of(&self, pool: Pool) -> &Arc<Semaphore> {
        let found = self.0.iter().find(|(of, _)| *of == pool);
        &found.expect("every pool has places").1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_waits_for_mail_takes_no_place_from_anything_else() {
        let places = Places::default();
        let taken: Vec<_> = (0..ELSEWHERE).map(|_| places.take(Pool::Mail).expect("a place")).collect();
        assert!(places.take(Pool::Mail).is_none());
        assert_eq!([Pool::Here, Pool::Mail, Pool::Hooks, Pool::Money].map(|pool| places.free(pool)), [HERE, 0, ELSEWHERE, ELSEWHERE]);
        drop(taken);
        assert_eq!(places.free(Pool::Mail), ELSEWHERE);
    }
}
