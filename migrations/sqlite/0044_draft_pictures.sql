-- The pictures of what was begun and not sent, as JSON.
ALTER TABLE draft ADD COLUMN files TEXT NOT NULL DEFAULT '[]';
