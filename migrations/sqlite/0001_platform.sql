-- The event log: one row per fact; reactions claim rows whose dispatched_at is empty.
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL,
    actor_id INTEGER,
    at INTEGER NOT NULL,
    body TEXT NOT NULL,
    dispatched_at INTEGER
) STRICT;
CREATE INDEX event_waiting ON event (id) WHERE dispatched_at IS NULL;
CREATE INDEX event_by_business ON event (business_id, id);

-- Durable topics number their events 1, 2, 3 … without gaps.
CREATE TABLE topic (name TEXT PRIMARY KEY, head INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE topic_event (
    topic TEXT NOT NULL,
    seq INTEGER NOT NULL,
    event_id INTEGER NOT NULL REFERENCES event (id),
    PRIMARY KEY (topic, seq)
) STRICT, WITHOUT ROWID;

-- Background work. A key replaces the job that waits under it; version tells when that happened while it ran.
CREATE TABLE job (
    id INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    key TEXT UNIQUE,
    run_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 0,
    locked_until INTEGER NOT NULL DEFAULT 0,
    last_error TEXT NOT NULL DEFAULT '',
    dead_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX job_waiting ON job (run_at, id) WHERE dead_at IS NULL;

-- Periodic work: whoever moves next_at forward runs the tick.
CREATE TABLE schedule (name TEXT PRIMARY KEY, next_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
