//! Pure decisions: whether an SMS may be sent now, and what Twilio means by what it says.

use super::model::{Occasion, Outgoing, Setting, SmsState};
use crate::kernel::time::Timestamp;

/// SMS of one business to one number in a day: nobody's booking form floods a phone.
pub const MOST_TO_ONE: i64 = 10;
/// SMS of one business in a day, unless it says otherwise.
pub const MOST_A_DAY: i64 = 500;
/// What counts as a day here.
pub const DAY_MS: i64 = 86_400_000;

/// How many SMS a business has asked for in the last day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Today {
    /// To this number.
    pub to_one: i64,
    /// To anybody.
    pub in_all: i64,
}

/// What is to be done with an SMS whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Send it.
    Send,
    /// It goes no further, and why.
    Stay(SmsState, &'static str),
}

/// Why an SMS stays here when Twilio is not set up.
pub const NOT_SET_UP: &str = "SMS are not set up.";

/// What to do with an SMS whose turn it is now.
pub const fn next(sms: &Outgoing, setting: Option<&Setting>, today: Today, now: Timestamp) -> Next {
    // Twilio cannot be asked twice for the same: whoever was at it has died over it, and what came of it only a report can tell.
    if sms.asked_at.is_some() {
        return Next::Stay(SmsState::Unknown, "Stoa was stopped while it was being sent. It may have arrived.");
    }
    let Some(setting) = setting else { return Next::Stay(SmsState::Kept, NOT_SET_UP) };
    if !setting.is_on && !matches!(sms.occasion, Occasion::Test) {
        return Next::Stay(SmsState::Kept, "SMS are switched off.");
    }
    if sms.good_until.0 < now.0 {
        return Next::Stay(SmsState::Failed, "It could not be sent in time.");
    }
    if today.to_one >= MOST_TO_ONE {
        return Next::Stay(SmsState::Kept, "This number has had ten SMS within a day, and more are not sent.");
    }
    if today.in_all >= setting.most_a_day {
        return Next::Stay(SmsState::Kept, "There were as many SMS within a day as your settings allow.");
    }
    Next::Send
}

/// Whether customers are told of it by SMS. Without a setting it is written and kept, as mails are without a server.
pub fn is_told(setting: Option<&Setting>, occasion: Occasion) -> bool {
    setting.is_none_or(|s| s.is_on && s.occasions().contains(&occasion))
}

/// What one of Twilio's error codes means for an admin.
pub const fn meaning(code: u32) -> Option<&'static str> {
    Some(match code {
        20003 | 20404 => "Twilio does not know the account SID or the auth token.",
        21211 | 21217 | 21401 | 21614 => "No SMS can be sent to this number.",
        21408 => "Your Twilio account may not send to this country. Allow it under Geo permissions at console.twilio.com.",
        21606 | 21603 | 21659 | 21660 | 21212 => "The sender is no number of your Twilio account that can send SMS.",
        21703 | 21704 | 21701 => "The messaging service has no number that can send it.",
        21608 => "A trial account of Twilio sends only to numbers that are verified there.",
        21610 => "Whoever has this number wants no SMS from you: they answered STOP.",
        30001 => "Twilio's queue for your number was full.",
        30002 => "Your Twilio account is suspended.",
        30003 => "The phone was off or out of reach.",
        30004 => "The phone or its network blocks SMS like this.",
        30005 => "This number does not exist any more, or cannot be found.",
        30006 => "This is a landline, or its network takes no SMS.",
        30007 => "The phone's network took it for spam.",
        30008 => "The phone's network does not say why.",
        _ => return None,
    })
}

/// What a delivery report says; nothing when it says nothing that counts.
pub fn reported(status: &str, code: &str) -> Option<(SmsState, String)> {
    match status {
        "accepted" | "scheduled" | "queued" | "sending" | "sent" => Some((SmsState::Sent, String::new())),
        "delivered" | "read" => Some((SmsState::Delivered, String::new())),
        "failed" | "undelivered" | "canceled" => {
            let code = code.parse().unwrap_or_default();
            let other = || if code == 0 { "It was not delivered.".to_owned() } else { format!("It was not delivered: Twilio's error {code}.") };
            Some((SmsState::Failed, meaning(code).map_or_else(other, str::to_owned)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(is_on: bool) -> Setting {
        Setting { is_on, sealed: String::new(), occasions: r#"["booked"]"#.into(), most_a_day: 100 }
    }

    fn sms(occasion: Occasion) -> Outgoing {
        Outgoing { recipient: "+254700000482".into(), occasion, text: "Hello".into(), asked_at: None, good_until: Timestamp(1000) }
    }

    #[test]
    fn what_may_be_sent_is_sent_and_everything_else_says_why_not() {
        let (now, none) = (Timestamp(500), Today::default());
        let (booked, on) = (sms(Occasion::Booked), setting(true));
        assert_eq!(next(&booked, Some(&on), none, now), Next::Send);
        assert_eq!(next(&booked, Some(&on), Today { to_one: 9, in_all: 99 }, now), Next::Send);
        let state = |sms: &Outgoing, setting: Option<&Setting>, today, now| match next(sms, setting, today, now) {
            Next::Stay(state, why) => (Some(state), why),
            Next::Send => (None, ""),
        };
        assert_eq!(state(&booked, None, none, now).0, Some(SmsState::Kept));
        assert_eq!(state(&booked, Some(&setting(false)), none, now).0, Some(SmsState::Kept));
        assert_eq!(state(&sms(Occasion::Test), Some(&setting(false)), none, now).0, None, "what is off can be tried");
        assert!(state(&booked, Some(&on), Today { to_one: 10, in_all: 10 }, now).1.contains("number"));
        assert!(state(&booked, Some(&on), Today { to_one: 0, in_all: 100 }, now).1.contains("settings"));
        assert_eq!(state(&booked, Some(&on), none, Timestamp(1001)).0, Some(SmsState::Failed));
        let asked = Outgoing { asked_at: Some(now), ..booked };
        assert_eq!(state(&asked, Some(&on), none, now).0, Some(SmsState::Unknown));
    }

    #[test]
    fn a_business_tells_by_sms_what_it_chose_and_one_without_settings_writes_all_of_it_down() {
        assert!(is_told(None, Occasion::Paid) && is_told(Some(&setting(true)), Occasion::Booked));
        assert!(!is_told(Some(&setting(true)), Occasion::Paid) && !is_told(Some(&setting(false)), Occasion::Booked));
    }

    #[test]
    fn a_report_says_sent_delivered_or_why_not() {
        assert_eq!(reported("sending", ""), Some((SmsState::Sent, String::new())));
        assert_eq!(reported("delivered", ""), Some((SmsState::Delivered, String::new())));
        assert!(reported("undelivered", "30006").unwrap().1.contains("landline"));
        assert!(reported("failed", "39999").unwrap().1.contains("39999") && reported("failed", "").unwrap().1.contains("not delivered"));
        assert_eq!(reported("received", ""), None);
    }
}
