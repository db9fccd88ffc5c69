//! Where a walk is shown: on a page of its own, or in a visitor's chat.

use crate::chats::visitor::{Spot, lead_to, of_address};
use crate::error::Result;
use crate::{guests, routes, session};
use stoa::accounts::{Identity, Person};
use stoa::kernel::ids::BusinessId;

/// Where a walk is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// On a page of its own: `/j/{token}`.
    Page,
    /// In the chat of the business of this slug, on a page or in a frame.
    Chat {
        /// Where the chat stands.
        spot: Spot,
        /// Whose chat it is.
        slug: String,
    },
}

impl Place {
    /// Where a form of the walk goes: in the chat, its address says where it stands.
    pub fn action(&self, path: &str) -> String {
        match self {
            Self::Page => path.to_owned(),
            Self::Chat { spot, .. } => spot.action(path),
        }
    }

    /// The chat itself with `rest` in its address, which begins with `&`.
    pub fn chat(&self, business_slug: &str, rest: &str) -> String {
        match self {
            Self::Page => Spot::default().address(business_slug, rest),
            Self::Chat { spot, slug } => spot.address(slug, rest),
        }
    }

    /// Where an article of the help centre is read.
    pub fn article(&self, slug: &str) -> String {
        match self {
            Self::Page => routes::help_article(slug),
            Self::Chat { .. } => self.chat("", &format!("&article={}", routes::escape(slug))),
        }
    }

    /// Where a link to a whole page opens: never in the frame of somebody else's page.
    pub fn target(&self) -> &'static str {
        if self.is_chat() { "_blank" } else { "_self" }
    }

    /// Whether it is the chat.
    pub fn is_chat(&self) -> bool {
        matches!(self, Self::Chat { .. })
    }

    /// Whether walks of this business may be shown here.
    pub fn shows(&self, business: BusinessId) -> bool {
        match self {
            Self::Page => true,
            Self::Chat { spot, .. } => spot.business == business.to_string(),
        }
    }
}

/// Leads back to the walk, where the form that was sent stands.
///
/// # Errors
/// `NotFound` when the form names no business.
pub async fn lead_back(token: &str) -> Result<()> {
    let at = of_address();
    if !at.business.is_empty() {
        return lead_to(&at, &format!("&walk={token}")).await;
    }
    leptos_axum::redirect(&routes::walk(token));
    Ok(())
}

/// Whose pictures come with a step: in a chat whoever asks there, be it a guest beside somebody who is signed in; else who is signed in.
///
/// # Errors
/// When the database fails.
pub async fn uploader(who: Option<&Identity>) -> Result<Option<Person>> {
    if let Ok(business) = of_address().business.parse::<BusinessId>()
        && let Some(asker) = guests::somebody(business).await?
    {
        return Ok(Some(Person::clone(&asker)));
    }
    Ok(who.map(Identity::person))
}

/// Who may add pictures to a walk of a business that is shown here.
///
/// # Errors
/// When the database fails.
pub async fn may_upload(place: &Place, business: BusinessId) -> Result<bool> {
    if session::somebody().await?.is_some() {
        return Ok(true);
    }
    Ok(place.is_chat() && guests::somebody(business).await?.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_in_a_chat_stays_in_it() {
        let spot = Spot { business: "7".into(), framed: "true".into(), zone: String::new() };
        let chat = Place::Chat { spot, slug: "kiln".into() };
        assert_eq!(chat.action("/api/answer_step"), "/api/answer_step?guest=7&framed=true&zone=");
        assert_eq!(chat.article("send-back"), "/chat/frame?business=kiln&article=send-back");
        assert_eq!((chat.target(), Place::Page.target()), ("_blank", "_self"));
        assert_eq!(Place::Page.chat("kiln", "&view=contact"), "/chat?business=kiln&view=contact");
        assert_eq!(Place::Page.action("/api/answer_step"), "/api/answer_step");
    }
}
