//! SQL of the word index of products on sale: FTS5 on SQLite, tsvector on PostgreSQL.

use crate::error::Result;
use crate::kernel::ids::{BusinessId, ProductId};
use crate::platform::{Db, Tx};
use crate::{db_exec, db_vals, dialect};

const INSERT: &str = "INSERT INTO product_entry (scope, name, body, product_id)
    SELECT 'b' || CAST(p.business_id AS TEXT), p.name, COALESCE(k.name, '') || ' ' || p.description || ' '
        || COALESCE((SELECT STRING_AGG(REPLACE(v.sku, '-', ' ') || ' ' || v.name, ' ' ORDER BY v.id) FROM variant v
            WHERE v.business_id = p.business_id AND v.product_id = p.id AND NOT v.is_archived), ''), p.id
    FROM product p LEFT JOIN product_category k ON k.id = p.category_id WHERE p.business_id = $1 AND p.id = $2 AND p.state = 'active'";
const DELETE_SQLITE: &str = "DELETE FROM product_entry WHERE product_entry MATCH $1 AND product_id = $2";
const DELETE_POSTGRES: &str = "DELETE FROM product_entry WHERE scope = $1 AND product_id = $2";
const SEARCH_SQLITE: &str = "SELECT product_id FROM product_entry WHERE product_entry MATCH $1 ORDER BY bm25(product_entry, 0.0, 6.0, 1.0) LIMIT $2";
const SEARCH_POSTGRES: &str = "SELECT e.product_id FROM product_entry e, to_tsquery('simple', $1) AS s, to_tsquery('english', $2) AS q
    WHERE numnode(q) > 0 AND e.words @@ (s && q) ORDER BY ts_rank(e.words, q) DESC, e.product_id LIMIT $3";

/// Brings the words of a product up to date; one that is put away has none.
pub async fn update(tx: &mut Tx, business: BusinessId, id: ProductId) -> Result<()> {
    let sql = dialect!(tx, sqlite: DELETE_SQLITE, postgres: DELETE_POSTGRES);
    let scope = dialect!(tx, sqlite: format!("scope : b{business}"), postgres: format!("b{business}"));
    db_exec!(tx, sql, scope, id)?;
    db_exec!(tx, INSERT, business, id)?;
    Ok(())
}

/// The best products where all of `words` stand; the last one may be unfinished.
pub async fn search(db: &Db, business: BusinessId, words: &[String], limit: i64) -> Result<Vec<ProductId>> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    if db.is_postgres() {
        let pattern = joined(words, "'", "':BD", "':*BD", " & ");
        return Ok(db_vals!(db, SEARCH_POSTGRES, format!("b{business}:A"), pattern, limit)?);
    }
    let pattern = format!("scope : b{business} AND {{name body}} : ({})", joined(words, "\"", "\"", "\"*", " AND "));
    Ok(db_vals!(db, SEARCH_SQLITE, pattern, limit)?)
}

/// Quoted words, all wanted; `open_end` closes the last one, which may be unfinished.
fn joined(words: &[String], start: &str, end: &str, open_end: &str, and: &str) -> String {
    let last = words.len() - 1;
    words.iter().enumerate().map(|(i, w)| format!("{start}{w}{}", if i == last { open_end } else { end })).collect::<Vec<_>>().join(and)
}
