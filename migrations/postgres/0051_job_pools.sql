-- What a job waits for while it runs: each kind has places of its own at the runner, so that a mail server that does not answer keeps no chat waiting.
ALTER TABLE job ADD COLUMN pool TEXT NOT NULL DEFAULT 'here' CHECK (pool IN ('here', 'mail', 'hooks', 'money'));
UPDATE job SET pool = 'mail' WHERE body LIKE '{"job":"send_mail"%';
UPDATE job SET pool = 'hooks' WHERE body LIKE '{"job":"call_webhook"%';
UPDATE job SET pool = 'money' WHERE body LIKE '{"job":"start_payment"%' OR body LIKE '{"job":"ask_payment"%' OR body LIKE '{"job":"refund_payment"%'
    OR body LIKE '{"job":"ask_refund"%' OR body LIKE '{"job":"look_into_notice"%' OR body LIKE '{"job":"test_provider"%';
CREATE INDEX job_waiting_in_pool ON job (pool, run_at, id) WHERE dead_at IS NULL;
