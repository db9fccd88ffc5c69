-- The last thing that somebody of the staff changed at a ticket, and how it stood before and after, as JSON: so that they can take it back for a moment.
CREATE TABLE ticket_change (
    ticket_id BIGINT NOT NULL PRIMARY KEY REFERENCES ticket (id),
    business_id BIGINT NOT NULL REFERENCES business (id),
    member_id BIGINT NOT NULL REFERENCES member (id),
    at BIGINT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
);
