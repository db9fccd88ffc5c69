//! Every server function: who may call it, and how it is called with things of business A.

use super::{Door, Whose};
use crate::harness::{Answer, Browser, Estate, PASSWORD};
use uuid::Uuid;

/// A server function.
pub struct Function {
    /// Its path after `/api/app/`.
    pub name: &'static str,
    pub door: Door,
    pub whose: Whose,
    /// What a form sends for a thing of A.
    pub fields: fn(&Estate) -> Vec<(&'static str, String)>,
    pub encoding: Encoding,
}

/// What it reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// A plain form.
    Form,
    /// A form that may carry pictures.
    Pictures,
    /// JSON, from islands; the fields of the table are JSON texts.
    Json,
}

impl Function {
    /// Where it is called.
    pub fn path(&self) -> String {
        format!("/api/app/{}", self.name)
    }

    /// Calls it in the encoding it reads.
    pub async fn call(&self, browser: &Browser<'_>, fields: &[(&str, &str)]) -> Answer {
        match self.encoding {
            Encoding::Form => browser.call(&self.path(), fields).await,
            Encoding::Pictures => browser.call_with_pictures(&self.path(), fields).await,
            Encoding::Json => {
                let value = |text: &str| serde_json::from_str(text).unwrap_or_else(|_| serde_json::Value::from(text));
                let object: serde_json::Map<_, _> = fields.iter().map(|(name, text)| ((*name).to_owned(), value(text))).collect();
                browser.call_with_json(&self.path(), &object.into()).await
            }
        }
    }
}

pub(super) const fn f(name: &'static str, door: Door, whose: Whose, fields: fn(&Estate) -> Vec<(&'static str, String)>) -> Function {
    Function { name, door, whose, fields, encoding: Encoding::Form }
}

pub(super) const fn pictures(function: Function) -> Function {
    Function { encoding: Encoding::Pictures, ..function }
}

pub(super) const fn json(function: Function) -> Function {
    Function { encoding: Encoding::Json, ..function }
}

pub(super) fn none(_: &Estate) -> Vec<(&'static str, String)> {
    Vec::new()
}

pub(super) fn text(value: impl ToString) -> String {
    value.to_string()
}

/// What the editor of a help article sends. Only the groups of one's own business may be chosen.
fn article(e: &Estate, rest: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let question = format!("How is it {}?", Uuid::now_v7().simple());
    let typed = [("category", text(e.article.category_id)), ("slug", String::new()), ("question", question), ("alternatives", "In other words?".into())];
    let lists = [("keywords", "one, two"), ("tags", "tag"), ("related", "return-item"), ("body", "**Like this.**")];
    typed.into_iter().chain(lists.iter().chain(rest).map(|(field, value)| (*field, (*value).to_owned()))).collect()
}

/// The same for the article that A has not published.
fn that_article(e: &Estate, rest: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    article(e, rest).into_iter().chain([("article", text(e.article.id))]).collect()
}

fn that_group(e: &Estate, rest: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    rest.iter().map(|(field, value)| (*field, (*value).to_owned())).chain([("category", text(e.article.category_id))]).collect()
}

/// Every server function.
pub fn all() -> impl Iterator<Item = &'static Function> {
    let more = super::handling::HANDLING
        .iter()
        .chain(super::automations::AUTOMATIONS)
        .chain(super::colleagues::COLLEAGUES)
        .chain(super::shop::SHOP)
        .chain(super::appointments::APPOINTMENTS)
        .chain(super::calls::CALLS)
        .chain(super::cards::CARDS)
        .chain(super::chats::CHATS);
    FUNCTIONS.iter().chain(super::journeys::JOURNEYS).chain(super::worded::WORDED).chain(more)
}

