//! The shop of the demo: two dozen products with pictures, and sixty orders of the last 60 days whose ledger adds up.

mod draw;
mod goods;
mod queries;

use super::chance::Chance;
use super::people;
use super::plan::by_day;
use goods::Good;
use queries::{Change, Line, Step};
use std::collections::BTreeMap;
use stoa::Result;
use stoa::catalog::draft::{Checked, CheckedVariant, THRESHOLD, to_slug};
use stoa::files::actions as files;
use stoa::kernel::ids::{BusinessId, CartId, MemberId, OrderId, ProductId, VariantId};
use stoa::kernel::money::Money;
use stoa::kernel::time::Timestamp;
use stoa::orders::model::{Deed, Method, Order, OrderStatus};
use stoa::orders::rules::{Actor, decide};
use stoa::platform::{Tx, secret};

const MINUTE: i64 = 60_000;
const DAY: i64 = 86_400_000;
/// Orders there are.
const ORDERS: i64 = 60;
const HEADLINE: &str = "Pots, cups and the plants that live in them";
const ABOUT: &str = "Thrown by hand in Nairobi. Order before noon and it leaves today; book a seat at the wheel on Saturdays.";
const STREETS: [&str; 8] = [
    "Ngong Road 112",
    "Kilimani, Wood Avenue 4",
    "Karen, Bogani Road 31",
    "Westlands, Rhapta Road 9",
    "Lavington, James Gichuru 20",
    "South B, Mukenia 7",
    "Parklands, 3rd Avenue 15",
    "Runda, Glory Road 2",
];

/// Who works there and who buys there.
pub struct Cast<'a> {
    /// The staff, as [`people::STAFF`].
    pub staff: &'a [MemberId],
    /// The customers, as [`people::customers`].
    pub customers: &'a [MemberId],
}

/// A variant with what the story of the shop needs of it.
struct Item {
    id: VariantId,
    sku: String,
    product: &'static str,
    name: &'static str,
    price: Money,
    sells: i64,
    /// Pieces there shall be in the end.
    left: i64,
    stock: i64,
}

/// Fills the shop.
///
/// # Errors
/// When the database or the file store fails.
pub async fn fill(tx: &mut Tx, business: BusinessId, cast: &Cast<'_>) -> Result<()> {
    let mut items = add_goods(tx, business, cast.staff[3]).await?;
    let now = tx.now();
    let orders = plan(&items, now);
    stock_up(tx, business, &mut items, &orders, cast.staff[3], now.plus_ms(-64 * DAY)).await?;
    for (number, order) in (1..).zip(&orders) {
        place(tx, business, cast, &mut items, number, order).await?;
    }
    queries::finish(tx, business, ORDERS, HEADLINE, ABOUT).await
}

async fn add_goods(tx: &mut Tx, business: BusinessId, boss: MemberId) -> Result<Vec<Item>> {
    let (mut items, mut shelves) = (Vec::new(), BTreeMap::new());
    let since = tx.now().plus_ms(-70 * DAY);
    // The newest stands first in the shop: what is named first is added last.
    for (n, good) in goods::all().into_iter().enumerate() {
        let shelf = match shelves.get(good.group) {
            Some(shelf) => *shelf,
            None => {
                let shelf = queries::insert_shelf(tx, business, &to_slug(good.group), good.group, shelves.len() as i64 + 1).await?;
                shelves.insert(good.group, shelf);
                shelf
            }
        };
        let (slug, at) = (to_slug(good.name), since.plus_ms(-(n as i64) * MINUTE));
        let checked = Checked { name: good.name.into(), slug: slug.clone(), category: Some(shelf), description: good.description.into(), partner: None };
        let product = queries::insert_product(tx, business, &checked, at).await?;
        let bytes = draw::picture(&good);
        let file = files::store(tx, business, boss, &format!("{slug}.png"), bytes.into()).await?;
        queries::describe(tx, business, product, file, good.name, &format!("{} {}", good.group, good.description)).await?;
        add_variants(tx, business, product, &good, n, &mut items).await?;
    }
    Ok(items)
}

