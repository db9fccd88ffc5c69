//! Every page: who may open it, and its address with things of business A.

use super::{Door, Whose};
use crate::harness::Estate;
use app::routes;

/// A page.
pub struct Page {
    /// Its path in the route table.
    pub path: &'static str,
    pub door: Door,
    pub whose: Whose,
    /// Its address for a thing of A.
    pub address: fn(&Estate) -> String,
}

const fn page(path: &'static str, door: Door, whose: Whose, address: fn(&Estate) -> String) -> Page {
    Page { path, door, whose, address }
}

/// All of them.
pub const PAGES: &[Page] = &[
    page("/", Door::Anybody, Whose::Own, |_| "/".into()),
    page("/sign-in", Door::Anybody, Whose::Own, |_| "/sign-in".into()),
    page("/sign-up", Door::Anybody, Whose::Own, |_| "/sign-up".into()),
    page("/forgot", Door::Anybody, Whose::Own, |_| "/forgot".into()),
    // A link in a mail, an invitation and an invite code let in whoever has them; guessed ones lead nowhere.
    page("/reset/{token}", Door::Anybody, Whose::Own, |_| "/reset/guessed".into()),
    page("/verify/{token}", Door::Anybody, Whose::Own, |_| "/verify/guessed".into()),
    page("/invite/{token}", Door::Anybody, Whose::Own, |_| "/invite/guessed".into()),
    page("/join/{invite_code}", Door::Anybody, Whose::Own, |_| "/join/guessed".into()),
    page("/setup", Door::Anybody, Whose::Own, |_| "/setup".into()),
    page("/account", Door::Person, Whose::Own, |_| "/account".into()),
    page("/help", Door::Anybody, Whose::Own, |_| "/help".into()),
    page("/help/{slug}", Door::Anybody, Whose::Own, |_| routes::help_article("return-item")),
    // A chat of A leads whoever it does not belong to into a chat of their own.
    page("/chat", Door::Anybody, Whose::Own, |e| format!("/chat?business={}&chat={}", e.b.slug, e.chat.id)),
    page("/chat/frame", Door::Anybody, Whose::Own, |e| format!("/chat/frame?business={}&chat={}", e.b.slug, e.chat.id)),
    page("/shop", Door::Anybody, Whose::Own, |_| "/shop".into()),
    page("/shop/{slug}", Door::Anybody, Whose::Own, |_| routes::product("plain-mug")),
    page("/cart", Door::Anybody, Whose::Own, |_| "/cart".into()),
    page("/checkout", Door::Anybody, Whose::Own, |_| "/checkout".into()),
    page("/track", Door::Anybody, Whose::Own, |_| "/track".into()),
    // The link of an order shows it to whoever has it; a guessed one leads nowhere.
    page("/o/{token}", Door::Anybody, Whose::Own, |_| routes::order("guessed")),
    page("/orders", Door::Customer, Whose::Own, |_| "/orders".into()),
    page("/desk/orders", Door::Staff, Whose::Own, |_| "/desk/orders".into()),
    page("/desk/orders/{number}", Door::Staff, Whose::Business, |e| routes::desk_order(e.order.number)),
    page("/admin/products", Door::Admin, Whose::Own, |_| "/admin/products".into()),
    page("/admin/products/new", Door::Admin, Whose::Own, |_| "/admin/products/new".into()),
    page("/admin/products/groups", Door::Admin, Whose::Own, |_| "/admin/products/groups".into()),
    page("/admin/products/import", Door::Admin, Whose::Own, |_| "/admin/products/import".into()),
    page("/admin/products/import/{import}", Door::Admin, Whose::Business, |e| routes::admin_import(e.import)),
    page("/admin/products/{product}", Door::Admin, Whose::Business, |e| routes::admin_product(e.product)),
    page("/admin/payments", Door::Admin, Whose::Own, |_| "/admin/payments".into()),
    page("/admin/payments/check", Door::Admin, Whose::Own, |_| "/admin/payments/check".into()),
    page("/admin/stock", Door::Admin, Whose::Own, |_| "/admin/stock".into()),
    page("/admin/stock/changes", Door::Admin, Whose::Own, |e| routes::movements_of(e.product)),
    page("/admin/stock/figures", Door::Admin, Whose::Own, |_| "/admin/stock/figures".into()),
    page("/tickets", Door::Customer, Whose::Own, |_| "/tickets".into()),
    page("/tickets/new", Door::Customer, Whose::Own, |_| "/tickets/new".into()),
    page("/tickets/{number}", Door::Customer, Whose::Tickets, |e| routes::ticket(e.ticket.number)),
    page("/admin", Door::Admin, Whose::Own, |_| "/admin".into()),
    page("/admin/people", Door::Admin, Whose::Own, |_| "/admin/people".into()),
    page("/admin/people/{member}", Door::Admin, Whose::Business, |e| routes::admin_person(e.amina.member())),
    page("/admin/queue", Door::Admin, Whose::Own, |_| "/admin/queue".into()),
    page("/admin/settings", Door::Admin, Whose::Own, |_| "/admin/settings".into()),
    page("/admin/sla", Door::Admin, Whose::Own, |_| "/admin/sla".into()),
    page("/admin/sla/{category}", Door::Admin, Whose::Business, |e| routes::admin_sla_category(e.category.id)),
    page("/admin/automations", Door::Admin, Whose::Own, |_| "/admin/automations".into()),
    page("/admin/automations/runs", Door::Admin, Whose::Own, |e| format!("/admin/automations/runs?automation={}", e.automation)),
    page("/admin/automations/{automation}", Door::Admin, Whose::Business, |e| routes::admin_automation(e.automation)),
    page("/admin/categories", Door::Admin, Whose::Own, |_| "/admin/categories".into()),
    page("/admin/tags", Door::Admin, Whose::Own, |_| "/admin/tags".into()),
    page("/admin/fields", Door::Admin, Whose::Own, |_| "/admin/fields".into()),
    page("/admin/fields/{field}", Door::Admin, Whose::Business, |e| routes::admin_field(e.worded.field)),
    page("/admin/macros", Door::Admin, Whose::Own, |_| "/admin/macros".into()),
    page("/admin/macros/{macro}", Door::Admin, Whose::Business, |e| routes::admin_macro(e.worded.macro_id)),
    page("/admin/templates", Door::Admin, Whose::Own, |_| "/admin/templates".into()),
    page("/admin/templates/new", Door::Admin, Whose::Own, |_| "/admin/templates/new".into()),
    page("/admin/templates/{template}", Door::Admin, Whose::Business, |e| routes::admin_template(e.worded.template)),
    page("/admin/help", Door::Admin, Whose::Own, |_| "/admin/help".into()),
    page("/admin/help/new", Door::Admin, Whose::Own, |_| "/admin/help/new".into()),
    page("/admin/help/categories", Door::Admin, Whose::Own, |_| "/admin/help/categories".into()),
    page("/admin/help/bench", Door::Admin, Whose::Own, |_| "/admin/help/bench".into()),
    page("/admin/help/{article}", Door::Admin, Whose::Business, |e| routes::admin_help(e.article.id)),
    page("/admin/replies", Door::Admin, Whose::Own, |_| "/admin/replies".into()),
    page("/admin/chat", Door::Admin, Whose::Own, |_| "/admin/chat".into()),
    page("/admin/chat/topics", Door::Admin, Whose::Own, |_| "/admin/chat/topics".into()),
    page("/admin/journeys", Door::Admin, Whose::Own, |_| "/admin/journeys".into()),
    page("/admin/journeys/{journey}", Door::Admin, Whose::Business, |e| routes::admin_journey(e.journey)),
    page("/admin/journeys/{journey}/draw", Door::Admin, Whose::Business, |e| format!("{}/draw", routes::admin_journey(e.journey))),
    page("/admin/journeys/{journey}/figures", Door::Admin, Whose::Business, |e| format!("{}/figures", routes::admin_journey(e.journey))),
    page("/admin/journeys/{journey}/compare", Door::Admin, Whose::Business, |e| format!("{}/compare", routes::admin_journey(e.journey))),
    page("/j/{token}", Door::Anybody, Whose::Wanjirus, |e| routes::walk(&e.walk)),
    page("/admin/mails", Door::Admin, Whose::Own, |_| "/admin/mails".into()),
    page("/admin/jobs", Door::Owner, Whose::Own, |_| "/admin/jobs".into()),
    page("/admin/businesses", Door::Owner, Whose::Own, |_| "/admin/businesses".into()),
    page("/desk", Door::Staff, Whose::Own, |_| "/desk".into()),
    page("/desk/tickets", Door::Staff, Whose::Own, |_| "/desk/tickets".into()),
    page("/desk/tickets/new", Door::Staff, Whose::Own, |_| "/desk/tickets/new".into()),
    page("/desk/chats", Door::Staff, Whose::Own, |_| "/desk/chats".into()),
    page("/desk/chats/{chat}", Door::Staff, Whose::Business, |e| routes::desk_chat(e.chat.id)),
    page("/desk/bulk/{id}", Door::Staff, Whose::Business, |e| routes::desk_bulk(e.bulk)),
    page("/desk/queue", Door::Staff, Whose::Own, |_| "/desk/queue".into()),
    page("/desk/team", Door::Staff, Whose::Own, |_| "/desk/team".into()),
    page("/desk/team/{talk}", Door::Staff, Whose::Team, |e| routes::desk_talk(e.talk)),
    page("/desk/canned", Door::Staff, Whose::Own, |_| "/desk/canned".into()),
    page("/desk/canned/{canned}", Door::Staff, Whose::Business, |e| routes::desk_canned(e.worded.canned)),
    page("/desk/{number}/macros", Door::Staff, Whose::Tickets, |e| format!("{}?macro={}", routes::desk_macros(e.ticket.number), e.worded.macro_id)),
    page("/desk/find", Door::Staff, Whose::Own, |_| "/desk/find?q=zanzib".into()),
    page("/desk/settings", Door::Staff, Whose::Own, |_| "/desk/settings".into()),
    page("/desk/{number}", Door::Staff, Whose::Tickets, |e| routes::desk_ticket(e.ticket.number)),
];
