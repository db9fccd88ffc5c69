-- Groups of products, in the order of the shop.
CREATE TABLE product_category (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (business_id, slug),
    UNIQUE (business_id, name),
    UNIQUE (business_id, id)
) STRICT;

CREATE TABLE product (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    category_id INTEGER,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'archived')),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (business_id, slug),
    UNIQUE (business_id, id),
    FOREIGN KEY (business_id, category_id) REFERENCES product_category (business_id, id)
) STRICT;
CREATE INDEX product_recent ON product (business_id, state, created_at DESC, id DESC);
CREATE INDEX product_by_category ON product (business_id, category_id, state, created_at DESC, id DESC);

-- What is sold: a product in one size or colour, with its own price and stock. stock is the sum of its rows in stock_change; held is the sum of its
-- rows in stock_hold: pieces that somebody is paying for right now. Prices are in the smallest unit of the business's currency.
CREATE TABLE variant (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    product_id INTEGER NOT NULL,
    sku TEXT NOT NULL,
    name TEXT NOT NULL,
    price INTEGER NOT NULL CHECK (price >= 0),
    stock INTEGER NOT NULL DEFAULT 0 CHECK (stock >= 0),
    held INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0),
    threshold INTEGER NOT NULL CHECK (threshold >= 0),
    lead_days INTEGER NOT NULL CHECK (lead_days >= 0),
    position INTEGER NOT NULL,
    is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1)),
    UNIQUE (business_id, sku),
    UNIQUE (business_id, id),
    CHECK (held <= stock),
    FOREIGN KEY (business_id, product_id) REFERENCES product (business_id, id)
) STRICT;
CREATE INDEX variant_by_product ON variant (business_id, product_id, position, id);

CREATE TABLE product_picture (
    business_id INTEGER NOT NULL REFERENCES business (id),
    product_id INTEGER NOT NULL,
    file_id INTEGER NOT NULL UNIQUE REFERENCES file (id),
    alt TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (product_id, file_id),
    FOREIGN KEY (business_id, product_id) REFERENCES product (business_id, id)
) STRICT, WITHOUT ROWID;

-- A file of products that an admin sent: checked first, then taken over row by row. faults: what is wrong, as JSON. done: rows taken over.
CREATE TABLE product_import (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    member_id INTEGER NOT NULL REFERENCES member (id),
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    lines INTEGER NOT NULL,
    fresh INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    faults TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('checked', 'running', 'done')),
    done INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    finished_at INTEGER
) STRICT;
CREATE INDEX product_import_by_business ON product_import (business_id, id);

-- Words of products on sale. scope: b<business>.
CREATE VIRTUAL TABLE product_entry USING fts5 (scope, name, body, product_id UNINDEXED, tokenize = 'porter unicode61 remove_diacritics 2', prefix = '3');

-- How the shop greets; a business without a row is greeted by its name.
CREATE TABLE shop_front (
    business_id INTEGER PRIMARY KEY REFERENCES business (id),
    headline TEXT NOT NULL,
    about TEXT NOT NULL
) STRICT;

-- The number of the last order.
ALTER TABLE business ADD COLUMN order_head INTEGER NOT NULL DEFAULT 0;
