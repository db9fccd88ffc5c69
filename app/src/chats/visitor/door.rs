//! What every chat page knows before it shows anything: the business, who asks, who is there, the chats they have.

use super::Spot;
use crate::error::Result;
use crate::journeys::walker::Place;
use crate::{guests, routes, session};
use http::request::Parts;
use http::{HeaderName, HeaderValue};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use stoa::accounts::model::Role;
use stoa::accounts::{Asker, Visitor, actions as accounts};
use stoa::businesses::actions as businesses;
use stoa::businesses::model::Business;
use stoa::chats::actions as chats;
use stoa::chats::model::Widget;
use stoa::chats::origins;
use stoa::chats::views::{AskerView, Welcome};
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;

/// The cookie in which the script of chat pages keeps the visitor's time zone.
const ZONE: &str = "stoa_zone";
/// Says to the router which pages may show this one in a frame; no browser ever sees it.
pub const MAY_FRAME: HeaderName = HeaderName::from_static("stoa-may-frame");

/// What a chat page knows.
#[derive(Clone, Debug)]
pub struct Door {
    /// The business.
    pub business: Business,
    /// How its widget looks.
    pub widget: Widget,
    /// Who is there, and when.
    pub welcome: Welcome,
    /// Where the page's forms stand.
    pub spot: Spot,
    /// Who asks, once that is known.
    pub asker: Option<Asker>,
    /// Their chats, the newest first.
    pub chats: Vec<AskerView>,
    /// In a frame: what was said to them in the open chat and that they have not read.
    pub unread: i64,
    /// In a frame: whether the page around it vouches for them.
    pub is_vouched: bool,
    /// When the page is made.
    pub now: Timestamp,
}

impl Door {
    /// Finds everything.
    ///
    /// # Errors
    /// `NotFound` when the address names no business; `Denied` to whom the business has blocked.
    pub async fn find(is_framed: bool) -> Result<Self> {
        let (services, door) = (session::services(), Self::of_anybody(is_framed).await?);
        let Some(asker) = guests::somebody(door.business.id).await? else { return Ok(door) };
        let chats = chats::list_own(&services, &asker).await?;
        let (mut unread, mut is_vouched) = (0, false);
        if is_framed {
            unread = chats::count_unread(&services, &asker).await?;
            let guest = accounts::find_guest(services.db(), door.business.id, asker.member()).await?;
            is_vouched = guest.is_some_and(|guest| guest.is_vouched);
        }
        Ok(Self { asker: Some(asker), chats, unread, is_vouched, ..door })
    }

    /// What is the same for whoever comes.
    ///
    /// # Errors
    /// `NotFound` when the address names no business.
    pub async fn of_anybody(is_framed: bool) -> Result<Self> {
        let (services, business) = (session::services(), of_address().await?);
        let at = Visitor::of(&business);
        let widget = chats::widget(&services, &at).await?;
        if is_framed {
            allow_frames(&origins::frame_ancestors(&widget.origins));
            if let Some(origin) = around() {
                chats::note_widget_seen(&services, &at, &origin).await?;
            }
        }
        let zone = session::query("zone").filter(|_| is_framed).or_else(|| kept(ZONE)).unwrap_or_default().replace("%2F", "/");
        let welcome = chats::welcome(&services, &at, &zone).await?;
        let framed = if is_framed { "true".to_owned() } else { String::new() };
        let spot = Spot { business: business.id.to_string(), framed, zone };
        Ok(Self { business, widget, welcome, spot, asker: None, chats: Vec::new(), unread: 0, is_vouched: false, now: services.now() })
    }

    /// The address of this page with something else in it; `rest` begins with `&`.
    pub fn to(&self, rest: &str) -> String {
        self.spot.address(&self.business.slug, rest)
    }

    /// Where a walk through the journey of the business is shown here.
    pub fn place(&self) -> Place {
        Place::Chat { spot: self.spot.clone(), slug: self.business.slug.clone() }
    }

    /// The local time of the visitor, else that of the business.
    pub fn zone(&self) -> Zone {
        businesses::zone_of(&self.spot.zone, self.now).unwrap_or_else(|| businesses::zone(&self.business, self.now))
    }

    /// The business of whose guest this page is; `None` for whoever is signed in.
    pub fn guest_of(&self) -> Option<String> {
        self.asker.as_ref().filter(|asker| asker.role() == Role::Guest).map(|asker| asker.business().to_string())
    }

    /// What the page around the frame keeps for this guest, so that they are found again where the browser drops cookies of frames.
    pub fn kept(&self) -> Option<String> {
        guests::own_token(self.business.id).filter(|_| self.guest_of().is_some())
    }
}

/// The business whose chat is opened: the one in the address, also for somebody who is signed in elsewhere.
async fn of_address() -> Result<Business> {
    match session::query("business") {
        Some(slug) => Ok(businesses::find_by_slug(&session::services(), &slug).await?.ok_or(stoa::Error::NotFound)?),
        None => session::business().await,
    }
}

/// Whether the page that is being made is one of a visitor's chat.
pub fn is_chat_page() -> bool {
    use_context::<Parts>().is_some_and(|parts| matches!(parts.uri.path(), routes::CHAT | routes::CHAT_FRAME))
}

/// Who asks on the chat page that is being made; nobody on any other page.
pub async fn asker_of_page() -> Option<Asker> {
    if !is_chat_page() {
        return None;
    }
    guests::somebody(of_address().await.ok()?.id).await.ok().flatten()
}

/// Lets these pages show this one in a frame.
fn allow_frames(ancestors: &str) {
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(ancestors)) {
        response.insert_header(MAY_FRAME, value);
    }
}

/// The site of the page around the frame, as the browser says.
fn around() -> Option<String> {
    let parts = use_context::<Parts>()?;
    let referer = parts.headers.get(http::header::REFERER)?.to_str().ok()?;
    origins::parse(&referer.splitn(4, '/').take(3).collect::<Vec<_>>().join("/")).ok()
}

fn kept(name: &str) -> Option<String> {
    session::cookie(&use_context::<Parts>()?.headers, name)
}
