//! Two hundred people at two real processes want fifty pieces, or one time: nothing is sold or booked twice, and everybody else is told why.

use crate::town::Town;
use serde_json::json;
use std::collections::BTreeSet;
use stoa::accounts::model::Role;
use stoa::appointments::actions as booking;
use stoa::appointments::draft::OfferingDraft;
use stoa::appointments::roster::RosterDraft;
use stoa::catalog::actions as catalog;
use stoa::catalog::draft::{ProductDraft, VariantDraft};
use stoa::inventory::actions as inventory;
use stoa::kernel::time::Timestamp;

const PIECES: i64 = 50;
const DAY_MS: i64 = 24 * 3_600_000;

/// For fifty pieces.
pub async fn of_buyers() {
    let town = Town::new().await;
    let s = &town.home.services;
    let variant = VariantDraft { sku: "MUG".into(), price: "950".into(), threshold: "3".into(), lead_days: "7".into(), ..VariantDraft::default() };
    let product = ProductDraft { name: "Mug".into(), ..ProductDraft::default() };
    let mug = catalog::create(s, &town.boss, &product, &variant, &PIECES.to_string()).await.expect("a product");
    let order = json!({
        "lines": [{ "sku": "MUG", "quantity": 1 }], "name": "Wanjiru", "email": "wanjiru@example.com", "phone": "+254700000482",
        "address": "Ngong Road 12, Nairobi", "method": "on_delivery"
    });
    let orders = Town::got(town.all_send("orders", &order).await, "“Mug” is sold out.", "lines[0].quantity");
    let numbers: BTreeSet<String> = orders.iter().filter_map(|order| order["number"].as_str().map(str::to_owned)).collect();
    assert_eq!(orders.len(), PIECES as usize, "each piece is sold once");
    assert_eq!(numbers, (1..=PIECES).map(|n| format!("ORD-{n:06}")).collect(), "without gaps");
    let left = catalog::find_product(s, &town.boss, mug).await.expect("the product").variants.remove(0);
    assert_eq!((left.stock, left.held), (0, 0));
    assert_eq!(inventory::list_off(s, town.home.business.id).await.expect("the ledger"), []);
    town.end().await;
}

/// For one time.
pub async fn of_guests() {
    let town = Town::new().await;
    let s = &town.home.services;
    let (_, amina) = town.home.person(Role::Agent, "Amina").await;
    let amina = amina.person().member();
    let always = RosterDraft { week: std::array::from_fn(|_| "09:00-17:00".to_owned()), exceptions: String::new() };
    booking::set_roster(s, &town.boss, amina, &always).await.expect("hours");
    let consultation = OfferingDraft { name: "Consultation".into(), duration: "60".into(), is_offered: true, staff: vec![amina], ..OfferingDraft::default() };
    let service = booking::create(s, &town.boss, &consultation).await.expect("an offering");
    // Ten in Nairobi, in three days.
    let starts_at = (s.now().0 / DAY_MS + 3) * DAY_MS + 7 * 3_600_000;
    let wish = json!({ "service": service, "starts_at": starts_at, "name": "Wanjiru", "email": "wanjiru@example.com", "phone": "+254700000482" });
    let booked = Town::got(town.all_send("appointments", &wish).await, "This time was just taken. Choose another one.", "starts_at");
    assert_eq!(booked.len(), 1, "{booked:?}");
    let from = booked[0]["starts_at"].as_i64().expect("a time");
    let entries = booking::calendar(s, &town.boss.as_agent(), Timestamp(from), Timestamp(from + DAY_MS), None).await;
    assert_eq!((from, entries.expect("the calendar").len()), (starts_at, 1), "once in the calendar");
    town.end().await;
}
