-- How long somebody waited for the first answer begins before that answer. What was noted after it belongs to a later waiting.
UPDATE chat SET first_waited_at = NULL WHERE first_waited_at > first_response_at;
