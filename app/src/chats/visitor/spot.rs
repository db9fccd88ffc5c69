//! Where a visitor's form stands: at which business, on a page or in a frame, in which time zone. It goes with every form and every link.

use crate::routes;
use serde::{Deserialize, Serialize};

/// Where a visitor's form stands. All words, as forms send them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// The id of the business; empty for that of the request.
    pub business: String,
    /// `true` in a frame, perhaps of another site.
    #[serde(default)]
    pub framed: String,
    /// IANA name of the visitor's time zone, where it is known.
    #[serde(default)]
    pub zone: String,
}

impl Spot {
    /// Whether it is in a frame.
    pub fn is_framed(&self) -> bool {
        self.framed == "true"
    }

    /// The address of the chat page here; `rest` begins with `&`.
    pub fn address(&self, slug: &str, rest: &str) -> String {
        let path = if self.is_framed() { routes::CHAT_FRAME } else { routes::CHAT };
        let zone = if self.is_framed() && !self.zone.is_empty() { format!("&zone={}", routes::escape(&self.zone)) } else { String::new() };
        format!("{path}?business={}{zone}{rest}", routes::escape(slug))
    }

    /// Where a form goes whose body says nothing of where it stands: the composer's.
    pub fn action(&self, path: &str) -> String {
        format!("{path}?guest={}&framed={}&zone={}", routes::escape(&self.business), self.is_framed(), routes::escape(&self.zone))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_and_a_frame_have_addresses_of_their_own() {
        let page = Spot { business: "7".into(), framed: String::new(), zone: "Africa/Nairobi".into() };
        assert_eq!(page.address("kiln", "&chat=3"), "/chat?business=kiln&chat=3");
        let frame = Spot { framed: "true".into(), ..page };
        assert_eq!(frame.address("a b", ""), "/chat/frame?business=a%20b&zone=Africa/Nairobi");
        assert_eq!(frame.action("/api/say"), "/api/say?guest=7&framed=true&zone=Africa/Nairobi");
    }
}
