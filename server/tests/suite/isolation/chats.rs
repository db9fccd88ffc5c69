//! Server functions of live chats, at the desk, for visitors and for admins.

use super::functions::{Function, f, none, pictures, text};
use super::{Door, Whose};
use crate::harness::KILN;
use uuid::Uuid;

/// What the form of a bot's topic sends.
fn topic(name: &str) -> Vec<(&'static str, String)> {
    let typed = [("wordings", "gift wrapping\ngifts"), ("answer", "We wrap, {name}."), ("chips", "How much is it?"), ("effect", "answer")];
    typed.into_iter().chain([("name", name)]).map(|(field, value)| (field, value.to_owned())).collect()
}

/// All of them.
pub const CHATS: &[Function] = &[
    f("chats/visitor/api/start_chat", Door::Anybody, Whose::Own, |e| {
        let typed = [("name", "Somebody"), ("email", "somebody@example.com"), ("phone", "0700 000 482"), ("country", "KE"), ("framed", ""), ("zone", "")];
        let rest = [("title", "Mugs"), ("url", "https://shop.example/mugs"), ("browser", "Firefox")];
        typed.into_iter().chain(rest).map(|(field, value)| (field, value.into())).chain([("business", text(e.b.id))]).collect()
    }),
    f("chats/visitor/api/begin_chat", Door::Customer, Whose::Own, |_| vec![("business", String::new()), ("url", "https://shop.example/mugs".into())]),
    pictures(f("chats/visitor/api/say_in_chat", Door::Customer, Whose::Wanjirus, |e| {
        vec![("chat", text(e.chat.id)), ("client_id", text(Uuid::now_v7())), ("body", "Let me in".into()), ("chip", String::new())]
    })),
    f("chats/visitor/api/call_human", Door::Customer, Whose::Wanjirus, |e| vec![("business", text(e.a.id)), ("chat", text(e.chat.id))]),
    f("chats/visitor/api/end_chat", Door::Customer, Whose::Wanjirus, |e| vec![("business", text(e.a.id)), ("chat", text(e.chat.id))]),
    f("chats/visitor/api/rate_chat", Door::Customer, Whose::Wanjirus, |e| {
        vec![("business", text(e.a.id)), ("chat", text(e.chat.id)), ("stars", "4".into()), ("feedback", "Good".into())]
    }),
    f("chats/visitor/api/reopen_chat", Door::Customer, Whose::Wanjirus, |e| vec![("business", text(e.a.id)), ("chat", text(e.chat.id))]),
    f("chats/visitor/api/get_standing", Door::Customer, Whose::Wanjirus, |e| vec![("business", text(e.a.id)), ("chat", text(e.chat.id))]),
    f("chats/visitor/api/count_unread", Door::Anybody, Whose::Own, |e| vec![("business", text(e.a.id))]),
    f("chats/visitor/api/note_visit", Door::Anybody, Whose::Own, |e| vec![("business", text(e.b.id)), ("url", "https://shop.example/mugs".into())]),
    f("chats/visitor/api/identify_visitor", Door::Anybody, Whose::Own, |e| vec![("business", text(e.b.id)), ("jwt", "a.b.c".into())]),
    f("chats/visitor/api/come_back", Door::Anybody, Whose::Own, |e| vec![("business", text(e.a.id)), ("token", "guessed".into())]),
    f("chats/visitor/api/pop_out", Door::Anybody, Whose::Own, |e| vec![("business", text(e.a.id)), ("token", "guessed".into()), ("chat", text(e.chat.id))]),
    f("chats/visitor/api/vote_in_chat", Door::Anybody, Whose::Own, |e| {
        vec![("business", text(e.b.id)), ("slug", e.article.slug.clone()), ("helpful", "true".into())]
    }),
    f("chats/visitor/api/leave_chat", Door::Anybody, Whose::Own, |e| vec![("business", text(e.a.id))]),
    f("chats/admin/api/change_widget", Door::Admin, Whose::Own, |_| {
        let typed = [("position", "left"), ("hue", "20"), ("greeting", "Hello"), ("origins", "https://shop.example"), ("typing_preview", "true")];
        typed.into_iter().map(|(field, value)| (field, value.into())).collect()
    }),
    f("chats/admin/api/set_long_wait", Door::Admin, Whose::Own, |_| vec![("long_wait", "120".into())]),
    f("chats/admin/api/set_idle_close", Door::Admin, Whose::Own, |_| vec![("idle_close", "12".into())]),
    f("chats/admin/api/renew_chat_secret", Door::Admin, Whose::Own, none),
    f("chats/admin/api/create_topic", Door::Admin, Whose::Own, |_| topic(&format!("New {}", Uuid::now_v7().simple()))),
    f("chats/admin/api/change_topic", Door::Admin, Whose::Business, |e| {
        topic("Taken over").into_iter().chain([("topic", text(e.topic)), ("is_on", "true".into())]).collect()
    }),
    f("chats/admin/api/delete_topic", Door::Admin, Whose::Business, |e| vec![("topic", text(e.topic))]),
    f("chats/admin/api/add_standard_topics", Door::Admin, Whose::Own, none),
    f("chats/desk/api/list_chats", Door::Staff, Whose::Own, |_| vec![("tab", "active".into()), ("search", KILN.into())]),
    f("chats/desk/api/get_open_chat", Door::Staff, Whose::Business, |e| vec![("chat", text(e.chat.id))]),
    f("chats/desk/api/count_waiting_chats", Door::Staff, Whose::Own, none),
    f("chats/desk/api/get_chats_right_now", Door::Staff, Whose::Own, none),
    f("chats/desk/api/see_chat", Door::Staff, Whose::Business, |e| vec![("chat", text(e.chat.id))]),
    f("chats/desk/api/take_chat", Door::Staff, Whose::Business, |e| vec![("chat", text(e.chat.id))]),
    pictures(f("chats/desk/api/reply_to_chat", Door::Staff, Whose::Business, |e| {
        vec![("chat", text(e.chat.id)), ("client_id", text(Uuid::now_v7())), ("body", "Let me in".into()), ("mode", "note".into()), ("then", String::new())]
    })),
    f("chats/desk/api/pass_chat_on", Door::Staff, Whose::Business, |e| {
        vec![("chat", text(e.chat.id)), ("agent", text(e.otieno.member())), ("note", "Yours".into())]
    }),
    f("chats/desk/api/block_visitor", Door::Staff, Whose::Business, |e| vec![("chat", text(e.chat.id))]),
    f("chats/desk/api/unblock_visitor", Door::Staff, Whose::Business, |e| vec![("visitor", text(e.wanjiru.member()))]),
    f("chats/desk/api/close_chat", Door::Staff, Whose::Business, |e| vec![("chat", text(e.chat.id))]),
    f("chats/desk/api/reopen_closed_chat", Door::Staff, Whose::Business, |e| vec![("chat", text(e.chat.id))]),
    f("chats/desk/api/archive_chat", Door::Staff, Whose::Business, |e| vec![("chat", text(e.chat.id))]),
    f("chats/desk/api/turn_into_ticket", Door::Staff, Whose::Business, |e| {
        vec![("chat", text(e.chat.id)), ("subject", "From a chat".into()), ("category", String::new()), ("priority", "low".into())]
    }),
];
