//! A large business: 100,000 tickets of 5,000 customers and 50 agents, 1,000,000 messages. Rows in bulk, messages through the product's own store.

use super::words::Dice;
use super::world::{self, Someone};
use sqlx::AssertSqlSafe;
use stoa::accounts::model::Role;
use stoa::businesses::model::Business;
use stoa::conversations::model::SenderKind;
use stoa::conversations::search;
use stoa::conversations::store::{Outgoing, store};
use stoa::kernel::ids::{ConversationId, MemberId};
use stoa::platform::{Db, Services};
use uuid::Uuid;

/// Messages of one transaction.
const BATCH: usize = 2000;
/// Tickets of one transaction.
const TICKET_BATCH: usize = 5000;

/// How large.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Tickets.
    pub tickets: usize,
    /// Messages, in their lanes.
    pub messages: usize,
    /// Customers.
    pub customers: usize,
    /// Agents.
    pub agents: usize,
}

/// The people of a large business.
pub struct Large {
    /// Some of its customers.
    pub customers: Vec<Someone>,
    /// Its agents.
    pub agents: Vec<Someone>,
}

const CONVERSATIONS: &str = "INSERT INTO conversation (id, business_id, kind, created_at)
    WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {many} * 2)
    SELECT i, {business}, CASE i % 2 WHEN 1 THEN 'customer_lane' ELSE 'staff_lane' END, {now} - ({many} * 2 - i) * 13000 FROM n";
const PARTIES: &str = "INSERT INTO conversation_member (conversation_id, member_id, is_party) SELECT customer_lane, customer_id, TRUE FROM ticket";
// A month and a half of tickets: 15 % active, 15 % resolved, the rest closed; a quarter was never taken. Multiplying by primes mixes the columns.
const TICKETS: &str = "INSERT INTO ticket (business_id, number, client_id, subject, category_id, priority, status, customer_id, assignee_id, customer_lane, staff_lane,
        opened_at, updated_at, waiting_since, preview, response_due_at, responded_at, resolution_due_at, resolved_at, closed_at)
    WITH RECURSIVE n(i) AS (SELECT CAST({first} AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {last}),
    t(i, opened, step) AS (SELECT i, {now} - ({many} - i) * 40000, i * 7919 % 20 FROM n)
    SELECT {business}, i, 'bulk-' || i, 'Ticket about parcel ' || i, (SELECT MIN(id) FROM category) + i * 31 % 5,
        CASE i * 101 % 4 WHEN 0 THEN 'low' WHEN 1 THEN 'medium' WHEN 2 THEN 'high' ELSE 'urgent' END,
        CASE step WHEN 0 THEN 'open' WHEN 1 THEN 'in_progress' WHEN 2 THEN 'waiting_response' WHEN 3 THEN 'resolved' WHEN 4 THEN 'resolved' WHEN 5 THEN 'resolved' ELSE 'closed' END,
        {customer} + i * 104729 % {customers}, CASE WHEN i * 13 % 4 = 0 THEN NULL ELSE {agent} + i * 613 % {agents} END, i * 2 - 1, i * 2,
        opened, opened + i * 7907 % 4000000, opened, 'The last message of ticket ' || i, opened + 7200000, CASE WHEN step > 0 THEN opened + 3600000 END, opened + 86400000,
        CASE WHEN step > 2 THEN opened + 43200000 END, CASE WHEN step > 5 THEN opened + 86400000 END FROM t";
const HEADS: &str = "UPDATE conversation SET dispatched = head WHERE dispatched < head";
const NUMBERS: &str = "UPDATE business SET ticket_head = {many}";
// Conversations were given their ids: the next one comes after them.
const IDS_POSTGRES: &str = "SELECT setval(pg_get_serial_sequence('conversation', 'id'), {many} * 2)";
const STATISTICS_POSTGRES: &str = "VACUUM (ANALYZE)";

/// Fills an empty database.
pub async fn fill(services: &Services, business: &Business, size: Size) -> Result<Large, String> {
    let customers = world::people(services, business, Role::Customer, size.customers).await.map_err(|e| e.to_string())?;
    let agents = world::people(services, business, Role::Agent, size.agents).await.map_err(|e| e.to_string())?;
    let values = [
        ("{many}", size.tickets as i64),
        ("{business}", business.id.0),
        ("{now}", services.now().0),
        ("{customers}", size.customers as i64),
        ("{customer}", customers[0].member.0),
        ("{agents}", size.agents as i64),
        ("{agent}", agents[0].member.0),
    ];
    let with_values = |sql: &str| values.iter().fold(sql.to_owned(), |sql, (name, value)| sql.replace(name, &value.to_string()));
    execute(services.db(), with_values(CONVERSATIONS)).await?;
    for first in (1..=size.tickets).step_by(TICKET_BATCH) {
        let last = (first + TICKET_BATCH - 1).min(size.tickets);
        execute(services.db(), with_values(TICKETS).replace("{first}", &first.to_string()).replace("{last}", &last.to_string())).await?;
    }
    execute(services.db(), PARTIES.to_owned()).await?;
    execute(services.db(), with_values(NUMBERS)).await?;
    messages(services, size, customers[0].member, agents[0].member).await.map_err(|e| e.to_string())?;
    execute(services.db(), HEADS.to_owned()).await?;
    while search::catch_up(services).await.map_err(|e| e.to_string())? {}
    if services.db().is_postgres() {
        execute(services.db(), with_values(IDS_POSTGRES)).await?;
        // What its autovacuum does by itself within a minute.
        execute(services.db(), STATISTICS_POSTGRES.to_owned()).await?;
    }
    Ok(Large { customers, agents })
}

/// Every tenth message is a note of staff.
async fn messages(services: &Services, size: Size, customer: MemberId, agent: MemberId) -> Result<(), stoa::Error> {
    let mut dice = Dice::new(7);
    let mut left = size.messages;
    while left > 0 {
        let many = left.min(BATCH);
        let batch: Vec<Outgoing> = (0..many)
            .map(|n| {
                let ticket = 1 + dice.below(size.tickets) as i64;
                let is_note = n % 10 == 9;
                let is_staff = is_note || n % 2 == 1;
                Outgoing {
                    conversation: ConversationId(if is_note { ticket * 2 } else { ticket * 2 - 1 }),
                    client_id: Uuid::now_v7(),
                    sender: Some(if is_staff { agent } else { customer }),
                    name: String::new(),
                    kind: if is_staff { SenderKind::Agent } else { SenderKind::Customer },
                    body: dice.message(),
                    files: Vec::new(),
                    extra: Default::default(),
                }
            })
            .collect();
        let mut tx = services.begin().await?;
        store(&mut tx, &batch).await?.into_iter().collect::<Result<Vec<_>, _>>()?;
        tx.commit().await?;
        left -= many;
    }
    Ok(())
}

async fn execute(db: &Db, sql: String) -> Result<(), String> {
    let done = match db {
        Db::Sqlite { write, .. } => sqlx::query(AssertSqlSafe(sql)).execute(write).await.map(drop),
        Db::Postgres(pool) => sqlx::query(AssertSqlSafe(sql)).execute(pool).await.map(drop),
    };
    done.map_err(|e| e.to_string())
}
