//! Lines to those who do things for a business elsewhere: providers of payments, whoever sends SMS. Called by jobs only.

use super::web::{Answer, Ask, Fault};
use super::{Services, Web};
use serde_json::Value;

/// Why somebody elsewhere did not do it, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// They will not.
    Never(String),
    /// Nothing has happened: it may be tried again.
    Later(String),
    /// It may have happened: only asking tells.
    Unknown(String),
}

impl Refusal {
    /// The sentence.
    pub fn words(self) -> String {
        match self {
            Self::Never(why) | Self::Later(why) | Self::Unknown(why) => why,
        }
    }
}

/// A line to somebody: their address, and how they are called.
#[derive(Debug)]
pub struct Line {
    base: String,
    web: Web,
    who: &'static str,
    is_stood_in: bool,
}

impl Line {
    /// To their own address, or to what stands in for them.
    pub fn new(services: &Services, who: &'static str, own: &str, stand_in: Option<&str>) -> Self {
        // Whoever starts Stoa names a stand-in; it may be on this machine.
        let web = if stand_in.is_some() { Web::new(true) } else { services.web().clone() };
        Self { base: stand_in.unwrap_or(own).trim_end_matches('/').to_owned(), web, who, is_stood_in: stand_in.is_some() }
    }

    /// Where it leads: tokens are kept by it.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Whether it leads to a stand-in.
    pub const fn is_stood_in(&self) -> bool {
        self.is_stood_in
    }

    /// Calls a path and reads JSON. The status tells success from failure.
    ///
    /// # Errors
    /// A sentence, when nothing came back.
    pub async fn call(&self, path: &str, headers: &[(&str, String)], ask: Ask) -> Result<(u16, Value), String> {
        self.ask(path, headers, ask).await.map_err(Refusal::words)
    }

    /// The same, for what must not be asked twice.
    ///
    /// # Errors
    /// `Never` when the address may not be called, `Later` when nobody heard of it, `Unknown` when the answer is lost.
    pub async fn ask(&self, path: &str, headers: &[(&str, String)], ask: Ask) -> Result<(u16, Value), Refusal> {
        let words = |why: &str| format!("{} cannot be reached. {why}", self.who);
        match self.web.call(&format!("{}{path}", self.base), headers, ask).await {
            Ok(Answer { status, body }) => Ok((status, serde_json::from_slice(&body).unwrap_or(Value::Null))),
            Err(Fault::Refused(why)) => Err(Refusal::Never(words(&why))),
            Err(Fault::Unreached(why)) => Err(Refusal::Later(words(&why))),
            Err(Fault::Failed(why)) => Err(Refusal::Unknown(words(&why))),
        }
    }
}

/// A text in JSON, wherever somebody writes numbers as texts or texts as numbers.
pub fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// What somebody said, cut to a sentence that may be shown.
pub fn said(text: &str) -> String {
    crate::kernel::text::preview(&text.chars().filter(|c| !c.is_control()).collect::<String>(), 200)
}
