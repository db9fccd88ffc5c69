//! How a list takes in what changed: pure, so that it can be tested without a socket.

use crate::tickets::desk::shelf::Shelf;
use crate::tickets::desk::state::Line;
use stoa::kernel::ids::{MemberId, TicketId};

/// Takes in the lines of the tickets that were `asked` for: those that no longer belong go, the others find their place.
pub fn merge(lines: &mut Vec<Line>, asked: &[TicketId], fresh: &[Line], shelf: impl Into<Shelf>, me: MemberId) {
    let shelf = shelf.into();
    lines.retain(|line| !asked.contains(&line.id));
    lines.extend(fresh.iter().filter(|line| line.belongs(shelf, me)).cloned());
    lines.sort_by_key(|line| std::cmp::Reverse(line.place()));
}

/// Adds older lines at the end; one that moved up in the meantime stays where it is.
pub fn append(lines: &mut Vec<Line>, older: Vec<Line>) {
    let new: Vec<Line> = older.into_iter().filter(|line| lines.iter().all(|known| known.id != line.id)).collect();
    lines.extend(new);
}

#[cfg(test)]
mod tests {
    use super::*;
    use stoa::kernel::ids::ConversationId;
    use stoa::kernel::time::Timestamp;
    use stoa::tickets::model::{Holder, Priority, Source, Status};

    const ME: MemberId = MemberId(9);

    fn line(id: i64, at: i64, holder: Option<MemberId>) -> Line {
        Line {
            id: TicketId(id),
            number: id,
            subject: String::new(),
            status: Status::Open,
            priority: Priority::Medium,
            source: Source::Form,
            customer: MemberId(1),
            name: String::new(),
            is_online: false,
            holder,
            holder_name: None,
            lane: ConversationId(id),
            updated_at: Timestamp(at),
            preview: String::new(),
            is_ours: false,
            unread: 0,
            draft: None,
            is_snoozed: false,
            clock: None,
            tags: Vec::new(),
        }
    }

    fn ids(lines: &[Line]) -> Vec<i64> {
        lines.iter().map(|line| line.id.0).collect()
    }

    #[test]
    fn a_new_ticket_stands_on_top_and_a_touched_one_moves_up() {
        let mut lines = vec![line(1, 20, None), line(2, 10, None)];
        merge(&mut lines, &[TicketId(3)], &[line(3, 30, None)], Holder::Unassigned, ME);
        assert_eq!(ids(&lines), [3, 1, 2]);
        merge(&mut lines, &[TicketId(2)], &[line(2, 40, None)], Holder::Unassigned, ME);
        assert_eq!(ids(&lines), [2, 3, 1]);
    }

    #[test]
    fn what_was_taken_away_leaves_the_tab_and_what_is_gone_leaves_every_tab() {
        let mut lines = vec![line(1, 20, None), line(2, 10, None)];
        merge(&mut lines, &[TicketId(1), TicketId(2)], &[line(1, 30, Some(ME))], Holder::Unassigned, ME);
        assert!(ids(&lines).is_empty());
    }

    #[test]
    fn older_lines_are_never_shown_twice() {
        let mut lines = vec![line(1, 20, None)];
        append(&mut lines, vec![line(1, 20, None), line(2, 10, None)]);
        assert_eq!(ids(&lines), [1, 2]);
    }
}
