//! The reasons, in words: why somebody got something, and why nobody has.

use super::{AgentNow, NotNow, Terms, rank, share};
use crate::kernel::time::{Timestamp, short_duration};
use crate::kernel::zone::Zone;
use crate::queue::model::{Shift, Waiting};
use std::cmp::Ordering;

/// Why the first of those who could have had it got it: `Ana: on shift until 17:00, handles Payment, 2 of 8 points, lowest load of 3.`
pub(super) fn reason(item: &Waiting, candidates: &[&AgentNow], terms: &Terms<'_>) -> String {
    let Some(agent) = candidates.first() else { return String::new() };
    let (zone, now) = (terms.zone, terms.now);
    let mut parts = vec![match agent.shift {
        Shift::Until(end) => format!("on shift until {}", clock(zone, end, now)),
        Shift::Unplanned | Shift::Off(_) => "available".into(),
    }];
    let handled: Vec<&str> = item.wanted().filter(|(category, _)| agent.skills.contains(category)).map(|(_, name)| name).collect();
    if !handled.is_empty() {
        parts.push(format!("handles {}", handled.join(" and ")));
    }
    parts.push(format!("{} of {} points", agent.load, agent.capacity));
    parts.push(match candidates.get(1) {
        None => "the only one who can take it now".into(),
        Some(second) if share(agent, second) == Ordering::Less => format!("lowest load of {}", candidates.len()),
        Some(_) => format!("waited longest for work of those with the lowest load, {} could take it", candidates.len()),
    });
    let counted = rank(item, terms.settings, now);
    let aged = match counted == item.priority {
        true => String::new(),
        false => format!(" It had waited {} and counted as {}.", short_duration(now.since(item.since)), counted.label().to_lowercase()),
    };
    format!("{}: {}.{aged}", agent.name, parts.join(", "))
}

/// Why nobody has something.
pub fn why_nobody(item: &Waiting, why: NotNow, agents: &[AgentNow], zone: &Zone, now: Timestamp) -> String {
    let wanted: Vec<&str> = item.wanted().map(|(_, name)| name).collect();
    match why {
        NotNow::NoTeam => "Nobody takes part in the queue.".into(),
        NotNow::NoSkill if wanted.len() > 1 => format!("Nobody handles all of {}.", wanted.join(" and ")),
        NotNow::NoSkill => format!("Nobody handles {}.", wanted.first().unwrap_or(&"this")),
        NotNow::NotThere => "Nobody who could take it is available.".into(),
        NotNow::OffShift => {
            let next = agents.iter().filter(|a| a.takes_part).filter_map(|a| if let Shift::Off(Some(at)) = a.shift { Some((at, &a.name)) } else { None }).min();
            let back = next.map(|(at, name)| format!(" {name} comes on at {}.", zone.moment_words(at, now))).unwrap_or_default();
            format!("Nobody who could take it is on shift.{back}")
        }
        NotNow::HeldBack => "Whoever could take it just let it lie. It is tried again in a while.".into(),
        NotNow::Full => "Everybody who could take it has no room.".into(),
    }
}

/// Where somebody is in their plan: `on until 17:00`, `off until 08:00 tomorrow`.
pub fn shift_words(shift: Shift, zone: &Zone, now: Timestamp) -> String {
    match shift {
        Shift::Unplanned => "no plan".into(),
        Shift::Until(end) => format!("on until {}", clock(zone, end, now)),
        Shift::Off(Some(start)) => format!("off until {}", zone.moment_words(start, now)),
        Shift::Off(None) => "off".into(),
    }
}

/// The time of day, with the day when it is another.
fn clock(zone: &Zone, at: Timestamp, now: Timestamp) -> String {
    if zone.day(at) == zone.day(now) { zone.clock(at) } else { zone.moment_words(at, now) }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{agent, ticket};
    use super::*;
    use crate::kernel::ids::CategoryId;
    use crate::queue::model::Settings;
    use crate::tickets::model::Priority;

    const NOON: Timestamp = Timestamp(1_773_230_400_000);

    #[test]
    fn a_reason_names_shift_skill_load_and_what_decided() {
        let (zone, settings) = (Zone::utc(), Settings::default());
        let reason = |item: &Waiting, able: &[&AgentNow]| reason(item, able, &Terms { settings: &settings, zone: &zone, now: NOON });
        let item = Waiting { category: Some((CategoryId(1), "Payment".into())), ..ticket(1, Priority::Low, NOON.0) };
        let ana = AgentNow {
            shift: Shift::Until(NOON.plus_ms(5 * 3_600_000)),
            skills: [CategoryId(1)].into(),
            load: 2,
            last_given_at: Some(NOON),
            ..agent(1, "Ana")
        };
        let ben = AgentNow { load: 3, ..agent(2, "Ben") };
        assert_eq!(reason(&item, &[&ana, &ben]), "Ana: on shift until 17:00, handles Payment, 2 of 8 points, lowest load of 2.");
        assert_eq!(reason(&item, &[&ben]), "Ben: available, 3 of 8 points, the only one who can take it now.");
        let cy = AgentNow { load: 2, ..agent(3, "Cy") };
        assert!(reason(&item, &[&cy, &ana]).contains("waited longest"));
        let night = AgentNow { shift: Shift::Until(NOON.plus_ms(18 * 3_600_000)), ..agent(4, "Di") };
        assert!(reason(&item, &[&night]).contains("until 06:00 tomorrow"));
        let old = ticket(1, Priority::Low, NOON.0 - 52 * 3_600_000);
        assert!(reason(&old, &[&ben]).ends_with("take it now. It had waited 2 d 4 h and counted as high."), "{}", reason(&old, &[&ben]));
    }

    #[test]
    fn it_is_said_which_skills_count() {
        let (zone, settings) = (Zone::utc(), Settings::default());
        let item = Waiting {
            category: Some((CategoryId(1), "Payment".into())),
            skills: vec![(CategoryId(1), "Payment".into()), (CategoryId(2), "Returns".into())],
            ..ticket(1, Priority::Low, NOON.0)
        };
        let both = AgentNow { skills: [CategoryId(1), CategoryId(2)].into(), ..agent(1, "Ana") };
        let said = reason(&item, &[&both], &Terms { settings: &settings, zone: &zone, now: NOON });
        assert!(said.contains("handles Payment and Returns, "), "{said}");
        assert_eq!(why_nobody(&item, NotNow::NoSkill, &[], &zone, NOON), "Nobody handles all of Payment and Returns.");
    }

    #[test]
    fn it_is_said_who_comes_next() {
        let off = |id, name: &str, hours: i64| AgentNow { shift: Shift::Off(Some(NOON.plus_ms(hours * 3_600_000))), ..agent(id, name) };
        let said = why_nobody(&ticket(1, Priority::Low, 0), NotNow::OffShift, &[off(1, "Ana", 20), off(2, "Ben", 3)], &Zone::utc(), NOON);
        assert_eq!(said, "Nobody who could take it is on shift. Ben comes on at 15:00 today.");
        assert_eq!(shift_words(Shift::Off(Some(NOON.plus_ms(3_600_000 * 20))), &Zone::utc(), NOON), "off until 08:00 tomorrow");
    }
}
