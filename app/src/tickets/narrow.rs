//! What a list of tickets is narrowed to, as its address says it.

use serde::{Deserialize, Serialize};
use stoa::kernel::ids::{CategoryId, MemberId};
use stoa::kernel::page::Cursor;
use stoa::tags::model::TAG_MAX;
use stoa::tags::rules::normal;
use stoa::tickets::model::{Filter, Holder, Priority, Status, TicketRow};

use crate::routes::{self, escape};

/// The parameters of the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Narrow {
    /// Only this state.
    pub status: Option<Status>,
    /// Only this priority.
    pub priority: Option<Priority>,
    /// Only what is about this.
    pub category: Option<CategoryId>,
    /// Whose, at the desk.
    #[serde(default)]
    pub holder: Option<Holder>,
    /// Only those put aside.
    #[serde(default)]
    pub snoozed: bool,
    /// Only with this tag, at the desk.
    #[serde(default)]
    pub tag: Option<String>,
    /// Only with this in a field, at the desk: the field's key and the value.
    #[serde(default)]
    pub field: Option<(String, String)>,
    /// Words to look for.
    pub q: String,
    /// Where the page goes on.
    pub after: Option<Cursor>,
}

impl Narrow {
    /// Reads the parameters; what makes no sense is left out.
    pub fn read(parameter: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            status: parameter("status").and_then(|s| s.parse().ok()),
            priority: parameter("priority").and_then(|s| s.parse().ok()),
            category: parameter("category").and_then(|s| s.parse().ok()),
            holder: parameter("holder").and_then(|s| s.parse().ok()),
            snoozed: parameter("snoozed").is_some_and(|word| word == "yes"),
            tag: parameter("tag").map(|t| normal(&t)).filter(|t| !t.is_empty() && t.chars().count() <= TAG_MAX),
            field: parameter("field").and_then(|text| text.split_once(':').and_then(|(key, value)| in_field(key, value))),
            q: parameter("q").unwrap_or_default().trim().chars().take(200).collect(),
            after: parameter("after").and_then(|s| s.parse().ok()),
        }
    }

    /// The same, narrowed by the first parameter of the form `field.key=value` among these, if there is one.
    #[must_use]
    pub fn with_field(self, parameters: impl IntoIterator<Item = (String, String)>) -> Self {
        let named = |(name, value): (String, String)| in_field(name.strip_prefix("field.")?, &value);
        Self { field: parameters.into_iter().find_map(named).or(self.field.clone()), ..self }
    }

    /// The address of the customer's list narrowed like this.
    pub fn href(&self) -> String {
        self.on(routes::TICKETS)
    }

    /// The address of any list narrowed like this.
    pub fn on(&self, path: &str) -> String {
        let parts = [
            self.status.map(|s| format!("status={s}")),
            self.priority.map(|p| format!("priority={p}")),
            self.category.map(|c| format!("category={c}")),
            self.holder.map(|h| format!("holder={h}")),
            self.snoozed.then(|| "snoozed=yes".to_owned()),
            self.tag.as_ref().map(|tag| format!("tag={}", escape(tag))),
            self.field.as_ref().map(|(key, value)| format!("field={}", escape(&format!("{key}:{value}")))),
            (!self.q.is_empty()).then(|| format!("q={}", escape(&self.q))),
            self.after.map(|a| format!("after={a}")),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { path.into() } else { format!("{path}?{}", parts.join("&")) }
    }

    /// The same from its first page on, with another state.
    pub fn with_status(&self, status: Option<Status>) -> Self {
        Self { status, after: None, ..self.clone() }
    }

    /// Whether anything is left out.
    pub fn is_narrow(&self) -> bool {
        let chosen = [self.status.is_some(), self.priority.is_some(), self.category.is_some(), self.holder.is_some(), self.tag.is_some(), self.field.is_some()];
        chosen.contains(&true) || self.snoozed || !self.q.is_empty()
    }

    /// What the list is asked for.
    pub fn filter(&self) -> Filter {
        let (status, priority, category, holder) = (self.status, self.priority, self.category, self.holder);
        let (tag, field) = (self.tag.clone(), self.field.clone());
        Filter { status, priority, category, holder, snoozed: self.snoozed, tag, field, ..Filter::default() }
    }

    /// Whether a row that a search found fits all but the words. `category` is the name of the one chosen.
    pub fn fits(&self, row: &TicketRow, category: Option<&str>, me: MemberId) -> bool {
        self.status.is_none_or(|status| row.status == status)
            && self.priority.is_none_or(|priority| row.priority == priority)
            && (self.category.is_none() || (category.is_some() && row.category.as_deref() == category))
            && (!self.snoozed || row.snoozed_until.is_some())
            && self.tag.as_ref().is_none_or(|tag| row.tags.has(tag))
            && match self.holder {
                Some(Holder::Mine) => row.assignee_id == Some(me),
                Some(Holder::Unassigned) => row.assignee_id.is_none(),
                Some(Holder::All) | None => true,
            }
    }
}

/// A field's key and a value, bounded; none where one of them is empty.
fn in_field(key: &str, value: &str) -> Option<(String, String)> {
    let (key, value) = (key.trim(), value.trim());
    (!key.is_empty() && !value.is_empty()).then(|| (key.chars().take(40).collect(), value.chars().take(200).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_the_list_shows() {
        let parameters = |name: &str| match name {
            "status" => Some("in_progress".to_owned()),
            "priority" => Some("whatever".to_owned()),
            "q" => Some(" broken mug ".to_owned()),
            "tag" => Some("VIP  guest".to_owned()),
            "after" => Some("5.7".to_owned()),
            _ => None,
        };
        let narrow = Narrow::read(parameters);
        assert_eq!((narrow.status, narrow.priority, narrow.q.as_str()), (Some(Status::InProgress), None, "broken mug"));
        assert_eq!(narrow.href(), "/tickets?status=in_progress&tag=vip%20guest&q=broken%20mug&after=5.7");
        assert_eq!(narrow.with_status(None).href(), "/tickets?tag=vip%20guest&q=broken%20mug");
        assert_eq!(Narrow::default().href(), "/tickets");
        let filled = Narrow::default().with_field([("q".into(), "x".into()), ("field.order".into(), " 10 482 ".into())]);
        assert_eq!((filled.href().as_str(), filled.is_narrow()), ("/tickets?field=order%3A10%20482", true));
        let again = Narrow::read(|name| (name == "field").then(|| "order:10 482".to_owned()));
        assert_eq!(again, filled, "an address that was made is read again");
        assert_eq!(Narrow { holder: Some(Holder::Mine), ..Narrow::default() }.on("/desk/tickets"), "/desk/tickets?holder=mine");
    }
}
