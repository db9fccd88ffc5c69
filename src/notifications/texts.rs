//! What SMS say: the business, what happened, when; and a link where it fits into one SMS. Pure but for the last function, which writes them down.

use crate::appointments::model::{Appointment, Step};
use crate::businesses::actions as businesses;
use crate::error::Result;
use crate::kernel::ids::BusinessId;
use crate::kernel::money::Money;
use crate::kernel::time::Timestamp;
use crate::kernel::zone::Zone;
use crate::orders::model::{Order, number_text};
use crate::platform::Tx;
use crate::sms::actions::{Written, queue};
use crate::sms::model::Occasion;
use crate::sms::words::{cut, fit, plain};

/// An SMS before it has a sender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// What it tells of.
    pub occasion: Occasion,
    /// What it says, as each length of the business's name and of what it is about would have it, the fullest first.
    wordings: Vec<Wording>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Wording {
    /// The business's name is cut after so many characters.
    name: usize,
    words: String,
}

impl Text {
    /// The text in the name of a business.
    pub fn of(&self, business: &str) -> String {
        fit(self.wordings.iter().map(|w| format!("{}: {}", cut(business, w.name), w.words)))
    }
}

/// Names and titles are cut to these lengths, the first that fits.
const LENGTHS: [(usize, usize); 4] = [(60, 80), (30, 40), (20, 24), (16, 16)];

/// With the link where one SMS holds it, else without.
fn text(occasion: Occasion, said: impl Fn(usize) -> String, link: &str) -> Text {
    let with = LENGTHS.iter().map(|(name, title)| Wording { name: *name, words: format!("{} {link}", said(*title)) });
    let without = LENGTHS.iter().map(|(name, title)| Wording { name: *name, words: said(*title) });
    Text { occasion, wordings: with.filter(|_| !link.is_empty()).chain(without).collect() }
}

/// To whoever comes, about what just happened; nothing when it is no news for them.
pub fn appointment(a: &Appointment, step: Step, zone: &Zone, link: &str) -> Option<Text> {
    let when = zone.brief(a.starts_at);
    let change = format!("Change it: {link}");
    Some(match step {
        Step::Book => text(Occasion::Booked, |most| format!("{} is booked for {when}.", cut(&a.title, most)), &change),
        Step::Move => text(Occasion::Moved, |most| format!("{} has moved to {when}.", cut(&a.title, most)), &change),
        Step::Cancel => text(Occasion::Cancelled, |most| format!("{} on {when} is cancelled.", cut(&a.title, most)), ""),
        Step::Finish | Step::Miss => return None,
    })
}

/// To whoever comes, some time before.
pub fn reminder(a: &Appointment, zone: &Zone, link: &str) -> Text {
    let when = zone.brief(a.starts_at);
    text(Occasion::Reminder, |most| format!("a reminder: {} is on {when}.", cut(&a.title, most)), &format!("Change it: {link}"))
}

/// To whoever ordered: we have it.
pub fn ordered(order: &Order, link: &str) -> Text {
    let said = format!("we have your order {}, {}.", number_text(order.number), plain(&order.shown(order.total)));
    text(Occasion::Ordered, |_| said.clone(), &format!("Follow it: {link}"))
}

/// To whoever ordered: the money has come.
pub fn paid(order: &Order, amount: Money, link: &str) -> Text {
    let said = format!("we have received {} for order {}. Thank you.", plain(&order.shown(amount)), number_text(order.number));
    text(Occasion::Paid, |_| said.clone(), link)
}

/// Writes an SMS to a number, when there is one and the business tells of this by SMS.
///
/// # Errors
/// When the database fails.
pub(super) async fn write(tx: &mut Tx, business: BusinessId, phone: &str, text: &Text, good_until: Option<Timestamp>, cause: &str) -> Result<()> {
    if phone.is_empty() {
        return Ok(());
    }
    let said = text.of(&businesses::find(&mut *tx, business).await?.name);
    queue(tx, business, &Written { recipient: phone, occasion: text.occasion, text: &said, good_until }, cause).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sms::words::segments;

    const LINK: &str = "https://help.example.com/a/abcdefghijkmnpqrstuvabcdefghijkmnpqrstuv2345678923456789";

    fn booked(title: &str) -> Text {
        text(Occasion::Booked, |most| format!("{} is booked for Thu 12 Mar, 14:00.", cut(title, most)), &format!("Change it: {LINK}"))
    }

    #[test]
    fn a_text_names_the_business_what_and_when_and_fits_into_one_sms() {
        let said = booked("Consultation").of("Kiln");
        assert_eq!(said, format!("Kiln: Consultation is booked for Thu 12 Mar, 14:00. Change it: {LINK}"));
        assert_eq!(segments(&said), 1);
        let said = booked("A very long consultation about everything there is").of("The old pottery and tea house by the river");
        assert!(segments(&said) == 1 && said.starts_with("The old ") && said.contains("A very long") && said.contains("Thu 12 Mar, 14:00"), "{said}");
    }

    #[test]
    fn a_business_in_another_alphabet_leaves_the_link_to_the_mail() {
        let said = booked("Консультация по обжигу").of("Гончарная мастерская");
        assert!(segments(&said) == 1 && said.contains("Thu 12 Mar, 14:00") && !said.contains("https://"), "{said}");
    }
}
