//! What admins type about the queue and about an agent's plan, and how it is checked: each complaint names the field where it is wrong.

use super::model::{Plan, Settings, Shifts};
use crate::businesses::rules::{format_day, parse_day, parse_week};
use crate::kernel::hours::Interval;
use crate::kernel::ids::CategoryId;
use crate::kernel::text::Check;
use crate::tickets::model::Priority;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The most points anything takes and anybody holds.
pub const POINTS_MAX: i64 = 100;
/// The longest silence: a week.
pub const SILENT_MAX: i64 = 7 * 1440;
/// The longest wait that counts as one step of priority, in hours: a month.
pub const AGEING_MAX: i64 = 720;
/// Days that can be different.
const DAYS_MAX: usize = 366;

/// What is typed about the queue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsDraft {
    /// Whether work is handed out by itself.
    pub is_on: bool,
    /// A number of points.
    pub ticket_weight: String,
    /// A number of points.
    pub chat_weight: String,
    /// A number of points.
    pub capacity: String,
    /// A number of minutes.
    pub ticket_silent: String,
    /// A number of minutes.
    pub chat_silent: String,
    /// The word of a priority.
    pub chat_priority: String,
    /// A number of hours.
    pub ageing: String,
}

impl SettingsDraft {
    /// Checked; whether the queue rests stays as it is. What nobody could ever hold is refused.
    pub fn read(&self, check: &mut Check, is_paused: bool) -> Settings {
        let ticket_weight = check.number("ticket_weight", "A ticket", &self.ticket_weight, 1, POINTS_MAX);
        let chat_weight = check.number("chat_weight", "A live chat", &self.chat_weight, 1, POINTS_MAX);
        let capacity = check.number("capacity", "Capacity", &self.capacity, 1, POINTS_MAX);
        let ticket_silent_minutes = check.number("ticket_silent", "Tickets", &self.ticket_silent, 0, SILENT_MAX);
        let chat_silent_minutes = check.number("chat_silent", "Live chats", &self.chat_silent, 0, SILENT_MAX);
        let chat_priority = check.choice::<Priority>("chat_priority", "Live chats wait among", &self.chat_priority);
        let ageing_hours = check.number("ageing", "One step for each", &self.ageing, 0, AGEING_MAX);
        for (field, label, weight) in [("ticket_weight", "A ticket", ticket_weight), ("chat_weight", "A live chat", chat_weight)] {
            if capacity > 0 && weight > capacity {
                check.fail(field, format!("{label}: with a capacity of {capacity} nobody could ever hold {weight} points. Write at most {capacity}."));
            }
        }
        let (is_on, chat_priority) = (self.is_on, chat_priority.unwrap_or(Priority::Urgent));
        Settings { is_on, is_paused, ticket_weight, chat_weight, capacity, ticket_silent_minutes, chat_silent_minutes, chat_priority, ageing_hours }
    }
}

/// What is typed about one of the staff.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanDraft {
    /// Whether the queue gives them anything.
    pub takes_part: bool,
    /// A number of points; empty for that of the business.
    pub capacity: String,
    /// Monday to Sunday, like `08:00-12:00, 13:00-17:00`; empty is a day off.
    pub week: [String; 7],
    /// Days that are different, one on each line: `2026-12-24 off` or `2026-12-31 08:00-12:00`.
    pub exceptions: String,
    /// The categories they handle; none means all.
    pub skills: Vec<CategoryId>,
}

impl PlanDraft {
    /// Checked against what the business decided and the categories it has.
    pub fn read(&self, check: &mut Check, settings: &Settings, categories: &[CategoryId]) -> Plan {
        let capacity = (!self.capacity.trim().is_empty()).then(|| check.number("capacity", "Capacity", &self.capacity, 1, POINTS_MAX));
        let heaviest = settings.ticket_weight.max(settings.chat_weight);
        if let Some(n) = capacity.filter(|n| (1..heaviest).contains(n)) {
            let what = if settings.chat_weight == heaviest { "a live chat" } else { "a ticket" };
            check.fail(
                "capacity",
                format!("Capacity: {what} takes {heaviest} points, so with {n} it would never fit. Write at least {heaviest}, or leave it empty."),
            );
        }
        let shifts = read_shifts(check, &self.week, &self.exceptions);
        let skills: BTreeSet<CategoryId> = self.skills.iter().copied().collect();
        if skills.iter().any(|skill| !categories.contains(skill)) {
            check.fail("skills", "Categories: choose from the list. One of them is not there any more.");
        }
        Plan { takes_part: self.takes_part, capacity, shifts, skills }
    }
}

/// A week and days that are different, as typed; each complaint names the day or `exceptions`.
pub fn read_shifts(check: &mut Check, week: &[String; 7], exceptions: &str) -> Shifts {
    let mut shifts = Shifts { week: parse_week(check, week), ..Shifts::default() };
    for line in exceptions.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match read_exception(line) {
            Ok((day, _)) if shifts.days.contains_key(&day) => {
                check.fail("exceptions", format!("Exceptions: {day} stands there twice. Keep one line for each day."))
            }
            Ok(_) if shifts.days.len() >= DAYS_MAX => return check_many(check, shifts),
            Ok((day, intervals)) => drop(shifts.days.insert(day, intervals)),
            Err(why) => check.fail("exceptions", format!("Exceptions: {why}")),
        }
    }
    let works = shifts.week.iter().chain(shifts.days.values()).any(|day| !day.is_empty());
    if shifts.is_planned() && !works {
        check.fail("exceptions", "Exceptions: there are days off, but no day with hours. Write the week's hours above, or take the days off away.");
    }
    shifts
}

