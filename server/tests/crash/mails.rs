//! What the mail server got in the end.
//!
//! A process may die after the mail server has taken a mail and before it has noted so, and SMTP has no way to ask: the next life hands the mail over once
//! more. What Stoa promises is that it then has the same Message-ID, by which mail servers and programs drop the second copy; that nothing is written
//! twice under two of them, and that nothing which was written stays behind.

use crate::installation::Installation;
use std::collections::BTreeMap;
use stoa::{db_val, db_vals};

/// How often each mail was handed over, by Message-ID.
pub fn delivered(home: &Installation) -> BTreeMap<String, usize> {
    let mut times = BTreeMap::new();
    for mail in home.mails.taken() {
        let id = mail.lines().find_map(|line| line.strip_prefix("Message-ID: ")).unwrap_or_else(|| panic!("a mail without a name: {mail}"));
        *times.entry(id.to_owned()).or_default() += 1;
    }
    times
}

/// Checks that the mail server has every mail, each under the one name it was written with.
pub async fn check(home: &Installation) {
    const WAITING: &str = "SELECT COUNT(*) FROM mail WHERE state <> 'sent'";
    const NAMES: &str = "SELECT message_id FROM mail WHERE state = 'sent'";
    const TWINS: &str = "SELECT COUNT(*) FROM (SELECT recipient FROM mail GROUP BY recipient, subject, text HAVING COUNT(*) > 1) AS twins";
    let db = home.services.db();
    let waiting: i64 = db_val!(db, WAITING).expect("mails can be counted");
    assert_eq!(waiting, 0, "every mail is sent");
    let twins: i64 = db_val!(db, TWINS).expect("mails can be counted");
    assert_eq!(twins, 0, "nobody is written the same twice");
    let mut names: Vec<String> = db_vals!(db, NAMES).expect("mails can be read");
    names.sort();
    assert!(!names.is_empty(), "no mail was written: this would prove nothing");
    assert_eq!(delivered(home).into_keys().collect::<Vec<_>>(), names, "the mail server has each mail under its one name");
}
