-- Tickets that are opened often. tags: one a line; field_values: JSON; is_public: customers may begin with it.
CREATE TABLE ticket_template (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    name TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    category_id INTEGER REFERENCES category (id),
    priority TEXT NOT NULL CHECK (priority IN ('low', 'medium', 'high', 'urgent')),
    tags TEXT NOT NULL,
    field_values TEXT NOT NULL,
    is_public INTEGER NOT NULL CHECK (is_public IN (0, 1)),
    UNIQUE (business_id, name)
) STRICT;
ALTER TABLE category ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
UPDATE category SET position = id;
