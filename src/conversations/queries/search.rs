//! SQL of the word index: FTS5 on SQLite, tsvector on PostgreSQL. The only place where the two differ in kind.

use super::messages::json;
use crate::conversations::excerpt;
use crate::error::Result;
use crate::kernel::ids::{BusinessId, ConversationId};
use crate::platform::{Db, Tx};
use crate::{db_all, db_exec, db_val, dialect};

/// How many matches of each stretch are ranked on PostgreSQL: the newest of the first one, any of the others. Bounds the cost of common words.
const CANDIDATES: i64 = 500;
/// Fewer matches than these among the newest entries on PostgreSQL tell a word that is rare.
const RARE: i64 = 20;
/// So many newest matches are enough on PostgreSQL, unless they are of few conversations.
const ENOUGH: i64 = 100;
/// So many newest matches are read at once on SQLite, and again while they are of few conversations.
const NEWEST: i64 = 200;
/// How often at the most: one talk in which the words come up all the time does not hide the others, and common words cost little.
const ROUNDS: usize = 5;
/// A shorter last word is looked for as it stands: too many words have its letters as their beginning. Beginnings of this length are indexed.
const BEGINNING: usize = 3;

/// A place where all words were found.
#[derive(Clone, Debug, sqlx_macros::FromRow)]
pub struct Found {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The message's number; 0 is the subject.
    pub seq: i64,
    /// Text around the words, which stand between [`MARKS`].
    pub snippet: String,
    /// Where its entry stands in the index: later entries have larger numbers.
    pub entry: i64,
}

const IS_WAITING_SQLITE: &str = "SELECT EXISTS (SELECT 1 FROM conversation WHERE indexed < head)";
// PostgreSQL takes a third of all conversations to be waiting: for one of them it would read the table, which has none. For all of them it reads the index,
// and of what it reads for another statement it reads no more than that one takes.
const IS_WAITING_POSTGRES: &str = "WITH waiting AS MATERIALIZED (SELECT id FROM conversation WHERE indexed < head) SELECT EXISTS (SELECT 1 FROM waiting)";
const CLAIM_SQLITE: &str = "SELECT id FROM conversation WHERE indexed < head ORDER BY id LIMIT $1";
// A lane that somebody writes in just now waits for the next round, so that nobody waits for the index.
const CLAIM_POSTGRES: &str = "SELECT id FROM conversation WHERE indexed < head ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED";
// The words of the scope narrow a search to a conversation, and to its business unless not everybody of the staff or only staff may read it.
const ENTER_SQLITE: &str = "INSERT INTO search_entry (scope, body, conversation_id, seq)
    SELECT CASE c.kind WHEN 'staff_lane' THEN 'x' || c.business_id WHEN 'team' THEN 'c' || c.id WHEN 'chat' THEN 'k' || c.business_id || ' c' || c.id ELSE 'b' || c.business_id || ' c' || c.id END, m.body, c.id, m.seq
    FROM json_each($1) AS j JOIN conversation AS c ON c.id = j.value JOIN message AS m ON m.conversation_id = c.id AND m.seq > c.indexed
    WHERE m.sender_kind <> 'system' AND m.body <> '' ORDER BY m.at, c.id, m.seq";
const ENTER_POSTGRES: &str = "INSERT INTO search_entry (scope, body, conversation_id, seq)
    SELECT CASE c.kind WHEN 'staff_lane' THEN 'x' || c.business_id WHEN 'team' THEN 'c' || c.id WHEN 'chat' THEN 'k' || c.business_id || ' c' || c.id ELSE 'b' || c.business_id || ' c' || c.id END, m.body, c.id, m.seq
    FROM jsonb_array_elements_text($1::jsonb) AS j JOIN conversation AS c ON c.id = j.value::bigint JOIN message AS m ON m.conversation_id = c.id AND m.seq > c.indexed
    WHERE m.sender_kind <> 'system' AND m.body <> '' ORDER BY m.at, c.id, m.seq ON CONFLICT DO NOTHING";
