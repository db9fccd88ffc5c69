//! The rows of the form of an automation: parallel lists become rows, less those to remove.
//! A row that is added: what was typed beside it, or something to begin with where there is a list to choose from.

use super::draft::Row;
use super::model::{Check, Fact};
use crate::conversations::model::SenderKind;
use crate::kernel::ids::MacroId;
use crate::macros::model::{Deed, Known};
use crate::sla::model::SlaClock;
use crate::tickets::model::{Priority, Status};

/// What a list offers: what is kept, and how people read it.
pub type Options = Vec<(String, String)>;

/// The rows of a group; the form sends a list for each column, and the numbers of the rows to remove.
pub fn rows(what: Vec<String>, how: Vec<String>, value: Vec<String>, remove: &[usize]) -> Vec<Row> {
    let all = what.into_iter().zip(how).zip(value).map(|((what, how), value)| Row { what, how, value });
    all.enumerate().filter(|(n, _)| !remove.contains(n)).map(|(_, row)| row).collect()
}

/// A new condition: a fact, or a fact and what is asked of it, like `status is_not`; none when nothing is chosen or typed. What is wrong with it the draft says.
pub fn condition(what: &str, typed: &str, known: &Known) -> Option<Row> {
    let (what, how) = what.trim().split_once(' ').unwrap_or((what.trim(), ""));
    let fact = what.parse::<Fact>().ok();
    let usual = fact.and_then(|fact| fact.checks().first()).map(|check| check.word()).unwrap_or_default();
    let begin = match fact {
        Some(Fact::Priority) => "high",
        Some(Fact::Rating) => "2",
        _ => "",
    };
    let how = if how.is_empty() { usual } else { how };
    let value = match how.parse::<Check>() {
        Ok(check) if !check.needs_value() => stray(typed),
        _ => chosen(typed, fact.map(|fact| values_of(fact, known)).unwrap_or_default(), begin),
    };
    let is_empty = what.is_empty() && value.is_empty();
    (!is_empty).then(|| Row { what: what.to_owned(), how: how.to_owned(), value })
}

/// What was typed where nothing belongs, so that no list has it: it is refused, and not taken for what a list sent.
fn stray(typed: &str) -> String {
    let typed = typed.trim();
    if typed.is_empty() { String::new() } else { format!("“{typed}”") }
}

/// A new act; `set_field:12` names a field. None when nothing is chosen or typed.
pub fn act(what: &str, typed: &str, known: &Known, macros: &[(MacroId, String)]) -> Option<Row> {
    let (what, how) = what.trim().split_once(':').unwrap_or((what.trim(), ""));
    let begin = if what == Deed::SetPriority.word() { "high" } else { "" };
    let value = chosen(typed, done_with(what, known, macros), begin);
    let is_empty = what.is_empty() && value.is_empty();
    (!is_empty).then(|| Row { what: what.to_owned(), how: how.to_owned(), value })
}

/// What was typed, by its word or as people read it; without that what a list begins with.
fn chosen(typed: &str, options: Options, begin: &str) -> String {
    let typed = typed.trim();
    let found = |words: &str| options.iter().find(|(value, label)| value == words || label.eq_ignore_ascii_case(words)).map(|(value, _)| value.clone());
    match typed {
        "" => found(begin).or_else(|| options.first().map(|(value, _)| value.clone())).unwrap_or_default(),
        typed => found(typed).unwrap_or_else(|| typed.to_owned()),
    }
}

/// The values of a fact that come from a list; empty where they are written.
pub fn values_of(fact: Fact, known: &Known) -> Options {
    match fact {
        Fact::Status => statuses(),
        Fact::Priority => priorities(),
        Fact::Category => named(&known.categories),
        Fact::Holder => named(&known.team),
        Fact::Writer => [SenderKind::Customer, SenderKind::Agent].iter().map(|k| (k.word().into(), k.label().into())).collect(),
        Fact::Promise => SlaClock::ALL.iter().map(|c| (c.word().into(), c.label().into())).collect(),
        Fact::Rating => (1..=5).map(|n: i64| (n.to_string(), n.to_string())).collect(),
        Fact::Tag | Fact::Subject | Fact::Message | Fact::Customer | Fact::Field(_) => Vec::new(),
    }
}

/// What an act can be done with, where that comes from a list.
pub fn done_with(what: &str, known: &Known, macros: &[(MacroId, String)]) -> Options {
    match what.parse::<Deed>() {
        Ok(Deed::SetStatus) => statuses().into_iter().filter(|(word, _)| word != Status::Open.word()).collect(),
        Ok(Deed::SetPriority) => priorities(),
        Ok(Deed::SetCategory) => named(&known.categories),
        Ok(Deed::Assign) => named(&known.team).into_iter().chain([("nobody".into(), "Nobody".into())]).collect(),
        _ if what == "apply_macro" => named(macros),
        _ => Vec::new(),
    }
}

fn named<T: ToString>(all: &[(T, String)]) -> Options {
    all.iter().map(|(id, name)| (id.to_string(), name.clone())).collect()
}

fn statuses() -> Options {
    Status::ALL.iter().map(|s| (s.word().into(), s.label().into())).collect()
}

fn priorities() -> Options {
    Priority::ALL.iter().rev().map(|p| (p.word().into(), p.label().into())).collect()
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
        assert_eq!(condition("category", "", &known), Some(row("category", "is", "5")));
        assert_eq!(condition("message", " refund ", &known), Some(row("message", "contains", "refund")));
        assert_eq!(condition("priority", "", &known), Some(row("priority", "is", "high")));
        assert_eq!(act("set_field:12", "blue", &known, &[]), Some(row("set_field", "12", "blue")));
        assert_eq!(act("apply_macro", "", &known, &[(MacroId(3), "Refund".into())]), Some(row("apply_macro", "", "3")));
        assert_eq!((condition("", " ", &known), act("", "", &known, &[])), (None, None));
    }

    #[test]
    fn what_is_typed_beside_a_list_is_found_in_it_or_kept_to_be_refused() {
        let known = Known { categories: vec![(CategoryId(5), "Returns".into())], ..Known::default() };
        let value = |what: &str, typed: &str| condition(what, typed, &known).map(|row| (row.how, row.value)).unwrap_or_default();
        assert_eq!(value("category is_not", "returns"), ("is_not".into(), "5".into()));
        assert_eq!(value("rating at_most", "9"), ("at_most".into(), "9".into()));
        assert_eq!(value("status", "lost"), ("is".into(), "lost".into()));
        assert_eq!(value("rating is_empty", ""), ("is_empty".into(), String::new()), "nothing to begin with where nothing is compared");
        assert_eq!(value("rating is_empty", "3"), ("is_empty".into(), "“3”".into()), "no list has it");
        assert_eq!(condition("", "refund", &known).map(|row| row.value).as_deref(), Some("refund"));
        assert_eq!(act("set_priority", "Low", &known, &[]).map(|row| row.value).as_deref(), Some("low"));
    }
}
