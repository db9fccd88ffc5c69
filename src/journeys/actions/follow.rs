//! Coming to a walk by its link.

use crate::accounts::Identity;
use crate::error::{Error, Result};
use crate::journeys::model::{Journey, Walk};
use crate::journeys::queries::{self, walks};
use crate::platform::{Services, secret};

/// A walk and the version it goes through.
#[derive(Clone, Debug)]
pub struct Step {
    /// The walk.
    pub walk: Walk,
    /// The version.
    pub journey: Journey,
}

/// The walk behind a link, for whoever may see it: everybody until somebody signed in, then only them; trials are for admins.
///
/// # Errors
/// `NotFound` when there is none, its time is over, or it is somebody else's; `Denied` when one has to sign in first.
pub async fn look(services: &Services, who: Option<&Identity>, token: &str) -> Result<Step> {
    let found = walks::find_by_token(services.db(), &secret::hash(token)).await?.filter(|w| w.ends_at > services.now());
    let walk = found.ok_or(Error::NotFound)?;
    may_walk(&walk, who)?;
    let journey = queries::find(services.db(), walk.business_id, walk.journey_id).await?.ok_or(Error::NotFound)?;
    // A draft can change while it is tried: what is gone is not on the trail any more.
    let mut walk = walk;
    let known = walk.trail.iter().take_while(|id| journey.graph.node(**id).is_some()).count();
    walk.trail.truncate(known);
    if walk.trail.is_empty() {
        walk.trail.extend(journey.graph.start);
    }
    journey.graph.start.filter(|_| !walk.trail.is_empty()).ok_or(Error::NotFound)?;
    Ok(Step { walk, journey })
}

pub(super) fn may_walk(walk: &Walk, who: Option<&Identity>) -> Result<()> {
    if walk.is_trial {
        let admin = who.ok_or_else(Error::sign_in_first)?.admin().map_err(|_| Error::NotFound)?;
        return if admin.business() == walk.business_id { Ok(()) } else { Err(Error::NotFound) };
    }
    let Some(member) = walk.member_id else { return Ok(()) };
    let who = who.ok_or_else(Error::sign_in_first)?;
    if who.person().member() == member { Ok(()) } else { Err(Error::NotFound) }
}