fn check_many(check: &mut Check, shifts: Shifts) -> Shifts {
    check.fail("exceptions", format!("Exceptions: {DAYS_MAX} days are the most."));
    shifts
}

/// A day and its intervals from `2026-12-24 off` or `2026-12-31 08:00-12:00, 13:00-15:00`.
fn read_exception(line: &str) -> Result<(NaiveDate, Vec<Interval>), String> {
    let shown: String = line.chars().take(30).collect();
    let how = || format!("write lines like 2026-12-24 off or 2026-12-31 08:00-12:00 instead of “{shown}”.");
    let (day, hours) = line.split_once(char::is_whitespace).ok_or_else(how)?;
    let day = NaiveDate::parse_from_str(day.trim_end_matches(':'), "%Y-%m-%d").map_err(|_| how())?;
    let hours = hours.trim();
    if hours.eq_ignore_ascii_case("off") {
        return Ok((day, Vec::new()));
    }
    parse_day(hours).map(|intervals| (day, intervals)).map_err(|why| format!("{day}: {why}"))
}

/// The exceptions as [`PlanDraft`] reads them.
pub fn format_exceptions(shifts: &Shifts) -> String {
    let line =
        |(day, intervals): (&NaiveDate, &Vec<Interval>)| if intervals.is_empty() { format!("{day} off") } else { format!("{day} {}", format_day(intervals)) };
    shifts.days.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    fn faults(of: impl FnOnce(&mut Check)) -> Vec<(String, String)> {
        let mut check = Check::new();
        of(&mut check);
        match check.finish() {
            Err(Error::Invalid(faults)) => faults.into_iter().map(|f| (f.field, f.message)).collect(),
            _ => Vec::new(),
        }
    }

    fn plan(exceptions: &str) -> PlanDraft {
        let week = std::array::from_fn(|n| if n < 5 { "8-12, 13-17".to_owned() } else { String::new() });
        PlanDraft { takes_part: true, week, exceptions: exceptions.into(), ..PlanDraft::default() }
    }

    fn refused(draft: &PlanDraft) -> Vec<(String, String)> {
        faults(|check| drop(draft.read(check, &Settings::default(), &[CategoryId(1)])))
    }

    #[test]
    fn a_plan_survives_a_round_trip() {
        let mut check = Check::new();
        let read = plan("2026-12-24 off\n\n 2026-12-31: 8-12 ").read(&mut check, &Settings::default(), &[]);
        assert!(check.finish().is_ok());
        assert_eq!(format_exceptions(&read.shifts), "2026-12-24 off\n2026-12-31 08:00-12:00");
        assert_eq!(format_day(&read.shifts.week[0]), "08:00-12:00, 13:00-17:00");
        assert!(read.capacity.is_none() && read.shifts.is_planned());
    }

    #[test]
    fn every_plan_that_cannot_work_is_refused_where_it_is_wrong() {
        let mut week = plan("");
        week.week[2] = "8-12, 11-17".into();
        week.week[6] = "17:00-08:00".into();
        let said = refused(&week);
        assert_eq!(said.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>(), ["wednesday", "sunday"]);
        assert!(said[0].1.contains("overlap") && said[1].1.contains("ends before"));
        for (exceptions, says) in [
            ("2026-02-30 off", "write lines like"),
            ("2026-12-24", "write lines like"),
            ("24.12.2026 off", "write lines like"),
            ("2026-12-24 17-8", "ends before"),
            ("2026-12-24 8-12, 11-13", "overlap"),
            ("2026-12-24 off\n2026-12-24 8-12", "twice"),
        ] {
            let said = refused(&plan(exceptions));
            assert!(said.len() == 1 && said[0].0 == "exceptions" && said[0].1.contains(says), "{exceptions}: {said:?}");
        }
        let never = PlanDraft { exceptions: "2026-12-24 off".into(), ..PlanDraft::default() };
        assert!(refused(&never)[0].1.contains("no day with hours"));
        let small = PlanDraft { capacity: "1".into(), ..plan("") };
        assert!(refused(&small)[0].1.contains("a live chat takes 2 points"));
        assert_eq!(refused(&PlanDraft { capacity: "many".into(), ..plan("") })[0].0, "capacity");
        assert_eq!(refused(&PlanDraft { skills: vec![CategoryId(9)], ..plan("") })[0].0, "skills");
    }

    #[test]
    fn settings_that_cannot_work_are_refused_where_they_are_wrong() {
        let fine = SettingsDraft {
            is_on: true,
            ticket_weight: "1".into(),
            chat_weight: "2".into(),
            capacity: "8".into(),
            ticket_silent: "0".into(),
            chat_silent: "5".into(),
            chat_priority: "high".into(),
            ageing: "0".into(),
        };
        let refused = |draft: SettingsDraft| {
            faults(|check| {
                draft.read(check, false);
            })
        };
        assert!(refused(fine.clone()).is_empty());
        let heavy = refused(SettingsDraft { chat_weight: "9".into(), ..fine.clone() });
        assert!(heavy.len() == 1 && heavy[0].0 == "chat_weight" && heavy[0].1.contains("nobody could ever hold 9"));
        assert_eq!(refused(SettingsDraft { capacity: "0".into(), ..fine.clone() })[0].0, "capacity");
        assert_eq!(refused(SettingsDraft { chat_silent: "-1".into(), ..fine.clone() })[0].0, "chat_silent");
        assert_eq!(refused(SettingsDraft { ageing: "721".into(), ..fine.clone() })[0].0, "ageing");
        assert_eq!(refused(SettingsDraft { chat_priority: "asap".into(), ..fine })[0].0, "chat_priority");
    }
}
