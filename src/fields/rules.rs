//! How values are read, shown and checked. Pure.

use super::model::{Entry, Field, FilledBy, Kind, VALUE_MAX, control};
use crate::kernel::ids::CategoryId;
use crate::kernel::text::Check;
use chrono::NaiveDate;

/// The one way to write what was typed; `None` when nothing was.
///
/// # Errors
/// A sentence that says what to write instead.
pub fn read(field: &Field, typed: &str) -> Result<Option<String>, String> {
    let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let label = &field.label;
    if typed.is_empty() {
        return Ok(None);
    }
    match field.kind {
        Kind::Text if typed.chars().count() > VALUE_MAX => Err(format!("{label} has more than {VALUE_MAX} characters. Shorten it.")),
        Kind::Text if typed.chars().any(char::is_control) => Err(format!("{label} has characters that nobody can read. Write it again.")),
        Kind::Text => Ok(Some(typed)),
        Kind::Number => number(&typed).map(Some).ok_or_else(|| format!("{label}: write a number, like 12 or 3.5.")),
        Kind::Date => {
            let day = NaiveDate::parse_from_str(&typed, "%Y-%m-%d").ok().filter(|day| *day >= day_of(1900) && *day < day_of(2200));
            day.map(|day| Some(day.format("%Y-%m-%d").to_string())).ok_or_else(|| format!("{label}: write a day as year-month-day, like 2026-11-30."))
        }
        Kind::YesNo => match typed.to_lowercase().as_str() {
            "yes" | "true" | "on" => Ok(Some("yes".into())),
            "no" | "false" | "off" => Ok(Some("no".into())),
            _ => Err(format!("{label}: choose yes or no.")),
        },
        Kind::Choice => {
            let found = field.options.0.iter().find(|option| option.to_lowercase() == typed.to_lowercase());
            found.cloned().map(Some).ok_or_else(|| format!("{label}: choose one of the options."))
        }
    }
}

fn day_of(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default()
}

/// A decimal number without what does not count: `+007.50` is `7.5`.
fn number(typed: &str) -> Option<String> {
    let plain: String = typed.chars().filter(|c| *c != ' ').collect();
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !is_digits(whole) || !is_digits(part) || digits.ends_with('.') || whole.len() > 15 || part.len() > 6 {
        return None;
    }
    let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    let sign = if whole == "0" && part.is_empty() { "" } else { sign };
    Some(if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") })
}

/// What stands in a field as people read it.
pub fn shown(kind: Kind, value: &str) -> String {
    match kind {
        Kind::YesNo => if value == "yes" { "Yes" } else { "No" }.into(),
        Kind::Date => NaiveDate::parse_from_str(value, "%Y-%m-%d").map_or_else(|_| value.into(), |day| day.format("%-d %B %Y").to_string()),
        Kind::Text | Kind::Number | Kind::Choice => value.into(),
    }
}

/// What a value is found by: its beginning in lower case.
pub fn sought(value: &str) -> String {
    value.to_lowercase().chars().take(200).collect()
}

/// What was typed into the fields of a form, checked. Names that are none of `fields` are left out.
pub fn entries<'a>(check: &mut Check, fields: &[Field], typed: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (key, value) in typed {
        let Some(field) = fields.iter().find(|f| f.key == key && !f.is_archived) else { continue };
        match read(field, value) {
            Ok(value) => entries.push((field.id, value)),
            Err(why) => check.fail(&control(key), why),
        }
    }
    entries
}

