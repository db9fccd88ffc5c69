//! Which forms carry pictures, and what such a form calls itself.

use crate::catalog::admin::api::{AddProductPictures, CheckImport};
use crate::chats::desk::api::ReplyToChat;
use crate::chats::visitor::api::SayInChat;
use crate::journeys::admin::api::ImportJourney;
use crate::journeys::walker::api::AnswerStep;
use crate::partner::api::ReplyToShop;
use crate::talks::api::SayInTalk;
use crate::tickets::api::{OpenTicket, ReplyToPartner, ReplyToTicket};
use leptos::server_fn::ServerFn;

/// The server functions that read them.
pub const WITH_PICTURES: [&str; 11] = [
    OpenTicket::PATH,
    ReplyToTicket::PATH,
    ReplyToPartner::PATH,
    ReplyToShop::PATH,
    SayInChat::PATH,
    ReplyToChat::PATH,
    SayInTalk::PATH,
    AnswerStep::PATH,
    AddProductPictures::PATH,
    CheckImport::PATH,
    ImportJourney::PATH,
];

/// Whether a content type is that of a form with files and names the boundary between its parts: the library that reads such forms takes
/// this for granted.
pub fn is_form(kind: &str) -> bool {
    let boundary = kind.split_once(';').filter(|(kind, _)| kind.trim() == "multipart/form-data").and_then(|(_, rest)| rest.trim().strip_prefix("boundary="));
    boundary.is_some_and(|b| (1..=70).contains(&b.len()) && b.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')))
}

#[cfg(test)]
mod tests {
    use super::is_form;

    #[test]
    fn what_browsers_send_is_a_form_and_nonsense_is_not() {
        assert!(is_form("multipart/form-data; boundary=----WebKitFormBoundaryAbc123"));
        assert!(is_form("multipart/form-data;boundary=x"));
        for kind in ["", "application/json", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=a\"b", "x; boundary=x"] {
            assert!(!is_form(kind), "{kind}");
        }
    }
}