/// All but those that have a file of their own.
const FUNCTIONS: &[Function] = &[
    f("accounts/api/sign_in", Door::Anybody, Whose::Own, |e| vec![("email", e.wanjiru.email()), ("password", "not hers at all".into()), ("next", "/".into())]),
    f("accounts/api/sign_up", Door::Anybody, Whose::Own, |e| {
        let new = format!("new{}@example.com", Uuid::now_v7().simple());
        vec![("name", "New".into()), ("email", new), ("password", PASSWORD.into()), ("invite", e.b.invite_code.clone()), ("next", String::new())]
    }),
    f("accounts/api/sign_out", Door::Anybody, Whose::Own, none),
    f("accounts/api/forgot_password", Door::Anybody, Whose::Own, |e| vec![("email", e.wanjiru.email())]),
    f("accounts/api/reset_password", Door::Anybody, Whose::Own, |_| vec![("token", "guessed".into()), ("password", PASSWORD.into())]),
    f("accounts/api/verify_address", Door::Anybody, Whose::Own, |_| vec![("token", "guessed".into())]),
    f("accounts/api/accept_invitation", Door::Anybody, Whose::Own, |_| {
        vec![("token", "guessed".into()), ("name", "Somebody".into()), ("password", PASSWORD.into())]
    }),
    f("accounts/api/send_verification", Door::Person, Whose::Own, none),
    f("accounts/api/change_name", Door::Person, Whose::Own, |_| vec![("name", "Another name".into())]),
    f("accounts/api/change_password", Door::Person, Whose::Own, |_| vec![("old_password", PASSWORD.into()), ("new_password", "eight tall giraffes".into())]),
    f("accounts/api/revoke_session", Door::Person, Whose::Wanjirus, |e| vec![("session", text(e.wanjiru.identity.session()))]),
    f("accounts/api/revoke_other_sessions", Door::Person, Whose::Own, none),
    f("accounts/api/set_availability", Door::Staff, Whose::Own, |_| vec![("to", "busy".into()), ("next", String::new())]),
    f("accounts/api/switch_business", Door::Person, Whose::Business, |e| vec![("business", text(e.a.id))]),
    f("businesses/api/set_up", Door::Anybody, Whose::Own, |_| {
        let named = [("business", "Mine"), ("time_zone", "Africa/Nairobi"), ("currency", "KES"), ("name", "Thief"), ("email", "thief@example.com")];
        named.into_iter().map(|(field, value)| (field, value.into())).chain([("password", PASSWORD.into())]).collect()
    }),
    // Whoever has the invite code of a business may become its customer.
    f("businesses/api/join_business", Door::Person, Whose::Own, |_| vec![("invite", "guessed".into())]),
    f("conversations/api/list_messages", Door::Person, Whose::Tickets, |e| vec![("conversation", text(e.ticket.customer_lane)), ("before", "1000".into())]),
    // Whoever leaves their name at B is a guest of B.
    // What is not published is not there for anybody who votes.
    f("help/api/vote_article", Door::Anybody, Whose::Own, |e| vec![("slug", e.article.slug.clone()), ("helpful", "true".into())]),
    f("help/api/suggest_articles", Door::Customer, Whose::Own, |_| vec![("subject", "How hot is zanzib fired?".into())]),
    f("help/admin/api/create_article", Door::Admin, Whose::Own, |e| article(e, &[("then", "save")])),
    f("help/admin/api/update_article", Door::Admin, Whose::Business, |e| that_article(e, &[("then", "save")])),
    f("help/admin/api/try_article", Door::Admin, Whose::Business, |e| that_article(e, &[("show", "preview")])),
    f("help/admin/api/preview_article", Door::Admin, Whose::Own, |_| vec![("body", "**{business}**".into())]),
    f("help/admin/api/move_article", Door::Admin, Whose::Business, |e| vec![("article", text(e.article.id)), ("up", "true".into())]),
    f("help/admin/api/set_article_state", Door::Admin, Whose::Business, |e| {
        vec![("article", text(e.article.id)), ("state", "archived".into()), ("back", "editor".into())]
    }),
    f("help/admin/api/add_standard_articles", Door::Admin, Whose::Own, none),
    f("help/admin/api/add_help_category", Door::Admin, Whose::Own, |_| vec![("name", format!("New {}", Uuid::now_v7().simple())), ("about", "New.".into())]),
    f("help/admin/api/change_help_category", Door::Admin, Whose::Business, |e| that_group(e, &[("name", "Taken over"), ("about", "")])),
    f("help/admin/api/move_help_category", Door::Admin, Whose::Business, |e| that_group(e, &[("up", "true")])),
    f("help/admin/api/delete_help_category", Door::Admin, Whose::Business, |e| that_group(e, &[])),
    f("help/admin/api/change_reply", Door::Admin, Whose::Own, |_| {
        vec![("occasion", "welcome".into()), ("body", "Hello {name}".into()), ("is_on", "true".into())]
    }),
    f("help/admin/api/set_threshold", Door::Admin, Whose::Own, |_| vec![("threshold", "80".into())]),
    pictures(f("tickets/api/open_ticket", Door::Customer, Whose::Own, |e| {
        let typed = [("client_id", text(Uuid::now_v7())), ("subject", "Another".into()), ("description", "Another two broke.".into())];
        // Only the categories of one's own business may be chosen: in another one it is no choice at all.
        typed
            .into_iter()
            .chain([("category", text(e.category.id)), ("priority", "low".into()), ("template", text(e.worded.template)), ("fields[batch]", "9".into())])
            .collect()
    })),
    pictures(f("tickets/api/reply_to_ticket", Door::Person, Whose::Tickets, |e| {
        vec![
            ("ticket", text(e.ticket.id)),
            ("client_id", text(Uuid::now_v7())),
            ("body", "Let me in".into()),
            ("mode", "reply".into()),
            ("then", String::new()),
        ]
    })),
    f("tickets/api/close_ticket", Door::Customer, Whose::Wanjirus, |e| vec![("ticket", text(e.ticket.id))]),
    f("tickets/api/rate_ticket", Door::Customer, Whose::Wanjirus, |e| vec![("ticket", text(e.ticket.id)), ("stars", "1".into()), ("comment", "Bad".into())]),
    f("tickets/api/get_progress", Door::Customer, Whose::Wanjirus, |e| vec![("number", text(e.ticket.number))]),
    json(f("tickets/api/list_tickets", Door::Customer, Whose::Own, |_| vec![("narrow", "{\"q\":\"pangol\"}".into())])),
    f("admin/api/invite_person", Door::Admin, Whose::Own, |_| {
        vec![("name", "New".into()), ("email", format!("new{}@example.com", Uuid::now_v7().simple())), ("role", "agent".into())]
    }),
    f("admin/api/change_role", Door::Admin, Whose::Business, |e| {
        vec![("member", text(e.invited.member.id)), ("role", "admin".into()), ("show", String::new())]
    }),
    f("admin/api/deactivate_person", Door::Admin, Whose::Business, |e| {
        vec![("member", text(e.invited.member.id)), ("show", String::new()), ("to", text(e.otieno.member()))]
    }),
    f("admin/api/reactivate_person", Door::Admin, Whose::Business, |e| vec![("member", text(e.invited.member.id)), ("show", String::new())]),
    f("admin/api/update_settings", Door::Admin, Whose::Own, |_| {
        let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map(|day| (day, "09:00-17:00"));
        let named = [("name", "A name"), ("time_zone", "Africa/Nairobi"), ("currency", "KES"), ("holidays", "")];
        days.into_iter().chain(named).map(|(field, value)| (field, value.into())).collect()
    }),
    f("admin/api/change_promises", Door::Admin, Whose::Own, |_| {
        let hours = ["response_low", "response_medium", "response_high", "response_urgent"].map(|field| (field, "2"));
        let next = ["next_response_low", "next_response_medium", "next_response_high", "next_response_urgent"].map(|field| (field, "4"));
        let days = ["resolution_low", "resolution_medium", "resolution_high", "resolution_urgent"].map(|field| (field, "24"));
        hours
            .into_iter()
            .chain(next)
            .chain(days)
            .chain([("in_opening_hours", "true"), ("warning", "20"), ("lead", "")])
            .map(|(field, value)| (field, value.into()))
            .collect()
    }),
    f("queue/api/change_queue", Door::Admin, Whose::Own, |_| {
        let points = [("is_on", "true"), ("ticket_weight", "1"), ("chat_weight", "2"), ("capacity", "8")];
        let rest = [("ticket_silent", "60"), ("chat_silent", "5"), ("chat_priority", "high"), ("ageing", "24")];
        points.into_iter().chain(rest).map(|(field, value)| (field, value.into())).collect()
    }),
    f("queue/api/pause_queue", Door::Admin, Whose::Own, |_| vec![("pause", "true".into())]),
    f("queue/api/change_plan", Door::Admin, Whose::Business, |e| {
        let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map(|day| (day, "09:00-17:00"));
        let rest = [("takes_part", "true"), ("capacity", "5"), ("exceptions", "2026-12-24 off")];
        let typed = days.into_iter().chain(rest).map(|(field, value)| (field, value.into()));
        typed.chain([("member", text(e.amina.member())), ("skills[0]", text(e.category.id))]).collect()
    }),
    f("queue/api/take_next", Door::Staff, Whose::Own, none),
    f("admin/api/add_category", Door::Admin, Whose::Own, |_| vec![("name", format!("New {}", Uuid::now_v7().simple()))]),
    f("admin/api/change_category", Door::Admin, Whose::Business, |e| {
        vec![("category", text(e.category.id)), ("name", "Taken over".into()), ("is_archived", "true".into())]
    }),
    f("admin/api/send_mail_again", Door::Admin, Whose::Business, |e| vec![("mail", text(e.mail))]),
    f("admin/api/replay_job", Door::Owner, Whose::Own, |_| vec![("job", "1".into())]),
    f("admin/api/create_business", Door::Owner, Whose::Own, |_| {
        let named = [("name", "One more"), ("slug", ""), ("time_zone", "Africa/Nairobi"), ("currency", "KES")];
        named.into_iter().map(|(field, value)| (field, value.into())).collect()
    }),
    f("talks/api/list_talks", Door::Staff, Whose::Own, none),
    f("talks/api/count_unread_talks", Door::Staff, Whose::Own, none),
    // Only people of one's own team may be chosen: in another one they are no choice at all.
    f("talks/api/open_direct_talk", Door::Staff, Whose::Own, |e| vec![("agent", text(e.njeri.member()))]),
    f("talks/api/open_group_talk", Door::Staff, Whose::Own, |e| vec![("name", "Us".into()), ("members[]", text(e.njeri.member()))]),
    pictures(f("talks/api/say_in_talk", Door::Staff, Whose::Team, |e| {
        vec![("talk", text(e.talk)), ("client_id", text(Uuid::now_v7())), ("body", "Let me in".into())]
    })),
    f("talks/api/rename_talk", Door::Staff, Whose::Team, |e| vec![("talk", text(e.talk)), ("name", "Mine".into())]),
    f("talks/api/add_to_talk", Door::Staff, Whose::Team, |e| vec![("talk", text(e.talk)), ("members", text(e.amina.member()))]),
    f("talks/api/leave_talk", Door::Staff, Whose::Team, |e| vec![("talk", text(e.talk))]),
    f("tickets/desk/api/list_inbox", Door::Staff, Whose::Own, |_| vec![("shelf", "all".into())]),
    // Of several ids those that are not one's own are left out.
    f("tickets/desk/api/get_inbox_rows", Door::Staff, Whose::Own, |e| {
        vec![("ids[0]", text(e.ticket.id)), ("ids[1]", text(e.daniels.id)), ("shelf", "all".into())]
    }),
    f("tickets/desk/api/get_tallies", Door::Staff, Whose::Own, none),
    f("tickets/desk/api/get_open_ticket", Door::Staff, Whose::Tickets, |e| vec![("ticket", text(e.ticket.id))]),
    f("tickets/desk/api/get_seen", Door::Staff, Whose::Business, |e| vec![("member", text(e.wanjiru.member()))]),
    f("tickets/desk/api/take_ticket", Door::Staff, Whose::Tickets, |e| vec![("ticket", text(e.ticket.id))]),
    f("tickets/desk/api/assign_ticket", Door::Staff, Whose::Tickets, |e| vec![("ticket", text(e.ticket.id)), ("agent", text(e.otieno.member()))]),
    f("tickets/desk/api/set_ticket_status", Door::Staff, Whose::Tickets, |e| vec![("ticket", text(e.ticket.id)), ("status", "in_progress".into())]),
    f("tickets/desk/api/set_ticket_priority", Door::Staff, Whose::Tickets, |e| vec![("ticket", text(e.ticket.id)), ("priority", "urgent".into())]),
    f("tickets/desk/api/set_ticket_category", Door::Staff, Whose::Tickets, |e| vec![("ticket", text(e.ticket.id)), ("category", text(e.category.id))]),
    f("tickets/desk/api/find_customers", Door::Staff, Whose::Own, |_| vec![("search", "wanjiru".into())]),
];
