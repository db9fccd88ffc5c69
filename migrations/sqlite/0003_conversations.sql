CREATE TABLE conversation (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    kind TEXT NOT NULL CHECK (kind IN ('customer_lane', 'staff_lane', 'chat', 'team')),
    head INTEGER NOT NULL DEFAULT 0,
    dispatched INTEGER NOT NULL DEFAULT 0,
    frozen_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX conversation_waiting ON conversation (id) WHERE dispatched < head;

-- Members and how far they have come. Staff get a row when they first read a lane.
CREATE TABLE conversation_member (
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    member_id INTEGER NOT NULL REFERENCES member (id),
    is_party INTEGER NOT NULL CHECK (is_party IN (0, 1)),
    delivered INTEGER NOT NULL DEFAULT 0,
    read INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (conversation_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE message (
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    seq INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    sender_id INTEGER,
    sender_kind TEXT NOT NULL CHECK (sender_kind IN ('customer', 'agent', 'bot', 'system')),
    body TEXT NOT NULL,
    at INTEGER NOT NULL,
    -- What comes with the words, as JSON; nothing for most.
    extra TEXT,
    PRIMARY KEY (conversation_id, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX message_by_client_id ON message (conversation_id, client_id);

CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    token TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    uploaded_by INTEGER NOT NULL REFERENCES member (id),
    conversation_id INTEGER REFERENCES conversation (id),
    seq INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX file_by_message ON file (conversation_id, seq);
CREATE INDEX file_loose ON file (created_at) WHERE conversation_id IS NULL;

-- Words of messages and ticket subjects (seq 0). scope: words that narrow a search: b<business> and c<conversation>, or x<business> for staff-only lanes.
CREATE VIRTUAL TABLE search_entry USING fts5 (scope, body, conversation_id UNINDEXED, seq UNINDEXED, tokenize = 'porter unicode61 remove_diacritics 2');
