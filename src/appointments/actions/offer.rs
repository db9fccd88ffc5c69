//! What admins decide: what can be booked, who does it, and when they can be booked.

use crate::accounts::actions as accounts;
use crate::accounts::{Admin, Agent};
use crate::appointments::draft::OfferingDraft;
use crate::appointments::model::{Offering, Provider};
use crate::appointments::queries::offerings;
use crate::appointments::roster::{Roster, RosterDraft};
use crate::businesses::actions as businesses;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::kernel::ids::{MemberId, OfferingId};
use crate::kernel::text::Check;
use crate::platform::{Services, Tx};

/// What can be booked and by whom it is done, as admins see it.
#[derive(Clone, Debug)]
pub struct Team {
    /// Everything that can be booked, also what is not offered now.
    pub offerings: Vec<Offering>,
    /// The staff: who, and whether they have hours in which they can be booked.
    pub staff: Vec<(Provider, bool)>,
}

/// What can be booked and who there is.
///
/// # Errors
/// When the database fails.
pub async fn team(services: &Services, who: &Admin) -> Result<Team> {
    let offerings = offerings::list(services.db(), who.business()).await?;
    let bookable = offerings::list_bookable(services.db(), who.business()).await?;
    let staff = accounts::list_staff(services, &who.as_agent()).await?;
    let staff = staff.into_iter().map(|m| (Provider { id: m.id, name: m.name }, bookable.iter().any(|b| b.id == m.id))).collect();
    Ok(Team { offerings, staff })
}

/// One thing that can be booked and who does it, to be changed.
///
/// # Errors
/// `NotFound`.
pub async fn edit(services: &Services, who: &Admin, id: OfferingId) -> Result<(Offering, Vec<MemberId>)> {
    let found = offerings::find(services.db(), who.business(), id).await?.ok_or(Error::NotFound)?;
    let staff = offerings::list_providers(services.db(), who.business(), id).await?;
    Ok((found, staff.into_iter().map(|p| p.id).collect()))
}

/// Something new that can be booked.
///
/// # Errors
/// `Invalid` names each field.
pub async fn create(services: &Services, who: &Admin, draft: &OfferingDraft) -> Result<OfferingId> {
    let currency = businesses::find(services.db(), who.business()).await?.currency;
    let checked = draft.parse(&currency)?;
    let mut tx = services.begin().await?;
    let id = offerings::insert(&mut tx, who.business(), &checked).await?;
    offerings::set_staff(&mut tx, who.business(), id, &draft.staff).await?;
    tell(&mut tx, who).await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes what can be booked; what is booked already stays as it was agreed.
///
/// # Errors
/// `Invalid` names each field; `NotFound`.
pub async fn update(services: &Services, who: &Admin, id: OfferingId, draft: &OfferingDraft) -> Result<()> {
    let currency = businesses::find(services.db(), who.business()).await?.currency;
    let checked = draft.parse(&currency)?;
    let mut tx = services.begin().await?;
    if !offerings::update(&mut tx, who.business(), id, &checked).await? {
        return Err(Error::NotFound);
    }
    offerings::set_staff(&mut tx, who.business(), id, &draft.staff).await?;
    tell(&mut tx, who).await?;
    tx.commit().await
}

/// When one of the staff can be booked; nothing was decided where it is empty. Agents may look at it too.
///
/// # Errors
/// `NotFound`.
pub async fn roster(services: &Services, who: &Agent, member: MemberId) -> Result<(Provider, Option<Roster>)> {
    let person = accounts::find_person(services, who, member).await?;
    if !person.role.is_staff() {
        return Err(Error::NotFound);
    }
    let stored = offerings::find_roster(services.db(), who.business(), member).await?;
    let roster = stored.map(|(_, json)| serde_json::from_str(&json).unwrap_or_default());
    Ok((Provider { id: person.id, name: person.name }, roster))
}

/// Writes when one of the staff can be booked. What is booked already stays.
///
/// # Errors
/// `Invalid` names each field; `NotFound`.
pub async fn set_roster(services: &Services, who: &Admin, member: MemberId, draft: &RosterDraft) -> Result<()> {
    let (person, _) = roster(services, &who.as_agent(), member).await?;
    let mut check = Check::new();
    let roster = draft.read(&mut check);
    check.finish()?;
    let json = serde_json::to_string(&roster).map_err(|_| Error::Internal)?;
    let mut tx = services.begin().await?;
    offerings::save_roster(&mut tx, who.business(), person.id, &json).await?;
    tell(&mut tx, who).await?;
    tx.commit().await
}

async fn tell(tx: &mut Tx, who: &Admin) -> Result<()> {
    tx.emit(who.business(), Some(who.member()), Event::SettingsChanged { page: "booking".into() }).await
}
