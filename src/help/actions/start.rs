//! What every business starts with: the standard articles and automatic responses.

use super::tell_and_commit;
use crate::accounts::Admin;
use crate::error::Result;
use crate::help::model::Lines;
use crate::help::queries;
use crate::help::queries::{articles, search};
use crate::help::seed::{self, SeedArticle};
use crate::kernel::ids::BusinessId;
use crate::platform::{Services, Tx};

/// Gives a new business its help centre. What is there already stays as it is. Says how many articles are new.
///
/// # Errors
/// When the database fails.
pub async fn start(tx: &mut Tx, business: BusinessId) -> Result<u64> {
    let seeded = seed::categories();
    queries::start(tx, business).await?;
    let categories: Vec<(&str, &str)> = seeded.iter().map(|c| (c.name, c.about)).collect();
    queries::insert_categories(tx, business, &categories).await?;
    let rows: Vec<articles::NewArticle> = seeded.iter().flat_map(|c| c.articles.iter().map(|a| row(c.name, a))).collect();
    let added = articles::insert_all(tx, business, &rows).await?;
    for reply in seed::replies() {
        queries::insert_reply(tx, business, reply.occasion, &reply.body).await?;
    }
    search::update_all(tx, business).await?;
    queries::move_on(tx, business).await?;
    Ok(added)
}

/// Adds the standard articles and responses that the business does not have: for one that is older than the help centre. Says how many articles are new.
///
/// # Errors
/// When the database fails.
pub async fn add_standard(services: &Services, who: &Admin) -> Result<u64> {
    let mut tx = services.begin().await?;
    let added = start(&mut tx, who.business()).await?;
    tell_and_commit(tx, who).await?;
    Ok(added)
}

fn row(category: &'static str, a: &SeedArticle) -> articles::NewArticle {
    let lines = |list: &[&str]| Lines(list.iter().map(|l| (*l).to_owned()).collect()).to_string();
    (category, a.key, a.question, lines(&a.alternatives), lines(&a.keywords), lines(&a.tags), lines(&a.related), a.body)
}
