-- What articles were called in addresses before: links of before lead to them all the same.
CREATE TABLE help_former_slug (
    business_id BIGINT NOT NULL REFERENCES business (id),
    slug TEXT NOT NULL,
    article_id BIGINT NOT NULL,
    PRIMARY KEY (business_id, slug),
    FOREIGN KEY (business_id, article_id) REFERENCES help_article (business_id, id)
);
CREATE INDEX help_former_slug_by_article ON help_former_slug (business_id, article_id);
