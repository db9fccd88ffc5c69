//! The indexes of the businesses in memory, made anew when their articles have changed, whichever process changed them.

use super::queries;
use super::queries::articles;
use super::rules::index::Index;
use crate::error::Result;
use crate::kernel::ids::BusinessId;
use crate::platform::Services;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tokio::sync::Mutex as Waited;

/// Held while an index is made.
type Turn = Waited<()>;

/// How many businesses' indexes one process keeps.
const KEPT: usize = 200;

/// The indexes of this process, each with the version of the articles it was made of.
#[derive(Debug, Default)]
struct Indexes {
    by_business: Mutex<HashMap<BusinessId, (i64, Arc<Index>)>>,
    /// Who makes the index of a business anew: others who ask at the same moment wait for that one.
    making: Mutex<HashMap<BusinessId, Arc<Turn>>>,
}

impl Indexes {
    /// The one that is kept, if it is of this version or of a newer one.
    fn kept(&self, business: BusinessId, version: i64) -> Option<Arc<Index>> {
        let kept = self.by_business.lock().expect("no panic while locked");
        kept.get(&business).filter(|(v, _)| *v >= version).map(|(_, index)| Arc::clone(index))
    }

    fn turn(&self, business: BusinessId) -> Arc<Turn> {
        Arc::clone(self.making.lock().expect("no panic while locked").entry(business).or_default())
    }
}

/// The index of a business as its articles are now.
///
/// # Errors
/// When the database fails.
pub async fn index(services: &Services, business: BusinessId) -> Result<Arc<Index>> {
    let indexes = services.part(Indexes::default);
    // The version first, then the articles: what changes between the two makes the index newer than it thinks, and it is made once more.
    let version = queries::find_version(services.db(), business).await?;
    if let Some(index) = indexes.kept(business, version) {
        return Ok(index);
    }
    let turn = indexes.turn(business);
    let _mine = turn.lock().await;
    if let Some(index) = indexes.kept(business, version) {
        return Ok(index);
    }
    let entries = articles::list_entries(services.db(), business).await?;
    let index = Arc::new(services.heavy(move || Index::new(&entries)).await?);
    let mut kept = indexes.by_business.lock().expect("no panic while locked");
    if kept.len() >= KEPT && !kept.contains_key(&business) {
        let any = kept.keys().next().copied();
        any.map(|other| kept.remove(&other));
    }
    if kept.get(&business).is_none_or(|(v, _)| *v < version) {
        kept.insert(business, (version, Arc::clone(&index)));
    }
    drop(kept);
    Ok(index)
}