const ENTERED_SQLITE: &str = "UPDATE conversation SET indexed = head WHERE id IN (SELECT value FROM json_each($1))";
const ENTERED_POSTGRES: &str = "UPDATE conversation SET indexed = head WHERE id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb))";
const ALL_ENTERED: &str = "UPDATE conversation SET indexed = head";
const INSERT_SUBJECT: &str = "INSERT INTO search_entry (scope, body, conversation_id, seq) VALUES ($1, $2, $3, 0)";
// One pass over the newest matches. Not bm25(): it walks every match of every word, and the scope's word matches everything there is.
const SEARCH_SQLITE: &str = "SELECT conversation_id, seq, highlight(search_entry, 1, char(1), char(2)) AS snippet, rowid AS entry FROM search_entry
    WHERE search_entry MATCH $1 AND rowid < $2 ORDER BY rowid DESC LIMIT $3";
// Newest first, and no further back than it takes: among the last few thousand entries, then the last few ten thousand, then all. For a beginning the index
// gathers all words that have it before it looks at anything else, so it is asked for their first three letters, which are one word to it, unless the newest
// entries say that the word is rare; and among all entries only where the other words leave few places with these letters, for each of those has to be read:
// about sixteen times the work of gathering one. Values that the planner cannot see keep it from reading the table through.
const SEARCH_POSTGRES: &str = "WITH typed AS MATERIALIZED (SELECT to_tsquery('simple', $1) AS scope, to_tsquery('english', $2) AS q, to_tsquery('english', $3) AS before,
        to_tsquery('english', $4) && CAST($5 AS tsquery) AS last,
        CAST(COALESCE((SELECT STRING_AGG(quote_literal(b), ' & ') FROM unnest(tsvector_to_array(search_beginnings(to_tsvector('english', $6)))) AS b), '') AS tsquery) AS letters),
    asked AS MATERIALIZED (SELECT q, last, scope && before && last AS wanted, scope && before && CASE WHEN numnode(letters) > 0 THEN letters ELSE last END AS near,
        scope && CASE WHEN numnode(last) = 0 THEN before WHEN numnode(letters) > 0 THEN letters ELSE last END AS begun,
        n.last_value AS head, ((n.last_value >> 11) - 1) << 11 AS newest_from, ((n.last_value >> 15) - 1) << 15 AS recent_from
        FROM typed, search_entry_entry_seq AS n WHERE numnode(before && last) > 0),
    sample AS MATERIALIZED (SELECT e.conversation_id, e.seq, e.body, e.words, e.entry, e.words @@ a.last AS is_last, e.words @@ a.near AS is_near, e.words @@ a.wanted AS is_found
        FROM asked AS a JOIN search_entry AS e ON e.words @@ a.begun AND ARRAY[e.entry >> 11, -1 - (e.entry >> 15)] && ARRAY[a.head >> 11, (a.head >> 11) - 1]
        WHERE CAST($7 AS BOOLEAN) AND e.entry >= a.newest_from),
    newest AS MATERIALIZED (SELECT conversation_id, seq, body, words FROM sample WHERE is_found ORDER BY entry DESC LIMIT $8),
    counted AS MATERIALIZED (SELECT COUNT(*) FILTER (WHERE is_last) AS last, COUNT(*) FILTER (WHERE is_near) AS near FROM sample),
    further AS MATERIALIZED (SELECT wanted, head, newest_from, recent_from, CASE WHEN k.last < $11 THEN wanted ELSE a.near END AS sought,
        CASE WHEN CAST($7 AS BOOLEAN) AND k.last < $11 + 16 * k.near THEN wanted ELSE a.near END AS sought_of_old
        FROM asked AS a, counted AS k WHERE (SELECT COUNT(*) < $10 OR COUNT(DISTINCT conversation_id) < $9 FROM newest)),
    recent AS MATERIALIZED (SELECT e.conversation_id, e.seq, e.body, e.words
        FROM further AS f JOIN search_entry AS e ON e.words @@ f.sought AND ARRAY[e.entry >> 11, -1 - (e.entry >> 15)] && ARRAY[-1 - (f.head >> 15), -(f.head >> 15)]
        WHERE CAST($7 AS BOOLEAN) AND e.entry >= f.recent_from AND e.entry < f.newest_from AND (e.words @@ f.wanted) IS TRUE LIMIT $8),
    old AS MATERIALIZED (SELECT e.conversation_id, e.seq, e.body, e.words FROM further AS f JOIN search_entry AS e ON e.words @@ f.sought_of_old
        WHERE (NOT CAST($7 AS BOOLEAN) OR (e.entry < f.recent_from AND f.recent_from > 0)) AND (e.words @@ f.wanted) IS TRUE
        AND (SELECT COUNT(*) < $10 OR COUNT(DISTINCT conversation_id) < $9 FROM (SELECT conversation_id FROM newest UNION ALL SELECT conversation_id FROM recent) AS n) LIMIT $8)
    SELECT conversation_id, seq,
        ts_headline('english', body, q, 'StartSel=' || chr(1) || ', StopSel=' || chr(2) || ', MaxWords=18, MinWords=8, MaxFragments=1') AS snippet, 0::bigint AS entry
    FROM (SELECT * FROM (SELECT DISTINCT ON (conversation_id) conversation_id, seq, body, q, ts_rank(words, q) AS rank
        FROM asked, (SELECT * FROM newest UNION ALL SELECT * FROM recent UNION ALL SELECT * FROM old) AS c
        ORDER BY conversation_id, rank DESC, seq DESC) AS of_each ORDER BY rank DESC, conversation_id DESC LIMIT $9) AS best";
