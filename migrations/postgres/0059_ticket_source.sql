-- Where a ticket came from: the form, a journey, a chat, an order, or staff for the customer.
ALTER TABLE ticket ADD COLUMN source TEXT NOT NULL DEFAULT 'form' CHECK (source IN ('form', 'journey', 'chat', 'order', 'staff'));

-- Of those there are it is told by what they left behind. A chat that became one may begin with words of staff.
UPDATE ticket SET source = 'staff'
    WHERE EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = ticket.customer_lane AND m.seq = 1 AND m.sender_kind = 'agent');
UPDATE ticket SET source = 'journey' WHERE id IN (SELECT ticket_id FROM journey_walk WHERE ticket_id IS NOT NULL);
UPDATE ticket SET source = 'chat' WHERE id IN (SELECT ticket_id FROM chat WHERE ticket_id IS NOT NULL);
UPDATE ticket SET source = 'order' WHERE order_id IS NOT NULL;
