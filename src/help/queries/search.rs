//! SQL of the word index of published articles: FTS5 on SQLite, tsvector on PostgreSQL.

use crate::error::Result;
use crate::kernel::ids::{ArticleId, BusinessId};
use crate::platform::{Db, Tx};
use crate::{db_all, db_exec, dialect};

/// The marks around found words in a snippet: characters that people's text never contains.
pub const MARKS: (char, char) = ('\u{1}', '\u{2}');

const INSERT: &str = "INSERT INTO help_entry (scope, question, body, article_id)
    SELECT 'b' || CAST(business_id AS TEXT), question, alternatives || ' ' || keywords || ' ' || tags || ' ' || body, id
    FROM help_article WHERE business_id = $1 AND id = $2 AND state = 'published'";
const INSERT_ALL: &str = "INSERT INTO help_entry (scope, question, body, article_id)
    SELECT 'b' || CAST(business_id AS TEXT), question, alternatives || ' ' || keywords || ' ' || tags || ' ' || body, id
    FROM help_article WHERE business_id = $1 AND state = 'published'";
const DELETE_SQLITE: &str = "DELETE FROM help_entry WHERE help_entry MATCH $1 AND article_id = $2";
const DELETE_POSTGRES: &str = "DELETE FROM help_entry WHERE scope = $1 AND article_id = $2";
const DELETE_ALL_SQLITE: &str = "DELETE FROM help_entry WHERE help_entry MATCH $1";
const DELETE_ALL_POSTGRES: &str = "DELETE FROM help_entry WHERE scope = $1";
const SEARCH_SQLITE: &str = "SELECT article_id, snippet(help_entry, 2, char(1), char(2), '…', 18) AS snippet
    FROM help_entry WHERE help_entry MATCH $1 ORDER BY bm25(help_entry, 0.0, 5.0, 1.0) LIMIT $2";
const SEARCH_POSTGRES: &str = "SELECT article_id,
        ts_headline('english', body, q, 'StartSel=' || chr(1) || ', StopSel=' || chr(2) || ', MaxWords=22, MinWords=10, MaxFragments=1') AS snippet
    FROM (SELECT e.article_id, e.body, q, ts_rank(e.words, q) AS rank FROM help_entry e, to_tsquery('simple', $1) AS s, to_tsquery('english', $2) AS q
        WHERE numnode(q) > 0 AND e.words @@ (s && q) ORDER BY rank DESC, e.article_id LIMIT $3) AS best ORDER BY rank DESC, article_id";

/// An article where all words were found.
#[derive(Clone, Debug, sqlx_macros::FromRow)]
pub struct Found {
    /// Which.
    pub article_id: ArticleId,
    /// Text around the words, which stand between [`MARKS`].
    pub snippet: String,
}

/// Brings the words of an article up to date; one that is not published has none.
pub async fn update(tx: &mut Tx, business: BusinessId, id: ArticleId) -> Result<()> {
    let sql = dialect!(tx, sqlite: DELETE_SQLITE, postgres: DELETE_POSTGRES);
    let scope = dialect!(tx, sqlite: format!("scope : b{business}"), postgres: format!("b{business}"));
    db_exec!(tx, sql, scope, id)?;
    db_exec!(tx, INSERT, business, id)?;
    Ok(())
}

/// Brings the words of all articles up to date.
pub async fn update_all(tx: &mut Tx, business: BusinessId) -> Result<()> {
    let sql = dialect!(tx, sqlite: DELETE_ALL_SQLITE, postgres: DELETE_ALL_POSTGRES);
    let scope = dialect!(tx, sqlite: format!("scope : b{business}"), postgres: format!("b{business}"));
    db_exec!(tx, sql, scope)?;
    db_exec!(tx, INSERT_ALL, business)?;
    Ok(())
}

/// The best articles where all of `words` stand; the last one may be unfinished.
pub async fn search(db: &Db, business: BusinessId, words: &[String], limit: i64) -> Result<Vec<Found>> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    if db.is_postgres() {
        let pattern = joined(words, "'", "':BD", "':*BD", " & ");
        return Ok(db_all!(db, SEARCH_POSTGRES, format!("b{business}:A"), pattern, limit)?);
    }
    let pattern = format!("scope : b{business} AND {{question body}} : ({})", joined(words, "\"", "\"", "\"*", " AND "));
    Ok(db_all!(db, SEARCH_SQLITE, pattern, limit)?)
}

/// Quoted words, all wanted; `open_end` closes the last one, which may be unfinished.
fn joined(words: &[String], start: &str, end: &str, open_end: &str, and: &str) -> String {
    let last = words.len() - 1;
    words.iter().enumerate().map(|(i, w)| format!("{start}{w}{}", if i == last { open_end } else { end })).collect::<Vec<_>>().join(and)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_word_may_be_unfinished() {
        let words = ["broken".to_owned(), "mu".to_owned()];
        assert_eq!(joined(&words, "\"", "\"", "\"*", " AND "), r#""broken" AND "mu"*"#);
        assert_eq!(joined(&words, "'", "':BD", "':*BD", " & "), "'broken':BD & 'mu':*BD");
    }
}
