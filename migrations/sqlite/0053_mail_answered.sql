-- A mail when the other side writes in a ticket of theirs while they are away: like the other mails wanted until somebody says otherwise.
ALTER TABLE preference ADD COLUMN mail_answered INTEGER NOT NULL DEFAULT 1 CHECK (mail_answered IN (0, 1));
