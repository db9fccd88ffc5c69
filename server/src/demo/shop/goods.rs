//! What the demo shop sells: read from a table.

/// A product with everything the demo knows of it.
#[derive(Clone, Debug)]
pub struct Good {
    /// The name of its group.
    pub group: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What sets each variant apart, and what it costs in shillings.
    pub variants: Vec<(&'static str, i64)>,
    /// How it is drawn.
    pub shape: &'static str,
    /// The colour of the clay.
    pub glaze: [u8; 3],
    /// The colour behind it.
    pub ground: [u8; 3],
    /// Pieces there are in the end, of all variants.
    pub left: i64,
    /// How often it is bought, compared with the others.
    pub sells: i64,
    /// What it is.
    pub description: &'static str,
}

/// All of them, in the order of the shop.
pub fn all() -> Vec<Good> {
    include_str!("goods.txt").lines().filter(|line| !line.starts_with('#')).filter_map(read).collect()
}

fn read(line: &'static str) -> Option<Good> {
    let cells: Vec<&'static str> = line.split('|').map(str::trim).collect();
    let [group, name, variants, shape, glaze, ground, left, sells, description] = cells[..] else { return None };
    let variant = |text: &'static str| text.split_once(':').and_then(|(name, price)| Some((name, price.parse().ok()?)));
    Some(Good {
        group,
        name,
        variants: variants.split(';').filter_map(variant).collect(),
        shape,
        glaze: colour(glaze)?,
        ground: colour(ground)?,
        left: left.parse().ok()?,
        sells: sells.parse().ok()?,
        description,
    })
}

fn colour(hex: &str) -> Option<[u8; 3]> {
    let n = u32::from_str_radix(hex, 16).ok()?;
    let [_, r, g, b] = n.to_be_bytes();
    Some([r, g, b])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_line_of_the_table_is_a_product_with_a_price() {
        let goods = all();
        assert_eq!(goods.len(), 24);
        assert_eq!(goods.iter().map(|g| g.name).collect::<HashSet<_>>().len(), 24);
        assert!(goods.iter().all(|g| !g.variants.is_empty() && g.variants.iter().all(|(_, price)| *price > 0)));
    }
}
