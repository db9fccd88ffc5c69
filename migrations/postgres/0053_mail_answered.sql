-- A mail when the other side writes in a ticket of theirs while they are away: like the other mails wanted until somebody says otherwise.
ALTER TABLE preference ADD COLUMN mail_answered BOOLEAN NOT NULL DEFAULT TRUE;
