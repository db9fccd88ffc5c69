-- stocks: rows of things that are there whose stock the file would change. sets_stock: whether it does; 0 leaves their stock as it is.
ALTER TABLE product_import ADD COLUMN stocks INTEGER NOT NULL DEFAULT 0;
ALTER TABLE product_import ADD COLUMN sets_stock INTEGER NOT NULL DEFAULT 1 CHECK (sets_stock IN (0, 1));
