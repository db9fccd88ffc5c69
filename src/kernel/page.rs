//! Keyset pages: a list goes on after the last row it showed, never at an offset.

use serde::{Deserialize, Serialize};

/// Where a list goes on: the sort key and the id of the last row shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The value the list is sorted by.
    pub key: i64,
    /// The row's id, which breaks ties.
    pub id: i64,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.key, self.id)
    }
}

impl std::str::FromStr for Cursor {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        let (key, id) = s.split_once('.').ok_or(())?;
        Ok(Self { key: key.parse().map_err(|_| ())?, id: id.parse().map_err(|_| ())? })
    }
}

/// One page of a list and where the next one starts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The rows, in order.
    pub items: Vec<T>,
    /// `None` on the last page.
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// Cuts a page of `size` from rows that were asked for with `LIMIT size + 1`.
    pub fn cut(mut items: Vec<T>, size: usize, cursor: impl Fn(&T) -> Cursor) -> Self {
        let more = items.len() > size;
        items.truncate(size);
        let next = if more { items.last().map(cursor) } else { None };
        Self { items, next }
    }

    /// The same page with other rows.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(f).collect(), next: self.next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_the_address_bar() {
        let cursor = Cursor { key: -5, id: 42 };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        assert!("5".parse::<Cursor>().is_err() && "a.b".parse::<Cursor>().is_err());
    }

    #[test]
    fn only_a_full_page_has_a_next_one() {
        let cut = |n: i64| Page::cut((0..n).collect(), 2, |i| Cursor { key: *i, id: *i });
        assert_eq!(cut(2).next, None);
        assert_eq!(cut(3), Page { items: vec![0, 1], next: Some(Cursor { key: 1, id: 1 }) });
    }
}
