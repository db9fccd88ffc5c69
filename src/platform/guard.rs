//! Work that may fail in any way without taking its task along: a panic becomes an ordinary fault.

use crate::error::{Error, Result};
use futures_util::FutureExt;
use std::any::Any;
use std::panic::AssertUnwindSafe;

/// Does the work; where it panics, says so in the log and gives `Internal`. Whatever the work held is dropped as after any fault: a transaction leaves no trace.
///
/// # Errors
/// Those of the work.
pub async fn guarded<T>(what: &'static str, work: impl Future<Output = Result<T>>) -> Result<T> {
    // Boxed: all that follows from a turn of the runner lies below one of these, and would be moved about as a whole.
    AssertUnwindSafe(Box::pin(work)).catch_unwind().await.unwrap_or_else(|panic| {
        tracing::error!(what, panic = words(&*panic), "a panic was caught");
        Err(Error::Internal)
    })
}

fn words(panic: &(dyn Any + Send)) -> &str {
    panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("without words")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_becomes_a_fault_and_everything_else_stays_as_it_is() {
        assert_eq!(guarded("test", async { Ok(1) }).await, Ok(1));
        assert_eq!(guarded("test", async { Err::<(), _>(Error::NotFound) }).await, Err(Error::NotFound));
        assert_eq!(guarded("test", async { Vec::<Result<()>>::new().swap_remove(0) }).await, Err(Error::Internal));
    }
}
