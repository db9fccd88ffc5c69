-- How many active tickets somebody has, or nobody, stands on every page of the desk: counted in the index alone.
CREATE INDEX ticket_in_hand ON ticket (business_id, assignee_id, status, snoozed_until) WHERE status IN ('open', 'in_progress', 'waiting_response');
