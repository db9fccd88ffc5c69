//! Both migration folders lead to the same tables.

use crate::harness::{Database, Kind};
use std::collections::BTreeMap;
use stoa::platform::Db;

const COLUMNS_SQLITE: &str =
    "SELECT m.name, c.name, c.type, c.\"notnull\" = 1 OR c.pk > 0 FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'";
const COLUMNS_POSTGRES: &str =
    "SELECT table_name::text, column_name::text, data_type::text, is_nullable = 'NO' FROM information_schema.columns WHERE table_schema = 'public'";

/// The tables whose form differs by design: the full-text indexes, and what the engines keep for them and for migrations.
const ENGINE_TABLES: &[&str] =
    &["search_entry", "search_entry_", "help_entry", "help_entry_", "product_entry", "product_entry_", "_sqlx_migrations", "sqlite_"];

/// Table → column → (type as PostgreSQL calls it, whether it must be there).
type Columns = BTreeMap<String, BTreeMap<String, (String, bool)>>;

async fn columns(kind: Kind) -> Columns {
    let database = Database::fresh(kind).await;
    let db = Db::connect(&database.url()).await.expect("the database opens");
    let rows: Vec<(String, String, String, bool)> = match &db {
        Db::Sqlite { read, .. } => sqlx::query_as(COLUMNS_SQLITE).fetch_all(read).await.expect("SQLite lists its columns"),
        Db::Postgres(pool) => sqlx::query_as(COLUMNS_POSTGRES).fetch_all(pool).await.expect("PostgreSQL lists its columns"),
    };
    db.close().await;
    database.drop().await;
    let mut columns = Columns::new();
    for (table, column, kind, required) in rows {
        let is_engines = ENGINE_TABLES.iter().any(|t| table == *t || (t.ends_with('_') && table.starts_with(t)));
        if !is_engines {
            columns.entry(table).or_default().insert(column, (kind.to_lowercase(), required));
        }
    }
    columns
}

#[tokio::test]
async fn both_databases_have_the_same_tables_and_columns() {
    let (sqlite, postgres) = (columns(Kind::Sqlite).await, columns(Kind::Postgres).await);
    assert_eq!(sqlite.keys().collect::<Vec<_>>(), postgres.keys().collect::<Vec<_>>());
    for (table, wanted) in &postgres {
        let have = &sqlite[table];
        assert_eq!(have.keys().collect::<Vec<_>>(), wanted.keys().collect::<Vec<_>>(), "columns of {table}");
        for (column, (kind, required)) in wanted {
            let as_sqlite = match kind.as_str() {
                "bigint" | "boolean" => "integer",
                "double precision" => "real",
                "bytea" => "blob",
                other => other,
            };
            assert_eq!(have[column], (as_sqlite.to_owned(), *required), "{table}.{column}: type and NOT NULL");
        }
    }
    assert!(postgres.len() > 15, "only {} tables were compared", postgres.len());
}
