//! What admins type about promises, and how it is checked: each complaint names the field where it is wrong.

use super::model::{CategoryPolicy, Own, Policy, SlaClock, Target};
use crate::error::Result;
use crate::kernel::ids::{CategoryId, MemberId};
use crate::kernel::text::Check;
use crate::kernel::time::parse_minutes;
use crate::tickets::model::Priority;
use serde::{Deserialize, Serialize};

/// The longest promise: 90 days.
const MINUTES_MAX: i64 = 90 * 1440;
/// The earliest warning: when nine tenths are left.
const PERCENT_MAX: i64 = 90;

/// Lengths of time as text: per clock in the order of [`SlaClock::ALL`], per priority in the order of [`Priority::ALL`].
pub type Times = [[String; 4]; 3];

/// What is typed to change the promises of the business.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Promises {
    /// The times.
    pub times: Times,
    /// Whether only opening hours count.
    pub in_opening_hours: bool,
    /// The share of the time that is left when staff is warned, in percent.
    pub warning: String,
    /// The id of who gets what is overdue, or empty.
    pub lead: String,
}

/// What is typed to change what a category promises; an empty time is that of the business.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CategoryPromises {
    /// The times.
    pub times: Times,
    /// The id of who gets what is overdue, or empty.
    pub lead: String,
}

/// The name of the field for one time: `response_urgent`, `next_response_low`, `resolution_high` …
pub fn field_of(clock: SlaClock, priority: Priority) -> String {
    format!("{clock}_{priority}")
}

impl Promises {
    /// Reads it; what categories decide is not in here.
    ///
    /// # Errors
    /// `Invalid` names each field.
    pub fn read(&self) -> Result<Policy> {
        let mut check = Check::new();
        let mut time = |clock: usize, priority: usize| read_time(&mut check, clock, priority, &self.times[clock][priority]).unwrap_or_default();
        let targets = (0..4).map(|p| Target {
            priority: Priority::ALL[p],
            response_minutes: time(0, p),
            next_response_minutes: time(1, p),
            resolution_minutes: time(2, p),
        });
        let targets = targets.collect();
        let warning_percent = check.number("warning", "Warning", self.warning.trim().trim_end_matches('%'), 0, PERCENT_MAX);
        let lead = read_lead(&mut check, &self.lead);
        check.finish()?;
        Ok(Policy { in_opening_hours: self.in_opening_hours, targets, warning_percent, lead, categories: Vec::new() })
    }
}

impl CategoryPromises {
    /// Reads it.
    ///
    /// # Errors
    /// `Invalid` names each field.
    pub fn read(&self, category: CategoryId) -> Result<CategoryPolicy> {
        let mut check = Check::new();
        let mut time = |clock: usize, priority: usize| match self.times[clock][priority].trim() {
            "" => None,
            text => read_time(&mut check, clock, priority, text),
        };
        let targets =
            (0..4).map(|p| Own { priority: Priority::ALL[p], response_minutes: time(0, p), next_response_minutes: time(1, p), resolution_minutes: time(2, p) });
        let targets = targets.filter(|own| own.says_something()).collect();
        let lead = read_lead(&mut check, &self.lead);
        check.finish()?;
        Ok(CategoryPolicy { category, lead, targets })
    }
}

fn read_time(check: &mut Check, clock: usize, priority: usize, text: &str) -> Option<i64> {
    let (clock, priority) = (SlaClock::ALL[clock], Priority::ALL[priority]);
    let minutes = parse_minutes(text);
    if minutes.is_none() {
        check.fail(&field_of(clock, priority), format!("{}: write a time like 45 m, 2 h or 1 d 4 h.", priority.label()));
    }
    minutes
}

fn read_lead(check: &mut Check, text: &str) -> Option<MemberId> {
    if text.trim().is_empty() { None } else { check.choice("lead", "Lead", text) }
}

