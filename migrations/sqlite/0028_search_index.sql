-- Messages are entered into the word index after they are stored, many at a time: how far that has come.
ALTER TABLE conversation ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0;
UPDATE conversation SET indexed = head;
CREATE INDEX conversation_unindexed ON conversation (id) WHERE indexed < head;