async fn add_variants(tx: &mut Tx, business: BusinessId, product: ProductId, good: &Good, n: usize, items: &mut Vec<Item>) -> Result<()> {
    let many = good.variants.len() as i64;
    for (position, (name, shillings)) in (1..).zip(&good.variants) {
        let price = Money(shillings * 100);
        let sku = format!("KL-{:03}-{position}", n + 1);
        let lead_days = 7 + (n as i64 % 3) * 7;
        let checked = CheckedVariant { sku: sku.clone(), name: (*name).to_owned(), price, threshold: THRESHOLD, lead_days };
        let id = queries::insert_variant(tx, business, product, &checked, position).await?;
        items.push(Item { id, sku, product: good.name, name, price, sells: good.sells, left: good.left / many, stock: 0 });
    }
    Ok(())
}

/// An order to be told: when, by whom, what (item and pieces), and how far it comes.
struct Plan {
    at: Timestamp,
    customer: Option<usize>,
    lines: Vec<(usize, i64)>,
    deeds: Vec<Deed>,
    chance: Chance,
}

fn plan(items: &[Item], now: Timestamp) -> Vec<Plan> {
    let mut chance = Chance::new(77);
    let weights: i64 = items.iter().map(|i| i.sells).sum();
    let mut plans: Vec<Plan> = (0..ORDERS)
        .map(|n| {
            // Evenly over 60 days with some chance in each; the last ones are of today.
            let age = ((ORDERS - n) * 60 * 1440 / ORDERS - 1400 + chance.between(0, 1300)).max(25 + (ORDERS - n) * 20);
            let mut lines: BTreeMap<usize, i64> = BTreeMap::new();
            for _ in 0..chance.between(1, 3) {
                let mut at = chance.between(0, weights - 1);
                let item = items.iter().position(|i| {
                    at -= i.sells;
                    at < 0
                });
                *lines.entry(item.unwrap_or(0)).or_default() += chance.between(1, 3);
            }
            let customer = if n % 13 == 4 { Some(0) } else { chance.happens(60).then(|| chance.between(1, 39) as usize) };
            let lines: Vec<(usize, i64)> = lines.into_iter().collect();
            let mut deeds = deeds(&mut chance, age);
            // What is scarce stays sold, so that as much is left in the end as the table says.
            if lines.iter().any(|(i, many)| items[*i].left < *many + 3) {
                deeds.retain(|deed| *deed != Deed::Refund);
                deeds.iter_mut().filter(|deed| **deed == Deed::Cancel).for_each(|deed| *deed = Deed::Confirm);
            }
            Plan { at: by_day(now, age), customer, lines, deeds, chance: chance.clone() }
        })
        .collect();
    plans.sort_by_key(|p| p.at);
    plans
}

/// What was done to an order of this age, in minutes.
fn deeds(chance: &mut Chance, age: i64) -> Vec<Deed> {
    match age {
        ..600 => Vec::new(),
        600..1500 => vec![Deed::Confirm],
        1500..4500 => vec![Deed::Confirm, Deed::Ship],
        _ if chance.happens(8) => vec![Deed::Cancel],
        _ if chance.happens(8) => vec![Deed::Confirm, Deed::Ship, Deed::Deliver, Deed::Refund],
        _ => vec![Deed::Confirm, Deed::Ship, Deed::Deliver],
    }
}

/// Brings in so much before the first order that in the end there is what the table says.
async fn stock_up(tx: &mut Tx, business: BusinessId, items: &mut [Item], orders: &[Plan], boss: MemberId, at: Timestamp) -> Result<()> {
    for (n, item) in items.iter_mut().enumerate() {
        let stays = orders.iter().filter(|o| !o.deeds.contains(&Deed::Cancel));
        let sold: i64 = stays.flat_map(|o| &o.lines).filter(|(i, _)| *i == n).map(|(_, many)| many).sum();
        let quantity = item.left + sold;
        if quantity > 0 {
            item.stock = quantity;
            let (amount, order, by) = (Money::ZERO, None, Some(boss));
            let change = Change { variant: item.id, kind: "restock", quantity, after: quantity, amount, order, note: "First stock", by, at };
            queries::insert_change(tx, business, &change).await?;
        }
    }
    Ok(())
}

