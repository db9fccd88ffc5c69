//! SQL of articles and of the votes on them.

use super::json;
use crate::error::{Error, Result};
use crate::help::draft::Written;
use crate::help::model::{Article, ArticleLine, State};
use crate::help::rules::index::Entry;
use crate::kernel::ids::{ArticleId, BusinessId};
use crate::platform::error::OnConstraint;
use crate::platform::{Db, Ex, Tx};
use crate::{db_all, db_exec, db_opt, db_val, db_val_opt, dialect};

const LIST: &str = "SELECT id, category_id, slug, question, state, views, helpful, unhelpful, updated_at FROM help_article
    WHERE business_id = $1 AND (state = 'published' OR $2) ORDER BY position, id";
const LIST_BY_ID_SQLITE: &str = "SELECT id, category_id, slug, question, state, views, helpful, unhelpful, updated_at FROM help_article
    WHERE business_id = $1 AND state = 'published' AND id IN (SELECT value FROM json_each($2))";
const LIST_BY_ID_POSTGRES: &str = "SELECT id, category_id, slug, question, state, views, helpful, unhelpful, updated_at FROM help_article
    WHERE business_id = $1 AND state = 'published' AND id IN (SELECT value::bigint FROM jsonb_array_elements_text($2::jsonb))";
const LIST_BY_SLUG_SQLITE: &str = "SELECT id, category_id, slug, question, state, views, helpful, unhelpful, updated_at FROM help_article
    WHERE business_id = $1 AND state = 'published' AND slug IN (SELECT value FROM json_each($2))";
const LIST_BY_SLUG_POSTGRES: &str = "SELECT id, category_id, slug, question, state, views, helpful, unhelpful, updated_at FROM help_article
    WHERE business_id = $1 AND state = 'published' AND slug IN (SELECT jsonb_array_elements_text($2::jsonb))";
const LIST_MOST_READ: &str = "SELECT id, category_id, slug, question, state, views, helpful, unhelpful, updated_at FROM help_article
    WHERE business_id = $1 AND state = 'published' ORDER BY views DESC, position, id LIMIT $2";
// Tags are stored one a line.
const LIST_TAGGED_SQLITE: &str = "SELECT id, category_id, slug, question, state, views, helpful, unhelpful, updated_at FROM help_article
    WHERE business_id = $1 AND state = 'published' AND instr(char(10) || LOWER(tags) || char(10), char(10) || LOWER($2) || char(10)) > 0 ORDER BY position, id";
const LIST_TAGGED_POSTGRES: &str = "SELECT id, category_id, slug, question, state, views, helpful, unhelpful, updated_at FROM help_article
    WHERE business_id = $1 AND state = 'published' AND strpos(chr(10) || LOWER(tags) || chr(10), chr(10) || LOWER($2) || chr(10)) > 0 ORDER BY position, id";
const ENTRIES: &str = "SELECT id, question, alternatives, keywords, body FROM help_article WHERE business_id = $1 AND state = 'published' ORDER BY id";
const FIND: &str = "SELECT id, category_id, slug, question, alternatives, keywords, tags, related, body, state, views, helpful, unhelpful, updated_at
    FROM help_article WHERE business_id = $1 AND id = $2";
const FIND_SLUG_BY_QUESTION: &str =
    "SELECT slug FROM help_article WHERE business_id = $1 AND LOWER(question) = LOWER($2) AND state = 'published' ORDER BY position, id LIMIT 1";
const FIND_BY_SLUG: &str = "SELECT id, category_id, slug, question, alternatives, keywords, tags, related, body, state, views, helpful, unhelpful, updated_at
    FROM help_article WHERE business_id = $1 AND slug = $2 AND state = 'published'";
const FIND_BY_FORMER_SLUG: &str = "SELECT a.id, a.category_id, a.slug, a.question, a.alternatives, a.keywords, a.tags, a.related, a.body, a.state, a.views,
    a.helpful, a.unhelpful, a.updated_at FROM help_former_slug f JOIN help_article a ON a.business_id = f.business_id AND a.id = f.article_id
    WHERE f.business_id = $1 AND f.slug = $2 AND a.state = 'published'";
