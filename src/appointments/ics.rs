//! Appointments as entries for calendars (RFC 5545): escaped, folded, with the same UID and a higher SEQUENCE each time they change.

use super::model::{Appointment, State};
use crate::kernel::time::Timestamp;

/// Lines are folded after so many bytes.
const LINE: usize = 75;

/// The appointment as a file. `host` is the public host, `organiser` the business, `link` where it can be changed.
pub fn entry(a: &Appointment, host: &str, organiser: &str, link: &str) -> String {
    let is_off = a.state == State::Cancelled;
    let status = if is_off { "CANCELLED" } else { "CONFIRMED" };
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".into(),
        "PRODID:-//Stoa//Appointments//EN".into(),
        "CALSCALE:GREGORIAN".into(),
        format!("METHOD:{}", if is_off { "CANCEL" } else { "PUBLISH" }),
        "BEGIN:VEVENT".into(),
        format!("UID:{}@{}", a.key, escape(host)),
        format!("SEQUENCE:{}", a.sequence),
        format!("DTSTAMP:{}", moment(a.updated_at)),
        format!("DTSTART:{}", moment(a.starts_at)),
        format!("DTEND:{}", moment(a.ends_at)),
        format!("SUMMARY:{}", escape(&format!("{} — {organiser}", a.title))),
        format!("DESCRIPTION:{}", escape(&format!("With {}.\nMove or cancel: {link}", a.staff))),
        format!("URL:{link}"),
        format!("STATUS:{status}"),
        "TRANSP:OPAQUE".into(),
        "END:VEVENT".into(),
        "END:VCALENDAR".into(),
    ];
    lines.iter().map(|line| fold(line)).collect()
}

fn moment(at: Timestamp) -> String {
    at.utc().format("%Y%m%dT%H%M%SZ").to_string()
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A line with its end; a long one goes on after a space, and no letter is cut in two.
fn fold(line: &str) -> String {
    let (mut out, mut width) = (String::with_capacity(line.len() + 8), 0);
    for c in line.chars() {
        if width + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::{AppointmentId, BusinessId, MemberId, OfferingId};
    use crate::kernel::money::Money;

    fn appointment() -> Appointment {
        let at = |text: &str| text.parse::<chrono::DateTime<chrono::Utc>>().unwrap().into();
        Appointment {
            id: AppointmentId(1),
            business_id: BusinessId(1),
            key: "abc".into(),
            offering_id: OfferingId(1),
            staff_id: MemberId(1),
            staff: "Amina".into(),
            member_id: None,
            title: "Cut, wash; blow-dry".into(),
            price: Money(0),
            currency: "KES".into(),
            name: "Wanjiru".into(),
            email: "w@example.com".into(),
            phone: String::new(),
            note: String::new(),
            state: State::Booked,
            starts_at: at("2026-11-26T11:00:00Z"),
            ends_at: at("2026-11-26T12:00:00Z"),
            busy_from: at("2026-11-26T11:00:00Z"),
            busy_to: at("2026-11-26T12:00:00Z"),
            sequence: 2,
            held_until: None,
            created_at: at("2026-11-20T08:00:00Z"),
            updated_at: at("2026-11-20T08:00:00Z"),
        }
    }

    #[test]
    fn an_entry_is_what_calendars_read() {
        let link = format!("https://help.example.com/a/{}", "x".repeat(52));
        let text = entry(&appointment(), "help.example.com", "Kiln & Clay", &link);
        for line in ["UID:abc@help.example.com", "SEQUENCE:2", "DTSTART:20261126T110000Z", "DTEND:20261126T120000Z", "STATUS:CONFIRMED"] {
            assert!(text.contains(&format!("{line}\r\n")), "{line}: {text}");
        }
        assert!(text.contains("SUMMARY:Cut\\, wash\\; blow-dry — Kiln & Clay\r\n"), "{text}");
        assert!(text.split("\r\n").all(|line| line.len() <= LINE), "{text}");
        assert!(text.replace("\r\n ", "").contains(&format!("URL:{link}\r\n")), "folded lines are whole again");
        let off = entry(&Appointment { state: State::Cancelled, ..appointment() }, "h.example", "Kiln", &link);
        assert!(off.contains("STATUS:CANCELLED\r\n") && off.contains("METHOD:CANCEL\r\n"));
    }

    #[test]
    fn no_letter_is_cut_in_two_and_no_line_end_is_smuggled_in() {
        let folded = fold(&"é".repeat(100));
        assert!(folded.split("\r\n").all(|line| line.len() <= LINE) && folded.replace("\r\n ", "").trim_end() == "é".repeat(100));
        assert_eq!(escape("a\r\nEND:VEVENT"), "a\\nEND:VEVENT");
    }
}
