-- Whose chat session a guest had who ordered or booked: a sign that was proven, unlike the address they typed.
ALTER TABLE shop_order ADD COLUMN guest_id INTEGER REFERENCES member (id);
CREATE INDEX shop_order_by_guest ON shop_order (business_id, guest_id) WHERE guest_id IS NOT NULL;
ALTER TABLE appointment ADD COLUMN guest_id INTEGER REFERENCES member (id);
CREATE INDEX appointment_by_guest ON appointment (business_id, guest_id) WHERE guest_id IS NOT NULL;

-- What staff showed in a conversation: only what it is about. How it stands is read whenever it is drawn. client_id: that of the message with it.
CREATE TABLE card (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    client_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('product', 'order', 'slot')),
    product_id INTEGER,
    order_id INTEGER,
    offering_id INTEGER,
    staff_id INTEGER REFERENCES member (id),
    starts_at INTEGER,
    appointment_id INTEGER,
    created_at INTEGER NOT NULL,
    UNIQUE (conversation_id, client_id),
    CHECK ((kind = 'product') = (product_id IS NOT NULL)),
    CHECK ((kind = 'order') = (order_id IS NOT NULL)),
    CHECK ((kind = 'slot') = (offering_id IS NOT NULL)),
    CHECK ((kind = 'slot') = (starts_at IS NOT NULL)),
    FOREIGN KEY (business_id, product_id) REFERENCES product (business_id, id),
    FOREIGN KEY (business_id, order_id) REFERENCES shop_order (business_id, id),
    FOREIGN KEY (business_id, offering_id) REFERENCES offering (business_id, id),
    FOREIGN KEY (business_id, appointment_id) REFERENCES appointment (business_id, id)
) STRICT;
CREATE INDEX card_by_product ON card (business_id, product_id) WHERE product_id IS NOT NULL;
CREATE INDEX card_by_order ON card (business_id, order_id) WHERE order_id IS NOT NULL;
CREATE INDEX card_by_appointment ON card (business_id, appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX card_open_slot ON card (business_id, starts_at) WHERE kind = 'slot' AND appointment_id IS NULL;
