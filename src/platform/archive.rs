//! Reads and fills whole tables, row by row as JSON, in a form that both databases understand: for backups.
//!
//! Names of tables come from [`TABLES`], names of columns from the database itself: nothing that anybody typed becomes SQL.

use super::db::Db;
use super::tx::{Inner, Tx};
use crate::error::Error;
use crate::{db_exec, db_val, db_val_opt};
use futures_util::TryStreamExt;
use sqlx::{AssertSqlSafe, Postgres, Sqlite, Transaction};

/// What a backup holds, in an order in which it can be filled: each table after those it points to.
pub const TABLES: &[&str] = &[
    "business",
    "account",
    "member",
    "session",
    "account_link",
    "guest",
    "mail",
    "sms_setting",
    "sms",
    "conversation",
    "conversation_member",
    "message",
    "file",
    "draft",
    "search_entry",
    "category",
    "sla_target",
    "sla_setting",
    "sla_category",
    "sla_category_target",
    "help_center",
    "help_category",
    "help_article",
    "help_former_slug",
    "help_entry",
    "help_vote",
    "help_reply",
    "help_question",
    "product_category",
    "product",
    "variant",
    "product_picture",
    "product_import",
    "product_entry",
    "shop_front",
    "cart",
    "cart_line",
    "shop_order",
    "order_line",
    "order_step",
    "ticket",
    "former_lane",
    "ticket_link",
    "ticket_skill",
    "scheduled_reply",
    "ticket_wait",
    "ticket_pause",
    "tag",
    "ticket_tag",
    "field",
    "field_category",
    "ticket_field",
    "macro",
    "macro_run",
    "canned",
    "ticket_template",
    "automation",
    "automation_run",
    "automation_hook",
    "automation_setting",
    "ticket_follower",
    "preference",
    "chat_setting",
    "chat_topic",
    "chat",
    "chat_page",
    "chat_reply",
    "chat_answer",
    "queue_setting",
    "queue_agent",
    "queue_skill",
    "assignment",
    "saved_view",
    "bulk_change",
    "bulk_item",
    "journey",
    "journey_walk",
    "journey_visit",
    "talk",
    "payment_account",
    "payment",
    "payment_refund",
    "payment_notice",
    "payment_return",
    "payment_terms",
    "invoice",
    "stock_change",
    "stock_hold",
    "offering",
    "booking_staff",
    "offering_staff",
    "appointment",
    "appointment_claim",
    "appointment_step",
    "call",
    "card",
    "event",
    "topic",
    "topic_event",
    "job",
];

/// What a backup leaves out: counts that triggers keep, and what is only of the moment.
pub const LEFT_OUT: &[&str] = &["ticket_count", "ticket_change", "typed", "schedule"];

const COLUMNS_SQLITE: &str = "SELECT name FROM pragma_table_info($1) ORDER BY cid";
// Numbers that only the database gives are its own: another one gives its own anew.
const COLUMNS_POSTGRES: &str = "SELECT column_name::text FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = $1 AND is_generated = 'NEVER' AND identity_generation IS DISTINCT FROM 'ALWAYS' ORDER BY ordinal_position";
const IS_USED: &str = "SELECT EXISTS (SELECT 1 FROM business) OR EXISTS (SELECT 1 FROM account)";
const SERIAL_POSTGRES: &str = "SELECT pg_get_serial_sequence($1, 'id')";

/// One moment of the database, while others go on writing.
#[derive(Debug)]
pub enum Snapshot {
    /// A read transaction on SQLite's log.
    Sqlite(Transaction<'static, Sqlite>),
    /// A repeatable read on PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

impl Snapshot {
    /// Holds on to this moment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take(db: &Db) -> Result<Self, sqlx::Error> {
        Ok(match db {
            Db::Sqlite { read, .. } => Self::Sqlite(read.begin().await?),
            Db::Postgres(pool) => Self::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?),
        })
    }

