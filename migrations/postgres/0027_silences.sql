-- How far the search for silences has come for each automation: the ticket that was looked at last, by when it was touched last.
ALTER TABLE automation ADD COLUMN swept_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE automation ADD COLUMN swept_ticket_id BIGINT NOT NULL DEFAULT 0;
CREATE INDEX ticket_unclosed ON ticket (business_id, updated_at, id) WHERE status <> 'closed';
