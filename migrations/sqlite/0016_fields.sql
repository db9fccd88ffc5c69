-- Fields of a business's own on its tickets. options: one a line, for choices. A field without rows in field_category belongs to every ticket.
CREATE TABLE field (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    key TEXT NOT NULL CHECK (key <> ''),
    label TEXT NOT NULL,
    hint TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'choice', 'date', 'yes_no')),
    options TEXT NOT NULL,
    is_required INTEGER NOT NULL CHECK (is_required IN (0, 1)),
    filled_by TEXT NOT NULL CHECK (filled_by IN ('customer', 'staff')),
    position INTEGER NOT NULL,
    is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1)),
    UNIQUE (business_id, key),
    UNIQUE (id, kind)
) STRICT;

CREATE TABLE field_category (
    business_id INTEGER NOT NULL REFERENCES business (id),
    field_id INTEGER NOT NULL REFERENCES field (id),
    category_id INTEGER NOT NULL REFERENCES category (id),
    PRIMARY KEY (field_id, category_id)
) STRICT, WITHOUT ROWID;

-- What stands in a field of a ticket, in the one way its kind is written. sought: the same in lower case, to find it by its beginning.
CREATE TABLE ticket_field (
    business_id INTEGER NOT NULL REFERENCES business (id),
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    field_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL CHECK (value <> ''),
    sought TEXT NOT NULL,
    PRIMARY KEY (ticket_id, field_id),
    FOREIGN KEY (field_id, kind) REFERENCES field (id, kind),
    CHECK (kind <> 'yes_no' OR value IN ('yes', 'no')),
    CHECK (kind <> 'date' OR LENGTH(value) = 10)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_field_sought ON ticket_field (business_id, sought, ticket_id);
CREATE INDEX ticket_field_value ON ticket_field (field_id, sought, ticket_id);
