//! Opening hours as a visitor is told of them: in their own zone where it is known.

use crate::businesses::actions as businesses;
use crate::businesses::model::Business;
use crate::kernel::time::Timestamp;
use crate::sla::calendar::Calendar;

/// Whether a business is open, and when it opens next: `at 08:00 tomorrow`, in the zone of the visitor or else named after the business's.
pub fn opening(business: &Business, visitor_zone: &str, now: Timestamp) -> (bool, String) {
    let calendar = Calendar::opening(business);
    match calendar.next_open(now) {
        Some(at) if at == now => (true, String::new()),
        None => (false, "soon".into()),
        Some(at) => match businesses::zone_of(visitor_zone, now) {
            Some(zone) => (false, format!("at {}", zone.moment_words(at, now))),
            None => {
                let zone = businesses::zone(business, now);
                (false, format!("at {} ({} time)", zone.moment_words(at, now), zone.place()))
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::hours::Hours;
    use crate::kernel::ids::BusinessId;

    #[test]
    fn the_next_opening_is_told_in_the_visitors_zone() {
        let business = Business {
            id: BusinessId(1),
            slug: "a".into(),
            name: "A".into(),
            invite_code: "a".into(),
            time_zone: "Africa/Nairobi".into(),
            currency: "KES".into(),
            hours: serde_json::to_string(&Hours::weekdays(8, 18)).unwrap(),
        };
        let at = |text: &str| Timestamp(chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis());
        let (noon, night) = (at("2026-03-11T09:00:00Z"), at("2026-03-11T19:00:00Z"));
        assert_eq!(opening(&business, "Europe/Berlin", noon), (true, String::new()));
        assert_eq!(opening(&business, "Africa/Nairobi", night), (false, "at 08:00 tomorrow".into()));
        assert_eq!(opening(&business, "Europe/Berlin", night), (false, "at 06:00 tomorrow".into()));
        assert_eq!(opening(&business, "America/New_York", night), (false, "at 01:00 tomorrow".into()));
        assert_eq!(opening(&business, "", night), (false, "at 08:00 tomorrow (Nairobi time)".into()));
        assert_eq!(opening(&business, "Atlantis", at("2026-03-13T19:00:00Z")).1, "at 08:00 on Monday 16 March (Nairobi time)");
    }
}
