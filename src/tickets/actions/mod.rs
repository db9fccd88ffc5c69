//! What people do with tickets: open one here beside, change one, talk in one, read lists of them.

mod adopt;
mod by_link;
mod change;
mod desk;
mod fields;
mod figures;
mod follow;
mod hand_out;
mod lanes;
mod later;
mod links;
mod open;
mod read;
mod restore;
mod revert;
mod snooze;
mod tags;
mod talk;
pub mod within;

pub use adopt::{Adopted, Adoption, CheckedAdoption, adopt, check_adoption};
pub use by_link::{Questions, Talk, ask, open_file_by_link, questions};
pub use change::{Change, assign, close_own, rate, set_category, set_priority, set_status, take};
pub(super) use change::{hand_to, move_to};
pub use desk::{Desk, InboxRow, desk, desk_by_number, inbox, inbox_fitting, inbox_rows, list_of};
pub use fields::{fill, slots};
pub use figures::{TRIAL_DAYS, by_agent, held_by, today, try_policy};
pub use follow::{Following, follow, following, list_followers, unfollow};
pub use hand_out::{give, put_back};
pub use lanes::{Sides, former_lanes, of_order, order_of, partner_lane, partner_unread, sides};
pub use later::{LaterDraft, schedule, scheduled, send_due, send_now, take_back};
pub use links::{link, linked, merge, merged_into, unlink};
pub use open::{Draft, Extras, open, open_for, open_for_skilled, open_for_with, open_with};
pub use read::{
    Opened, counts, find, find_quietly, history, ids, list, list_categories, list_categories_of, list_newest, may_watch, rows, search, sla, thread,
};
pub use restore::restore;
pub use revert::{keep_all, revert, undoable};
pub(super) use snooze::woken;
pub use snooze::{snooze, unsnooze};
pub use tags::{tag, untag};
pub use talk::{Shown, note, reply, reply_as_partner, reply_to_partner, reply_to_shown};

use super::model::Ticket;
use super::queries;
use crate::accounts::{Admin, Person};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::kernel::ids::{CategoryId, TicketId};
use crate::kernel::text::Check;
use crate::platform::Services;

/// Whether this person may see a ticket: staff every one of their business, customers their own.
fn may_see(person: &Person, ticket: &Ticket) -> bool {
    person.business() == ticket.business_id && (person.is_staff() || ticket.customer_id == person.member())
}

/// A ticket this person may see.
async fn visible(services: &Services, person: &Person, id: TicketId) -> Result<Ticket> {
    let ticket = queries::find(services.db(), person.business(), id).await?.ok_or(Error::NotFound)?;
    if may_see(person, &ticket) { Ok(ticket) } else { Err(Error::NotFound) }
}

/// Adds a category.
///
/// # Errors
/// `Invalid` names the field `name`.
pub async fn add_category(services: &Services, admin: &Admin, name: &str) -> Result<CategoryId> {
    let mut check = Check::new();
    let name = check.line("name", "Name", name, 1, 60);
    check.finish()?;
    let mut tx = services.begin().await?;
    let id = queries::categories::insert(&mut tx, admin.business(), &name).await?;
    tx.emit(admin.business(), Some(admin.member()), Event::SettingsChanged { page: "categories".into() }).await?;
    tx.commit().await?;
    Ok(id)
}

/// Renames, archives or brings back a category. Tickets keep it.
///
/// # Errors
/// `Invalid` names the field `name`; `NotFound` for another business's category.
pub async fn change_category(services: &Services, admin: &Admin, id: CategoryId, name: &str, is_archived: bool) -> Result<()> {
    let mut check = Check::new();
    let name = check.line("name", "Name", name, 1, 60);
    check.finish()?;
    let mut tx = services.begin().await?;
    queries::categories::update(&mut tx, admin.business(), id, &name, is_archived).await?;
    tx.emit(admin.business(), Some(admin.member()), Event::SettingsChanged { page: "categories".into() }).await?;
    tx.commit().await
}

/// Moves a category up or down by one.
///
/// # Errors
/// `NotFound` for another business's category.
pub async fn shift_category(services: &Services, admin: &Admin, id: CategoryId, up: bool) -> Result<()> {
    let mut tx = services.begin().await?;
    let mut order = queries::categories::lock_all(&mut tx, admin.business()).await?;
    let at = order.iter().position(|category| *category == id).ok_or(Error::NotFound)?;
    let to = if up { at.saturating_sub(1) } else { (at + 1).min(order.len() - 1) };
    order.swap(at, to);
    for (position, category) in order.into_iter().enumerate() {
        queries::categories::set_position(&mut tx, admin.business(), category, position as i64 + 1).await?;
    }
    tx.emit(admin.business(), Some(admin.member()), Event::SettingsChanged { page: "categories".into() }).await?;
    tx.commit().await
}
