//! What the forms of visitors mean: who they come from, at which business, and where they lead.

use super::{Spot, Standing};
use crate::error::Result;
use crate::multipart::Filled;
use crate::{guests, notes, routes, session};
use stoa::Error;
use stoa::accounts::guest::GuestDraft;
use stoa::accounts::model::Device;
use stoa::accounts::{Asker, Visitor, actions as accounts};
use stoa::businesses::actions as businesses;
use stoa::businesses::model::Business;
use stoa::chats::actions as chats;
use stoa::chats::model::Visit;
use stoa::help::actions as help;
use stoa::journeys::actions as journeys;
use stoa::kernel::ids::{BusinessId, ChatId};
use stoa::platform::limits;
use uuid::Uuid;

/// The business a form is about.
///
/// # Errors
/// `NotFound` when there is none of this id.
pub async fn business(at: &Spot) -> Result<Business> {
    if at.business.is_empty() {
        return session::business().await;
    }
    let id = at.business.parse::<BusinessId>().map_err(|_| Error::NotFound)?;
    Ok(businesses::find(session::services().db(), id).await?)
}

/// Who sends a form.
///
/// # Errors
/// `Denied` when nobody is known there.
pub async fn asker(at: &Spot) -> Result<Asker> {
    guests::asker_at(business(at).await?.id).await
}

/// Where the composer's form stands: its address says it, for its body is read only once it is known who sends it.
pub fn of_address() -> Spot {
    let parameter = |name: &str| session::query(name).unwrap_or_default();
    Spot { business: parameter(guests::PARAMETER), framed: parameter("framed"), zone: parameter("zone") }
}

/// Leads to the chat page that the form stood on.
pub async fn lead_to(at: &Spot, rest: &str) -> Result<()> {
    leptos_axum::redirect(&at.address(&business(at).await?.slug, rest));
    Ok(())
}

/// Whoever is known already, or a new guest.
pub async fn come_in(at: &Spot, draft: &GuestDraft, visit: &Visit) -> Result<Asker> {
    let business = business(at).await?;
    if let Some(known) = guests::somebody(business.id).await? {
        return Ok(known);
    }
    let (device, host) = (session::device(), origin(&visit.url));
    let came = accounts::start_guest(&session::services(), &Visitor::of(&business), draft, &device, &host).await?;
    guests::remember(business.id, &came.token, at.is_framed());
    Ok((&came.guest).into())
}

/// Begins a chat; `walk` is the token of a journey whose answers come along, or empty.
pub async fn start(at: &Spot, asker: &Asker, visit: Visit, walk: &str) -> Result<ChatId> {
    let (services, visit) = (session::services(), Visit { zone: at.zone.clone(), ..visit });
    let chat = chats::start(&services, asker, &visit).await?;
    if !walk.is_empty() {
        let who = session::somebody().await?;
        journeys::start_chat(&services, asker, who.as_ref(), walk).await?;
    }
    Ok(chat.id)
}

