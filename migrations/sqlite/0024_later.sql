-- What somebody of the staff began to write and did not send, once for each conversation it would go to.
CREATE TABLE draft (
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    member_id INTEGER NOT NULL REFERENCES member (id),
    body TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, member_id)
) STRICT, WITHOUT ROWID;

-- Replies that are sent later. files: ids as JSON; then_status: where the ticket goes with it; why: what kept it from being sent.
CREATE TABLE scheduled_reply (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    sender_id INTEGER NOT NULL REFERENCES member (id),
    client_id TEXT NOT NULL,
    body TEXT NOT NULL,
    files TEXT NOT NULL,
    then_status TEXT CHECK (then_status IN ('waiting_response', 'resolved')),
    send_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'cancelled', 'refused')),
    why TEXT NOT NULL DEFAULT '',
    UNIQUE (ticket_id, client_id)
) STRICT;
CREATE INDEX scheduled_reply_waiting ON scheduled_reply (ticket_id, send_at) WHERE state IN ('waiting', 'refused');
