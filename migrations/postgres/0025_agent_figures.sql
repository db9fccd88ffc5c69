-- What each agent did in the last days, without looking at every ticket. agent_id: who had the ticket when the wait was over.
ALTER TABLE ticket_wait ADD COLUMN agent_id BIGINT REFERENCES member (id);
UPDATE ticket_wait SET agent_id = (SELECT t.assignee_id FROM ticket t WHERE t.id = ticket_wait.ticket_id);
CREATE INDEX ticket_wait_by_agent ON ticket_wait (business_id, agent_id, ended_at, breached_at);
CREATE INDEX ticket_resolved_by ON ticket (business_id, assignee_id, resolved_at, opened_at, resolution_due_at, resolution_breached_at, paused_at, rating) WHERE resolved_at IS NOT NULL;
CREATE INDEX ticket_answered_by ON ticket (business_id, assignee_id, responded_at, opened_at, response_due_at, response_breached_at) WHERE responded_at IS NOT NULL;
CREATE INDEX chat_answered_by ON chat (business_id, assignee_id, opened_at, first_response_at, first_waited_at, rating) WHERE first_response_at IS NOT NULL;
