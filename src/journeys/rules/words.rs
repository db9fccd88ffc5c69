//! Conditions as they are typed: `1 is "Damage" and not (3 > 5 or 4 contains "blue")`.

use crate::journeys::condition::{Condition, DEPTH_MAX};
use crate::kernel::ids::NodeId;

/// The most characters of a condition.
pub const MAX: usize = 2000;

/// A condition as it is typed; reading it again gives the same condition.
pub fn written(when: &Condition) -> String {
    write(when, false)
}

fn write(when: &Condition, is_inner: bool) -> String {
    let group = |of: &[Condition], word: &str| {
        let text = of.iter().map(|c| write(c, true)).collect::<Vec<_>>().join(word);
        // A group of one is written so that it stays a group.
        if is_inner || of.len() < 2 { format!("({text}{})", if of.len() < 2 { word.trim_end() } else { "" }) } else { text }
    };
    match when {
        Condition::Is(id, value) => format!("{id} is {}", quoted(value)),
        Condition::AnyOf(id, values) => format!("{id} is any of {}", values.iter().map(|v| quoted(v)).collect::<Vec<_>>().join(", ")),
        Condition::Contains(id, value) => format!("{id} contains {}", quoted(value)),
        Condition::Greater(id, value) => format!("{id} > {}", quoted(value)),
        Condition::Answered(id) => format!("{id} is answered"),
        Condition::All(of) => group(of, " and "),
        Condition::Any(of) => group(of, " or "),
        Condition::Not(of) => format!("not {}", write(of, true)),
    }
}

fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    Text(String),
    Open,
    Close,
    Comma,
    More,
}

/// Reads a condition; an empty text is none.
///
/// # Errors
/// A sentence that says where it cannot be read.
pub fn read(text: &str) -> Result<Option<Condition>, String> {
    if text.chars().count() > MAX {
        return Err(format!("The condition is longer than {MAX} characters. Make it simpler."));
    }
    let mut tokens = Tokens { rest: split(text)?, at: 0 };
    if tokens.rest.is_empty() {
        return Ok(None);
    }
    let when = tokens.any(0)?;
    match tokens.next() {
        None => Ok(Some(when)),
        Some(token) => Err(format!("After a test “and”, “or” or nothing may follow, not {}.", named(&token))),
    }
}

fn split(text: &str) -> Result<Vec<Token>, String> {
    let (mut found, mut chars) = (Vec::new(), text.chars().peekable());
    while let Some(c) = chars.next() {
        match c {
            c if c.is_whitespace() => {}
            '(' => found.push(Token::Open),
            ')' => found.push(Token::Close),
            ',' => found.push(Token::Comma),
            '>' => found.push(Token::More),
            '"' | '“' | '”' => {
                let mut value = String::new();
                loop {
                    match chars.next() {
                        None => return Err(format!("A quotation mark is missing after “{}”.", value.chars().take(30).collect::<String>())),
                        Some('\\') => value.extend(chars.next()),
                        Some('"' | '”') => break,
                        Some(c) => value.push(c),
                    }
                }
                found.push(Token::Text(value));
            }
            c => {
                let mut word = String::from(c);
                while let Some(c) = chars.next_if(|c| !c.is_whitespace() && !"()>,\"“”".contains(*c)) {
                    word.push(c);
                }
                found.push(Token::Word(word));
            }
        }
    }
    Ok(found)
}

struct Tokens {
    rest: Vec<Token>,
    at: usize,
}

impl Tokens {
    fn next(&mut self) -> Option<Token> {
        let token = self.rest.get(self.at).cloned();
        self.at += 1;
        token
    }

    fn takes(&mut self, word: &str) -> bool {
        let is_it = matches!(self.rest.get(self.at), Some(Token::Word(w)) if w.eq_ignore_ascii_case(word));
        self.at += usize::from(is_it);
        is_it
    }

    fn any(&mut self, depth: usize) -> Result<Condition, String> {
        self.group(depth, "or", Condition::Any, |me, depth| me.group(depth, "and", Condition::All, Self::one))
    }

