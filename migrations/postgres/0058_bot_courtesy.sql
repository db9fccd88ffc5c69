-- A topic may ask what is meant, or only be polite: neither is an answer, and whoever says hello or thanks has asked nothing.
ALTER TABLE chat_topic DROP CONSTRAINT chat_topic_effect_check;
ALTER TABLE chat_topic ADD CONSTRAINT chat_topic_effect_check CHECK (effect IN ('answer', 'ask', 'courtesy', 'hand_over'));
ALTER TABLE chat_answer DROP CONSTRAINT chat_answer_outcome_check;
ALTER TABLE chat_answer ADD CONSTRAINT chat_answer_outcome_check
    CHECK (outcome IN ('topic', 'article', 'asked_back', 'courtesy', 'missed', 'handed_over'));

-- What the standard topics do, wherever they still have their names.
UPDATE chat_topic SET effect = 'courtesy' WHERE effect = 'answer' AND name IN ('Greeting', 'Thanks', 'Goodbye');
UPDATE chat_topic SET effect = 'ask' WHERE effect = 'answer'
    AND name IN ('Prices', 'What we offer', 'Help', 'Payment', 'Delivery', 'Appointments', 'Returns', 'Account');
UPDATE chat_answer SET outcome = 'courtesy' WHERE outcome = 'topic' AND topic IN ('Greeting', 'Thanks', 'Goodbye');
UPDATE chat_answer SET outcome = 'asked_back' WHERE outcome = 'topic'
    AND topic IN ('Prices', 'What we offer', 'Help', 'Payment', 'Delivery', 'Appointments', 'Returns', 'Account');
