//! Mails about appointments: to whoever comes, guest or customer, with an entry for their calendar, and by SMS when they left a number; to admins and to
//! whoever does it.

use super::actions::{mail, mail_admins, write};
use super::texts;
use super::words::Mail;
use crate::accounts::actions as accounts;
use crate::appointments::actions::find_quietly;
use crate::appointments::jobs as appointments;
use crate::appointments::links;
use crate::appointments::model::{Appointment, State, Step};
use crate::businesses::actions as businesses;
use crate::error::Result;
use crate::event::Event;
use crate::kernel::ids::{AppointmentId, BusinessId};
use crate::kernel::time::{Timestamp, minutes_words};
use crate::kernel::zone::Zone;
use crate::platform::Tx;
use crate::platform::letters::File;
use crate::platform::outbox::Recorded;

/// An appointment in words: what, when, with whom.
struct About<'a> {
    a: &'a Appointment,
    when: String,
}

impl<'a> About<'a> {
    fn new(a: &'a Appointment, zone: &Zone) -> Self {
        Self { a, when: zone.full(a.starts_at) }
    }

    fn listed(&self) -> String {
        let price = if self.a.price.0 > 0 { format!("\n{}", self.a.price.shown(&self.a.currency)) } else { String::new() };
        format!("{}\n{}\nWith {}{price}", self.a.title, self.when, self.a.staff)
    }

    fn mail(&self, what: &str, first: String, button: &'static str, path: String) -> Mail {
        Mail { subject: format!("{what}: {}, {}", self.a.title, self.when), paragraphs: vec![first, self.listed()], button, path }
    }
}

/// To whoever comes, about what just happened; nothing when it is no news for them.
fn for_customer(about: &About<'_>, step: Step, link: String) -> Option<Mail> {
    Some(match step {
        Step::Book => about.mail("Booked", "Your appointment is booked. The file with this mail puts it into your calendar.".into(), "Move or cancel it", link),
        Step::Move => about.mail("Moved", "Your appointment has moved. This is when it is now:".into(), "Move or cancel it", link),
        Step::Cancel => about.mail("Cancelled", "This appointment is cancelled:".into(), "See it", link),
        Step::Finish | Step::Miss => return None,
    })
}

/// To admins and to whoever does it.
fn for_staff(about: &About<'_>, step: Step) -> Option<Mail> {
    let path = format!("/desk/calendar/{}", about.a.id);
    let who = &about.a.name;
    Some(match step {
        Step::Book => about.mail("New appointment", format!("{who} has booked:"), "Open the appointment", path),
        Step::Move => about.mail("Moved", format!("The appointment of {who} has moved. This is when it is now:"), "Open the appointment", path),
        Step::Cancel => about.mail("Cancelled", format!("The appointment of {who} is cancelled:"), "Open the appointment", path),
        Step::Finish | Step::Miss => return None,
    })
}

/// Writes the mails about a booking, a move or a cancellation.
///
/// # Errors
/// When the database fails.
pub(super) async fn tell(tx: &mut Tx, recorded: &Recorded, event: &Event) -> Result<()> {
    let (id, step) = match event {
        Event::AppointmentCreated { appointment, .. } => (*appointment, Step::Book),
        Event::AppointmentUpdated { appointment, step, .. } => (*appointment, *step),
        Event::AppointmentDeleted { appointment, .. } => (*appointment, Step::Cancel),
        _ => return Ok(()),
    };
    let Some(a) = find_quietly(&mut *tx, recorded.business_id, id).await? else { return Ok(()) };
    let zone = zone(tx, a.business_id, a.starts_at).await?;
    let about = About::new(&a, &zone);
    // What was called off since is told by what follows.
    let is_news = step == Step::Cancel || a.state != State::Cancelled;
    if let Some(mail) = for_customer(&about, step, link(tx, &a)).filter(|_| is_news) {
        let calendar = calendar(tx, &a).await?;
        let file = File { name: "appointment.ics", bytes: calendar.as_bytes() };
        let cause = format!("appointment:{}", recorded.id);
        write(tx, a.business_id, (&a.name, &a.email), &mail, &cause, Some(file)).await?;
        if let Some(text) = texts::appointment(&a, step, &zone, &address(tx, &a)) {
            texts::write(tx, a.business_id, &a.phone, &text, Some(a.starts_at), &cause).await?;
        }
    }
    let Some(words) = for_staff(&about, step).filter(|_| is_news) else { return Ok(()) };
    mail_admins(tx, recorded, &words, "appointment").await?;
    let is_admin = accounts::list_admins(&mut *tx, a.business_id).await?.iter().any(|admin| admin.id == a.staff_id);
    if !is_admin && recorded.actor_id != Some(a.staff_id) {
        mail(tx, a.business_id, a.staff_id, &words, &format!("appointment:{}:{}", recorded.id, a.staff_id)).await?;
    }
    Ok(())
}

/// Reminds whoever comes, when the reminder is still right.
///
/// # Errors
/// When the database fails.
pub(super) async fn remind(tx: &mut Tx, business: BusinessId, id: AppointmentId, before_ms: i64) -> Result<()> {
    let Some(a) = appointments::to_remind(tx, business, id, before_ms).await? else { return Ok(()) };
    let zone = zone(tx, business, a.starts_at).await?;
    let first = format!("In {} you have an appointment:", minutes_words(before_ms / 60_000));
    let mail = About::new(&a, &zone).mail("Reminder", first, "Move or cancel it", link(tx, &a));
    let cause = format!("remind:{id}:{}:{before_ms}", a.sequence);
    write(tx, business, (&a.name, &a.email), &mail, &cause, None).await?;
    let text = texts::reminder(&a, &zone, &address(tx, &a));
    texts::write(tx, business, &a.phone, &text, Some(a.starts_at), &cause).await
}

async fn zone(tx: &mut Tx, business: BusinessId, at: Timestamp) -> Result<Zone> {
    Ok(businesses::zone(&businesses::find(&mut *tx, business).await?, at))
}

fn link(tx: &Tx, a: &Appointment) -> String {
    links::path(&tx.services(), a)
}

/// The link with the public address.
fn address(tx: &Tx, a: &Appointment) -> String {
    format!("{}{}", tx.services().url(), link(tx, a))
}

async fn calendar(tx: &mut Tx, a: &Appointment) -> Result<String> {
    let business = businesses::find(&mut *tx, a.business_id).await?;
    Ok(links::entry(&tx.services(), a, &business.name))
}
