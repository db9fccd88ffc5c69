//! The rows of the form of an automation: parallel lists become rows, less those to remove.
//! A row that is added to the form of an automation: what was typed beside it, or something to begin with where there is a list to choose from.

use super::draft::Row;
use super::model::Fact;
use crate::kernel::ids::MacroId;
use crate::macros::model::{Deed, Known};

/// The rows of a group; the form sends a list for each column, and the numbers of the rows to remove.
pub fn rows(what: Vec<String>, how: Vec<String>, value: Vec<String>, remove: &[usize]) -> Vec<Row> {
    let all = what.into_iter().zip(how).zip(value).map(|((what, how), value)| Row { what, how, value });
    all.enumerate().filter(|(n, _)| !remove.contains(n)).map(|(_, row)| row).collect()
}

/// A new condition about a fact; what is wrong with it the draft says.
pub fn condition(what: &str, typed: &str, known: &Known) -> Row {
    let (what, typed) = (what.trim(), typed.trim());
    let fact = what.parse::<Fact>().ok();
    let how = fact.and_then(|fact| fact.checks().first()).map(|check| check.word().to_owned()).unwrap_or_default();
    let first = match fact {
        Some(Fact::Status) => "open".into(),
        Some(Fact::Priority) => "high".into(),
        Some(Fact::Rating) => "2".into(),
        Some(Fact::Writer) => "customer".into(),
        Some(Fact::Promise) => "response".into(),
        Some(Fact::Category) => known.categories.first().map(|(id, _)| id.to_string()).unwrap_or_default(),
        Some(Fact::Holder) => known.team.first().map(|(id, _)| id.to_string()).unwrap_or_default(),
        _ => String::new(),
    };
    let value = if first.is_empty() { typed.to_owned() } else { first };
    Row { what: what.to_owned(), how, value }
}

/// A new act; `set_field:12` names a field.
pub fn act(what: &str, typed: &str, known: &Known, macros: &[(MacroId, String)]) -> Row {
    let (what, how) = what.trim().split_once(':').unwrap_or((what.trim(), ""));
    let first = match what.parse::<Deed>() {
        Ok(Deed::SetStatus) => "in_progress".to_owned(),
        Ok(Deed::SetPriority) => "high".into(),
        Ok(Deed::SetCategory) => known.categories.first().map(|(id, _)| id.to_string()).unwrap_or_default(),
        Ok(Deed::Assign) => known.team.first().map(|(id, _)| id.to_string()).unwrap_or_default(),
        _ if what == "apply_macro" => macros.first().map(|(id, _)| id.to_string()).unwrap_or_default(),
        _ => String::new(),
    };
    let value = if first.is_empty() { typed.trim().to_owned() } else { first };
    Row { what: what.to_owned(), how: how.to_owned(), value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::CategoryId;

    #[test]
    fn a_row_to_choose_from_begins_with_the_first_and_one_to_write_with_what_was_written() {
        let known = Known { categories: vec![(CategoryId(5), "Returns".into())], ..Known::default() };
        let row = |what: &str, how: &str, value: &str| Row { what: what.into(), how: how.into(), value: value.into() };
        let column = |texts: [&str; 3]| texts.map(str::to_owned).to_vec();
        assert_eq!(rows(column(["a", "b", "c"]), column(["x", "y", "z"]), column(["1", "2", "3"]), &[1]), [row("a", "x", "1"), row("c", "z", "3")]);
        assert_eq!(condition("category", "", &known), row("category", "is", "5"));
        assert_eq!(condition("message", " refund ", &known), row("message", "contains", "refund"));
        assert_eq!(act("set_field:12", "blue", &known, &[]), row("set_field", "12", "blue"));
        assert_eq!(act("apply_macro", "", &known, &[(MacroId(3), "Refund".into())]), row("apply_macro", "", "3"));
    }
}
