-- The last thing that somebody of the staff changed at a ticket, and how it stood before and after, as JSON: so that they can take it back for a moment.
CREATE TABLE ticket_change (
    ticket_id INTEGER NOT NULL PRIMARY KEY REFERENCES ticket (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    member_id INTEGER NOT NULL REFERENCES member (id),
    at INTEGER NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
) STRICT;
