-- What somebody means to buy. A guest's is known by the hash of the token in their cookie; a customer's by who they are, on every device.
CREATE TABLE cart (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    token_hash TEXT UNIQUE,
    member_id INTEGER REFERENCES member (id),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (business_id, member_id),
    UNIQUE (business_id, id),
    CHECK ((token_hash IS NULL) <> (member_id IS NULL))
) STRICT;
CREATE INDEX cart_by_age ON cart (updated_at);

CREATE TABLE cart_line (
    business_id INTEGER NOT NULL REFERENCES business (id),
    cart_id INTEGER NOT NULL,
    variant_id INTEGER NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 999),
    added_at INTEGER NOT NULL,
    PRIMARY KEY (cart_id, variant_id),
    FOREIGN KEY (business_id, cart_id) REFERENCES cart (business_id, id),
    FOREIGN KEY (business_id, variant_id) REFERENCES variant (business_id, id)
) STRICT, WITHOUT ROWID;

-- client_id: the checkout form's own id, so that sending it twice orders once. token: the last part of the link that shows the order.
CREATE TABLE shop_order (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    number INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    cart_id INTEGER NOT NULL,
    token TEXT NOT NULL UNIQUE,
    member_id INTEGER REFERENCES member (id),
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    note TEXT NOT NULL,
    method TEXT NOT NULL CHECK (method IN ('on_delivery', 'mpesa', 'paypal')),
    status TEXT NOT NULL CHECK (status IN ('pending', 'confirmed', 'paid', 'shipped', 'delivered', 'cancelled', 'refunded')),
    currency TEXT NOT NULL,
    total INTEGER NOT NULL CHECK (total >= 0),
    paid INTEGER NOT NULL DEFAULT 0,
    refunded INTEGER NOT NULL DEFAULT 0,
    placed_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (business_id, number),
    UNIQUE (business_id, client_id),
    UNIQUE (business_id, id),
    CHECK (paid BETWEEN 0 AND total),
    CHECK (refunded BETWEEN 0 AND paid)
) STRICT;
CREATE INDEX shop_order_by_status ON shop_order (business_id, status, number DESC);
CREATE INDEX shop_order_by_member ON shop_order (business_id, member_id, number DESC);

-- What was bought, as it was called and priced then.
CREATE TABLE order_line (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    order_id INTEGER NOT NULL,
    variant_id INTEGER NOT NULL,
    sku TEXT NOT NULL,
    product TEXT NOT NULL,
    variant TEXT NOT NULL,
    price INTEGER NOT NULL CHECK (price >= 0),
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    returned INTEGER NOT NULL DEFAULT 0,
    UNIQUE (order_id, variant_id),
    CHECK (returned BETWEEN 0 AND quantity),
    FOREIGN KEY (business_id, order_id) REFERENCES shop_order (business_id, id),
    FOREIGN KEY (business_id, variant_id) REFERENCES variant (business_id, id)
) STRICT;
CREATE INDEX order_line_by_variant ON order_line (business_id, variant_id);

-- What happened to an order, in order.
CREATE TABLE order_step (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    order_id INTEGER NOT NULL,
    deed TEXT NOT NULL CHECK (deed IN ('place', 'confirm', 'pay', 'ship', 'deliver', 'cancel', 'refund')),
    status TEXT NOT NULL,
    amount INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL,
    member_id INTEGER REFERENCES member (id),
    at INTEGER NOT NULL,
    FOREIGN KEY (business_id, order_id) REFERENCES shop_order (business_id, id)
) STRICT;
CREATE INDEX order_step_by_order ON order_step (business_id, order_id, id);
