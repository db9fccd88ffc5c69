-- What was promised stays with the ticket, in minutes of counting time: waiting moves the due time, and opening hours change, but not the promise.
-- Where it is not known any more it is what holds today for tickets of its kind.
ALTER TABLE ticket ADD COLUMN response_minutes INTEGER NOT NULL DEFAULT 120;
ALTER TABLE ticket ADD COLUMN next_response_minutes INTEGER;
ALTER TABLE ticket ADD COLUMN resolution_minutes INTEGER NOT NULL DEFAULT 1440;

-- Times at which the resolution clock stood still until it went on: waiting for the customer, or resolved until the ticket was opened again. None overlap.
CREATE TABLE ticket_pause (
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    from_at INTEGER NOT NULL,
    to_at INTEGER NOT NULL,
    business_id INTEGER NOT NULL REFERENCES business (id),
    why TEXT NOT NULL CHECK (why IN ('waiting', 'resolved')),
    PRIMARY KEY (ticket_id, from_at),
    CHECK (to_at > from_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_pause_by_business ON ticket_pause (business_id, from_at);

INSERT INTO ticket_pause (ticket_id, from_at, to_at, business_id, why)
    SELECT h.ticket, h.at, h.until, h.business_id, 'waiting' FROM (
        SELECT e.business_id, CAST(json_extract(e.body, '$.ticket') AS INTEGER) AS ticket, e.at, json_extract(e.body, '$.to') AS state, LEAD(e.at) OVER w AS until, LEAD(json_extract(e.body, '$.to')) OVER w AS next
        FROM event e WHERE e.body LIKE '{"type":"status_changed"%' WINDOW w AS (PARTITION BY json_extract(e.body, '$.ticket') ORDER BY e.id)
    ) h JOIN ticket t ON t.id = h.ticket AND t.business_id = h.business_id
    WHERE h.state = 'waiting_response' AND h.next IN ('open', 'in_progress') AND h.until > h.at
    ON CONFLICT (ticket_id, from_at) DO NOTHING;

-- A ticket that was resolved while it waited kept the due time of before the wait. The wait ends there, and moves it like any other.
INSERT INTO ticket_pause (ticket_id, from_at, to_at, business_id, why)
    SELECT id, paused_at, resolved_at, business_id, 'waiting' FROM ticket WHERE paused_at IS NOT NULL AND resolved_at > paused_at
    ON CONFLICT (ticket_id, from_at) DO NOTHING;
UPDATE ticket SET resolution_due_at = resolution_due_at + resolved_at - paused_at WHERE resolved_at > paused_at AND paused_at <= resolution_due_at;
UPDATE ticket SET paused_at = NULL WHERE resolved_at IS NOT NULL AND paused_at IS NOT NULL;

UPDATE ticket SET response_minutes = COALESCE(
    (SELECT o.response_minutes FROM sla_category_target o WHERE o.category_id = ticket.category_id AND o.priority = ticket.priority),
    (SELECT s.response_minutes FROM sla_target s WHERE s.business_id = ticket.business_id AND s.priority = ticket.priority), 120);
UPDATE ticket SET resolution_minutes = COALESCE(
    (SELECT o.resolution_minutes FROM sla_category_target o WHERE o.category_id = ticket.category_id AND o.priority = ticket.priority),
    (SELECT s.resolution_minutes FROM sla_target s WHERE s.business_id = ticket.business_id AND s.priority = ticket.priority), 1440);
UPDATE ticket SET next_response_minutes = COALESCE(
    (SELECT o.next_response_minutes FROM sla_category_target o WHERE o.category_id = ticket.category_id AND o.priority = ticket.priority),
    (SELECT s.next_response_minutes FROM sla_target s WHERE s.business_id = ticket.business_id AND s.priority = ticket.priority), 240)
    WHERE awaiting_since IS NOT NULL;

-- What several steps at once changed beside: tags and fields, as JSON.
ALTER TABLE ticket_change ADD COLUMN beside TEXT;