/// Whether promises can be kept at all, those of the categories over those of the business included.
///
/// # Errors
/// `Invalid` names the field, `response_urgent` or `resolution_low` and so on.
pub fn check_policy(policy: &Policy) -> Result<()> {
    let mut check = Check::new();
    for priority in Priority::ALL {
        let target = policy.target(*priority);
        for clock in SlaClock::ALL {
            check_minutes(&mut check, *clock, *priority, target.minutes(*clock));
        }
        let late = |target: Target| target.resolution_minutes < target.response_minutes;
        let field = field_of(SlaClock::Resolution, *priority);
        if late(target) {
            check.fail(&field, format!("{}: the solution cannot be due before the first reply.", priority.label()));
        } else if policy.categories.iter().any(|c| late(policy.target_of(Some(c.category), *priority))) {
            check.fail(
                &field,
                format!("{}: a category would have its solution due before its first reply. Change the times of that category first.", priority.label()),
            );
        }
    }
    check.finish()
}

/// Whether the promises of a category can be kept, over those of the business.
///
/// # Errors
/// `Invalid` names the field, `response_urgent` or `resolution_low` and so on.
pub fn check_category(policy: &Policy, own: &CategoryPolicy) -> Result<()> {
    let mut check = Check::new();
    let merged = Policy { categories: vec![own.clone()], ..policy.clone() };
    for own in &own.targets {
        for clock in SlaClock::ALL {
            own.minutes(*clock).into_iter().for_each(|minutes| check_minutes(&mut check, *clock, own.priority, minutes));
        }
    }
    for own_target in &own.targets {
        let target = merged.target_of(Some(own.category), own_target.priority);
        if target.resolution_minutes < target.response_minutes {
            // Beside the time that was typed, when only one was.
            let clock = if own_target.resolution_minutes.is_some() { SlaClock::Resolution } else { SlaClock::Response };
            check.fail(&field_of(clock, target.priority), format!("{}: the solution cannot be due before the first reply.", target.priority.label()));
        }
    }
    check.finish()
}

fn check_minutes(check: &mut Check, clock: SlaClock, priority: Priority, minutes: i64) {
    if !(1..=MINUTES_MAX).contains(&minutes) {
        check.fail(&field_of(clock, priority), format!("{}: write a time between one minute and 90 days.", priority.label()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(texts: [[&str; 4]; 3]) -> Times {
        texts.map(|row| row.map(str::to_owned))
    }

    #[test]
    fn promises_are_read_by_priority_and_complain_by_field() {
        let mut typed = Promises {
            times: times([["4 h", "2 h", "2 h", "30 m"], ["8 h", "4 h", "4 h", "1 h"], ["2 d", "1 d", "12 h", "8 h"]]),
            in_opening_hours: true,
            warning: "25 %".into(),
            lead: String::new(),
        };
        let policy = typed.read().unwrap();
        let urgent = Target { priority: Priority::Urgent, response_minutes: 30, next_response_minutes: 60, resolution_minutes: 480 };
        assert_eq!((policy.target(Priority::Urgent), policy.warning_percent, policy.lead), (urgent, 25, None));
        assert_eq!(policy.target(Priority::Low).resolution_minutes, 2880);
        assert_eq!(check_policy(&policy), Ok(()));
        typed.times[0][0] = "soon".into();
        typed.times[2][3] = String::new();
        typed.warning = "100".into();
        typed.lead = "me".into();
        let error = typed.read().unwrap_err();
        for field in ["response_low", "resolution_urgent", "warning", "lead"] {
            assert!(error.of_field(field).is_some(), "{field}: {error}");
        }
    }

    #[test]
    fn what_a_category_leaves_empty_is_that_of_the_business() {
        let mut typed = CategoryPromises::default();
        assert_eq!(typed.read(CategoryId(4)), Ok(CategoryPolicy::empty(CategoryId(4))));
        typed.times[0][3] = "15 m".into();
        typed.lead = "9".into();
        let own = typed.read(CategoryId(4)).unwrap();
        assert_eq!((own.targets.len(), own.own(Priority::Urgent).response_minutes, own.lead), (1, Some(15), Some(MemberId(9))));
        assert_eq!(check_category(&Policy::default(), &own), Ok(()));
        typed.times[0][3] = "30 d".into();
        let late = check_category(&Policy::default(), &typed.read(CategoryId(4)).unwrap()).unwrap_err();
        assert!(late.of_field("response_urgent").is_some(), "{late}");
        let policy = Policy { categories: vec![typed.read(CategoryId(4)).unwrap()], ..Policy::default() };
        assert!(check_policy(&policy).unwrap_err().of_field("resolution_urgent").is_some());
    }
}
