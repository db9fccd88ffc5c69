-- pending_since: since when the provider says that the money is on its way and may take days. unheard_since: since when it does not say how the payment
-- stands. decided_at: since when it is known what came of it; while that is empty it is asked about, also after it counts as failed here. cleared_at,
-- cleared_by, finding: who has looked into the doubt, when, and what they found.
ALTER TABLE payment ADD COLUMN pending_since INTEGER;
ALTER TABLE payment ADD COLUMN unheard_since INTEGER;
ALTER TABLE payment ADD COLUMN decided_at INTEGER;
ALTER TABLE payment ADD COLUMN cleared_at INTEGER;
ALTER TABLE payment ADD COLUMN cleared_by INTEGER REFERENCES member (id);
ALTER TABLE payment ADD COLUMN finding TEXT NOT NULL DEFAULT '';
UPDATE payment SET decided_at = updated_at WHERE state <> 'initiated';
DROP INDEX payment_in_doubt;
CREATE INDEX payment_in_doubt ON payment (business_id, id) WHERE doubt <> '' AND cleared_at IS NULL;
CREATE INDEX payment_undecided ON payment (business_id, id) WHERE decided_at IS NULL;
-- Which orders changed lately: only those are reckoned unless somebody asks for all.
CREATE INDEX shop_order_by_change ON shop_order (business_id, updated_at);

-- Money of a payment that went back at the provider and of which nobody here knew. reference: what the provider calls it. noted_at: since when the order
-- says so too, and who noted it.
CREATE TABLE payment_return (
    business_id INTEGER NOT NULL REFERENCES business (id),
    payment_id INTEGER NOT NULL,
    reference TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    at INTEGER NOT NULL,
    noted_at INTEGER,
    member_id INTEGER REFERENCES member (id),
    PRIMARY KEY (payment_id, reference),
    FOREIGN KEY (business_id, payment_id) REFERENCES payment (business_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_return_open ON payment_return (business_id, payment_id) WHERE noted_at IS NULL;
