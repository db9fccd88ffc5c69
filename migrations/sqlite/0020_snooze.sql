-- Put aside until then: out of the inbox and the queue, not out of the clocks.
ALTER TABLE ticket ADD COLUMN snoozed_until INTEGER;
CREATE INDEX ticket_snoozed ON ticket (business_id, assignee_id, updated_at DESC, id DESC) WHERE snoozed_until IS NOT NULL;
