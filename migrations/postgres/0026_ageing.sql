-- Each full ageing_hours of waiting count as one step of priority, so that nothing waits for ever; 0 for never.
ALTER TABLE queue_setting ADD COLUMN ageing_hours BIGINT NOT NULL DEFAULT 24 CHECK (ageing_hours BETWEEN 0 AND 720);
