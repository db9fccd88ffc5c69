//! Appointments: free times, keeping, booking, moving, calling off, reminding; and who hears of it.

mod changes;
mod crowd;
mod mails;
mod outside;
mod pages;
mod times;

use crate::harness::{KILN, Someone, World};
use chrono::{DateTime, NaiveDate, Utc};
use stoa::Result;
use stoa::accounts::Visitor;
use stoa::appointments::actions::{self as booking, Hold};
use stoa::appointments::draft::{ContactDraft, OfferingDraft};
use stoa::appointments::model::Appointment;
use stoa::appointments::roster::RosterDraft;
use stoa::businesses::model::Business;
use stoa::kernel::ids::{MemberId, OfferingId};
use stoa::kernel::time::Timestamp;
use stoa::platform::Services;

/// A business that can be booked. It is Wednesday 11 March 2026, noon in Nairobi.
pub struct Salon {
    /// The business.
    pub business: Business,
    /// Who runs it.
    pub boss: Someone,
    /// Who does it.
    pub amina: Someone,
    /// An hour with Amina, from nine to five on weekdays.
    pub consultation: OfferingId,
}

/// A moment.
pub fn at(text: &str) -> Timestamp {
    text.parse::<DateTime<Utc>>().expect("a moment").into()
}

/// A day.
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Nine to five on weekdays.
pub fn office_hours() -> RosterDraft {
    RosterDraft { week: std::array::from_fn(|n| if n < 5 { "09:00-17:00".to_owned() } else { String::new() }), exceptions: String::new() }
}

/// What is typed about an hour's consultation.
pub fn consultation(staff: &[MemberId]) -> OfferingDraft {
    OfferingDraft {
        name: "Consultation".into(),
        description: "An hour for your questions.".into(),
        duration: "60".into(),
        price: "1500".into(),
        change: "2 h".into(),
        is_offered: true,
        staff: staff.to_vec(),
        ..OfferingDraft::default()
    }
}

/// What is typed by who comes.
pub fn contact() -> ContactDraft {
    ContactDraft {
        name: "Wanjiru Njoroge".into(),
        email: "wanjiru@example.com".into(),
        phone: "0700 000 482".into(),
        country: "KE".into(),
        note: "First time.".into(),
    }
}

/// A salon with one offering and one who does it.
pub async fn open_salon(world: &World) -> Salon {
    let business = world.business("Salon").await;
    let (boss, amina) = (world.admin(&business, "Otieno").await, world.agent(&business, "Amina").await);
    furnished(world, &business, &boss, &amina).await
}

/// The same in a business that is there.
pub async fn furnished(world: &World, business: &Business, boss: &Someone, amina: &Someone) -> Salon {
    let s = &world.services;
    booking::set_roster(s, &boss.admin(), amina.member(), &office_hours()).await.expect("hours");
    let consultation = booking::create(s, &boss.admin(), &consultation(&[amina.member()])).await.expect("an offering");
    Salon { business: business.clone(), boss: boss.clone(), amina: amina.clone(), consultation }
}

/// A business in which everything about appointments has happened, with secrets in it: what is offered no longer, and an appointment of it.
pub async fn booked_out(world: &World, business: &Business, boss: &Someone, amina: &Someone, wanjiru: &Someone) -> (OfferingId, Appointment, String) {
    let s = &world.services;
    let salon = furnished(world, business, boss, amina).await;
    let secret = OfferingDraft { name: format!("Firing {KILN}"), description: format!("By {KILN}."), ..consultation(&[amina.member()]) };
    let firing = booking::create(s, &boss.admin(), &secret).await.expect("an offering");
    let wish = Hold { offering: firing, staff: None, starts_at: at("2026-03-20T06:00:00Z"), instead: None };
    let who = ContactDraft { name: format!("Wanjiru {KILN}"), email: wanjiru.email(), note: format!("For {KILN}"), ..contact() };
    let (link, booked) = booking::book(s, &salon.visitor(), Some(&wanjiru.customer()), "10.0.0.9", &wish, &who).await.expect("booked");
    booking::update(s, &boss.admin(), firing, &OfferingDraft { is_offered: false, ..secret }).await.expect("put away");
    salon.hold(s, "10.0.0.10", "2026-03-20T08:00:00Z").await.expect("kept");
    (firing, booked, link)
}

impl Salon {
    /// Somebody who looks at it.
    pub fn visitor(&self) -> Visitor {
        Visitor::of(&self.business)
    }

    /// Who wants a consultation then.
    pub fn wish(&self, starts_at: &str) -> Hold {
        Hold { offering: self.consultation, staff: None, starts_at: at(starts_at), instead: None }
    }

    /// Keeps a consultation.
    pub async fn hold(&self, services: &Services, from: &str, starts_at: &str) -> Result<String> {
        booking::hold(services, &self.visitor(), None, from, &self.wish(starts_at)).await
    }

    /// Books a consultation.
    pub async fn book(&self, services: &Services, from: &str, starts_at: &str) -> Result<(String, Appointment)> {
        booking::book(services, &self.visitor(), None, from, &self.wish(starts_at), &contact()).await
    }

    /// The free times of a day, as UTC.
    pub async fn free(&self, world: &World, on: &str) -> Vec<String> {
        let days = booking::free(&world.services, &self.visitor(), self.consultation, None, day(on), 1).await.expect("free times");
        days.iter().flat_map(|d| &d.slots).map(|slot| slot.at.utc().format("%H:%M").to_string()).collect()
    }
}
