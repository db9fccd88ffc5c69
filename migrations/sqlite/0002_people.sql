CREATE TABLE business (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    invite_code TEXT NOT NULL UNIQUE,
    time_zone TEXT NOT NULL,
    currency TEXT NOT NULL,
    hours TEXT NOT NULL,
    ticket_head INTEGER NOT NULL DEFAULT 0,
    sla_in_opening_hours INTEGER NOT NULL DEFAULT 1 CHECK (sla_in_opening_hours IN (0, 1)),
    created_at INTEGER NOT NULL
) STRICT;

-- A person's sign-in, across businesses. The e-mail is stored in lower case.
CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    password_hash TEXT,
    email_verified_at INTEGER,
    is_owner INTEGER NOT NULL DEFAULT 0 CHECK (is_owner IN (0, 1)),
    created_at INTEGER NOT NULL
) STRICT;

-- The person in one business. Only guests have no sign-in; see the table guest.
CREATE TABLE member (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    account_id INTEGER REFERENCES account (id),
    role TEXT NOT NULL CHECK (role IN ('guest', 'customer', 'partner', 'agent', 'admin')),
    name TEXT NOT NULL,
    availability TEXT NOT NULL DEFAULT 'offline' CHECK (availability IN ('available', 'busy', 'away', 'offline')),
    -- When they, or their coming in, last said so.
    availability_at INTEGER NOT NULL DEFAULT 0,
    -- What staff said before they were set away because their last socket was gone; empty when they are not, or said so themselves.
    absent_from TEXT CHECK (absent_from IN ('available', 'busy')),
    last_seen_at INTEGER,
    -- Last time they did anything: wrote, read, clicked.
    active_at INTEGER,
    online_until INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    deactivated_at INTEGER,
    UNIQUE (business_id, account_id),
    CHECK ((role = 'guest') = (account_id IS NULL))
) STRICT;
CREATE INDEX member_by_role ON member (business_id, role, id);
CREATE INDEX member_by_account ON member (account_id);
CREATE INDEX member_present ON member (online_until) WHERE availability IN ('available', 'busy');

-- A signed-in device. Only the hash of its token is kept.
CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account_id INTEGER NOT NULL REFERENCES account (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    user_agent TEXT NOT NULL,
    address TEXT NOT NULL
) STRICT;
CREATE INDEX session_by_account ON session (account_id);
CREATE INDEX session_by_expiry ON session (expires_at);

-- Links in mails: verify an address, set a new password, accept an invitation (which names the member). Used once.
CREATE TABLE account_link (
    token_hash TEXT PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    member_id INTEGER REFERENCES member (id),
    purpose TEXT NOT NULL CHECK (purpose IN ('verify', 'reset', 'invite')),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX account_link_by_account ON account_link (account_id);

-- Mails, whether or not a mail server is configured.
CREATE TABLE mail (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'not_sent', 'failed')),
    error TEXT NOT NULL DEFAULT '',
    cause TEXT UNIQUE,
    created_at INTEGER NOT NULL,
    sent_at INTEGER
) STRICT;
CREATE INDEX mail_by_business ON mail (business_id, id);

-- What was typed into a form that was refused, for the page that shows it again.
CREATE TABLE typed (
    token_hash TEXT PRIMARY KEY,
    fields TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
