-- The ledger: every change of a stock, who made it and why. stock_after is what was there then. amount is what came in for it, negative when it was
-- given back. Rows are only ever added.
CREATE TABLE stock_change (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    variant_id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('sale', 'cancel', 'return', 'restock', 'correction')),
    quantity INTEGER NOT NULL CHECK (quantity <> 0),
    stock_after INTEGER NOT NULL CHECK (stock_after >= 0),
    amount INTEGER NOT NULL DEFAULT 0,
    order_id INTEGER,
    note TEXT NOT NULL,
    member_id INTEGER REFERENCES member (id),
    at INTEGER NOT NULL,
    CHECK (kind = 'correction' OR (kind = 'sale') = (quantity < 0)),
    FOREIGN KEY (business_id, variant_id) REFERENCES variant (business_id, id),
    FOREIGN KEY (business_id, order_id) REFERENCES shop_order (business_id, id)
) STRICT;
CREATE INDEX stock_change_by_business ON stock_change (business_id, id DESC);
CREATE INDEX stock_change_by_variant ON stock_change (business_id, variant_id, id DESC);
CREATE INDEX stock_change_sold ON stock_change (business_id, variant_id, at) WHERE kind IN ('sale', 'cancel', 'return');

-- Pieces that are kept for a cart while its checkout is open.
CREATE TABLE stock_hold (
    business_id INTEGER NOT NULL REFERENCES business (id),
    cart_id INTEGER NOT NULL,
    variant_id INTEGER NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    until INTEGER NOT NULL,
    PRIMARY KEY (cart_id, variant_id),
    FOREIGN KEY (business_id, cart_id) REFERENCES cart (business_id, id),
    FOREIGN KEY (business_id, variant_id) REFERENCES variant (business_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_hold_by_age ON stock_hold (until);
