-- The answer that a customer waits for after the first one; what a category promises instead of the business; warnings; who gets what is overdue.
ALTER TABLE sla_target ADD COLUMN next_response_minutes INTEGER NOT NULL DEFAULT 240 CHECK (next_response_minutes > 0);
UPDATE sla_target SET next_response_minutes = CASE WHEN response_minutes > 64800 THEN 129600 ELSE response_minutes * 2 END;

-- warning_percent: staff is warned when this share of the time is left, 0 for never. lead_id: who gets what is overdue, NULL for whoever has it.
CREATE TABLE sla_setting (
    business_id INTEGER NOT NULL PRIMARY KEY REFERENCES business (id),
    warning_percent INTEGER NOT NULL CHECK (warning_percent BETWEEN 0 AND 90),
    lead_id INTEGER REFERENCES member (id)
) STRICT;

CREATE TABLE sla_category (
    category_id INTEGER NOT NULL PRIMARY KEY REFERENCES category (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    lead_id INTEGER REFERENCES member (id)
) STRICT;
CREATE INDEX sla_category_by_business ON sla_category (business_id);

-- NULL: what the business promises.
CREATE TABLE sla_category_target (
    business_id INTEGER NOT NULL REFERENCES business (id),
    category_id INTEGER NOT NULL REFERENCES category (id),
    priority TEXT NOT NULL CHECK (priority IN ('low', 'medium', 'high', 'urgent')),
    response_minutes INTEGER CHECK (response_minutes > 0),
    next_response_minutes INTEGER CHECK (next_response_minutes > 0),
    resolution_minutes INTEGER CHECK (resolution_minutes > 0),
    PRIMARY KEY (category_id, priority)
) STRICT, WITHOUT ROWID;
CREATE INDEX sla_category_target_by_business ON sla_category_target (business_id);

-- awaiting_since: the customer's message that awaits an answer after the first one. look_at: when somebody has to look at the deadlines next.
ALTER TABLE ticket ADD COLUMN awaiting_since INTEGER;
ALTER TABLE ticket ADD COLUMN next_response_due_at INTEGER;
ALTER TABLE ticket ADD COLUMN next_response_breached_at INTEGER;
ALTER TABLE ticket ADD COLUMN response_warned_at INTEGER;
ALTER TABLE ticket ADD COLUMN next_response_warned_at INTEGER;
ALTER TABLE ticket ADD COLUMN resolution_warned_at INTEGER;
ALTER TABLE ticket ADD COLUMN look_at INTEGER;
UPDATE ticket SET look_at = 0 WHERE status IN ('open', 'in_progress', 'waiting_response');
CREATE INDEX ticket_look ON ticket (look_at) WHERE look_at IS NOT NULL;
DROP INDEX ticket_due_response;
DROP INDEX ticket_due_resolution;

-- Waits for an answer that are over: by an answer, or because nothing was owed any more.
CREATE TABLE ticket_wait (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    asked_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    breached_at INTEGER
) STRICT;
CREATE INDEX ticket_wait_by_ticket ON ticket_wait (ticket_id, id);
CREATE INDEX ticket_wait_by_business ON ticket_wait (business_id, asked_at);
