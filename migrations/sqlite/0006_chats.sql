-- Visitors without a sign-in: a member with the role guest and what they left in the contact form. Only the hash of their token is kept.
-- subject: who a host page says they are, under the business's secret. Address and browser are forgotten at address_until.
CREATE TABLE guest (
    member_id INTEGER NOT NULL PRIMARY KEY REFERENCES member (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    token_hash TEXT NOT NULL UNIQUE,
    subject TEXT,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    host TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    address_until INTEGER NOT NULL,
    blocked_at INTEGER,
    UNIQUE (business_id, subject)
) STRICT;
CREATE INDEX guest_by_email ON guest (business_id, email);
CREATE INDEX guest_blocked ON guest (business_id, blocked_at) WHERE blocked_at IS NOT NULL;
CREATE INDEX guest_with_address ON guest (address_until) WHERE address <> '' OR user_agent <> '';

-- What a business decides about its chats; one that never decided has no row. secret: host pages sign with it who their visitor is.
CREATE TABLE chat_setting (
    business_id INTEGER NOT NULL PRIMARY KEY REFERENCES business (id),
    secret TEXT NOT NULL,
    long_wait_seconds INTEGER NOT NULL DEFAULT 180 CHECK (long_wait_seconds BETWEEN 30 AND 3600)
) STRICT;

-- A live chat. asker_id: the guest or customer who writes; customer_id: in whose profile it stands. unread: what the asker said that nobody has
-- answered or looked at; sort_key: the last message's time, far ahead while something is unread. asked_seq: the asker's last message.
CREATE TABLE chat (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    conversation_id INTEGER NOT NULL UNIQUE REFERENCES conversation (id),
    notes_id INTEGER NOT NULL UNIQUE REFERENCES conversation (id),
    asker_id INTEGER NOT NULL REFERENCES member (id),
    customer_id INTEGER REFERENCES member (id),
    assignee_id INTEGER REFERENCES member (id),
    ticket_id INTEGER REFERENCES ticket (id),
    state TEXT NOT NULL CHECK (state IN ('active', 'closed', 'archived')),
    bot_holds INTEGER NOT NULL CHECK (bot_holds IN (0, 1)),
    bot_epoch INTEGER NOT NULL DEFAULT 0,
    misses INTEGER NOT NULL DEFAULT 0,
    asked_seq INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    messages INTEGER NOT NULL DEFAULT 0,
    sort_key INTEGER NOT NULL,
    preview TEXT NOT NULL DEFAULT '',
    last_kind TEXT NOT NULL DEFAULT 'system' CHECK (last_kind IN ('customer', 'agent', 'bot', 'system')),
    waiting_since INTEGER,
    first_waited_at INTEGER,
    first_response_at INTEGER,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER,
    last_message_at INTEGER NOT NULL,
    rating INTEGER CHECK (rating BETWEEN 1 AND 5),
    feedback TEXT NOT NULL DEFAULT '',
    browser TEXT NOT NULL,
    zone TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX chat_active_of ON chat (business_id, asker_id) WHERE state = 'active';
CREATE INDEX chat_recent ON chat (business_id, sort_key DESC, id DESC);
CREATE INDEX chat_by_state ON chat (business_id, state, sort_key DESC, id DESC);
CREATE INDEX chat_by_asker ON chat (business_id, asker_id, id DESC);
CREATE INDEX chat_by_customer ON chat (business_id, customer_id, id DESC);
CREATE INDEX chat_by_assignee ON chat (business_id, assignee_id, sort_key DESC, id DESC) WHERE state = 'active';
CREATE INDEX chat_waiting ON chat (business_id, waiting_since, id) WHERE waiting_since IS NOT NULL;
CREATE INDEX chat_opened ON chat (business_id, opened_at);

-- The pages a visitor was on.
CREATE TABLE chat_page (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    chat_id INTEGER NOT NULL REFERENCES chat (id),
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX chat_page_by_chat ON chat_page (chat_id, id);

-- Automatic responses that were said: each once.
CREATE TABLE chat_reply (
    business_id INTEGER NOT NULL REFERENCES business (id),
    chat_id INTEGER NOT NULL REFERENCES chat (id),
    occasion TEXT NOT NULL CHECK (occasion IN ('welcome', 'nobody_online', 'outside_hours', 'long_wait', 'closing')),
    at INTEGER NOT NULL,
    PRIMARY KEY (chat_id, occasion)
) STRICT, WITHOUT ROWID;

-- What the bot did with each question, and how sure it was: for staff.
CREATE TABLE chat_answer (
    business_id INTEGER NOT NULL REFERENCES business (id),
    chat_id INTEGER NOT NULL REFERENCES chat (id),
    asked_seq INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('topic', 'article', 'asked_back', 'missed', 'handed_over')),
    topic TEXT NOT NULL,
    article_id INTEGER,
    confidence INTEGER NOT NULL CHECK (confidence BETWEEN 0 AND 100),
    at INTEGER NOT NULL,
    PRIMARY KEY (chat_id, asked_seq),
    FOREIGN KEY (business_id, article_id) REFERENCES help_article (business_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX chat_answer_by_business ON chat_answer (business_id, at);

-- What the bot can talk about. wordings and chips are texts with one entry a line.
CREATE TABLE chat_topic (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    name TEXT NOT NULL,
    wordings TEXT NOT NULL,
    answer TEXT NOT NULL,
    chips TEXT NOT NULL,
    effect TEXT NOT NULL CHECK (effect IN ('answer', 'hand_over')),
    is_on INTEGER NOT NULL DEFAULT 1 CHECK (is_on IN (0, 1)),
    position INTEGER NOT NULL,
    UNIQUE (business_id, name)
) STRICT;

-- Talks of staff among themselves. pair: the two members of a direct talk, in order; there is one for each pair.
CREATE TABLE talk (
    conversation_id INTEGER NOT NULL PRIMARY KEY REFERENCES conversation (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    name TEXT NOT NULL,
    pair TEXT,
    created_by INTEGER NOT NULL REFERENCES member (id),
    created_at INTEGER NOT NULL,
    last_message_at INTEGER NOT NULL,
    preview TEXT NOT NULL DEFAULT '',
    UNIQUE (business_id, pair)
) STRICT;
CREATE INDEX talk_recent ON talk (business_id, last_message_at DESC, conversation_id DESC);
CREATE INDEX conversation_member_by_member ON conversation_member (member_id, conversation_id) WHERE is_party;
