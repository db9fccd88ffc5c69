-- A word that is everywhere is looked for among what was entered last: gathering every place where it stands costs more than all else a search does.
-- So each entry has its number in the order in which they came, and stands in the index in its stretch of 2,048 entries and in its stretch of 32,768, which
-- is counted below zero. The search asks for both just so.
DROP INDEX search_entry_words;
ALTER TABLE search_entry ADD COLUMN entry BIGINT GENERATED ALWAYS AS IDENTITY;
-- What waits to be put into the index is read through by every search, several times: it waits in small numbers only.
CREATE INDEX search_entry_words ON search_entry USING gin (words, (ARRAY[entry >> 11, -1 - (entry >> 15)])) WITH (gin_pending_list_limit = 256);
