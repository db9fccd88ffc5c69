//! Showing something in a conversation: a message with a card, under the name of whoever shows it.

use super::{is_about, may_see, talk};
use crate::accounts::{Agent, Visitor};
use crate::appointments::actions as appointments;
use crate::businesses::actions as businesses;
use crate::cards::model::Sharing;
use crate::cards::queries;
use crate::cards::rules::{order_words, product_words, slot_words};
use crate::catalog::actions as catalog;
use crate::catalog::model::{ProductLine, ProductState};
use crate::conversations::actions::{self as conversations, Lane};
use crate::conversations::model::{CardRef, Extra};
use crate::conversations::store::{Outgoing, store_one};
use crate::error::{Error, Result};
use crate::kernel::ids::ConversationId;
use crate::orders::actions as orders;
use crate::platform::{Services, Tx};
use crate::reactions;
use uuid::Uuid;

/// Products that a search beside a conversation shows.
const FOUND: usize = 6;

/// Products on sale with these words, for whoever wants to show one; the newest where nothing is written.
///
/// # Errors
/// `TooMany` after many searches in a short time.
pub async fn find_products(services: &Services, who: &Agent, words: &str) -> Result<Vec<ProductLine>> {
    let visitor = Visitor::of(&businesses::find(services.db(), who.business()).await?);
    let mut found = match words.trim() {
        "" => catalog::browse(services, &visitor, None, None).await?.page.items,
        words => catalog::search(services, &visitor, &format!("desk:{}", who.member()), words).await?,
    };
    found.retain(|line| line.state == ProductState::Active);
    found.truncate(FOUND);
    Ok(found)
}

/// Shows a product, an order or a time in the talk with a customer or visitor. Sending the same `client_id` again changes nothing.
///
/// # Errors
/// `Conflict` when it is not sold any more, the order is somebody else's, the time is taken, or the conversation is closed; `NotFound`.
pub async fn share(services: &Services, who: &Agent, conversation: ConversationId, client_id: Uuid, what: &Sharing) -> Result<()> {
    let lane = talk(services, who, conversation).await?;
    let body = words(services, who, &lane, what).await?;
    let message = conversations::compose(&lane, client_id, &body, Vec::new())?;
    put(services, services.begin().await?, &lane, message, what).await
}

/// Puts a card into a conversation and ends the transaction. What was sent before under the same id changes nothing.
pub(super) async fn put(services: &Services, mut tx: Tx, lane: &Lane, message: Outgoing, what: &Sharing) -> Result<()> {
    let (business, conversation) = (lane.conversation().business_id, lane.conversation().id);
    let Some(id) = queries::insert(&mut tx, business, conversation, message.client_id, what).await? else { return Ok(()) };
    let extra = Extra { card: Some(CardRef { kind: what.kind(), id }), ..Extra::default() };
    let stored = store_one(&mut tx, Outgoing { extra, ..message }).await?;
    tx.commit().await?;
    conversations::mark_read(services, lane, stored.seq).await?;
    reactions::dispatch_messages(services).await.map(drop)
}

/// What the message says, once it is sure that it may be shown here.
async fn words(services: &Services, who: &Agent, lane: &Lane, what: &Sharing) -> Result<String> {
    let (business, db) = (businesses::find(services.db(), who.business()).await?, services.db());
    match *what {
        Sharing::Product(product) => {
            let items = catalog::list_offered(db, business.id, &[product]).await?;
            let slug = items.first().map(|i| i.slug.clone()).unwrap_or_default();
            let link = format!("{}/shop/{slug}?business={}", services.url(), business.slug);
            product_words(&items, &business.currency, &link).ok_or_else(|| Error::Conflict("This is not sold any more.".into()))
        }
        Sharing::Order(order) => {
            let (opened, owned) = orders::list_owned(db, business.id, &[order]).await?.pop().ok_or(Error::NotFound)?;
            if !may_see(services, lane, [opened.order.member_id, owned.guest_id]).await? && !is_about(services, lane, order).await? {
                return Err(Error::Conflict("This order is not of whoever you talk to: it cannot be shown here.".into()));
            }
            Ok(order_words(opened.order.number))
        }
        Sharing::Slot(offering, staff, at) => {
            let (offerings, providers) = appointments::menu(db, business.id).await?;
            let offering = offerings.into_iter().find(|o| o.id == offering && o.is_offered).ok_or(Error::NotFound)?;
            if appointments::are_free(services, business.id, &[(offering.id, staff, at)]).await? != [true] {
                return Err(appointments::taken());
            }
            let staff = providers.iter().find(|p| Some(p.id) == staff).map(|p| p.name.as_str());
            Ok(slot_words(&offering.name, staff, at, &businesses::zone(&business, services.now())))
        }
        Sharing::Call(_) => Err(Error::NotFound),
    }
}
