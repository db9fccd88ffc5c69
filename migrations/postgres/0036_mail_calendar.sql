-- The entry for a calendar (RFC 5545) that goes with a mail; empty for most.
ALTER TABLE mail ADD COLUMN calendar TEXT NOT NULL DEFAULT '';
