//! SMS against a stand-in that speaks what Twilio documents: what is told, once, to whom; refusals, lost answers, reports, limits, settings.

mod keeping;
mod limits;
mod pages;
mod reports;
mod sending;
mod telling;

use crate::appointments::{Salon, open_salon};
use crate::harness::twilio::{ACCOUNTS, SENDER};
use crate::harness::{Someone, Twilio, World, drain};
use stoa::kernel::ids::BusinessId;
use stoa::platform::Services;
use stoa::sms::actions;
use stoa::sms::draft::SmsDraft;
use stoa::sms::model::{Sms, SmsState};

/// The number of who books and orders in tests.
pub const WANJIRU: &str = "+254700000482";

/// A salon that tells by SMS.
pub struct Desk {
    /// The salon.
    pub salon: Salon,
    /// A process that speaks to the stand-in.
    pub s: Services,
    /// The stand-in.
    pub twilio: Twilio,
}

/// What is typed to connect Twilio: the first account, or the second.
pub fn draft(account: usize) -> SmsDraft {
    SmsDraft {
        account_sid: ACCOUNTS[account].0.into(),
        auth_token: ACCOUNTS[account].1.into(),
        sender: SENDER.into(),
        most_a_day: String::new(),
        is_on: true,
        booked: true,
        moved: true,
        cancelled: true,
        reminder: true,
        ordered: true,
        paid: true,
    }
}

/// A salon with Twilio connected.
pub async fn open_desk(world: &World) -> Desk {
    let twilio = Twilio::start().await;
    let s = world.process_with_twilio(&twilio.url).await;
    let salon = open_salon(world).await;
    actions::change(&s, &salon.boss.admin(), &draft(0)).await.expect("Twilio is connected");
    drain(&s).await;
    Desk { salon, s, twilio }
}

impl Desk {
    /// Sends a test to a number.
    pub async fn test(&self, number: &str) {
        actions::test(&self.s, &self.salon.boss.admin(), number, "KE").await.expect("a test");
    }

    /// The SMS of the salon, newest first.
    pub async fn list(&self) -> Vec<Sms> {
        list(&self.s, self.salon.business.id).await
    }

    /// How the newest one stands.
    pub async fn newest(&self) -> (SmsState, String) {
        let sms = self.list().await.remove(0);
        (sms.state, sms.error)
    }

    /// Time passes and work gets done.
    pub async fn later(&self, minutes: i64) {
        self.s.clock().advance(minutes * 60_000);
        drain(&self.s).await;
    }
}

/// The SMS of a business, newest first.
pub async fn list(s: &Services, business: BusinessId) -> Vec<Sms> {
    actions::list(s.db(), business, None).await.expect("SMS").items
}

/// Twilio is connected to a business, and has sent something.
pub async fn lived_in(world: &World, boss: &Someone) {
    let twilio = Twilio::start().await;
    let s = world.process_with_twilio(&twilio.url).await;
    actions::change(&s, &boss.admin(), &draft(0)).await.expect("Twilio is connected");
    actions::test(&s, &boss.admin(), WANJIRU, "").await.expect("a test");
    drain(&s).await;
    // What comes after finds no stand-in any more.
    actions::change(&s, &boss.admin(), &SmsDraft { is_on: false, ..draft(0) }).await.expect("SMS are switched off");
    drain(&s).await;
    s.db().close().await;
}
