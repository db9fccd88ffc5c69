-- A file that goes along with a mail, as Base64; an empty name when there is none.
ALTER TABLE mail ADD COLUMN attachment_name TEXT NOT NULL DEFAULT '';
ALTER TABLE mail ADD COLUMN attachment TEXT NOT NULL DEFAULT '';
