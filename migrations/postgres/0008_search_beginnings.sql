-- Beginnings of three letters have entries of their own, marked with ^, which no word of a text has: whoever begins to type a word finds it
-- without all words with that beginning being merged.
CREATE FUNCTION search_beginnings(words TSVECTOR) RETURNS TSVECTOR LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT array_to_tsvector(coalesce(array_agg('^' || left(w, 3)), '{}')) FROM unnest(tsvector_to_array(words)) AS w WHERE length(w) >= 3 $$;
ALTER TABLE search_entry DROP COLUMN words;
ALTER TABLE search_entry ADD COLUMN words TSVECTOR GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', scope), 'A') || setweight(to_tsvector('english', body), 'D') || search_beginnings(to_tsvector('english', body))
) STORED;
CREATE INDEX search_entry_words ON search_entry USING gin (words);
