CREATE TABLE category (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    name TEXT NOT NULL,
    is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1)),
    UNIQUE (business_id, name)
) STRICT;

CREATE TABLE sla_target (
    business_id INTEGER NOT NULL REFERENCES business (id),
    priority TEXT NOT NULL CHECK (priority IN ('low', 'medium', 'high', 'urgent')),
    response_minutes INTEGER NOT NULL CHECK (response_minutes > 0),
    resolution_minutes INTEGER NOT NULL CHECK (resolution_minutes > 0),
    PRIMARY KEY (business_id, priority)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    number INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    category_id INTEGER REFERENCES category (id),
    priority TEXT NOT NULL CHECK (priority IN ('low', 'medium', 'high', 'urgent')),
    status TEXT NOT NULL CHECK (status IN ('open', 'in_progress', 'waiting_response', 'resolved', 'closed')),
    customer_id INTEGER NOT NULL REFERENCES member (id),
    assignee_id INTEGER REFERENCES member (id),
    customer_lane INTEGER NOT NULL UNIQUE REFERENCES conversation (id),
    staff_lane INTEGER NOT NULL UNIQUE REFERENCES conversation (id),
    opened_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    preview TEXT NOT NULL DEFAULT '',
    last_by_staff INTEGER NOT NULL DEFAULT 0 CHECK (last_by_staff IN (0, 1)),
    response_due_at INTEGER NOT NULL,
    responded_at INTEGER,
    resolution_due_at INTEGER NOT NULL,
    resolved_at INTEGER,
    closed_at INTEGER,
    paused_at INTEGER,
    response_breached_at INTEGER,
    resolution_breached_at INTEGER,
    rating INTEGER CHECK (rating BETWEEN 1 AND 5),
    rating_comment TEXT NOT NULL DEFAULT '',
    UNIQUE (business_id, number),
    UNIQUE (business_id, customer_id, client_id)
) STRICT;
CREATE INDEX ticket_recent ON ticket (business_id, updated_at DESC, id DESC);
CREATE INDEX ticket_by_status ON ticket (business_id, status, updated_at DESC, id DESC);
CREATE INDEX ticket_by_customer ON ticket (business_id, customer_id, updated_at DESC, id DESC);
CREATE INDEX ticket_by_category ON ticket (business_id, category_id, updated_at DESC, id DESC);
CREATE INDEX ticket_by_assignee ON ticket (business_id, assignee_id, status, updated_at DESC, id DESC);
CREATE INDEX ticket_active ON ticket (business_id, updated_at DESC, id DESC) WHERE status IN ('open', 'in_progress', 'waiting_response');
CREATE INDEX ticket_active_by_assignee ON ticket (business_id, assignee_id, updated_at DESC, id DESC) WHERE status IN ('open', 'in_progress', 'waiting_response');
CREATE INDEX ticket_due_response ON ticket (response_due_at) WHERE responded_at IS NULL AND response_breached_at IS NULL AND status IN ('open', 'in_progress', 'waiting_response');
CREATE INDEX ticket_due_resolution ON ticket (resolution_due_at) WHERE resolved_at IS NULL AND resolution_breached_at IS NULL AND paused_at IS NULL AND status IN ('open', 'in_progress', 'waiting_response');

-- Tickets per status, kept by triggers so that a page with 100,000 tickets need not count them.
CREATE TABLE ticket_count (
    business_id INTEGER NOT NULL REFERENCES business (id),
    status TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (business_id, status)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER ticket_count_insert AFTER INSERT ON ticket BEGIN
    INSERT INTO ticket_count (business_id, status, n) VALUES (NEW.business_id, NEW.status, 1) ON CONFLICT (business_id, status) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER ticket_count_update AFTER UPDATE OF status ON ticket WHEN NEW.status <> OLD.status BEGIN
    UPDATE ticket_count SET n = n - 1 WHERE business_id = OLD.business_id AND status = OLD.status;
    INSERT INTO ticket_count (business_id, status, n) VALUES (NEW.business_id, NEW.status, 1) ON CONFLICT (business_id, status) DO UPDATE SET n = n + 1;
END;
