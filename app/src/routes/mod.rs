//! Every path of Stoa. Links and redirects use these; the one table from path to page is `table`.

mod booking;
mod help;
mod shop;
#[cfg(feature = "ssr")]
mod table;
pub use booking::*;
pub use help::*;
pub use shop::*;
#[cfg(feature = "ssr")]
pub use table::Table;

use stoa::kernel::ids::{AutomationId, BulkId, CannedId, CategoryId, ChatId, ConversationId, FieldId, JourneyId, MacroId, MemberId, TemplateId};

/// Welcome, or the portal of who is signed in.
pub const HOME: &str = "/";
/// Signing in.
pub const SIGN_IN: &str = "/sign-in";
/// A new customer's account.
pub const SIGN_UP: &str = "/sign-up";
/// A forgotten password.
pub const FORGOT: &str = "/forgot";
/// Own profile, password and devices.
pub const ACCOUNT: &str = "/account";
/// The first business of an empty installation.
pub const SETUP: &str = "/setup";

/// The chat of visitors, on a page of its own.
pub const CHAT: &str = "/chat";
/// The same in a frame on any other page.
pub const CHAT_FRAME: &str = "/chat/frame";
/// What a page loads to show the widget.
pub const WIDGET: &str = "/widget.js";
/// What chat pages load besides their islands.
pub const CHAT_SCRIPT: &str = "/frame.js";
/// The script of a visitor's page on which something waits.
pub const WAIT_SCRIPT: &str = "/wait.js";
/// The script of pages with times of appointments.
pub const TIMES_SCRIPT: &str = "/times.js";

/// A customer's tickets.
pub const TICKETS: &str = "/tickets";
/// A new ticket.
pub const NEW_TICKET: &str = "/tickets/new";

/// The inbox of agents.
pub const DESK: &str = "/desk";
/// All tickets as a table.
pub const DESK_TICKETS: &str = "/desk/tickets";
/// The live chats.
pub const DESK_CHATS: &str = "/desk/chats";
/// The talks of the team.
pub const DESK_TEAM: &str = "/desk/team";
/// What waits, and who is there for it.
pub const DESK_QUEUE: &str = "/desk/queue";
/// Texts that are written often.
pub const DESK_CANNED: &str = "/desk/canned";
/// Finding a ticket, a customer or a page.
pub const DESK_FIND: &str = "/desk/find";
/// How one likes to work.
pub const DESK_SETTINGS: &str = "/desk/settings";
/// A ticket that staff opens for a customer.
pub const DESK_NEW: &str = "/desk/tickets/new";

/// Totals of a business.
pub const ADMIN: &str = "/admin";
/// People and roles.
pub const ADMIN_PEOPLE: &str = "/admin/people";
/// Name, zone, hours.
pub const ADMIN_SETTINGS: &str = "/admin/settings";
/// Promises.
pub const ADMIN_SLA: &str = "/admin/sla";
/// What happens to tickets by itself.
pub const ADMIN_AUTOMATIONS: &str = "/admin/automations";
/// What automations did.
pub const ADMIN_AUTOMATION_RUNS: &str = "/admin/automations/runs";
/// How work is handed out.
pub const ADMIN_QUEUE: &str = "/admin/queue";
/// What tickets are about.
pub const ADMIN_CATEGORIES: &str = "/admin/categories";
/// The tags of tickets.
pub const ADMIN_TAGS: &str = "/admin/tags";
/// The fields of tickets.
pub const ADMIN_FIELDS: &str = "/admin/fields";
/// Several changes of a ticket at once.
pub const ADMIN_MACROS: &str = "/admin/macros";
/// Tickets that are opened often.
pub const ADMIN_TEMPLATES: &str = "/admin/templates";
/// A template that is being written.
pub const ADMIN_TEMPLATES_NEW: &str = "/admin/templates/new";
/// What is said automatically.
pub const ADMIN_REPLIES: &str = "/admin/replies";
/// How the chat widget looks and where it may stand.
pub const ADMIN_CHAT: &str = "/admin/chat";
/// What the bot can talk about.
pub const ADMIN_CHAT_TOPICS: &str = "/admin/chat/topics";
/// The versions of the journey.
pub const ADMIN_JOURNEYS: &str = "/admin/journeys";
/// Mails sent and not sent.
pub const ADMIN_MAILS: &str = "/admin/mails";
/// How the business sends SMS.
pub const ADMIN_SMS: &str = "/admin/sms";
/// Background work that was given up.
pub const ADMIN_JOBS: &str = "/admin/jobs";
/// All businesses of the installation.
pub const ADMIN_BUSINESSES: &str = "/admin/businesses";

/// The socket.
pub const LIVE: &str = "/live";
/// Uploads.
pub const FILES: &str = "/files";
/// Light or dark.
pub const THEME: &str = "/theme";

