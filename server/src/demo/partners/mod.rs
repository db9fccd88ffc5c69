//! A courier who works with the demo shop: a product of theirs, and two orders whose tickets are talked in on both sides.

mod queries;

use super::people;
use super::story::{Line, Teller, Terms, Who};
use super::talks::Voice;
use super::write::Writer;
use stoa::Result;
use stoa::accounts::actions::{self as accounts, Newcomer};
use stoa::accounts::model::{Availability, Role};
use stoa::kernel::ids::{MemberId, OrderId};
use stoa::kernel::time::Timestamp;
use stoa::orders::actions as orders;
use stoa::orders::model::Opened;
use stoa::platform::Tx;
use stoa::tickets::model::Priority;
use stoa::tickets::order_lines::{for_customer, for_partner, subject};

const MINUTE: i64 = 60_000;
const DAY: i64 = 86_400_000;

/// The courier, and the address they sign in with.
pub const PARTNER: (&str, &str) = ("Baraka Couriers", "partner@example.com");

/// What is said with the customer and with the courier, so many minutes after the order: by the courier or customer when `true`, else by the agent.
type Said = [(i64, bool, &'static str)];

const WITH_CUSTOMER: [&Said; 2] = [
    &[
        (9, false, "Thank you for your order. We pack it today and tell you as soon as it leaves."),
        (31, true, "Lovely. Please wrap it well, it is a present."),
        (44, false, "We will: paper, straw and a box in a box."),
    ],
    &[
        (12, false, "Thank you for your order. It leaves with our courier as soon as it is packed."),
        (38, true, "Can it be left with the guard at the gate?"),
        (52, false, "Yes, we have told the courier."),
    ],
];
const WITH_COURIER: [&Said; 2] = [
    &[(55, false, "A fragile one for you, in a double box. Can you collect it this afternoon?"), (71, true, "Yes, I am in your street at four.")],
    &[
        (58, false, "Please leave this one with the guard at the gate if nobody is in."),
        (80, true, "Noted. I call from the gate anyway."),
        (86, false, "Thank you."),
    ],
];

/// Writes them; the first ticket gets number `first`.
///
/// # Errors
/// When the database fails.
pub async fn fill(tx: &mut Tx, writer: &Writer, hash: &str, first: i64) -> Result<()> {
    let (name, email) = PARTNER;
    let new = Newcomer { role: Role::Partner, name, email, password_hash: Some(hash), is_verified: true, is_owner: false };
    let person = accounts::enrol(tx, writer.business, &new).await?;
    let now = tx.now();
    super::queries::set_past(tx, writer.business, person, now.plus_ms(-200 * DAY), Some(now.plus_ms(-40 * MINUTE)), Availability::Offline).await?;
    queries::supply(tx, writer.business, person.1).await?;
    for (n, order) in queries::list_on_their_way(tx, writer.business).await?.into_iter().enumerate() {
        tell(tx, writer, person.1, order, (n, first + n as i64)).await?;
    }
    Ok(())
}

async fn tell(tx: &mut Tx, writer: &Writer, partner: MemberId, id: OrderId, (n, number): (usize, i64)) -> Result<()> {
    queries::entrust(tx, writer.business, id, partner).await?;
    let Some(opened) = orders::find_quietly(&mut *tx, writer.business, id).await? else { return Ok(()) };
    let people = people::customers();
    let Some(customer) = people.iter().position(|(_, email)| *email == opened.order.email) else { return Ok(()) };
    let terms = Terms { sla: writer.terms.clone(), now: tx.now() };
    let began = opened.order.placed_at;
    let mut teller = Teller::begin(&terms, subject(&opened.order), ("Delivery", Priority::Medium), number, (customer, people[customer].0), began);
    for line in lines(&opened, WITH_CUSTOMER[n % 2], terms.now, |step| for_customer(&opened.order, step)) {
        match line.who {
            Who::Customer => teller.tell(Voice::Customer, n, line.body, line.at),
            Who::Staff(_) => teller.tell(Voice::Agent, n, line.body, line.at),
            Who::Bot | Who::Nobody => teller.mark(line.body, line.at),
        }
        if line.at == began {
            teller.take(n, began.plus_ms(4 * MINUTE));
        }
    }
    let (ticket, _) = writer.write(tx, &teller.end()).await?;
    let with_courier: Vec<Line> = lines(&opened, WITH_COURIER[n % 2], terms.now, |step| for_partner(&opened.order, &[], step))
        .into_iter()
        .map(|line| Line { who: if let Who::Staff(_) = line.who { Who::Staff(n) } else { line.who }, ..line })
        .collect();
    let lane = writer.write_partner_lane(tx, &with_courier, partner, began).await?;
    queries::bind(tx, writer.business, ticket, id, partner, lane).await
}

/// What is said and what happened, in order; nothing of it after `now`.
fn lines(opened: &Opened, said: &Said, now: Timestamp, mark: impl Fn(&stoa::orders::model::Step) -> Option<String>) -> Vec<Line> {
    let began = opened.order.placed_at;
    let happened = opened.steps.iter().filter_map(|step| Some(Line { who: Who::Nobody, body: mark(step)?, at: step.at }));
    let spoken = said.iter().map(|(minutes, is_theirs, body)| {
        let who = if *is_theirs { Who::Customer } else { Who::Staff(0) };
        Line { who, body: (*body).to_owned(), at: began.plus_ms(minutes * MINUTE) }
    });
    let mut all: Vec<Line> = happened.chain(spoken).map(|line| Line { at: line.at.min(now), ..line }).collect();
    all.sort_by_key(|line| line.at);
    all
}