    fn group(
        &mut self,
        depth: usize,
        word: &str,
        made: fn(Vec<Condition>) -> Condition,
        part: fn(&mut Self, usize) -> Result<Condition, String>,
    ) -> Result<Condition, String> {
        let first = part(self, depth)?;
        if !self.takes(word) {
            return Ok(first);
        }
        let mut of = vec![first];
        loop {
            // `(a and)` is a group of one.
            if matches!(self.rest.get(self.at), Some(Token::Close)) && of.len() == 1 {
                return Ok(made(of));
            }
            of.push(part(self, depth)?);
            if !self.takes(word) {
                return Ok(made(of));
            }
        }
    }

    fn one(&mut self, depth: usize) -> Result<Condition, String> {
        if depth > DEPTH_MAX * 2 {
            return Err("The condition has too many levels. Make it simpler.".into());
        }
        if self.takes("not") {
            return Ok(Condition::Not(Box::new(self.one(depth + 1)?)));
        }
        match self.next() {
            Some(Token::Open) => {
                let inner = self.any(depth + 1)?;
                if self.next() == Some(Token::Close) { Ok(inner) } else { Err("A bracket is opened and not closed.".into()) }
            }
            Some(Token::Word(word)) => match word.parse() {
                Ok(id) => self.test(id),
                Err(_) => Err(format!("“{word}” is not understood. A test begins with the number of a question, like: 1 is \"Damage\".")),
            },
            other => Err(format!("A test is missing, like: 1 is \"Damage\". There is {} instead.", other.as_ref().map_or("nothing".to_owned(), named))),
        }
    }

    fn test(&mut self, id: NodeId) -> Result<Condition, String> {
        if self.takes("answered") {
            return Ok(Condition::Answered(id));
        }
        if self.takes("contains") {
            return Ok(Condition::Contains(id, self.value()?));
        }
        if self.rest.get(self.at) == Some(&Token::More) {
            self.at += 1;
            return Ok(Condition::Greater(id, self.value()?));
        }
        if !self.takes("is") {
            return Err(format!("After {id} one of these must follow: is, is any of, contains, >, is answered."));
        }
        if self.takes("answered") {
            return Ok(Condition::Answered(id));
        }
        if self.takes("any") {
            if !self.takes("of") {
                return Err("Write “is any of”, then the answers with commas between them.".into());
            }
            let mut values = vec![self.value()?];
            while self.rest.get(self.at) == Some(&Token::Comma) {
                self.at += 1;
                values.push(self.value()?);
            }
            return Ok(Condition::AnyOf(id, values));
        }
        Ok(Condition::Is(id, self.value()?))
    }

    fn value(&mut self) -> Result<String, String> {
        match self.next() {
            Some(Token::Text(value) | Token::Word(value)) => Ok(value),
            other => {
                Err(format!("An answer is missing; write it in quotation marks. There is {} instead.", other.as_ref().map_or("nothing".to_owned(), named)))
            }
        }
    }
}

fn named(token: &Token) -> String {
    match token {
        Token::Word(text) | Token::Text(text) => format!("“{}”", text.chars().take(30).collect::<String>()),
        Token::Open => "an opening bracket".into(),
        Token::Close => "a closing bracket".into(),
        Token::Comma => "a comma".into(),
        Token::More => "“>”".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_read_as_people_type_them() {
        let read = |text: &str| read(text).unwrap().unwrap();
        assert_eq!(read("1 is Damage"), Condition::Is(NodeId(1), "Damage".into()));
        assert_eq!(read("1 IS ANY OF “Late”, \"Lost \\\"it\\\"\""), Condition::AnyOf(NodeId(1), vec!["Late".into(), "Lost \"it\"".into()]));
        let both = read("1 is answered and not 2 > 5 or 3 contains blue");
        let Condition::Any(of) = both else { panic!("“and” binds closer") };
        assert_eq!(of.len(), 2);
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        for text in ["1", "is Damage", "1 is", "1 is any Late", "(1 is x", "1 is \"x", "1 is x 2 is y", "and", "1 > ", "1 is x and"] {
            assert!(read(text).unwrap_err().ends_with(['.', '”']), "{text}");
        }
        assert_eq!(read("  "), Ok(None));
        assert!(read(&"(".repeat(1000)).is_err() && read(&"not ".repeat(400)).is_err());
    }
}
