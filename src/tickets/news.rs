//! What happened to a ticket, in a few words for those who follow it. Pure.

use crate::event::Event;

/// The words for an event: `Resolved by Amina.` `by` is who did it, when it was not Stoa; `holder` who has the ticket now. Nothing for what is told in other ways.
pub fn words(event: &Event, by: Option<&str>, holder: Option<&str>) -> Option<String> {
    let by = by.map(|by| format!(" by {by}")).unwrap_or_default();
    Some(match event {
        Event::StatusChanged { to, .. } => format!("{}{by}.", to.label()),
        Event::PriorityChanged { to, .. } => format!("Priority set to {}{by}.", to.label()),
        Event::CategoryChanged { .. } => format!("Put into another category{by}."),
        Event::Assigned { agent: Some(_), .. } => format!("Assigned to {}{by}.", holder.unwrap_or("somebody else")),
        Event::Assigned { agent: None, .. } => format!("Unassigned{by}."),
        Event::Rated { stars, .. } => format!("Rated {stars} of 5{by}."),
        Event::SlaBreached { clock, .. } => format!("{} is overdue.", clock.label()),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::{MemberId, TicketId};
    use crate::tickets::model::Status;

    #[test]
    fn it_says_what_happened_and_who_did_it() {
        let (ticket, customer) = (TicketId(1), MemberId(2));
        let resolved = Event::StatusChanged { ticket, customer, from: Status::Open, to: Status::Resolved };
        assert_eq!(words(&resolved, Some("Amina"), None).as_deref(), Some("Resolved by Amina."));
        assert_eq!(words(&resolved, None, None).as_deref(), Some("Resolved."));
        let given = Event::Assigned { ticket, customer, agent: Some(MemberId(3)), before: None };
        assert_eq!(words(&given, Some("Amina"), Some("Brian")).as_deref(), Some("Assigned to Brian by Amina."));
        assert_eq!(words(&Event::Replied { ticket, customer, seq: 1 }, None, None), None, "what is said is told as such");
    }
}
