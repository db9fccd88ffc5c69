-- Senders' ids begin with the time: with them in front, what is stored together stands together, instead of one page of the index for each conversation.
DROP INDEX message_by_client_id;
CREATE UNIQUE INDEX message_by_client_id ON message (client_id, conversation_id);
