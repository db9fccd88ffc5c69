-- stocks: rows of things that are there whose stock the file would change. sets_stock: whether it does; false leaves their stock as it is.
ALTER TABLE product_import ADD COLUMN stocks BIGINT NOT NULL DEFAULT 0;
ALTER TABLE product_import ADD COLUMN sets_stock BOOLEAN NOT NULL DEFAULT TRUE;
