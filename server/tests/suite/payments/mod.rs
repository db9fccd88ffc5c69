//! Payments against stand-ins that speak what the providers document: duplicates, delays, wrong amounts, lies.

mod doubts;
mod mpesa;
mod pages;
mod paypal;
mod refunds;
mod reversals;
mod terms;
mod watched;

use crate::harness::{PaypalDesk, Safaricom, Site, Someone, World, drain};
use crate::shop::{Shop, checkout, open_shop};
use stoa::accounts::Visitor;
use stoa::businesses::actions as businesses;
use stoa::businesses::model::{Business, Settings};
use stoa::catalog::actions as catalogue;
use stoa::kernel::ids::VariantId;
use stoa::kernel::money::Money;
use stoa::orders::actions as orders;
use stoa::orders::draft::CheckoutDraft;
use stoa::orders::model::{Deed, Opened, Order};
use stoa::payments::actions as payments;
use stoa::payments::draft::{MpesaDraft, PaypalDraft};
use stoa::payments::model::{Payment, Reckoning, Refund};
use stoa::platform::{Services, letters};

/// A shop whose customers pay through stand-ins.
pub struct Till {
    /// The shop.
    pub kiln: Shop,
    /// Something that costs KES 950, or EUR 9.50.
    pub mug: VariantId,
    /// A process that speaks to the stand-ins.
    pub s: Services,
    /// For M-Pesa.
    pub safaricom: Safaricom,
    /// For PayPal.
    pub paypal: PaypalDesk,
}

/// What is typed to connect M-Pesa.
pub fn mpesa_draft() -> MpesaDraft {
    use crate::harness::safaricom::{KEY, PASSKEY, SECRET, SHORTCODE};
    MpesaDraft {
        kind: "paybill".into(),
        shortcode: SHORTCODE.into(),
        till: String::new(),
        consumer_key: KEY.into(),
        consumer_secret: SECRET.into(),
        passkey: PASSKEY.into(),
        initiator: "testapi".into(),
        credential: "EsJocK7+NjqZPC3I3EO+TbvS+xVb9TymWwaKABoaZr".into(),
        is_live: false,
        is_offered: true,
    }
}

/// What is typed to connect PayPal.
pub fn paypal_draft() -> PaypalDraft {
    use crate::harness::paypal::{CLIENT, CLIENT_SECRET, WEBHOOK};
    PaypalDraft { client_id: CLIENT.into(), client_secret: CLIENT_SECRET.into(), webhook_id: WEBHOOK.into(), is_live: false, is_offered: true }
}

/// A shop that counts in a currency and takes both.
pub async fn open_till(world: &World, currency: &str) -> Till {
    let (safaricom, paypal) = (Safaricom::start().await, PaypalDesk::start().await);
    let s = world.process_with_stand_ins(&safaricom.url, &paypal.url).await;
    let kiln = open_shop(world).await;
    if currency != "KES" {
        let week = std::array::from_fn(|_| "08:00-18:00".to_owned());
        let settings = Settings { name: "Kiln".into(), time_zone: "Africa/Nairobi".into(), currency: currency.into(), week, holidays: String::new() };
        businesses::update(&s, &kiln.boss.admin(), &settings).await.expect("another currency");
    }
    let price = if currency == "KES" { "950" } else { "9.50" };
    let (_, mug) = kiln.product(world, "Mug", price, 200).await;
    payments::set_mpesa(&s, &kiln.boss.admin(), &mpesa_draft()).await.expect("M-Pesa is set up");
    payments::set_paypal(&s, &kiln.boss.admin(), &paypal_draft()).await.expect("PayPal is set up");
    drain(&s).await;
    Till { kiln, mug, s, safaricom, paypal }
}

impl Till {
    /// Somebody orders two mugs, to be paid this way; somebody is asked to pay.
    pub async fn ordered(&self, method: &str) -> Order {
        self.ordered_of(self.mug, method).await
    }

    /// Somebody orders two of something.
    pub async fn ordered_of(&self, what: VariantId, method: &str) -> Order {
        let guest = self.kiln.guest_on(&self.s, what, 2).await;
        let total = orders::cart(&self.s, &guest).await.expect("a cart").total();
        let form = CheckoutDraft { method: method.into(), ..checkout(total.0) };
        let order = payments::place(&self.s, &guest, &form).await.expect("an order");
        drain(&self.s).await;
        order
    }

