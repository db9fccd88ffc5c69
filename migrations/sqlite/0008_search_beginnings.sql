-- Beginnings of three letters have entries of their own: whoever begins to type a word finds it without all words with that beginning being merged.
CREATE VIRTUAL TABLE search_entry_new USING fts5 (
    scope, body, conversation_id UNINDEXED, seq UNINDEXED, tokenize = 'porter unicode61 remove_diacritics 2', prefix = '3'
);
INSERT INTO search_entry_new (rowid, scope, body, conversation_id, seq) SELECT rowid, scope, body, conversation_id, seq FROM search_entry;
DROP TABLE search_entry;
ALTER TABLE search_entry_new RENAME TO search_entry;
