-- Since when a ticket lies in the queue: since it was opened, given back, opened again or came back from where it was put aside. While somebody has it this says nothing.
ALTER TABLE ticket ADD COLUMN waiting_since BIGINT NOT NULL DEFAULT 0;
UPDATE ticket SET waiting_since = COALESCE((SELECT MAX(a.returned_at) FROM assignment a WHERE a.ticket_id = ticket.id), opened_at);
DROP INDEX ticket_waiting;
CREATE INDEX ticket_waiting ON ticket (business_id, priority, waiting_since, id) WHERE assignee_id IS NULL AND status IN ('open', 'in_progress');

-- Categories that whoever gets a ticket has to handle, besides its own.
CREATE TABLE ticket_skill (
    business_id BIGINT NOT NULL REFERENCES business (id),
    ticket_id BIGINT NOT NULL REFERENCES ticket (id),
    category_id BIGINT NOT NULL REFERENCES category (id),
    PRIMARY KEY (ticket_id, category_id)
);
CREATE INDEX ticket_skill_by_business ON ticket_skill (business_id, ticket_id);

-- The number of the newest version of the journey, also when it was deleted: no number is given twice.
ALTER TABLE business ADD COLUMN journey_head BIGINT NOT NULL DEFAULT 0;
UPDATE business SET journey_head = COALESCE((SELECT MAX(j.number) FROM journey j WHERE j.business_id = business.id), 0);

-- Calls of webhooks are forgotten by their age.
CREATE INDEX automation_hook_by_time ON automation_hook (at);