/// The site of a page: scheme, host, port.
fn origin(url: &str) -> String {
    stoa::chats::origins::parse(&url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/")).unwrap_or_default()
}

/// Says what the composer's form or one of its suggestions says. Gives the chat.
pub async fn say(asker: &Asker, mut form: Filled) -> Result<ChatId> {
    let (chat, client_id) = (form.parse::<ChatId>("chat")?, form.parse::<Uuid>("client_id")?);
    let (body, chip) = (form.take("body"), form.take("chip"));
    let said = if chip.is_empty() { body } else { chip };
    let (services, pictures) = (session::services(), std::mem::take(&mut form.pictures));
    services.limits().check(limits::SAY_FROM, &session::address())?;
    chats::say(&services, asker, chat, client_id, &said, pictures).await?;
    Ok(chat)
}

/// How a chat stands.
pub async fn standing(at: &Spot, chat: ChatId) -> Result<Standing> {
    let (services, business) = (session::services(), business(at).await?);
    let asker = guests::asker_at(business.id).await?;
    let view = chats::find_own(&services, &asker, chat).await?;
    Ok(Standing::of(view, &chats::welcome(&services, &Visitor::of(&business), &at.zone).await?))
}

/// How much somebody has not read.
pub async fn unread(at: &Spot) -> Result<i64> {
    match guests::somebody(business(at).await?.id).await? {
        Some(asker) => Ok(chats::count_unread(&session::services(), &asker).await?),
        None => Ok(0),
    }
}

/// Notes the page somebody is on, in the chat they have open.
pub async fn note(at: &Spot, visit: &Visit) -> Result<()> {
    let (services, business) = (session::services(), business(at).await?);
    let Some(asker) = guests::somebody(business.id).await? else { return Ok(()) };
    Ok(chats::note_page_now(&services, &asker, &visit.title, &visit.url).await?)
}

/// Lets in whom the host page vouches for, and says whether they are somebody new here. A JWT that does not hold changes nothing.
pub async fn identify(at: &Spot, jwt: &str, visit: &Visit) -> Result<bool> {
    let (services, business) = (session::services(), business(at).await?);
    let before = guests::somebody(business.id).await?.map(|asker| asker.member());
    // The chats this browser had as somebody nobody vouched for come along.
    let device = Device { replaces: guests::own_token(business.id), ..session::device() };
    match chats::identify_by_host(&services, &Visitor::of(&business), jwt, &device, &origin(&visit.url)).await {
        Ok(came) => {
            guests::remember(business.id, &came.token, at.is_framed());
            Ok(before != Some(came.guest.member()))
        }
        Err(Error::Denied(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Lets a guest come back, and says whether the token is one of a guest here.
pub async fn come_back(at: &Spot, token: &str) -> Result<bool> {
    let (services, business) = (session::services(), business(at).await?);
    services.limits().check(limits::GUEST_BACK, &session::address())?;
    match accounts::identify_guest(&services, business.id, token).await {
        Ok(_) => {
            guests::remember(business.id, token, at.is_framed());
            Ok(true)
        }
        Err(Error::NotFound | Error::Denied(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Says whether an article helped: in the name of a guest who is known, for frames often keep no cookie to vote by.
pub async fn vote(at: &Spot, slug: &str, is_helpful: bool) -> Result<()> {
    let (services, business) = (session::services(), business(at).await?);
    let voter = match guests::somebody(business.id).await? {
        Some(asker) => format!("member {}", asker.member()),
        None => {
            let voter = session::voter();
            session::remember_voter(&voter);
            voter
        }
    };
    help::vote(&services, &Visitor::of(&business), &session::address(), &voter, slug, is_helpful).await?;
    let word = if is_helpful { "helpful" } else { "unhelpful" };
    let page = notes::done(&at.address(&business.slug, &format!("&article={}", routes::escape(slug))), word);
    leptos_axum::redirect(&format!("{page}#vote"));
    Ok(())
}

/// Leads from the frame to the page of its own, where the browser keeps cookies apart from those of the frame.
pub async fn pop_out(at: &Spot, token: &str, chat: &str, walk: &str) -> Result<()> {
    let outside = Spot { framed: String::new(), ..at.clone() };
    if !token.is_empty() {
        come_back(&outside, token).await?;
    }
    let rest = match chat.parse::<ChatId>() {
        Ok(chat) => format!("&chat={chat}"),
        Err(_) if walk.is_empty() => String::new(),
        Err(_) => format!("&walk={}", routes::escape(walk)),
    };
    lead_to(&outside, &rest).await
}

#[cfg(test)]
mod tests {
    use super::origin;

    #[test]
    fn of_a_page_only_its_site_is_kept() {
        assert_eq!(origin("https://Shop.example/a/b?c"), "https://shop.example");
        assert_eq!(origin("http://localhost:4400/"), "http://localhost:4400");
        assert_eq!((origin(""), origin("javascript:alert(1)")), (String::new(), String::new()));
    }
}
