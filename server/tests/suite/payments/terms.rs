//! What a business decides about paying: orders that nobody pays, numbers of invoices, a currency that stays.

use super::{Till, open_till};
use crate::harness::{World, drain};
use crate::on_both;
use stoa::businesses::actions as businesses;
use stoa::businesses::model::Settings;
use stoa::kernel::ids::OrderId;
use stoa::orders::actions as orders;
use stoa::orders::model::{Deed, OrderStatus};
use stoa::payments::actions as payments;
use stoa::payments::draft::TermsDraft;

on_both!(
    an_order_that_nobody_paid_gives_its_pieces_back_after_the_hours_the_business_says,
    an_invoice_gets_its_number_once_and_keeps_who_issued_it,
    the_currency_stays_once_there_are_prices,
);

const HOUR: i64 = 60;

async fn decide(till: &Till, hours: &str, address: &str) {
    let draft = TermsDraft { unpaid_hours: hours.into(), address: address.into(), tax_number: "P051234567X".into() };
    payments::set_terms(&till.s, &till.kiln.boss.admin(), &draft).await.unwrap();
}

async fn an_order_that_nobody_paid_gives_its_pieces_back_after_the_hours_the_business_says(world: &World) {
    let till = open_till(world, "KES").await;
    let (unpaid, at_the_door) = (till.ordered("mpesa").await, till.ordered("on_delivery").await);
    till.later(47 * HOUR).await;
    assert_eq!(till.now(&unpaid).await.order.status, OrderStatus::Pending);
    till.later(HOUR + 1).await;
    let now = till.now(&unpaid).await;
    assert_eq!((now.order.status, now.steps.last().map(|s| s.note.as_str())), (OrderStatus::Cancelled, Some("It was not paid within 48 hours.")));
    assert_eq!((till.mails("Cancelled").await, till.now(&at_the_door).await.order.status), (1, OrderStatus::Pending));
    till.kiln.balances(world).await;
    // Never, and then after all: also for those that wait.
    decide(&till, "0", "").await;
    let waiting = till.ordered("mpesa").await;
    till.later(100 * HOUR).await;
    assert_eq!(till.now(&waiting).await.order.status, OrderStatus::Pending);
    decide(&till, "24", "").await;
    drain(&till.s).await;
    assert_eq!(till.now(&waiting).await.order.status, OrderStatus::Cancelled);
    let wrong = payments::set_terms(&till.s, &till.kiln.boss.admin(), &TermsDraft { unpaid_hours: "-1".into(), ..TermsDraft::default() }).await;
    assert!(wrong.unwrap_err().of_field("unpaid_hours").is_some());
}

async fn issued(till: &Till, order: OrderId) -> (i64, String, String) {
    const ISSUED: &str = "SELECT number, issuer, address FROM invoice WHERE business_id = $1 AND order_id = $2";
    stoa::db_one!(till.s.db(), ISSUED, till.kiln.business.id, order).unwrap()
}

async fn an_invoice_gets_its_number_once_and_keeps_who_issued_it(world: &World) {
    let (till, site) = (open_till(world, "KES").await, world.site().await);
    decide(&till, "48", "Ngong Road 1\nNairobi").await;
    let (first, second) = (till.ordered("on_delivery").await, till.ordered("on_delivery").await);
    for order in [&second, &first] {
        orders::act(&till.s, &till.kiln.boss.agent(), order.id, Deed::Pay, "In cash").await.unwrap();
        drain(&till.s).await;
    }
    decide(&till, "48", "Elsewhere 2").await;
    let visitor = site.browser("");
    for _ in 0..2 {
        let file = visitor.get(&app::routes::invoice(&first.token)).await;
        assert!(file.status == 200 && file.bytes.starts_with(b"%PDF-"), "{file:?}");
    }
    assert_eq!(issued(&till, second.id).await, (1, "Kiln".into(), "Ngong Road 1\nNairobi".into()));
    assert_eq!(issued(&till, first.id).await, (2, "Kiln".into(), "Ngong Road 1\nNairobi".into()));
    drop(site);
}

async fn the_currency_stays_once_there_are_prices(world: &World) {
    let till = open_till(world, "KES").await;
    let week = std::array::from_fn(|_| "08:00-18:00".to_owned());
    let settings = |name: &str, currency: &str| Settings {
        name: name.into(),
        time_zone: "Africa/Nairobi".into(),
        currency: currency.into(),
        week: week.clone(),
        holidays: String::new(),
    };
    let error = businesses::update(&till.s, &till.kiln.boss.admin(), &settings("Kiln", "JPY")).await.unwrap_err();
    assert!(error.of_field("currency").is_some_and(|why| why.contains("in KES")), "{error:?}");
    businesses::update(&till.s, &till.kiln.boss.admin(), &settings("Kiln and co", "KES")).await.unwrap();
    let now = businesses::find(till.s.db(), till.kiln.business.id).await.unwrap();
    assert_eq!((now.name.as_str(), now.currency.as_str()), ("Kiln and co", "KES"));
}