const OF_TICKETS_SQLITE: &str = "UPDATE search_entry SET scope = $1 WHERE search_entry MATCH $2";
const OF_TICKETS_POSTGRES: &str = "UPDATE search_entry SET scope = $1 WHERE conversation_id = $2";

/// Whether there are messages that are not in the index yet.
pub async fn is_waiting(db: &Db) -> Result<bool> {
    Ok(db_val!(db, dialect!(db, sqlite: IS_WAITING_SQLITE, postgres: IS_WAITING_POSTGRES))?)
}

/// Locks up to `limit` conversations of any business with messages that are not in the index, and says which.
pub async fn claim_unindexed(tx: &mut Tx, limit: i64) -> Result<Vec<ConversationId>> {
    let sql = dialect!(tx, sqlite: CLAIM_SQLITE, postgres: CLAIM_POSTGRES);
    let rows: Vec<(ConversationId,)> = db_all!(tx, sql, limit)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Enters all new messages of claimed conversations.
pub async fn enter(tx: &mut Tx, claimed: &[ConversationId]) -> Result<()> {
    let ids = json(&claimed);
    let sql = dialect!(tx, sqlite: ENTER_SQLITE, postgres: ENTER_POSTGRES);
    db_exec!(tx, sql, &ids)?;
    let sql = dialect!(tx, sqlite: ENTERED_SQLITE, postgres: ENTERED_POSTGRES);
    db_exec!(tx, sql, &ids)?;
    Ok(())
}

/// Takes the index for complete: a backup of a version that entered each message as it was stored was put back.
pub async fn set_all_entered(tx: &mut Tx) -> Result<()> {
    db_exec!(tx, ALL_ENTERED)?;
    Ok(())
}

/// Adds a ticket's subject to the index, as number 0 of its customer lane.
pub async fn insert_subject(tx: &mut Tx, business: BusinessId, lane: ConversationId, subject: &str) -> Result<()> {
    let scope = format!("b{business} c{lane}");
    db_exec!(tx, INSERT_SUBJECT, scope, subject, lane)?;
    Ok(())
}

/// A chat became a ticket: what is in the index of it is found among tickets from now on.
pub async fn move_to_tickets(tx: &mut Tx, business: BusinessId, lane: ConversationId) -> Result<()> {
    let scope = format!("b{business} c{lane}");
    match tx.is_postgres() {
        true => db_exec!(tx, OF_TICKETS_POSTGRES, scope, lane)?,
        false => db_exec!(tx, OF_TICKETS_SQLITE, scope, format!("scope : (k{business} AND c{lane})"))?,
    };
    Ok(())
}

/// The best places of the `limit` best conversations, one of each, where all of `words` stand (the last one may be unfinished) and one of `scopes` holds.
pub async fn search(db: &Db, scopes: &[String], words: &[String], limit: i64) -> Result<Vec<Found>> {
    if words.is_empty() || scopes.is_empty() {
        return Ok(Vec::new());
    }
    let letters = words.last().map_or(0, |last| last.chars().count());
    if db.is_postgres() {
        // Conversations are few entries of many: there is no need to begin with the newest.
        let is_wide = scopes.iter().any(|scope| !scope.starts_with('c'));
        // Scopes have the weight A and people's words the weight D: see the table.
        let scopes = scopes.iter().map(|scope| format!("{scope}:A")).collect::<Vec<_>>().join(" | ");
        let (before, last) = (&words[..words.len() - 1], &words[words.len() - 1..]);
        let end = if letters < BEGINNING { "':D" } else { "':*D" };
        let (found, before) = (joined(words, "'", "':D", end, " & "), joined(before, "'", "':D", "':D", " & "));
        let (last, beginning, begun) = match &last[0] {
            word if letters == BEGINNING => (String::new(), format!("'^{word}'"), ""),
            word => (joined(last, "'", "':D", end, " & "), String::new(), if letters < BEGINNING { "" } else { word.as_str() }),
        };
        return Ok(db_all!(db, SEARCH_POSTGRES, scopes, found, before, last, beginning, begun, is_wide, CANDIDATES, limit, ENOUGH, RARE)?);
    }
    let end = if letters < BEGINNING { "\"" } else { "\"*" };
    let pattern = format!("scope : ({}) AND body : ({})", scopes.join(" OR "), joined(words, "\"", "\"", end, " AND "));
    let (mut found, mut before) = (Vec::new(), i64::MAX);
    for _ in 0..ROUNDS {
        let newest: Vec<Found> = db_all!(db, SEARCH_SQLITE, &pattern, before, NEWEST)?;
        let is_all = (newest.len() as i64) < NEWEST;
        before = newest.last().map_or(0, |f| f.entry);
        found.extend(newest);
        if is_all || excerpt::conversations(&found) as i64 >= limit {
            break;
        }
    }
    Ok(excerpt::best(found, limit as usize))
}

/// Quoted words, all wanted; `open_end` closes the last one, which may be unfinished.
fn joined(words: &[String], start: &str, end: &str, open_end: &str, and: &str) -> String {
    let closed = |(i, w): (usize, &String)| format!("{start}{w}{}", if i + 1 == words.len() { open_end } else { end });
    words.iter().enumerate().map(closed).collect::<Vec<_>>().join(and)
}

/// What people typed as plain words: letters and digits only, at most eight, so that no pattern language gets through.
pub fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(8).map(|w| w.chars().take(40).collect::<String>().to_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_pattern_language_gets_through() {
        assert_eq!(words(r#"mug" OR * NEAR(x) 'or' brök"#), ["mug", "or", "near", "x", "or", "brök"]);
        assert_eq!(joined(&words("broken mu"), "\"", "\"", "\"*", " AND "), r#""broken" AND "mu"*"#);
        assert_eq!(joined(&words("broken mu"), "'", "':D", "':*D", " & "), "'broken':D & 'mu':*D");
    }
}
