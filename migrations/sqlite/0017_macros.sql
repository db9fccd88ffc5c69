-- Several changes of a ticket at once. steps: JSON; revision: who changes an older one is told.
CREATE TABLE macro (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    name TEXT NOT NULL,
    about TEXT NOT NULL,
    steps TEXT NOT NULL,
    revision INTEGER NOT NULL,
    is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1)),
    UNIQUE (business_id, name)
) STRICT;

-- What was applied to a ticket; the id comes from the form, so that sending it twice applies it once.
CREATE TABLE macro_run (
    business_id INTEGER NOT NULL REFERENCES business (id),
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    client_id TEXT NOT NULL,
    macro_id INTEGER NOT NULL REFERENCES macro (id),
    member_id INTEGER NOT NULL REFERENCES member (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (ticket_id, client_id)
) STRICT, WITHOUT ROWID;

-- Texts that are written often. owner_id: whose own it is; NULL for the whole team.
CREATE TABLE canned (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    owner_id INTEGER REFERENCES member (id),
    shortcut TEXT NOT NULL CHECK (shortcut <> ''),
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    category_id INTEGER REFERENCES category (id)
) STRICT;
CREATE UNIQUE INDEX canned_shortcut ON canned (business_id, COALESCE(owner_id, 0), shortcut);
