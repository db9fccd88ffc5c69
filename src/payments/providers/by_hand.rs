//! Pay on delivery: nobody is called. People take the money, note it and give it back.

use super::{About, Calling, Provider, Refusal, Returned, Standing, Started};
use crate::payments::model::{Payment, Refund};

/// Money that people of the business take themselves.
#[derive(Debug)]
pub struct ByHand;

impl Provider for ByHand {
    fn may_repeat(&self) -> bool {
        true
    }

    fn start<'a>(&'a self, payment: &'a Payment, _about: &'a About) -> Calling<'a, Started> {
        Box::pin(async { Ok(Started { request: format!("by hand {}", payment.id), link: String::new() }) })
    }

    fn ask<'a>(&'a self, _payment: &'a Payment, _collects: bool) -> Calling<'a, Standing> {
        // It comes when somebody of the staff notes it.
        Box::pin(async { Ok(Standing::Open) })
    }

    fn refund<'a>(&'a self, _payment: &'a Payment, refund: &'a Refund) -> Calling<'a, Returned> {
        Box::pin(async { Ok(Returned::Done(format!("by hand {}", refund.id))) })
    }

    fn ask_refund<'a>(&'a self, refund: &'a Refund) -> Calling<'a, Returned> {
        Box::pin(async { Ok(Returned::Done(format!("by hand {}", refund.id))) })
    }

    fn test(&self) -> Calling<'_, String> {
        Box::pin(async { Err(Refusal::Never("There is nothing to test.".into())) })
    }
}
