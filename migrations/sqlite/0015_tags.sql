-- Words the staff puts on tickets. A name is lower case, without commas, and stands once in a business.
CREATE TABLE tag (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    name TEXT NOT NULL CHECK (name <> ''),
    UNIQUE (business_id, name)
) STRICT;

CREATE TABLE ticket_tag (
    business_id INTEGER NOT NULL REFERENCES business (id),
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    tag_id INTEGER NOT NULL REFERENCES tag (id),
    PRIMARY KEY (ticket_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_tag_by_tag ON ticket_tag (tag_id, ticket_id);
