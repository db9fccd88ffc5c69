-- A partner's lane is one more kind of conversation, a partner one more who speaks. SQLite cannot change a CHECK: such columns are made anew.
ALTER TABLE conversation ADD COLUMN new_kind TEXT NOT NULL DEFAULT 'customer_lane'
    CHECK (new_kind IN ('customer_lane', 'partner_lane', 'staff_lane', 'chat', 'team'));
UPDATE conversation SET new_kind = kind;
ALTER TABLE conversation DROP COLUMN kind;
ALTER TABLE conversation RENAME COLUMN new_kind TO kind;

ALTER TABLE message ADD COLUMN new_kind TEXT NOT NULL DEFAULT 'system' CHECK (new_kind IN ('customer', 'partner', 'agent', 'bot', 'system'));
UPDATE message SET new_kind = sender_kind;
ALTER TABLE message DROP COLUMN sender_kind;
ALTER TABLE message RENAME COLUMN new_kind TO sender_kind;

ALTER TABLE order_step ADD COLUMN new_deed TEXT NOT NULL DEFAULT 'place'
    CHECK (new_deed IN ('place', 'confirm', 'pay', 'ship', 'deliver', 'cancel', 'refund', 'entrust'));
UPDATE order_step SET new_deed = deed;
ALTER TABLE order_step DROP COLUMN deed;
ALTER TABLE order_step RENAME COLUMN new_deed TO deed;

-- Who supplies a product; of an order, whose line it was then, and who fulfils it. tracking: where the parcel can be followed.
ALTER TABLE product ADD COLUMN partner_id INTEGER REFERENCES member (id);
ALTER TABLE order_line ADD COLUMN partner_id INTEGER REFERENCES member (id);
ALTER TABLE shop_order ADD COLUMN partner_id INTEGER REFERENCES member (id);
ALTER TABLE shop_order ADD COLUMN tracking TEXT NOT NULL DEFAULT '';
CREATE INDEX shop_order_by_partner ON shop_order (business_id, partner_id, number DESC) WHERE partner_id IS NOT NULL;

-- The ticket of an order, one for each. order_step: the last step of the order that its lanes tell of. partner_id: whose lane it is.
ALTER TABLE ticket ADD COLUMN order_id INTEGER REFERENCES shop_order (id);
ALTER TABLE ticket ADD COLUMN order_step INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN partner_id INTEGER REFERENCES member (id);
ALTER TABLE ticket ADD COLUMN partner_lane INTEGER REFERENCES conversation (id);
CREATE UNIQUE INDEX ticket_by_order ON ticket (order_id) WHERE order_id IS NOT NULL;
CREATE UNIQUE INDEX ticket_by_partner_lane ON ticket (partner_lane) WHERE partner_lane IS NOT NULL;

-- Lanes of partners who had the order before: staff reads on, nobody writes.
CREATE TABLE former_lane (
    conversation_id INTEGER PRIMARY KEY REFERENCES conversation (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    partner_id INTEGER NOT NULL REFERENCES member (id),
    ended_at INTEGER NOT NULL
) STRICT;
CREATE INDEX former_lane_by_ticket ON former_lane (business_id, ticket_id, ended_at);
