//! SQL of the word index of products: FTS5 on SQLite, tsvector on PostgreSQL. What is on sale and what is put away stand in scopes of their own.

use crate::catalog::model::ProductState;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, ProductId};
use crate::platform::{Db, Tx};
use crate::{db_exec, db_vals, dialect};

macro_rules! words {
    () => {
        "product_entry (scope, name, body, product_id)
    SELECT CASE p.state WHEN 'active' THEN 'b' ELSE 'a' END || CAST(p.business_id AS TEXT), p.name, COALESCE(k.name, '') || ' ' || p.description || ' '
        || COALESCE((SELECT STRING_AGG(REPLACE(v.sku, '-', ' ') || ' ' || v.name, ' ' ORDER BY v.id) FROM variant v
            WHERE v.business_id = p.business_id AND v.product_id = p.id AND NOT v.is_archived), ''), p.id
    FROM product p LEFT JOIN product_category k ON k.id = p.category_id WHERE p.business_id = $1 AND p.id IN "
    };
}

const INSERT_SQLITE: &str = concat!("INSERT INTO ", words!(), "(SELECT value FROM json_each($2))");
const INSERT_POSTGRES: &str = concat!("INSERT INTO ", words!(), "(SELECT value::bigint FROM jsonb_array_elements_text($2::jsonb))");
const DELETE_SQLITE: &str = "DELETE FROM product_entry WHERE product_entry MATCH $1 AND product_id IN (SELECT value FROM json_each($2))";
const DELETE_POSTGRES: &str = "DELETE FROM product_entry WHERE scope IN ('a' || CAST($1 AS TEXT), 'b' || CAST($1 AS TEXT))
    AND product_id IN (SELECT value::bigint FROM jsonb_array_elements_text($2::jsonb))";
const SEARCH_SQLITE: &str = "SELECT product_id FROM product_entry WHERE product_entry MATCH $1 ORDER BY bm25(product_entry, 0.0, 6.0, 1.0) LIMIT $2";
const SEARCH_POSTGRES: &str = "SELECT e.product_id FROM product_entry e, to_tsquery('simple', $1) AS s, to_tsquery('english', $2) AS q
    WHERE numnode(q) > 0 AND e.words @@ (s && q) ORDER BY ts_rank(e.words, q) DESC, e.product_id LIMIT $3";

/// Brings the words of a product up to date.
pub async fn update(tx: &mut Tx, business: BusinessId, id: ProductId) -> Result<()> {
    update_all(tx, business, &[id]).await
}

/// Brings the words of some products up to date.
pub async fn update_all(tx: &mut Tx, business: BusinessId, ids: &[ProductId]) -> Result<()> {
    let ids = serde_json::to_string(ids).expect("ids are plain data");
    let (delete, insert) = (dialect!(tx, sqlite: DELETE_SQLITE, postgres: DELETE_POSTGRES), dialect!(tx, sqlite: INSERT_SQLITE, postgres: INSERT_POSTGRES));
    let scope = dialect!(tx, sqlite: format!("scope : (a{business} OR b{business})"), postgres: business.to_string());
    db_exec!(tx, delete, scope, &ids)?;
    db_exec!(tx, insert, business, &ids)?;
    Ok(())
}

/// The best products in a state where all of `words` stand; the last one may be unfinished.
pub async fn search(db: &Db, business: BusinessId, state: ProductState, words: &[String], limit: i64) -> Result<Vec<ProductId>> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let scope = match state {
        ProductState::Active => format!("b{business}"),
        ProductState::Archived => format!("a{business}"),
    };
    if db.is_postgres() {
        let pattern = joined(words, "'", "':BD", "':*BD", " & ");
        return Ok(db_vals!(db, SEARCH_POSTGRES, format!("{scope}:A"), pattern, limit)?);
    }
    let pattern = format!("scope : {scope} AND {{name body}} : ({})", joined(words, "\"", "\"", "\"*", " AND "));
    Ok(db_vals!(db, SEARCH_SQLITE, pattern, limit)?)
}

/// Quoted words, all wanted; `open_end` closes the last one, which may be unfinished.
fn joined(words: &[String], start: &str, end: &str, open_end: &str, and: &str) -> String {
    let last = words.len() - 1;
    words.iter().enumerate().map(|(i, w)| format!("{start}{w}{}", if i == last { open_end } else { end })).collect::<Vec<_>>().join(and)
}
