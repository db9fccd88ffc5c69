//! What people do with chats: visitors here beside in `ask`, staff in `desk` and `change`; admins decide in `settings` and `topics`.

mod ask;
mod change;
mod desk;
mod door;
mod hand_out;
mod settings;
mod talk;
mod ticket;
mod topics;

pub use ask::{call_human, close_own, count_unread, find_own, list_own, note_page, note_page_now, open_own, rate, reopen, start};
pub(super) use change::end;
pub use change::{archive, assign, block, close, open_again, take};
pub use desk::{Opened, by_agent, count_waiting, counts, figures, find, held_by, list, right_now, rows, said, search, seen, zone_of_customer};
pub use door::{identify_by_host, welcome};
pub use hand_out::{give_waiting, take_back};
pub use settings::{note_widget_seen, renew_secret, set_idle_close, set_long_wait, set_widget, setting, shows_typing, widget};
pub use talk::{note, reply, say};
pub(super) use ticket::leave_to_customer;
pub use ticket::{Adoption, turn_into_ticket};
pub use topics::{Beside, add_standard_topics, create_topic, delete_topic, list_topics, start_business, try_message, update_topic};

use super::model::Chat;
use super::queries;
use crate::accounts::{Agent, Asker};
use crate::error::{Error, Result};
use crate::kernel::ids::ChatId;
use crate::platform::Services;

/// A chat that staff may see: any of their business.
async fn visible(services: &Services, agent: &Agent, id: ChatId) -> Result<Chat> {
    queries::find(services.db(), agent.business(), id).await?.ok_or(Error::NotFound)
}

/// A chat of the one who asks: their own, or one in their profile.
async fn own(services: &Services, asker: &Asker, id: ChatId) -> Result<Chat> {
    let chat = queries::find(services.db(), asker.business(), id).await?.ok_or(Error::NotFound)?;
    let is_own = chat.asker_id == asker.member() || chat.customer_id == Some(asker.member());
    if is_own { Ok(chat) } else { Err(Error::NotFound) }
}
