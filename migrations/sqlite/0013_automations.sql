-- Which automations led to a fact, the first one first, as JSON; NULL where none did.
ALTER TABLE event ADD COLUMN origin TEXT;

-- condition and acts are JSON. idle_minutes: how long nobody must have done anything, for the occasion 'idle'.
CREATE TABLE automation (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    name TEXT NOT NULL,
    place INTEGER NOT NULL,
    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    occasion TEXT NOT NULL CHECK (occasion IN ('created', 'updated', 'replied', 'idle', 'at_risk', 'rated')),
    idle_minutes INTEGER NOT NULL CHECK (idle_minutes >= 0),
    condition TEXT NOT NULL,
    acts TEXT NOT NULL,
    is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1)),
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX automation_by_business ON automation (business_id, place, id);
CREATE INDEX automation_idle ON automation (business_id) WHERE occasion = 'idle' AND is_on = 1;

-- What an automation did to a ticket: once for each thing that happened, which is what cause names.
CREATE TABLE automation_run (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    automation_id INTEGER NOT NULL REFERENCES automation (id),
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    cause TEXT NOT NULL,
    at INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'failed', 'stopped')),
    words TEXT NOT NULL,
    UNIQUE (automation_id, ticket_id, cause)
) STRICT;
CREATE INDEX automation_run_by_business ON automation_run (business_id, id);
CREATE INDEX automation_run_by_time ON automation_run (at);

-- Calls of webhooks, signed when they are made.
CREATE TABLE automation_hook (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    automation_id INTEGER NOT NULL REFERENCES automation (id),
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    url TEXT NOT NULL,
    body TEXT NOT NULL,
    at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    sent_at INTEGER,
    error TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX automation_hook_by_business ON automation_hook (business_id, id);

-- The secret that signs what a business sends, sealed.
CREATE TABLE automation_setting (
    business_id INTEGER NOT NULL PRIMARY KEY REFERENCES business (id),
    secret TEXT NOT NULL
) STRICT;
