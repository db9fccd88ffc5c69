-- How a business sends SMS through Twilio. sealed: the keys as JSON, encrypted under STOA_SECRET. occasions: what customers are told by SMS, as JSON.
-- most_a_day: how many SMS Twilio is asked for in a day at most.
CREATE TABLE sms_setting (
    business_id INTEGER NOT NULL PRIMARY KEY REFERENCES business (id),
    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    sealed TEXT NOT NULL,
    occasions TEXT NOT NULL,
    most_a_day INTEGER NOT NULL CHECK (most_a_day > 0),
    updated_at INTEGER NOT NULL
) STRICT;

-- SMS that were or will be sent. cause: what it tells of, once. sid: what Twilio calls it. asked_at: since when Twilio may know of it.
-- good_until: after this it is not worth sending any more.
CREATE TABLE sms (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    recipient TEXT NOT NULL,
    occasion TEXT NOT NULL CHECK (occasion IN ('booked', 'moved', 'cancelled', 'reminder', 'ordered', 'paid', 'test')),
    text TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'kept', 'sent', 'delivered', 'failed', 'unknown')),
    error TEXT NOT NULL,
    sid TEXT,
    cause TEXT,
    asked_at INTEGER,
    good_until INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    sent_at INTEGER,
    UNIQUE (business_id, cause)
) STRICT;
CREATE INDEX sms_by_business ON sms (business_id, id);
CREATE INDEX sms_by_day ON sms (business_id, asked_at, recipient) WHERE asked_at IS NOT NULL;
