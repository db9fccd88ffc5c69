-- A filter of the ticket list that somebody comes back to; a shared one is for all of the staff. filter: as JSON.
CREATE TABLE saved_view (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    owner_id INTEGER NOT NULL REFERENCES member (id),
    name TEXT NOT NULL,
    is_shared INTEGER NOT NULL CHECK (is_shared IN (0, 1)),
    filter TEXT NOT NULL,
    UNIQUE (business_id, owner_id, name)
) STRICT;
