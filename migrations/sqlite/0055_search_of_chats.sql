-- What was said in live chats has a scope of its own, k<business>: searching tickets is not crowded out by chats, nor the other way round.
UPDATE search_entry SET scope = 'k' || substr(scope, 2) WHERE scope LIKE 'b%' AND conversation_id IN (SELECT id FROM conversation WHERE kind = 'chat');
