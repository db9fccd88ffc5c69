-- What a business decides about its help centre. version grows with every change of what is matched: indexes in memory are made anew by it.
CREATE TABLE help_center (
    business_id INTEGER PRIMARY KEY REFERENCES business (id),
    version INTEGER NOT NULL DEFAULT 1,
    threshold INTEGER NOT NULL DEFAULT 70 CHECK (threshold BETWEEN 1 AND 100)
) STRICT;
INSERT INTO help_center (business_id) SELECT id FROM business;

CREATE TABLE help_category (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    name TEXT NOT NULL,
    about TEXT NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (business_id, name),
    UNIQUE (business_id, id)
) STRICT;

-- Lists (alternatives, keywords, tags, slugs of related articles) are texts with one entry a line.
CREATE TABLE help_article (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    category_id INTEGER NOT NULL,
    slug TEXT NOT NULL,
    question TEXT NOT NULL,
    alternatives TEXT NOT NULL,
    keywords TEXT NOT NULL,
    tags TEXT NOT NULL,
    related TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'archived')),
    position INTEGER NOT NULL,
    views INTEGER NOT NULL DEFAULT 0,
    helpful INTEGER NOT NULL DEFAULT 0,
    unhelpful INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (business_id, slug),
    UNIQUE (business_id, id),
    FOREIGN KEY (business_id, category_id) REFERENCES help_category (business_id, id)
) STRICT;
CREATE INDEX help_article_by_category ON help_article (business_id, category_id, position, id);

-- One vote of one visitor; only the hash of the visitor's token is kept.
CREATE TABLE help_vote (
    business_id INTEGER NOT NULL REFERENCES business (id),
    article_id INTEGER NOT NULL,
    visitor_hash TEXT NOT NULL,
    is_helpful INTEGER NOT NULL CHECK (is_helpful IN (0, 1)),
    at INTEGER NOT NULL,
    PRIMARY KEY (article_id, visitor_hash),
    FOREIGN KEY (business_id, article_id) REFERENCES help_article (business_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE help_reply (
    business_id INTEGER NOT NULL REFERENCES business (id),
    occasion TEXT NOT NULL CHECK (occasion IN ('welcome', 'nobody_online', 'outside_hours', 'long_wait', 'closing')),
    body TEXT NOT NULL,
    is_on INTEGER NOT NULL DEFAULT 1 CHECK (is_on IN (0, 1)),
    PRIMARY KEY (business_id, occasion)
) STRICT, WITHOUT ROWID;

-- What visitors asked and what they were told.
CREATE TABLE help_question (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    text TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('answered', 'asked_back', 'unanswered')),
    article_id INTEGER,
    confidence INTEGER NOT NULL CHECK (confidence BETWEEN 0 AND 100),
    at INTEGER NOT NULL,
    FOREIGN KEY (business_id, article_id) REFERENCES help_article (business_id, id)
) STRICT;
CREATE INDEX help_question_by_business ON help_question (business_id, id);
CREATE INDEX help_question_unanswered ON help_question (business_id, id) WHERE outcome = 'unanswered';
CREATE INDEX help_question_by_age ON help_question (at);

-- Words of published articles. scope: b<business>.
CREATE VIRTUAL TABLE help_entry USING fts5 (scope, question, body, article_id UNINDEXED, tokenize = 'porter unicode61 remove_diacritics 2');
