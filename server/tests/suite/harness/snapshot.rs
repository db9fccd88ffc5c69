//! Everything the database holds, row by row, to see that something left no trace.

use super::World;
use sqlx::AssertSqlSafe;
use std::collections::BTreeMap;
use stoa::kernel::ids::BusinessId;
use stoa::platform::Db;

const COLUMNS_SQLITE: &str = "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'";
const COLUMNS_POSTGRES: &str = "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'public'";

/// Kept by the engines, or changed by looking: refused forms, the runner's own notes, sessions.
const NOT_COMPARED: &[&str] = &["search_entry", "help_entry", "sqlite_", "_sqlx_migrations", "typed", "job", "schedule", "session"];
/// Columns that say who is there.
const PRESENCE: &[&str] = &["online_until", "last_seen_at", "active_at"];

impl World {
    /// All rows in order, or those that belong to one business.
    pub async fn snapshot(&self, of: Option<BusinessId>) -> Vec<String> {
        let db = self.services.db();
        let (build, newline) = if db.is_postgres() { ("jsonb_build_array", "chr(10)") } else { ("json_array", "char(10)") };
        let parts: Vec<String> = self
            .tables()
            .await
            .iter()
            .map(|(table, columns)| {
                let only = of.map_or_else(String::new, |b| format!(" WHERE {}", belongs(table, columns, b)));
                format!("SELECT '{table} ' || CAST({build}({}) AS TEXT) AS r FROM {table}{only}", columns.join(", "))
            })
            .collect();
        // One text out of the engine: thousands of rows one by one would take most of a test's time.
        let aggregate = if db.is_postgres() { "string_agg" } else { "group_concat" };
        let sql = AssertSqlSafe(format!("SELECT {aggregate}(r, {newline} ORDER BY r) FROM ({}) AS rows_of_all", parts.join(" UNION ALL ")));
        let text: Option<String> = match db {
            Db::Sqlite { read, .. } => sqlx::query_scalar(sql).fetch_one(read).await.expect("rows"),
            Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_one(pool).await.expect("rows"),
        };
        text.unwrap_or_default().lines().map(str::to_owned).collect()
    }

    /// The columns that are compared, by table.
    async fn tables(&self) -> BTreeMap<String, Vec<String>> {
        let columns: Vec<(String, String)> = match self.services.db() {
            Db::Sqlite { read, .. } => sqlx::query_as(COLUMNS_SQLITE).fetch_all(read).await.expect("columns"),
            Db::Postgres(pool) => sqlx::query_as(COLUMNS_POSTGRES).fetch_all(pool).await.expect("columns"),
        };
        let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (table, column) in columns {
            let is_compared = !NOT_COMPARED.iter().any(|t| {
                table == *t
                    || table.starts_with("search_entry")
                    || table.starts_with("help_entry")
                    || table.starts_with("product_entry")
                    || (t.ends_with('_') && table.starts_with(t))
            });
            if is_compared && !PRESENCE.contains(&column.as_str()) {
                tables.entry(table).or_default().push(column);
            }
        }
        tables
    }
}

/// Which rows of a table belong to a business.
fn belongs(table: &str, columns: &[String], business: BusinessId) -> String {
    let has = |name: &str| columns.iter().any(|c| c == name);
    let events = format!("SELECT id FROM event WHERE business_id = {business}");
    let members = format!("SELECT account_id FROM member WHERE business_id = {business}");
    match table {
        "business" => format!("id = {business}"),
        "account" => format!("id IN ({members})"),
        "topic" => format!("name IN (SELECT topic FROM topic_event WHERE event_id IN ({events}))"),
        "topic_event" => format!("event_id IN ({events})"),
        _ if has("business_id") => format!("business_id = {business}"),
        _ if has("conversation_id") => format!("conversation_id IN (SELECT id FROM conversation WHERE business_id = {business})"),
        _ if has("bulk_id") => format!("bulk_id IN (SELECT id FROM bulk_change WHERE business_id = {business})"),
        _ if has("account_id") => format!("account_id IN ({members})"),
        other => panic!("say in harness/snapshot.rs which rows of the table {other} belong to a business"),
    }
}

/// What one snapshot has and the other has not.
pub fn difference(before: &[String], after: &[String]) -> String {
    let new = after.iter().filter(|row| !before.contains(row)).map(|row| format!("+ {row}"));
    let gone = before.iter().filter(|row| !after.contains(row)).map(|row| format!("- {row}"));
    new.chain(gone).collect::<Vec<_>>().join("\n")
}
