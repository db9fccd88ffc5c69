-- Tickets that have to do with each other, once for each pair; and where a ticket went on that was merged.
CREATE TABLE ticket_link (
    business_id BIGINT NOT NULL REFERENCES business (id),
    ticket_id BIGINT NOT NULL REFERENCES ticket (id),
    other_id BIGINT NOT NULL REFERENCES ticket (id),
    PRIMARY KEY (ticket_id, other_id),
    CHECK (ticket_id < other_id)
);
CREATE INDEX ticket_link_by_other ON ticket_link (other_id);
ALTER TABLE ticket ADD COLUMN merged_into BIGINT REFERENCES ticket (id);