    /// The order as it stands.
    pub async fn now(&self, order: &Order) -> Opened {
        orders::find(&self.s, &self.kiln.boss.agent(), order.number).await.expect("the order")
    }

    /// Its payments.
    pub async fn payments(&self, order: &Order) -> Vec<Payment> {
        payments::list_of_order(self.s.db(), self.kiln.business.id, order.id).await.expect("payments")
    }

    /// Its refunds.
    pub async fn refunds(&self, order: &Order) -> Vec<Refund> {
        payments::refunds_of_order(self.s.db(), self.kiln.business.id, order.id).await.expect("refunds")
    }

    /// What does not add up.
    pub async fn reckoning(&self) -> Reckoning {
        payments::reckon(&self.s, &self.kiln.boss.admin(), false).await.expect("a reckoning")
    }

    /// Time passes and work gets done.
    pub async fn later(&self, minutes: i64) {
        self.s.clock().advance(minutes * 60_000);
        drain(&self.s).await;
    }

    /// How many mails with these words in the subject went to whoever ordered.
    pub async fn mails(&self, words: &str) -> usize {
        self.mails_to("wanjiru@example.com", words).await
    }

    /// How many went to the admin.
    pub async fn alarms(&self, words: &str) -> usize {
        self.mails_to(&self.kiln.boss.email(), words).await
    }

    async fn mails_to(&self, who: &str, words: &str) -> usize {
        let mails = letters::list(self.s.db(), self.kiln.business.id, None).await.expect("mails").items;
        mails.iter().filter(|m| m.recipient == who && m.subject.contains(words)).count()
    }
}

/// A provider calls back through the front door. Says the status.
pub async fn calls(site: &Site, path: &str, headers: &[(&str, &str)], body: &str) -> u16 {
    let browser = site.browser("");
    let request = browser.request(reqwest::Method::POST, path).header("content-type", "application/json").body(body.to_owned());
    browser.send(headers.iter().fold(request, |r, (name, value)| r.header(*name, *value))).await.status
}

/// A business in which everything about payments has happened.
pub async fn lived_in(world: &World, business: &Business, boss: &Someone) {
    let (safaricom, paypal) = (Safaricom::start().await, PaypalDesk::start().await);
    let s = world.process_with_stand_ins(&safaricom.url, &paypal.url).await;
    let kiln = Shop { business: business.clone(), boss: boss.clone() };
    let (_, mug) = kiln.product(world, "Paid mug", "950", 20).await;
    payments::set_mpesa(&s, &boss.admin(), &mpesa_draft()).await.expect("M-Pesa is set up");
    payments::set_paypal(&s, &boss.admin(), &paypal_draft()).await.expect("PayPal is set up");
    let till = Till { kiln, mug, s, safaricom, paypal };
    let order = till.ordered("mpesa").await;
    till.safaricom.decide(0, 0);
    till.later(1).await;
    let now = till.now(&order).await;
    orders::refund(&till.s, &boss.agent(), order.id, Money::ZERO, &[(now.lines[0].id, 1)], true, "Cracked").await.expect("a refund");
    let [_, paypal] = payments::connections(&till.s, &boss.admin()).await.expect("connections");
    let mark = paypal.address.rsplit('/').next().unwrap_or_default().to_owned();
    let header = |name: &str| name.to_owned();
    payments::paypal_called(&till.s, business.id, &mark, header, br#"{"event_type":"CHECKOUT.ORDER.APPROVED"}"#).await.expect("a notice");
    drain(&till.s).await;
    till.s.db().close().await;
}

/// A refund of a business with a plain mug: of an order of two that somebody paid by hand.
pub async fn refunded(world: &World, business: &Business, boss: &Someone) -> Refund {
    let (s, kiln) = (&world.services, Shop { business: business.clone(), boss: boss.clone() });
    let mug = catalogue::show(s, &Visitor::of(business), "plain-mug").await.expect("the plain mug").variants[0].id;
    let order = crate::shop::ordered(world, &kiln.guest_with(world, mug, 2).await).await;
    orders::act(s, &boss.agent(), order.id, Deed::Pay, "In cash").await.expect("paid");
    let line = orders::find(s, &boss.agent(), order.number).await.expect("the order").lines[0].id;
    orders::refund(s, &boss.agent(), order.id, Money::ZERO, &[(line, 1)], true, "").await.expect("refunded");
    drain(s).await;
    payments::refunds_of_order(s.db(), business.id, order.id).await.expect("refunds").remove(0)
}
