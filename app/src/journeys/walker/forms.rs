//! What the forms of a walk mean.

use crate::chats::visitor::of_address;
use crate::error::Result;
use crate::multipart::Filled;
use crate::{guests, session};
use stoa::accounts::Identity;
use stoa::journeys::actions::{self, Go, Typed};
use stoa::kernel::ids::MemberId;
use stoa::platform::Services;
use stoa::{Error, businesses};

/// Keeps what a step's form holds, with the pictures that `by` uploaded. Says whose walk it is.
///
/// # Errors
/// As the action behind it.
pub async fn answer(services: &Services, who: Option<&Identity>, by: Option<MemberId>, mut form: Filled) -> Result<String> {
    let (token, then) = (form.take("token"), form.take("then"));
    let texts = form.take_all("answer");
    let typed = Typed { at: form.take("at").parse().ok(), texts, images: std::mem::take(&mut form.pictures), by, country: form.take("country") };
    let to = if then == "back" { Go::Back } else { Go::Forth };
    actions::go(services, who, &token, typed, to).await?;
    Ok(token)
}

/// Starts the chat. Says where it is.
///
/// # Errors
/// `Denied` when it is not known who asks.
pub async fn chat(services: &Services, token: &str) -> Result<String> {
    let who = session::somebody().await?;
    let step = actions::look(services, who.as_ref(), token).await?;
    let asker = guests::somebody(step.walk.business_id).await?.ok_or_else(Error::sign_in_first)?;
    let chat = actions::start_chat(services, &asker, who.as_ref(), token).await?;
    let shop = businesses::actions::find(services.db(), step.walk.business_id).await?;
    Ok(of_address().address(&shop.slug, &format!("&chat={chat}")))
}