/// Complains about fields that must be filled by this side on opening a ticket and are not, and drops entries of fields that such a ticket has not.
pub fn on_opening(check: &mut Check, fields: &[Field], category: Option<CategoryId>, side: FilledBy, entries: &mut Vec<Entry>) {
    let offered = |f: &&Field| !f.is_archived && f.fits(category) && (side == FilledBy::Staff || f.filled_by == FilledBy::Customer);
    entries.retain(|(id, value)| value.is_some() && fields.iter().filter(offered).any(|f| f.id == *id));
    for field in fields.iter().filter(offered).filter(|f| f.is_required && f.filled_by == side) {
        if !entries.iter().any(|(id, _)| *id == field.id) {
            check.fail(&field.control(), format!("{} is missing.", field.label));
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::fields::model::Categories;
    use crate::help::model::Lines;
    use crate::kernel::ids::FieldId;
    use proptest::prelude::*;

    /// A field for tests of rules.
    pub(crate) fn field(id: i64, key: &str, kind: Kind) -> Field {
        Field {
            id: FieldId(id),
            key: key.into(),
            label: "Size".into(),
            hint: String::new(),
            kind,
            options: Lines(vec!["Small".into(), "Large".into()]),
            is_required: false,
            filled_by: FilledBy::Customer,
            is_archived: false,
            categories: Categories::default(),
        }
    }

    #[test]
    fn each_kind_has_one_way_to_be_written() {
        for (kind, typed, wanted) in [
            (Kind::Text, "  two  words ", Some("two words")),
            (Kind::Number, "+007.50", Some("7.5")),
            (Kind::Number, "-0", Some("0")),
            (Kind::Number, "1 250", Some("1250")),
            (Kind::Date, "2026-02-09", Some("2026-02-09")),
            (Kind::YesNo, "on", Some("yes")),
            (Kind::Choice, "large", Some("Large")),
            (Kind::Choice, "", None),
        ] {
            assert_eq!(read(&field(1, "size", kind), typed), Ok(wanted.map(str::to_owned)), "{typed}");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused_with_a_sentence_that_mends_it() {
        for (kind, typed, word) in [
            (Kind::Number, "12a", "number"),
            (Kind::Number, ".", "number"),
            (Kind::Number, "1.", "number"),
            (Kind::Date, "2026-02-30", "year-month-day"),
            (Kind::Date, "09.02.2026", "year-month-day"),
            (Kind::YesNo, "maybe", "yes or no"),
            (Kind::Choice, "Medium", "options"),
            (Kind::Text, &"x".repeat(501), "Shorten"),
        ] {
            let why = read(&field(1, "size", kind), typed).unwrap_err();
            assert!(why.starts_with("Size") && why.contains(word) && why.ends_with('.'), "{why}");
        }
    }

    #[test]
    fn days_and_answers_are_shown_in_words() {
        assert_eq!(shown(Kind::Date, "2026-02-09"), "9 February 2026");
        assert_eq!((shown(Kind::YesNo, "yes"), shown(Kind::YesNo, "no")), ("Yes".into(), "No".into()));
    }

    #[test]
    fn only_fields_of_the_category_are_taken_and_asked_for() {
        let about = |ids: &[i64]| Categories(ids.iter().map(|id| CategoryId(*id)).collect());
        let mut order = Field { is_required: true, categories: about(&[5]), ..field(1, "order", Kind::Text) };
        let secret = Field { is_required: true, filled_by: FilledBy::Staff, ..field(2, "cost", Kind::Number) };
        let run = |order: &Field, category, side| {
            let mut check = Check::new();
            let fields = [order.clone(), secret.clone()];
            let mut entries = entries(&mut check, &fields, [("order", "17"), ("cost", "9"), ("nothing", "x")]);
            on_opening(&mut check, &fields, category, side, &mut entries);
            (entries.len(), check.finish().is_ok())
        };
        assert_eq!(run(&order, Some(CategoryId(5)), FilledBy::Customer), (1, true), "customers do not fill what is the team's");
        assert_eq!(run(&order, None, FilledBy::Customer), (0, true));
        assert_eq!(run(&order, Some(CategoryId(5)), FilledBy::Staff), (2, true));
        order.is_archived = true;
        assert_eq!(run(&order, Some(CategoryId(5)), FilledBy::Customer), (0, true));
        let mut check = Check::new();
        on_opening(&mut check, &[Field { is_archived: false, ..order }], Some(CategoryId(5)), FilledBy::Customer, &mut Vec::new());
        assert_eq!(check.finish().unwrap_err().of_field("fields[order]"), Some("Size is missing."));
    }

    proptest! {
        #[test]
        fn reading_what_was_read_changes_nothing(typed in "\\PC{0,30}", n in -1e9..1e9f64) {
            for kind in Kind::ALL {
                for typed in [typed.clone(), format!("{n:.3}")] {
                    if let Ok(Some(value)) = read(&field(1, "size", *kind), &typed) {
                        prop_assert_eq!(read(&field(1, "size", *kind), &value), Ok(Some(value)));
                    }
                }
            }
        }
    }
}
