-- How a business hands out its work; one that never decided has no row, and nothing is handed out by itself. Its row is what whoever hands out locks.
-- Weights and capacity are points; silent minutes: after so long without a word work goes back to the queue, 0 for never.
CREATE TABLE queue_setting (
    business_id INTEGER NOT NULL PRIMARY KEY REFERENCES business (id),
    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    is_paused INTEGER NOT NULL CHECK (is_paused IN (0, 1)),
    ticket_weight INTEGER NOT NULL CHECK (ticket_weight BETWEEN 1 AND 100),
    chat_weight INTEGER NOT NULL CHECK (chat_weight BETWEEN 1 AND 100),
    capacity INTEGER NOT NULL CHECK (capacity BETWEEN 1 AND 100),
    ticket_silent_minutes INTEGER NOT NULL CHECK (ticket_silent_minutes >= 0),
    chat_silent_minutes INTEGER NOT NULL CHECK (chat_silent_minutes >= 0),
    chat_priority TEXT NOT NULL CHECK (chat_priority IN ('low', 'medium', 'high', 'urgent'))
) STRICT;

-- What somebody of the staff takes and when; who has no row takes what their role takes, whenever they are available.
-- capacity: NULL for that of the business. shifts: a week and its exceptions as JSON. last_given_at: when the queue gave them something last.
CREATE TABLE queue_agent (
    member_id INTEGER NOT NULL PRIMARY KEY REFERENCES member (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    takes_part INTEGER NOT NULL CHECK (takes_part IN (0, 1)),
    capacity INTEGER CHECK (capacity BETWEEN 1 AND 100),
    shifts TEXT NOT NULL,
    last_given_at INTEGER
) STRICT;
CREATE INDEX queue_agent_by_business ON queue_agent (business_id);

-- The categories somebody handles; who has none handles all.
CREATE TABLE queue_skill (
    business_id INTEGER NOT NULL REFERENCES business (id),
    member_id INTEGER NOT NULL REFERENCES member (id),
    category_id INTEGER NOT NULL REFERENCES category (id),
    PRIMARY KEY (member_id, category_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX queue_skill_by_business ON queue_skill (business_id, member_id);

-- Who got what, when and why. by_id: who gave it, NULL for the queue. returned_why: the queue took it back.
CREATE TABLE assignment (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    ticket_id INTEGER REFERENCES ticket (id),
    chat_id INTEGER REFERENCES chat (id),
    agent_id INTEGER NOT NULL REFERENCES member (id),
    by_id INTEGER REFERENCES member (id),
    at INTEGER NOT NULL,
    reason TEXT NOT NULL,
    returned_at INTEGER,
    returned_why TEXT CHECK (returned_why IN ('silent', 'gone')),
    CHECK ((ticket_id IS NULL) <> (chat_id IS NULL))
) STRICT;
CREATE INDEX assignment_by_ticket ON assignment (ticket_id, id) WHERE ticket_id IS NOT NULL;
CREATE INDEX assignment_by_chat ON assignment (chat_id, id) WHERE chat_id IS NOT NULL;
CREATE INDEX assignment_returned ON assignment (business_id, returned_at) WHERE returned_at IS NOT NULL;

-- What waits to be handed out, and what each agent has to answer.
CREATE INDEX ticket_waiting ON ticket (business_id, priority, opened_at, id) WHERE assignee_id IS NULL AND status IN ('open', 'in_progress');
CREATE INDEX ticket_held ON ticket (business_id, assignee_id) WHERE assignee_id IS NOT NULL AND status IN ('open', 'in_progress');