const KEEP_SLUG: &str = "INSERT INTO help_former_slug (business_id, slug, article_id) VALUES ($1, $2, $3)
    ON CONFLICT (business_id, slug) DO UPDATE SET article_id = excluded.article_id";
// Lists are stored one entry a line.
const REWRITE_RELATED_SQLITE: &str =
    "UPDATE help_article SET related = TRIM(REPLACE(char(10) || related || char(10), char(10) || $2 || char(10), char(10) || $3 || char(10)), char(10))
    WHERE business_id = $1 AND instr(char(10) || related || char(10), char(10) || $2 || char(10)) > 0";
const REWRITE_RELATED_POSTGRES: &str =
    "UPDATE help_article SET related = TRIM(REPLACE(chr(10) || related || chr(10), chr(10) || $2 || chr(10), chr(10) || $3 || chr(10)), chr(10))
    WHERE business_id = $1 AND strpos(chr(10) || related || chr(10), chr(10) || $2 || chr(10)) > 0";
const INSERT: &str =
    "INSERT INTO help_article (business_id, category_id, slug, question, alternatives, keywords, tags, related, body, state, position, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'draft', (SELECT COALESCE(MAX(position), 0) + 1 FROM help_article WHERE business_id = $1), $10, $10) RETURNING id";
const INSERT_ALL_SQLITE: &str =
    "INSERT INTO help_article (business_id, category_id, slug, question, alternatives, keywords, tags, related, body, state, position, created_at, updated_at)
    SELECT $1, c.id, json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[3]'), json_extract(value, '$[4]'), json_extract(value, '$[5]'),
        json_extract(value, '$[6]'), json_extract(value, '$[7]'), 'published', key + 1, $3, $3
    FROM json_each($2) JOIN help_category c ON c.business_id = $1 AND c.name = json_extract(value, '$[0]') WHERE true ON CONFLICT DO NOTHING";
const INSERT_ALL_POSTGRES: &str =
    "INSERT INTO help_article (business_id, category_id, slug, question, alternatives, keywords, tags, related, body, state, position, created_at, updated_at)
    SELECT c.business_id, c.id, j->>1, j->>2, j->>3, j->>4, j->>5, j->>6, j->>7, 'published', n, CAST($3 AS BIGINT), CAST($3 AS BIGINT)
    FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS t (j, n) JOIN help_category c ON c.business_id = $1 AND c.name = j->>0 ON CONFLICT DO NOTHING";
const UPDATE: &str = "UPDATE help_article SET category_id = $3, slug = $4, question = $5, alternatives = $6, keywords = $7, tags = $8, related = $9, body = $10, updated_at = $11
    WHERE business_id = $1 AND id = $2";
const UPDATE_STATE: &str = "UPDATE help_article SET state = $3, updated_at = $4 WHERE business_id = $1 AND id = $2";
const REORDER_SQLITE: &str = "UPDATE help_article SET position = v.position FROM (SELECT value AS id, key + 1 AS position FROM json_each($2)) AS v WHERE help_article.business_id = $1 AND help_article.id = v.id";
const REORDER_POSTGRES: &str = "UPDATE help_article SET position = v.position
    FROM (SELECT value::bigint AS id, position FROM jsonb_array_elements_text($2::jsonb) WITH ORDINALITY AS t (value, position)) AS v
    WHERE help_article.business_id = $1 AND help_article.id = v.id";
const ADD_VIEW: &str = "UPDATE help_article SET views = views + 1 WHERE business_id = $1 AND id = $2";
const LOCK_SQLITE: &str = "SELECT id FROM help_article WHERE business_id = $1 AND slug = $2 AND state = 'published'";
const LOCK_POSTGRES: &str = "SELECT id FROM help_article WHERE business_id = $1 AND slug = $2 AND state = 'published' FOR UPDATE";
const SET_VOTE: &str = "INSERT INTO help_vote (business_id, article_id, visitor_hash, is_helpful, at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (article_id, visitor_hash) DO UPDATE SET is_helpful = excluded.is_helpful, at = excluded.at";
const COUNT_VOTES: &str = "UPDATE help_article SET helpful = (SELECT COUNT(*) FROM help_vote WHERE article_id = $2 AND is_helpful),
    unhelpful = (SELECT COUNT(*) FROM help_vote WHERE article_id = $2 AND NOT is_helpful) WHERE business_id = $1 AND id = $2";

