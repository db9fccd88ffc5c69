-- Versions of a business's journey. graph: its steps and ways as JSON; revision: how often it was saved, so that nobody writes over what they have not seen.
-- Only drafts are changed; one version is active.
CREATE TABLE journey (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'active', 'archived')),
    revision INTEGER NOT NULL DEFAULT 1,
    graph TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (business_id, number)
) STRICT;
CREATE UNIQUE INDEX journey_active ON journey (business_id) WHERE state = 'active';

-- A walk through a version. token_hash: of its link, empty once it was forgotten; client_id: makes its ticket one; at_node: the step that is open,
-- the last of trail; taken: the ways a trial has taken; forgotten_at: when answers that led to nothing were thrown away.
CREATE TABLE journey_walk (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    journey_id INTEGER NOT NULL REFERENCES journey (id),
    token_hash TEXT NOT NULL,
    client_id TEXT NOT NULL,
    member_id INTEGER REFERENCES member (id),
    is_trial INTEGER NOT NULL CHECK (is_trial IN (0, 1)),
    trail TEXT NOT NULL,
    at_node INTEGER NOT NULL,
    answers TEXT NOT NULL,
    taken TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    started_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    finished_at INTEGER,
    forgotten_at INTEGER,
    ticket_id INTEGER UNIQUE REFERENCES ticket (id),
    chat_id INTEGER REFERENCES chat (id)
) STRICT;
CREATE UNIQUE INDEX journey_walk_token ON journey_walk (token_hash) WHERE token_hash <> '';
CREATE INDEX journey_walk_of ON journey_walk (business_id, journey_id);
CREATE INDEX journey_walk_over ON journey_walk (ends_at) WHERE forgotten_at IS NULL;

-- Who came to a step and who went on, for the funnel.
CREATE TABLE journey_visit (
    business_id INTEGER NOT NULL REFERENCES business (id),
    journey_id INTEGER NOT NULL REFERENCES journey (id),
    walk_id INTEGER NOT NULL REFERENCES journey_walk (id),
    node INTEGER NOT NULL,
    arrived_at INTEGER NOT NULL,
    answered_at INTEGER,
    PRIMARY KEY (walk_id, node)
) STRICT, WITHOUT ROWID;
CREATE INDEX journey_visit_of ON journey_visit (business_id, journey_id, node);

-- Pictures that wait for a message longer than usual.
ALTER TABLE file ADD COLUMN held_until INTEGER NOT NULL DEFAULT 0;
