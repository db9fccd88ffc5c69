-- The same change of many tickets at once. steps: as JSON; words: what they do, as it was when it began.
CREATE TABLE bulk_change (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    member_id INTEGER NOT NULL REFERENCES member (id),
    client_id TEXT NOT NULL,
    steps TEXT NOT NULL,
    words TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'undoing', 'undone')),
    created_at INTEGER NOT NULL,
    finished_at INTEGER,
    UNIQUE (business_id, member_id, client_id)
) STRICT;

-- What became of each ticket. before, after: how it stood, as JSON; why: what kept it from being changed or put back.
CREATE TABLE bulk_item (
    bulk_id INTEGER NOT NULL REFERENCES bulk_change (id),
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'changed', 'refused', 'undone', 'kept')),
    before TEXT,
    after TEXT,
    why TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (bulk_id, ticket_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX bulk_item_by_state ON bulk_item (bulk_id, state, ticket_id);