/// An article of the seed: the name of its category, slug, question, alternatives, keywords, tags, related, text.
pub type NewArticle = (&'static str, &'static str, &'static str, String, String, String, String, &'static str);

/// What of a published article is matched, as it is stored.
#[derive(Debug, sqlx_macros::FromRow)]
struct EntryRow {
    id: ArticleId,
    question: String,
    alternatives: String,
    keywords: String,
    body: String,
}

/// Articles in order: published ones, or all of them.
pub async fn list(ex: impl Into<Ex<'_>>, business: BusinessId, all: bool) -> Result<Vec<ArticleLine>> {
    Ok(db_all!(ex.into(), LIST, business, all)?)
}

/// These of the published articles, in their order.
pub async fn list_by_id(db: &Db, business: BusinessId, ids: &[ArticleId]) -> Result<Vec<ArticleLine>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = dialect!(db, sqlite: LIST_BY_ID_SQLITE, postgres: LIST_BY_ID_POSTGRES);
    let mut lines: Vec<ArticleLine> = db_all!(db, sql, business, json(&ids))?;
    lines.sort_by_key(|line| ids.iter().position(|id| *id == line.id));
    Ok(lines)
}

/// Those of the published articles with these words in their addresses, in their order.
pub async fn list_by_slug(db: &Db, business: BusinessId, slugs: &[String]) -> Result<Vec<ArticleLine>> {
    if slugs.is_empty() {
        return Ok(Vec::new());
    }
    let sql = dialect!(db, sqlite: LIST_BY_SLUG_SQLITE, postgres: LIST_BY_SLUG_POSTGRES);
    let mut lines: Vec<ArticleLine> = db_all!(db, sql, business, json(&slugs))?;
    lines.sort_by_key(|line| slugs.iter().position(|slug| *slug == line.slug));
    Ok(lines)
}

/// The published articles with this tag.
pub async fn list_tagged(db: &Db, business: BusinessId, tag: &str) -> Result<Vec<ArticleLine>> {
    let sql = dialect!(db, sqlite: LIST_TAGGED_SQLITE, postgres: LIST_TAGGED_POSTGRES);
    Ok(db_all!(db, sql, business, tag)?)
}

/// The published articles that are read most.
pub async fn list_most_read(ex: impl Into<Ex<'_>>, business: BusinessId, limit: i64) -> Result<Vec<ArticleLine>> {
    Ok(db_all!(ex.into(), LIST_MOST_READ, business, limit)?)
}

/// What of the published articles is matched.
pub async fn list_entries(ex: impl Into<Ex<'_>>, business: BusinessId) -> Result<Vec<Entry>> {
    let rows: Vec<EntryRow> = db_all!(ex.into(), ENTRIES, business)?;
    let lines = |text: &str| text.lines().map(str::to_owned).collect();
    let entry = |r: EntryRow| Entry { id: r.id, alternatives: lines(&r.alternatives), keywords: lines(&r.keywords), question: r.question, body: r.body };
    Ok(rows.into_iter().map(entry).collect())
}

/// One article, whatever its state.
pub async fn find(ex: impl Into<Ex<'_>>, business: BusinessId, id: ArticleId) -> Result<Option<Article>> {
    Ok(db_opt!(ex.into(), FIND, business, id)?)
}

/// A published article, also by what it was called in addresses before.
pub async fn find_by_slug(db: &Db, business: BusinessId, slug: &str) -> Result<Option<Article>> {
    let found = db_opt!(db, FIND_BY_SLUG, business, slug)?;
    Ok(if found.is_some() { found } else { db_opt!(db, FIND_BY_FORMER_SLUG, business, slug)? })
}

/// Keeps what an article was called in addresses, and has those who name it as to be read next name it anew.
pub async fn rename(tx: &mut Tx, business: BusinessId, id: ArticleId, before: &str, after: &str) -> Result<()> {
    db_exec!(tx, KEEP_SLUG, business, before, id)?;
    let sql = dialect!(tx, sqlite: REWRITE_RELATED_SQLITE, postgres: REWRITE_RELATED_POSTGRES);
    db_exec!(tx, sql, business, before, after)?;
    Ok(())
}

