//! What the mails say. Pure: from facts to words.

use crate::kernel::text::preview;
use crate::sla::model::SlaClock;
use crate::tickets::model::number_text;

/// The ticket a mail is about.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// Its number.
    pub number: i64,
    /// What it is called.
    pub subject: &'a str,
}

/// A mail before it has a receiver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The subject line.
    pub subject: String,
    /// What it says.
    pub paragraphs: Vec<String>,
    /// What the button says.
    pub button: &'static str,
    /// Where the button leads, from the root of the site.
    pub path: String,
}

impl Mail {
    /// The same for whoever reads and answers on the page of their order.
    #[must_use]
    pub fn to_order(self, path: String) -> Self {
        Self { button: "See your order", path, ..self }
    }
}

fn mail(about: &About<'_>, what: &str, paragraphs: Vec<String>, button: &'static str, place: &str) -> Mail {
    let subject = format!("[{}] {what}{}", number_text(about.number), preview(about.subject, 100));
    Mail { subject, paragraphs, button, path: format!("/{place}/{}", about.number) }
}

/// To the customer: we have your ticket.
pub fn opened(about: &About<'_>) -> Mail {
    let said = format!("We have received “{}” and will answer soon. Its number is {}.", about.subject, number_text(about.number));
    mail(about, "", vec![said], "See your ticket", "tickets")
}

/// To admins: somebody needs help.
pub fn opened_for_staff(about: &About<'_>) -> Mail {
    mail(about, "New: ", vec![format!("A new ticket was opened: “{}”.", about.subject)], "Open the ticket", "desk")
}

/// To the customer: staff answered.
pub fn replied(about: &About<'_>, text: &str, signature: &str) -> Mail {
    let text = if text.is_empty() { "We have sent you a picture.".to_owned() } else { preview(text, 2000) };
    let said = [format!("There is an answer to “{}”:", about.subject), text, signature.to_owned()];
    mail(about, "Re: ", said.into_iter().filter(|p| !p.is_empty()).collect(), "Answer", "tickets")
}

/// To the customer: we think it is solved. Where they `can_rate` our help they are asked to.
pub fn resolved(about: &About<'_>, can_rate: bool) -> Mail {
    let said = format!("We have marked “{}” as resolved. If something is still wrong, just reply within seven days and it opens again.", about.subject);
    let asked = can_rate.then(|| "How did we do? Rating takes one click.".to_owned());
    mail(about, "Resolved: ", [Some(said), asked].into_iter().flatten().collect(), "Rate our help", "tickets")
}

/// To an agent: this is yours now.
pub fn assigned(about: &About<'_>) -> Mail {
    mail(about, "Assigned to you: ", vec![format!("“{}” was assigned to you.", about.subject)], "Open the ticket", "desk")
}

/// To an agent: a promise is due soon.
pub fn warned(about: &About<'_>, clock: SlaClock) -> Mail {
    mail(about, "Due soon: ", vec![format!("{} of “{}” is due soon.", clock.label(), about.subject)], "Open the ticket", "desk")
}

/// To admins: something wants more attention.
pub fn escalated(about: &About<'_>) -> Mail {
    mail(about, "Escalated: ", vec![format!("“{}” was escalated.", about.subject)], "Open the ticket", "desk")
}

/// To an agent: a colleague named you in a note.
pub fn mentioned(about: &About<'_>, by: &str, text: &str) -> Mail {
    mail(about, "You were named: ", vec![format!("{by} named you in a note of “{}”:", about.subject), preview(text, 2000)], "Open the ticket", "desk")
}

/// To whoever answers it: the other side wrote.
pub fn answered(about: &About<'_>, by: &str, text: &str) -> Mail {
    let text = if text.is_empty() { "A picture.".to_owned() } else { preview(text, 2000) };
    mail(about, "Answer: ", vec![format!("{by} wrote in “{}”, which is yours:", about.subject), text], "Open the ticket", "desk")
}

/// To an agent who follows it: somebody wrote.
pub fn said(about: &About<'_>, by: &str, text: &str) -> Mail {
    let text = if text.is_empty() { "A picture.".to_owned() } else { preview(text, 2000) };
    mail(about, "News: ", vec![format!("{by} wrote in “{}”, which you follow:", about.subject), text], "Open the ticket", "desk")
}

/// To an agent who follows it: something happened.
pub fn followed(about: &About<'_>, what: &str) -> Mail {
    mail(about, "News: ", vec![format!("“{}”, which you follow: {what}", about.subject)], "Open the ticket", "desk")
}

/// To admins: a promise was missed.
pub fn breached(about: &About<'_>, clock: SlaClock) -> Mail {
    mail(about, "Overdue: ", vec![format!("{} of “{}” is overdue.", clock.label(), about.subject)], "Open the ticket", "desk")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_names_the_ticket_and_leads_to_it() {
        let mail = replied(&About { number: 201, subject: "Broken mugs" }, "New ones are on the way.", "Amina, Kiln");
        assert_eq!(mail.subject, "[TKT-000201] Re: Broken mugs");
        assert_eq!(mail.path, "/tickets/201");
        assert_eq!(mail.paragraphs[1..], ["New ones are on the way.", "Amina, Kiln"]);
        let mail = resolved(&About { number: 201, subject: "Order ORD-000007" }, false).to_order("/o/abc#ask".into());
        assert_eq!((mail.path.as_str(), mail.button), ("/o/abc#ask", "See your order"));
        assert!(mail.paragraphs.iter().all(|p| !p.contains("Rating")), "nobody is asked for what the page does not offer");
    }
}
