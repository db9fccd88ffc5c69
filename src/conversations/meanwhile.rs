//! What others said while somebody was writing: so that nobody answers past a colleague or past the customer's last word.

use super::actions::Lane;
use super::model::SenderKind;
use super::queries::messages::{self, MessageRow};
use crate::error::Result;
use crate::kernel::ids::MemberId;
use crate::platform::Services;
use uuid::Uuid;

/// Messages that are looked at; whoever is further behind hears of the first of them.
const LOOKED_AT: i64 = 200;

/// Who else wrote in a lane after number `after`, each once, in order; `None` when the message `client_id` is there already: it was sent before.
///
/// # Errors
/// When the database fails.
pub async fn others(services: &Services, lane: &Lane, after: i64, client_id: Uuid) -> Result<Option<Vec<String>>> {
    let said = messages::list_after(services.db(), lane.conversation().id, after, LOOKED_AT).await?;
    Ok(names(&said, lane.person().member(), client_id))
}

fn names(said: &[MessageRow], me: MemberId, client_id: Uuid) -> Option<Vec<String>> {
    let client_id = client_id.to_string();
    let mut names: Vec<String> = Vec::new();
    for message in said {
        if message.client_id == client_id {
            return None;
        }
        let is_word = matches!(message.sender_kind, SenderKind::Customer | SenderKind::Partner | SenderKind::Agent) && message.sender_id != Some(me);
        if is_word && !names.contains(&message.name) {
            names.push(message.name.clone());
        }
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::time::Timestamp;

    fn said(n: u128, kind: SenderKind, sender: i64, name: &str) -> MessageRow {
        MessageRow {
            seq: n as i64,
            client_id: Uuid::from_u128(n).to_string(),
            sender_id: Some(MemberId(sender)).filter(|m| m.0 > 0),
            name: name.into(),
            sender_kind: kind,
            body: String::new(),
            at: Timestamp(0),
            extra: None,
        }
    }

    #[test]
    fn others_are_named_once_and_neither_oneself_nor_lines_of_stoa() {
        let all = [
            said(1, SenderKind::Customer, 3, "Wanjiru"),
            said(2, SenderKind::System, 0, ""),
            said(3, SenderKind::Agent, 7, "Amina"),
            said(4, SenderKind::Agent, 8, "Brian"),
            said(5, SenderKind::Customer, 3, "Wanjiru"),
        ];
        assert_eq!(names(&all, MemberId(7), Uuid::from_u128(9)).unwrap(), ["Wanjiru", "Brian"]);
        assert!(names(&all[1..3], MemberId(7), Uuid::from_u128(9)).unwrap().is_empty());
    }

    #[test]
    fn a_message_that_was_sent_before_is_known() {
        let all = [said(1, SenderKind::Customer, 3, "Wanjiru"), said(2, SenderKind::Agent, 7, "Amina")];
        assert_eq!(names(&all, MemberId(7), Uuid::from_u128(2)), None);
    }
}
