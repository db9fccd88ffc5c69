//! Writing templates, and opening tickets with what only the template knows.

use super::draft::{Checked, TemplateDraft};
use super::model::Template;
use super::queries;
use crate::accounts::{Admin, Customer, Person};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::fields::actions as fields;
use crate::fields::model::{Entry, Field, FilledBy};
use crate::fields::rules;
use crate::kernel::ids::{CategoryId, TemplateId};
use crate::platform::{Services, Tx};
use crate::tickets::actions::{self as tickets, Draft, Extras};
use crate::tickets::model::Ticket;

/// The templates this person may begin with: staff all, customers the public ones.
///
/// # Errors
/// When the database fails.
pub async fn list(services: &Services, who: &Person) -> Result<Vec<Template>> {
    let mut all = queries::list(services.db(), who.business()).await?;
    all.retain(|t| t.is_public || who.is_staff());
    Ok(all)
}

/// One of those.
///
/// # Errors
/// `NotFound` for every other one.
pub async fn find(services: &Services, who: &Person, id: TemplateId) -> Result<Template> {
    let found = queries::find(services.db(), who.business(), id).await?;
    found.filter(|t| t.is_public || who.is_staff()).ok_or(Error::NotFound)
}

/// A customer opens a ticket. What a template gives besides the form, tags and fields of the team, comes along without being shown.
///
/// # Errors
/// As opening a ticket; a template that is gone is no reason to turn a customer away.
pub async fn open(services: &Services, customer: &Customer, template: Option<TemplateId>, draft: Draft, fields: Vec<(String, String)>) -> Result<Ticket> {
    let template = match template {
        Some(id) => find(services, customer, id).await.ok(),
        None => None,
    };
    let mut extras = Extras { fields, ..Extras::default() };
    if let Some(template) = template {
        let known = fields::list(services.db(), customer.business()).await?;
        let category = draft.category.trim().parse().ok();
        extras.tags = template.tags.0.join(", ");
        extras.given = given(&known, &template, category);
    }
    tickets::open_with(services, customer, draft, extras).await
}

/// What a template puts into the fields of the team that such a ticket has.
fn given(known: &[Field], template: &Template, category: Option<CategoryId>) -> Vec<Entry> {
    let staff = known.iter().filter(|f| f.filled_by == FilledBy::Staff && !f.is_archived && f.fits(category));
    let value = |f: &Field| template.field_values.0.iter().find(|(id, _)| *id == f.id).and_then(|(_, value)| rules::read(f, value).ok().flatten());
    staff.filter_map(|f| Some((f.id, Some(value(f)?)))).collect()
}

/// Adds a template.
///
/// # Errors
/// `Invalid` names the fields.
pub async fn create(services: &Services, who: &Admin, draft: &TemplateDraft) -> Result<TemplateId> {
    let checked = check(services, who, draft, None).await?;
    let mut tx = services.begin().await?;
    let id = queries::insert(&mut tx, who.business(), &checked).await?;
    told(tx, who).await?;
    Ok(id)
}

/// Changes a template. Tickets that were opened with it stay as they are.
///
/// # Errors
/// `Invalid` names the fields; `NotFound` for another business's template.
pub async fn change(services: &Services, who: &Admin, id: TemplateId, draft: &TemplateDraft) -> Result<()> {
    let before = find(services, who, id).await?;
    let checked = check(services, who, draft, before.category_id).await?;
    let mut tx = services.begin().await?;
    queries::update(&mut tx, who.business(), id, &checked).await?;
    told(tx, who).await
}

/// Deletes a template.
///
/// # Errors
/// `NotFound` for another business's template.
pub async fn delete(services: &Services, who: &Admin, id: TemplateId) -> Result<()> {
    let mut tx = services.begin().await?;
    queries::delete(&mut tx, who.business(), id).await?;
    told(tx, who).await
}

/// Checks what was typed; a category that was put away stays where it was chosen.
async fn check(services: &Services, who: &Admin, draft: &TemplateDraft, before: Option<CategoryId>) -> Result<Checked> {
    let known = fields::list(services.db(), who.business()).await?;
    let checked = draft.parse(&known)?;
    let categories = tickets::list_categories(services, who).await?;
    let is_fine = checked.category.is_none_or(|id| categories.iter().any(|c| c.id == id && (!c.is_archived || before == Some(id))));
    if is_fine { Ok(checked) } else { Err(Error::field("category", "Category: choose one of the options.")) }
}

/// Keys of fields and what a template puts into them, for the form that begins with it.
pub fn prefilled(template: &Template, fields: &[Field]) -> Vec<(String, String)> {
    let value = |f: &Field| template.field_values.0.iter().find(|(id, _)| *id == f.id).map(|(_, value)| value.clone());
    fields.iter().filter_map(|f| Some((f.key.clone(), value(f)?))).collect()
}

async fn told(mut tx: Tx, who: &Admin) -> Result<()> {
    tx.emit(who.business(), Some(who.member()), Event::SettingsChanged { page: "templates".into() }).await?;
    tx.commit().await
}
