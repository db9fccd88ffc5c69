-- Up to which message answers were mailed to a visitor who was gone.
ALTER TABLE chat ADD COLUMN mailed_seq INTEGER NOT NULL DEFAULT 0;