async fn place(tx: &mut Tx, business: BusinessId, cast: &Cast<'_>, items: &mut [Item], number: i64, plan: &Plan) -> Result<()> {
    let mut chance = plan.chance.clone();
    let people = people::customers();
    let total = Money(plan.lines.iter().map(|(i, many)| items[*i].price.0 * many).sum());
    let who = people[plan.customer.unwrap_or_else(|| chance.between(1, 39) as usize)];
    let mut order = Order {
        id: OrderId(0),
        business_id: business,
        number,
        token: secret::long_token(),
        cart_id: CartId(0),
        member_id: plan.customer.map(|n| cast.customers[n]),
        name: who.0.to_owned(),
        email: who.1.to_owned(),
        phone: format!("+2547{:08}", chance.between(0, 99_999_999)),
        address: format!("{}\nNairobi", chance.pick(&STREETS)),
        note: if chance.happens(20) { "Please call before you come.".into() } else { String::new() },
        method: Method::OnDelivery,
        status: OrderStatus::Pending,
        currency: "KES".into(),
        total,
        paid: Money::ZERO,
        refunded: Money::ZERO,
        partner_id: None,
        tracking: String::new(),
        placed_at: plan.at,
        updated_at: plan.at,
    };
    let returned = if plan.deeds.contains(&Deed::Refund) { items[plan.lines[0].0].price } else { Money::ZERO };
    let mut steps = vec![Step { deed: Deed::Place, status: OrderStatus::Pending, amount: Money::ZERO, by: order.member_id, at: plan.at }];
    for (n, deed) in plan.deeds.iter().enumerate() {
        let at = plan.at.plus_ms((n as i64 + 1) * chance.between(7 * 60, 20 * 60) * MINUTE);
        let amount = if *deed == Deed::Refund { returned } else { Money::ZERO };
        let Ok(outcome) = decide(&order.standing(), Actor::Staff, *deed, amount) else { continue };
        let moved = Money(outcome.paid.0 - order.paid.0 + outcome.refunded.0 - order.refunded.0);
        (order.status, order.paid, order.refunded, order.updated_at) = (outcome.status, outcome.paid, outcome.refunded, at);
        let by = Some(cast.staff[chance.between(0, 2) as usize]);
        steps.push(Step { deed: *deed, status: outcome.status, amount: moved, by, at });
    }
    let id = queries::insert_order(tx, business, &order, &format!("demo-{number}")).await?;
    for step in &steps {
        queries::insert_step(tx, business, id, step).await?;
    }
    let last = steps[steps.len() - 1].by;
    for (n, (at, many)) in plan.lines.iter().enumerate() {
        let item = &mut items[*at];
        let back = if n == 0 && order.refunded > Money::ZERO { 1 } else { 0 };
        let line = Line { variant: item.id, sku: item.sku.clone(), product: item.product, name: item.name, price: item.price, quantity: *many, returned: back };
        queries::insert_line(tx, business, id, &line).await?;
        move_stock(tx, business, item, ("sale", -many), id, (order.member_id, plan.at)).await?;
        if order.status == OrderStatus::Cancelled {
            move_stock(tx, business, item, ("cancel", *many), id, (last, order.updated_at)).await?;
        }
        if back > 0 {
            move_stock(tx, business, item, ("return", back), id, (last, order.updated_at)).await?;
        }
    }
    Ok(())
}

async fn move_stock(
    tx: &mut Tx,
    business: BusinessId,
    item: &mut Item,
    (kind, quantity): (&'static str, i64),
    order: OrderId,
    (by, at): (Option<MemberId>, Timestamp),
) -> Result<()> {
    item.stock += quantity;
    let amount = Money(-item.price.0 * quantity);
    let change = Change { variant: item.id, kind, quantity, after: item.stock, amount, order: Some(order), note: "", by, at };
    queries::insert_change(tx, business, &change).await
}
