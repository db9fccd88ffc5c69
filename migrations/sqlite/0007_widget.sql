-- How the chat widget of a business looks and where it may stand. hue: its accent, NULL for Stoa's own; origins: pages that may show it, one a line,
-- besides our own; first_seen_at: when another page showed it first. typing_preview: staff sees what a visitor is typing.
ALTER TABLE chat_setting ADD COLUMN hue INTEGER CHECK (hue BETWEEN 0 AND 359);
ALTER TABLE chat_setting ADD COLUMN greeting TEXT NOT NULL DEFAULT '';
ALTER TABLE chat_setting ADD COLUMN position TEXT NOT NULL DEFAULT 'right' CHECK (position IN ('right', 'left'));
ALTER TABLE chat_setting ADD COLUMN origins TEXT NOT NULL DEFAULT '';
ALTER TABLE chat_setting ADD COLUMN typing_preview INTEGER NOT NULL DEFAULT 1 CHECK (typing_preview IN (0, 1));
ALTER TABLE chat_setting ADD COLUMN idle_close_hours INTEGER NOT NULL DEFAULT 24 CHECK (idle_close_hours BETWEEN 1 AND 720);
ALTER TABLE chat_setting ADD COLUMN first_seen_at INTEGER;
ALTER TABLE chat_setting ADD COLUMN first_seen_origin TEXT NOT NULL DEFAULT '';

-- From here on the secret is sealed with the key of the installation; those that lay open are forgotten, and a new one is made when it is asked for.
UPDATE chat_setting SET secret = '';

-- When a guest came last: a token nobody uses is forgotten.
ALTER TABLE guest ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;
UPDATE guest SET seen_at = created_at;
CREATE INDEX guest_seen ON guest (seen_at);

-- Chats nobody writes in, for the sweep that closes them.
CREATE INDEX chat_idle ON chat (last_message_at) WHERE state = 'active';
