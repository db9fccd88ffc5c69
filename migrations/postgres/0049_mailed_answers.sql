-- Up to which message answers were mailed to a visitor who was gone.
ALTER TABLE chat ADD COLUMN mailed_seq BIGINT NOT NULL DEFAULT 0;
