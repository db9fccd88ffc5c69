//! Reading what was typed or chosen at a step.

use super::evaluate::number;
use crate::error::{Error, Result};
use crate::files::model::FileView;
use crate::journeys::answer::{Answer, LINE_MAX, TEXT_MAX};
use crate::journeys::graph::{Node, Shape};
use crate::kernel::text::Check;
use chrono::NaiveDate;

/// The field that errors name.
pub const FIELD: &str = "answer";
/// The most pictures of a walk.
pub const IMAGES_MAX: usize = 5;

/// The answer as it may be stored. `others` counts the pictures of other steps, `country` where phone numbers without a code belong.
///
/// # Errors
/// `Invalid` names `answer`, in words that say how to mend it.
pub fn answer(node: &Node, texts: &[String], images: Vec<FileView>, others: usize, country: &str) -> Result<Answer> {
    let answer = if node.shape == Shape::Images { pictures(images, others)? } else { Answer { texts: words(node, texts, country)?, images: Vec::new() } };
    if node.is_required && answer.is_empty() {
        let words = match node.shape {
            Shape::One => "Choose one of the options.",
            Shape::Several => "Choose at least one option.",
            Shape::Images => "Add at least one picture.",
            _ => "Write an answer.",
        };
        return Err(Error::field(FIELD, words));
    }
    Ok(answer)
}

fn pictures(images: Vec<FileView>, others: usize) -> Result<Answer> {
    if images.len() + others > IMAGES_MAX {
        return Err(Error::field(FIELD, format!("{IMAGES_MAX} pictures are the most. Choose fewer.")));
    }
    Ok(Answer { texts: Vec::new(), images })
}

fn words(node: &Node, texts: &[String], country: &str) -> Result<Vec<String>> {
    let chosen: Vec<&String> = texts.iter().filter(|t| !t.trim().is_empty()).collect();
    if node.shape.is_choice() {
        let most = if node.shape == Shape::One { 1 } else { node.options.len() };
        if chosen.len() > most || chosen.iter().any(|c| !node.options.contains(c)) {
            return Err(Error::field(FIELD, "Choose from the options."));
        }
        return Ok(node.options.iter().filter(|o| chosen.contains(o)).cloned().collect());
    }
    let Some(typed) = chosen.first() else { return Ok(Vec::new()) };
    let mut check = Check::new();
    let text = match node.shape {
        Shape::Long => check.text(FIELD, "The answer", typed, 1, TEXT_MAX),
        Shape::Email => check.email(FIELD, typed),
        Shape::Phone => check.phone(FIELD, typed, country),
        _ => check.line(FIELD, "The answer", typed, 1, LINE_MAX),
    };
    check.finish()?;
    match node.shape {
        Shape::Number if number(&text).is_none() => Err(Error::field(FIELD, "Write a number, like 12 or 3.5.")),
        Shape::Date if !is_date(&text) => Err(Error::field(FIELD, "Write a date like 2026-03-31.")),
        _ => Ok(vec![text]),
    }
}

/// Whether this is a day, year first.
pub fn is_date(text: &str) -> bool {
    text.len() == 10 && NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::NodeId;

    fn read(shape: Shape, texts: &[&str]) -> Result<Vec<String>> {
        let node = Node { options: vec!["Late".into(), "Broken".into()], ..Node::new(NodeId(1), shape, "What") };
        let texts: Vec<String> = texts.iter().map(|t| (*t).to_owned()).collect();
        answer(&node, &texts, Vec::new(), 0, "KE").map(|a| a.texts)
    }

    #[test]
    fn answers_are_read_or_refused_with_the_way_out() {
        assert_eq!(read(Shape::One, &["Broken"]).unwrap(), ["Broken"]);
        assert_eq!(read(Shape::Several, &["Broken", "Late"]).unwrap(), ["Late", "Broken"]);
        assert_eq!(read(Shape::Phone, &["0700 000 482"]).unwrap(), ["+254700000482"]);
        assert_eq!(read(Shape::Email, &["A@Example.com"]).unwrap(), ["a@example.com"]);
        for (shape, texts) in [
            (Shape::One, &["Lost"][..]),
            (Shape::One, &["Late", "Broken"]),
            (Shape::One, &[]),
            (Shape::Several, &[]),
            (Shape::Short, &["  "]),
            (Shape::Email, &["a@b"]),
            (Shape::Phone, &["12"]),
            (Shape::Number, &["many"]),
            (Shape::Number, &["inf"]),
            (Shape::Date, &["31.3.2026"]),
            (Shape::Date, &["2026-02-30"]),
            (Shape::Images, &[]),
        ] {
            let is_optional = shape == Shape::Images;
            assert_eq!(read(shape, texts).is_err(), !is_optional, "{shape} {texts:?}");
        }
    }
}