/// The SMS sent and not sent, beside the mails.
pub fn sms_list() -> String {
    format!("{ADMIN_MAILS}?show=sms")
}

/// Signing in, and then back to `path`.
pub fn sign_in_then(path: &str) -> String {
    format!("{SIGN_IN}?next={}", escape(path))
}

/// A new password.
pub fn reset(token: &str) -> String {
    format!("/reset/{token}")
}

/// Showing that an address is one's own.
pub fn verify(token: &str) -> String {
    format!("/verify/{token}")
}

/// Accepting an invitation to a team.
pub fn invite(token: &str) -> String {
    format!("/invite/{token}")
}

/// The public door of a business.
pub fn join(invite_code: &str) -> String {
    format!("/join/{invite_code}")
}

/// A ticket as its customer sees it.
pub fn ticket(number: i64) -> String {
    format!("{TICKETS}/{number}")
}

/// A ticket as staff sees it.
pub fn desk_ticket(number: i64) -> String {
    format!("{DESK}/{number}")
}

/// How far a change of many tickets has come.
pub fn desk_bulk(id: BulkId) -> String {
    format!("{DESK}/bulk/{id}")
}

/// The macros of a ticket, where no script offers them.
pub fn desk_macros(number: i64) -> String {
    format!("{DESK}/{number}/macros")
}

/// A text that is written often.
pub fn desk_canned(id: CannedId) -> String {
    format!("{DESK_CANNED}/{id}")
}

/// A macro as admins write it.
pub fn admin_macro(id: MacroId) -> String {
    format!("{ADMIN_MACROS}/{id}")
}

/// A field as admins write it.
pub fn admin_field(id: FieldId) -> String {
    format!("{ADMIN_FIELDS}/{id}")
}

/// A template as admins write it.
pub fn admin_template(id: TemplateId) -> String {
    format!("{ADMIN_TEMPLATES}/{id}")
}

/// The last tickets of a customer.
pub fn desk_customer(member: MemberId) -> String {
    format!("{DESK_FIND}?customer={member}")
}

/// A chat as staff sees it.
pub fn desk_chat(id: ChatId) -> String {
    format!("{DESK_CHATS}/{id}")
}

/// A talk of the team.
pub fn desk_talk(id: ConversationId) -> String {
    format!("{DESK_TEAM}/{id}")
}

/// What one of the staff takes, and when.
pub fn admin_person(member: MemberId) -> String {
    format!("{ADMIN_PEOPLE}/{member}")
}

/// A version of the journey as admins write it.
pub fn admin_journey(journey: JourneyId) -> String {
    format!("{ADMIN_JOURNEYS}/{journey}")
}

/// An automation.
pub fn admin_automation(id: AutomationId) -> String {
    format!("{ADMIN_AUTOMATIONS}/{id}")
}

/// What a category promises instead of the business.
pub fn admin_sla_category(category: CategoryId) -> String {
    format!("{ADMIN_SLA}/{category}")
}

/// A walk through a journey.
pub fn walk(token: &str) -> String {
    format!("/j/{}", escape(token))
}

/// A new ticket with its subject filled in.
pub fn new_ticket_about(subject: &str) -> String {
    if subject.is_empty() { NEW_TICKET.to_owned() } else { format!("{NEW_TICKET}?subject={}", escape(subject)) }
}

/// A file.
pub fn file(token: &str) -> String {
    format!("{FILES}/{token}")
}

/// A file of the talk about an order, for whoever has the link of the order.
pub fn file_by_link(token: &str, link: &str) -> String {
    format!("{FILES}/{token}?order={}", escape(link))
}

/// `next` when it leads to a page of ours, else home: an address from outside never decides where a person is sent.
pub fn safe_next(next: &str) -> &str {
    // An address is ASCII: what is not would be no header either.
    let inside = next.starts_with('/') && !next.starts_with("//") && !next.contains('\\') && next.bytes().all(|b| b.is_ascii_graphic());
    if inside { next } else { HOME }
}

/// Whether a page belongs to the desk or to the admin.
pub fn is_of_staff(path: &str) -> bool {
    [DESK, ADMIN].iter().any(|root| path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// Percent-encodes what would end or split a parameter of an address.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for inside in ["/", "/tickets/201?sort=new", "/desk#thread"] {
            assert_eq!(safe_next(inside), inside);
        }
        for outside in ["", "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\nX: y", "/café", "/a b"] {
            assert_eq!(safe_next(outside), HOME);
        }
    }

    #[test]
    fn a_parameter_keeps_its_value() {
        assert_eq!(sign_in_then("/tickets?status=open&q=a b"), "/sign-in?next=/tickets%3Fstatus%3Dopen%26q%3Da%20b");
    }
}
