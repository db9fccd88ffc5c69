-- What is put away is found by its words, too, under a scope of its own: a<business>.
INSERT INTO product_entry (scope, name, body, product_id)
    SELECT 'a' || CAST(p.business_id AS TEXT), p.name, COALESCE(k.name, '') || ' ' || p.description || ' '
        || COALESCE((SELECT STRING_AGG(REPLACE(v.sku, '-', ' ') || ' ' || v.name, ' ' ORDER BY v.id) FROM variant v
            WHERE v.business_id = p.business_id AND v.product_id = p.id AND NOT v.is_archived), ''), p.id
    FROM product p LEFT JOIN product_category k ON k.id = p.category_id WHERE p.state = 'archived';