/// The word in addresses of the published article with just this question.
pub async fn find_slug_by_question(ex: impl Into<Ex<'_>>, business: BusinessId, question: &str) -> Result<Option<String>> {
    Ok(db_val_opt!(ex.into(), FIND_SLUG_BY_QUESTION, business, question)?)
}

/// A new article, a draft.
pub async fn insert(tx: &mut Tx, business: BusinessId, w: &Written) -> Result<ArticleId> {
    let now = tx.now();
    let id: Result<ArticleId, sqlx::Error> = db_val!(
        tx,
        INSERT,
        business,
        w.category,
        w.slug.as_str(),
        w.question.as_str(),
        w.alternatives.to_string(),
        w.keywords.to_string(),
        w.tags.to_string(),
        w.related.to_string(),
        w.body.as_str(),
        now
    );
    id.map_err(refused)
}

/// Several published articles. Those whose slug is taken are left out.
pub async fn insert_all(tx: &mut Tx, business: BusinessId, articles: &[NewArticle]) -> Result<u64> {
    let (now, sql) = (tx.now(), dialect!(tx, sqlite: INSERT_ALL_SQLITE, postgres: INSERT_ALL_POSTGRES));
    Ok(db_exec!(tx, sql, business, json(&articles), now)?)
}

/// Changes an article.
pub async fn update(tx: &mut Tx, business: BusinessId, id: ArticleId, w: &Written) -> Result<()> {
    let now = tx.now();
    let touched = db_exec!(
        tx,
        UPDATE,
        business,
        id,
        w.category,
        w.slug.as_str(),
        w.question.as_str(),
        w.alternatives.to_string(),
        w.keywords.to_string(),
        w.tags.to_string(),
        w.related.to_string(),
        w.body.as_str(),
        now
    )
    .map_err(refused)?;
    if touched == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Publishes, takes back or puts away.
pub async fn update_state(tx: &mut Tx, business: BusinessId, id: ArticleId, state: State) -> Result<()> {
    let now = tx.now();
    let touched = db_exec!(tx, UPDATE_STATE, business, id, state, now)?;
    if touched == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Puts articles into this order.
pub async fn reorder(tx: &mut Tx, business: BusinessId, ids: &[ArticleId]) -> Result<()> {
    let sql = dialect!(tx, sqlite: REORDER_SQLITE, postgres: REORDER_POSTGRES);
    db_exec!(tx, sql, business, json(&ids))?;
    Ok(())
}

/// Counts one reading.
pub async fn add_view(tx: &mut Tx, business: BusinessId, id: ArticleId) -> Result<()> {
    db_exec!(tx, ADD_VIEW, business, id)?;
    Ok(())
}

/// A published article, locked: votes on it are counted one after the other.
pub async fn lock(tx: &mut Tx, business: BusinessId, slug: &str) -> Result<Option<ArticleId>> {
    let sql = dialect!(tx, sqlite: LOCK_SQLITE, postgres: LOCK_POSTGRES);
    Ok(db_val_opt!(tx, sql, business, slug)?)
}

/// Sets the one vote of a visitor and counts all of them anew.
pub async fn set_vote(tx: &mut Tx, business: BusinessId, id: ArticleId, visitor_hash: &str, is_helpful: bool) -> Result<()> {
    let now = tx.now();
    db_exec!(tx, SET_VOTE, business, id, visitor_hash, is_helpful, now)?;
    db_exec!(tx, COUNT_VOTES, business, id)?;
    Ok(())
}

/// The category is another business's or gone, or the slug is taken.
fn refused(error: sqlx::Error) -> Error {
    let is_foreign = error.as_database_error().is_some_and(sqlx::error::DatabaseError::is_foreign_key_violation);
    let (field, says) =
        if is_foreign { ("category", "Category: choose one of the list.") } else { ("slug", "Another article has this address. Choose another one.") };
    match Err::<(), _>(error).on_constraint(|| Error::field(field, says)) {
        Err(error) => error,
        Ok(()) => Error::Internal,
    }
}
