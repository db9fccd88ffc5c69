-- Messages stand in the order in which they came, and only their numbers are sorted into their conversations. Sorted in whole, each of a batch was
-- pushed into the middle of a page of its own: twice the time of the one writer there is.
CREATE TABLE message_in_order (
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    seq INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    sender_id INTEGER,
    sender_kind TEXT NOT NULL CHECK (sender_kind IN ('customer', 'partner', 'agent', 'bot', 'system')),
    body TEXT NOT NULL,
    at INTEGER NOT NULL,
    -- What comes with the words, as JSON; nothing for most.
    extra TEXT,
    PRIMARY KEY (conversation_id, seq)
) STRICT;
INSERT INTO message_in_order (conversation_id, seq, client_id, sender_id, sender_kind, body, at, extra)
    SELECT conversation_id, seq, client_id, sender_id, sender_kind, body, at, extra FROM message ORDER BY at, conversation_id, seq;
DROP TABLE message;
ALTER TABLE message_in_order RENAME TO message;
CREATE UNIQUE INDEX message_by_client_id ON message (client_id, conversation_id);
