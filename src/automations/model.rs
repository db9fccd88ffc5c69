//! Automations, their conditions and acts, and what is known of a ticket when they look at it.

pub use super::facts::{Check, Fact};

use crate::choice;
use crate::conversations::model::SenderKind;
use crate::kernel::ids::{AutomationId, CategoryId, FieldId, HookId, MacroId, MemberId, TicketId};
use crate::kernel::time::Timestamp;
use crate::macros::model::Step;
use crate::sla::model::SlaClock;
use crate::tickets::model::{Priority, Status};
use serde::{Deserialize, Serialize};

/// The most automations of a business.
pub const AUTOMATIONS_MAX: usize = 100;
/// The most conditions, and the most acts, of one automation.
pub const ROWS_MAX: usize = 20;
/// The longest value of a condition, in characters.
pub const VALUE_MAX: usize = 200;
/// The longest silence an automation waits for: 90 days.
pub const IDLE_MAX: i64 = 90 * 1440;

choice! {
    /// When an automation looks at a ticket.
    pub enum Occasion {
        /// It was opened.
        Created = "created" "A ticket is opened",
        /// Status, priority, category, holder, tags or fields changed.
        Updated = "updated" "A ticket changes",
        /// The customer or staff wrote.
        Replied = "replied" "Somebody writes in a ticket",
        /// Nobody did anything for a time.
        Idle = "idle" "Nobody does anything for a time",
        /// A promise is due soon, or overdue.
        AtRisk = "at_risk" "A promise is due soon or overdue",
        /// The customer gave stars.
        Rated = "rated" "The customer rates the solution",
    }
}

/// One thing that must hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Test {
    /// What is looked at.
    pub fact: Fact,
    /// What is asked of it.
    pub check: Check,
    /// What it is compared with.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
}

/// What must hold for an automation to act. As JSON: `{"all":[{"fact":"status","check":"is","value":"open"},{"not":…}]}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// All of these; with none it always holds.
    All(Vec<Self>),
    /// At least one of these; with none it never holds.
    Any(Vec<Self>),
    /// Not this.
    Not(Box<Self>),
    /// This.
    #[serde(untagged)]
    Test(Test),
}

impl Default for Condition {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

/// One thing an automation does: one of its own, or one of those that macros are made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Act {
    /// What only automations do.
    Own(Own),
    /// A step, as in macros.
    Step(Step),
}

/// What only automations do. As JSON: `{"do":"escalate"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Own {
    /// All steps of a macro, as they are then.
    ApplyMacro { which: MacroId },
    /// Raises the priority a step, gives it to the lead and tells the admins.
    Escalate,
    /// Sends what is known of the ticket to another system.
    CallWebhook { url: String },
}

/// The acts of an automation; a row carries them as JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Acts(pub Vec<Act>);

crate::read_from_text!(Acts, Condition);

impl TryFrom<String> for Acts {
    type Error = serde_json::Error;
    fn try_from(json: String) -> Result<Self, serde_json::Error> {
        serde_json::from_str(&json)
    }
}

impl TryFrom<String> for Condition {
    type Error = serde_json::Error;
    fn try_from(json: String) -> Result<Self, serde_json::Error> {
        serde_json::from_str(&json)
    }
}

/// An automation of a business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Automation {
    /// Its id.
    pub id: AutomationId,
    /// What it is called.
    pub name: String,
    /// Its place in the order.
    pub place: i64,
    /// Whether it acts.
    pub is_on: bool,
    /// When it looks.
    pub occasion: Occasion,
    /// How long nobody must have done anything, in minutes; for [`Occasion::Idle`].
    pub idle_minutes: i64,
    /// What must hold.
    pub condition: Condition,
    /// What it does, in order.
    pub acts: Acts,
}

/// What happened to a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// What kind of thing.
    pub occasion: Occasion,
    /// What tells it from every other: an automation acts on it once.
    pub cause: String,
    /// The automations that led to it, the first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origin: Vec<AutomationId>,
    /// Who wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub writer: Option<SenderKind>,
    /// Which promise is at risk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promise: Option<SlaClock>,
}

/// A ticket as conditions see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Where it stands.
    pub status: Status,
    /// How urgent it is.
    pub priority: Priority,
    /// What it is about.
    pub category: Option<CategoryId>,
    /// Who answers.
    pub holder: Option<MemberId>,
    /// Its tags.
    pub tags: Vec<String>,
    /// What it is called.
    pub subject: String,
    /// The last message.
    pub message: String,
    /// The customer's e-mail address.
    pub customer: String,
    /// The stars.
    pub rating: Option<i64>,
    /// Who wrote last.
    pub writer: Option<SenderKind>,
    /// Which promise is at risk.
    pub promise: Option<SlaClock>,
    /// What stands in its fields.
    pub fields: Vec<(FieldId, String)>,
}

choice! {
    /// How a run ended.
    pub enum Outcome {
        /// Everything was done.
        Done = "done" "Done",
        /// Something could not be done, so nothing was.
        Failed = "failed" "Failed",
        /// It was kept from going round in a circle.
        Stopped = "stopped" "Stopped",
    }
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Run {
    /// What orders the lines.
    pub id: i64,
    /// The automation.
    pub automation_id: AutomationId,
    /// What it is called.
    pub name: String,
    /// The ticket.
    pub ticket_id: TicketId,
    /// Its number.
    pub number: i64,
    /// When.
    pub at: Timestamp,
    /// How it ended.
    pub outcome: Outcome,
    /// What was done, or why nothing was.
    pub words: String,
}

/// A call of a webhook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Hook {
    /// Its id.
    pub id: HookId,
    /// What it is called for.
    pub name: String,
    /// The number of the ticket.
    pub number: i64,
    /// Where to.
    pub url: String,
    /// When it was asked for.
    pub at: Timestamp,
    /// How often it was tried.
    pub tries: i64,
    /// When it was answered well.
    pub sent_at: Option<Timestamp>,
    /// What went wrong last.
    pub error: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_and_acts_have_a_stable_form() {
        let test = |fact, value: &str| Condition::Test(Test { fact, check: Check::Is, value: value.into() });
        let condition = Condition::All(vec![
            test(Fact::Status, "open"),
            Condition::Not(Box::new(Condition::Any(vec![test(Fact::Tag, "vip"), test(Fact::Field(FieldId(3)), "blue")]))),
        ]);
        let json = r#"{"all":[{"fact":"status","check":"is","value":"open"},{"not":{"any":[{"fact":"tag","check":"is","value":"vip"},{"fact":"field:3","check":"is","value":"blue"}]}}]}"#;
        assert_eq!(serde_json::to_string(&condition).unwrap(), json);
        assert_eq!(serde_json::from_str::<Condition>(json).unwrap(), condition);
        let acts = Acts(vec![
            Act::Step(Step::SetPriority { to: Priority::High }),
            Act::Own(Own::Escalate),
            Act::Own(Own::ApplyMacro { which: MacroId(4) }),
            Act::Own(Own::CallWebhook { url: "https://example.com/in".into() }),
        ]);
        let json =
            r#"[{"do":"set_priority","to":"high"},{"do":"escalate"},{"do":"apply_macro","which":4},{"do":"call_webhook","url":"https://example.com/in"}]"#;
        assert_eq!(serde_json::to_string(&acts).unwrap(), json);
        assert_eq!(serde_json::from_str::<Acts>(json).unwrap(), acts);
    }
}
