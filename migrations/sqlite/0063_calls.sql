-- Calls of staff with whoever they talk to. ended_by: nobody where it rang too long or no browser takes part any more.
CREATE TABLE call (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    caller_id INTEGER NOT NULL REFERENCES member (id),
    callee_id INTEGER NOT NULL REFERENCES member (id),
    rang_at INTEGER NOT NULL,
    answered_at INTEGER,
    seen_at INTEGER NOT NULL,
    ended_at INTEGER,
    ended_by INTEGER REFERENCES member (id),
    UNIQUE (business_id, id),
    CHECK (caller_id <> callee_id),
    CHECK (ended_by IS NULL OR ended_at IS NOT NULL)
) STRICT;
-- One call at a time, for each who takes part and in each conversation.
CREATE UNIQUE INDEX call_of_caller ON call (caller_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX call_of_callee ON call (callee_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX call_in_conversation ON call (conversation_id) WHERE ended_at IS NULL;

-- What may be in a column is changed by making the table anew; nothing refers to it.
CREATE TABLE card_anew (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    client_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('product', 'order', 'slot', 'call')),
    product_id INTEGER,
    order_id INTEGER,
    offering_id INTEGER,
    staff_id INTEGER REFERENCES member (id),
    starts_at INTEGER,
    appointment_id INTEGER,
    call_id INTEGER,
    created_at INTEGER NOT NULL,
    UNIQUE (conversation_id, client_id),
    CHECK ((kind = 'product') = (product_id IS NOT NULL)),
    CHECK ((kind = 'order') = (order_id IS NOT NULL)),
    CHECK ((kind = 'slot') = (offering_id IS NOT NULL)),
    CHECK ((kind = 'slot') = (starts_at IS NOT NULL)),
    CHECK ((kind = 'call') = (call_id IS NOT NULL)),
    FOREIGN KEY (business_id, product_id) REFERENCES product (business_id, id),
    FOREIGN KEY (business_id, order_id) REFERENCES shop_order (business_id, id),
    FOREIGN KEY (business_id, offering_id) REFERENCES offering (business_id, id),
    FOREIGN KEY (business_id, appointment_id) REFERENCES appointment (business_id, id),
    FOREIGN KEY (business_id, call_id) REFERENCES call (business_id, id)
) STRICT;
INSERT INTO card_anew (id, business_id, conversation_id, client_id, kind, product_id, order_id, offering_id, staff_id, starts_at, appointment_id, created_at)
    SELECT id, business_id, conversation_id, client_id, kind, product_id, order_id, offering_id, staff_id, starts_at, appointment_id, created_at FROM card;
DROP TABLE card;
ALTER TABLE card_anew RENAME TO card;
CREATE INDEX card_by_product ON card (business_id, product_id) WHERE product_id IS NOT NULL;
CREATE INDEX card_by_order ON card (business_id, order_id) WHERE order_id IS NOT NULL;
CREATE INDEX card_by_appointment ON card (business_id, appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX card_open_slot ON card (business_id, starts_at) WHERE kind = 'slot' AND appointment_id IS NULL;