    /// The columns of a table that are stored, not computed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn columns(&mut self, table: &str) -> Result<Vec<String>, sqlx::Error> {
        match self {
            Self::Sqlite(tx) => sqlx::query_scalar(COLUMNS_SQLITE).bind(table).fetch_all(&mut **tx).await,
            Self::Postgres(tx) => sqlx::query_scalar(COLUMNS_POSTGRES).bind(table).fetch_all(&mut **tx).await,
        }
    }

    /// Hands each row of a table to `take`, as one line of JSON.
    ///
    /// # Errors
    /// When the database fails, or what `take` says.
    pub async fn rows(&mut self, table: &str, columns: &[String], mut take: impl FnMut(&str) -> Result<(), String>) -> Result<(), String> {
        let failed = |e: sqlx::Error| format!("{table} cannot be read: {e}");
        match self {
            Self::Sqlite(tx) => {
                let pairs: Vec<String> = columns.iter().map(|c| format!("'{c}', \"{c}\"")).collect();
                let sql = statement("SELECT", format!("json_object({}) FROM {table}", pairs.join(", ")));
                let mut rows = sqlx::query_scalar::<_, String>(sql).fetch(&mut **tx);
                while let Some(row) = rows.try_next().await.map_err(failed)? {
                    take(&row)?;
                }
            }
            Self::Postgres(tx) => {
                let sql = statement("SELECT", format!("row_to_json(r)::text FROM (SELECT {} FROM {table}) r", list(columns)));
                let mut rows = sqlx::query_scalar::<_, String>(sql).fetch(&mut **tx);
                while let Some(row) = rows.try_next().await.map_err(failed)? {
                    take(&row)?;
                }
            }
        }
        Ok(())
    }
}

/// Whether somebody has used this installation: then nothing may be filled in.
///
/// # Errors
/// When the database fails.
pub async fn is_used(tx: &mut Tx) -> Result<bool, Error> {
    Ok(db_val!(tx, IS_USED)?)
}

/// Fills rows into a table. `rows` is a JSON array of objects; columns the table has and the objects have not keep their defaults.
///
/// # Errors
/// When the database refuses a row.
pub async fn fill(tx: &mut Tx, table: &str, columns: &[String], rows: String) -> Result<u64, sqlx::Error> {
    let names = list(columns);
    match tx.inner() {
        Inner::Sqlite(t) => {
            let values: Vec<String> = columns.iter().map(|c| format!("json_extract(value, '$.{c}')")).collect();
            let sql = statement("INSERT", format!("INTO {table} ({names}) SELECT {} FROM json_each($1)", values.join(", ")));
            sqlx::query(sql).bind(rows).execute(&mut **t).await.map(|done| done.rows_affected())
        }
        Inner::Postgres(t) => {
            let sql = statement("INSERT", format!("INTO {table} ({names}) SELECT {names} FROM json_populate_recordset(NULL::{table}, $1::json)"));
            sqlx::query(sql).bind(rows).execute(&mut **t).await.map(|done| done.rows_affected())
        }
    }
}

/// Lets new rows of a filled table get ids after the ones it has. SQLite does so by itself.
///
/// # Errors
/// When the database fails.
pub async fn continue_ids(tx: &mut Tx, table: &str, columns: &[String]) -> Result<(), sqlx::Error> {
    if !tx.is_postgres() || !columns.iter().any(|c| c == "id") {
        return Ok(());
    }
    let serial: Option<Option<String>> = db_val_opt!(&mut *tx, SERIAL_POSTGRES, table)?;
    if let Some(serial) = serial.flatten() {
        let sql = statement("SELECT", format!("setval('{serial}', (SELECT COALESCE(MAX(id), 0) + 1 FROM {table}), FALSE)"));
        db_exec!(tx, AssertSqlSafe(sql.0.clone()))?;
    }
    Ok(())
}

fn statement(verb: &str, rest: String) -> AssertSqlSafe<String> {
    AssertSqlSafe(format!("{verb} {rest}"))
}

fn list(columns: &[String]) -> String {
    columns.iter().map(|c| format!("\"{c}\"")).collect::<Vec<_>>().join(", ")
}
