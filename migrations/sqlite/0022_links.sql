-- Tickets that have to do with each other, once for each pair; and where a ticket went on that was merged.
CREATE TABLE ticket_link (
    business_id INTEGER NOT NULL REFERENCES business (id),
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    other_id INTEGER NOT NULL REFERENCES ticket (id),
    PRIMARY KEY (ticket_id, other_id),
    CHECK (ticket_id < other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_link_by_other ON ticket_link (other_id);
ALTER TABLE ticket ADD COLUMN merged_into INTEGER REFERENCES ticket (id);
