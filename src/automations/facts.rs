//! What conditions look at, and what can be asked of it.

use crate::choice;
use crate::kernel::ids::FieldId;
use serde::{Deserialize, Serialize};

/// Something of a ticket that a condition looks at. As text: `status`, `field:12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Fact {
    /// Where it stands.
    Status,
    /// How urgent it is.
    Priority,
    /// What it is about.
    Category,
    /// Who answers.
    Holder,
    /// Any of its tags.
    Tag,
    /// What it is called.
    Subject,
    /// The last message of a person in the customer lane.
    Message,
    /// The customer's e-mail address.
    Customer,
    /// The stars.
    Rating,
    /// Who wrote last.
    Writer,
    /// Which promise is at risk.
    Promise,
    /// A field of the business's own.
    Field(FieldId),
}

impl Fact {
    /// Those that every business has.
    pub const ALL: [Self; 11] = [
        Self::Status,
        Self::Priority,
        Self::Category,
        Self::Holder,
        Self::Tag,
        Self::Subject,
        Self::Message,
        Self::Customer,
        Self::Rating,
        Self::Writer,
        Self::Promise,
    ];

    /// How people read it; a field is called by its own label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Status => "Status",
            Self::Priority => "Priority",
            Self::Category => "Category",
            Self::Holder => "Assigned to",
            Self::Tag => "Tag",
            Self::Subject => "Subject",
            Self::Message => "Last message",
            Self::Customer => "Customer's e-mail",
            Self::Rating => "Stars",
            Self::Writer => "Who wrote last",
            Self::Promise => "Promise at risk",
            Self::Field(_) => "Field",
        }
    }

    /// What can be asked of it.
    pub const fn checks(self) -> &'static [Check] {
        match self {
            Self::Status | Self::Writer | Self::Promise => &[Check::Is, Check::IsNot],
            Self::Priority | Self::Rating => &[Check::Is, Check::IsNot, Check::AtLeast, Check::AtMost, Check::IsEmpty, Check::IsNotEmpty],
            Self::Category | Self::Holder | Self::Tag => &[Check::Is, Check::IsNot, Check::IsEmpty, Check::IsNotEmpty],
            Self::Subject | Self::Message | Self::Customer => &[Check::Contains, Check::ContainsNot, Check::Is, Check::IsNot],
            Self::Field(_) => Check::ALL,
        }
    }
}

impl std::fmt::Display for Fact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Status => "status",
            Self::Priority => "priority",
            Self::Category => "category",
            Self::Holder => "holder",
            Self::Tag => "tag",
            Self::Subject => "subject",
            Self::Message => "message",
            Self::Customer => "customer",
            Self::Rating => "rating",
            Self::Writer => "writer",
            Self::Promise => "promise",
            Self::Field(id) => return write!(f, "field:{id}"),
        })
    }
}

impl std::str::FromStr for Fact {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let field = text.strip_prefix("field:").and_then(|id| id.parse().ok()).map(Self::Field);
        field.or_else(|| Self::ALL.into_iter().find(|fact| fact.to_string() == text)).ok_or_else(|| "Conditions: choose from the list.".into())
    }
}

impl From<Fact> for String {
    fn from(fact: Fact) -> Self {
        fact.to_string()
    }
}

impl TryFrom<String> for Fact {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

choice! {
    /// What is asked of a fact.
    pub enum Check {
        /// It is this.
        Is = "is" "is",
        /// It is not this.
        IsNot = "is_not" "is not",
        /// These words stand in it.
        Contains = "contains" "contains",
        /// They do not.
        ContainsNot = "contains_not" "does not contain",
        /// It is this or more.
        AtLeast = "at_least" "is at least",
        /// It is this or less.
        AtMost = "at_most" "is at most",
        /// There is none.
        IsEmpty = "is_empty" "is empty",
        /// There is one.
        IsNotEmpty = "is_not_empty" "is not empty",
    }
}

impl Check {
    /// Whether it compares with a value.
    pub const fn needs_value(self) -> bool {
        !matches!(self, Self::IsEmpty | Self::IsNotEmpty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_is_found_by_its_text() {
        for fact in Fact::ALL.into_iter().chain([Fact::Field(FieldId(12))]) {
            assert_eq!(fact.to_string().parse(), Ok(fact));
        }
        assert!("field:x".parse::<Fact>().is_err() && "colour".parse::<Fact>().is_err());
    }
}
