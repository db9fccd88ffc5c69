//! Which two hundred tickets there are: when each was opened and how far it may have come.

use super::chance::Chance;
use stoa::kernel::time::Timestamp;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;
/// Nairobi is three hours ahead of UTC all year.
const ZONE_MS: i64 = 3 * 3_600_000;

/// How far a ticket may have come by now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// Nobody has answered.
    Asked,
    /// An agent is at it.
    Working,
    /// An agent has asked something.
    Waiting,
    /// To its end.
    Solved,
}

/// One ticket to be told.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// When it was opened.
    pub opened_at: Timestamp,
    /// How far it may come.
    pub until: Until,
    /// Whether it belongs to the customer people sign in as.
    pub is_first_customers: bool,
}

/// Minutes since tickets were opened that nobody has answered; the last ones should have been.
const ASKED: [i64; 14] = [4, 11, 19, 34, 52, 78, 105, 150, 215, 300, 26 * HOUR, 31 * HOUR, 50 * HOUR, 55 * HOUR];

/// So many are told here; orders that a courier brings make it two hundred.
const TOLD: usize = 198;

/// The tickets of the 60 days before `now`, oldest first.
pub fn tickets(now: Timestamp) -> Vec<Plan> {
    let mut chance = Chance::new(60);
    let mut plans: Vec<Plan> = Vec::with_capacity(200);
    let mut add = |age: i64, until, is_first_customers| plans.push(Plan { opened_at: by_day(now, age), until, is_first_customers });
    for age in ASKED {
        add(age, Until::Asked, age == 34);
    }
    for i in 0..20 {
        let (least, most) = if i < 13 { (150, 2 * DAY) } else { (2 * DAY, 4 * DAY + 12 * HOUR) };
        add(chance.between(least, most), Until::Working, i == 7);
    }
    for i in 0..16 {
        add(chance.between(7 * HOUR, 5 * DAY), Until::Waiting, i == 5);
    }
    for i in 0..28 {
        add(chance.between(26 * HOUR, 6 * DAY + 12 * HOUR), Until::Solved, i == 3 || i == 16);
    }
    for i in 0..122 {
        // Spread over the whole time, with some chance in each stretch.
        let stretch = (60 * DAY - 9 * DAY) / 122;
        add(9 * DAY + i * stretch + chance.between(0, stretch), Until::Solved, i % 31 == 9);
    }
    // Nobody asks on the stroke of the minute.
    plans.iter_mut().for_each(|p| p.opened_at = p.opened_at.plus_ms(-chance.between(0, 59_999)));
    plans.sort_by_key(|p| p.opened_at);
    plans.truncate(TOLD);
    plans
}

/// `age` minutes before `now`. Who asks more than half a day ago asked at a time when people are awake.
pub fn by_day(now: Timestamp, age: i64) -> Timestamp {
    let at = now.plus_ms(-age * MINUTE);
    let hour = (at.0 + ZONE_MS).rem_euclid(86_400_000) / 3_600_000;
    if age > 12 * HOUR && hour < 7 { at.plus_ms((7 - hour) * 3_600_000) } else { at }
}
