//! What happens later: reminders before an appointment, and times set free that were kept too long.

use super::model::Appointment;
use super::{queries, rules};
use crate::error::Result;
use crate::job::Job;
use crate::kernel::ids::{AppointmentId, BusinessId};
use crate::platform::{Services, Tx};

/// Asks for the reminders of an appointment that was booked or moved now; those asked for before are replaced, or go where none is wanted any more.
///
/// # Errors
/// When the database fails.
pub async fn plan_reminders(tx: &mut Tx, a: &Appointment) -> Result<()> {
    let wanted = rules::reminders(a.starts_at, tx.now());
    for before_ms in rules::REMIND_MS {
        let job = Job::RemindOfAppointment { business: a.business_id, appointment: a.id, before_ms };
        match wanted.iter().find(|(before, _)| *before == before_ms) {
            Some((_, at)) => tx.enqueue_at(job, *at).await?,
            None => tx.withdraw(&job).await?,
        }
    }
    Ok(())
}

/// The appointment that a reminder is about, when it is still right.
///
/// # Errors
/// When the database fails.
pub async fn to_remind(tx: &mut Tx, business: BusinessId, id: AppointmentId, before_ms: i64) -> Result<Option<Appointment>> {
    let now = tx.now();
    Ok(queries::find(&mut *tx, business, id).await?.filter(|a| rules::is_to_remind(a, before_ms, now)))
}

/// Sets free what was kept too long in any business.
///
/// # Errors
/// When the database fails.
pub async fn sweep(services: &Services) -> Result<()> {
    for (business,) in queries::list_expired(services.db(), services.now()).await? {
        let mut tx = services.begin().await?;
        queries::lock(&mut tx, business).await?;
        queries::delete_expired(&mut tx, business).await?;
        tx.commit().await?;
    }
    Ok(())
}
