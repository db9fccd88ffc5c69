-- A topic may ask what is meant, or only be polite: neither is an answer, and whoever says hello or thanks has asked nothing.
CREATE TABLE chat_topic_new (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    name TEXT NOT NULL,
    wordings TEXT NOT NULL,
    answer TEXT NOT NULL,
    chips TEXT NOT NULL,
    effect TEXT NOT NULL CHECK (effect IN ('answer', 'ask', 'courtesy', 'hand_over')),
    is_on INTEGER NOT NULL DEFAULT 1 CHECK (is_on IN (0, 1)),
    position INTEGER NOT NULL,
    UNIQUE (business_id, name)
) STRICT;
INSERT INTO chat_topic_new (id, business_id, name, wordings, answer, chips, effect, is_on, position)
    SELECT id, business_id, name, wordings, answer, chips, effect, is_on, position FROM chat_topic;
DROP TABLE chat_topic;
ALTER TABLE chat_topic_new RENAME TO chat_topic;

CREATE TABLE chat_answer_new (
    business_id INTEGER NOT NULL REFERENCES business (id),
    chat_id INTEGER NOT NULL REFERENCES chat (id),
    asked_seq INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('topic', 'article', 'asked_back', 'courtesy', 'missed', 'handed_over')),
    topic TEXT NOT NULL,
    article_id INTEGER,
    confidence INTEGER NOT NULL CHECK (confidence BETWEEN 0 AND 100),
    at INTEGER NOT NULL,
    PRIMARY KEY (chat_id, asked_seq),
    FOREIGN KEY (business_id, article_id) REFERENCES help_article (business_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO chat_answer_new (business_id, chat_id, asked_seq, seq, outcome, topic, article_id, confidence, at)
    SELECT business_id, chat_id, asked_seq, seq, outcome, topic, article_id, confidence, at FROM chat_answer;
DROP TABLE chat_answer;
ALTER TABLE chat_answer_new RENAME TO chat_answer;
CREATE INDEX chat_answer_by_business ON chat_answer (business_id, at);

-- What the standard topics do, wherever they still have their names.
UPDATE chat_topic SET effect = 'courtesy' WHERE effect = 'answer' AND name IN ('Greeting', 'Thanks', 'Goodbye');
UPDATE chat_topic SET effect = 'ask' WHERE effect = 'answer'
    AND name IN ('Prices', 'What we offer', 'Help', 'Payment', 'Delivery', 'Appointments', 'Returns', 'Account');
UPDATE chat_answer SET outcome = 'courtesy' WHERE outcome = 'topic' AND topic IN ('Greeting', 'Thanks', 'Goodbye');
UPDATE chat_answer SET outcome = 'asked_back' WHERE outcome = 'topic'
    AND topic IN ('Prices', 'What we offer', 'Help', 'Payment', 'Delivery', 'Appointments', 'Returns', 'Account');
