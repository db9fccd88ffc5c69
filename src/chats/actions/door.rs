//! Before a chat: who stands at the door, and what they are shown.

use super::change::end;
use super::settings::secret_of;
use crate::accounts::actions::{self as accounts, Device, GuestIn};
use crate::accounts::{Guest, Visitor};
use crate::businesses::actions as businesses;
use crate::chats::jobs::settled;
use crate::chats::lines;
use crate::chats::model::{State, Turn};
use crate::chats::queries::{self, figures};
use crate::chats::times;
use crate::chats::views::Welcome;
use crate::conversations::lanes;
use crate::conversations::store::mark;
use crate::error::Result;
use crate::event::{Event, Hint, Subject, Topic};
use crate::kernel::ids::{BusinessId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::Services;
use std::collections::HashMap;
use std::sync::Mutex;

/// From how far back the usual reply time comes.
const OF_LATE_MS: i64 = 30 * 86_400_000;
/// For how long it is kept: a minute.
const USUAL_KEPT_MS: i64 = 60_000;

/// Lets in whom a host page vouches for, by a JWT (HS256: `sub`, `name`, `email`, `exp`) under the secret of the business. When this device
/// chatted before anybody vouched for it (`device.replaces` is the guest token it had), those chats are theirs from now on.
///
/// # Errors
/// `Denied` when the JWT does not hold, or the business has blocked them; `TooMany` when one network address tries often.
pub async fn identify_by_host(services: &Services, at: &Visitor, jwt: &str, device: &Device, host: &str) -> Result<GuestIn> {
    let secret = secret_of(services, at.business()).await?;
    let came = accounts::start_vouched(services, at, &secret, jwt, device, host).await?;
    let before = match &device.replaces {
        Some(token) => accounts::find_unvouched(services, at.business(), token).await?,
        None => None,
    };
    if let Some(before) = before {
        take_over(services, before, &came.guest).await?;
    }
    Ok(came)
}

/// The chats of a guest whom nobody knew become those of the guest for whom a host page vouches. May be done again at any point.
async fn take_over(services: &Services, before: MemberId, guest: &Guest) -> Result<()> {
    let business = guest.business();
    close_quieter(services, before, guest).await?;
    let Some(known) = accounts::find_guest(services.db(), business, guest.member()).await? else { return Ok(()) };
    let customer = accounts::find_confirmed_by_email(services.db(), business, &known.email).await?;
    for id in queries::list_asked_by(services.db(), business, before).await? {
        let mut tx = services.begin().await?;
        let chat = settled(&mut tx, business, id).await?;
        queries::set_asker(&mut tx, business, id, before, guest.member(), customer).await?;
        lanes::replace_party(&mut tx, chat.conversation_id, before, guest.member()).await?;
        if let Some(customer) = customer {
            lanes::insert_party(&mut tx, chat.conversation_id, customer).await?;
        }
        mark(&mut tx, chat.notes_id, lines::vouched(&known.email)).await?;
        tx.emit(business, None, Event::ChatChanged { chat: id, asker: guest.member(), turn: Turn::Joined }).await?;
        tx.hint(Topic::Person(guest.member()), Hint { what: Subject::Chat, id: id.0 });
        tx.commit().await?;
    }
    let mut tx = services.begin().await?;
    accounts::forget_token(&mut tx, business, before).await?;
    tx.commit().await
}

/// One person has one open chat: of two, the one in which nobody has written for longer ends.
async fn close_quieter(services: &Services, before: MemberId, guest: &Guest) -> Result<()> {
    let (db, business) = (services.db(), guest.business());
    let (old, new) = (queries::find_active(db, business, before).await?, queries::find_active(db, business, guest.member()).await?);
    let (Some(old), Some(new)) = (old, new) else { return Ok(()) };
    let quieter = if old.last_message_at < new.last_message_at { old } else { new };
    let mut tx = services.begin().await?;
    let chat = settled(&mut tx, business, quieter.id).await?;
    if chat.state == State::Active {
        end(&mut tx, chat, State::Closed, None, lines::continued()).await?;
    }
    tx.commit().await
}

/// How long replies took of late, of each business, as this process found it a moment ago: every visitor asks, and it changes slowly.
#[derive(Debug, Default)]
struct UsualReplies(Mutex<HashMap<BusinessId, (Timestamp, Option<i64>)>>);

async fn usual_reply_ms(services: &Services, business: BusinessId) -> Result<Option<i64>> {
    let (now, usual) = (services.now(), services.part(UsualReplies::default));
    let kept = usual.0.lock().expect("no panic while locked").get(&business).copied();
    if let Some((_, found)) = kept.filter(|(at, _)| (0..USUAL_KEPT_MS).contains(&now.since(*at))) {
        return Ok(found);
    }
    let since = now.plus_ms(-OF_LATE_MS);
    let responses = figures::find(services.db(), business, since).await?.responses;
    let found = figures::find_median(services.db(), business, since, responses).await?;
    let mut kept = usual.0.lock().expect("no panic while locked");
    kept.retain(|_, (at, _)| now.since(*at) < USUAL_KEPT_MS);
    kept.insert(business, (now, found));
    drop(kept);
    Ok(found)
}

/// What a visitor sees before a chat: who is there, whether it is open, how long it usually takes. `zone` is theirs.
///
/// # Errors
/// When the database fails.
pub async fn welcome(services: &Services, at: &Visitor, zone: &str) -> Result<Welcome> {
    let (db, now) = (services.db(), services.now());
    let business = businesses::find(db, at.business()).await?;
    let (is_open, opens_at) = times::opening(&business, zone, now);
    let first_name = |name: String| name.split_whitespace().next().unwrap_or_default().to_owned();
    Ok(Welcome {
        present: accounts::list_ready(db, business.id, now).await?.into_iter().map(first_name).collect(),
        is_open,
        opens_at,
        usual_reply_ms: usual_reply_ms(services, business.id).await?,
        business: business.name,
    })
}
