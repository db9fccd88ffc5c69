-- A partner's lane is one more kind of conversation, a partner one more who speaks.
ALTER TABLE conversation DROP CONSTRAINT conversation_kind_check;
ALTER TABLE conversation ADD CONSTRAINT conversation_kind_check CHECK (kind IN ('customer_lane', 'partner_lane', 'staff_lane', 'chat', 'team'));
ALTER TABLE message DROP CONSTRAINT message_sender_kind_check;
ALTER TABLE message ADD CONSTRAINT message_sender_kind_check CHECK (sender_kind IN ('customer', 'partner', 'agent', 'bot', 'system'));
ALTER TABLE order_step DROP CONSTRAINT order_step_deed_check;
ALTER TABLE order_step ADD CONSTRAINT order_step_deed_check
    CHECK (deed IN ('place', 'confirm', 'pay', 'ship', 'deliver', 'cancel', 'refund', 'entrust'));

-- Who supplies a product; of an order, whose line it was then, and who fulfils it. tracking: where the parcel can be followed.
ALTER TABLE product ADD COLUMN partner_id BIGINT REFERENCES member (id);
ALTER TABLE order_line ADD COLUMN partner_id BIGINT REFERENCES member (id);
ALTER TABLE shop_order ADD COLUMN partner_id BIGINT REFERENCES member (id);
ALTER TABLE shop_order ADD COLUMN tracking TEXT NOT NULL DEFAULT '';
CREATE INDEX shop_order_by_partner ON shop_order (business_id, partner_id, number DESC) WHERE partner_id IS NOT NULL;

-- The ticket of an order, one for each. order_step: the last step of the order that its lanes tell of. partner_id: whose lane it is.
ALTER TABLE ticket ADD COLUMN order_id BIGINT REFERENCES shop_order (id);
ALTER TABLE ticket ADD COLUMN order_step BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN partner_id BIGINT REFERENCES member (id);
ALTER TABLE ticket ADD COLUMN partner_lane BIGINT REFERENCES conversation (id);
CREATE UNIQUE INDEX ticket_by_order ON ticket (order_id) WHERE order_id IS NOT NULL;
CREATE UNIQUE INDEX ticket_by_partner_lane ON ticket (partner_lane) WHERE partner_lane IS NOT NULL;

-- Lanes of partners who had the order before: staff reads on, nobody writes.
CREATE TABLE former_lane (
    conversation_id BIGINT PRIMARY KEY REFERENCES conversation (id),
    business_id BIGINT NOT NULL REFERENCES business (id),
    ticket_id BIGINT NOT NULL REFERENCES ticket (id),
    partner_id BIGINT NOT NULL REFERENCES member (id),
    ended_at BIGINT NOT NULL
);
CREATE INDEX former_lane_by_ticket ON former_lane (business_id, ticket_id, ended_at);
