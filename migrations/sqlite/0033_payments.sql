-- How a business collects money through a provider. sealed: the keys as JSON, encrypted under STOA_SECRET. checked: what came of the test button.
CREATE TABLE payment_account (
    business_id INTEGER NOT NULL REFERENCES business (id),
    provider TEXT NOT NULL CHECK (provider IN ('mpesa', 'paypal')),
    is_offered INTEGER NOT NULL CHECK (is_offered IN (0, 1)),
    is_live INTEGER NOT NULL CHECK (is_live IN (0, 1)),
    sealed TEXT NOT NULL,
    checked TEXT NOT NULL CHECK (checked IN ('never', 'waiting', 'fine', 'failed')),
    said TEXT NOT NULL,
    checked_at INTEGER,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (business_id, provider)
) STRICT;

-- Money that came in for an order, or was to come in. payer: the phone that is asked. request: what the provider calls the request, reference: what it
-- calls the payment; each names one payment only. link: where the payer agrees. claim: what a callback said, believed only after asking.
-- asked_at: since when the provider may know of it. doubt: a sentence when what the provider says does not fit.
CREATE TABLE payment (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    order_id INTEGER NOT NULL,
    provider TEXT NOT NULL CHECK (provider IN ('on_delivery', 'mpesa', 'paypal')),
    state TEXT NOT NULL CHECK (state IN ('initiated', 'completed', 'failed')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    payer TEXT NOT NULL,
    request TEXT,
    reference TEXT,
    link TEXT NOT NULL,
    claim TEXT NOT NULL,
    failure TEXT NOT NULL,
    doubt TEXT NOT NULL,
    asked_at INTEGER,
    asks INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    completed_at INTEGER,
    UNIQUE (business_id, id),
    UNIQUE (provider, request),
    UNIQUE (provider, reference),
    CHECK ((state = 'completed') = (completed_at IS NOT NULL)),
    FOREIGN KEY (business_id, order_id) REFERENCES shop_order (business_id, id)
) STRICT;
CREATE INDEX payment_by_order ON payment (business_id, order_id, id);
-- Nobody is asked twice for the same order at the same time.
CREATE UNIQUE INDEX payment_open ON payment (order_id) WHERE state = 'initiated';
CREATE INDEX payment_in_doubt ON payment (business_id, id) WHERE doubt <> '';

-- Money of a payment that goes back, or is to go back. reason: why; failure: why it did not.
CREATE TABLE payment_refund (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    payment_id INTEGER NOT NULL,
    order_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'completed', 'failed')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    reason TEXT NOT NULL,
    request TEXT,
    reference TEXT,
    failure TEXT NOT NULL,
    round INTEGER NOT NULL,
    asked_at INTEGER,
    asks INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    completed_at INTEGER,
    member_id INTEGER REFERENCES member (id),
    UNIQUE (business_id, id),
    CHECK ((state = 'completed') = (completed_at IS NOT NULL)),
    FOREIGN KEY (business_id, payment_id) REFERENCES payment (business_id, id),
    FOREIGN KEY (business_id, order_id) REFERENCES shop_order (business_id, id)
) STRICT;
CREATE INDEX payment_refund_by_payment ON payment_refund (business_id, payment_id, id);
CREATE INDEX payment_refund_by_order ON payment_refund (business_id, order_id, id);
CREATE INDEX payment_refund_open ON payment_refund (business_id, id) WHERE state <> 'completed';

-- What somebody who says to be PayPal has told us: believed only when PayPal says that it said so. key: PayPal's own id of the message.
CREATE TABLE payment_notice (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    key TEXT NOT NULL,
    headers TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'true', 'false')),
    received_at INTEGER NOT NULL,
    UNIQUE (business_id, key)
) STRICT;
CREATE INDEX payment_notice_by_age ON payment_notice (received_at);

-- What was paid and given back before there were payments: by hand.
INSERT INTO payment (business_id, order_id, provider, state, amount, currency, payer, reference, link, claim, failure, doubt, asks, created_at, updated_at,
    completed_at)
    SELECT business_id, id, 'on_delivery', 'completed', paid, currency, '', 'order ' || id, '', '', '', '', 0, placed_at, updated_at, updated_at
    FROM shop_order WHERE paid > 0;
INSERT INTO payment_refund (business_id, payment_id, order_id, state, amount, reason, failure, round, asks, created_at, updated_at, completed_at)
    SELECT o.business_id, p.id, o.id, 'completed', o.refunded, '', '', 0, 0, o.updated_at, o.updated_at, o.updated_at
    FROM shop_order o JOIN payment p ON p.order_id = o.id WHERE o.refunded > 0;
