-- What a business decides about paying. A business without a row never decided. unpaid_hours: after so long an order that nobody paid is cancelled; 0 is
-- never. address and tax_number stand on its invoices. invoice_head: the number of its newest invoice.
CREATE TABLE payment_terms (
    business_id INTEGER NOT NULL PRIMARY KEY REFERENCES business (id),
    unpaid_hours INTEGER NOT NULL CHECK (unpaid_hours >= 0),
    address TEXT NOT NULL,
    tax_number TEXT NOT NULL,
    invoice_head INTEGER NOT NULL
) STRICT;

-- The invoice of an order: its number is given once, and who issued it stands on it as it was then.
CREATE TABLE invoice (
    order_id INTEGER NOT NULL PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    number INTEGER NOT NULL,
    issuer TEXT NOT NULL,
    address TEXT NOT NULL,
    tax_number TEXT NOT NULL,
    issued_at INTEGER NOT NULL,
    UNIQUE (business_id, number),
    FOREIGN KEY (business_id, order_id) REFERENCES shop_order (business_id, id)
) STRICT;
